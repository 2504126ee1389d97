/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-batch.h"
#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

struct _SubletRentalBatch
{
  GObject parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  GListStore *items;          /* (owned) (element-type SubletRentalBatchItem) */
  char *id;                   /* (owned) */
  gboolean stop_on_failure;

  guint next;       /* whose turn comes */
  guint n_answered; /* of those, whose answer let the next one begin */
  gboolean started;
  gboolean running;
  gboolean stopped;
  guint generation; /* of the engine's key: another key's account pays for nothing of this */

  guint n_rented;
  guint n_refused;
  guint n_unclear;
  guint n_waiting;
  gint64 rate_nusd;
};

void sublet_rental_batch_sum_up (SubletRentalBatch *self);
void sublet_rental_batch_set_running (SubletRentalBatch *self, gboolean running);

SubletRentalBatchItem *sublet_rental_batch_item_new (SubletRentalRequest *request);
void sublet_rental_batch_item_set_state (SubletRentalBatchItem *self, SubletBatchItemState state);
void sublet_rental_batch_item_set_rental (SubletRentalBatchItem *self, SubletRental *rental);
/* Why nothing was written; copied. */
void sublet_rental_batch_item_set_error (SubletRentalBatchItem *self, const GError *error);

G_END_DECLS
