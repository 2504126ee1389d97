/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-notifier.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "app/sublet-rental-watches.h"
#include "ui/instances/sublet-rental-alert.h"

struct _SubletNotifier
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */

  SubletRentalWatches *watches;   /* (owned) (nullable) */
  SubletConnections *connections; /* (owned) (nullable): those of the watched rentals */
};

/* One rental. */
typedef struct
{
  SubletNotifier *notifier; /* (borrowed) */
  SubletRental *rental;     /* (owned) */
  gulong handler;
  SubletRentalState state; /* the latest that is known */
  SubletRentalAlert alert; /* what is to be said of that */

  SubletConnection *connection; /* (owned) (nullable) whose checks after its start are awaited */
  SubletRuntimeReport *before;  /* (owned) (nullable): what they had found before */
  bool checking;                /* they have begun */
} Watch;

G_DEFINE_FINAL_TYPE (SubletNotifier, sublet_notifier, G_TYPE_OBJECT)

/* Which setting switches it. */
static const char *const switches[SUBLET_RENTAL_N_ALERTS] = {
  [SUBLET_RENTAL_ALERT_READY] = "notify-ready",
  [SUBLET_RENTAL_ALERT_FAILED] = "notify-failed",
  [SUBLET_RENTAL_ALERT_NOT_DESTROYED] = "notify-not-destroyed",
  [SUBLET_RENTAL_ALERT_OUTBID] = "notify-outbid",
  [SUBLET_RENTAL_ALERT_OFFLINE] = "notify-offline",
};

static char *
dup_notification_id (SubletRental *rental)
{
  return g_strconcat ("rental-", sublet_rental_get_id (rental), NULL);
}

/* From an earlier run as well: what stands on the desktop outlives the program. */
static void
withdraw (Watch *watch)
{
  g_autofree char *id = dup_notification_id (watch->rental);

  g_application_withdraw_notification (G_APPLICATION (watch->notifier->application), id);
}

static void
add_button (GNotification *notification, SubletRentalAlert alert, const char *rental_id)
{
  switch (alert)
    {
    case SUBLET_RENTAL_ALERT_READY:
      g_notification_add_button_with_target (notification,
                                             _ ("Terminal"), "app.open-terminal", "s", rental_id);
      break;
    case SUBLET_RENTAL_ALERT_FAILED:
      g_notification_add_button_with_target (notification,
                                             _ ("Try Another…"),
                                                "app.replace-rental",
                                                "s",
                                                rental_id);
      g_notification_add_button_with_target (notification,
                                             _ ("Destroy…"), "app.destroy-rental", "s", rental_id);
      break;
    case SUBLET_RENTAL_ALERT_OUTBID:
      g_notification_add_button_with_target (notification,
                                             _ ("Raise Bid…"), "app.change-bid", "s", rental_id);
      /* TRANSLATORS: on a notification about an instance that was outbid: another one is rented */
      g_notification_add_button_with_target (notification,
                                             _ ("Move…"), "app.replace-rental", "s", rental_id);
      g_notification_add_button_with_target (notification,
                                             _ ("Destroy…"), "app.destroy-rental", "s", rental_id);
      break;
    case SUBLET_RENTAL_ALERT_NOT_DESTROYED:
    case SUBLET_RENTAL_ALERT_OFFLINE:
      g_notification_add_button_with_target (notification,
                                             _ ("Open"), "app.show-rental", "s", rental_id);
      break;
    case SUBLET_RENTAL_ALERT_NONE:
    default:
      g_assert_not_reached ();
    }
}

static void
send (Watch *watch, SubletRentalAlert alert, const char *title, const char *body)
{
  g_autofree char *id = dup_notification_id (watch->rental);
  g_autoptr (GNotification) notification = g_notification_new (title);
  const char *rental_id = sublet_rental_get_id (watch->rental);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               sublet_rental_alert_is_urgent (alert)
                                 ? G_NOTIFICATION_PRIORITY_URGENT
                                 : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.show-rental", "s", rental_id);
  add_button (notification, alert, rental_id);
  g_application_send_notification (G_APPLICATION (watch->notifier->application), id, notification);
}

static void
show (Watch *watch, SubletRentalAlert alert, SubletRentalState before)
{
  g_autofree char *title = sublet_rental_alert_dup_title (watch->rental, before);
  g_autofree char *body = sublet_rental_alert_dup_body (watch->rental);

  send (watch, alert, title, body);
}

static bool
is_wanted (SubletNotifier *self, SubletRentalAlert alert)
{
  gboolean wanted = FALSE;

  g_object_get (self->settings, switches[alert], &wanted, NULL);

  return wanted && (sublet_rental_alert_is_urgent (alert) ||
                    !sublet_application_is_in_sight (self->application));
}

/* ---- the checks after a start ---- */

static void
stop_awaiting (Watch *watch)
{
  if (watch->connection != NULL)
    g_signal_handlers_disconnect_by_data (watch->connection, watch);
  g_clear_object (&watch->connection);
  g_clear_pointer (&watch->before, sublet_runtime_report_unref);
}

/* What was kept of an earlier start is not what they found. */
static void
note_before (Watch *watch)
{
  SubletRuntimeReport *report = sublet_connection_get_report (watch->connection);

  g_clear_pointer (&watch->before, sublet_runtime_report_unref);
  watch->before = report != NULL ? sublet_runtime_report_ref (report) : NULL;
}

