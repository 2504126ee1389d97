/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-batch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BATCH_PROGRESS (sublet_batch_progress_get_type ())

/*
 * How several rentals go, one row each. Signals: "step" (char *): a sentence worth speaking;
 * "answered": all of them are rented; "ended": no other one will be, and some are not.
 */
G_DECLARE_FINAL_TYPE (SubletBatchProgress, sublet_batch_progress, SUBLET, BATCH_PROGRESS, AdwBin)

GtkWidget *sublet_batch_progress_new (void);
/* NULL: follows none. */
void sublet_batch_progress_set_batch (SubletBatchProgress *self, SubletRentalBatch *batch);

G_END_DECLS
