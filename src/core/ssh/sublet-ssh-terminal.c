/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-buffer-private.h"
#include "core/ssh/sublet-ssh-worker-private.h"

#include <errno.h>
#include <string.h>

/*
 * What a widget is given at once, and how long until there is more: 2.7 MB a second. Without it the
 * widget is never done: VTE takes what it can work through in a tenth of a second, and for so long
 * the main loop does nothing else. A screenful and the answer to a key come at once all the same.
 */
#define PORTION_BYTES (40 * 1024)
#define PORTION_US 15000

/* Until the server has started the shell. */
#define START_MS 30000

/* Modes of the terminal there: input is UTF-8, so that erasing takes a whole character; the others
 * are the server's. Source: RFC 4254, 8, and RFC 8160, IUTF8. */
static const char modes[] = { 42, 0, 0, 0, 1, 0 };

typedef struct
{
  SubletSshChannel parent;

  /* construct-only */
  char *terminal; /* (owned) */
  char *command;  /* (owned) (nullable): instead of a shell */
  bool paced;     /* comes in portions */

  /* the main thread's */
  SubletSshShell *shell; /* (borrowed) (nullable) */

  /* the worker's; the widget's end until it has started, the other one until it has ended */
  SubletSshPty pty;
  int columns;
  int rows;
  bool has_terminal;
  bool resized;
  gint64 portion_us;      /* when the portion began that is being written */
  gsize portion;          /* how much of it is written */
  SubletSshBuffer output; /* to the widget */
  SubletSshBuffer input;  /* to the server */
} Terminal;

static void
terminal_free (SubletSshChannel *channel)
{
  Terminal *self = (Terminal *) channel;

  sublet_ssh_pty_close (&self->pty);
  g_free (self->terminal);
  g_free (self->command);
  g_free (self);
}

/* ---- the worker's thread ---- */

static int
terminal_start (SubletSshChannel *channel)
{
  Terminal *self = (Terminal *) channel;
  int code;

  if (!self->has_terminal)
    {
      code = libssh2_channel_request_pty_ex (channel->channel,
                                             self->terminal,
                                             (unsigned int) strlen (self->terminal),
                                             modes,
                                             sizeof modes,
                                             self->columns,
                                             self->rows,
                                             0,
                                             0);
      if (code != 0 || channel->reported)
        return code;
      self->has_terminal = true;
      /* What came too late for that. */
      code = libssh2_channel_handle_extended_data2 (channel->channel,
                                                    LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE);
      if (code != 0)
        return code;
    }

  return self->command == NULL ? libssh2_channel_shell (channel->channel)
                               : libssh2_channel_exec (channel->channel, self->command);
}

/* The widget has closed its end: nobody is there any more. */
static SubletSshStep
leave (SubletSshChannel *channel)
{
  sublet_ssh_channel_give_up (channel,
                              g_error_new (G_IO_ERROR,
                                           G_IO_ERROR_CANCELLED,
                                           "the terminal was closed"));

  return SUBLET_SSH_STEP_BUSY;
}

/* How much more the widget may be given now. */
static gsize
get_allowance (Terminal *self)
{
  gint64 now_us;

  if (!self->paced)
    return G_MAXSIZE;

  now_us = g_get_monotonic_time ();
  if (now_us - self->portion_us >= PORTION_US)
    {
      self->portion_us = now_us;
      self->portion = 0;
    }

  return PORTION_BYTES - self->portion;
}

/* Whether the widget's end is still open. */
static bool
write_output (Terminal *self)
{
  gsize allowance = get_allowance (self);

  while (!sublet_ssh_buffer_is_empty (&self->output) && allowance > 0)
    {
      ssize_t n = sublet_ssh_buffer_give_fd (&self->output, self->pty.worker_fd, allowance);

      if (n < 0)
        return n == -EAGAIN;
      self->portion += (gsize) n;
      allowance -= (gsize) n;
    }

  return true;
}

/* From the server to the widget, as long as the widget takes it. */
static SubletSshStep
pass_output (Terminal *self, SubletSshLink *link)
{
  gsize total = 0;

  while (total < SUBLET_SSH_TURN_BYTES)
    {
      ssize_t n;

      if (!write_output (self))
        return leave (&self->parent);
      if (!sublet_ssh_buffer_is_empty (&self->output))
        return SUBLET_SSH_STEP_BLOCKED;

      n = sublet_ssh_buffer_take_channel (&self->output, self->parent.channel);
      if (n == LIBSSH2_ERROR_EAGAIN)
        return SUBLET_SSH_STEP_BLOCKED;
      if (n < 0)
        return sublet_ssh_channel_fail (&self->parent, link, (int) n);
      if (n == 0)
        return sublet_ssh_channel_end (&self->parent, link);
      total += (gsize) n;
    }

  return SUBLET_SSH_STEP_BUSY;
}

/* Whether the widget's end is still open. */
static bool
read_input (Terminal *self)
{
  ssize_t n = sublet_ssh_buffer_take_fd (&self->input, self->pty.worker_fd);

  return n > 0 || n == -EAGAIN;
}

/* From the widget to the server, as long as the server takes it. */
static SubletSshStep
pass_input (Terminal *self, SubletSshLink *link)
{
  gsize total = 0;

  while (total < SUBLET_SSH_TURN_BYTES)
    {
      ssize_t n;

      if (sublet_ssh_buffer_is_empty (&self->input) && !read_input (self))
        return leave (&self->parent);
      if (sublet_ssh_buffer_is_empty (&self->input) || sublet_ssh_link_has_unsent (link))
        return SUBLET_SSH_STEP_BLOCKED;

      n = sublet_ssh_buffer_give_channel (&self->input, self->parent.channel);
      if (n == LIBSSH2_ERROR_EAGAIN || n == 0)
        return SUBLET_SSH_STEP_BLOCKED;
      if (n < 0)
        return sublet_ssh_channel_fail (&self->parent, link, (int) n);
      total += (gsize) n;
    }

  return SUBLET_SSH_STEP_BUSY;
}

