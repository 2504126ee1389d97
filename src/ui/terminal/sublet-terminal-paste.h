/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Text on its way into a shell. What is pasted may be a command that runs at once, or hide one:
 * such text is shown first, as it is.
 */

/* Several lines, or a character that does something instead of being one. */
gboolean sublet_terminal_paste_is_risky (const char *text);
guint sublet_terminal_paste_count_lines (const char *text);
/* With escapes in place of what cannot be seen: "\x1b", "\u202e". Tabs and lines are kept. */
char *sublet_terminal_paste_dup_shown (const char *text);
/* The same with lines as escapes too, for text that stands in one row. */
char *sublet_terminal_paste_dup_inline (const char *text);

/* Asks, where it is risky; completes with the answer. */
void sublet_terminal_paste_ask_async (GtkWidget *parent,
                                      const char *text,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean sublet_terminal_paste_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
