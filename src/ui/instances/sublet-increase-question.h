/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks whether a price increase is to be accepted, or rejected, and orders it. */
void sublet_increase_ask_async (GtkWidget *parent,
                                SubletRentalEngine *engine,
                                SubletRental *rental,
                                gboolean accept,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sublet_increase_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
