/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-topic-alert.h"

#include "app/sublet-application-private.h"
#include "app/sublet-rental-watches.h"

struct _SubletTopicAlert
{
  GObject parent_instance;

  GtkApplication *application; /* (borrowed): it owns this */
  SubletSettings *settings;    /* (owned) */
  const SubletTopic *topic;    /* (borrowed): of static storage */

  SubletRentalEngine *engine;   /* (owned) (nullable) */
  SubletRentalWatches *watches; /* (owned) (nullable) */
};

/* One rental. */
typedef struct
{
  SubletTopicAlert *alert; /* (borrowed) */
  SubletRental *rental;    /* (owned) */
  guint matter;            /* what was told, or would have been to somebody who wants to hear */
} Watch;

G_DEFINE_FINAL_TYPE (SubletTopicAlert, sublet_topic_alert, G_TYPE_OBJECT)

static char *
dup_notification_id (Watch *watch)
{
  return g_strconcat (watch->alert->topic->name, "-", sublet_rental_get_id (watch->rental), NULL);
}

static void
withdraw (Watch *watch)
{
  g_autofree char *id = dup_notification_id (watch);

  g_application_withdraw_notification (G_APPLICATION (watch->alert->application), id);
}

static void
show (Watch *watch)
{
  SubletTopicAlert *self = watch->alert;
  const SubletTopic *topic = self->topic;
  g_autofree char *id = dup_notification_id (watch);
  g_autofree char *title = topic->dup_title (watch->rental, self->engine);
  g_autofree char *body = topic->dup_body (watch->rental, self->engine);
  g_autoptr (GNotification) notification = g_notification_new (title);

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_priority (notification,
                               topic->is_urgent (watch->rental) ? G_NOTIFICATION_PRIORITY_URGENT
                                                                : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification,
                                                "app.show-rental",
                                                "s",
                                                sublet_rental_get_id (watch->rental));
  topic->add_buttons (notification, watch->rental);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static void
look (Watch *watch)
{
  SubletTopicAlert *self = watch->alert;
  guint matter = self->topic->get_matter (watch->rental);
  gboolean wanted = FALSE;

  if (matter == watch->matter)
    return;

  watch->matter = matter;
  withdraw (watch);
  g_object_get (self->settings, self->topic->setting, &wanted, NULL);
  if (matter != 0 && wanted &&
      (!self->topic->is_in_window (watch->rental) ||
       !sublet_application_is_in_sight (self->application)))
    show (watch);
}

/* ---- the rentals ---- */

/* Who closes Sublet is told of nothing that may end unseen. */
static void
watch_free (gpointer data)
{
  Watch *watch = data;

  withdraw (watch);
  g_signal_handlers_disconnect_by_data (watch->rental, watch);
  g_object_unref (watch->rental);
  g_free (watch);
}

/* What stands on the desktop of an earlier run may not be true any more. */
static gpointer
watch_new (gpointer owner, SubletRental *rental)
{
  SubletTopicAlert *self = owner;
  Watch *watch = g_new0 (Watch, 1);
  gsize i;

  watch->alert = self;
  watch->rental = g_object_ref (rental);
  for (i = 0; self->topic->signals[i] != NULL; i++)
    g_signal_connect_swapped (rental, self->topic->signals[i], G_CALLBACK (look), watch);
  withdraw (watch);
  look (watch);

  return watch;
}

static const SubletRentalWatchFuncs watch_funcs = { watch_new, NULL, watch_free };

/**
 * sublet_topic_alert_set_engine:
 * @self: an alert
 * @engine: (nullable): whose rentals it tells of; what was told of those before is taken back
 */
void
sublet_topic_alert_set_engine (SubletTopicAlert *self, SubletRentalEngine *engine)
{
  g_return_if_fail (SUBLET_IS_TOPIC_ALERT (self));

  g_set_object (&self->engine, engine);
  sublet_rental_watches_set_engine (self->watches, engine);
}

/* ---- the object ---- */

static void
sublet_topic_alert_dispose (GObject *object)
{
  SubletTopicAlert *self = SUBLET_TOPIC_ALERT (object);

  g_clear_pointer (&self->watches, sublet_rental_watches_free);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sublet_topic_alert_parent_class)->dispose (object);
}

static void
sublet_topic_alert_class_init (SubletTopicAlertClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_topic_alert_dispose;
}

static void
sublet_topic_alert_init (SubletTopicAlert *self)
{
  self->watches = sublet_rental_watches_new (&watch_funcs, self);
}

/**
 * sublet_topic_alert_new:
 * @application: through which it tells; it outlives the alert
 * @settings: what the person wants to hear
 * @topic: of what it tells
 *
 * Returns: (transfer full): an alert of no rentals yet
 */
SubletTopicAlert *
sublet_topic_alert_new (GtkApplication *application,
                        SubletSettings *settings,
                        const SubletTopic *topic)
{
  SubletTopicAlert *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (SUBLET_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (topic != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_TOPIC_ALERT, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  self->topic = topic;

  return self;
}
