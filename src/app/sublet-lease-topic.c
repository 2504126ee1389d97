/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-topic-alert.h"

#include "ui/instances/sublet-lease-text.h"

#include <glib/gi18n.h>

static guint
get_matter (SubletRental *rental)
{
  SubletLeaseState state = sublet_rental_get_lease_state (rental);

  return sublet_lease_text_is_near (rental) || state == SUBLET_LEASE_STATE_WAITING ? state : 0;
}

static bool
is_urgent (SubletRental *rental)
{
  return sublet_rental_get_lease_state (rental) != SUBLET_LEASE_STATE_SOON;
}

/* Half an hour before, whoever looks at the window sees it there. */
static bool
is_in_window (SubletRental *rental)
{
  return !is_urgent (rental);
}

static char *
dup_title (SubletRental *rental, SubletRentalEngine *engine)
{
  return sublet_lease_text_dup_alert (rental, sublet_rental_engine_get_clock (engine));
}

static char *
dup_body (SubletRental *rental, SubletRentalEngine *engine)
{
  return sublet_lease_text_dup_alert_body (rental, sublet_rental_engine_get_read_only (engine));
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

static const char *const signals[] = { "notify::lease-state", NULL };

const SubletTopic sublet_lease_topic = {
  .name = "lease",
  .signals = signals,
  .setting = "notify-lease",
  .get_matter = get_matter,
  .is_urgent = is_urgent,
  .is_in_window = is_in_window,
  .dup_title = dup_title,
  .dup_body = dup_body,
  .add_buttons = add_buttons,
};
