/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-billing-actions.h"

#include <string.h>

/* The signal has the action's name. */
static void
on_ask_window (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, action + strlen ("billing."));
}

/**
 * sublet_billing_actions_install:
 * @widget_class: class of a section, while it is initialised
 *
 * Installs the actions and their signals.
 */
void
sublet_billing_actions_install (GtkWidgetClass *widget_class)
{
  static const char *const names[] = {
    "billing.add-credit",
    "billing.find-gpu",
    "billing.open-keys",
    "billing.open-website",
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gtk_widget_class_install_action (widget_class, names[i], NULL, on_ask_window);
      g_signal_new (names[i] + strlen ("billing."),
                    G_TYPE_FROM_CLASS (widget_class),
                    G_SIGNAL_RUN_LAST,
                    0,
                    NULL,
                    NULL,
                    NULL,
                    G_TYPE_NONE,
                    0);
    }
}
