/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "ui/billing/sublet-spend-model.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_VIEW (sublet_spend_view_get_type ())

/*
 * The section Spending: a range of days as a chart or a table, and what it is made of. While it is
 * mapped the charges are asked for.
 *
 * Properties: "size-class" (bind to the window's size bin), "history" (SubletChargeHistory,
 * nullable: not there yet). Signals: those of sublet_billing_actions_install().
 */
G_DECLARE_FINAL_TYPE (SubletSpendView, sublet_spend_view, SUBLET, SPEND_VIEW, GtkWidget)

GtkWidget *sublet_spend_view_new (SubletJournalHistory *journal);

void sublet_spend_view_set_history (SubletSpendView *self, SubletChargeHistory *history);
/* Days, steps, parts and their order are as they were last. */
void sublet_spend_view_bind_settings (SubletSpendView *self, SubletSettings *settings);
/* Whose budgets are lines in the chart: NULL, nobody's. */
void sublet_spend_view_set_outlook (SubletSpendView *self, SubletOutlook *outlook);
void sublet_spend_view_set_size_class (SubletSpendView *self, SubletSizeClass size_class);

/* (transfer none) */
SubletSpendModel *sublet_spend_view_get_model (SubletSpendView *self);

G_END_DECLS
