/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-traffic.h"

struct _SubletSshTraffic
{
  int reference_count; /* atomic */

  /* the main thread's */
  SubletSshTrafficFunc on_moved; /* (nullable) */
  gpointer user_data;            /* (borrowed) */

  GMutex mutex;
  guint64 received; /* (mutex mutex) */
  guint64 sent;     /* (mutex mutex) */
  bool told;        /* (mutex mutex) since it was read */
};

SubletSshTraffic *
sublet_ssh_traffic_new (SubletSshTrafficFunc on_moved, gpointer user_data)
{
  SubletSshTraffic *self = g_new0 (SubletSshTraffic, 1);

  self->reference_count = 1;
  self->on_moved = on_moved;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);

  return self;
}

SubletSshTraffic *
sublet_ssh_traffic_ref (SubletSshTraffic *self)
{
  g_atomic_int_inc (&self->reference_count);
  return self;
}

void
sublet_ssh_traffic_unref (SubletSshTraffic *self)
{
  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * sublet_ssh_traffic_leave:
 * @self: a count
 *
 * Nobody is told any more; connections that are still on their way to their end keep it.
 */
void
sublet_ssh_traffic_leave (SubletSshTraffic *self)
{
  self->on_moved = NULL;
}

void
sublet_ssh_traffic_tell (SubletSshTraffic *self)
{
  if (self->on_moved != NULL)
    self->on_moved (self->user_data);
}

/**
 * sublet_ssh_traffic_read:
 * @self: a count
 * @received: (out): bytes from there
 * @sent: (out): bytes to there
 */
void
sublet_ssh_traffic_read (SubletSshTraffic *self, guint64 *received, guint64 *sent)
{
  g_mutex_lock (&self->mutex);
  *received = self->received;
  *sent = self->sent;
  self->told = false;
  g_mutex_unlock (&self->mutex);
}

/**
 * sublet_ssh_traffic_add:
 * @self: a count
 * @received: bytes more from there
 * @sent: bytes more to there
 *
 * Returns: whether the main thread is to be told
 */
bool
sublet_ssh_traffic_add (SubletSshTraffic *self, gsize received, gsize sent)
{
  bool tell;

  g_mutex_lock (&self->mutex);
  self->received += received;
  self->sent += sent;
  tell = !self->told;
  self->told = true;
  g_mutex_unlock (&self->mutex);

  return tell;
}
