/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/increase-fixture.h"
#include "support/sublet-test.h"

/* ---- what waits ---- */

/* Asked for with a walk, now and then; what the person reads is as old as it says. */
static void
test_known (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 running_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 known_at_us;
  guint n_asked;

  g_assert_null (sublet_rental_get_increase (rental));
  g_assert_false (sublet_rental_can_answer_increase (rental));
  increase_fixture_announce (f, rental);
  g_assert_true (sublet_rental_can_answer_increase (rental));
  g_assert_cmpint (sublet_rental_get_increased_rate_nusd (rental), ==, running_nusd + RAISE_NUSD);
  known_at_us = sublet_rental_get_increase_known_at_us (rental);
  g_assert_cmpint (known_at_us, >, 0);

  n_asked = engine_fixture_ledger_requests (f, "increases");
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (sublet_rental_get_increase_known_at_us (rental), >, known_at_us);
  n_asked = engine_fixture_ledger_requests (f, "increases") - n_asked;
  g_assert_cmpuint (n_asked, >=, 6);
  g_assert_cmpuint (n_asked, <=, 12);

  increase_fixture_withdraw (f, rental);
  increase_fixture_await_shown (rental, false);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_NONE);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 0);
}

/* Where nothing is rented nothing can become dearer. */
static void
test_nothing_rented (EngineFixture *f, gconstpointer data)
{
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases"), ==, 0);
}

/* A key that may not ask, a service that does not know the question: not known, and nobody is
 * bothered; asked again now and then. */
static void
test_not_known (EngineFixture *f, gconstpointer data)
{
  const int status = GPOINTER_TO_INT (data);
  g_autofree char *fault =
    g_strdup_printf ("{\"fault\":\"json-error\",\"route\":\"increases\",\"status\":%d,"
                     "\"error\":\"%s\",\"times\":0}",
                     status,
                     status == 403 ? "permission_denied" : "not_found");
  g_autoptr (SubletRental) rental = NULL;
  guint n_notices = f->n_notices;
  guint n_asked;

  engine_fixture_arm (f, fault);
  rental = engine_fixture_rent_running (f);
  engine_fixture_pass (f, HOUR_MS);
  n_asked = engine_fixture_ledger_requests (f, "increases");
  g_assert_cmpuint (n_asked, >=, 1);
  engine_fixture_pass (f, 3 * HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, >=, 2);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, <=, 4);
  g_assert_null (sublet_rental_get_increase (rental));
  g_assert_cmpint (sublet_rental_get_increase_known_at_us (rental), ==, 0);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_KNOWN);
  g_assert_cmpuint (f->n_notices, ==, n_notices);
}

/* What was known stays, and says how old it is. */
static void
test_list_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 known_at_us;

  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"increases\",\"times\":0}");
  known_at_us = sublet_rental_get_increase_known_at_us (rental);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_nonnull (sublet_rental_get_increase (rental));
  g_assert_cmpint (sublet_rental_get_increase_known_at_us (rental), ==, known_at_us);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_KNOWN);
}

/* ---- accepted ---- */

/* Journalled, sent once, seen not to wait any more; from the contract's end the rate that was
 * accepted is the one with it, in another process too. */
static void
test_accepted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 after_nusd = before_nusd + RAISE_NUSD;
  g_autoptr (GError) error = NULL;
  SubletRental *card;

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  g_assert_true (sublet_rental_get_increase_accepts (rental));
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "accepted");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
  g_assert_cmpint (sublet_rental_get_rate_running_nusd (rental), ==, before_nusd);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-accepting"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-accepted"), ==, 1);
  g_assert_cmpint (increase_fixture_count_orders (f, "done"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT rate_nusd FROM orders"
                                               "  WHERE kind = 'accept-increase'"
                                               "    AND accepted_us > 0 AND closed_us > 0"),
                   ==,
                   after_nusd);

  engine_fixture_pass (f, 3 * HOUR_MS);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_APPLIED, "applied");
  increase_fixture_assert_rate (sublet_rental_get_rate_running_nusd (rental), after_nusd);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT bid_rate_nusd FROM rentals"),
                   ==,
                   after_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  increase_fixture_assert_settled (f, card, SUBLET_INCREASE_STATE_APPLIED, "applied");
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (card), ==, after_nusd);
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL), after_nusd);
}