/* In the place of what was said when it got ready, which does not wait for them. Those that
 * somebody asks for later are seen by whoever asked. */
static void
on_checks (Watch *watch)
{
  g_autoptr (SubletRuntimeReport) report = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  bool found;

  watch->checking = watch->checking || sublet_connection_get_checking_runtime (watch->connection);
  if (!watch->checking || sublet_connection_get_checking_runtime (watch->connection))
    {
      note_before (watch);
      return;
    }

  report = sublet_connection_get_report (watch->connection);
  if (report != NULL)
    sublet_runtime_report_ref (report);
  found = report != NULL && report != watch->before;
  stop_awaiting (watch);
  if (!found || sublet_runtime_report_get_verdict (report) != SUBLET_RUNTIME_VERDICT_UNFIT ||
      !is_wanted (watch->notifier, SUBLET_RENTAL_ALERT_READY))
    return;

  title = sublet_rental_alert_dup_unfit_title (watch->rental);
  body = sublet_rental_alert_dup_unfit_body (watch->rental, report);
  send (watch, SUBLET_RENTAL_ALERT_READY, title, body);
}

static void
await_checks (Watch *watch)
{
  SubletConnections *connections = watch->notifier->connections;
  SubletConnection *connection =
    connections != NULL ? sublet_connections_peek (connections, watch->rental) : NULL;

  if (connection == NULL)
    return;

  watch->connection = g_object_ref (connection);
  watch->checking = sublet_connection_get_checking_runtime (connection);
  note_before (watch);
  g_signal_connect_swapped (connection, "notify::report", G_CALLBACK (on_checks), watch);
  g_signal_connect_swapped (connection, "notify::checking-runtime", G_CALLBACK (on_checks), watch);
}

/* ---- its state ---- */

static void
on_state (Watch *watch)
{
  SubletRentalState before = watch->state;
  SubletRentalState state = sublet_rental_get_state (watch->rental);
  SubletRentalAlert alert = sublet_rental_alert_get (watch->rental);

  /* Nothing is known for a while: what was said may still be true. */
  if (state == SUBLET_RENTAL_STATE_UNKNOWN || state == before)
    return;

  watch->state = state;
  if (alert == watch->alert && before != SUBLET_RENTAL_STATE_UNKNOWN)
    return;

  watch->alert = alert;
  stop_awaiting (watch);
  if (alert == SUBLET_RENTAL_ALERT_READY && before != SUBLET_RENTAL_STATE_UNKNOWN)
    await_checks (watch);
  if (alert == SUBLET_RENTAL_ALERT_NONE)
    withdraw (watch);
  /* What is found when Sublet starts is no news: it stands there, or was put away. */
  else if (before != SUBLET_RENTAL_STATE_UNKNOWN)
    {
      withdraw (watch);
      if (is_wanted (watch->notifier, alert))
        show (watch, alert, before);
    }
}

/* ---- the rentals ---- */

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  stop_awaiting (watch);
  g_signal_handler_disconnect (watch->rental, watch->handler);
  g_object_unref (watch->rental);
  g_free (watch);
}

static gpointer
watch_new (gpointer owner, SubletRental *rental)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->notifier = owner;
  watch->rental = g_object_ref (rental);
  watch->state = sublet_rental_get_state (rental);
  watch->alert = sublet_rental_alert_get (rental);
  if (watch->alert == SUBLET_RENTAL_ALERT_NONE && watch->state != SUBLET_RENTAL_STATE_UNKNOWN)
    withdraw (watch);
  watch->handler = g_signal_connect_swapped (rental, "notify::state", G_CALLBACK (on_state), watch);

  return watch;
}

static void
leave (gpointer watch)
{
  withdraw (watch);
}

static const SubletRentalWatchFuncs watch_funcs = { watch_new, leave, watch_free };

/**
 * sublet_notifier_set_engine:
 * @self: a notifier
 * @engine: (nullable): whose rentals it tells of
 * @connections: (nullable): those to its rentals, whose checks it tells of
 *
 * What stands on the desktop stays true: a rental goes on without Sublet.
 */
void
sublet_notifier_set_engine (SubletNotifier *self,
                            SubletRentalEngine *engine,
                            SubletConnections *connections)
{
  g_return_if_fail (SUBLET_IS_NOTIFIER (self));

  g_set_object (&self->connections, connections);
  sublet_rental_watches_set_engine (self->watches, engine);
}

/* ---- the object ---- */

static void
sublet_notifier_dispose (GObject *object)
{
  SubletNotifier *self = SUBLET_NOTIFIER (object);

  g_clear_pointer (&self->watches, sublet_rental_watches_free);
  g_clear_object (&self->connections);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_notifier_parent_class)->dispose (object);
}

static void
sublet_notifier_class_init (SubletNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_notifier_dispose;
}

static void
sublet_notifier_init (SubletNotifier *self)
{
  self->watches = sublet_rental_watches_new (&watch_funcs, self);
}

/**
 * sublet_notifier_new:
 * @application: through which it tells; it outlives the notifier
 * @settings: what the person wants to hear
 *
 * Returns: (transfer full): a notifier of no rentals yet
 */
SubletNotifier *
sublet_notifier_new (GtkApplication *application, SubletSettings *settings)
{
  SubletNotifier *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_NOTIFIER, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);

  return self;
}
