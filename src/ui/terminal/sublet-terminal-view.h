/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>
#include <stdbool.h>
#include <vte/vte.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_VIEW (sublet_terminal_view_get_type ())

/*
 * A terminal and what a person does with it: colours of the surroundings, copy, paste that asks,
 * zoom, addresses that open. It knows a pseudo-terminal's end and nothing of where that leads.
 * What the shell sends never reaches the clipboard, the window's title or a file.
 *
 * Property: "settings" (construct-only). Signals: "resized" (int columns, int rows), within an
 * allocation; "bell"; "link-refused", a click on an address that is not one of the web's;
 * "context-menu" (double x, double y), in the view's coordinates.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalView, sublet_terminal_view, SUBLET, TERMINAL_VIEW, GtkWidget)

GtkWidget *sublet_terminal_view_new (SubletSettings *settings);

VteTerminal *sublet_terminal_view_get_terminal (SubletTerminalView *self);

/* At the other end's end nothing can be typed any more; what was shown stays, always. */
bool sublet_terminal_view_join (SubletTerminalView *self, int fd, GError **error);

void sublet_terminal_view_get_size (SubletTerminalView *self, int *columns, int *rows);
/* What can be seen, without the empty rest of each line. (transfer full). */
char *sublet_terminal_view_dup_text (SubletTerminalView *self);
bool sublet_terminal_view_is_at_prompt (SubletTerminalView *self);

void sublet_terminal_view_copy (SubletTerminalView *self);
/* Asks where the text is risky. primary: what is selected somewhere instead of the clipboard. */
void sublet_terminal_view_paste (SubletTerminalView *self, bool primary);
void sublet_terminal_view_zoom (SubletTerminalView *self, int steps);
void sublet_terminal_view_zoom_normal (SubletTerminalView *self);

G_END_DECLS
