/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-invoice.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The payments that were seen, in cache.db, of one account of one server each, as one list. Main
 * thread. An account that is not known (0) has none: two of them could not be told apart.
 */

typedef struct
{
  gint64 known_at_us; /* service time of the answer; 0: nothing is kept */
  GPtrArray *rows;    /* (owned) (element-type SubletInvoice) the latest first */
} SubletPaymentList;

SubletPaymentList *sublet_payment_list_new (gint64 known_at_us, GPtrArray *rows);
void sublet_payment_list_free (SubletPaymentList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletPaymentList, sublet_payment_list_free)

void sublet_payment_store_load_async (SubletDatabase *database,
                                      const char *server,
                                      gint64 account_id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletPaymentList *sublet_payment_store_load_finish (SubletDatabase *database,
                                                     GAsyncResult *result,
                                                     GError **error);

/* Takes the place of the list that was kept. */
void sublet_payment_store_put_async (SubletDatabase *database,
                                     const char *server,
                                     gint64 account_id,
                                     const SubletPaymentList *list,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean sublet_payment_store_put_finish (SubletDatabase *database,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
