/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"

G_BEGIN_DECLS

/*
 * All offers of a kind, in as many pages as are wanted: the service cuts long lists without a way
 * to ask for the rest, so the next page is what costs at least as much as the last one. Main
 * thread.
 */
void sublet_market_fetch_async (SubletClient *client,
                                SubletPriceKind kind,
                                double disk_gb,
                                guint n_pages,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
SubletOfferPage *sublet_market_fetch_finish (SubletClient *client,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
