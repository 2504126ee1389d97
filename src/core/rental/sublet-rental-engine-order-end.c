/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-reading.h"
#include "core/ssh/sublet-host-key-store.h"

/* How an order ends: carried out, refused, or in doubt until the lists tell. */

static bool
makes_anew (const SubletOrderRecord *order)
{
  return order->kind == SUBLET_ORDER_RECYCLE || order->kind == SUBLET_ORDER_UPDATE;
}

/**
 * sublet_engine_forget_host_key:
 * @self: an engine
 * @order: an order that is closed
 *
 * A container that was made anew, or may have been, shows a host key of its own. No connection is
 * there by now: it went with the order.
 */
void
sublet_engine_forget_host_key (SubletRentalEngine *self, const SubletOrderRecord *order)
{
  if (makes_anew (order) && order->sent_us > 0)
    sublet_host_key_store_remove_async (self->database,
                                        order->owner.server,
                                        order->contract_id,
                                        NULL,
                                        NULL);
}

/**
 * sublet_engine_close_order:
 * @self: an engine
 * @track: a rental with an open start, stop, reboot or recycling
 * @outcome: what became of it
 */
void
sublet_engine_close_order (SubletRentalEngine *self, SubletRentalTrack *track, const char *outcome)
{
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  track->order->closed_us = sublet_engine_now_us (self);
  g_free (track->order->outcome);
  track->order->outcome = g_strdup (outcome);
  if (!g_str_equal (outcome, "refused"))
    sublet_engine_forget_host_key (self, track->order);
  if (g_str_equal (outcome, "done") && makes_anew (track->order))
    track->rental->renewed_us = track->order->closed_us;
  sublet_journal_batch_put_order (batch, track->order);
  /* That its end was carried out belongs to it, and so does what runs now. */
  if (track->order->by_lease || track->order->kind == SUBLET_ORDER_UPDATE)
    sublet_journal_batch_put_rental (batch, track->record);
  sublet_rental_track_drop_order (track);
  sublet_rental_set_busy (track->rental, FALSE);
  /* No transition: only the order's row. */
  sublet_engine_apply (self, track, SUBLET_RENTAL_N_INPUTS, SUBLET_RENTAL_REASON_NONE, batch);
}

/**
 * sublet_engine_go_back:
 * @self: an engine
 * @track: a rental whose order did not come to anything
 *
 * The state is what the latest reading shows.
 */
void
sublet_engine_go_back (SubletRentalEngine *self, SubletRentalTrack *track)
{
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  SubletRentalInput input;

  if (instance != NULL && sublet_engine_get_reading_input (track, instance, &input))
    sublet_engine_apply (self,
                         track,
                         input,
                         sublet_rental_machine_reason_for_reading (instance),
                         NULL);
  sublet_engine_want_walk (self);
}

/**
 * sublet_engine_is_outcome_unknown:
 * @error: what became of an order
 *
 * Returns: whether it may have been carried out all the same
 */
bool
sublet_engine_is_outcome_unknown (const GError *error)
{
  return g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT) ||
         g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_SERVER);
}

/**
 * sublet_engine_fail_order:
 * @self: an engine
 * @task: of the person who ordered it
 * @track: a rental; its order may be gone by now
 * @error: (transfer full): what came back
 */
void
sublet_engine_fail_order (SubletRentalEngine *self,
                          GTask *task,
                          SubletRentalTrack *track,
                          GError *error)
{
  if (track->order != NULL)
    {
      if (sublet_engine_is_outcome_unknown (error))
        {
          /* It may have been done: the lists tell, from now on. */
          track->order_in_doubt = true;
          track->order->accepted_us = sublet_engine_now_us (self);
          track->order_mono_us = sublet_engine_mono_us (self);
          track->dirty = true;
          sublet_rental_set_busy (track->rental, FALSE);
          sublet_engine_want_walk (self);
        }
      else
        {
          sublet_engine_close_order (self, track, "refused");
          sublet_engine_go_back (self, track);
        }
    }
  sublet_rental_set_detail (track->rental, error->message);
  g_task_return_error (task, error);
}
