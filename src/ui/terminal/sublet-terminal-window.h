/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"
#include "core/ssh/sublet-connection.h"
#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_WINDOW (sublet_terminal_window_get_type ())

/*
 * Terminals in tabs, of one instance or of several; the title is that of the tab in sight.
 * Properties: "settings", "clock" (the engine's), "demo" and "ssh-problem" (nullable: why no
 * instance can be reached, a sentence) (construct-only), "application" and others of GtkWindow. Its
 * keys come before those of the application, and what it does not use itself goes to the shell.
 *
 * Signals: "show-rental" (SubletRental): the person wants to see it in the main window, where the
 * chain of its connection is; "destroy-rental" (SubletRental): to be asked for there;
 * "extend-lease" (SubletRental, GtkWidget): by an hour, to be told where that widget stands;
 * "show-instances": the way on from a window without a tab; "window-created"
 * (SubletTerminalWindow): another one, for a tab that was drawn out. Actions: terminal.new-tab,
 * .close-tab, .previous-tab, .next-tab, .select-tab, .copy, .paste, .paste-selection, .select-all,
 * .find, .zoom-in, .zoom-out, .zoom-normal, .full-screen, .copy-command, .find-cause,
 * .show-instances, .leave, .close-window.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalWindow,
                      sublet_terminal_window,
                      SUBLET,
                      TERMINAL_WINDOW,
                      AdwWindow)

SubletTerminalWindow *sublet_terminal_window_new (GtkApplication *application,
                                                  SubletSettings *settings,
                                                  SubletClock *clock,
                                                  gboolean demo,
                                                  const char *ssh_problem);

/* A shell of its own, in sight. */
void sublet_terminal_window_add_tab (SubletTerminalWindow *self,
                                     SubletRental *rental,
                                     SubletConnection *connection);
/* Brings a tab of that rental into sight. Returns: whether there is one. */
gboolean sublet_terminal_window_show_tab (SubletTerminalWindow *self, SubletRental *rental);
guint sublet_terminal_window_get_n_tabs (SubletTerminalWindow *self);

G_END_DECLS
