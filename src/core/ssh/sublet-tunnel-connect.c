/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-tunnel-private.h"

#include "core/base/sublet-error.h"

#include <unistd.h>

/* How long the first session has to do before another one is tried again. */
#define BESIDE_PAUSE_US (30 * G_TIME_SPAN_SECOND)

/* A browser opens a dozen; beyond that, who comes waits until one ends. */
#define MAX_CONNECTIONS 64

void
sublet_tunnel_update_accepting (SubletTunnel *self)
{
  if (self->listener != NULL)
    sublet_tunnel_listener_set_accepting (self->listener,
                                          self->n_connections < MAX_CONNECTIONS &&
                                            self->held->len == 0);
}

static void
on_connection_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTunnel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean by_itself =
    sublet_ssh_session_forward_finish (SUBLET_SSH_SESSION (source), result, &error);

  self->n_connections--;
  if (by_itself)
    sublet_tunnel_set_refusal (self, -1);
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND) ||
           g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    sublet_tunnel_set_refusal (self, error->code);
  else
    g_debug ("a connection to port %u has ended: %s", self->remote_port, error->message);
  sublet_tunnel_read_count (self);
  sublet_tunnel_update_accepting (self);
}

static void
forward (SubletTunnel *self, SubletSshSession *session, int fd)
{
  sublet_ssh_session_forward_async (session,
                                    fd,
                                    self->remote_port,
                                    self->traffic,
                                    self->going,
                                    on_connection_ended,
                                    g_object_ref (self));
}

/* ---- the session of the tunnel's own ---- */

static void
let_in (SubletTunnel *self, SubletSshSession *session)
{
  guint i;

  for (i = 0; i < self->held->len; i++)
    forward (self, session, g_array_index (self->held, int, i));
  g_array_set_size (self->held, 0);
  sublet_tunnel_update_accepting (self);
}

static void
on_beside (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletTunnel) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean connected =
    sublet_ssh_session_connect_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (self->beside != SUBLET_SSH_SESSION (source))
    return;

  if (!connected)
    {
      g_info ("Port %u has no session of its own: %s", self->remote_port, error->message);
      g_clear_object (&self->beside);
      self->beside_after_us = g_get_monotonic_time () + BESIDE_PAUSE_US;
    }
  let_in (self, connected ? self->beside : self->session);
}

static void
start_beside (SubletTunnel *self)
{
  self->beside = sublet_ssh_session_new_beside (self->session);
  sublet_ssh_session_connect_async (self->beside, self->going, on_beside, g_object_ref (self));
}

/**
 * sublet_tunnel_connect: (skip)
 * @self: a tunnel with a session
 * @fd: (transfer full): a connected socket that does not wait
 *
 * A program that takes no more connections has the server try for minutes, and its session opens
 * nothing else meanwhile. So each tunnel has a session of its own, from the first connection on,
 * and who comes before it stands waits. Where the server has no other, the first one has to do, for
 * a while.
 */
void
sublet_tunnel_connect (SubletTunnel *self, int fd)
{
  self->n_connections++;
  /* Lost since; while somebody waits for it, its answer is still to come. */
  if (self->beside != NULL && self->held->len == 0 &&
      sublet_ssh_session_get_phase (self->beside) == SUBLET_SSH_PHASE_CLOSED)
    g_clear_object (&self->beside);
  if (self->beside == NULL && g_get_monotonic_time () >= self->beside_after_us &&
      sublet_ssh_session_get_phase (self->session) == SUBLET_SSH_PHASE_READY)
    start_beside (self);

  if (self->beside == NULL)
    forward (self, self->session, fd);
  else if (sublet_ssh_session_get_phase (self->beside) == SUBLET_SSH_PHASE_READY)
    forward (self, self->beside, fd);
  else
    g_array_append_val (self->held, fd);
  sublet_tunnel_update_accepting (self);
}

/**
 * sublet_tunnel_end_connections: (skip)
 * @self: a tunnel
 *
 * Also those that wait, and the session that only they have.
 */
void
sublet_tunnel_end_connections (SubletTunnel *self)
{
  guint i;

  g_cancellable_cancel (self->going);
  g_object_unref (self->going);
  self->going = g_cancellable_new ();

  for (i = 0; i < self->held->len; i++)
    close (g_array_index (self->held, int, i));
  self->n_connections -= self->held->len;
  g_array_set_size (self->held, 0);
  if (self->beside != NULL)
    sublet_ssh_session_close_async (self->beside, NULL, NULL);
  g_clear_object (&self->beside);
  self->beside_after_us = 0;
}
