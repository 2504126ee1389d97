/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-spend-view.h"

#include "ui/billing/sublet-billing-text.h"
#include "ui/common/sublet-announcer.h"

G_BEGIN_DECLS

struct _SubletSpendView
{
  GtkWidget parent_instance;

  SubletSpendModel *model;      /* (owned) */
  SubletChargeHistory *history; /* (owned) (nullable) */
  GSignalGroup *outlook_group;  /* (owned): of what knows the budgets */

  /* state */
  SubletSizeClass size_class;
  GCancellable *exporting; /* (owned) (nullable) */
  SubletBillingFaceKind kind;

  /* rows that are one of a kind */
  GtkWidget *bar;              /* (owned) */
  GtkWidget *face;             /* (owned) */
  GtkWidget *caption;          /* (owned) */
  GtkWidget *title_label;      /* (borrowed): the caption's */
  GtkWidget *total_label;      /* (borrowed): the caption's */
  GtkWidget *figure;           /* (owned) */
  GtkWidget *grouping_bar;     /* (owned) */
  GtkWidget *grouping_chooser; /* (borrowed): the bar's */
  GtkWidget *table;            /* (owned): what charges have in common */
  GListStore *before;          /* (owned) (element-type GtkWidget) */
  GListStore *models;          /* (owned) (element-type GListModel): those, and when narrow the
                                  table's rows */

  /* template children */
  GtkWidget *announcer;
  GtkWidget *scrolled;
  GtkWidget *list;
};

/* ---- export ---- */

void sublet_spend_view_install_export (GtkWidgetClass *widget_class);
void sublet_spend_view_update_export (SubletSpendView *self);

/* ---- rows ---- */

void sublet_spend_view_make_rows (SubletSpendView *self);
void sublet_spend_view_update_rows (SubletSpendView *self);
void sublet_spend_view_update_budget (SubletSpendView *self);

G_END_DECLS
