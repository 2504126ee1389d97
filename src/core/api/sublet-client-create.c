/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-encode-private.h"
#include "core/base/sublet-error.h"

/*
 * The design's section "The life of a rental": refused is only what proves that nothing was rented;
 * an id present in any answer is a rental, whatever else it says; the rest is unclear.
 */
static SubletCreateVerdict
judge (const SubletReply *reply)
{
  const SubletApiAnswer *answer = &reply->answer;

  if (answer->new_contract > 0)
    return SUBLET_CREATE_VERDICT_CREATED;
  if (!reply->sent)
    return SUBLET_CREATE_VERDICT_NOT_SENT;
  if (sublet_api_answer_is_offer_gone (answer))
    return SUBLET_CREATE_VERDICT_OFFER_GONE;

  switch (reply->status)
    {
    case 429:
      return SUBLET_CREATE_VERDICT_NOT_EXECUTED;

    case 400:
    case 401:
    case 403:
      return SUBLET_CREATE_VERDICT_REFUSED;

    case 404:
      return sublet_api_answer_is_bad_key (answer) ? SUBLET_CREATE_VERDICT_REFUSED
                                                   : SUBLET_CREATE_VERDICT_UNCLEAR;

    default:
      return SUBLET_CREATE_VERDICT_UNCLEAR;
    }
}

static GError *
make_unclear_error (GError *error)
{
  if (error == NULL)
    return g_error_new_literal (SUBLET_ERROR,
                                SUBLET_ERROR_OUTCOME_UNKNOWN,
                                "create: the answer names no contract");

  /* Cancelling did not undo what was sent. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return g_error_new_literal (SUBLET_ERROR,
                                  SUBLET_ERROR_OUTCOME_UNKNOWN,
                                  "create: given up after the request was sent");
    }

  error->domain = SUBLET_ERROR;
  error->code = SUBLET_ERROR_OUTCOME_UNKNOWN;
  return error;
}

static void
on_create (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SubletReply) reply = NULL;
  SubletCreateOutcome *outcome;

  reply = sublet_transport_send_finish (SUBLET_TRANSPORT (source), result);
  if (!reply->sent && g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&reply->error));
      return;
    }

  outcome = g_new0 (SubletCreateOutcome, 1);
  outcome->verdict = judge (reply);
  outcome->status = reply->status;
  outcome->error = g_steal_pointer (&reply->error);
  if (outcome->verdict == SUBLET_CREATE_VERDICT_CREATED)
    outcome->instance_id = reply->answer.new_contract;
  if (outcome->verdict == SUBLET_CREATE_VERDICT_NOT_EXECUTED)
    outcome->retry_after_ms = reply->retry_after_ms;
  if (outcome->verdict == SUBLET_CREATE_VERDICT_UNCLEAR)
    outcome->error = make_unclear_error (outcome->error);

  g_task_return_pointer (task, outcome, (GDestroyNotify) sublet_create_outcome_free);
}

/**
 * sublet_create_outcome_free:
 * @outcome: (transfer full): an outcome
 */
void
sublet_create_outcome_free (SubletCreateOutcome *outcome)
{
  g_clear_error (&outcome->error);
  g_free (outcome);
}

/**
 * sublet_client_create_instance_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @request: what to rent; copied
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * One PUT on a connection of its own, never repeated. `env` carries the token as SUBLET_RENTAL
 * beside the variables of the launch. Source: fact sheet 3.
 */
void
sublet_client_create_instance_async (SubletClient *self,
                                     SubletPermit *permit,
                                     const SubletCreateRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  char *body;
  SubletRequest sent = { .endpoint = SUBLET_ENDPOINT_CREATE_INSTANCE, .permit = permit };
  GTask *task;

  g_return_if_fail (SUBLET_IS_CLIENT (self));
  g_return_if_fail (permit != NULL);
  g_return_if_fail (request != NULL && request->offer_id > 0 && request->token != NULL);
  g_return_if_fail (SUBLET_IS_LAUNCH (request->launch));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_client_create_instance_async);
  g_task_set_check_cancellable (task, FALSE);
  body = sublet_encode_create (request);
  sent.id = request->offer_id;
  sent.body = body;
  sublet_transport_send_async (sublet_client_get_transport (self),
                               &sent,
                               cancellable,
                               on_create,
                               task);
  sublet_launch_free_secret (body);
}

/**
 * sublet_client_create_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when not a byte was sent
 *
 * Returns: (transfer full): the outcome, NULL on error
 */
SubletCreateOutcome *
sublet_client_create_instance_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
