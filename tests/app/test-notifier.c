/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "desktop-fixture.h"

#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"

#include "support/sublet-test.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

/* What a rental has become. */

/* News alone: not what is found at the start, nor a gap in what is known, nor what is switched off.
 */
static void
test_news (DesktopFixture *f, gconstpointer data)
{
  SubletRental *found =
    sublet_ui_fixture_add_rental (f->fixture, "found", SUBLET_RENTAL_STATE_UNKNOWN);
  SubletRental *one =
    sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  g_object_set (f->settings, "notify-outbid", FALSE, NULL);
  desktop_fixture_enter (found, SUBLET_RENTAL_STATE_FAILED);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_READY);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_UNKNOWN);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_READY);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_OUTBID);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_OFFLINE);
  desktop_fixture_assert_told (f, last, "~~~one is ready;~~The host of one is offline;");
}

static void
end_checks (SubletConnection *connection, SubletRuntimeReport *report)
{
  g_object_freeze_notify (G_OBJECT (connection));
  g_clear_pointer (&connection->report, sublet_runtime_report_unref);
  connection->report = sublet_runtime_report_ref (report);
  g_object_notify (G_OBJECT (connection), "report");
  connection->checking_runtime = false;
  g_object_notify (G_OBJECT (connection), "checking-runtime");
  g_object_thaw_notify (G_OBJECT (connection));
}

static void
begin_checks (SubletConnection *connection)
{
  connection->checking_runtime = true;
  g_object_notify (G_OBJECT (connection), "checking-runtime");
}

/* What the checks after a start find stands in the place of "ready", which waits for nobody: once,
 * and neither of what was kept nor of what somebody asks for later. */
static void
test_unfit (DesktopFixture *f, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport)
    unfit = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  g_autoptr (SubletRuntimeReport)
    again = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  g_autoptr (SubletRuntimeReport) fit = sublet_ui_runtime_report_new (1, NULL);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);
  SubletRental *rentals[3];
  SubletConnection *connections[3];
  const char *const names[] = { "one", "two", "three" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rentals); i++)
    {
      rentals[i] =
        sublet_ui_fixture_add_rental (f->fixture, names[i], SUBLET_RENTAL_STATE_CONNECTING);
      connections[i] = sublet_ui_connection_ready (f->fixture, rentals[i], NULL);
    }
  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  for (i = 0; i < G_N_ELEMENTS (rentals); i++)
    desktop_fixture_enter (rentals[i], SUBLET_RENTAL_STATE_READY);

  end_checks (connections[0], unfit);
  begin_checks (connections[0]);
  end_checks (connections[0], again);
  end_checks (connections[1], fit);
  begin_checks (connections[1]);
  end_checks (connections[1], unfit);

  /* Of an earlier start, read while they run; then somebody ends them. */
  connections[2]->report = sublet_runtime_report_ref (unfit);
  g_object_notify (G_OBJECT (connections[2]), "report");
  connections[2]->checking_runtime = false;
  g_object_notify (G_OBJECT (connections[2]), "checking-runtime");
  desktop_fixture_assert_told (f,
                               last,
                               "~~~~~one is ready;~two is ready;~three is ready;"
                               "one is ready, but not fit for work;");
}

/* Nobody wants to hear of it. */
static void
test_unfit_off (DesktopFixture *f, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport)
    unfit = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  SubletRental *one =
    sublet_ui_fixture_add_rental (f->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (f->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);
  SubletConnection *connection = sublet_ui_connection_ready (f->fixture, one, NULL);

  sublet_notifier_set_engine (f->notifier, f->fixture->engine, f->fixture->connections);
  g_object_set (f->settings, "notify-ready", FALSE, NULL);
  desktop_fixture_enter (one, SUBLET_RENTAL_STATE_READY);
  end_checks (connection, unfit);
  desktop_fixture_assert_told (f, last, "~~~");
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/app/notifier/news",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_news,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/unfit",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_unfit,
              desktop_fixture_tear_down);
  g_test_add ("/app/notifier/unfit-off",
              DesktopFixture,
              NULL,
              desktop_fixture_set_up,
              test_unfit_off,
              desktop_fixture_tear_down);

  return g_test_run ();
}
