/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/logs/sublet-log-line.h"
#include "ui/logs/sublet-log-view.h"

G_BEGIN_DECLS

/* What is shown of one item of the model. */
typedef struct
{
  guint n_rows;  /* of the text */
  guint n_lines; /* of the log */
} SubletLogShown;

struct _SubletLogView
{
  GtkWidget parent_instance;

  GListModel *lines; /* (owned) (nullable) */
  GArray *shown;     /* (owned) (element-type SubletLogShown): of each item */
  guint n_lines;
  bool timed; /* there is a column of times */

  bool follow;
  guint n_new;
  double last_value; /* where it was scrolled to */
  gint64 input_us;   /* when a person last did something here; monotonic */

  GtkTextBuffer *buffer; /* (borrowed): the text view's */
  GtkTextTag *warning;   /* (borrowed): the buffer's, likewise the others */
  GtkTextTag *error;
  GtkTextTag *quiet;

  /* template children */
  GtkWidget *scrolled;
  GtkTextView *text_view;
  GtkWidget *warning_probe;
  GtkWidget *error_probe;
};

/* sublet-log-view.c: says so, and scrolls nothing */
void sublet_log_view_take_follow (SubletLogView *self, bool follow);

/* sublet-log-view-follow.c: the end stays in sight until a person scrolls away from it */
void sublet_log_view_watch_scrolling (SubletLogView *self);
void sublet_log_view_unwatch_scrolling (SubletLogView *self);
void sublet_log_view_go_to_end (SubletLogView *self);

/* sublet-log-view-text.c: the buffer; a row is a line of it */
void sublet_log_view_make_tags (SubletLogView *self);
void sublet_log_view_update_indent (SubletLogView *self);
void sublet_log_view_update_colors (SubletLogView *self);
guint sublet_log_view_count_rows (SubletLogView *self, guint first, guint n_items);
guint sublet_log_view_count_lines (SubletLogView *self, guint first, guint n_items);
void sublet_log_view_remove_items (SubletLogView *self, guint at, guint row, guint n_items);
void sublet_log_view_insert_items (SubletLogView *self, guint at, guint row, guint n_items);

G_END_DECLS
