/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-shell-line.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-tmux.h"

#include <glib/gi18n.h>

struct _SubletShellLine
{
  GObject parent_instance;

  SubletConnection *connection; /* (owned) */
  gulong changed_handler;

  GCancellable *opening; /* (owned) (nullable): while a shell is asked for */
  SubletSshShell *shell; /* (owned) (nullable): the latest one */
  gulong ended_handler;
  GError *error; /* (owned) (nullable): why there is none */
  gboolean lost; /* the error came over a shell that there was */
  int columns;   /* that were asked for last */
  int rows;

  SubletUploadQueue *uploads; /* (owned) */

  char *tmux;            /* (owned) (nullable): the session of what is opened next */
  gboolean tmux_began;   /* a shell was opened in it before */
  GCancellable *looking; /* (owned) (nullable): while it is asked whether there is tmux */
  gboolean has_tmux;
};

static void line_iface_init (SubletTerminalLineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletShellLine,
                               sublet_shell_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SUBLET_TYPE_TERMINAL_LINE, line_iface_init))

static void
emit_changed (SubletShellLine *self)
{
  sublet_terminal_line_emit_changed (SUBLET_TERMINAL_LINE (self));
}

/* ---- the shell ---- */

static void
drop_shell (SubletShellLine *self)
{
  if (self->shell == NULL)
    return;

  g_clear_signal_handler (&self->ended_handler, self->shell);
  sublet_ssh_shell_close (self->shell);
  g_clear_object (&self->shell);
}

static void
on_ended (SubletShellLine *self)
{
  const GError *error = sublet_ssh_shell_get_error (self->shell);

  if (error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
      self->lost = TRUE;
    }
  emit_changed (self);
}

static void
stop_looking (SubletShellLine *self)
{
  g_autoptr (GCancellable) looking = g_steal_pointer (&self->looking);

  if (looking != NULL)
    g_cancellable_cancel (looking);
  self->has_tmux = FALSE;
}

/* What another call has overtaken is dropped: its own cancellable tells. */
typedef struct
{
  SubletShellLine *self;   /* (owned) */
  GCancellable *cancelled; /* (owned) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->self);
  g_object_unref (opening->cancelled);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_shell (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  SubletShellLine *self = opening->self;
  g_autoptr (SubletSshShell)
    shell = sublet_connection_open_shell_finish (SUBLET_CONNECTION (source), result, &error);

  if (opening->cancelled != self->opening)
    {
      /* Too late to be cancelled. */
      if (shell != NULL)
        sublet_ssh_shell_close (shell);
      return;
    }

  g_clear_object (&self->opening);
  if (shell == NULL)
    {
      /* Stopped by somebody else: there is no shell, and that is all to say. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->error = g_steal_pointer (&error);
      emit_changed (self);
      return;
    }

  self->shell = g_steal_pointer (&shell);
  self->tmux_began = self->tmux != NULL;
  self->ended_handler =
    g_signal_connect_swapped (self->shell, "ended", G_CALLBACK (on_ended), self);
  emit_changed (self);
}

/* ---- the interface ---- */

static SubletTerminalLineState
get_state (SubletShellLine *self)
{
  if (self->opening != NULL)
    return SUBLET_TERMINAL_LINE_CONNECTING;
  if (self->error != NULL)
    return self->lost ? SUBLET_TERMINAL_LINE_LOST : SUBLET_TERMINAL_LINE_FAILED;
  if (self->shell == NULL)
    return SUBLET_TERMINAL_LINE_IDLE;

  return sublet_ssh_shell_get_ended (self->shell) ? SUBLET_TERMINAL_LINE_ENDED
                                                  : SUBLET_TERMINAL_LINE_OPEN;
}

/* The first that is not done; behind the last of them the shell itself. */
static SubletConnectionLink
find_link (SubletConnection *connection)
{
  SubletConnectionLink link;

  if (sublet_connection_get_state (connection) == SUBLET_CONNECTION_STATE_READY)
    return SUBLET_CONNECTION_N_LINKS;

  for (link = SUBLET_CONNECTION_LINK_KEY; link < SUBLET_CONNECTION_N_LINKS; link++)
    {
      if (sublet_connection_get_link (connection, link)->state != SUBLET_LINK_STATE_DONE)
        break;
    }

  return link;
}

static void
line_read (SubletTerminalLine *line, SubletTerminalLineFacts *facts)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);
  SubletConnection *connection = self->connection;

  facts->state = get_state (self);
  facts->error = self->error;
  facts->own_key = sublet_connection_has_own_key (connection);
  facts->route = sublet_connection_get_route (connection);
  facts->latency_us = sublet_connection_get_latency_us (connection);
  facts->has_tmux = self->has_tmux;
  if (facts->state == SUBLET_TERMINAL_LINE_CONNECTING)
    facts->link = find_link (connection);
  if (facts->state == SUBLET_TERMINAL_LINE_FAILED)
    {
      facts->link = sublet_connection_get_broken_link (connection);
      facts->expected = sublet_connection_get_expected_key (connection);
      facts->presented = sublet_connection_get_presented_key (connection);
    }
  if (facts->state == SUBLET_TERMINAL_LINE_ENDED)
    facts->exit_status = sublet_ssh_shell_get_exit_status (self->shell);
}

