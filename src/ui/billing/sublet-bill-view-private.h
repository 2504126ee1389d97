/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-bill-view.h"

#include "core/billing/sublet-charge-watch.h"
#include "ui/billing/sublet-billing-text.h"

#include <stdbool.h>

G_BEGIN_DECLS

struct _SubletBillView
{
  GtkWidget parent_instance;

  SubletSpendModel *model; /* (owned) */

  /* state */
  SubletSizeClass size_class;
  GCancellable *checking;   /* (owned) (nullable) */
  bool stale;               /* what is compared is not all any more */
  bool compared;            /* at least once */
  GError *error;            /* (owned) (nullable): why the journal could not be read */
  SubletChargeWatch *watch; /* (owned) (nullable): of the days that the bills are made of */
  guint n_exceeding;
  SubletBillingFaceKind kind;

  /* rows that are one of a kind */
  GtkWidget *bar;     /* (owned) */
  GtkWidget *face;    /* (owned) */
  GtkWidget *caption; /* (owned) */
  GtkWidget *table;   /* (owned) */
  GListStore *before; /* (owned) (element-type GtkWidget) */
  GListStore *models; /* (owned) (element-type GListModel): those, and when narrow the rentals */

  /* template children */
  GtkWidget *scrolled;
  GtkWidget *list;
};

/* ---- rows ---- */

void sublet_bill_view_make_rows (SubletBillView *self);
/* @found: (nullable): what was compared; NULL: nothing was. */
void sublet_bill_view_show_check (SubletBillView *self, const SubletBillCheck *found);
/* Which of the rows there are. */
void sublet_bill_view_update_rows (SubletBillView *self);

G_END_DECLS
