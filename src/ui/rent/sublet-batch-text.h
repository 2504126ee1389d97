/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-batch.h"
#include "ui/rent/sublet-rent-steps.h"

G_BEGIN_DECLS

/*
 * What the progress page says about several rentals: pure functions of values.
 */

/* One of them at one moment. Borrows everything. */
typedef struct
{
  SubletBatchItemState state;
  SubletRentalReason reason; /* REFUSED, with a rental */
  const char *label;
  const GError *error;   /* (nullable) REFUSED, without a rental: why nothing was written */
  gint64 next_rate_nusd; /* what is paid where the first offer was taken; 0: it was not */
} SubletBatchReading;

/* All of them at one moment. */
typedef struct
{
  guint count;
  guint n_rented;
  guint n_refused;
  guint n_unclear;
  gboolean running;
  gint64 rate_nusd; /* of those that are rented */
} SubletBatchSums;

/* (transfer full), for sublet_rent_step_free() */
SubletRentStep *sublet_batch_text_step (const SubletBatchReading *reading);
char *sublet_batch_text_title (const SubletBatchSums *sums);
char *sublet_batch_text_message (const SubletBatchSums *sums);

G_END_DECLS
