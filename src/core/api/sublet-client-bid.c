/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-client-private.h"

#include "core/api/sublet-decode-private.h"
#include "core/api/sublet-encode-private.h"

/**
 * sublet_client_change_bid_async:
 * @self: a client with a key
 * @permit: leave for this one request; spent just before it is sent
 * @instance_id: the instance, an interruptible one
 * @bid_nusd: what is bid for its GPUs an hour from now on, %SUBLET_BID_MIN_NUSD to
 *   %SUBLET_BID_MAX_NUSD
 * @cancellable: (nullable): gives up; undoes nothing that was sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * One PUT on a connection of its own, never repeated. Source: fact sheet 5.5 and 9.4.
 */
void
sublet_client_change_bid_async (SubletClient *self,
                                SubletPermit *permit,
                                gint64 instance_id,
                                gint64 bid_nusd,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const SubletPaidCall call = { SUBLET_ENDPOINT_CHANGE_BID,
                                       &sublet_decode_success,
                                       sublet_client_change_bid_async };
  g_autofree char *body = NULL;

  g_return_if_fail (permit != NULL);
  g_return_if_fail (bid_nusd >= SUBLET_BID_MIN_NUSD && bid_nusd <= SUBLET_BID_MAX_NUSD);

  body = sublet_encode_bid (bid_nusd);
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
 * sublet_client_change_bid_finish:
 * @self: a client
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED only, when not a byte was sent
 *
 * Returns: (transfer full): the outcome, NULL on error
 */
SubletPaidOutcome *
sublet_client_change_bid_finish (SubletClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
