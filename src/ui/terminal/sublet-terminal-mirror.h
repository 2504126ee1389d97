/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "ui/terminal/sublet-assistive-status.h"
#include "ui/terminal/sublet-terminal-view.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_MIRROR (sublet_terminal_mirror_get_type ())

/*
 * The last lines in sight as the terminal's accessible description. VTE for GTK 4 has no accessible
 * text before 0.78, so that an assistive program would find nothing there. Only while one is
 * present: reading the screen again and again costs. Main thread.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalMirror,
                      sublet_terminal_mirror,
                      SUBLET,
                      TERMINAL_MIRROR,
                      GObject)

SubletTerminalMirror *sublet_terminal_mirror_new (SubletTerminalView *view,
                                                  SubletAssistiveStatus *status,
                                                  SubletClock *clock);
/* (transfer none) (nullable): the description as it was set last. */
const char *sublet_terminal_mirror_get_text (SubletTerminalMirror *self);

/* The last lines of a text that are not empty, in order, without blanks at their ends. */
char *sublet_terminal_mirror_dup_last_lines (const char *text);

G_END_DECLS
