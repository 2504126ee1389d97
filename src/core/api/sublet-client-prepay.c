/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/* Deposits: `-paid` sends them, and says what their answers prove. */

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
  static const SubletPaidCall call = { SUBLET_ENDPOINT_PREPAY_INSTANCE,
                                       &sublet_decode_prepayment,
                                       sublet_client_prepay_instance_async };
  g_autofree char *body = NULL;

  g_return_if_fail (permit != NULL);
  g_return_if_fail (amount_uusd > 0);

  body = sublet_encode_deposit (amount_uusd);
  sublet_client_send_paid (self,
                           &call,
                           permit,
                           instance_id,
                           body,
                           cancellable,
                           callback,
                           user_data);
}

/**
 * sublet_client_prepay_instance_finish:
 * @self: a client
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when not a byte was sent
 *
 * Returns: (transfer full): the outcome, NULL on error
 */
SubletPaidOutcome *
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
