/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-spend-chart.h"

#include "ui/billing/sublet-spend-scale.h"

G_BEGIN_DECLS

struct _SubletSpendChart
{
  GtkWidget parent_instance;

  /* state */
  SubletSpendSeries *series; /* (owned) (nullable): as it was given */
  SubletSpendSeries *bars;   /* (owned) (nullable): as many as there is room for */
  gint64 budget_uusd;        /* 0: none */
  gint64 chosen_us;          /* a moment of the chosen bar; 0: the last one */
  int pointed;               /* bar under the pointer; -1: none */
  char *sentence;            /* (owned) */
  guint regroup_tick;        /* 0: none */

  /* children that are not drawn: they carry the colours of the kinds */
  GtkWidget *swatches[SUBLET_N_CHARGE_KINDS];
};

/* ---- chart ---- */

guint sublet_spend_chart_get_n_bars (SubletSpendChart *self);
guint sublet_spend_chart_get_chosen (SubletSpendChart *self);
/* Which bar the sentence is of; there must be some. */
guint sublet_spend_chart_get_shown (SubletSpendChart *self);
void sublet_spend_chart_update_sentence (SubletSpendChart *self);

/* ---- choose ---- */

void sublet_spend_chart_install_keys (GtkWidgetClass *widget_class);
void sublet_spend_chart_add_controllers (SubletSpendChart *self);

/* ---- layout ---- */

/* Between the plot and what stands beside and below it. */
#define SUBLET_SPEND_CHART_GAP 6

/* How a chart lies within its widget. */
typedef struct
{
  graphene_rect_t plot; /* where the bars are */
  SubletSpendAxis axis;
  double pitch; /* from one bar to the next */
  int line;     /* height of a line of text */
} SubletSpendLayout;

void sublet_spend_chart_lay_out (SubletSpendChart *self, SubletSpendLayout *layout);
float sublet_spend_layout_get_y (const SubletSpendLayout *layout, gint64 amount_uusd);
graphene_rect_t sublet_spend_layout_get_column (const SubletSpendLayout *layout,
                                                guint first,
                                                guint end);
PangoLayout *sublet_spend_chart_make_text (SubletSpendChart *self, const char *text);
int sublet_spend_chart_measure_text (SubletSpendChart *self, const char *text, int *height);
char *sublet_spend_chart_dup_mark (const SubletSpendAxis *axis, int mark);

/* ---- draw ---- */

void sublet_spend_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
