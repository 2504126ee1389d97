/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for another image, environment or on-start script for one of ours, says what is lost, and
 * orders it. */
void sublet_software_ask_async (GtkWidget *parent,
                                SubletRentalEngine *engine,
                                SubletRental *rental,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sublet_software_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
