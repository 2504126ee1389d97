/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-topic-alert.h"

#include "ui/instances/sublet-idle-text.h"

#include <glib/gi18n.h>

/* Of one that was started elsewhere too: it costs the same. */
static guint
get_matter (SubletRental *rental)
{
  return sublet_idle_text_is_idle (rental);
}

/* Whether it waits for something that is worth its rate, only the person knows. */
static bool
is_urgent (SubletRental *rental)
{
  return false;
}

/* Who looks at the market does not see it. */
static bool
is_in_window (SubletRental *rental)
{
  return false;
}

static char *
dup_title (SubletRental *rental, SubletRentalEngine *engine)
{
  return sublet_idle_text_dup_alert (rental, sublet_rental_engine_get_clock (engine));
}

static char *
dup_body (SubletRental *rental, SubletRentalEngine *engine)
{
  return sublet_idle_text_dup_alert_body (rental, sublet_rental_engine_get_clock (engine));
}

static void
add_buttons (GNotification *notification, SubletRental *rental)
{
  const char *id = sublet_rental_get_id (rental);

  g_notification_add_button_with_target (notification, _ ("Stop…"), "app.stop-rental", "s", id);
  g_notification_add_button_with_target (notification,
                                         _ ("End Now…"), "app.destroy-rental", "s", id);
}

static const char *const signals[] = { "notify::idle-since-us", "notify::state", NULL };

const SubletTopic sublet_idle_topic = {
  .name = "idle",
  .signals = signals,
  .setting = "notify-idle",
  .get_matter = get_matter,
  .is_urgent = is_urgent,
  .is_in_window = is_in_window,
  .dup_title = dup_title,
  .dup_body = dup_body,
  .add_buttons = add_buttons,
};
