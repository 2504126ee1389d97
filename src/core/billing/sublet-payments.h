/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_PAYMENTS (sublet_payments_get_type ())

/*
 * All that an account paid in, got back or moved, the latest first: a GListModel of SubletInvoice.
 * From the cache at once, from the service while somebody looks. Main thread; reads only. Signals:
 * "changed" (what the getters say, or the list, is another), "account-wanted" (somebody wants an
 * answer, for which it must be known whose the key is).
 */
G_DECLARE_FINAL_TYPE (SubletPayments, sublet_payments, SUBLET, PAYMENTS, GObject)

SubletPayments *sublet_payments_new (SubletClient *client);

/* Once, as soon as it is open: nothing is read or asked before. */
void sublet_payments_set_database (SubletPayments *self, SubletDatabase *database);

/* 0: nobody. Forgets what is another's, and reads its own. */
void sublet_payments_set_account (SubletPayments *self, gint64 account_id);
/* The service has not said yet whose the key is: what is kept is read, and nothing is asked. */
void sublet_payments_await_account (SubletPayments *self, gint64 account_id, const GError *error);
/* Whether somebody looks; counted, each TRUE needs its FALSE. */
void sublet_payments_set_visible (SubletPayments *self, gboolean visible);
void sublet_payments_refresh (SubletPayments *self);
/* Only after a failure, and while somebody looks. */
void sublet_payments_retry (SubletPayments *self);

/* Of the latest whole answer; 0: none came. */
gint64 sublet_payments_get_known_at_us (SubletPayments *self);
gboolean sublet_payments_get_refreshing (SubletPayments *self);
/* (nullable): why the latest question was not answered. */
const GError *sublet_payments_get_error (SubletPayments *self);

G_END_DECLS
