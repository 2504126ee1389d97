/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-shell.h"

#include "core/ssh/sublet-ssh-worker-private.h"

#include <errno.h>
#include <glib-unix.h>
#include <unistd.h>

struct _SubletSshShell
{
  GObject parent_instance;

  /* state */
  SubletSshChannel *channel; /* (owned) (nullable) until its end was told */
  int terminal_fd;           /* the widget's end; -1: taken */
  bool ended;
  int exit_status;
  GError *error; /* (owned) (nullable) */

  /* between the channel's end and "ended" */
  int rest_fd;      /* the other end; -1: none */
  GByteArray *rest; /* (owned) (nullable) */
  gsize written;    /* of it */
  guint rest_id;
};

static guint ended_signal;

G_DEFINE_FINAL_TYPE (SubletSshShell, sublet_ssh_shell, G_TYPE_OBJECT)

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
sublet_ssh_shell_dispose (GObject *object)
{
  SubletSshShell *self = SUBLET_SSH_SHELL (object);

  if (self->channel != NULL)
    {
      sublet_ssh_terminal_set_shell (self->channel, NULL);
      sublet_ssh_channel_cancel (self->channel);
      g_clear_pointer (&self->channel, sublet_ssh_channel_unref);
    }
  g_clear_handle_id (&self->rest_id, g_source_remove);
  close_fd (&self->rest_fd);
  close_fd (&self->terminal_fd);

  G_OBJECT_CLASS (sublet_ssh_shell_parent_class)->dispose (object);
}

static void
sublet_ssh_shell_finalize (GObject *object)
{
  SubletSshShell *self = SUBLET_SSH_SHELL (object);

  g_clear_pointer (&self->rest, g_byte_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_ssh_shell_parent_class)->finalize (object);
}

static void
sublet_ssh_shell_class_init (SubletSshShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_ssh_shell_dispose;
  object_class->finalize = sublet_ssh_shell_finalize;

  /* Once. */
  ended_signal = g_signal_new ("ended",
                               SUBLET_TYPE_SSH_SHELL,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
sublet_ssh_shell_init (SubletSshShell *self)
{
  self->terminal_fd = -1;
  self->rest_fd = -1;
}

SubletSshShell *
sublet_ssh_shell_new (SubletSshChannel *channel)
{
  SubletSshShell *self = g_object_new (SUBLET_TYPE_SSH_SHELL, NULL);

  self->channel = sublet_ssh_channel_ref (channel);
  self->terminal_fd = sublet_ssh_terminal_steal_widget_fd (channel);
  sublet_ssh_terminal_set_shell (channel, self);

  return self;
}

/* The widget reads what is left in the terminal, and then its end hangs up. */
static void
end (SubletSshShell *self)
{
  close_fd (&self->rest_fd);
  g_clear_pointer (&self->rest, g_byte_array_unref);
  self->ended = true;
  g_signal_emit (self, ended_signal, 0);
}

/* Whether there is more to write later. */
static bool
write_rest (SubletSshShell *self)
{
  while (self->written < self->rest->len)
    {
      ssize_t n =
        write (self->rest_fd, self->rest->data + self->written, self->rest->len - self->written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno == EAGAIN;
      self->written += (gsize) n;
    }

  return false;
}

static gboolean
on_rest_wanted (int fd, GIOCondition condition, gpointer user_data)
{
  g_autoptr (SubletSshShell) self = g_object_ref (user_data);

  if ((condition & (G_IO_HUP | G_IO_ERR)) == 0 && write_rest (self))
    return G_SOURCE_CONTINUE;

  self->rest_id = 0;
  end (self);
  return G_SOURCE_REMOVE;
}

/**
 * sublet_ssh_shell_take_end: (skip)
 * @self: a shell whose channel has ended
 * @note: how
 *
 * The session's thread is done with it, or has ended itself. What the widget has not taken yet is
 * passed on as the widget reads.
 */
void
sublet_ssh_shell_take_end (SubletSshShell *self, SubletSshNote *note)
{
  g_autoptr (SubletSshShell) kept = g_object_ref (self);
  const bool closed = g_error_matches (note->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  self->rest_fd = sublet_ssh_terminal_steal_worker_fd (self->channel);
  self->rest = g_steal_pointer (&note->rest);
  self->exit_status = note->exit_status;
  if (!closed)
    self->error = g_steal_pointer (&note->error);
  sublet_ssh_terminal_set_shell (self->channel, NULL);
  g_clear_pointer (&self->channel, sublet_ssh_channel_unref);

  if (write_rest (self) && !closed)
    self->rest_id = g_unix_fd_add (self->rest_fd, G_IO_OUT, on_rest_wanted, self);
  else
    end (self);
}

/**
 * sublet_ssh_shell_steal_terminal_fd:
 * @self: a shell
 *
 * Closing it closes the shell.
 *
 * Returns: (transfer full): the end of the pseudo-terminal for a terminal widget, the first time;
 *   -1 afterwards
 */
int
sublet_ssh_shell_steal_terminal_fd (SubletSshShell *self)
{
  int fd;

  g_return_val_if_fail (SUBLET_IS_SSH_SHELL (self), -1);

  fd = self->terminal_fd;
  self->terminal_fd = -1;
  return fd;
}

/**
 * sublet_ssh_shell_resize:
 * @self: a shell; one that has ended is left as it is
 * @columns: at least 1
 * @rows: at least 1
 *
 * Tells the server how large the terminal is.
 */
void
sublet_ssh_shell_resize (SubletSshShell *self, int columns, int rows)
{
  SubletSshNote *note;

  g_return_if_fail (SUBLET_IS_SSH_SHELL (self));
  g_return_if_fail (columns > 0 && rows > 0);

  if (self->channel == NULL)
    return;
  note = sublet_ssh_note_new (SUBLET_SSH_NOTE_RESIZE);
  note->channel = sublet_ssh_channel_ref (self->channel);
  note->columns = columns;
  note->rows = rows;
  sublet_ssh_worker_order (self->channel->worker, note);
}

/**
 * sublet_ssh_shell_close:
 * @self: a shell
 *
 * "ended" comes later, unless it has. What the widget has not read yet by then may be lost.
 */
void
sublet_ssh_shell_close (SubletSshShell *self)
{
  g_return_if_fail (SUBLET_IS_SSH_SHELL (self));

  if (self->channel != NULL)
    sublet_ssh_channel_cancel (self->channel);
  else if (self->rest_id != 0)
    {
      g_clear_handle_id (&self->rest_id, g_source_remove);
      end (self);
    }
}

/**
 * sublet_ssh_shell_get_ended:
 * @self: a shell
 *
 * Returns: whether "ended" has come
 */
gboolean
sublet_ssh_shell_get_ended (SubletSshShell *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SHELL (self), FALSE);

  return self->ended;
}

/**
 * sublet_ssh_shell_get_exit_status:
 * @self: a shell
 *
 * Returns: what the shell there ended with, once it has; 0 also where the server does not say, and
 *   when a signal ended it
 */
int
sublet_ssh_shell_get_exit_status (SubletSshShell *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SHELL (self), 0);

  return self->exit_status;
}

/**
 * sublet_ssh_shell_get_error:
 * @self: a shell
 *
 * Returns: (transfer none) (nullable): why the connection went away under it: an error of
 *   sublet_ssh_session_connect_finish(); NULL for a shell that ended by itself or was closed, alone
 *   or with its session
 */
const GError *
sublet_ssh_shell_get_error (SubletSshShell *self)
{
  g_return_val_if_fail (SUBLET_IS_SSH_SHELL (self), NULL);

  return self->error;
}
