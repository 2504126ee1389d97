/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"

/* "with exactly" this. Source: fact sheet 5.10. */
static char *
make_body (gint64 increase_id)
{
  return g_strdup_printf ("{\"pending_price_increase_id\":%" G_GINT64_FORMAT "}", increase_id);
}

/**
 * sublet_client_accept_price_increase_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @increase_id: the number of a price increase that waits for an answer
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * One PUT on a connection of its own, never repeated. Source: fact sheet 5.10 and 9.4.
 */
void
sublet_client_accept_price_increase_async (SubletClient *self,
                                           SubletPermit *permit,
                                           gint64 increase_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  static const SubletPaidCall call = { SUBLET_ENDPOINT_ACCEPT_PRICE_INCREASE,
                                       &sublet_decode_success,
                                       sublet_client_accept_price_increase_async };
  g_autofree char *body = make_body (increase_id);

  g_return_if_fail (permit != NULL);

  sublet_client_send_paid (self,
                           &call,
                           permit,
                           increase_id,
                           body,
                           cancellable,
                           callback,
                           user_data);
}

/**
 * sublet_client_reject_price_increase_async:
 * @self: a client with a key
 * @increase_id: the number of a price increase that waits for an answer
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * The same without a permit, for nothing becomes dearer by it.
 */
void
sublet_client_reject_price_increase_async (SubletClient *self,
                                           gint64 increase_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  static const SubletPaidCall call = { SUBLET_ENDPOINT_REJECT_PRICE_INCREASE,
                                       &sublet_decode_success,
                                       sublet_client_reject_price_increase_async };
  g_autofree char *body = make_body (increase_id);

  sublet_client_send_paid (self, &call, NULL, increase_id, body, cancellable, callback, user_data);
}

/**
 * sublet_client_answer_price_increase_finish:
 * @self: a client
 * @result: what the callback of either got
 * @error: G_IO_ERROR_CANCELLED only, when not a byte was sent
 *
 * Returns: (transfer full): the outcome, NULL on error
 */
SubletPaidOutcome *
sublet_client_answer_price_increase_finish (SubletClient *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