static SubletSshStep
pass_size (Terminal *self, SubletSshLink *link)
{
  int code = libssh2_channel_request_pty_size (self->parent.channel, self->columns, self->rows);

  if (code == LIBSSH2_ERROR_EAGAIN)
    return SUBLET_SSH_STEP_BLOCKED;
  self->resized = false;

  return code == 0 ? SUBLET_SSH_STEP_BUSY : sublet_ssh_channel_fail (&self->parent, link, code);
}

static bool
is_hung_up (Terminal *self)
{
  struct pollfd poll_fd = { .fd = self->pty.worker_fd };

  return poll (&poll_fd, 1, 0) == 1 && (poll_fd.revents & (POLLHUP | POLLERR)) != 0;
}

static SubletSshStep
terminal_run (SubletSshChannel *channel, SubletSshLink *link)
{
  Terminal *self = (Terminal *) channel;
  SubletSshStep output;
  SubletSshStep input;

  /* Seen here also while neither is read nor written. */
  if (is_hung_up (self))
    return leave (channel);
  if (self->resized && !sublet_ssh_link_has_unsent (link))
    return pass_size (self, link);

  input = pass_input (self, link);
  if (input == SUBLET_SSH_STEP_BROKEN || channel->state != SUBLET_SSH_CHANNEL_RUNNING)
    return input;
  output = pass_output (self, link);

  return output == SUBLET_SSH_STEP_BLOCKED ? input : output;
}

/* A hang-up is told in any case. */
static bool
terminal_get_poll (SubletSshChannel *channel, struct pollfd *poll, gint64 *deadline_us)
{
  Terminal *self = (Terminal *) channel;

  poll->fd = self->pty.worker_fd;
  poll->events = 0;
  poll->revents = 0;
  if (sublet_ssh_buffer_is_empty (&self->input))
    poll->events |= POLLIN;
  if (!sublet_ssh_buffer_is_empty (&self->output) && get_allowance (self) > 0)
    poll->events |= POLLOUT;
  else if (!sublet_ssh_buffer_is_empty (&self->output))
    *deadline_us = self->portion_us + PORTION_US;

  return true;
}

/* What came before the end, and the widget has not taken: libssh2 keeps no more of it than the
 * channel's window. */
static void
terminal_fill_end (SubletSshChannel *channel, SubletSshNote *note)
{
  Terminal *self = (Terminal *) channel;

  note->rest = g_byte_array_new ();
  if (channel->state == SUBLET_SSH_CHANNEL_RUNNING)
    {
      note->exit_status = libssh2_channel_get_exit_status (channel->channel);
      do
        g_byte_array_append (note->rest,
                             (const guint8 *) self->output.data + self->output.start,
                             (guint) sublet_ssh_buffer_get_length (&self->output));
      while (channel->worker->link->severed &&
             sublet_ssh_buffer_take_channel (&self->output, channel->channel) > 0);
    }
}

void
sublet_ssh_terminal_resize (SubletSshChannel *channel, int columns, int rows)
{
  Terminal *self = (Terminal *) channel;

  self->columns = columns;
  self->rows = rows;
  self->resized = true;
}

/* ---- the main thread ---- */

static void
terminal_on_started (SubletSshChannel *channel)
{
  g_autoptr (GTask) task = sublet_ssh_channel_steal_task (channel);

  g_task_return_pointer (task, sublet_ssh_shell_new (channel), g_object_unref);
}

static void
terminal_on_ended (SubletSshChannel *channel, SubletSshNote *note)
{
  Terminal *self = (Terminal *) channel;
  g_autoptr (GTask) task = sublet_ssh_channel_steal_task (channel);

  if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&note->error));
  else if (self->shell != NULL)
    sublet_ssh_shell_take_end (self->shell, note);
}

static const SubletSshChannelClass terminal_class = {
  .doing = "running a shell",
  .start_ms = START_MS,
  .patience_ms = SUBLET_SSH_PATIENCE_MS,
  .start = terminal_start,
  .run = terminal_run,
  .get_poll = terminal_get_poll,
  .fill_end = terminal_fill_end,
  .on_started = terminal_on_started,
  .on_ended = terminal_on_ended,
  .free = terminal_free,
};

int
sublet_ssh_terminal_steal_widget_fd (SubletSshChannel *channel)
{
  Terminal *self = (Terminal *) channel;
  int fd = self->pty.widget_fd;

  self->pty.widget_fd = -1;
  return fd;
}

int
sublet_ssh_terminal_steal_worker_fd (SubletSshChannel *channel)
{
  Terminal *self = (Terminal *) channel;
  int fd = self->pty.worker_fd;

  self->pty.worker_fd = -1;
  return fd;
}

void
sublet_ssh_terminal_set_shell (SubletSshChannel *channel, SubletSshShell *shell)
{
  Terminal *self = (Terminal *) channel;

  self->shell = shell;
}

SubletSshChannel *
sublet_ssh_terminal_new (SubletSshWorker *worker,
                         const char *terminal,
                         const char *command,
                         int columns,
                         int rows,
                         bool paced,
                         SubletSshPty *pty)
{
  Terminal *self = g_new0 (Terminal, 1);

  sublet_ssh_channel_init (&self->parent, &terminal_class, worker);
  self->terminal = g_strdup (terminal);
  self->command = g_strdup (command);
  self->columns = columns;
  self->rows = rows;
  self->pty = *pty;
  self->paced = paced;

  return &self->parent;
}
