/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-batch-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-authorizer.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-request-private.h"

/*
 * Asking for several, one after the other: the next one's turn comes when the one before is rented,
 * refused or unclear. All of them are checked together before the first.
 */

static void begin_next (SubletRentalBatch *self);

/* (transfer full) */
static SubletRentalBatchItem *
get_item (SubletRentalBatch *self, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (self->items), i);
}

static guint
get_n_items (SubletRentalBatch *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static gint64
get_offer_id (SubletRentalBatchItem *item)
{
  SubletRentalRequest *request = sublet_rental_batch_item_get_request (item);

  return sublet_offer_get_row (sublet_rental_request_get_offer (request))->id;
}

/* Those whose turn did not come. */
static void
end (SubletRentalBatch *self)
{
  g_autoptr (SubletRentalBatch) kept = g_object_ref (self);

  for (; self->next < get_n_items (self); self->next++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, self->next);

      sublet_engine_release (self->engine, get_offer_id (item));
      sublet_rental_batch_item_set_state (item, SUBLET_BATCH_ITEM_NOT_ASKED);
    }
  sublet_rental_batch_sum_up (self);
  sublet_rental_batch_set_running (self, FALSE);
}

static SubletBatchItemState
get_state (SubletRental *rental)
{
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
      return SUBLET_BATCH_ITEM_ASKING;

    case SUBLET_RENTAL_STATE_REFUSED:
      return SUBLET_BATCH_ITEM_REFUSED;

    /* UNKNOWN: its account's key is gone while it was asked for. */
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_UNCLEAR:
      return SUBLET_BATCH_ITEM_UNCLEAR;

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return SUBLET_BATCH_ITEM_RENTED;
    }
}

static void
go_on (SubletRentalBatch *self, SubletBatchItemState last)
{
  bool failed = last == SUBLET_BATCH_ITEM_REFUSED || last == SUBLET_BATCH_ITEM_UNCLEAR;

  if (self->stopped || self->next >= get_n_items (self) || (failed && self->stop_on_failure) ||
      self->generation != self->engine->generation)
    end (self);
  else
    begin_next (self);
}

static void
on_state (SubletRental *rental, GParamSpec *pspec, SubletRentalBatch *self)
{
  guint i;

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletBatchItemState before = sublet_rental_batch_item_get_state (item);
      SubletBatchItemState after = get_state (rental);

      if (sublet_rental_batch_item_get_rental (item) != rental || before == after)
        continue;
      sublet_rental_batch_item_set_state (item, after);
      sublet_rental_batch_sum_up (self);
      /* Once for each, whatever it does later. */
      if (before == SUBLET_BATCH_ITEM_ASKING && self->running && i == self->n_answered)
        {
          self->n_answered++;
          go_on (self, after);
        }
      return;
    }
}

static void
on_rented (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentalBatch) self = user_data;
  g_autoptr (SubletRentalBatchItem) item = get_item (self, self->next);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRental)
    rental = sublet_rental_engine_rent_finish (SUBLET_RENTAL_ENGINE (source), result, &error);

  self->next++;
  sublet_engine_release (self->engine, get_offer_id (item));
  if (rental == NULL)
    {
      sublet_rental_batch_item_set_error (item, error);
      sublet_rental_batch_item_set_state (item, SUBLET_BATCH_ITEM_REFUSED);
      sublet_rental_batch_sum_up (self);
      self->n_answered = self->next;
      go_on (self, SUBLET_BATCH_ITEM_REFUSED);
      return;
    }

  sublet_rental_batch_item_set_rental (item, rental);
  g_signal_connect_object (rental, "notify::state", G_CALLBACK (on_state), self, 0);
  on_state (rental, NULL, self);
}

static void
begin_next (SubletRentalBatch *self)
{
  g_autoptr (SubletRentalBatchItem) item = get_item (self, self->next);

  sublet_rental_batch_item_set_state (item, SUBLET_BATCH_ITEM_ASKING);
  sublet_rental_batch_sum_up (self);
  sublet_rental_engine_rent_async (self->engine,
                                   sublet_rental_batch_item_get_request (item),
                                   NULL,
                                   on_rented,
                                   g_object_ref (self));
}

/* ---- all of them together ---- */

