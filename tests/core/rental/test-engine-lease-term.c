/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"

#include "core/rental/lease-fixture.h"
#include "support/sublet-test.h"

/*
 * Leases as the person changes them.
 */

/* ---- by the person ---- */

static void
test_extend (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 end_us = sublet_rental_get_lease_end_us (rental) + G_TIME_SPAN_HOUR;

  lease_fixture_pass_until (f, rental, 3);
  lease_fixture_assert_state (rental, STATE (LAST));
  lease_fixture_set_lease_fine (f, rental, end_us, SUBLET_LEASE_END_DESTROY);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (rental), ==, SUBLET_LEASE_END_DESTROY);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  rental = g_object_ref (engine_fixture_nth (f, 0));
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  lease_fixture_pass_until (f, rental, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM events WHERE reason = 'lease-changed'"),
    ==,
    1);
}

static void
test_none (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_set_lease_fine (f, rental, 0, SUBLET_LEASE_END_STOP);
  lease_fixture_assert_state (rental, STATE (NONE));
  engine_fixture_pass (f, 60 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT lease_end_us FROM rentals"), ==, 0);

  /* And one again, shorter than the first. */
  lease_fixture_set_lease_fine (f,
                                rental,
                                sublet_clock_get_service_us (f->clock) + G_TIME_SPAN_MINUTE,
                                SUBLET_LEASE_END_STOP);
  lease_fixture_assert_state (rental, STATE (LAST));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

/* Refused for so long that the person takes it back. */
static void
test_withdrawn (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  guint before;

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f,
                      "{\"fault\": \"json-error\", \"status\": 403, \"route\": \"update\", "
                      "\"times\": 0}");
  lease_fixture_pass_until (f, rental, -10);
  lease_fixture_assert_state (rental, STATE (WAITING));
  lease_fixture_set_lease_fine (f,
                                rental,
                                sublet_clock_get_service_us (f->clock) + G_TIME_SPAN_HOUR,
                                SUBLET_LEASE_END_STOP);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease AND outcome = 'withdrawn'"), ==, 1);
  before = lease_fixture_count_stops (f);
  engine_fixture_pass (f, 10 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, before);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* Put off while it was not clear whether the stop was done: it is not sent again, by the next
 * process neither. */
static void
test_put_off_unclear (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  guint before;

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f, "{\"fault\": \"http-500-html\", \"route\": \"update\", \"times\": 1}");
  engine_fixture_pass (f, MINUTE_MS + 5000);
  before = lease_fixture_count_stops (f);
  g_assert_cmpuint (before, ==, 1);
  lease_fixture_set_lease_fine (f,
                                rental,
                                sublet_clock_get_service_us (f->clock) + G_TIME_SPAN_HOUR,
                                SUBLET_LEASE_END_STOP);
  if (data != NULL)
    {
      g_clear_object (&rental);
      engine_fixture_restart (f);
      rental = g_object_ref (engine_fixture_nth (f, 0));
    }
  engine_fixture_pass (f, 20 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, before);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  g_assert_cmpint (lease_fixture_count_orders (f, "closed_us = 0"), ==, 0);
}

/* Given another end when its stop was taken and no list had shown it yet: that stop is not the new
 * end, neither here nor in a process that begins behind it. */
static void
test_changed_while_stopping (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f, "{\"fault\": \"stale-list\", \"ms\": 20000, \"times\": 0}");
  engine_fixture_pass (f, MINUTE_MS + 5000);
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease AND accepted_us > 0 AND closed_us = 0"),
                   ==,
                   1);
  lease_fixture_set_lease_fine (f,
                                rental,
                                sublet_clock_get_service_us (f->clock) + LEASE_US,
                                SUBLET_LEASE_END_DESTROY);
  if (data != NULL)
    {
      g_clear_object (&rental);
      engine_fixture_close (f);
      engine_fixture_pass (f, 60 * MINUTE_MS);
      engine_fixture_open (f);
      engine_fixture_sign_in (f, "demo-key");
      rental = g_object_ref (engine_fixture_nth (f, 0));
    }
  else
    {
      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
      lease_fixture_assert_state (rental, STATE (RUNNING));
      lease_fixture_pass_until (f, rental, 0);
    }
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

