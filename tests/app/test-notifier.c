/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/sublet-bill-alert.h"
#include "app/sublet-budget-alert.h"
#include "app/sublet-credit-alert.h"
#include "app/sublet-notifier.h"
#include "app/sublet-topic-alert.h"
#include "core/billing/sublet-charge-history-private.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/rental/sublet-rental-private.h"
#include "core/ssh/sublet-connection-private.h"
#include "support/sublet-test-bus.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-charges.h"
#include "ui/sublet-ui-connections.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-runtime.h"
#include "ui/sublet-ui-test.h"

/* What reaches the desktop, which is played here, on a connection of its own. */

typedef struct
{
  SubletUiFixture *fixture;
  SubletSettings *settings;
  GtkApplication *application;
  SubletNotifier *notifier;
  SubletCreditAlert *credit_alert;
  SubletTopicAlert *lease_alert;
  SubletTopicAlert *idle_alert;
  SubletTopicAlert *increase_alert;
  GDBusConnection *desktop;
  GString *told;
  guint registration;
} Scene;

static const char interface[] =
  "<node><interface name='org.gtk.Notifications'>"
  "<method name='AddNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='a{sv}' direction='in'/></method>"
  "<method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "</method></interface></node>";

static void
on_call (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface_name,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Scene *scene = user_data;

  if (g_str_equal (method, "AddNotification"))
    {
      g_autoptr (GVariant) details = g_variant_get_child_value (parameters, 2);
      const char *title = NULL;

      g_assert_true (g_variant_lookup (details, "title", "&s", &title));
      g_string_append_printf (scene->told, "%s;", title);
    }
  else
    g_string_append (scene->told, "~");
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call };

static void
set_up (Scene *scene, gconstpointer data)
{
  static guint count = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  scene->told = g_string_new (NULL);
  scene->desktop = sublet_test_bus_connect ();
  scene->registration =
    sublet_test_bus_export (scene->desktop, "/org/gtk/Notifications", interface, &vtable, scene);
  sublet_test_bus_own_name (scene->desktop, "org.gtk.Notifications");

  /* Another one each time: GApplication keeps its object on the bus for a moment. */
  id = g_strdup_printf (APPLICATION_ID ".Notifier%u", ++count);
  scene->application = gtk_application_new (id, G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (G_APPLICATION (scene->application), NULL, &error);
  g_assert_no_error (error);
  scene->fixture = sublet_ui_fixture_new ();
  scene->settings = sublet_settings_new (TRUE);
  scene->notifier = sublet_notifier_new (scene->application, scene->settings);
  scene->credit_alert = sublet_credit_alert_new (scene->application, scene->settings);
  scene->lease_alert =
    sublet_topic_alert_new (scene->application, scene->settings, &sublet_lease_topic);
  scene->idle_alert =
    sublet_topic_alert_new (scene->application, scene->settings, &sublet_idle_topic);
  scene->increase_alert =
    sublet_topic_alert_new (scene->application, scene->settings, &sublet_increase_topic);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&scene->notifier));
  g_assert_finalize_object (g_steal_pointer (&scene->credit_alert));
  g_assert_finalize_object (g_steal_pointer (&scene->lease_alert));
  g_assert_finalize_object (g_steal_pointer (&scene->idle_alert));
  g_assert_finalize_object (g_steal_pointer (&scene->increase_alert));
  g_clear_object (&scene->settings);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
  g_clear_object (&scene->application);
  g_dbus_connection_unregister_object (scene->desktop, scene->registration);
  g_assert_true (g_dbus_connection_close_sync (scene->desktop, NULL, NULL));
  g_clear_object (&scene->desktop);
  g_string_free (scene->told, TRUE);
}

static void
enter (SubletRental *rental, SubletRentalState state)
{
  sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, 1);
}

static bool
is_told (gpointer user_data)
{
  return g_str_has_suffix (((Scene *) user_data)->told->str, "last is still listed and billing;");
}

/* With one more, which comes after everything that went out before it; "~" takes one back. */
static void
assert_told (Scene *scene, SubletRental *last, const char *expected)
{
  g_autofree char *all = g_strconcat (expected, "~last is still listed and billing;", NULL);

  enter (last, SUBLET_RENTAL_STATE_STILL_LISTED);
  sublet_test_await (is_told, scene);
  g_assert_cmpstr (scene->told->str, ==, all);
}

