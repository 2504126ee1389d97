/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-page.h"

#include "ui/billing/sublet-billing-text.h"

G_BEGIN_DECLS

struct _SubletBillingPage
{
  GtkWidget parent_instance;

  SubletOutlook *outlook;   /* (owned): this month */
  SubletPayments *payments; /* (owned) */
  SubletSpendModel *model;  /* (owned): what the bills are held against */

  /* state */
  SubletSizeClass size_class;
  int low_credit_hours;
  SubletBillingFaceKind kind;
  gboolean told; /* the month's total was said aloud */

  /* the bills */
  SubletBillCheck *bills; /* (owned) (nullable): nothing was compared yet */
  GCancellable *checking; /* (owned) (nullable) */
  gboolean stale;         /* what is compared is not all any more */

  /* children made here */
  GtkWidget *tiles;           /* (borrowed) */
  GtkWidget *bills_digest;    /* (borrowed) */
  GtkWidget *payments_digest; /* (borrowed) */

  /* template children */
  GtkWidget *announcer;
  GtkWidget *scrolled;
  GtkWidget *column;
  GtkWidget *bar;
  GtkWidget *note_icon;
  GtkWidget *note;
  GtkWidget *retry_button;
  GtkWidget *content;
  GtkWidget *spending_head;
  GtkWidget *spending_title;
  GtkWidget *days;
  GtkWidget *figure;
  GtkWidget *no_spending;
  GtkWidget *face;
};

/* ---- page ---- */

void sublet_billing_page_update_heads (SubletBillingPage *self);

/* ---- rows ---- */

void sublet_billing_page_make_rows (SubletBillingPage *self);
/* All that is shown below the tiles. */
void sublet_billing_page_update (SubletBillingPage *self);

/* ---- bills ---- */

void sublet_billing_page_check_bills (SubletBillingPage *self);
void sublet_billing_page_stop_checking (SubletBillingPage *self);
/* (transfer container) (element-type SubletBillCheckRow): at most so many, the most telling first
 */
GPtrArray *sublet_billing_page_choose_bills (SubletBillingPage *self, guint max);

G_END_DECLS
