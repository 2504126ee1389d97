/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"
#include "core/store/sublet-settings.h"
#include "ui/terminal/sublet-assistive-status.h"
#include "ui/terminal/sublet-terminal-line.h"
#include "ui/terminal/sublet-terminal-text.h"
#include "ui/terminal/sublet-terminal-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_TAB (sublet_terminal_tab_get_type ())

/*
 * One shell on one instance: a terminal, and over it a card while there is no shell. It asks its
 * line for one when it is first seen. Properties: "rental", "line", "settings", "clock",
 * "assistive-status" and "demo" (construct-only), "ssh-problem" (construct-only, nullable: why
 * there can be no shell, a sentence), "number" (construct-only: which of the instance's terminals
 * it is, from 1).
 *
 * Signals: "changed", its state or title is another; "bell"; "find-cause", the person wants to see
 * where the chain broke; "close-requested".
 */
G_DECLARE_FINAL_TYPE (SubletTerminalTab, sublet_terminal_tab, SUBLET, TERMINAL_TAB, GtkWidget)

SubletRental *sublet_terminal_tab_get_rental (SubletTerminalTab *self);
SubletTerminalLine *sublet_terminal_tab_get_line (SubletTerminalTab *self);
SubletTerminalView *sublet_terminal_tab_get_view (SubletTerminalTab *self);
SubletTerminalLineState sublet_terminal_tab_get_state (SubletTerminalTab *self);
guint sublet_terminal_tab_get_number (SubletTerminalTab *self);
void sublet_terminal_tab_set_size_class (SubletTerminalTab *self, SubletSizeClass size_class);

/* (transfer full) */
char *sublet_terminal_tab_dup_title (SubletTerminalTab *self);
char *sublet_terminal_tab_dup_subtitle (SubletTerminalTab *self, SubletSizeClass size_class);

/* Whether closing it may end something that runs. */
gboolean sublet_terminal_tab_is_busy (SubletTerminalTab *self);
/* (element-type GFile): of this computer, for the instance. */
void sublet_terminal_tab_upload (SubletTerminalTab *self, GListModel *files);
gboolean sublet_terminal_tab_is_uploading (SubletTerminalTab *self);
/* Its shell in tmux, so that it outlives the connection. */
gboolean sublet_terminal_tab_can_keep (SubletTerminalTab *self);
void sublet_terminal_tab_keep (SubletTerminalTab *self);
void sublet_terminal_tab_do (SubletTerminalTab *self, SubletTerminalDeed deed);
/* What its card offers; NONE without a card. */
SubletTerminalDeed sublet_terminal_tab_get_first_deed (SubletTerminalTab *self);

G_END_DECLS
