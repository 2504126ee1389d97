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

/* ---- another one before it holds ---- */

static void
accept_and_await (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_DONE);
  engine_fixture_pass (f, HOUR_MS / 6);
}

static void
answer_another (EngineFixture *f, SubletRental *rental, const char *answer)
{
  const bool refused = g_str_equal (answer, "refused");
  g_autoptr (GError) error = NULL;

  if (refused)
    engine_fixture_arm (f, "{\"fault\":\"json-error\",\"route\":\"increase-accept\"}");
  g_assert_cmpint (increase_fixture_answer (f, rental, refused, &error), ==, !refused);
  increase_fixture_await (rental,
                          refused ? SUBLET_INCREASE_STATE_REFUSED : SUBLET_INCREASE_STATE_DONE);
}

/* What was accepted comes all the same: it counts until then, in another process too, and is no
 * surprise. */
static void
test_another_after (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  SubletRental *card;

  accept_and_await (f, rental);
  increase_fixture_announce (f, rental);
  answer_another (f, rental, data);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  card = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);

  engine_fixture_pass (f, 4 * HOUR_MS);
  increase_fixture_assert_rate (sublet_rental_get_rate_running_nusd (card), after_nusd);
  g_assert_cmpint (sublet_rental_get_accepted_rate_nusd (card), ==, after_nusd);
  g_assert_cmpint (sublet_rental_get_differences (card), ==, SUBLET_RENTAL_DIFFERENCE_NONE);
  g_assert_cmpuint (engine_fixture_count_events (f, "price-differs"), ==, 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT agreed_id FROM rentals"), ==, 0);
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL), after_nusd);
}

/* The later one holds, and nothing of the earlier one counts any more. */
static void
test_both_accepted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;

  accept_and_await (f, rental);
  increase_fixture_announce_by (f, rental, RAISE_NUSD / 2);
  accept_and_await (f, rental);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);

  engine_fixture_pass (f, 4 * HOUR_MS);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_APPLIED, "applied");
  increase_fixture_assert_rate (sublet_engine_get_committed_nusd (f->engine, NULL),
                                after_nusd - RAISE_NUSD + RAISE_NUSD / 2);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-applied"), ==, 1);
}

/* The caps go by the dearer of both. */
static void
test_cheaper_after (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  const SubletSpendCaps caps = { .per_hour_nusd = after_nusd - 1 };

  accept_and_await (f, rental);
  increase_fixture_announce_by (f, rental, RAISE_NUSD / 2);
  sublet_rental_engine_set_caps (f->engine, &caps);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_CAP);
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

/* ---- faults ---- */

typedef struct
{
  const char *name;
  const char *fault;
  SubletIncreaseState state; /* in the end */
  int code;                  /* of SubletError; 0: it is taken */
  guint n_requests;
} FaultRow;

#define DONE SUBLET_INCREASE_STATE_DONE
#define NOT_SEEN SUBLET_INCREASE_STATE_NOT_SEEN
#define UNKNOWN SUBLET_ERROR_OUTCOME_UNKNOWN

