/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-billing.h"
#include "ui/billing/sublet-billing-range.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_BAR (sublet_billing_bar_get_type ())

/*
 * Which days are shown, how old that is, and what is wrong with it. Leads the bill's range, also
 * over midnight. Property: "billing" (construct-only).
 */
G_DECLARE_FINAL_TYPE (SubletBillingBar, sublet_billing_bar, SUBLET, BILLING_BAR, GtkWidget)

GtkWidget *sublet_billing_bar_new (SubletBilling *billing);

void sublet_billing_bar_set_size_class (SubletBillingBar *self, SubletSizeClass size_class);
/* Asks for the chosen days if they are others by now. */
void sublet_billing_bar_follow_days (SubletBillingBar *self);

G_END_DECLS
