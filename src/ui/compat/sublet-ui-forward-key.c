/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

/**
 * sublet_ui_forward_key:
 * @controller: one that is in the middle of a key's event
 * @widget: what shall have the key before all others
 *
 * GTK 4.24 deprecates this for a property of its own text fields, which a terminal is not.
 *
 * Returns: whether the widget did something with it
 */
gboolean
sublet_ui_forward_key (GtkEventControllerKey *controller, GtkWidget *widget)
{
  return gtk_event_controller_key_forward (controller, widget);
}
