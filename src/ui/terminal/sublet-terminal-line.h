/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload-queue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SubletTerminalLineState:
 * @SUBLET_TERMINAL_LINE_IDLE: no shell was asked for
 * @SUBLET_TERMINAL_LINE_CONNECTING: on its way along the chain
 * @SUBLET_TERMINAL_LINE_OPEN: a shell answers
 * @SUBLET_TERMINAL_LINE_ENDED: the shell ended by itself, or was closed
 * @SUBLET_TERMINAL_LINE_LOST: the connection went away under the shell
 * @SUBLET_TERMINAL_LINE_FAILED: there never was a shell
 */
typedef enum
{
  SUBLET_TERMINAL_LINE_IDLE,
  SUBLET_TERMINAL_LINE_CONNECTING,
  SUBLET_TERMINAL_LINE_OPEN,
  SUBLET_TERMINAL_LINE_ENDED,
  SUBLET_TERMINAL_LINE_LOST,
  SUBLET_TERMINAL_LINE_FAILED,
} SubletTerminalLineState;

/* What a line tells at one moment. All is borrowed, until the line changes. */
typedef struct
{
  SubletTerminalLineState state;
  SubletConnectionLink link; /* CONNECTING: where it stands; FAILED: where it broke; N_LINKS: at the
                                shell itself */
  const GError *error;       /* (nullable): LOST, FAILED; technical English, for Details */
  gboolean own_key;          /* the instance has an SSH key of its own */
  SubletSshHostKey *expected;  /* (nullable): with SUBLET_ERROR_SSH_HOST_KEY, what was pinned */
  SubletSshHostKey *presented; /* (nullable): likewise, what came instead */
  SubletSshRoute *route;       /* (nullable): the one in use, or the latest tried */
  gint64 latency_us;           /* of one command there and back; 0: not measured */
  int exit_status;             /* ENDED */
  gboolean has_tmux;           /* OPEN: it was looked for, and the shell could be kept in it */
} SubletTerminalLineFacts;

#define SUBLET_TYPE_TERMINAL_LINE (sublet_terminal_line_get_type ())

/*
 * What stands behind one tab: a shell on an instance, and the way to it. Main thread.
 *
 * Signal "changed": what read() tells is another.
 */
G_DECLARE_INTERFACE (SubletTerminalLine, sublet_terminal_line, SUBLET, TERMINAL_LINE, GObject)

struct _SubletTerminalLineInterface
{
  GTypeInterface parent_interface;

  void (*read) (SubletTerminalLine *self, SubletTerminalLineFacts *facts);
  void (*open) (SubletTerminalLine *self, int columns, int rows);
  int (*steal_fd) (SubletTerminalLine *self);
  void (*resize) (SubletTerminalLine *self, int columns, int rows);
  void (*close) (SubletTerminalLine *self);
  char *(*dup_command) (SubletTerminalLine *self);
  SubletTerminalLine *(*new_beside) (SubletTerminalLine *self);
  SubletUploadQueue *(*get_uploads) (SubletTerminalLine *self);
  void (*set_tmux) (SubletTerminalLine *self, const char *session);
  void (*look_for_tmux) (SubletTerminalLine *self);
};

void sublet_terminal_line_read (SubletTerminalLine *self, SubletTerminalLineFacts *facts);
/* In every state but CONNECTING and OPEN: asks for a shell, and for the connection if need be. */
void sublet_terminal_line_open (SubletTerminalLine *self, int columns, int rows);
/* (transfer full): the terminal's end of the shell's pseudo-terminal, once for each OPEN; else -1.
 */
int sublet_terminal_line_steal_fd (SubletTerminalLine *self);
/* In characters. */
void sublet_terminal_line_resize (SubletTerminalLine *self, int columns, int rows);
/* Ends what is asked for or open; the connection stays for others. */
void sublet_terminal_line_close (SubletTerminalLine *self);
/* (transfer full) (nullable): how another terminal program would connect. */
char *sublet_terminal_line_dup_command (SubletTerminalLine *self);
/* (transfer full): another shell over the same connection. */
SubletTerminalLine *sublet_terminal_line_new_beside (SubletTerminalLine *self);
/* (transfer none): the files that go to the instance from this terminal. */
SubletUploadQueue *sublet_terminal_line_get_uploads (SubletTerminalLine *self);
/* What is opened next is kept in this session of tmux, where there is one; NULL: a plain shell. */
void sublet_terminal_line_set_tmux (SubletTerminalLine *self, const char *session);
/* While it is OPEN, once: read() tells what was found. */
void sublet_terminal_line_look_for_tmux (SubletTerminalLine *self);

/* For those who implement it. */
void sublet_terminal_line_emit_changed (SubletTerminalLine *self);

G_END_DECLS
