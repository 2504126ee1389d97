/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks which SSH key a rental of ours has from now on, and has it changed. */
void sublet_ssh_key_ask_async (GtkWidget *parent,
                               SubletRentalEngine *engine,
                               SubletRental *rental,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean sublet_ssh_key_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
