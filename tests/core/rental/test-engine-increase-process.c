/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/increase-fixture.h"
#include "support/sublet-test.h"

/* ---- overtaken ---- */

/* A destroy that comes while it is prepared goes before. */
static void
test_overtaken (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  increase_fixture_begin (f, rental, true, &result);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  g_assert_false (increase_fixture_end (f, &result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  increase_fixture_assert_nothing_open (f);
}

/* It is gone before anybody could see what became of the answer. */
static void
test_gone_in_doubt (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"reset-before\",\"route\":\"increase-accept\"}");
  /* Nothing that would settle it comes through before. */
  engine_fixture_arm (f, "{\"fault\":\"502-html\",\"route\":\"increases\",\"times\":0}");
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, HOUR_MS);
  g_assert_cmpint (increase_fixture_count_orders (f, "gone"), ==, 1);
  increase_fixture_assert_nothing_open (f);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
}

/* One at a time, and one of the two. */
static void
test_twice (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = increase_fixture_rent (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  increase_fixture_begin (f, rental, true, &result);
  increase_fixture_assert_refused (f, rental, true, SUBLET_ERROR_INVALID);
  increase_fixture_assert_refused (f, rental, false, SUBLET_ERROR_INVALID);
  g_assert_true (increase_fixture_end (f, &result, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "accepted");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 1);
}

/* ---- another process ---- */

typedef enum
{
  KILLED_UNSENT,   /* written down, and nothing left */
  KILLED_UNDONE,   /* on its way, and lost */
  KILLED_DONE,     /* done, and the answer lost */
  KILLED_TAKEN,    /* answered, and no list yet */
  KILLED_NOT_KEPT, /* answered, and it goes on waiting */
  KILLED_SETTLED,  /* seen, and the rate not yet */
} Killed;

static void
await_on_wire (EngineFixture *f, const char *fault, SubletRental *rental)
{
  engine_fixture_arm (f, fault);
  sublet_rental_engine_answer_increase_async (f->engine,
                                              rental,
                                              increase_fixture_get_id (rental),
                                              TRUE,
                                              NULL,
                                              NULL,
                                              NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"increase-accept\",\"count\":1}");
  g_assert_cmpuint (engine_fixture_count_events (f, "increase-accepting"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  JOIN orders ON orders.rental_id = rentals.id"
                                               "  WHERE increase_state = 'asked'"
                                               "    AND increase_accepts = 1 AND increase_id > 0"
                                               "    AND kind = 'accept-increase'"
                                               "    AND closed_us = 0"),
                   ==,
                   1);
}

/* Nothing that lists would say comes through before the end. */
static void
take_unseen (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"increases\"}");
  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_TAKEN);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals"
                                               "  JOIN orders ON orders.rental_id = rentals.id"
                                               "  WHERE increase_state = 'taken'"
                                               "    AND accepted_us > 0 AND closed_us = 0"
                                               "    AND kind = 'accept-increase'"),
                   ==,
                   1);
}

static void
settle (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_await (rental, SUBLET_INCREASE_STATE_DONE);
}

/* As the journal stands then, though nothing came of it. */
static void
write_order (EngineFixture *f, SubletRental *rental, const char *state, int accepted_us)
{
  gint64 running_nusd = sublet_rental_get_rate_running_nusd (rental);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO orders (id, rental_id, server, account_id, contract_id, kind, written_us,"
    "                    sent_us, accepted_us, closed_us, rate_nusd)"
    "  SELECT 'increase-1', id, server, account_id, contract_id, 'accept-increase', 1, 1, %d, 0,"
    "         %" G_GINT64_FORMAT " FROM rentals;"
    "UPDATE rentals SET increase_state = '%s', increase_accepts = 1,"
    "  increase_id = %" G_GINT64_FORMAT ", increase_before_nusd = %" G_GINT64_FORMAT ","
    "  increase_rate_nusd = %" G_GINT64_FORMAT,
    accepted_us,
    running_nusd + RAISE_NUSD,
    state,
    increase_fixture_get_id (rental),
    running_nusd,
    running_nusd + RAISE_NUSD);

  engine_fixture_order_journal (f, sql);
}

/* The program ends, at each step of the journal: the next one goes on with it and sends nothing
 * again. */
