/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/terminal/sublet-terminal-line.h"

#include <string.h>

G_DEFINE_INTERFACE (SubletTerminalLine, sublet_terminal_line, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} SubletTerminalLineSignal;

static guint signals[N_SIGNALS];

static void
sublet_terminal_line_default_init (SubletTerminalLineInterface *iface)
{
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          SUBLET_TYPE_TERMINAL_LINE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

/**
 * sublet_terminal_line_read:
 * @self: a line
 * @facts: (out caller-allocates): what it tells now
 */
void
sublet_terminal_line_read (SubletTerminalLine *self, SubletTerminalLineFacts *facts)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));
  g_return_if_fail (facts != NULL);

  memset (facts, 0, sizeof *facts);
  facts->link = SUBLET_CONNECTION_N_LINKS;
  SUBLET_TERMINAL_LINE_GET_IFACE (self)->read (self, facts);
}

/**
 * sublet_terminal_line_open:
 * @self: a line on which there is no shell
 * @columns: of the terminal, at least 1
 * @rows: likewise
 */
void
sublet_terminal_line_open (SubletTerminalLine *self, int columns, int rows)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));
  g_return_if_fail (columns > 0 && rows > 0);

  SUBLET_TERMINAL_LINE_GET_IFACE (self)->open (self, columns, rows);
}

/**
 * sublet_terminal_line_steal_fd:
 * @self: a line
 *
 * Returns: (transfer full): the terminal's end, or -1
 */
int
sublet_terminal_line_steal_fd (SubletTerminalLine *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_LINE (self), -1);

  return SUBLET_TERMINAL_LINE_GET_IFACE (self)->steal_fd (self);
}

/**
 * sublet_terminal_line_resize:
 * @self: a line
 * @columns: of the terminal, at least 1
 * @rows: likewise
 */
void
sublet_terminal_line_resize (SubletTerminalLine *self, int columns, int rows)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));
  g_return_if_fail (columns > 0 && rows > 0);

  SUBLET_TERMINAL_LINE_GET_IFACE (self)->resize (self, columns, rows);
}

/**
 * sublet_terminal_line_close:
 * @self: a line
 */
void
sublet_terminal_line_close (SubletTerminalLine *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));

  SUBLET_TERMINAL_LINE_GET_IFACE (self)->close (self);
}

/**
 * sublet_terminal_line_dup_command:
 * @self: a line
 *
 * Returns: (transfer full) (nullable): a command for another terminal program
 */
char *
sublet_terminal_line_dup_command (SubletTerminalLine *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_LINE (self), NULL);

  return SUBLET_TERMINAL_LINE_GET_IFACE (self)->dup_command (self);
}

/**
 * sublet_terminal_line_new_beside:
 * @self: a line
 *
 * Returns: (transfer full): an idle line over the same connection
 */
SubletTerminalLine *
sublet_terminal_line_new_beside (SubletTerminalLine *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_LINE (self), NULL);

  return SUBLET_TERMINAL_LINE_GET_IFACE (self)->new_beside (self);
}

/**
 * sublet_terminal_line_get_uploads:
 * @self: a line
 *
 * Returns: (transfer none): what is uploaded over it
 */
SubletUploadQueue *
sublet_terminal_line_get_uploads (SubletTerminalLine *self)
{
  g_return_val_if_fail (SUBLET_IS_TERMINAL_LINE (self), NULL);

  return SUBLET_TERMINAL_LINE_GET_IFACE (self)->get_uploads (self);
}

/**
 * sublet_terminal_line_set_tmux:
 * @self: a line
 * @session: (nullable): its name there
 */
void
sublet_terminal_line_set_tmux (SubletTerminalLine *self, const char *session)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));

  SUBLET_TERMINAL_LINE_GET_IFACE (self)->set_tmux (self, session);
}

/**
 * sublet_terminal_line_look_for_tmux:
 * @self: a line with a shell
 */
void
sublet_terminal_line_look_for_tmux (SubletTerminalLine *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));

  SUBLET_TERMINAL_LINE_GET_IFACE (self)->look_for_tmux (self);
}

/**
 * sublet_terminal_line_emit_changed:
 * @self: a line
 */
void
sublet_terminal_line_emit_changed (SubletTerminalLine *self)
{
  g_return_if_fail (SUBLET_IS_TERMINAL_LINE (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
