/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

/* Two tries to free what an unfinished call holds are enough; this one ends a loop for certain. */
#define MAX_TRIES 16

/* Commands at a time: OpenSSH allows ten channels unless it is told otherwise (sshd_config(5),
 * MaxSessions), and shells want some of them. */
#define MAX_COMMANDS 4

static void
keep_alive (SubletSshWorker *self, gint64 now_us)
{
  int next_s;

  if (now_us < self->keepalive_us)
    return;
  self->keepalive_us = now_us + self->times.keepalive_ms * G_TIME_SPAN_MILLISECOND;
  if (!sublet_ssh_link_has_unsent (self->link))
    libssh2_keepalive_send (self->link->session, &next_s);
}

static void
lose (SubletSshWorker *self, const char *doing)
{
  sublet_ssh_worker_fail_on_route (self, sublet_ssh_link_make_error (self->link, doing));
}

static bool
may_begin (SubletSshChannel *channel, guint n_commands)
{
  return channel->state == SUBLET_SSH_CHANNEL_QUEUED &&
         (n_commands < MAX_COMMANDS || !sublet_ssh_channel_is_exec (channel));
}

/* One at a time is on its way; the next one is the first in the queue that may run, and does not
 * have to let others go first: a page that opens a dozen connections does not keep a shell waiting.
 */
static void
begin_next (SubletSshWorker *self, gint64 now_us)
{
  SubletSshChannel *next = NULL;
  guint n_commands = 0;
  GList *l;

  for (l = self->channels.head; l != NULL; l = l->next)
    {
      SubletSshChannel *channel = l->data;

      if (sublet_ssh_channel_is_starting (channel))
        return;
      if (channel->state == SUBLET_SSH_CHANNEL_RUNNING && sublet_ssh_channel_is_exec (channel))
        n_commands++;
    }
  for (l = self->channels.head; l != NULL && (next == NULL || next->klass->yields); l = l->next)
    {
      SubletSshChannel *channel = l->data;

      if (may_begin (channel, n_commands) && (next == NULL || !channel->klass->yields))
        next = channel;
    }
  if (next != NULL)
    sublet_ssh_channel_begin (next, now_us);
}

/* Keepalives are answered and the end is seen, whether or not anybody wants what comes. */
static void
take_in (SubletSshWorker *self)
{
  SubletSshStep step = SUBLET_SSH_STEP_BLOCKED;
  bool asked = false;
  GList *l;

  for (l = self->channels.head; l != NULL && !asked; l = l->next)
    asked = sublet_ssh_channel_is_starting (l->data) || sublet_ssh_channel_take_in (l->data, &step);

  if (step == SUBLET_SSH_STEP_BROKEN || (!asked && !sublet_ssh_link_is_congested (self->link) &&
                                         !sublet_ssh_link_read_ahead (self->link)))
    lose (self, "waiting");
}

static void
time_out (SubletSshWorker *self, SubletSshChannel *channel)
{
  if (!channel->reported)
    sublet_ssh_channel_give_up (channel,
                                g_error_new (SUBLET_ERROR,
                                             SUBLET_ERROR_TIMED_OUT,
                                             "%s: no end in time",
                                             channel->klass->doing));
  else if (sublet_ssh_channel_is_starting (channel))
    sublet_ssh_worker_fail_on_route (self,
                                     g_error_new (SUBLET_ERROR,
                                                  SUBLET_ERROR_TIMED_OUT,
                                                  "the server does not answer"));
}

/* Whether there is more to do at once. */
static bool
step_channel (SubletSshWorker *self, GList *at, gint64 now_us)
{
  SubletSshChannel *channel = at->data;
  SubletSshStep step;

  if (channel->state == SUBLET_SSH_CHANNEL_QUEUED)
    return false;
  step = sublet_ssh_channel_step (channel, self->link);
  if (step == SUBLET_SSH_STEP_BROKEN)
    {
      lose (self, channel->klass->doing);
      return false;
    }
  if (step == SUBLET_SSH_STEP_OVER)
    {
      g_queue_delete_link (&self->channels, at);
      sublet_ssh_channel_unref (channel);
      return true;
    }

  if (channel->state <= SUBLET_SSH_CHANNEL_RUNNING && now_us >= channel->deadline_us)
    {
      time_out (self, channel);
      return true;
    }

  return step == SUBLET_SSH_STEP_BUSY;
}

/**
 * sublet_ssh_worker_step_channels: (skip)
 * @self: a worker that is ready
 * @now_us: monotonic time
 *
 * A turn for each channel. A call for one channel takes in what came for the others as well, so it
 * goes on until nothing has come during a whole round.
 *
 * Returns: whether there is more to do at once
 */
bool
sublet_ssh_worker_step_channels (SubletSshWorker *self, gint64 now_us)
{
  guint64 n_received = self->link->n_received;
  bool busy = false;
  GList *l;
  GList *next;

  begin_next (self, now_us);
  take_in (self);
  for (l = self->channels.head; l != NULL && !self->finished; l = next)
    {
      next = l->next;
      busy |= step_channel (self, l, now_us);
    }
  if (!self->finished)
    keep_alive (self, now_us);

  return busy || self->link->n_received != n_received;
}

/**
 * sublet_ssh_worker_cancel_channel: (skip)
 * @self: a worker
 * @channel: a channel that may be over
 */
void
sublet_ssh_worker_cancel_channel (SubletSshWorker *self, SubletSshChannel *channel)
{
  if (!g_queue_find (&self->channels, channel))
    return;

  sublet_ssh_channel_give_up (channel, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  if (channel->state == SUBLET_SSH_CHANNEL_QUEUED)
    {
      g_queue_remove (&self->channels, channel);
      sublet_ssh_channel_unref (channel);
    }
}

/**
 * sublet_ssh_worker_end_channels: (skip)
 * @self: a worker whose link, if it has one, is severed
 */
void
sublet_ssh_worker_end_channels (SubletSshWorker *self)
{
  GList *l;

  for (l = self->channels.head; l != NULL; l = l->next)
    sublet_ssh_channel_give_up (l->data,
                                self->failure != NULL ? g_error_copy (self->failure->error)
                                                      : g_error_new (G_IO_ERROR,
                                                                     G_IO_ERROR_CANCELLED,
                                                                     "the session was closed"));
}

/* Until its call has failed, with what that held. */
static void
let_fail (SubletSshWorker *self, SubletSshChannel *channel)
{
  SubletSshStep step = SUBLET_SSH_STEP_BUSY;
  int tries;

  for (tries = 0; step != SUBLET_SSH_STEP_OVER && step != SUBLET_SSH_STEP_BROKEN; tries++)
    {
      if (channel->state == SUBLET_SSH_CHANNEL_QUEUED || tries == MAX_TRIES)
        break;
      step = sublet_ssh_channel_step (channel, self->link);
    }
}

/**
 * sublet_ssh_worker_free_channels: (skip)
 * @self: a worker whose link, if it has one, is cut
 */
void
sublet_ssh_worker_free_channels (SubletSshWorker *self)
{
  SubletSshChannel *channel;

  while ((channel = g_queue_pop_head (&self->channels)) != NULL)
    {
      let_fail (self, channel);
      sublet_ssh_channel_unref (channel);
    }
}
