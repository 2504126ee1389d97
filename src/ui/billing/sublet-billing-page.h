/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-billing.h"
#include "core/billing/sublet-outlook.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_PAGE (sublet_billing_page_get_type ())

/*
 * Where the money goes and how long it lasts. It leads the bill's range and visibility. Properties:
 * "billing", "engine" (construct-only), "size-class" (bind to the window's size bin),
 * "low-credit-hours" (bind to the setting).
 *
 * Signals: "find-gpu": the way on from an empty page; "add-credit", "open-website", "open-keys":
 * look at the service's own pages. Actions: billing.refresh, and one of each signal's name.
 */
G_DECLARE_FINAL_TYPE (SubletBillingPage, sublet_billing_page, SUBLET, BILLING_PAGE, GtkWidget)

GtkWidget *sublet_billing_page_new (SubletBilling *billing, SubletRentalEngine *engine);

void sublet_billing_page_set_size_class (SubletBillingPage *self, SubletSizeClass size_class);
void sublet_billing_page_set_low_credit_hours (SubletBillingPage *self, int low_credit_hours);
/* (nullable): what knows what the month cost so far; NULL: that is not shown. */
void sublet_billing_page_set_outlook (SubletBillingPage *self, SubletOutlook *outlook);

G_END_DECLS
