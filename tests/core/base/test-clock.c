/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-clock.h"

#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

static void
test_real_wait (void)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before_us = sublet_clock_get_monotonic_us (clock);

  sublet_clock_wait_async (clock, 20, NULL, sublet_test_on_result, &result);
  g_assert_null (result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (clock, result, &error));
  g_assert_no_error (error);
  /* GLib's timers have a grain of a millisecond. */
  g_assert_cmpint (sublet_clock_get_monotonic_us (clock) - before_us, >=, 19000);
}

static void
test_real_wait_for_nothing (void)
{
  static const gint64 rows[] = { 0, -1, G_MININT64 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletClock) clock = sublet_clock_new ();
      g_autoptr (GAsyncResult) result = NULL;

      sublet_clock_wait_async (clock, rows[i], NULL, sublet_test_on_result, &result);
      g_assert_null (result);
      sublet_test_await_result (&result);
      g_assert_true (sublet_clock_wait_finish (clock, result, NULL));
    }
}

static void
check_cancel (SubletClock *clock, bool before)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (before)
    g_cancellable_cancel (cancellable);
  sublet_clock_wait_async (clock,
                           G_TIME_SPAN_DAY / 1000,
                           cancellable,
                           sublet_test_on_result,
                           &result);
  g_assert_null (result);
  if (!before)
    {
      sublet_test_drain ();
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
    }
  sublet_test_await_result (&result);
  g_assert_false (sublet_clock_wait_finish (clock, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_real_cancel (void)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();

  check_cancel (clock, true);
  check_cancel (clock, false);
  /* The wait must not have kept the clock. */
  g_assert_finalize_object (g_steal_pointer (&clock));
}

static void
test_real_very_long (void)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  /* More milliseconds than a GLib timer can count must not turn into a short wait. */
  sublet_clock_wait_async (clock,
                           (gint64) G_MAXUINT + 5,
                           cancellable,
                           sublet_test_on_result,
                           &result);
  sublet_test_drain ();
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_false (sublet_clock_wait_finish (clock, result, NULL));
}

static void
test_service_time (void)
{
  g_autoptr (SubletManualClock) manual = sublet_manual_clock_new ();
  SubletClock *clock = SUBLET_CLOCK (manual);
  gint64 wall_us = sublet_clock_get_wall_us (clock);
  gint64 service_us = wall_us + G_TIME_SPAN_DAY;
  gint64 heard_us;

  /* Nothing noted: this computer's clock is the best there is. */
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, wall_us);
  g_assert_cmpint (sublet_clock_get_service_offset_us (clock), ==, 0);
  g_assert_cmpint (sublet_clock_get_heard_us (clock), ==, 0);

  sublet_manual_clock_advance (manual, 5000);
  service_us += 5 * G_TIME_SPAN_SECOND;
  sublet_clock_note_service_time (clock, service_us);
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, service_us);
  g_assert_cmpint (sublet_clock_get_service_offset_us (clock), ==, G_TIME_SPAN_DAY);

  heard_us = sublet_clock_get_monotonic_us (clock);
  g_assert_cmpint (sublet_clock_get_heard_us (clock), ==, heard_us);

  sublet_manual_clock_advance (manual, 5000);
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, service_us + 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_clock_get_heard_us (clock), ==, heard_us);
  sublet_clock_note_agreement (clock);
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, service_us + 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_clock_get_heard_us (clock), ==, heard_us + 5 * G_TIME_SPAN_SECOND);

  /* Somebody sets the computer's clock: the service's time does not move, the offset does. */
  sublet_manual_clock_set_wall_us (manual, wall_us - 3 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, service_us + 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (sublet_clock_get_service_offset_us (clock),
                   ==,
                   G_TIME_SPAN_DAY + 3 * G_TIME_SPAN_HOUR + 10 * G_TIME_SPAN_SECOND);

  sublet_clock_note_service_time (clock, service_us);
  g_assert_cmpint (sublet_clock_get_service_us (clock), ==, service_us);
}

typedef struct
{
  SubletClock *clock;
  GString *order;
  char name;
} Sleeper;

static void
on_slept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sleeper *sleeper = user_data;

  g_assert_true (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL));
  g_string_append_c (sleeper->order, sleeper->name);
}

static void
on_slept_once (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sleeper *sleeper = user_data;

  on_slept (source, result, user_data);
  sleeper->name = 'D';
  sublet_clock_wait_async (sleeper->clock, 10, NULL, on_slept, sleeper);
}

static void
test_manual_order (void)
{
  g_autoptr (SubletManualClock) manual = sublet_manual_clock_new ();
  SubletClock *clock = SUBLET_CLOCK (manual);
  g_autoptr (GString) order = g_string_new (NULL);
  Sleeper a = { clock, order, 'A' };
  Sleeper b = { clock, order, 'B' };
  Sleeper c = { clock, order, 'C' };

  sublet_clock_wait_async (clock, 30, NULL, on_slept, &a);
  sublet_clock_wait_async (clock, 10, NULL, on_slept_once, &b);
  sublet_clock_wait_async (clock, 15, NULL, on_slept, &c);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (manual), ==, 3);
  g_assert_cmpint (sublet_manual_clock_get_next_due_ms (manual), ==, 10);

  sublet_manual_clock_advance (manual, 9);
  g_assert_cmpstr (order->str, ==, "");
  /* The wait that B starts at 10 falls due at 20, between the others. */
  sublet_manual_clock_advance (manual, 21);
  g_assert_cmpstr (order->str, ==, "BCDA");
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (manual), ==, 0);
  g_assert_cmpint (sublet_manual_clock_get_next_due_ms (manual), ==, -1);
}

static void
test_manual_cancel (void)
{
  g_autoptr (SubletManualClock) manual = sublet_manual_clock_new ();

  check_cancel (SUBLET_CLOCK (manual), true);
  check_cancel (SUBLET_CLOCK (manual), false);
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (manual), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&manual));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/clock/real/wait", test_real_wait);
  g_test_add_func ("/core/base/clock/real/wait-for-nothing", test_real_wait_for_nothing);
  g_test_add_func ("/core/base/clock/real/cancel", test_real_cancel);
  g_test_add_func ("/core/base/clock/real/very-long", test_real_very_long);
  g_test_add_func ("/core/base/clock/service-time", test_service_time);
  g_test_add_func ("/core/base/clock/manual/order", test_manual_order);
  g_test_add_func ("/core/base/clock/manual/cancel", test_manual_cancel);

  return g_test_run ();
}
