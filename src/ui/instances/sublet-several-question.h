/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-order-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Asks once before several are stopped or destroyed: names each, and the money of all together.
 * What was started elsewhere is named apart and counts only when it is ticked; with what the order
 * cannot be given to, it says so.
 */
void sublet_several_ask_async (GtkWidget *parent,
                               SubletRentalEngine *engine,
                               SubletRunKind kind,
                               GPtrArray *rentals,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) (nullable): a run that has not begun; NULL: it was not wanted. */
SubletOrderRun *sublet_several_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
