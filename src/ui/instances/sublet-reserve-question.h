/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks how much to pay ahead for what runs on demand, which makes it reserved, and pays it. */
void sublet_reserve_ask_async (GtkWidget *parent,
                               SubletRentalEngine *engine,
                               SubletRental *rental,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sublet_reserve_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
