/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-billing-page.h"

#include "ui/common/sublet-announcer.h"

G_BEGIN_DECLS

struct _SubletBillingPage
{
  GtkWidget parent_instance;

  /* construct-only */
  SubletBilling *billing;     /* (owned) */
  SubletRentalEngine *engine; /* (owned) */

  /* state */
  SubletSizeClass size_class;
  int low_credit_hours;
  GCancellable *spinner_wait; /* (owned) (nullable) */
  gboolean waited;
  gboolean unknown; /* what is to be said aloud: the first answer in this range */

  /* rows that are one of a kind */
  GtkWidget *tiles;             /* (owned) */
  GtkWidget *bar;               /* (owned) */
  GtkWidget *face;              /* (owned) */
  GtkWidget *spending_caption;  /* (owned) */
  GtkWidget *total_label;       /* (borrowed): the caption's */
  GtkWidget *no_spending_label; /* (owned) */
  GtkWidget *payments_caption;  /* (owned) */
  GtkWidget *no_payments_label; /* (owned) */
  GListStore *before_spending;  /* (owned) (element-type GtkWidget): all that stands above it */
  GListStore *between;          /* (owned) (element-type GtkWidget) */
  GListStore *after_payments;   /* (owned) (element-type GtkWidget) */

  /* template children */
  GtkWidget *announcer;
  GtkWidget *scrolled;
  GtkWidget *list;
};

/* What the bill answers: a wait before a spinner, and what is said aloud. */
void sublet_billing_page_on_billing (SubletBillingPage *self);
void sublet_billing_page_stop_waiting (SubletBillingPage *self);

/* The rows: what stands above the charges, charges, payments. */
void sublet_billing_page_make_rows (SubletBillingPage *self);
void sublet_billing_page_update_rows (SubletBillingPage *self);

G_END_DECLS
