/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-problem.h"
#include "ui/terminal/sublet-terminal-line.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_UI_LINE (sublet_ui_line_get_type ())

/*
 * A terminal's line whose other end is the test: no connection, but a pseudo-terminal pair like the
 * one a shell has.
 */
G_DECLARE_FINAL_TYPE (SubletUiLine, sublet_ui_line, SUBLET, UI_LINE, GObject)

SubletUiLine *sublet_ui_line_new (void);

/* The next step: as the core would tell it. */
void sublet_ui_line_connect (SubletUiLine *self, SubletConnectionLink link);
void sublet_ui_line_set_route (SubletUiLine *self, SubletSshRouteKind kind, gint64 latency_us);
void sublet_ui_line_give_shell (SubletUiLine *self);
void sublet_ui_line_end_shell (SubletUiLine *self, int exit_status);
void sublet_ui_line_lose_open (SubletUiLine *self);
void sublet_ui_line_lose (SubletUiLine *self);
void sublet_ui_line_fail (SubletUiLine *self, SubletConnectionLink link, int code);
/* Of the person's own key. */
void sublet_ui_line_fail_key (SubletUiLine *self, SubletKeyProblem problem);
/* Of one that the instance has as its own. */
void sublet_ui_line_fail_own_key (SubletUiLine *self, SubletKeyProblem problem);
/* With two fingerprints. */
void sublet_ui_line_fail_host_key (SubletUiLine *self);
/* The same where none was seen before. */
void sublet_ui_line_fail_new_host_key (SubletUiLine *self);

/* What the shell sends, and what it gets. */
void sublet_ui_line_say (SubletUiLine *self, const char *text);
void sublet_ui_line_await_input (SubletUiLine *self, const char *text);
/* All that came since the last call. (transfer full) */
char *sublet_ui_line_take_input (SubletUiLine *self);
/* The shell's own end, for a thread that writes. */
int sublet_ui_line_get_fd (SubletUiLine *self);

SubletTerminalLineState sublet_ui_line_get_state (SubletUiLine *self);
guint sublet_ui_line_get_n_opened (SubletUiLine *self);
/* As told last. */
void sublet_ui_line_get_size (SubletUiLine *self, int *columns, int *rows);
/* (transfer none): of all lines over one connection, those that were made beside it. */
GPtrArray *sublet_ui_line_get_others (SubletUiLine *self);

/* It was looked for; how often; in which session the latest shell is. */
void sublet_ui_line_find_tmux (SubletUiLine *self);
guint sublet_ui_line_get_n_looked (SubletUiLine *self);
const char *sublet_ui_line_get_tmux (SubletUiLine *self); /* (nullable) */

G_END_DECLS
