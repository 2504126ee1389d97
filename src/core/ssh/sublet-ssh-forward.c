/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-buffer-private.h"
#include "core/ssh/sublet-ssh-window-private.h"
#include "core/ssh/sublet-ssh-worker-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Where servers that are for one person listen. Not by name: that might be looked up there. */
#define HOST "127.0.0.1"

/* The server answers when its own connection stands or has failed. To a port whose program takes no
 * more connections the kernel there tries for 127 s (tcp(7), tcp_syn_retries); to take that for a
 * dead server would end everything on the session. */
#define START_MS 150000

/* As OpenSSH gives it. Source: RFC 4254, 5.1, and libssh2, channel.c, for the words. */
#define WORDS_FAILED "connect failed"
#define WORDS_PROHIBITED "administratively prohibited"

/*
 * One connection that somebody made to a port of this computer, joined to one that the server makes
 * to a port of its own. Each side may say that it has said all and go on listening. What ends
 * otherwise than by itself is reset here, so that nobody takes half of an answer for the whole.
 */
typedef struct
{
  SubletSshChannel parent;

  /* construct-only */
  guint16 port;
  SubletSshTraffic *traffic; /* (owned) */

  /* the worker's; the main thread's until it is submitted, and when it was refused */
  int fd;             /* -1: closed */
  int refusal;        /* a SubletError, -1: none */
  bool near_has_said; /* all, and libssh2 has it or will get it from the buffer */
  bool near_end_told; /* to the server */
  bool far_has_said;  /* all, and it was told here */
  gsize received;     /* in this turn */
  gsize sent;
  SubletSshWindow window; /* of what goes to the server */
  SubletSshBuffer output; /* to this computer */
  SubletSshBuffer input;  /* to the server */
} Forward;

