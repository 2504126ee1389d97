/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "core/billing/sublet-payments.h"
#include "ui/billing/sublet-spend-model.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILLING_PAGE (sublet_billing_page_get_type ())

/*
 * The section Overview: where the money goes and how long it lasts, in short; each part leads to
 * the section that has all of it. Properties: "size-class" (bind to the window's size bin),
 * "low-credit-hours" (bind to the setting).
 *
 * Signals: "show-section" (its name), "show-instances"; "find-gpu": the way on from an empty page;
 * "add-credit", "open-website", "open-keys": look at the service's own pages. Actions:
 * billing.refresh, and one of each signal's name.
 */
G_DECLARE_FINAL_TYPE (SubletBillingPage, sublet_billing_page, SUBLET, BILLING_PAGE, GtkWidget)

/* @model: that of the section Spending, of which no days are asked for here. */
GtkWidget *sublet_billing_page_new (SubletOutlook *outlook,
                                    SubletPayments *payments,
                                    SubletSpendModel *model);

void sublet_billing_page_set_size_class (SubletBillingPage *self, SubletSizeClass size_class);
void sublet_billing_page_set_low_credit_hours (SubletBillingPage *self, int low_credit_hours);

G_END_DECLS
