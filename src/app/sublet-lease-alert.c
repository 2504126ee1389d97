/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-lease-alert.h"

#include <glib/gi18n.h>

#include "app/sublet-application-private.h"
#include "ui/instances/sublet-lease-text.h"

struct _SubletLeaseAlert
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */

  GListModel *rentals; /* (owned) (nullable) */
  gulong items_handler;
  GHashTable *watches; /* (owned) (element-type SubletRental Watch) */
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
  g_autofree char *body = sublet_lease_text_dup_alert_body (watch->rental);
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
  g_autofree char *title = sublet_lease_text_dup_alert (watch->rental);
  gboolean wanted = FALSE;

  withdraw (watch);
  g_object_get (self->settings, "notify-lease", &wanted, NULL);
  if (title != NULL && wanted && (urgent || !sublet_application_is_in_sight (self->application)))
    show (watch, title, urgent);
}

/* ---- the rentals ---- */

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_signal_handler_disconnect (watch->rental, watch->handler);
  g_object_unref (watch->rental);
  g_free (watch);
}

/* What stands on the desktop of an earlier run is not true any more. */
static void
add_watch (SubletLeaseAlert *self, SubletRental *rental)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->alert = self;
  watch->rental = g_object_ref (rental);
  watch->handler =
    g_signal_connect_swapped (rental, "notify::lease-state", G_CALLBACK (on_lease_state), watch);
  g_hash_table_replace (self->watches, rental, watch);
  if (!sublet_lease_text_is_near (rental))
    withdraw (watch);
}

static gboolean
is_listed_no_more (gpointer key, gpointer value, gpointer user_data)
{
  if (g_hash_table_contains (user_data, key))
    return FALSE;

  withdraw (value);
  return TRUE;
}

static void
on_rentals (SubletLeaseAlert *self)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (self->rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (self->rentals, i);

      g_hash_table_add (listed, rental);
      if (!g_hash_table_contains (self->watches, rental))
        add_watch (self, rental);
    }

  g_hash_table_foreach_remove (self->watches, is_listed_no_more, listed);
}

/**
 * sublet_lease_alert_set_engine:
 * @self: an alert
 * @engine: (nullable): whose rentals it tells of
 */
void
sublet_lease_alert_set_engine (SubletLeaseAlert *self, SubletRentalEngine *engine)
{
  GListModel *rentals = NULL;

  g_return_if_fail (SUBLET_IS_LEASE_ALERT (self));
  g_return_if_fail (engine == NULL || SUBLET_IS_RENTAL_ENGINE (engine));

  if (engine != NULL)
    rentals = sublet_rental_engine_get_rentals (engine);
  if (rentals == self->rentals)
    return;

  if (self->rentals != NULL)
    g_clear_signal_handler (&self->items_handler, self->rentals);
  g_hash_table_remove_all (self->watches);
  g_set_object (&self->rentals, rentals);
  if (self->rentals != NULL)
    {
      self->items_handler =
        g_signal_connect_swapped (self->rentals, "items-changed", G_CALLBACK (on_rentals), self);
      on_rentals (self);
    }
}

/* ---- the object ---- */

static void
sublet_lease_alert_dispose (GObject *object)
{
  SubletLeaseAlert *self = SUBLET_LEASE_ALERT (object);

  sublet_lease_alert_set_engine (self, NULL);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_lease_alert_parent_class)->dispose (object);
}

static void
sublet_lease_alert_finalize (GObject *object)
{
  g_hash_table_unref (SUBLET_LEASE_ALERT (object)->watches);

  G_OBJECT_CLASS (sublet_lease_alert_parent_class)->finalize (object);
}

static void
sublet_lease_alert_class_init (SubletLeaseAlertClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_lease_alert_dispose;
  object_class->finalize = sublet_lease_alert_finalize;
}

static void
sublet_lease_alert_init (SubletLeaseAlert *self)
{
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
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