static void
test_killed (EngineFixture *f, gconstpointer data)
{
  const Killed killed = GPOINTER_TO_INT (data);
  bool done = killed == KILLED_DONE || killed == KILLED_TAKEN || killed == KILLED_SETTLED;
  SubletRental *rental = increase_fixture_rent (f);
  gint64 after_nusd = sublet_rental_get_rate_running_nusd (rental) + RAISE_NUSD;
  guint n_requests = killed == KILLED_UNSENT || killed == KILLED_NOT_KEPT ? 0 : 1;

  switch (killed)
    {
    case KILLED_UNDONE:
      await_on_wire (f,
                     "{\"fault\":\"hold\",\"work\":false,\"route\":\"increase-accept\"}",
                     rental);
      break;

    case KILLED_DONE:
      await_on_wire (f,
                     "{\"fault\":\"hold\",\"how\":\"after\",\"route\":\"increase-accept\"}",
                     rental);
      break;

    case KILLED_UNSENT:
      write_order (f, rental, "asked", 0);
      break;

    case KILLED_NOT_KEPT:
      write_order (f, rental, "taken", 2);
      break;

    case KILLED_SETTLED:
      settle (f, rental);
      break;

    case KILLED_TAKEN:
    default:
      take_unseen (f, rental);
      break;
    }
  g_object_unref (rental);

  engine_fixture_restart (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_known (f);
  rental = engine_fixture_nth (f, 0);
  increase_fixture_assert_settled (f,
                                   rental,
                                   done ? SUBLET_INCREASE_STATE_DONE
                                        : SUBLET_INCREASE_STATE_NOT_SEEN,
                                   done ? "accepted" : "pending");
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, n_requests);
  g_assert_cmpint (increase_fixture_count_orders (f, done ? "done" : "not-seen"), ==, 1);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (rental),
                   ==,
                   done ? after_nusd : SUBLET_MONEY_UNKNOWN);
  if (!done)
    return;

  engine_fixture_pass (f, 3 * HOUR_MS);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_APPLIED, "applied");
  increase_fixture_assert_rate (sublet_rental_get_rate_running_nusd (rental), after_nusd);
  g_assert_cmpint (sublet_rental_get_awaited_rate_nusd (rental), ==, SUBLET_MONEY_UNKNOWN);
}

/* ---- somebody else's ---- */

/* By hand it may be answered as well; of what was interrupted nothing is left open. */
static void
test_foreign (EngineFixture *f, gconstpointer data)
{
  SubletRental *rental = engine_fixture_nth (f, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sublet_rental_get_origin (rental), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  increase_fixture_announce (f, rental);
  engine_fixture_arm (f, "{\"fault\":\"hold\",\"work\":false,\"route\":\"increase-accept\"}");
  sublet_rental_engine_answer_increase_async (f->engine,
                                              rental,
                                              increase_fixture_get_id (rental),
                                              TRUE,
                                              NULL,
                                              NULL,
                                              NULL);
  engine_fixture_post (f, "/_sim/await", "{\"route\":\"increase-accept\",\"count\":1}");
  engine_fixture_restart (f);
  engine_fixture_post (f, "/_sim/release", "{}");
  engine_fixture_await_known (f);
  rental = engine_fixture_nth (f, 0);
  increase_fixture_await_shown (rental, true);
  g_assert_cmpint (increase_fixture_count_orders (f, "interrupted"), ==, 1);
  increase_fixture_assert_nothing_open (f);

  g_assert_true (increase_fixture_answer (f, rental, true, &error));
  g_assert_no_error (error);
  increase_fixture_assert_settled (f, rental, SUBLET_INCREASE_STATE_DONE, "accepted");
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders"
                                               "  WHERE rental_id IS NULL AND outcome = 'done'"),
                   ==,
                   1);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM events"), ==, 0);
  g_assert_cmpuint (increase_fixture_count_requests (f), ==, 2);
}

static void
set_up_foreign (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, "{\"add_foreign_instance\":{\"gpu_name\":\"RTX 4090\"}}");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  INCREASE_FIXTURE_ADD ("twice", NULL, test_twice);
  INCREASE_FIXTURE_ADD ("overtaken", NULL, test_overtaken);
  INCREASE_FIXTURE_ADD ("gone-in-doubt", NULL, test_gone_in_doubt);
  INCREASE_FIXTURE_ADD ("killed/unsent", GINT_TO_POINTER (KILLED_UNSENT), test_killed);
  INCREASE_FIXTURE_ADD ("killed/undone", GINT_TO_POINTER (KILLED_UNDONE), test_killed);
  INCREASE_FIXTURE_ADD ("killed/done", GINT_TO_POINTER (KILLED_DONE), test_killed);
  INCREASE_FIXTURE_ADD ("killed/taken", GINT_TO_POINTER (KILLED_TAKEN), test_killed);
  INCREASE_FIXTURE_ADD ("killed/not-kept", GINT_TO_POINTER (KILLED_NOT_KEPT), test_killed);
  INCREASE_FIXTURE_ADD ("killed/settled", GINT_TO_POINTER (KILLED_SETTLED), test_killed);
  g_test_add ("/core/rental/engine-increase/foreign",
              EngineFixture,
              NULL,
              set_up_foreign,
              test_foreign,
              engine_fixture_tear_down);

  return g_test_run ();
}
