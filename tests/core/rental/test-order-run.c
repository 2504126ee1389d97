/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-order-run.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* One order for several, one after the other, against the simulator's ledger. */

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

/* (transfer full): so many that run. */
static GPtrArray *
rent (EngineFixture *f, guint count)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < count; i++)
    g_ptr_array_add (rentals, engine_fixture_rent_running (f));

  return rentals;
}

static bool
is_over (gpointer user_data)
{
  return !sublet_order_run_get_running (user_data);
}

static void
await_end (SubletOrderRun *run)
{
  g_assert_true (sublet_test_wait_for (is_over, run, SUBLET_TEST_TIMEOUT_MS));
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_ORDERING), ==, 0);
}

static guint
count_stops (EngineFixture *f)
{
  return engine_fixture_ledger_requests (f, "update");
}

static void
on_changed (SubletOrderRun *run, guint *most)
{
  *most = MAX (*most, sublet_order_run_count (run, SUBLET_RUN_ORDERING));
}

/* One order for each, never two at once, however often it is begun. */
static void
test_stop (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  g_autoptr (SubletOrderRun) run = NULL;
  guint most = 0;
  guint i;

  /* Whoever names one twice means it once. */
  g_ptr_array_add (rentals, g_object_ref (g_ptr_array_index (rentals, 0)));
  run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);
  g_assert_cmpuint (sublet_order_run_get_n_items (run), ==, 3);
  g_signal_connect (run, "changed", G_CALLBACK (on_changed), &most);
  sublet_order_run_start (run);
  sublet_order_run_start (run);
  g_assert_true (sublet_order_run_get_running (run));
  await_end (run);
  sublet_order_run_start (run);

  g_assert_cmpuint (most, ==, 1);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_DONE), ==, 3);
  g_assert_cmpuint (count_stops (f), ==, 3);
  for (i = 0; i < 3; i++)
    engine_fixture_await_state (g_ptr_array_index (rentals, i), SUBLET_RENTAL_STATE_STOPPED);
}

/* One that the service refuses does not keep the others; and it alone is tried again. */
static void
test_refused_in_the_middle (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  engine_fixture_arm (f,
                      "{\"fault\": \"json-error\", \"status\": 400, \"error\": \"invalid_args\","
                      " \"msg\": \"not now\", \"route\": \"update\", \"nth\": 2}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_DONE);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 1), ==, SUBLET_RUN_FAILED);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 2), ==, SUBLET_RUN_DONE);
  g_assert_nonnull (sublet_order_run_get_error (run, 1));
  g_assert_null (sublet_order_run_get_error (run, 0));
  g_assert_cmpuint (count_stops (f), ==, 3);

  engine_fixture_await_state (g_ptr_array_index (rentals, 1), SUBLET_RENTAL_STATE_RUNNING);
  sublet_order_run_try_again (run);
  await_end (run);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_DONE), ==, 3);
  g_assert_null (sublet_order_run_get_error (run, 1));
  g_assert_cmpuint (count_stops (f), ==, 4);
}

/* What nobody knows yet is no success, however soon it is tried again; in the end the lists tell.
 */
static void
test_unclear (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 1);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);
  guint sent;

  engine_fixture_arm (f, "{\"fault\": \"lost-reply\", \"route\": \"update\", \"times\": 0}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_FAILED);
  g_assert_cmpint (sublet_rental_get_state (g_ptr_array_index (rentals, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_STOPPING);
  sent = count_stops (f);
  sublet_order_run_try_again (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_FAILED);
  g_assert_nonnull (sublet_order_run_get_error (run, 0));
  g_assert_cmpuint (count_stops (f), ==, sent);

  engine_fixture_await_state (g_ptr_array_index (rentals, 0), SUBLET_RENTAL_STATE_STOPPED);
  sublet_order_run_try_again (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_SKIPPED);
  g_assert_null (sublet_order_run_get_error (run, 0));
}

/* Too fast is waited for by the client, and is nobody's failure. */
static void
test_too_fast (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 2);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  engine_fixture_arm (f, "{\"fault\": \"429-json\", \"ms\": 3000, \"route\": \"update\"}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_DONE), ==, 2);
  g_assert_cmpuint (count_stops (f), ==, 3);
}

/* With a key that is not accepted any more nothing else is sent. */
static void
test_key_revoked (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 4);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);
  guint i;

  engine_fixture_arm (f,
                      "{\"fault\": \"auth-401\", \"route\": \"update\", \"nth\": 2, \"times\": 0}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_DONE);
  for (i = 1; i < 4; i++)
    {
      g_assert_cmpint (sublet_order_run_get_outcome (run, i), ==, SUBLET_RUN_FAILED);
      g_assert_error (sublet_order_run_get_error (run, i), SUBLET_ERROR, SUBLET_ERROR_AUTH);
    }
  g_assert_cmpuint (count_stops (f), ==, 2);
}

/* One machine that the key may not touch does not leave the others billing. */
static void
test_one_forbidden (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  engine_fixture_arm (f,
                      "{\"fault\": \"json-error\", \"status\": 403, \"error\": \"forbidden\","
                      " \"msg\": \"not owner\", \"route\": \"update\", \"nth\": 1}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_error (sublet_order_run_get_error (run, 0), SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_DONE), ==, 2);
  g_assert_cmpuint (count_stops (f), ==, 3);
}

static void
on_first_done (SubletOrderRun *run, EngineFixture *f)
{
  g_autoptr (GError) error = NULL;

  if (sublet_order_run_count (run, SUBLET_RUN_DONE) != 1 ||
      sublet_order_run_get_outcome (run, 2) != SUBLET_RUN_WAITING)
    return;

  g_signal_handlers_disconnect_by_func (run, on_first_done, f);
  sublet_rental_engine_order_async (f->engine,
                                    sublet_order_run_get_rental (run, 2),
                                    SUBLET_ORDER_DESTROY,
                                    NULL,
                                    NULL,
                                    NULL);
}

/* One that goes before its turn is left alone, and is no failure. */
static void
test_gone_meanwhile (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  g_signal_connect (run, "changed", G_CALLBACK (on_first_done), f);
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 1), ==, SUBLET_RUN_DONE);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 2), ==, SUBLET_RUN_SKIPPED);
  g_assert_cmpuint (count_stops (f), ==, 2);
}

