/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"
#include "ui/billing/sublet-spend-model.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BILL_VIEW (sublet_bill_view_get_type ())

/*
 * The section Quote and Bill: each rental of the days that Spending shows, with what it was quoted
 * at, what was counted while it ran and what was billed for it; or why that is not known. While it
 * is mapped, the charges of all days of these rentals are asked for.
 *
 * Property: "size-class" (bind to the window's size bin). Signals: those of
 * sublet_billing_actions_install().
 */
G_DECLARE_FINAL_TYPE (SubletBillView, sublet_bill_view, SUBLET, BILL_VIEW, GtkWidget)

/* @model: that of the section Spending, whose charges are compared. */
GtkWidget *sublet_bill_view_new (SubletSpendModel *model);

/* Its order is as it was last. */
void sublet_bill_view_bind_settings (SubletBillView *self, SubletSettings *settings);
void sublet_bill_view_set_size_class (SubletBillView *self, SubletSizeClass size_class);

G_END_DECLS