/* Taken away and given back: the next one is as long as the first. */
static void
test_length (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 end_us = sublet_rental_get_lease_end_us (rental);
  gint64 left_us;

  engine_fixture_set (f, "{\"start_odds\": 1}");
  lease_fixture_pass_until (f, rental, 10);
  lease_fixture_set_lease_fine (f, rental, 0, SUBLET_LEASE_END_STOP);
  lease_fixture_set_lease_fine (f, rental, end_us, SUBLET_LEASE_END_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  lease_fixture_order (f, rental, SUBLET_ORDER_START);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (f->clock);
  g_assert_cmpint (left_us, >, LEASE_US - 5 * G_TIME_SPAN_MINUTE);
}

/* What the person destroys has no lease that is over. */
static void
test_destroyed_by_hand (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_order (f, rental, SUBLET_ORDER_DESTROY);
  lease_fixture_assert_state (rental, STATE (NONE));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  lease_fixture_assert_state (rental, STATE (NONE));
}

/* What cannot be written is not shown, and the old end holds. */
static void
test_not_set (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 end_us = sublet_rental_get_lease_end_us (rental);
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  g_autoptr (GError) error = NULL;

  g_assert_false (lease_fixture_set_lease (f, rental, now_us, SUBLET_LEASE_END_STOP, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (lease_fixture_set_lease (f,
                                           rental,
                                           now_us + 4000 * G_TIME_SPAN_DAY,
                                           SUBLET_LEASE_END_STOP,
                                           &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER broken BEFORE INSERT ON events"
                                "  BEGIN SELECT RAISE (ABORT, 'broken'); END");
  g_assert_false (lease_fixture_set_lease (f,
                                           rental,
                                           end_us + G_TIME_SPAN_HOUR,
                                           SUBLET_LEASE_END_DESTROY,
                                           &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_order_journal (f, "DROP TRIGGER broken");
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (rental), ==, SUBLET_LEASE_END_STOP);
  lease_fixture_pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

static void
begin_setting (EngineFixture *f, SubletRental *rental, gint64 end_us, GAsyncResult **result)
{
  sublet_rental_engine_set_lease_async (f->engine,
                                        rental,
                                        end_us,
                                        SUBLET_LEASE_END_STOP,
                                        NULL,
                                        sublet_test_on_result,
                                        result);
}

/* Two in a moment: what the journal took at last holds, whichever could not be written. */
static void
test_not_set_of_two (EngineFixture *f, gconstpointer data)
{
  guint fails = GPOINTER_TO_UINT (data);
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 before_us = sublet_rental_get_lease_end_us (rental);
  gint64 ends_us[] = { before_us + G_TIME_SPAN_HOUR, before_us + 2 * G_TIME_SPAN_HOUR };
  gint64 kept_us = !(fails & 2) ? ends_us[1] : !(fails & 1) ? ends_us[0] : before_us;
  g_autofree char *trigger =
    g_strdup_printf ("CREATE TRIGGER broken BEFORE INSERT ON events"
                     "  WHEN (SELECT max (lease_end_us) FROM rentals) IN (%" G_GINT64_FORMAT
                     ", %" G_GINT64_FORMAT ")"
                     "  BEGIN SELECT RAISE (ABORT, 'broken'); END",
                     fails & 1 ? ends_us[0] : 0,
                     fails & 2 ? ends_us[1] : 0);
  g_autoptr (GAsyncResult) one = NULL;
  g_autoptr (GAsyncResult) two = NULL;

  engine_fixture_order_journal (f, trigger);
  begin_setting (f, rental, ends_us[0], &one);
  begin_setting (f, rental, ends_us[1], &two);
  sublet_test_await_result (&one);
  sublet_test_await_result (&two);
  g_assert_true (sublet_rental_engine_set_lease_finish (f->engine, one, NULL) == !(fails & 1));
  g_assert_true (sublet_rental_engine_set_lease_finish (f->engine, two, NULL) == !(fails & 2));
  engine_fixture_order_journal (f, "DROP TRIGGER broken");
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT lease_end_us FROM rentals"), ==, kept_us);

  /* What is written next takes nothing along. */
  engine_fixture_pass (f, MINUTE_MS);
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, kept_us);
  lease_fixture_order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT lease_end_us FROM rentals"), ==, kept_us);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  LEASE_FIXTURE_ADD ("extend", test_extend, NULL);
  LEASE_FIXTURE_ADD ("none", test_none, NULL);
  LEASE_FIXTURE_ADD ("withdrawn", test_withdrawn, NULL);
  LEASE_FIXTURE_ADD ("put-off-unclear", test_put_off_unclear, NULL);
  LEASE_FIXTURE_ADD ("put-off-unclear-restarted", test_put_off_unclear, "restarted");
  LEASE_FIXTURE_ADD ("changed-while-stopping", test_changed_while_stopping, NULL);
  LEASE_FIXTURE_ADD ("changed-while-stopping-restarted", test_changed_while_stopping, "restarted");
  LEASE_FIXTURE_ADD ("length", test_length, NULL);
  LEASE_FIXTURE_ADD ("destroyed-by-hand", test_destroyed_by_hand, NULL);
  LEASE_FIXTURE_ADD ("not-set", test_not_set, NULL);
  LEASE_FIXTURE_ADD ("not-set-first", test_not_set_of_two, GUINT_TO_POINTER (1));
  LEASE_FIXTURE_ADD ("not-set-second", test_not_set_of_two, GUINT_TO_POINTER (2));
  LEASE_FIXTURE_ADD ("not-set-both", test_not_set_of_two, GUINT_TO_POINTER (3));

  return g_test_run ();
}
