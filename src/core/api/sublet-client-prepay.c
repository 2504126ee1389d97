/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"
#include "core/base/sublet-error.h"

/*
 * Deposits. As with a create only an answer of the service's own proves something: that it was
 * paid, or that it was not. A proxy's page is no such answer, whatever its status.
 */
static SubletPrepayVerdict
judge (const SubletReply *reply)
{
  if (reply->error == NULL)
    return SUBLET_PREPAY_VERDICT_PAID;
  if (!reply->sent)
    return SUBLET_PREPAY_VERDICT_NOT_SENT;

  switch (reply->status)
    {
    case 429:
      return SUBLET_PREPAY_VERDICT_NOT_EXECUTED;

    case 400:
    case 401:
    case 403:
    case 404:
    /* Too little credit. Source: fact sheet 5.6. */
    case 411:
      return reply->answer.parsed ? SUBLET_PREPAY_VERDICT_REFUSED : SUBLET_PREPAY_VERDICT_UNCLEAR;

    default:
      return SUBLET_PREPAY_VERDICT_UNCLEAR;
    }
}

static void
on_prepaid (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;
  SubletPrepayOutcome *outcome;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (!reply->sent && g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  outcome = g_new0 (SubletPrepayOutcome, 1);
  outcome->verdict = judge (reply);
  outcome->status = reply->status;
  outcome->error = g_steal_pointer (&reply->error);
  if (outcome->verdict == SUBLET_PREPAY_VERDICT_PAID)
    outcome->prepayment = *(const SubletPrepayment *) reply->result;
  if (outcome->verdict == SUBLET_PREPAY_VERDICT_NOT_EXECUTED)
    outcome->retry_after_ms = reply->retry_after_ms;
  if (outcome->verdict == SUBLET_PREPAY_VERDICT_UNCLEAR)
    {
      /* Cancelling did not undo what was sent. */
      outcome->error->domain = SUBLET_ERROR;
      outcome->error->code = SUBLET_ERROR_OUTCOME_UNKNOWN;
    }

  g_task_return_pointer (task, outcome, (GDestroyNotify) sublet_prepay_outcome_free);
}

/**
 * sublet_prepay_outcome_free:
 * @outcome: (transfer full): an outcome
 */
void
sublet_prepay_outcome_free (SubletPrepayOutcome *outcome)
{
  g_clear_error (&outcome->error);
  g_free (outcome);
}

/**
 * sublet_client_prepay_instance_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @instance_id: the instance
 * @amount_uusd: more than 0; goes from the account's credit to the instance
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * One PUT on a connection of its own, never repeated. Source: fact sheet 5.6 and 9.4.
 */
void
sublet_client_prepay_instance_async (SubletClient *self,
                                     SubletPermit *permit,
                                     gint64 instance_id,
                                     gint64 amount_uusd,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autofree char *body = NULL;
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_PREPAY_INSTANCE,
                            .id = instance_id,
                            .permit = permit,
                            .decoding = &sublet_decode_prepayment };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (permit != NULL);
  g_return_if_fail (instance_id > 0);
  g_return_if_fail (amount_uusd > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_prepay_instance_async);
  g_task_set_check_cancellable (task, FALSE);
  body = sublet_encode_deposit (amount_uusd);
  request.body = body;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_prepaid,
                               task);
}

/**
 * sublet_client_prepay_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when not a byte was sent
 *
 * Returns: (transfer full): the outcome, NULL on error
 */
SubletPrepayOutcome *
sublet_client_prepay_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_client_get_balance_async:
 * @self: a client with a key
 * @instance_id: the instance
 * @cancellable: (nullable): gives up
 * @callback: called with the balance
 * @user_data: for @callback
 *
 * Source: fact sheet 5.6.
 */
void
sublet_client_get_balance_async (SubletClient *self,
                                 gint64 instance_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  SubletRequest request = { .endpoint = SUBLET_ENDPOINT_GET_BALANCE,
                            .id = instance_id,
                            .decoding = &sublet_decode_balance };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (instance_id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_get_balance_async);
  sublet_client_send_read (self, &request, task);
}

/**
 * sublet_client_get_balance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_FOUND when the service does not know the instance, and others
 *
 * Returns: (transfer full): what its deposit is worth, for g_free(); NULL on error
 */
SubletPrepaidBalance *
sublet_client_get_balance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
