/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a section of billing asks the window for: the actions "billing.add-credit",
 * "billing.find-gpu", "billing.open-keys" and "billing.open-website" emit the class's signals of
 * these names.
 */
void sublet_billing_actions_install (GtkWidgetClass *widget_class);

G_END_DECLS