/* Whatever comes back, nothing is sent twice, and card and ledger agree in the end. */
static const FaultRow fault_rows[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", DONE, UNKNOWN, 1 },
  { "reset", "{\"fault\":\"lost-reply\",\"how\":\"reset\"", DONE, UNKNOWN, 1 },
  { "cut", "{\"fault\":\"cut-json\"", DONE, UNKNOWN, 1 },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", DONE, UNKNOWN, 1 },
  { "false-done", "{\"fault\":\"success-false-rented\"", DONE, UNKNOWN, 1 },
  { "empty-done", "{\"fault\":\"empty-200\",\"work\":true", DONE, UNKNOWN, 1 },
  { "reset-before", "{\"fault\":\"reset-before\"", NOT_SEEN, UNKNOWN, 1 },
  { "500", "{\"fault\":\"http-500-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "502", "{\"fault\":\"502-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "503", "{\"fault\":\"503-html\"", NOT_SEEN, UNKNOWN, 1 },
  { "empty", "{\"fault\":\"empty-200\"", NOT_SEEN, UNKNOWN, 1 },
  { "portal", "{\"fault\":\"wrong-json\"", NOT_SEEN, UNKNOWN, 1 },
  { "false", "{\"fault\":\"success-false\"", NOT_SEEN, UNKNOWN, 1 },
  { "redirect", "{\"fault\":\"redirect\"", NOT_SEEN, UNKNOWN, 1 },
  { "slow", "{\"fault\":\"delay\"", DONE, 0, 1 },
  { "400", "{\"fault\":\"json-error\"", SUBLET_INCREASE_STATE_REFUSED, SUBLET_ERROR_INVALID, 1 },
  { "429", "{\"fault\":\"429-json\"", DONE, 0, 2 },
  { "429-thrice", "{\"fault\":\"429-detail\",\"times\":3", DONE, 0, 4 },
  { "429-for-ever",
    "{\"fault\":\"429-plain\",\"times\":0",
    SUBLET_INCREASE_STATE_REFUSED,
    SUBLET_ERROR_RATE_LIMITED,
    4 },
};

static void
check_fault (EngineFixture *f, const FaultRow *row, bool accept)
{
  g_autofree char *json =
    g_strdup_printf ("%s,\"route\":\"increase-%s\"}", row->fault, accept ? "accept" : "reject");
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GError) error = NULL;
  const char *done = accept ? "accepted" : "rejected";

  engine_fixture_arm (f, json);
  g_assert_cmpint (increase_fixture_answer (f, rental, accept, &error), ==, row->code == 0);
  if (row->code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SUBLET_ERROR, row->code);
  if (row->code == UNKNOWN)
    g_assert_cmpuint (engine_fixture_count_events (f, "increase-unclear"), ==, 1);

  increase_fixture_assert_settled (f, rental, row->state, row->state == DONE ? done : "pending");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, row->n_requests);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"),
                   ==,
                   row->n_requests);
  g_assert_cmpuint (engine_fixture_count_events (f,
                                                 accept ? "increase-accepted"
                                                        : "increase-rejected"),
                    ==,
                    row->state == DONE ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-seen"),
                    ==,
                    row->state == NOT_SEEN ? 1 : 0);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-answered"),
                    ==,
                    row->state == SUBLET_INCREASE_STATE_REFUSED ? 1 : 0);
}

static void
test_accept_fault (EngineFixture *f, gconstpointer data)
{
  check_fault (f, data, true);
}

static void
test_reject_fault (EngineFixture *f, gconstpointer data)
{
  check_fault (f, data, false);
}

/* How older services say that it does not wait. */
static void
test_409 (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);

  engine_fixture_arm (f, "{\"fault\":\"json-error\",\"route\":\"increase-accept\",\"status\":409}");
  increase_fixture_withdraw (f, rental);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_NOT_FOUND);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_WITHDRAWN, "withdrawn");
}

/* As long as nobody knows whether it was accepted, the dearer rate counts, and no other answer is
 * taken. */
static void
test_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"increase-accept\"}");
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_OUTCOME_UNKNOWN);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_UNCLEAR);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd + RAISE_NUSD);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
  g_assert_false (sublet_rental_can_answer_increase (rental));
  increase_fixture_assert_refused (f, rental, false, SUBLET_ERROR_INVALID);
  engine_fixture_pass (f, 150 * 1000);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_UNCLEAR);
  increase_fixture_await (rental, NOT_SEEN);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, rate_nusd);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, DONE, "accepted");
}

/* ---- lists that do not come ---- */

typedef struct
{
  const char *name;
  const char *fault;
  bool accept;
} BlindRow;

static const BlindRow blind_rows[] = {
  { "403", "{\"fault\":\"json-error\",\"status\":403,\"error\":\"permission_denied\"", true },
  { "404", "{\"fault\":\"json-error\",\"status\":404,\"error\":\"not_found\"", true },
  { "500", "{\"fault\":\"http-500-html\"", true },
  { "500-reject", "{\"fault\":\"http-500-html\"", false },
};

