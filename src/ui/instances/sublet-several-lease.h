/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-order-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Tells in a toast that a run has extended leases, and offers to take that back: of each lease that
 * still ends as the run has set it. @records: of SubletRental and SubletInstanceRecord, where
 * failures are kept.
 */
void sublet_several_lease_tell (GtkWidget *widget,
                                SubletRentalEngine *engine,
                                SubletOrderRun *run,
                                GHashTable *records,
                                const char *title);

G_END_DECLS
