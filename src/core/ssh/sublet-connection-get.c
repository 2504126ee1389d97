/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

/**
 * sublet_connection_get_instance_id:
 * @self: a connection
 *
 * Returns: the contract
 */
gint64
sublet_connection_get_instance_id (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), 0);

  return self->instance_id;
}

/**
 * sublet_connection_get_key_choice:
 * @self: a connection
 *
 * Returns: (transfer none): which key signs in when it starts
 */
SubletKeyChoice *
sublet_connection_get_key_choice (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return sublet_identity_store_get_choice (self->identities);
}

/**
 * sublet_connection_get_state:
 * @self: a connection
 *
 * Returns: how it stands
 */
SubletConnectionState
sublet_connection_get_state (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), SUBLET_CONNECTION_STATE_IDLE);

  return self->state;
}

/**
 * sublet_connection_get_broken_link:
 * @self: a connection
 *
 * Returns: where the latest try ended; SUBLET_CONNECTION_N_LINKS: nowhere
 */
SubletConnectionLink
sublet_connection_get_broken_link (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), SUBLET_CONNECTION_N_LINKS);

  return self->broken_link;
}

/**
 * sublet_connection_get_error:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): why the latest try ended there, or why a connection that
 *   was READY is LOST
 */
const GError *
sublet_connection_get_error (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->error;
}

/**
 * sublet_connection_get_expected_key:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): of a changed host key, the one that was pinned
 */
SubletSshHostKey *
sublet_connection_get_expected_key (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->expected_key;
}

/**
 * sublet_connection_get_presented_key:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): of a changed host key, the one that came
 */
SubletSshHostKey *
sublet_connection_get_presented_key (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->presented_key;
}

/**
 * sublet_connection_get_route:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the route in use, or the one that came furthest in the
 *   latest try
 */
SubletSshRoute *
sublet_connection_get_route (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->route;
}

/**
 * sublet_connection_get_fell_back:
 * @self: a connection
 *
 * Returns: whether it goes through the proxy although the instance has a direct port
 */
gboolean
sublet_connection_get_fell_back (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);

  return self->fell_back;
}

/**
 * sublet_connection_get_latency_us:
 * @self: a connection
 *
 * Returns: of the command that answered, there and back, in microseconds; 0: none did
 */
gint64
sublet_connection_get_latency_us (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), 0);

  return self->latency_us;
}

/**
 * sublet_connection_get_started_us:
 * @self: a connection
 *
 * Returns: when it was started; the client's clock, monotonic microseconds
 */
gint64
sublet_connection_get_started_us (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), 0);

  return self->started_us;
}

/**
 * sublet_connection_get_deadline_us:
 * @self: a connection
 *
 * Returns: after which no further try begins; the client's clock, monotonic microseconds
 */
gint64
sublet_connection_get_deadline_us (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), 0);

  return self->deadline_us;
}

/**
 * sublet_connection_get_next_try_us:
 * @self: a connection
 *
 * Returns: when the next try begins; the client's clock, monotonic microseconds; 0: none waits
 */
gint64
sublet_connection_get_next_try_us (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), 0);

  return self->next_try_us;
}

/**
 * sublet_connection_get_report:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the latest runtime checks, maybe of an earlier day
 */
SubletRuntimeReport *
sublet_connection_get_report (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->report;
}

/**
 * sublet_connection_get_checking_runtime:
 * @self: a connection
 *
 * Returns: whether the runtime checks run
 */
gboolean
sublet_connection_get_checking_runtime (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);

  return self->checking_runtime;
}

/**
 * sublet_connection_get_runtime_error:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): why the latest runtime checks could not run
 */
const GError *
sublet_connection_get_runtime_error (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->runtime_error;
}

/**
 * sublet_connection_get_link:
 * @self: a connection
 * @link: one of the chain
 *
 * Returns: (transfer none): how it stands, valid until "changed"
 */
const SubletLinkResult *
sublet_connection_get_link (SubletConnection *self, SubletConnectionLink link)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (link < SUBLET_CONNECTION_N_LINKS, NULL);

  return &self->links[link];
}

/**
 * sublet_connection_set_times:
 * @self: a connection that does not go
 * @times: copied
 */
void
sublet_connection_set_times (SubletConnection *self, const SubletConnectionTimes *times)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (self->run == NULL);

  self->times = *times;
}

/**
 * sublet_connection_get_times:
 * @self: a connection
 * @times: (out caller-allocates): how long it goes on trying
 */
void
sublet_connection_get_times (SubletConnection *self, SubletConnectionTimes *times)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  *times = self->times;
}

/**
 * sublet_connection_get_tunnels:
 * @self: a connection in any state
 *
 * Returns: (transfer none): the tunnels through it
 */
SubletTunnelList *
sublet_connection_get_tunnels (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->tunnels;
}

/**
 * sublet_connection_get_runtime_progress:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): how far its runtime checks have come while they run, or had
 *   come when somebody ended them
 */
const SubletRuntimeProgress *
sublet_connection_get_runtime_progress (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->progress;
}

/**
 * sublet_connection_get_runtime_so_far:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): along with the progress, what was found until now
 */
SubletRuntimeReport *
sublet_connection_get_runtime_so_far (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->so_far;
}