/* (nullable): what is run in place of a login shell. */
static char *
dup_command (SubletShellLine *self)
{
  const SubletTmuxWords words = {
    /* TRANSLATORS: said within a terminal; tmux keeps shells, each in a session */
    .gone = _ ("The tmux session had ended; this is a new one."),
               /* TRANSLATORS: said within a terminal */
               .missing = _ ("tmux is not there any more; this is a plain shell."),
                             /* TRANSLATORS: said within a terminal */
                             .failed =
                               _ ("tmux did not start or broke off; this is a plain shell."),
                             };

  return self->tmux == NULL ? NULL
                            : sublet_tmux_make_command (self->tmux, self->tmux_began, &words);
}

static void
line_open (SubletTerminalLine *line, int columns, int rows)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);
  g_autofree char *command = NULL;
  Opening *opening;

  g_return_if_fail (self->opening == NULL);

  drop_shell (self);
  stop_looking (self);
  g_clear_error (&self->error);
  self->lost = FALSE;
  self->columns = columns;
  self->rows = rows;
  self->opening = g_cancellable_new ();
  opening = g_new0 (Opening, 1);
  opening->self = g_object_ref (self);
  opening->cancelled = g_object_ref (self->opening);
  command = dup_command (self);
  sublet_connection_open_shell_async (self->connection,
                                      command,
                                      columns,
                                      rows,
                                      self->opening,
                                      on_shell,
                                      opening);
  emit_changed (self);
}

static int
line_steal_fd (SubletTerminalLine *line)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);

  return self->shell == NULL ? -1 : sublet_ssh_shell_steal_terminal_fd (self->shell);
}

static void
line_resize (SubletTerminalLine *line, int columns, int rows)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);

  if (self->shell != NULL)
    sublet_ssh_shell_resize (self->shell, columns, rows);
}

static void
line_close (SubletTerminalLine *line)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);

  stop_looking (self);
  if (self->opening != NULL)
    {
      g_autoptr (GCancellable) opening = g_steal_pointer (&self->opening);

      g_cancellable_cancel (opening);
      emit_changed (self);
    }
  if (self->shell != NULL && !sublet_ssh_shell_get_ended (self->shell))
    sublet_ssh_shell_close (self->shell);
}

static char *
line_dup_command (SubletTerminalLine *line)
{
  return sublet_connection_dup_command (SUBLET_SHELL_LINE (line)->connection);
}

static SubletTerminalLine *
line_new_beside (SubletTerminalLine *line)
{
  return sublet_shell_line_new (SUBLET_SHELL_LINE (line)->connection);
}

static void
line_set_tmux (SubletTerminalLine *line, const char *session)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);

  if (g_strcmp0 (self->tmux, session) == 0)
    return;
  g_free (self->tmux);
  self->tmux = g_strdup (session);
  self->tmux_began = FALSE;
}

