/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-payment-store.h"
#include "core/billing/sublet-payments.h"

G_BEGIN_DECLS

struct _SubletPayments
{
  GObject parent_instance;

  SubletClient *client;     /* (owned) */
  SubletDatabase *database; /* (owned) (nullable): until it is open */
  gint64 account_id;        /* 0: nobody */
  gboolean awaited;         /* the service has not said yet that it is this one: nothing is asked */
  guint n_looking;          /* how many look */

  SubletPaymentList *list; /* (owned) */
  gint64 answered_us;      /* service time of the latest answer or failure; 0: none */
  GError *error;           /* (owned) (nullable) */
  GCancellable *loading;   /* (owned) (nullable): of what is read from the cache */
  GCancellable *asking;    /* (owned) (nullable): of the question under way */
  GCancellable *waiting;   /* (owned) (nullable): of the pause before the next one */
};

/* ---- payments ---- */

void sublet_payments_emit_changed (SubletPayments *self);
/* Takes the list. */
void sublet_payments_set_list (SubletPayments *self, SubletPaymentList *list);

/* ---- ask ---- */

void sublet_payments_ask (SubletPayments *self);
void sublet_payments_go_on (SubletPayments *self);
void sublet_payments_load (SubletPayments *self);

G_END_DECLS
