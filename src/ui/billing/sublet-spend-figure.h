/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_FIGURE (sublet_spend_figure_get_type ())

/*
 * A chart of spending with its sentence and legend, or the same as a table. Property: "show-table".
 */
G_DECLARE_FINAL_TYPE (SubletSpendFigure, sublet_spend_figure, SUBLET, SPEND_FIGURE, GtkWidget)

GtkWidget *sublet_spend_figure_new (void);

/* Takes the series. (nullable) */
void sublet_spend_figure_take_series (SubletSpendFigure *self, SubletSpendSeries *series);
/* 0: none. What a bucket of the series may cost. */
void sublet_spend_figure_set_budget_uusd (SubletSpendFigure *self, gint64 budget_uusd);
void sublet_spend_figure_set_show_table (SubletSpendFigure *self, gboolean show_table);

G_END_DECLS
