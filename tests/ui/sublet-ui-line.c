/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-line-private.h"

#include "core/base/sublet-error.h"

#include <string.h>
#include <unistd.h>

static void line_iface_init (SubletTerminalLineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletUiLine,
                               sublet_ui_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SUBLET_TYPE_TERMINAL_LINE, line_iface_init))

void
sublet_ui_line_close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* And tells it. */
void
sublet_ui_line_set_state (SubletUiLine *self, SubletTerminalLineState state)
{
  self->state = state;
  sublet_terminal_line_emit_changed (SUBLET_TERMINAL_LINE (self));
}

/* ---- the interface ---- */

static void
line_read (SubletTerminalLine *line, SubletTerminalLineFacts *facts)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);

  facts->state = self->state;
  facts->link = self->link;
  facts->error = self->error;
  facts->own_key = self->own_key;
  facts->expected = self->expected;
  facts->presented = self->presented;
  facts->route = self->route;
  facts->latency_us = self->latency_us;
  facts->exit_status = self->exit_status;
  facts->has_tmux = self->has_tmux;
}

static void
line_open (SubletTerminalLine *line, int columns, int rows)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);

  g_assert_cmpint (self->state, !=, SUBLET_TERMINAL_LINE_CONNECTING);
  g_assert_cmpint (self->state, !=, SUBLET_TERMINAL_LINE_OPEN);
  self->n_opened++;
  self->columns = columns;
  self->rows = rows;
  self->has_tmux = FALSE;
  g_clear_error (&self->error);
  self->link = SUBLET_CONNECTION_LINK_KEY;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_CONNECTING);
}

static int
line_steal_fd (SubletTerminalLine *line)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);
  int fd = self->terminal_fd;

  self->terminal_fd = -1;
  return fd;
}

static void
line_resize (SubletTerminalLine *line, int columns, int rows)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);

  self->columns = columns;
  self->rows = rows;
}

static void
line_close (SubletTerminalLine *line)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);

  sublet_ui_line_close_fd (&self->terminal_fd);
  sublet_ui_line_close_fd (&self->shell_fd);
  if (self->state == SUBLET_TERMINAL_LINE_OPEN)
    sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_ENDED);
  else if (self->state == SUBLET_TERMINAL_LINE_CONNECTING)
    sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_IDLE);
}

static char *
line_dup_command (SubletTerminalLine *line)
{
  return g_strdup ("ssh -p 41022 root@203.0.113.4");
}

static SubletTerminalLine *
line_new_beside (SubletTerminalLine *line)
{
  SubletUiLine *other = sublet_ui_line_new ();

  g_ptr_array_add (SUBLET_UI_LINE (line)->others, g_object_ref (other));
  return SUBLET_TERMINAL_LINE (other);
}

static SubletUploadQueue *
line_get_uploads (SubletTerminalLine *line)
{
  return SUBLET_UI_LINE (line)->uploads;
}

static void
line_set_tmux (SubletTerminalLine *line, const char *session)
{
  SubletUiLine *self = SUBLET_UI_LINE (line);

  g_free (self->tmux);
  self->tmux = g_strdup (session);
}

static void
line_look_for_tmux (SubletTerminalLine *line)
{
  SUBLET_UI_LINE (line)->n_looked++;
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

static void
sublet_ui_line_finalize (GObject *object)
{
  SubletUiLine *self = SUBLET_UI_LINE (object);

  sublet_ui_line_close_fd (&self->terminal_fd);
  sublet_ui_line_close_fd (&self->shell_fd);
  g_clear_error (&self->error);
  g_clear_pointer (&self->expected, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  g_string_free (self->input, TRUE);
  g_ptr_array_unref (self->others);
  g_object_unref (self->uploads);
  g_free (self->tmux);

  G_OBJECT_CLASS (sublet_ui_line_parent_class)->finalize (object);
}

static void
sublet_ui_line_class_init (SubletUiLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_ui_line_finalize;
}

/* There is nowhere to go. */
static SubletUpload *
make_no_upload (gpointer owner, GFile *file)
{
  return NULL;
}

static void
sublet_ui_line_init (SubletUiLine *self)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (SubletClock) clock = sublet_clock_new ();

  self->uploads = sublet_upload_queue_new_with (make_no_upload, owner, clock);
  self->terminal_fd = -1;
  self->shell_fd = -1;
  self->link = SUBLET_CONNECTION_N_LINKS;
  self->input = g_string_new (NULL);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sublet_ui_line_new:
 *
 * Returns: (transfer full): an idle line
 */
SubletUiLine *
sublet_ui_line_new (void)
{
  return g_object_new (SUBLET_TYPE_UI_LINE, NULL);
}

/**
 * sublet_ui_line_connect:
 * @self: a line
 * @link: where the chain stands
 */
void
sublet_ui_line_connect (SubletUiLine *self, SubletConnectionLink link)
{
  self->link = link;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_CONNECTING);
}

/**
 * sublet_ui_line_set_route:
 * @self: a line
 * @kind: which way it takes
 * @latency_us: how long an answer takes
 */
void
sublet_ui_line_set_route (SubletUiLine *self, SubletSshRouteKind kind, gint64 latency_us)
{
  g_clear_pointer (&self->route, sublet_ssh_route_unref);
  self->route = sublet_ssh_route_new (kind, "203.0.113.4", 41022);
  self->latency_us = latency_us;
  sublet_terminal_line_emit_changed (SUBLET_TERMINAL_LINE (self));
}

/**
 * sublet_ui_line_end_shell:
 * @self: a line with a shell
 * @exit_status: what it tells
 */
void
sublet_ui_line_end_shell (SubletUiLine *self, int exit_status)
{
  sublet_ui_line_close_fd (&self->shell_fd);
  self->exit_status = exit_status;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_ENDED);
}

