/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "desktop-fixture.h"

#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

/* Leases that end, GPUs that idle, prices that increase. */

static void
set_left (DesktopFixture *f, SubletRental *rental, int minutes)
{
  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (SUBLET_CLOCK (f->fixture->clock)) +
                                    minutes * G_TIME_SPAN_MINUTE);
}

/* Twice before its end and when that cannot be done, each in the place of what was said before;
 * taken back when it was put off, and when nobody keeps it any more. */
static void
test_lease (DesktopFixture *f, gconstpointer data)
{
  SubletRental *one = sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  set_left (f, one, 12);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_RUNNING);
  sublet_topic_alert_set_engine (f->lease_alert, f->fixture->engine);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_SOON);
  set_left (f, one, 5);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_LAST);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_RUNNING);
  g_object_set (f->settings, "notify-lease", FALSE, NULL);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_LAST);
  g_object_set (f->settings, "notify-lease", TRUE, NULL);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_WAITING);
  sublet_topic_alert_set_engine (f->lease_alert, NULL);
  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  desktop_fixture_assert_told (f,
                               last,
                               "~~~one stops in 12 min;~one stops in 5 min;~~"
                               "~The lease of one has ended, and it bills on;~~~");
}

static void
set_idle (DesktopFixture *f, SubletRental *rental, int minutes)
{
  sublet_rental_set_idle_since_us (rental,
                                   minutes == 0 ? 0
                                                : sublet_clock_get_service_us (
                                                    SUBLET_CLOCK (f->fixture->clock)) -
                                                    minutes * G_TIME_SPAN_MINUTE);
}

/* Once for as long as it lasts, of what was started elsewhere too; what does not work yet is not
 * idle. */
static void
test_idle (DesktopFixture *f, gconstpointer data)
{
  SubletRental *one =
    sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_topic_alert_set_engine (f->idle_alert, f->fixture->engine);
  set_idle (f, one, 20);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_READY);
  set_idle (f, one, 21);
  set_idle (f, one, 0);
  g_object_set (f->settings, "notify-idle", FALSE, NULL);
  set_idle (f, one, 30);
  g_object_set (f->settings, "notify-idle", TRUE, NULL);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_STOPPING);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_RUNNING);
  sublet_topic_alert_set_engine (f->idle_alert, NULL);
  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  desktop_fixture_assert_told (f,
                               last,
                               "~~"
                               "~one has been idle for 20 min;~"
                               "~~"
                               "~one has been idle for 30 min;"
                               "~~~~");
}

/* Once for each increase, until it is answered or withdrawn. */
static void
test_increase (DesktopFixture *f, gconstpointer data)
{
  SubletClock *clock = SUBLET_CLOCK (f->fixture->clock);
  SubletRental *one = sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_topic_alert_set_engine (f->increase_alert, f->fixture->engine);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_rental_set_increase_answer (one, TRUE, SUBLET_INCREASE_STATE_ASKED);
  sublet_rental_set_increase (one, NULL, 1);
  sublet_rental_set_increase_answer (one, TRUE, SUBLET_INCREASE_STATE_DONE);
  g_object_set (f->settings, "notify-increase", FALSE, NULL);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_rental_set_increase (one, NULL, 1);
  g_object_set (f->settings, "notify-increase", TRUE, NULL);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_topic_alert_set_engine (f->increase_alert, NULL);
  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  desktop_fixture_assert_told (f,
                               last,
                               "~~"
                               "~The host of one wants a higher price;~"
                               "~~"
                               "~The host of one wants a higher price;"
                               "~~~");
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);
  g_test_add ("/app/notifier/lease",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_lease,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/idle",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_idle,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/increase",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_increase,
              desktop_fixture_tear_down);

  return g_test_run ();
}
