/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Asks with figures, then orders. Whoever shows a rental with buttons uses this, so that the same
 * question is asked everywhere.
 */

void sublet_rental_order_async (GtkWidget *parent,
                                SubletRentalEngine *engine,
                                SubletRental *rental,
                                SubletOrder order,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean sublet_rental_order_finish (GAsyncResult *result, GError **error);

char *sublet_rental_order_dup_question (SubletRental *rental, SubletOrder order);
char *sublet_rental_order_dup_figures (SubletRentalEngine *engine,
                                       SubletRental *rental,
                                       SubletOrder order);

G_END_DECLS