static void
close_socket (Forward *self, bool by_itself)
{
  const struct linger at_once = { .l_onoff = 1 };

  if (self->fd < 0)
    return;
  if (!by_itself)
    setsockopt (self->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close (self->fd);
  self->fd = -1;
}

static void
forward_free (SubletSshChannel *channel)
{
  Forward *self = (Forward *) channel;

  close_socket (self, false);
  sublet_ssh_traffic_unref (self->traffic);
  g_free (self);
}

/* ---- the worker's thread ---- */

static LIBSSH2_CHANNEL *
forward_open (SubletSshChannel *channel, SubletSshLink *link)
{
  Forward *self = (Forward *) channel;
  LIBSSH2_CHANNEL *opened =
    libssh2_channel_direct_tcpip_ex (link->session, HOST, self->port, HOST, 0);
  char *words = NULL;

  if (opened == NULL &&
      libssh2_session_last_error (link->session, &words, NULL, 0) == LIBSSH2_ERROR_CHANNEL_FAILURE)
    {
      if (strstr (words, WORDS_FAILED) != NULL)
        self->refusal = SUBLET_ERROR_NOT_FOUND;
      else if (strstr (words, WORDS_PROHIBITED) != NULL)
        self->refusal = SUBLET_ERROR_FORBIDDEN;
    }

  return opened;
}

static SubletSshStep
leave (SubletSshChannel *channel)
{
  sublet_ssh_channel_give_up (channel,
                              g_error_new (G_IO_ERROR,
                                           G_IO_ERROR_CANCELLED,
                                           "the connection was reset here"));

  return SUBLET_SSH_STEP_BUSY;
}

/* Seen here also while nothing is read or written. Once both directions have ended it says nothing
 * any more. */
static bool
is_reset (Forward *self)
{
  struct pollfd poll_fd = { .fd = self->fd };

  return !self->far_has_said && poll (&poll_fd, 1, 0) == 1 &&
         (poll_fd.revents & (POLLHUP | POLLERR)) != 0;
}

static SubletSshStep
tell_near_end (Forward *self, SubletSshLink *link)
{
  int code;

  if (self->near_end_told || sublet_ssh_link_has_unsent (link))
    return SUBLET_SSH_STEP_BLOCKED;

  code = libssh2_channel_send_eof (self->parent.channel);
  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  self->near_end_told = true;

  return code == 0 ? SUBLET_SSH_STEP_BUSY : sublet_ssh_channel_fail (&self->parent, link, code);
}

/* From this computer to the server, as long as the server takes it. */
static SubletSshStep
pass_input (Forward *self, SubletSshLink *link)
{
  SubletSshBuffer *input = &self->input;

  while (self->sent < SUBLET_SSH_TURN_BYTES)
    {
      ssize_t n;

      if (sublet_ssh_buffer_is_empty (input) && !self->near_has_said)
        {
          n = sublet_ssh_buffer_take_fd (input, self->fd);
          if (n == -EAGAIN)
            return SUBLET_SSH_STEP_BLOCKED;
          if (n < 0)
            return leave (&self->parent);
          self->near_has_said = n == 0;
        }
      if (sublet_ssh_buffer_is_empty (input))
        return tell_near_end (self, link);
      if (!sublet_ssh_window_takes (&self->window,
                                    self->parent.channel,
                                    link,
                                    g_get_monotonic_time ()))
        return SUBLET_SSH_STEP_BLOCKED;

      n = sublet_ssh_buffer_give_channel (input, self->parent.channel);
      if (n == LIBSSH2_ERROR_EAGAIN || n == 0)
        return SUBLET_SSH_STEP_BLOCKED;
      if (n < 0)
        return sublet_ssh_channel_fail (&self->parent, link, (int) n);
      self->sent += (gsize) n;
    }

  return SUBLET_SSH_STEP_BUSY;
}

/* From the server to this computer, as long as somebody here takes it. */
static SubletSshStep
pass_output (Forward *self, SubletSshLink *link)
{
  SubletSshBuffer *output = &self->output;

  while (self->received < SUBLET_SSH_TURN_BYTES)
    {
      ssize_t n;

      if (!sublet_ssh_buffer_is_empty (output))
        {
          n = sublet_ssh_buffer_give_fd (output, self->fd, G_MAXSIZE);
          if (n < 0)
            return n == -EAGAIN ? SUBLET_SSH_STEP_BLOCKED : leave (&self->parent);
          continue;
        }
      if (self->far_has_said)
        return SUBLET_SSH_STEP_BLOCKED;

      n = sublet_ssh_buffer_take_channel (output, self->parent.channel);
      if (n == LIBSSH2_ERROR_EAGAIN)
        return SUBLET_SSH_STEP_BLOCKED;
      if (n < 0)
        return sublet_ssh_channel_fail (&self->parent, link, (int) n);
      if (n == 0)
        {
          self->far_has_said = true;
          shutdown (self->fd, SHUT_WR);
        }
      self->received += (gsize) n;
    }

  return SUBLET_SSH_STEP_BUSY;
}

static void
count (Forward *self)
{
  SubletSshNote *note;

  if (self->received + self->sent > 0 &&
      sublet_ssh_traffic_add (self->traffic, self->received, self->sent))
    {
      note = sublet_ssh_note_new (SUBLET_SSH_NOTE_MOVED);
      note->channel = sublet_ssh_channel_ref (&self->parent);
      sublet_ssh_worker_tell (self->parent.worker, note);
    }
  self->received = 0;
  self->sent = 0;
}

/* The server closes the channel when both sides have said all, or when its own connection is gone.
 */
static SubletSshStep
pass (Forward *self, SubletSshLink *link)
{
  SubletSshStep input = pass_input (self, link);
  SubletSshStep output;

  if (input == SUBLET_SSH_STEP_BROKEN || self->parent.state != SUBLET_SSH_CHANNEL_RUNNING)
    return input;
  output = pass_output (self, link);
  if (output == SUBLET_SSH_STEP_BLOCKED && self->far_has_said)
    output = sublet_ssh_channel_end (&self->parent, link);

  return output == SUBLET_SSH_STEP_BLOCKED ? input : output;
}

static SubletSshStep
forward_run (SubletSshChannel *channel, SubletSshLink *link)
{
  Forward *self = (Forward *) channel;
  SubletSshStep step;

  if (is_reset (self))
    return leave (channel);
  step = pass (self, link);
  count (self);

  return step;
}

/* What has nothing to wait for is not waited for: with both directions at their end, poll() would
 * return at once, again and again. */
static bool
forward_get_poll (SubletSshChannel *channel, struct pollfd *poll, gint64 *deadline_us)
{
  Forward *self = (Forward *) channel;

  poll->fd = self->fd;
  poll->events = 0;
  poll->revents = 0;
  if (sublet_ssh_buffer_is_empty (&self->input) && !self->near_has_said)
    poll->events |= POLLIN;
  if (!sublet_ssh_buffer_is_empty (&self->output))
    poll->events |= POLLOUT;
  *deadline_us = sublet_ssh_window_get_deadline (&self->window);

  return poll->events != 0 || !self->far_has_said;
}

static void
forward_fill_end (SubletSshChannel *channel, SubletSshNote *note)
{
  Forward *self = (Forward *) channel;

  /* Whoever is told of the end finds all of it counted. */
  count (self);
  close_socket (self, note->error == NULL);
  if (note->error != NULL && note->error->domain == SUBLET_ERROR && self->refusal >= 0)
    note->error->code = self->refusal;
}

/* ---- the main thread ---- */

/* There is a program that listens, too. */
static void
forward_on_started (SubletSshChannel *channel)
{
  sublet_ssh_traffic_tell (((Forward *) channel)->traffic);
}

static void
forward_on_moved (SubletSshChannel *channel, SubletSshNote *note)
{
  sublet_ssh_traffic_tell (((Forward *) channel)->traffic);
}

/* The task holds the session, if nothing else does any more. */
static void
forward_on_ended (SubletSshChannel *channel, SubletSshNote *note)
{
  g_autoptr (GTask) task = sublet_ssh_channel_steal_task (channel);

  if (note->error != NULL)
    g_task_return_error (task, g_steal_pointer (&note->error));
  else
    g_task_return_boolean (task, TRUE);
}

static const SubletSshChannelClass forward_class = {
  .doing = "opening a connection there",
  .start_ms = START_MS,
  .patience_ms = START_MS,
  .yields = true,
  .open = forward_open,
  .run = forward_run,
  .get_poll = forward_get_poll,
  .fill_end = forward_fill_end,
  .on_started = forward_on_started,
  .on_moved = forward_on_moved,
  .on_ended = forward_on_ended,
  .free = forward_free,
};

SubletSshChannel *
sublet_ssh_forward_new (SubletSshWorker *worker, int fd, guint16 port, SubletSshTraffic *traffic)
{
  Forward *self = g_new0 (Forward, 1);

  sublet_ssh_channel_init (&self->parent, &forward_class, worker);
  self->fd = fd;
  self->port = port;
  self->refusal = -1;
  self->traffic = sublet_ssh_traffic_ref (traffic);

  return &self->parent;
}
