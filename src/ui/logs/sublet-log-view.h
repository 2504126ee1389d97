/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LOG_VIEW (sublet_log_view_get_type ())

/*
 * The lines of a log as one text. Properties: "follow" (the end stays in sight; off when the person
 * scrolls up, on again at the end), "n-new" (read-only: lines that came while it was off),
 * "n-lines" (read-only: all, equal ones counted).
 */
G_DECLARE_FINAL_TYPE (SubletLogView, sublet_log_view, SUBLET, LOG_VIEW, GtkWidget)

/* Of SubletLogLine. */
void sublet_log_view_set_lines (SubletLogView *self, GListModel *lines);

gboolean sublet_log_view_get_follow (SubletLogView *self);
void sublet_log_view_set_follow (SubletLogView *self, gboolean follow);
guint sublet_log_view_get_n_new (SubletLogView *self);
guint sublet_log_view_get_n_lines (SubletLogView *self);

/* (transfer none): for whoever searches. */
GtkTextView *sublet_log_view_get_text_view (SubletLogView *self);

G_END_DECLS
