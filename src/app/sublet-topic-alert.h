/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletTopic:
 * @name: begins the id of each notification
 * @signals: (array zero-terminated=1): of a rental, after which it is looked at again
 * @setting: the name of the setting by which a person wants to hear of it
 * @get_matter: what there is to be told of a rental now, 0: nothing. Each other value is told anew.
 * @is_urgent: whether that costs money that nobody wants to spend
 * @is_in_window: whether who looks at the window sees it there, and needs no telling
 * @dup_title: (transfer full): which instance, and what it does
 * @dup_body: (transfer full) (nullable): the money
 * @add_buttons: what can be done about it
 *
 * What can be told of each rental beside its state, and how.
 */
typedef struct
{
  const char *name;
  const char *const *signals;
  const char *setting;

  guint (*get_matter) (SubletRental *rental);
  bool (*is_urgent) (SubletRental *rental);
  bool (*is_in_window) (SubletRental *rental);
  char *(*dup_title) (SubletRental *rental, SubletRentalEngine *engine);
  char *(*dup_body) (SubletRental *rental, SubletRentalEngine *engine);
  void (*add_buttons) (GNotification *notification, SubletRental *rental);
} SubletTopic;

/* Half an hour and five minutes before a lease ends, and when an end cannot be carried out. */
extern const SubletTopic sublet_lease_topic;
/* What is paid for and does nothing. */
extern const SubletTopic sublet_idle_topic;
/* A higher price that waits for an answer. */
extern const SubletTopic sublet_increase_topic;

#define SUBLET_TYPE_TOPIC_ALERT (sublet_topic_alert_get_type ())

/*
 * Tells the desktop of one topic, and takes it back when it is no longer true, or nobody would know
 * any more. It does nothing about it itself.
 */
G_DECLARE_FINAL_TYPE (SubletTopicAlert, sublet_topic_alert, SUBLET, TOPIC_ALERT, GObject)

SubletTopicAlert *sublet_topic_alert_new (GtkApplication *application,
                                          SubletSettings *settings,
                                          const SubletTopic *topic);

/* Whose rentals: NULL, nobody's. */
void sublet_topic_alert_set_engine (SubletTopicAlert *self, SubletRentalEngine *engine);

G_END_DECLS