/* ---- rejected ---- */

/* No cap forbids it, and nothing counts as dearer. */
static void
test_rejected (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);
  const SubletSpendCaps caps = { .per_hour_nusd = 1 };
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_true (increase_fixture_answer (f, rental, false, &error));
  g_assert_no_error (error);
  g_assert_false (sublet_rental_get_increase_accepts (rental));
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "rejected");
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increase-accept"), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increase-reject"), ==, 1);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, before_nusd);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-rejecting"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-rejected"), ==, 1);
}

/* ---- what is not asked for ---- */

/* The caps hold with the dearer rate, though it comes later. */
static void
test_caps (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  SubletSpendCaps caps = { .per_hour_nusd = after_nusd - 1 };
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_caps (f->engine, &caps);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_CAP);
  caps = (SubletSpendCaps){
    .per_day_uusd = sublet_money_cost_uusd (after_nusd, G_TIME_SPAN_DAY) - 1,
  };
  sublet_rental_engine_set_caps (f->engine, &caps);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_CAP);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 0);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_NONE);

  caps = (SubletSpendCaps){ .per_hour_nusd = after_nusd };
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "accepted");
}

/* What the volume costs that was made along belongs to the rate afterwards. */
static void
test_cap_with_volume (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  SubletRentalTrack *track = sublet_engine_find_rental (f->engine, rental);
  SubletSpendCaps caps = {
    .per_hour_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD,
  };

  track->intent->running_nusd += 1000;
  sublet_rental_engine_set_caps (f->engine, &caps);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_CAP);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 0);
}

/* Another one than the person read is not answered. */
static void
test_another (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_answer_increase_async (f->engine,
                                              rental,
                                              increase_fixture_get_id (rental) + 1,
                                              TRUE,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  g_assert_false (increase_fixture_end (f, &result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 0);
}

/* Its host no longer wants it: nothing was accepted, and nothing is shown any more. */
static void
test_stale (EngineFixture *f, gconstpointer data)
{
  const bool accept = GPOINTER_TO_INT (data) != 0;
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);

  increase_fixture_withdraw (f, rental);
  increase_fixture_assert_refused (f, rental, accept, SUBLET_ERROR_NOT_FOUND);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_WITHDRAWN, "withdrawn");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-withdrawn"), ==, 1);
  g_assert_cmpint (increase_fixture_count_orders (f, "withdrawn"), ==, 1);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, before_nusd);

  /* The next one is another one. */
  increase_fixture_announce (f, rental);
  g_assert_true (sublet_rental_can_answer_increase (rental));
}

/* What cannot be written is not sent. */
static void
test_journal_fails (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER full BEFORE INSERT ON orders"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_STORE);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 0);
  engine_fixture_order_journal (f, "DROP TRIGGER full");
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_REFUSED, "pending");

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "accepted");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  INCREASE_FIXTURE_ADD ("known", NULL, test_known);
  INCREASE_FIXTURE_ADD ("nothing-rented", NULL, test_nothing_rented);
  INCREASE_FIXTURE_ADD ("not-known/403", GINT_TO_POINTER (403), test_not_known);
  INCREASE_FIXTURE_ADD ("not-known/404", GINT_TO_POINTER (404), test_not_known);
  INCREASE_FIXTURE_ADD ("list-fails", NULL, test_list_fails);
  INCREASE_FIXTURE_ADD ("accepted", NULL, test_accepted);
  INCREASE_FIXTURE_ADD ("rejected", NULL, test_rejected);
  INCREASE_FIXTURE_ADD ("caps", NULL, test_caps);
  INCREASE_FIXTURE_ADD ("cap-with-volume", NULL, test_cap_with_volume);
  INCREASE_FIXTURE_ADD ("another", NULL, test_another);
  INCREASE_FIXTURE_ADD ("stale/accept", GINT_TO_POINTER (1), test_stale);
  INCREASE_FIXTURE_ADD ("stale/reject", GINT_TO_POINTER (0), test_stale);
  INCREASE_FIXTURE_ADD ("journal-fails", NULL, test_journal_fails);

  return g_test_run ();
}
