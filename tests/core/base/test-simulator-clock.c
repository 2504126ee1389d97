/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-simulator-clock.h"

#include "support/sublet-test.h"

/* The clock of the tests is worth a test: it decides what every rental test proves. */

typedef struct
{
  SubletClock *clock;
  GString *order;
  guint n_left;
} Diary;

typedef struct
{
  Diary *diary;
  gint64 then_ms; /* another wait after this one; 0: none */
} Sleeper;

static void
on_slept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sleeper *sleeper = user_data;
  gint64 then_ms = sleeper->then_ms;

  g_assert_true (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL));
  g_string_append_printf (sleeper->diary->order,
                          "%" G_GINT64_FORMAT " ",
                          sublet_clock_get_monotonic_us (SUBLET_CLOCK (source)) / 1000);
  sleeper->then_ms = 0;
  if (then_ms > 0)
    sublet_clock_wait_async (SUBLET_CLOCK (source), then_ms, NULL, on_slept, sleeper);
  else
    sleeper->diary->n_left--;
}

static bool
all_are_up (gpointer user_data)
{
  Diary *diary = user_data;

  return diary->n_left == 0;
}

static void
test_order (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new ("--offers=20", NULL);
  g_autoptr (SubletSimulatorClock) followed = NULL;
  g_autoptr (GString) order = g_string_new (NULL);
  Diary diary = { NULL, order, 3 };
  Sleeper a = { &diary, 0 };
  Sleeper b = { &diary, 10000 };
  Sleeper c = { &diary, 0 };
  gint64 real_us = g_get_monotonic_time ();
  gint64 wall_us;
  gint64 start_ms;
  g_autofree char *expected = NULL;

  followed = sublet_simulator_clock_new (sublet_test_simulator_get_url (simulator), "test");
  diary.clock = SUBLET_CLOCK (followed);
  start_ms = sublet_clock_get_monotonic_us (diary.clock) / 1000;
  wall_us = sublet_clock_get_wall_us (diary.clock);

  sublet_clock_wait_async (diary.clock, 3600000, NULL, on_slept, &a);
  sublet_clock_wait_async (diary.clock, 10000, NULL, on_slept, &b);
  sublet_clock_wait_async (diary.clock, 15000, NULL, on_slept, &c);
  sublet_test_await (all_are_up, &diary);

  /* The wait that follows the one of 10 s falls due at 20 s, before the hour. */
  expected = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                              " %" G_GINT64_FORMAT " ",
                              start_ms + 10000,
                              start_ms + 15000,
                              start_ms + 20000,
                              start_ms + 3600000);
  g_assert_cmpstr (order->str, ==, expected);
  g_assert_cmpint (sublet_clock_get_wall_us (diary.clock) - wall_us, >=, 3600 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - real_us, <, 60 * G_TIME_SPAN_SECOND);
}

static void
test_cancel (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new ("--offers=20", NULL);
  g_autoptr (SubletSimulatorClock) followed = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletClock *clock;

  followed = sublet_simulator_clock_new (sublet_test_simulator_get_url (simulator), "test");
  clock = SUBLET_CLOCK (followed);
  sublet_clock_wait_async (clock, 5000, cancellable, sublet_test_on_result, &result);
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_false (sublet_clock_wait_finish (clock, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&result);
  sublet_clock_wait_async (clock, 1000, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (clock, result, NULL));
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&followed));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/support/simulator-clock/order", test_order);
  g_test_add_func ("/support/simulator-clock/cancel", test_cancel);

  return g_test_run ();
}
