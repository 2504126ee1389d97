/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-charge-day.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * The days of charges that were seen, in cache.db, of one account of one server each. Main thread.
 * An account that is not known (0) has none: two of them could not be told apart.
 */

void sublet_charge_store_load_async (SubletDatabase *database,
                                     const char *server,
                                     gint64 account_id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Of SubletChargeDay, the earliest first. */
GPtrArray *sublet_charge_store_load_finish (SubletDatabase *database,
                                            GAsyncResult *result,
                                            GError **error);

/* Takes the place of what was kept of that day, as a whole. */
void sublet_charge_store_put_async (SubletDatabase *database,
                                    const char *server,
                                    gint64 account_id,
                                    SubletChargeDay *day,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean sublet_charge_store_put_finish (SubletDatabase *database,
                                         GAsyncResult *result,
                                         GError **error);

G_END_DECLS