/* They are not asked for without end; then nobody knows, the dearer rate counts, and another answer
 * can be given. When a list comes at last, it tells. */
static void
test_blind (EngineFixture *f, gconstpointer data)
{
  const BlindRow *row = data;
  g_autofree char *fault = g_strdup_printf ("%s,\"route\":\"increases\",\"times\":0}", row->fault);
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 before_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 counted_nusd = before_nusd + (row->accept ? RAISE_NUSD : 0);
  g_autoptr (GError) error = NULL;
  guint n_asked;

  engine_fixture_arm (f, fault);
  g_assert_true (increase_fixture_answer (f, rental, row->accept, &error));
  g_assert_no_error (error);
  n_asked = engine_fixture_ledger_requests (f, "increases");
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_NOT_KNOWN);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, <=, 20);
  increase_fixture_assert_nothing_open (f);
  g_assert_cmpint (increase_fixture_count_orders (f, "not-known"), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-not-known"), ==, 1);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, counted_nusd);
  g_assert_true (sublet_rental_can_answer_increase (rental));

  n_asked = engine_fixture_ledger_requests (f, "increases");
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpuint (engine_fixture_ledger_requests (f, "increases") - n_asked, <=, 12);
  g_assert_cmpint (sublet_rental_get_increase_state (rental), ==, SUBLET_INCREASE_STATE_NOT_KNOWN);

  sublet_test_simulator_disarm (f->simulator);
  increase_fixture_await (rental, DONE);
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, counted_nusd);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
}

/* The lists do not come, and the person answers again: that it does not wait any more means that it
 * was accepted. */
static void
test_blind_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"http-500-html\",\"route\":\"increases\",\"times\":0}");
  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_NOT_KNOWN);
  increase_fixture_assert_refused (f, rental, false, SUBLET_ERROR_NOT_FOUND);
  increase_fixture_assert_settled (f, rental, DONE, "accepted");
  g_assert_true (sublet_rental_get_increase_accepts (rental));
  g_assert_cmpint (sublet_engine_get_committed_nusd (f->engine, NULL), ==, after_nusd);
}

static void
add_fault (const char *word, const FaultRow *row, void (*test) (EngineFixture *f, gconstpointer))
{
  g_autofree char *path =
    g_strdup_printf ("/core/rental/engine-increase/fault/%s/%s", word, row->name);

  g_test_add (path, EngineFixture, row, increase_fixture_set_up, test, engine_fixture_tear_down);
}

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  INCREASE_FIXTURE_ADD ("known", NULL, test_known);
  INCREASE_FIXTURE_ADD ("nothing-rented", NULL, test_nothing_rented);
  INCREASE_FIXTURE_ADD ("another-after/rejected", "rejected", test_another_after);
  INCREASE_FIXTURE_ADD ("another-after/refused", "refused", test_another_after);
  INCREASE_FIXTURE_ADD ("another-after/accepted", NULL, test_both_accepted);
  INCREASE_FIXTURE_ADD ("another-after/caps", NULL, test_cheaper_after);
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
  INCREASE_FIXTURE_ADD ("409", NULL, test_409);
  INCREASE_FIXTURE_ADD ("journal-fails", NULL, test_journal_fails);
  INCREASE_FIXTURE_ADD ("in-doubt", NULL, test_in_doubt);
  for (i = 0; i < G_N_ELEMENTS (fault_rows); i++)
    {
      add_fault ("accept", &fault_rows[i], test_accept_fault);
      add_fault ("reject", &fault_rows[i], test_reject_fault);
    }

  for (i = 0; i < G_N_ELEMENTS (blind_rows); i++)
    {
      g_autofree char *path =
        g_strconcat ("/core/rental/engine-increase/blind/", blind_rows[i].name, NULL);

      g_test_add (path,
                  EngineFixture,
                  &blind_rows[i],
                  increase_fixture_set_up,
                  test_blind,
                  engine_fixture_tear_down);
    }
  INCREASE_FIXTURE_ADD ("blind-again", NULL, test_blind_again);

  return g_test_run ();
}
