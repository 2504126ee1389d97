/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-topic-alert.h"

#include "ui/instances/sublet-increase-text.h"

#include <glib/gi18n.h>

/* Each increase anew; of an instance that was started elsewhere too, for it costs the same. */
static guint
get_matter (SubletRental *rental)
{
  if (!sublet_increase_text_is_told (rental))
    return 0;

  return (guint) sublet_price_increase_get_data (sublet_rental_get_increase (rental))->id;
}

/* It has until the contract's end. */
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
  return sublet_increase_text_dup_alert (rental, sublet_rental_engine_get_clock (engine));
}

static char *
dup_body (SubletRental *rental, SubletRentalEngine *engine)
{
  return sublet_increase_text_dup_alert_body (rental);
}

/* What each answer means is said there. */
static void
add_buttons (GNotification *notification, SubletRental *rental)
{
  g_notification_add_button_with_target (notification,
                                         _ ("Look"),
                                            "app.show-rental",
                                            "s",
                                            sublet_rental_get_id (rental));
}

static const char *const signals[] = { "notify::increase",
                                       "notify::increase-state",
                                       "notify::state",
                                       NULL };

const SubletTopic sublet_increase_topic = {
  .name = "increase",
  .signals = signals,
  .setting = "notify-increase",
  .get_matter = get_matter,
  .is_urgent = is_urgent,
  .is_in_window = is_in_window,
  .dup_title = dup_title,
  .dup_body = dup_body,
  .add_buttons = add_buttons,
};
