/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include <unistd.h>

#define MAX_WAIT_MS (60 * 60 * 1000)

static void
add_poll (SubletSshWorker *self, const struct pollfd *poll)
{
  g_array_append_vals (self->polls, poll, 1);
}

/* The sockets of the routes that are tried, or the one that was taken. */
static gint64
add_links (SubletSshWorker *self, gint64 deadline_us)
{
  guint i;

  for (i = 0; i < self->links->len; i++)
    {
      SubletSshLink *link = g_ptr_array_index (self->links, i);
      struct pollfd poll;
      gint64 link_deadline_us;

      if (link->error != NULL || link->phase == SUBLET_SSH_PHASE_NEW)
        continue;
      if (sublet_ssh_link_get_poll (link, &poll, &link_deadline_us) &&
          !(g_queue_is_empty (&self->channels) && sublet_ssh_link_is_full (link)))
        add_poll (self, &poll);
      if (self->link == NULL)
        deadline_us = MIN (deadline_us, link_deadline_us);
    }

  return deadline_us;
}

static gint64
add_channels (SubletSshWorker *self, gint64 deadline_us)
{
  GList *l;

  deadline_us = MIN (deadline_us, self->keepalive_us);
  for (l = self->channels.head; l != NULL; l = l->next)
    {
      SubletSshChannel *channel = l->data;
      struct pollfd poll;
      gint64 channel_deadline_us = G_MAXINT64;

      if (channel->state == SUBLET_SSH_CHANNEL_QUEUED)
        continue;
      if (channel->state <= SUBLET_SSH_CHANNEL_RUNNING)
        deadline_us = MIN (deadline_us, channel->deadline_us);
      if (channel->state == SUBLET_SSH_CHANNEL_RUNNING && channel->klass->get_poll != NULL &&
          channel->klass->get_poll (channel, &poll, &channel_deadline_us))
        add_poll (self, &poll);
      deadline_us = MIN (deadline_us, channel_deadline_us);
    }

  return deadline_us;
}

/**
 * sublet_ssh_worker_wait: (skip)
 * @self: a worker that has nothing to do at once
 */
void
sublet_ssh_worker_wait (SubletSshWorker *self)
{
  struct pollfd wake = { .fd = self->wake_fd, .events = POLLIN };
  gint64 deadline_us = self->deadline_us;
  gint64 left_ms;
  guint64 count;

  g_array_set_size (self->polls, 0);
  add_poll (self, &wake);
  deadline_us = add_links (self, deadline_us);
  if (self->link == NULL && self->n_started < self->links->len)
    deadline_us = MIN (deadline_us, self->next_start_us);
  if (self->phase == SUBLET_SSH_PHASE_READY)
    deadline_us = add_channels (self, deadline_us);

  left_ms = deadline_us == G_MAXINT64 ? -1 : (deadline_us - g_get_monotonic_time ()) / 1000 + 1;
  poll ((struct pollfd *) (gpointer) self->polls->data,
        self->polls->len,
        deadline_us == G_MAXINT64 ? -1 : (int) CLAMP (left_ms, 0, MAX_WAIT_MS));

  /* The orders are taken whether this says that there are any or not. */
  if (g_array_index (self->polls, struct pollfd, 0).revents != 0 &&
      read (self->wake_fd, &count, sizeof count) < 0)
    g_debug ("nobody has woken the worker");
}