static void
on_tmux (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) looking = user_data;
  SubletShellLine *self = looking->self;
  g_autoptr (GError) error = NULL;
  gboolean found = sublet_connection_find_tmux_finish (SUBLET_CONNECTION (source), result, &error);

  if (looking->cancelled != self->looking)
    return;
  if (error != NULL)
    g_info ("It is not known whether there is tmux: %s", error->message);
  g_clear_object (&self->looking);
  self->has_tmux = found;
  if (found)
    emit_changed (self);
}

static void
line_look_for_tmux (SubletTerminalLine *line)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (line);
  Opening *looking;

  if (self->looking != NULL)
    return;
  self->looking = g_cancellable_new ();
  looking = g_new0 (Opening, 1);
  looking->self = g_object_ref (self);
  looking->cancelled = g_object_ref (self->looking);
  sublet_connection_find_tmux_async (self->connection, self->looking, on_tmux, looking);
}

static SubletUploadQueue *
line_get_uploads (SubletTerminalLine *line)
{
  return SUBLET_SHELL_LINE (line)->uploads;
}

static void
line_iface_init (SubletTerminalLineInterface *iface)
{
  iface->read = line_read;
  iface->open = line_open;
  iface->steal_fd = line_steal_fd;
  iface->resize = line_resize;
  iface->close = line_close;
  iface->dup_command = line_dup_command;
  iface->new_beside = line_new_beside;
  iface->get_uploads = line_get_uploads;
  iface->set_tmux = line_set_tmux;
  iface->look_for_tmux = line_look_for_tmux;
}

/* ---- the object ---- */

/* Whether it stands before a host key that a person has to look at. */
static gboolean
waits_for_trust (SubletShellLine *self)
{
  return get_state (self) == SUBLET_TERMINAL_LINE_FAILED &&
         (g_error_matches (self->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY) ||
          g_error_matches (self->error, SUBLET_ERROR, SUBLET_ERROR_SSH_HOST_KEY_NEW));
}

/* The key was accepted somewhere else: what was asked for before goes on. */
static void
on_connection_changed (SubletShellLine *self)
{
  SubletConnectionState state = sublet_connection_get_state (self->connection);

  if (waits_for_trust (self) &&
      (state == SUBLET_CONNECTION_STATE_CHECKING || state == SUBLET_CONNECTION_STATE_READY))
    line_open (SUBLET_TERMINAL_LINE (self), self->columns, self->rows);
  else
    emit_changed (self);
}

static void
sublet_shell_line_dispose (GObject *object)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (object);

  drop_shell (self);
  if (self->connection != NULL)
    g_clear_signal_handler (&self->changed_handler, self->connection);
  g_clear_object (&self->uploads);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (sublet_shell_line_parent_class)->dispose (object);
}

static void
sublet_shell_line_finalize (GObject *object)
{
  SubletShellLine *self = SUBLET_SHELL_LINE (object);

  /* Whoever opens holds a reference. */
  g_assert (self->opening == NULL);
  g_assert (self->looking == NULL);
  g_free (self->tmux);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_shell_line_parent_class)->finalize (object);
}

static void
sublet_shell_line_class_init (SubletShellLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_shell_line_dispose;
  object_class->finalize = sublet_shell_line_finalize;
}

static void
sublet_shell_line_init (SubletShellLine *self)
{
}

/**
 * sublet_shell_line_new:
 * @connection: what it leads over; others use it too
 *
 * Returns: (transfer full): an idle line
 */
SubletTerminalLine *
sublet_shell_line_new (SubletConnection *connection)
{
  SubletShellLine *self;

  g_return_val_if_fail (SUBLET_IS_CONNECTION (connection), NULL);

  self = g_object_new (SUBLET_TYPE_SHELL_LINE, NULL);
  self->connection = g_object_ref (connection);
  self->uploads = sublet_upload_queue_new (connection);
  self->changed_handler =
    g_signal_connect_swapped (connection, "changed", G_CALLBACK (on_connection_changed), self);

  return SUBLET_TERMINAL_LINE (self);
}

/**
 * sublet_shell_line_get_connection:
 * @self: a line
 *
 * Returns: (transfer none): what it leads over
 */
SubletConnection *
sublet_shell_line_get_connection (SubletShellLine *self)
{
  g_return_val_if_fail (SUBLET_IS_SHELL_LINE (self), NULL);

  return self->connection;
}
