/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_CHART (sublet_spend_chart_get_type ())

/*
 * Bars of spending over time, each stacked by kind. Left, Right, Home, End and the pointer choose a
 * bar, whose sentence is the accessible value. The time runs from left to right in every language.
 *
 * Properties: "sentence" (of the bar under the pointer or the chosen one, "" without bars;
 * read-only, notifies), "budget-uusd" (of a bucket; 0: none).
 */
G_DECLARE_FINAL_TYPE (SubletSpendChart, sublet_spend_chart, SUBLET, SPEND_CHART, GtkWidget)

GtkWidget *sublet_spend_chart_new (void);

/* Takes the series. (nullable) The chosen bar stays, where its time is still there. */
void sublet_spend_chart_take_series (SubletSpendChart *self, SubletSpendSeries *series);
void sublet_spend_chart_set_budget_uusd (SubletSpendChart *self, gint64 budget_uusd);

const char *sublet_spend_chart_get_sentence (SubletSpendChart *self);
/* (nullable): as drawn, where neighbours may be one bar. */
const SubletSpendSeries *sublet_spend_chart_get_bars (SubletSpendChart *self);

G_END_DECLS
