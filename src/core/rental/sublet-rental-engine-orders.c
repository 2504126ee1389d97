/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-authorizer.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * Start, stop, reboot and recycle. Each order is journalled, sent, and verified by reading back
 * (`-verify`). Only a start raises the bill, so only a start needs a permit and is never sent
 * twice.
 */

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletOrder order;
  SubletRentalEvent event;
  bool has_event;
} Ordering;

static void
ordering_free (Ordering *ordering)
{
  sublet_rental_track_unref (ordering->track);
  g_free (ordering);
}

/**
 * sublet_engine_make_order:
 * @self: an engine
 * @track: a rental
 * @kind: what is to be done
 *
 * Returns: (transfer full): the order's row, still to be written
 */
SubletOrderRecord *
sublet_engine_make_order (SubletRentalEngine *self, SubletRentalTrack *track, SubletOrder kind)
{
  SubletOrderRecord *order = g_new0 (SubletOrderRecord, 1);

  order->id = g_uuid_string_random ();
  order->rental_id = track->ours ? g_strdup (track->record->id) : NULL;
  order->owner.server = g_strdup (track->record->owner.server);
  order->owner.account_id = track->record->owner.account_id;
  order->contract_id = track->record->contract_id;
  order->kind = kind;
  order->written_us = sublet_engine_now_us (self);

  return order;
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = g_task_get_source_object (task);
  Ordering *ordering = g_task_get_task_data (task);
  SubletRentalTrack *track = ordering->track;
  SubletClient *client = SUBLET_CLIENT (source);
  gboolean queued = FALSE;
  gboolean accepted = FALSE;
  GError *error = NULL;

  switch (ordering->order)
    {
    case SUBLET_ORDER_START:
      accepted = sublet_client_start_instance_finish (client, result, &queued, &error);
      break;

    case SUBLET_ORDER_STOP:
      accepted = sublet_client_stop_instance_finish (client, result, &error);
      break;

    case SUBLET_ORDER_REBOOT:
      accepted = sublet_client_reboot_instance_finish (client, result, &error);
      break;

    case SUBLET_ORDER_RECYCLE:
      accepted = sublet_client_recycle_instance_finish (client, result, &error);
      break;

    case SUBLET_ORDER_DESTROY:
    case SUBLET_ORDER_UPDATE:
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
    default:
      g_assert_not_reached ();
    }

  if (!accepted)
    {
      sublet_engine_fail_order (self, task, track, error);
      return;
    }

  sublet_rental_set_busy (track->rental, FALSE);
  /* Overtaken by a destroy meanwhile. */
  if (track->order != NULL)
    {
      track->order->accepted_us = sublet_engine_now_us (self);
      track->order_mono_us = sublet_engine_mono_us (self);
      track->dirty = true;
      sublet_engine_write_again (self);
    }
  if (queued)
    sublet_engine_apply (self,
                         track,
                         SUBLET_RENTAL_INPUT_SEEN_WAITING_FOR_GPU,
                         SUBLET_RENTAL_REASON_NONE,
                         NULL);
  sublet_engine_want_account (self);
  sublet_engine_want_walk (self);
  g_task_return_boolean (task, TRUE);
}

/* A destroy came while the start was being prepared. */
static bool
is_overtaken (SubletRentalTrack *track, GError **error)
{
  if (track->order != NULL)
    return false;

  g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "order: overtaken by another");
  return true;
}

static void
on_start_authorized (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Ordering *ordering = g_task_get_task_data (task);
  SubletRentalTrack *track = ordering->track;
  GError *error = NULL;
  g_autoptr (SubletPermit) permit = sublet_authorizer_authorize_finish (self, result, &error);

  if (permit != NULL && is_overtaken (track, &error))
    g_clear_pointer (&permit, sublet_permit_unref);
  if (permit == NULL)
    {
      sublet_engine_fail_order (self, task, track, error);
      return;
    }

  track->order->sent_us = sublet_engine_now_us (self);
  sublet_client_start_instance_async (self->client,
                                      permit,
                                      track->record->contract_id,
                                      NULL,
                                      on_sent,
                                      g_steal_pointer (&task));
}

static void
on_fresh_for_start (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Ordering *ordering = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sublet_engine_ensure_fresh_finish (self, result, &error) ||
      is_overtaken (ordering->track, &error))
    {
      sublet_engine_fail_order (self, task, ordering->track, error);
      return;
    }

  sublet_authorizer_authorize_async (self,
                                     ordering->track,
                                     SUBLET_PAID_STEP_START,
                                     on_start_authorized,
                                     g_steal_pointer (&task));
}

static void
on_order_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Ordering *ordering = g_task_get_task_data (task);
  SubletRentalTrack *track = ordering->track;
  g_autoptr (GError) error = NULL;
  bool written = sublet_engine_commit_finish (self, result, &error);

  /* What ends data goes out only with its row: what comes after it, a new host key among others, is
   * looked for by that. */
  if (ordering->order == SUBLET_ORDER_RECYCLE && (!written || is_overtaken (track, &error)))
    {
      sublet_engine_fail_order (self, task, track, g_steal_pointer (&error));
      return;
    }
  /* A stop lowers the bill: it goes out even if it cannot be written down. */
  if (!written)
    {
      track->unwritten = true;
      if (ordering->has_event)
        sublet_engine_show_event (self, track, &ordering->event);
    }

  if (ordering->order == SUBLET_ORDER_STOP)
    sublet_client_stop_instance_async (self->client,
                                       track->record->contract_id,
                                       NULL,
                                       on_sent,
                                       g_steal_pointer (&task));
  else if (ordering->order == SUBLET_ORDER_RECYCLE)
    sublet_client_recycle_instance_async (self->client,
                                          track->record->contract_id,
                                          NULL,
                                          on_sent,
                                          g_steal_pointer (&task));
  else
    sublet_client_reboot_instance_async (self->client,
                                         track->record->contract_id,
                                         NULL,
                                         on_sent,
                                         g_steal_pointer (&task));
}