static void
on_running (SubletOrderRun *run, GParamSpec *pspec, bool *over)
{
  *over = !sublet_order_run_get_running (run);
}

static bool
is_true (gpointer user_data)
{
  return *(bool *) user_data;
}

/* Nobody holds it any more: it goes on all the same, to the end. */
static void
test_closed_half_way (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  SubletOrderRun *run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);
  bool over = false;

  g_signal_connect (run, "notify::running", G_CALLBACK (on_running), &over);
  sublet_order_run_start (run);
  g_object_add_weak_pointer (G_OBJECT (run), (gpointer *) &run);
  g_object_unref (run);
  g_assert_nonnull (run);
  g_assert_true (sublet_test_wait_for (is_true, &over, SUBLET_TEST_TIMEOUT_MS));
  sublet_test_drain ();
  g_assert_null (run);
  g_assert_cmpuint (count_stops (f), ==, 3);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM orders WHERE accepted_us > 0"),
    ==,
    3);
}

/* What is on its way goes on, nothing else is begun. */
static void
test_stop_here (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 3);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  sublet_order_run_start (run);
  sublet_order_run_stop_here (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_DONE);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_LEFT), ==, 2);
  sublet_order_run_try_again (run);
  g_assert_false (sublet_order_run_get_running (run));
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* What had failed and is not tried again after all is still known to have failed. */
static void
test_stop_here_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 2);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_STOP, rentals);

  engine_fixture_arm (f,
                      "{\"fault\": \"json-error\", \"status\": 400, \"error\": \"invalid_args\","
                      " \"msg\": \"not now\", \"route\": \"update\", \"times\": 2}");
  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_FAILED), ==, 2);
  engine_fixture_await_state (g_ptr_array_index (rentals, 0), SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_state (g_ptr_array_index (rentals, 1), SUBLET_RENTAL_STATE_RUNNING);
  sublet_order_run_try_again (run);
  sublet_order_run_stop_here (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_DONE);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 1), ==, SUBLET_RUN_LEFT);
  g_assert_nonnull (sublet_order_run_get_error (run, 1));
  g_assert_cmpuint (count_stops (f), ==, 3);
}

static void
test_destroy (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 2);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_DESTROY, rentals);
  g_autoptr (SubletOrderRun) again = NULL;
  guint i;

  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpuint (sublet_order_run_count (run, SUBLET_RUN_DONE), ==, 2);
  /* All of them are on disk, so that no end of the program loses one. */
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM orders"), ==, 2);

  again = sublet_order_run_new (f->engine, SUBLET_RUN_DESTROY, rentals);
  sublet_order_run_start (again);
  await_end (again);
  g_assert_cmpuint (sublet_order_run_count (again, SUBLET_RUN_SKIPPED), ==, 2);
  for (i = 0; i < 2; i++)
    engine_fixture_await_state (g_ptr_array_index (rentals, i), SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* Each by an hour, whatever it had; one without a lease is left alone. */
static void
test_extend (EngineFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rentals = rent (f, 2);
  g_autoptr (SubletOrderRun) run = sublet_order_run_new (f->engine, SUBLET_RUN_EXTEND, rentals);
  SubletRental *first = g_ptr_array_index (rentals, 0);
  SubletRental *second = g_ptr_array_index (rentals, 1);
  gint64 end_us = sublet_rental_get_lease_end_us (first);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_lease_async (f->engine,
                                        second,
                                        0,
                                        SUBLET_LEASE_END_STOP,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_set_lease_finish (f->engine, result, &error));
  g_assert_no_error (error);

  sublet_order_run_start (run);
  await_end (run);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 0), ==, SUBLET_RUN_DONE);
  g_assert_cmpint (sublet_order_run_get_outcome (run, 1), ==, SUBLET_RUN_SKIPPED);
  g_assert_cmpint (sublet_rental_get_lease_end_us (first), ==, end_us + G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_rental_get_lease_end_us (second), ==, 0);
  g_assert_cmpuint (count_stops (f), ==, 0);
}

#define ADD(path, test) \
  g_test_add ("/core/order-run/" path, EngineFixture, NULL, set_up, test, engine_fixture_tear_down)

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  ADD ("stop", test_stop);
  ADD ("refused-in-the-middle", test_refused_in_the_middle);
  ADD ("unclear", test_unclear);
  ADD ("too-fast", test_too_fast);
  ADD ("key-revoked", test_key_revoked);
  ADD ("one-forbidden", test_one_forbidden);
  ADD ("gone-meanwhile", test_gone_meanwhile);
  ADD ("closed-half-way", test_closed_half_way);
  ADD ("stop-here", test_stop_here);
  ADD ("stop-here-again", test_stop_here_again);
  ADD ("destroy", test_destroy);
  ADD ("extend", test_extend);

  return g_test_run ();
}
