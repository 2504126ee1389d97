/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/**
 * SubletBatchItemState:
 * @SUBLET_BATCH_ITEM_WAITING: its turn has not come
 * @SUBLET_BATCH_ITEM_ASKING: its intent is being written, or the service is being asked
 * @SUBLET_BATCH_ITEM_RENTED: there is a contract
 * @SUBLET_BATCH_ITEM_REFUSED: nothing was rented; the rental's reason or the item's error says why
 * @SUBLET_BATCH_ITEM_UNCLEAR: the answer got lost; becomes RENTED or REFUSED when that is settled
 * @SUBLET_BATCH_ITEM_NOT_ASKED: it was stopped before its turn came; nothing was written or sent
 */
typedef enum
{
  SUBLET_BATCH_ITEM_WAITING,
  SUBLET_BATCH_ITEM_ASKING,
  SUBLET_BATCH_ITEM_RENTED,
  SUBLET_BATCH_ITEM_REFUSED,
  SUBLET_BATCH_ITEM_UNCLEAR,
  SUBLET_BATCH_ITEM_NOT_ASKED,
} SubletBatchItemState;

#define SUBLET_TYPE_BATCH_ITEM_STATE (sublet_batch_item_state_get_type ())

GType sublet_batch_item_state_get_type (void);

#define SUBLET_TYPE_RENTAL_BATCH_ITEM (sublet_rental_batch_item_get_type ())

/* One of several. Properties (read-only, notify): "state", "rental" (nullable, from ASKING on),
 * "error" (boxed, nullable: why nothing was written). */
G_DECLARE_FINAL_TYPE (SubletRentalBatchItem,
                      sublet_rental_batch_item,
                      SUBLET,
                      RENTAL_BATCH_ITEM,
                      GObject)

SubletBatchItemState sublet_rental_batch_item_get_state (SubletRentalBatchItem *self);
SubletRental *sublet_rental_batch_item_get_rental (SubletRentalBatchItem *self); /* (nullable) */
SubletRentalRequest *sublet_rental_batch_item_get_request (SubletRentalBatchItem *self);
const GError *sublet_rental_batch_item_get_error (SubletRentalBatchItem *self); /* (nullable) */

#define SUBLET_TYPE_RENTAL_BATCH (sublet_rental_batch_get_type ())

/*
 * Several rentals of one wish: each of an offer of its own, with an intent, a label and a permit of
 * its own, asked for one after the other. What one of them takes as its next candidate is never the
 * offer of another. A kill leaves those that were not begun not rented; the journal says of each
 * which several it belongs to, and its place. While it runs it keeps itself alive, so that closing
 * a window changes nothing.
 *
 * Properties (read-only, notify): "running", "n-rented", "n-refused", "n-unclear", "n-waiting",
 * "rate-nusd" (what those that are rented cost while they run).
 */
G_DECLARE_FINAL_TYPE (SubletRentalBatch, sublet_rental_batch, SUBLET, RENTAL_BATCH, GObject)

/* @offers: (element-type SubletOffer): what is asked for, in this order, each another one. */
SubletRentalBatch *sublet_rental_batch_new (SubletRentalEngine *engine,
                                            SubletRentalRequest *request,
                                            GPtrArray *offers,
                                            gboolean stop_on_failure);

/* (transfer none) GListModel of SubletRentalBatchItem, always the same ones. */
GListModel *sublet_rental_batch_get_items (SubletRentalBatch *self);
const char *sublet_rental_batch_get_id (SubletRentalBatch *self);

/* What all of them cost while they run; SUBLET_MONEY_UNKNOWN. */
gint64 sublet_rental_batch_get_total_rate_nusd (SubletRentalBatch *self);
/* What the job costs on all of them; SUBLET_MONEY_UNKNOWN. */
gint64 sublet_rental_batch_get_total_job_uusd (SubletRentalBatch *self);

/* Checks all of them together, caps and credit included, then begins with the first. Completes when
 * it begins; errors as of renting, and NO_CREDIT: nothing was written or sent. Once. */
void sublet_rental_batch_start_async (SubletRentalBatch *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sublet_rental_batch_start_finish (SubletRentalBatch *self,
                                           GAsyncResult *result,
                                           GError **error);

/* The one that is being asked for goes on; no other is begun. */
void sublet_rental_batch_stop (SubletRentalBatch *self);

gboolean sublet_rental_batch_get_running (SubletRentalBatch *self);
guint sublet_rental_batch_get_n_rented (SubletRentalBatch *self);
guint sublet_rental_batch_get_n_refused (SubletRentalBatch *self);
guint sublet_rental_batch_get_n_unclear (SubletRentalBatch *self);
guint sublet_rental_batch_get_n_waiting (SubletRentalBatch *self);
gint64 sublet_rental_batch_get_rate_nusd (SubletRentalBatch *self);

G_END_DECLS