static void
write_order (SubletRentalEngine *self, GTask *task, SubletRentalInput input)
{
  Ordering *ordering = g_task_get_task_data (task);
  SubletRentalTrack *track = ordering->track;
  SubletJournalBatch *batch = sublet_journal_batch_new ();

  ordering->has_event = sublet_engine_prepare (self,
                                               track,
                                               input,
                                               SUBLET_RENTAL_REASON_NONE,
                                               0,
                                               SUBLET_MONEY_UNKNOWN,
                                               batch,
                                               &ordering->event);
  track->order->sent_us = sublet_engine_now_us (self);
  sublet_journal_batch_put_order (batch, track->order);
  sublet_engine_commit_async (self,
                              track,
                              batch,
                              ordering->has_event ? &ordering->event : NULL,
                              on_order_written,
                              task);
}

static bool
can_order (SubletRentalEngine *self, SubletRental *rental, SubletOrder order, GError **error)
{
  bool possible = false;

  if (self->another_process || !self->opened)
    return sublet_engine_check_writable (self, error);
  if (order == SUBLET_ORDER_START && !sublet_engine_check_writable (self, error))
    return false;
  /* A destroy waits in the journal for the key to be known. */
  if ((order != SUBLET_ORDER_DESTROY || self->account_decided) &&
      !sublet_engine_check_key (self, error))
    return false;
  if (order == SUBLET_ORDER_START && self->knowledge != SUBLET_KNOWLEDGE_KNOWN)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "what runs is not known");
      return false;
    }

  switch (order)
    {
    case SUBLET_ORDER_START:
      possible = sublet_rental_can_start (rental);
      break;

    case SUBLET_ORDER_STOP:
      possible = sublet_rental_can_stop (rental);
      break;

    case SUBLET_ORDER_REBOOT:
      possible = sublet_rental_can_reboot (rental);
      break;

    case SUBLET_ORDER_RECYCLE:
      possible = sublet_rental_can_recycle (rental);
      break;

    case SUBLET_ORDER_DESTROY:
      possible = sublet_rental_can_destroy (rental);
      break;

    /* Each by a function of its own, for it needs an amount or a number. */
    case SUBLET_ORDER_UPDATE:
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
    default:
      break;
    }
  if (!possible)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "order: not in this state");

  return possible;
}

/**
 * sublet_rental_engine_order_async:
 * @self: an engine
 * @rental: one of its rentals, ours or not
 * @order: what is to be done
 * @cancellable: (nullable): for the callback only; what was ordered is done
 * @callback: called when the service accepted it; a destroy, when it is journalled
 * @user_data: for @callback
 */
void
sublet_rental_engine_order_async (SubletRentalEngine *self,
                                  SubletRental *rental,
                                  SubletOrder order,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SubletRentalTrack *track;
  Ordering *ordering;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_order_async);
  track = sublet_engine_find_rental (self, rental);
  if (track == NULL)
    g_set_error (&error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  if (track == NULL || !can_order (self, rental, order, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (order == SUBLET_ORDER_DESTROY)
    {
      sublet_engine_order_destroy (self, track, g_steal_pointer (&task));
      return;
    }

  ordering = g_new0 (Ordering, 1);
  ordering->track = sublet_rental_track_ref (track);
  ordering->order = order;
  g_task_set_task_data (task, ordering, (GDestroyNotify) ordering_free);
  if (track->order != NULL)
    sublet_engine_close_order (self, track, "overtaken");
  track->order = sublet_engine_make_order (self, track, order);
  track->order_in_doubt = false;
  if (order != SUBLET_ORDER_REBOOT && order != SUBLET_ORDER_RECYCLE)
    track->stop_ordered = order == SUBLET_ORDER_STOP;
  sublet_rental_set_busy (rental, TRUE);
  sublet_rental_set_detail (rental, NULL);

  if (order == SUBLET_ORDER_START)
    sublet_engine_ensure_fresh_async (self,
                                      SUBLET_ENGINE_FRESH_US,
                                      on_fresh_for_start,
                                      g_steal_pointer (&task));
  else
    write_order (self,
                 g_steal_pointer (&task),
                 order == SUBLET_ORDER_STOP      ? SUBLET_RENTAL_INPUT_STOP_ORDERED
                 : order == SUBLET_ORDER_RECYCLE ? SUBLET_RENTAL_INPUT_RECYCLE_ORDERED
                                                 : SUBLET_RENTAL_INPUT_REBOOT_ORDERED);
}

/**
 * sublet_rental_engine_order_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID when the rental's state does not allow it, SUBLET_ERROR_READ_ONLY,
 *   SUBLET_ERROR_AUTH; of all but a destroy, why it is not known whose key it is; of a start also
 * SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_CAP and SUBLET_ERROR_STORE; what the client reports
 *
 * Returns: whether the service accepted it; of a destroy, whether it was ordered
 */
gboolean
sublet_rental_engine_order_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