/**
 * sublet_rental_batch_get_total_rate_nusd:
 * @self: several rentals
 *
 * Returns: what an hour of all of them costs while they run, as quoted; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_batch_get_total_rate_nusd (SubletRentalBatch *self)
{
  gint64 total_nusd = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), SUBLET_MONEY_UNKNOWN);

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletQuote quote;

      sublet_rental_request_get_quote (sublet_rental_batch_item_get_request (item), &quote);
      total_nusd = sublet_money_add (total_nusd, quote.running_rate_nusd);
    }

  return total_nusd;
}

/**
 * sublet_rental_batch_get_total_job_uusd:
 * @self: several rentals
 *
 * Returns: what the job costs on all of them, as quoted; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_rental_batch_get_total_job_uusd (SubletRentalBatch *self)
{
  gint64 total_uusd = 0;
  guint i;

  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH (self), SUBLET_MONEY_UNKNOWN);

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletQuote quote;

      sublet_rental_request_get_quote (sublet_rental_batch_item_get_request (item), &quote);
      total_uusd = sublet_money_add (total_uusd, quote.job_uusd);
    }

  return total_uusd;
}

/* Volumes that are made along bill too. */
static gint64
get_committed_nusd (SubletRentalBatch *self)
{
  gint64 sum_nusd = 0;
  guint i;

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletRentalRequest *request = sublet_rental_batch_item_get_request (item);

      sum_nusd = sublet_money_add (sum_nusd, sublet_rental_request_get_committed_nusd (request));
    }

  return sum_nusd;
}

static bool
check_all (SubletRentalBatch *self, GError **error)
{
  SubletAccount *account = self->engine->account;

  if (!sublet_authorizer_check (self->engine, NULL, get_committed_nusd (self), error))
    return false;
  if (account != NULL && sublet_account_get_data (account)->credit_uusd != SUBLET_MONEY_UNKNOWN &&
      sublet_account_get_data (account)->credit_uusd <= 0)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT, "no credit is left");
      return false;
    }

  return true;
}

static bool
validate_all (SubletRentalBatch *self, GError **error)
{
  guint i;
  guint j;

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);

      if (!sublet_rental_request_validate (sublet_rental_batch_item_get_request (item), error))
        return false;
      for (j = 0; j < i; j++)
        {
          g_autoptr (SubletRentalBatchItem) other = get_item (self, j);

          if (get_offer_id (item) == get_offer_id (other))
            {
              g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "offer: asked for twice");
              return false;
            }
        }
    }

  return true;
}

static void
on_fresh (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalBatch *self = g_task_get_source_object (task);
  GError *error = NULL;
  guint i;

  if (!sublet_engine_ensure_fresh_finish (self->engine, result, &error) ||
      !check_all (self, &error))
    {
      self->started = FALSE;
      g_task_return_error (task, error);
      return;
    }

  self->generation = self->engine->generation;
  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);

      sublet_engine_reserve (self->engine, get_offer_id (item));
    }
  sublet_rental_batch_set_running (self, TRUE);
  begin_next (self);
  g_task_return_boolean (task, TRUE);
}

/* The first that needs it has it looked for. */
static void
look_for_ssh_key (SubletRentalBatch *self)
{
  guint i;

  for (i = 0; i < get_n_items (self); i++)
    {
      g_autoptr (SubletRentalBatchItem) item = get_item (self, i);
      SubletRentalRequest *request = sublet_rental_batch_item_get_request (item);

      sublet_engine_look_for_ssh_key (self->engine, sublet_rental_request_get_launch (request));
    }
}

/**
 * sublet_rental_batch_start_async:
 * @self: several rentals that were not begun yet
 * @cancellable: (nullable): for the callback only
 * @callback: called when the first is begun, or nothing was
 * @user_data: for @callback
 */
void
sublet_rental_batch_start_async (SubletRentalBatch *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_BATCH (self));
  g_return_if_fail (!self->started);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_batch_start_async);
  if (!sublet_engine_check_writable (self->engine, &error) || !validate_all (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->started = TRUE;
  look_for_ssh_key (self);
  sublet_engine_ensure_fresh_async (self->engine,
                                    SUBLET_ENGINE_FRESH_US,
                                    on_fresh,
                                    g_steal_pointer (&task));
}

/**
 * sublet_rental_batch_start_finish:
 * @self: several rentals
 * @result: what the callback got
 * @error: as sublet_rental_engine_rent_finish(), and SUBLET_ERROR_NO_CREDIT: nothing was written
 *   or sent, and it may be started again
 *
 * Returns: whether it was begun
 */
gboolean
sublet_rental_batch_start_finish (SubletRentalBatch *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_rental_batch_stop:
 * @self: several rentals
 *
 * The one that is being asked for goes on; no other is begun.
 */
void
sublet_rental_batch_stop (SubletRentalBatch *self)
{
  g_return_if_fail (SUBLET_IS_RENTAL_BATCH (self));

  self->stopped = TRUE;
}
