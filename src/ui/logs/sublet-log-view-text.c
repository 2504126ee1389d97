/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-view-private.h"

#include "ui/compat/sublet-ui-compat.h"
#include "ui/logs/sublet-log-text.h"

/* What the buffer has of the items. */

/* How much of the text's colour remains where it is said in a second voice. */
#define QUIET 0.72f

void
sublet_log_view_make_tags (SubletLogView *self)
{
  self->warning = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->error = gtk_text_buffer_create_tag (self->buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->quiet = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
}

/* What wraps goes on below the message. */
void
sublet_log_view_update_indent (SubletLogView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->text_view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int n_chars = SUBLET_LOG_TEXT_SIGN_CHARS + (self->timed ? SUBLET_LOG_TEXT_TIME_CHARS : 0);

  gtk_text_view_set_indent (self->text_view,
                            -PANGO_PIXELS (
                              n_chars * pango_font_metrics_get_approximate_digit_width (metrics)));
  pango_font_metrics_unref (metrics);
}

void
sublet_log_view_update_colors (SubletLogView *self)
{
  GdkRGBA color;

  sublet_ui_get_color (self->warning_probe, &color);
  g_object_set (self->warning, "foreground-rgba", &color, NULL);
  sublet_ui_get_color (self->error_probe, &color);
  g_object_set (self->error, "foreground-rgba", &color, NULL);
  sublet_ui_get_color (GTK_WIDGET (self->text_view), &color);
  color.alpha *= QUIET;
  g_object_set (self->quiet, "foreground-rgba", &color, NULL);
}

static GtkTextTag *
get_sign_tag (SubletLogView *self, SubletLogLine *line)
{
  switch (sublet_log_line_get_severity (line))
    {
    case SUBLET_LOG_SEVERITY_WARNING:
      return self->warning;

    case SUBLET_LOG_SEVERITY_ERROR:
      return self->error;

    case SUBLET_LOG_SEVERITY_NONE:
    default:
      return NULL;
    }
}

static void
apply_to_row (SubletLogView *self, GtkTextTag *tag, guint row, int first, int n_chars)
{
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &from, (int) row, first);
  to = from;
  if (n_chars > 0)
    gtk_text_iter_forward_chars (&to, n_chars);
  else
    gtk_text_iter_forward_to_line_end (&to);
  gtk_text_buffer_apply_tag (self->buffer, tag, &from, &to);
}

static void
apply_tags (SubletLogView *self, SubletLogLine *line, guint row, guint n_rows)
{
  GtkTextTag *tag = get_sign_tag (self, line);

  if (tag != NULL)
    apply_to_row (self, tag, row, self->timed ? SUBLET_LOG_TEXT_TIME_CHARS : 0, 1);
  if (sublet_log_line_get_gap (line))
    apply_to_row (self, self->quiet, row, 0, 0);
  if (n_rows > 1)
    apply_to_row (self, self->quiet, row + 1, 0, 0);
}

guint
sublet_log_view_count_rows (SubletLogView *self, guint first, guint n_items)
{
  guint n_rows = 0;
  guint i;

  for (i = first; i < first + n_items; i++)
    n_rows += g_array_index (self->shown, SubletLogShown, i).n_rows;

  return n_rows;
}

guint
sublet_log_view_count_lines (SubletLogView *self, guint first, guint n_items)
{
  guint n_lines = 0;
  guint i;

  for (i = first; i < first + n_items; i++)
    n_lines += g_array_index (self->shown, SubletLogShown, i).n_lines;

  return n_lines;
}

/* Every row has its end, so row and line of the buffer are one. */
void
sublet_log_view_remove_items (SubletLogView *self, guint at, guint row, guint n_items)
{
  GtkTextIter from;
  GtkTextIter to;

  if (n_items == 0)
    return;

  gtk_text_buffer_get_iter_at_line (self->buffer, &from, (int) row);
  gtk_text_buffer_get_iter_at_line (self->buffer,
                                    &to,
                                    (int) (row + sublet_log_view_count_rows (self, at, n_items)));
  gtk_text_buffer_delete (self->buffer, &from, &to);
  g_array_remove_range (self->shown, at, n_items);
}

void
sublet_log_view_insert_items (SubletLogView *self, guint at, guint row, guint n_items)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTextIter iter;
  guint i;

  if (n_items == 0)
    return;

  for (i = at; i < at + n_items; i++)
    {
      g_autoptr (SubletLogLine) line = g_list_model_get_item (self->lines, i);
      SubletLogShown shown = { .n_lines = sublet_log_text_count (line) };

      shown.n_rows = sublet_log_text_append (text, line, self->timed);
      g_array_insert_val (self->shown, i, shown);
    }
  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, (int) row);
  gtk_text_buffer_insert (self->buffer, &iter, text->str, (int) text->len);

  for (i = at; i < at + n_items; i++)
    {
      g_autoptr (SubletLogLine) line = g_list_model_get_item (self->lines, i);
      guint n_rows = g_array_index (self->shown, SubletLogShown, i).n_rows;

      apply_tags (self, line, row, n_rows);
      row += n_rows;
    }
}