/* News alone: not what is found at the start, nor a gap in what is known, nor what is switched off.
 */
static void
test_news (Scene *scene, gconstpointer data)
{
  SubletRental *found =
    sublet_ui_fixture_add_rental (scene->fixture, "found", SUBLET_RENTAL_STATE_UNKNOWN);
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  g_object_set (scene->settings, "notify-outbid", FALSE, NULL);
  enter (found, SUBLET_RENTAL_STATE_FAILED);
  enter (one, SUBLET_RENTAL_STATE_READY);
  enter (one, SUBLET_RENTAL_STATE_UNKNOWN);
  enter (one, SUBLET_RENTAL_STATE_READY);
  enter (one, SUBLET_RENTAL_STATE_OUTBID);
  enter (one, SUBLET_RENTAL_STATE_OFFLINE);
  assert_told (scene, last, "~~~one is ready;~~The host of one is offline;");
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
test_unfit (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport)
    unfit = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  g_autoptr (SubletRuntimeReport)
    again = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  g_autoptr (SubletRuntimeReport) fit = sublet_ui_runtime_report_new (1, NULL);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);
  SubletRental *rentals[3];
  SubletConnection *connections[3];
  const char *const names[] = { "one", "two", "three" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rentals); i++)
    {
      rentals[i] =
        sublet_ui_fixture_add_rental (scene->fixture, names[i], SUBLET_RENTAL_STATE_CONNECTING);
      connections[i] = sublet_ui_connection_ready (scene->fixture, rentals[i], NULL);
    }
  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  for (i = 0; i < G_N_ELEMENTS (rentals); i++)
    enter (rentals[i], SUBLET_RENTAL_STATE_READY);

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
  assert_told (scene,
               last,
               "~~~~~one is ready;~two is ready;~three is ready;"
               "one is ready, but not fit for work;");
}

/* Nobody wants to hear of it. */
static void
test_unfit_off (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletRuntimeReport)
    unfit = sublet_ui_runtime_report_new (1, "4090, 24564", "4090, 12288", NULL);
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);
  SubletConnection *connection = sublet_ui_connection_ready (scene->fixture, one, NULL);

  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  g_object_set (scene->settings, "notify-ready", FALSE, NULL);
  enter (one, SUBLET_RENTAL_STATE_READY);
  end_checks (connection, unfit);
  assert_told (scene, last, "~~~");
}

/* In hours, at a dollar an hour. */
static void
set_credit (Scene *scene, int hours)
{
  sublet_ui_fixture_set_account (scene->fixture, hours * G_GINT64_CONSTANT (1000000));
}

/* Once for each time that it gets low, taken back when it does no more; nothing of what is not
 * known. */
static void
test_credit (Scene *scene, gconstpointer data)
{
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  sublet_ui_fixture_set_burn (scene->fixture, G_GINT64_CONSTANT (1000000000));
  set_credit (scene, 9);
  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  sublet_credit_alert_set_engine (scene->credit_alert, scene->fixture->engine);

  set_credit (scene, 2);
  set_credit (scene, 1);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_UNKNOWN);
  set_credit (scene, 9);
  set_credit (scene, 1);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  set_credit (scene, 9);

  g_object_set (scene->settings, "low-credit-hours", 24, NULL);
  g_object_set (scene->settings, "low-credit-hours", 3, "notify-low-credit", FALSE, NULL);
  set_credit (scene, 2);
  set_credit (scene, 9);
  assert_told (scene, last, "~Low Credit;~Low Credit;~~");
}

/* A dollar an hour since so many minutes ago. */
static void
set_meter (Scene *scene, SubletRental *rental, int minutes)
{
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene->fixture->clock));

  sublet_rental_set_instance_id (rental, 7);
  sublet_rental_set_meter (rental,
                           0,
                           now_us - minutes * G_TIME_SPAN_MINUTE,
                           G_GINT64_CONSTANT (1000000000));
  g_object_notify (G_OBJECT (scene->fixture->engine), "known-at-us");
}

static bool
has_words (gpointer user_data)
{
  return ((Scene *) user_data)->told->len > 0;
}

