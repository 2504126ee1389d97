/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include <stdbool.h>

G_BEGIN_DECLS

/* GTK's dialog that asks where a file goes, in a process of its own: it still reads folders when it
 * is closed, and loses what it reads. */

/* True in that process; in the test's own the test was run there. Each test begins with it. */
bool sublet_ui_chooser_is_alone (void);
/* The dialog will begin in a folder of the test's. Before the window is made. */
void sublet_ui_chooser_begin (void);
/* The dialog, once it is there. */
GtkWidget *sublet_ui_chooser_await (void);
guint sublet_ui_chooser_count (void);
/* What a file of that name holds: (nullable), (transfer full). */
char *sublet_ui_chooser_read_file (const char *name);
char *sublet_ui_chooser_await_file (const char *name);
/* A window other than the dialog says so, at last. */
bool sublet_ui_chooser_is_told (const char *text);
void sublet_ui_chooser_await_told (const char *text);
/* Leaves the process. */
G_NORETURN void sublet_ui_chooser_end (void);

G_END_DECLS
