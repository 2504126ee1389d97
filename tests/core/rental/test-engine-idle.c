/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#include <math.h>

/* What runs, is paid for, and does nothing. */

/* ---- readings ---- */

#define MINUTE_US G_TIME_SPAN_MINUTE

static const SubletIdleRule usual = { .below_percent = 5, .after_us = 20 * MINUTE_US };

/* Readings from @first on to @last, a minute each, by a service whose clock began at 1000 min. */
static void
read_minutes (SubletIdleWatch *watch, int first, int last, double percent)
{
  int minute;

  for (minute = first; minute <= last; minute++)
    sublet_idle_watch_read (watch,
                            &usual,
                            percent,
                            (1000 + minute) * MINUTE_US,
                            minute * MINUTE_US);
}

static void
test_unused (void)
{
  SubletIdleWatch watch = { 0 };

  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 0, 19, 4.9);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 20, 20, 0);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1000 * MINUTE_US);
  read_minutes (&watch, 21, 90, 3);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1000 * MINUTE_US);
  read_minutes (&watch, 91, 91, 5);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 92, 111, 0);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 112, 112, 0);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1092 * MINUTE_US);
}

/* What does not say proves nothing, either way. */
static void
test_missing (void)
{
  SubletIdleWatch watch = { 0 };

  read_minutes (&watch, 0, 60, NAN);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 61, 70, 1);
  read_minutes (&watch, 71, 80, NAN);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 81, 81, 1);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1061 * MINUTE_US);
}

/* An hour of which nothing is known is no hour of idleness. */
static void
test_gap (void)
{
  SubletIdleWatch watch = { 0 };

  read_minutes (&watch, 0, 10, 1);
  read_minutes (&watch, 70, 89, 1);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
  read_minutes (&watch, 90, 90, 1);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1070 * MINUTE_US);

  /* As it is read while nobody looks, with one answer lost. */
  sublet_idle_watch_reset (&watch);
  read_minutes (&watch, 100, 100, 1);
  read_minutes (&watch, 105, 105, 1);
  read_minutes (&watch, 115, 115, 1);
  read_minutes (&watch, 120, 120, 1);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 1100 * MINUTE_US);
}

static void
test_clock_jumps (void)
{
  SubletIdleWatch watch = { 0 };

  sublet_idle_watch_read (&watch, &usual, 1, 1000 * MINUTE_US, 0);
  sublet_idle_watch_read (&watch, &usual, 1, 9000 * MINUTE_US, 1 * MINUTE_US);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), ==, 0);
}

static void
test_off (void)
{
  const SubletIdleRule off = { .below_percent = 5, .after_us = 0 };
  SubletIdleWatch watch = { 0 };

  read_minutes (&watch, 0, 600, 0);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &off), ==, 0);
  g_assert_cmpint (sublet_idle_watch_get_since_us (&watch, &usual), >, 0);
}

/* ---- an engine ---- */

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

static void
set_load (EngineFixture *f, SubletRental *rental, double percent)
{
  g_autofree char *order = g_strdup_printf ("{\"gpu_load\": {\"contract\": %" G_GINT64_FORMAT
                                            ", \"percent\": %.1f}}",
                                            sublet_rental_get_instance_id (rental),
                                            percent);

  engine_fixture_set (f, order);
}

static void
count_notify (guint *count)
{
  (*count)++;
}

static void
test_idle (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 began_us = sublet_clock_get_service_us (f->clock);
  gint64 now_us;
  gint64 since_us;
  guint n_notified = 0;

  set_load (f, rental, 2);
  g_signal_connect_swapped (rental,
                            "notify::idle-since-us",
                            G_CALLBACK (count_notify),
                            &n_notified);
  engine_fixture_pass (f, 18 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);
  g_assert_cmpint (sublet_rental_get_idle_cost_uusd (rental,
                                                     sublet_clock_get_service_us (f->clock)),
                   ==,
                   0);

  engine_fixture_pass (f, 12 * 60 * 1000);
  since_us = sublet_rental_get_idle_since_us (rental);
  now_us = sublet_clock_get_service_us (f->clock);
  g_assert_cmpint (since_us, >=, began_us - G_TIME_SPAN_SECOND);
  g_assert_cmpint (since_us, <=, began_us + 2 * MINUTE_US);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (sublet_rental_get_idle_cost_uusd (rental, now_us),
                   ==,
                   sublet_money_cost_uusd (sublet_rental_get_rate_running_nusd (rental),
                                           now_us - since_us));
  g_assert_cmpint (sublet_rental_get_idle_cost_uusd (rental, now_us), >, 0);

  set_load (f, rental, 60);
  engine_fixture_pass (f, 2 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);
  g_assert_cmpuint (n_notified, ==, 2);
  g_signal_handlers_disconnect_by_func (rental, count_notify, &n_notified);

  /* It is told, and nothing is done. */
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
}

static void
test_stopped (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  set_load (f, rental, 0);
  engine_fixture_pass (f, 25 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), >, 0);

  engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);

  /* What it was before does not count when it runs again. */
  engine_fixture_order (f, rental, SUBLET_ORDER_START, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_pass (f, 15 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), >, 0);
}

static void
test_rule (EngineFixture *f, gconstpointer data)
{
  const SubletIdleRule short_rule = { .below_percent = 50, .after_us = 5 * MINUTE_US };
  const SubletIdleRule long_rule = { .below_percent = 50, .after_us = 60 * MINUTE_US };
  const SubletIdleRule off = { .below_percent = 50, .after_us = 0 };
  g_autoptr (SubletRental) rental = NULL;

  sublet_rental_engine_set_idle_rule (f->engine, &short_rule);
  rental = engine_fixture_rent_running (f);
  set_load (f, rental, 40);
  engine_fixture_pass (f, 8 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), >, 0);

  sublet_rental_engine_set_idle_rule (f->engine, &long_rule);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);
  sublet_rental_engine_set_idle_rule (f->engine, &short_rule);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), >, 0);
  sublet_rental_engine_set_idle_rule (f->engine, &off);
  g_assert_cmpint (sublet_rental_get_idle_since_us (rental), ==, 0);
}

#define ADD(name, func)                  \
  g_test_add ("/core/rental/idle/" name, \
              EngineFixture,             \
              NULL,                      \
              set_up,                    \
              func,                      \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/idle/unused", test_unused);
  g_test_add_func ("/core/rental/idle/missing", test_missing);
  g_test_add_func ("/core/rental/idle/gap", test_gap);
  g_test_add_func ("/core/rental/idle/clock-jumps", test_clock_jumps);
  g_test_add_func ("/core/rental/idle/off", test_off);
  ADD ("engine", test_idle);
  ADD ("stopped", test_stopped);
  ADD ("rule", test_rule);

  return g_test_run ();
}