/* Each level once; taken back when the budget grew, and when nobody wants to hear of it. */
static void
test_budget (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletBudgetAlert) alert = NULL;
  g_autoptr (SubletOutlook) outlook = NULL;
  g_autoptr (SubletChargeHistory) history = NULL;
  g_autoptr (SubletDatabase) database = NULL;
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_rental_set_instance_id (last, 0);
  database = sublet_test_open_database (scene->fixture->profile, NULL);
  outlook =
    sublet_outlook_new (scene->fixture->engine, scene->fixture->engine->client, scene->settings);
  history = sublet_charge_history_new (scene->fixture->engine->client, database);
  sublet_charge_history_set_account (history, 900);
  sublet_outlook_set_history (outlook, history);
  alert = sublet_budget_alert_new (scene->application, scene->settings);
  sublet_budget_alert_set_outlook (alert, outlook);
  set_meter (scene, one, 60);
  g_object_set (scene->settings, "daily-budget", 1.2, NULL);
  sublet_test_await (has_words, scene);
  set_meter (scene, one, 66);
  set_meter (scene, one, 72);
  set_meter (scene, one, 90);
  g_object_set (scene->settings, "daily-budget", 20.0, NULL);
  g_object_set (scene->settings, "daily-budget", 1.6, NULL);
  g_object_set (scene->settings, "notify-budget", FALSE, NULL);
  g_object_set (scene->settings, "daily-budget", 1.0, NULL);

  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  assert_told (scene,
               last,
               "Four fifths of the daily budget are spent;The daily budget is spent;~"
               "Four fifths of the daily budget are spent;~~");
  g_object_set (scene->settings, "daily-budget", 0.0, NULL);
  sublet_charge_history_set_account (history, 0);
}

/* Once, when its charges are known and somebody wants to hear of it. */
static void
test_bill (Scene *scene, gconstpointer data)
{
  g_autoptr (SubletBillAlert) alert = sublet_bill_alert_new (scene->application, scene->settings);
  SubletUiCharges *charges = sublet_ui_charges_new (scene->fixture);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_ui_charges_put_all (charges, 10);
  sublet_ui_journal_write (charges->journal,
                           "UPDATE rentals SET server = 'http://127.0.0.1:1',"
                           "  made_us = made_us - 259200000000,"
                           "  ended_us = ended_us - 259200000000 WHERE label = 'old-run'");
  g_object_set (scene->settings, "notify-bill", FALSE, NULL);
  sublet_bill_alert_set_history (alert, charges->history);
  sublet_ui_charges_load (charges);
  /* Nobody wants to hear of it: it is not looked for, which would hold the alert. */
  g_assert_cmpuint (G_OBJECT (alert)->ref_count, ==, 1);
  /* It is not certain whose they are. */
  sublet_charge_history_await_account (charges->history, 900, NULL);
  g_object_set (scene->settings, "notify-bill", TRUE, NULL);
  g_assert_cmpuint (G_OBJECT (alert)->ref_count, ==, 1);
  sublet_charge_history_set_account (charges->history, 900);
  sublet_test_await (has_words, scene);
  /* The same charges, read anew. */
  sublet_charge_history_set_account (charges->history, 0);
  sublet_ui_charges_load (charges);

  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  assert_told (scene, last, "old-run cost more than quoted;~");
  g_assert_null (charges->history->asking);
  sublet_bill_alert_set_history (alert, NULL);
  sublet_ui_charges_free (charges);
}

static void
set_left (Scene *scene, SubletRental *rental, int minutes)
{
  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene->fixture->clock)) +
                                    minutes * G_TIME_SPAN_MINUTE);
}

/* Twice before its end and when that cannot be done, each in the place of what was said before;
 * taken back when it was put off, and when nobody keeps it any more. */
static void
test_lease (Scene *scene, gconstpointer data)
{
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  set_left (scene, one, 12);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_RUNNING);
  sublet_topic_alert_set_engine (scene->lease_alert, scene->fixture->engine);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_SOON);
  set_left (scene, one, 5);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_LAST);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_RUNNING);
  g_object_set (scene->settings, "notify-lease", FALSE, NULL);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_LAST);
  g_object_set (scene->settings, "notify-lease", TRUE, NULL);
  sublet_rental_set_lease_state (one, SUBLET_LEASE_STATE_WAITING);
  sublet_topic_alert_set_engine (scene->lease_alert, NULL);
  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  assert_told (scene,
               last,
               "~~~one stops in 12 min;~one stops in 5 min;~~"
               "~The lease of one has ended, and it bills on;~~~");
}