/**
 * sublet_ui_line_lose_open:
 * @self: a line with a shell
 *
 * The terminal does not see the end: the shell's descriptor stays open until the next shell is
 * given or the line is closed.
 */
void
sublet_ui_line_lose_open (SubletUiLine *self)
{
  g_clear_error (&self->error);
  self->error = g_error_new_literal (SUBLET_ERROR,
                                     SUBLET_ERROR_NO_NETWORK,
                                     "the server hung up in mid-session");
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_LOST);
}

/**
 * sublet_ui_line_lose:
 * @self: a line with a shell
 */
void
sublet_ui_line_lose (SubletUiLine *self)
{
  sublet_ui_line_close_fd (&self->shell_fd);
  sublet_ui_line_lose_open (self);
}

/**
 * sublet_ui_line_fail:
 * @self: a line that connects
 * @link: where the chain broke
 * @code: a SubletError
 */
void
sublet_ui_line_fail (SubletUiLine *self, SubletConnectionLink link, int code)
{
  g_clear_error (&self->error);
  self->error = g_error_new_literal (SUBLET_ERROR, code, "connect: connection refused");
  self->link = link;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_FAILED);
}

/**
 * sublet_ui_line_fail_key:
 * @self: a line that connects
 * @problem: why the key cannot be used
 */
void
sublet_ui_line_fail_key (SubletUiLine *self, SubletKeyProblem problem)
{
  g_clear_error (&self->error);
  sublet_key_problem_set_error (&self->error, problem, NULL);
  self->link = SUBLET_CONNECTION_LINK_KEY;
  sublet_ui_line_set_state (self, SUBLET_TERMINAL_LINE_FAILED);
}

/**
 * sublet_ui_line_fail_own_key:
 * @self: a line that connects, to an instance with a key of its own
 * @problem: why that cannot be used
 */
void
sublet_ui_line_fail_own_key (SubletUiLine *self, SubletKeyProblem problem)
{
  self->own_key = TRUE;
  sublet_ui_line_fail_key (self, problem);
}

/* "ssh-ed25519" and 32 bytes, each behind its length. Source: RFC 8709, 4. */
static SubletSshHostKey *
make_host_key (guint8 fill)
{
  static const guint8 head[] = "\0\0\0\013ssh-ed25519\0\0\0\040";
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshHostKey *key;
  guint8 body[32];

  memset (body, fill, sizeof body);
  g_byte_array_append (bytes, head, sizeof head - 1);
  g_byte_array_append (bytes, body, sizeof body);
  blob = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  key = sublet_ssh_host_key_new (blob, &error);
  g_assert_no_error (error);

  return key;
}

/**
 * sublet_ui_line_fail_host_key:
 * @self: a line that connects
 */
void
sublet_ui_line_fail_host_key (SubletUiLine *self)
{
  g_clear_pointer (&self->expected, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented, sublet_ssh_host_key_unref);
  self->expected = make_host_key (1);
  self->presented = make_host_key (2);
  sublet_ui_line_fail (self, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY);
}

/**
 * sublet_ui_line_fail_new_host_key:
 * @self: a line that connects
 */
void
sublet_ui_line_fail_new_host_key (SubletUiLine *self)
{
  g_clear_pointer (&self->expected, sublet_ssh_host_key_unref);
  g_clear_pointer (&self->presented, sublet_ssh_host_key_unref);
  self->presented = make_host_key (2);
  sublet_ui_line_fail (self, SUBLET_CONNECTION_LINK_HOST_KEY, SUBLET_ERROR_SSH_HOST_KEY_NEW);
}

/**
 * sublet_ui_line_get_state:
 * @self: a line
 *
 * Returns: its state
 */
SubletTerminalLineState
sublet_ui_line_get_state (SubletUiLine *self)
{
  return self->state;
}

/**
 * sublet_ui_line_get_n_opened:
 * @self: a line
 *
 * Returns: how often a shell was asked for
 */
guint
sublet_ui_line_get_n_opened (SubletUiLine *self)
{
  return self->n_opened;
}

/**
 * sublet_ui_line_get_size:
 * @self: a line
 * @columns: (out): as told last
 * @rows: (out): likewise
 */
void
sublet_ui_line_get_size (SubletUiLine *self, int *columns, int *rows)
{
  *columns = self->columns;
  *rows = self->rows;
}

/**
 * sublet_ui_line_get_others:
 * @self: a line
 *
 * Returns: (transfer none) (element-type SubletUiLine): those that were made beside it
 */
GPtrArray *
sublet_ui_line_get_others (SubletUiLine *self)
{
  return self->others;
}

/**
 * sublet_ui_line_find_tmux:
 * @self: a line with a shell
 *
 * It is there, and the shell is not in it.
 */
void
sublet_ui_line_find_tmux (SubletUiLine *self)
{
  self->has_tmux = TRUE;
  sublet_terminal_line_emit_changed (SUBLET_TERMINAL_LINE (self));
}

guint
sublet_ui_line_get_n_looked (SubletUiLine *self)
{
  return self->n_looked;
}

/**
 * sublet_ui_line_get_tmux:
 * @self: a line
 *
 * Returns: (nullable): the session of what was opened last
 */
const char *
sublet_ui_line_get_tmux (SubletUiLine *self)
{
  return self->tmux;
}
