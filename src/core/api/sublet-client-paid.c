/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/base/sublet-error.h"

/*
 * What may raise the bill of an instance that is there: deposits, bids and answers to a price
 * increase. As with a create only an answer of the service's own proves something: that it was
 * done, or that it was not. A proxy's page is no such answer, whatever its status.
 */

static bool
is_of_increase (gpointer source_tag)
{
  return source_tag == sublet_client_accept_price_increase_async ||
         source_tag == sublet_client_reject_price_increase_async;
}

static SubletPaidVerdict
judge (const SubletReply *reply, gpointer source_tag)
{
  if (reply->error == NULL)
    return SUBLET_PAID_VERDICT_DONE;
  if (!reply->sent)
    return SUBLET_PAID_VERDICT_NOT_SENT;

  switch (reply->status)
    {
    case 429:
      return SUBLET_PAID_VERDICT_NOT_EXECUTED;

    case 400:
    case 401:
    case 403:
    case 404:
    /* Too little credit. Source: fact sheet 5.6. */
    case 411:
      return reply->answer.parsed ? SUBLET_PAID_VERDICT_REFUSED : SUBLET_PAID_VERDICT_UNCLEAR;

    /* How older services say that no such increase waits. Source: fact sheet 5.10. */
    case 409:
      return reply->answer.parsed && is_of_increase (source_tag) ? SUBLET_PAID_VERDICT_REFUSED
                                                                 : SUBLET_PAID_VERDICT_UNCLEAR;

    default:
      return SUBLET_PAID_VERDICT_UNCLEAR;
    }
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;
  SubletPaidOutcome *outcome;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (!reply->sent && g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  outcome = g_new0 (SubletPaidOutcome, 1);
  outcome->verdict = judge (reply, g_task_get_source_tag (task));
  outcome->status = reply->status;
  outcome->error = g_steal_pointer (&reply->error);
  if (outcome->verdict == SUBLET_PAID_VERDICT_DONE &&
      g_task_get_source_tag (task) == sublet_client_prepay_instance_async)
    outcome->prepayment = *(const SubletPrepayment *) reply->result;
  if (outcome->verdict == SUBLET_PAID_VERDICT_NOT_EXECUTED)
    outcome->retry_after_ms = reply->retry_after_ms;
  if (outcome->verdict == SUBLET_PAID_VERDICT_REFUSED && outcome->status == 409)
    {
      outcome->error->domain = SUBLET_ERROR;
      outcome->error->code = SUBLET_ERROR_NOT_FOUND;
    }
  if (outcome->verdict == SUBLET_PAID_VERDICT_UNCLEAR)
    {
      /* Cancelling did not undo what was sent. */
      outcome->error->domain = SUBLET_ERROR;
      outcome->error->code = SUBLET_ERROR_OUTCOME_UNKNOWN;
    }

  g_task_return_pointer (task, outcome, (GDestroyNotify) sublet_paid_outcome_free);
}

/**
 * sublet_client_send_paid: (skip)
 * @self: a client with a key
 * @call: which step it is
 * @permit: (nullable): leave for this one request, where it may raise the bill; spent just before
 * it is sent
 * @id: of the instance, or of what else the step is about
 * @body: JSON
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * One PUT on a connection of its own, never repeated: every end but cancellation before the first
 * byte is an outcome. Source: fact sheet 9.4.
 */
void
sublet_client_send_paid (SubletClient *self,
                         const SubletPaidCall *call,
                         SubletPermit *permit,
                         gint64 id,
                         const char *body,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const SubletRequest request = { .endpoint = call->endpoint,
                                  .id = id,
                                  .body = body,
                                  .permit = permit,
                                  .decoding = call->decoding };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, call->source_tag);
  g_task_set_check_cancellable (task, FALSE);
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &request,
                               cancellable,
                               on_answered,
                               task);
}

/**
 * sublet_paid_outcome_free:
 * @outcome: (transfer full): an outcome
 */
void
sublet_paid_outcome_free (SubletPaidOutcome *outcome)
{
  g_clear_error (&outcome->error);
  g_free (outcome);
}