static void
set_idle (Scene *scene, SubletRental *rental, int minutes)
{
  sublet_rental_set_idle_since_us (rental,
                                   minutes == 0 ? 0
                                                : sublet_clock_get_service_us (
                                                    SUBLET_CLOCK (scene->fixture->clock)) -
                                                    minutes * G_TIME_SPAN_MINUTE);
}

/* Once for as long as it lasts, of what was started elsewhere too; what does not work yet is not
 * idle. */
static void
test_idle (Scene *scene, gconstpointer data)
{
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_CONNECTING);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_topic_alert_set_engine (scene->idle_alert, scene->fixture->engine);
  set_idle (scene, one, 20);
  enter (one, SUBLET_RENTAL_STATE_READY);
  set_idle (scene, one, 21);
  set_idle (scene, one, 0);
  g_object_set (scene->settings, "notify-idle", FALSE, NULL);
  set_idle (scene, one, 30);
  g_object_set (scene->settings, "notify-idle", TRUE, NULL);
  enter (one, SUBLET_RENTAL_STATE_STOPPING);
  enter (one, SUBLET_RENTAL_STATE_RUNNING);
  sublet_topic_alert_set_engine (scene->idle_alert, NULL);
  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  assert_told (scene,
               last,
               "~~"
               "~one has been idle for 20 min;~"
               "~~"
               "~one has been idle for 30 min;"
               "~~~~");
}

/* Once for each increase, until it is answered or withdrawn. */
static void
test_increase (Scene *scene, gconstpointer data)
{
  SubletClock *clock = SUBLET_CLOCK (scene->fixture->clock);
  SubletRental *one =
    sublet_ui_fixture_add_rental (scene->fixture, "one", SUBLET_RENTAL_STATE_READY);
  SubletRental *last =
    sublet_ui_fixture_add_rental (scene->fixture, "last", SUBLET_RENTAL_STATE_DESTROYING);

  sublet_topic_alert_set_engine (scene->increase_alert, scene->fixture->engine);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_rental_set_increase_answer (one, TRUE, SUBLET_INCREASE_STATE_ASKED);
  sublet_rental_set_increase (one, NULL, 1);
  sublet_rental_set_increase_answer (one, TRUE, SUBLET_INCREASE_STATE_DONE);
  g_object_set (scene->settings, "notify-increase", FALSE, NULL);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_rental_set_increase (one, NULL, 1);
  g_object_set (scene->settings, "notify-increase", TRUE, NULL);
  sublet_ui_add_increase (clock, one, 100000000, 0);
  sublet_topic_alert_set_engine (scene->increase_alert, NULL);
  sublet_notifier_set_engine (scene->notifier, scene->fixture->engine, scene->fixture->connections);
  assert_told (scene,
               last,
               "~~"
               "~The host of one wants a higher price;~"
               "~~"
               "~The host of one wants a higher price;"
               "~~~");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/app/notifier/news", Scene, NULL, set_up, test_news, tear_down);
  g_test_add ("/app/notifier/unfit", Scene, NULL, set_up, test_unfit, tear_down);
  g_test_add ("/app/notifier/unfit-off", Scene, NULL, set_up, test_unfit_off, tear_down);
  g_test_add ("/app/notifier/budget", Scene, NULL, set_up, test_budget, tear_down);
  g_test_add ("/app/notifier/bill", Scene, NULL, set_up, test_bill, tear_down);
  g_test_add ("/app/notifier/credit", Scene, NULL, set_up, test_credit, tear_down);
  g_test_add ("/app/notifier/lease", Scene, NULL, set_up, test_lease, tear_down);
  g_test_add ("/app/notifier/idle", Scene, NULL, set_up, test_idle, tear_down);
  g_test_add ("/app/notifier/increase", Scene, NULL, set_up, test_increase, tear_down);

  return g_test_run ();
}
