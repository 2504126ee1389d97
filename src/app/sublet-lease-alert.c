/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-lease-alert.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "app/sublet-rental-watches.h"
#include "ui/instances/sublet-lease-text.h"

struct _SubletLeaseAlert
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */

  SubletRentalEngine *engine;   /* (owned) (nullable) */
  SubletRentalWatches *watches; /* (owned) (nullable) */
};

/* One rental. */
typedef struct
{
  SubletLeaseAlert *alert; /* (borrowed) */
  SubletRental *rental;    /* (owned) */
  gulong handler;
} Watch;

G_DEFINE_FINAL_TYPE (SubletLeaseAlert, sublet_lease_alert, G_TYPE_OBJECT)

static char *
dup_notification_id (SubletRental *rental)
{
  return g_strconcat ("lease-", sublet_rental_get_id (rental), NULL);
}

static void
withdraw (Watch *watch)
{
  g_autofree char *id = dup_notification_id (watch->rental);

  g_application_withdraw_notification (G_APPLICATION (watch->alert->application), id);
}

/* What can be put off is; what cannot be ended is looked at. */
static void
add_buttons (GNotification *notification, SubletRental *rental)
{
  const char *id = sublet_rental_get_id (rental);

  if (!sublet_lease_text_is_near (rental))
    {
      g_notification_add_button_with_target (notification, _ ("Open"), "app.show-rental", "s", id);
      return;
    }

  g_notification_add_button_with_target (notification,
                                         _ ("Extend 1 h"), "app.extend-lease", "s", id);
  g_notification_add_button_with_target (notification,
                                         _ ("End Now…"), "app.destroy-rental", "s", id);
}

static void
show (Watch *watch, const char *title, bool urgent)
{
  g_autofree char *id = dup_notification_id (watch->rental);
  bool read_only = sublet_rental_engine_get_read_only (watch->alert->engine);
  g_autofree char *body = sublet_lease_text_dup_alert_body (watch->rental, read_only);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               urgent ? G_NOTIFICATION_PRIORITY_URGENT
                                      : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification,
                                                "app.show-rental",
                                                "s",
                                                sublet_rental_get_id (watch->rental));
  add_buttons (notification, watch->rental);
  g_application_send_notification (G_APPLICATION (watch->alert->application), id, notification);
}

/* Half an hour before, whoever looks at the window sees it there. */
static void
on_lease_state (Watch *watch)
{
  SubletLeaseAlert *self = watch->alert;
  bool urgent = sublet_rental_get_lease_state (watch->rental) != SUBLET_LEASE_STATE_SOON;
  g_autofree char *title =
    sublet_lease_text_dup_alert (watch->rental, sublet_rental_engine_get_clock (self->engine));
  gboolean wanted = FALSE;

  withdraw (watch);
  g_object_get (self->settings, "notify-lease", &wanted, NULL);
  if (title != NULL && wanted && (urgent || !sublet_application_is_in_sight (self->application)))
    show (watch, title, urgent);
}

/* ---- the rentals ---- */

/* Nothing ends while nobody keeps the lease: what was said of it is not true any more. */
static void
watch_free (gpointer data)
{
  Watch *watch = data;

  withdraw (watch);
  g_signal_handler_disconnect (watch->rental, watch->handler);
  g_object_unref (watch->rental);
  g_free (watch);
}

/* What stands on the desktop of an earlier run is not true any more. */
static gpointer
watch_new (gpointer owner, SubletRental *rental)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->alert = owner;
  watch->rental = g_object_ref (rental);
  watch->handler =
    g_signal_connect_swapped (rental, "notify::lease-state", G_CALLBACK (on_lease_state), watch);
  if (!sublet_lease_text_is_near (rental))
    withdraw (watch);

  return watch;
}

static const SubletRentalWatchFuncs watch_funcs = { watch_new, NULL, watch_free };

/**
 * sublet_lease_alert_set_engine:
 * @self: an alert
 * @engine: (nullable): whose rentals it tells of; what was told of those before is taken back
 */
void
sublet_lease_alert_set_engine (SubletLeaseAlert *self, SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_LEASE_ALERT (self));

  g_set_object (&self->engine, engine);
  sublet_rental_watches_set_engine (self->watches, engine);
}

/* ---- the object ---- */

static void
sublet_lease_alert_dispose (GObject *object)
{
  SubletLeaseAlert *self = SUBLET_LEASE_ALERT (object);

  g_clear_pointer (&self->watches, sublet_rental_watches_free);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_lease_alert_parent_class)->dispose (object);
}

static void
sublet_lease_alert_class_init (SubletLeaseAlertClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_lease_alert_dispose;
}

static void
sublet_lease_alert_init (SubletLeaseAlert *self)
{
  self->watches = sublet_rental_watches_new (&watch_funcs, self);
}

/**
 * sublet_lease_alert_new:
 * @application: through which it tells; it outlives the alert
 * @settings: what the person wants to hear
 *
 * Returns: (transfer full): an alert of no rentals yet
 */
SubletLeaseAlert *
sublet_lease_alert_new (GtkApplication *application, SubletSettings *settings)
{
  SubletLeaseAlert *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);

  self = g_object_new (SUBLET_TYPE_LEASE_ALERT, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);

  return self;
}
