/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-search.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SubletLogSearch
{
  SubletFindBar parent_instance;

  GtkTextView *text_view; /* (weak) (nullable) */
  GtkTextBuffer *buffer;  /* (owned) (nullable): its text */
  GArray *rows;           /* (owned) (element-type guint): lines of the text with a match */
  guint current;          /* the one that is shown, from 1; 0: none */
  gboolean outdated;      /* the text changed since */
};

G_DEFINE_FINAL_TYPE (SubletLogSearch, sublet_log_search, SUBLET_TYPE_FIND_BAR)

enum
{
  SIGNAL_FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_text (SubletLogSearch *self)
{
  return sublet_find_bar_get_text (SUBLET_FIND_BAR (self));
}

/* ---- which lines have it ---- */

/* Upper and lower case are one. Folding keeps the ends of lines; the plain way is the fast one, and
 * enough for whoever looks for plain letters. */
static char *
fold (const char *text, gboolean plain)
{
  return plain ? g_ascii_strdown (text, -1) : g_utf8_casefold (text, -1);
}

static guint
count_ends (const char *from, const char *to)
{
  guint n_ends = 0;

  while ((from = memchr (from, '\n', (gsize) (to - from))) != NULL)
    {
      n_ends++;
      from++;
    }

  return n_ends;
}

static void
collect (SubletLogSearch *self)
{
  gboolean plain = g_str_is_ascii (get_text (self));
  g_autofree char *needle = fold (get_text (self), plain);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  const char *counted;
  const char *at;
  GtkTextIter from;
  GtkTextIter to;
  guint row = 0;

  g_array_set_size (self->rows, 0);
  self->outdated = FALSE;
  if (*needle == '\0')
    return;

  gtk_text_buffer_get_bounds (self->buffer, &from, &to);
  text = gtk_text_buffer_get_slice (self->buffer, &from, &to, TRUE);
  folded = fold (text, plain);
  counted = folded;
  for (at = strstr (folded, needle); at != NULL; at = strstr (at, needle))
    {
      const char *end = strchr (at, '\n');

      row += count_ends (counted, at);
      g_array_append_val (self->rows, row);
      if (end == NULL)
        return;
      /* One match of a line is enough. */
      counted = at = end;
    }
}

/* ---- what is shown of them ---- */

static void
update_status (SubletLogSearch *self)
{
  SubletFindBar *bar = SUBLET_FIND_BAR (self);
  g_autofree char *words = NULL;

  if (self->current > 0)
    /* TRANSLATORS: in a search: the third of 18 lines that were found */
    words = g_strdup_printf (_ ("%u of %u"), self->current, self->rows->len);

  sublet_find_bar_show_found (bar, self->rows->len > 0 || *get_text (self) == '\0', words);
  sublet_find_bar_set_can_step (bar, self->rows->len > 0);
}

/* Selected and in sight: what was found of the line, or else all of it. */
static void
show_current (SubletLogSearch *self)
{
  GtkTextIter line;
  GtkTextIter end;
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_line (self->buffer,
                                    &line,
                                    (int) g_array_index (self->rows, guint, self->current - 1));
  end = line;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (!gtk_text_iter_forward_search (&line,
                                     get_text (self),
                                     GTK_TEXT_SEARCH_CASE_INSENSITIVE | GTK_TEXT_SEARCH_TEXT_ONLY,
                                     &from,
                                     &to,
                                     &end))
    {
      from = line;
      to = end;
    }
  gtk_text_buffer_select_range (self->buffer, &from, &to);
  gtk_text_view_scroll_to_mark (self->text_view,
                                gtk_text_buffer_get_insert (self->buffer),
                                0.1,
                                FALSE,
                                0,
                                0);
  g_signal_emit (self, signals[SIGNAL_FOUND], 0);
}

/* Where it is searched from: the line of the caret. */
static guint
get_row (SubletLogSearch *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));

  return (guint) gtk_text_iter_get_line (&iter);
}

/* The number of the first match that is not above a line, from 1. */
static guint
find_from (SubletLogSearch *self, guint row)
{
  guint i;

  for (i = 0; i < self->rows->len && g_array_index (self->rows, guint, i) < row; i++)
    ;

  return i + 1;
}

/* From the other end when none is left. */
static void
sublet_log_search_step (SubletFindBar *bar, int direction)
{
  SubletLogSearch *self = SUBLET_LOG_SEARCH (bar);
  guint row;

  /* The entry waits a little before it tells. */
  if (self->text_view == NULL || !sublet_find_bar_get_search_mode (bar))
    return;

  row = get_row (self);
  if (self->outdated)
    collect (self);
  if (self->rows->len == 0)
    self->current = 0;
  else if (direction > 0)
    self->current = find_from (self, row + 1);
  else
    self->current = find_from (self, row) - 1;
  if (self->rows->len > 0)
    {
      if (self->current > self->rows->len)
        self->current = 1;
      else if (self->current == 0)
        self->current = self->rows->len;
      show_current (self);
    }
  update_status (self);
}

/* From the end: the latest is what somebody looks for. */
static void
sublet_log_search_text_changed (SubletFindBar *bar)
{
  SubletLogSearch *self = SUBLET_LOG_SEARCH (bar);

  if (self->text_view == NULL)
    return;

  collect (self);
  self->current = self->rows->len;
  if (self->current > 0)
    show_current (self);
  update_status (self);
}

static void
on_buffer_changed (SubletLogSearch *self)
{
  self->outdated = TRUE;
}

static void
sublet_log_search_mode_changed (SubletFindBar *bar, gboolean open)
{
  SubletLogSearch *self = SUBLET_LOG_SEARCH (bar);

  if (open)
    sublet_log_search_text_changed (bar);
  else if (self->text_view != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* ---- the widget ---- */

static void
sublet_log_search_dispose (GObject *object)
{
  sublet_log_search_set_text_view (SUBLET_LOG_SEARCH (object), NULL);

  G_OBJECT_CLASS (sublet_log_search_parent_class)->dispose (object);
}

static void
sublet_log_search_finalize (GObject *object)
{
  g_array_unref (SUBLET_LOG_SEARCH (object)->rows);

  G_OBJECT_CLASS (sublet_log_search_parent_class)->finalize (object);
}

static void
sublet_log_search_class_init (SubletLogSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SubletFindBarClass *bar_class = SUBLET_FIND_BAR_CLASS (klass);

  object_class->dispose = sublet_log_search_dispose;
  object_class->finalize = sublet_log_search_finalize;
  bar_class->text_changed = sublet_log_search_text_changed;
  bar_class->step = sublet_log_search_step;
  bar_class->mode_changed = sublet_log_search_mode_changed;

  signals[SIGNAL_FOUND] = g_signal_new ("found",
                                        G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        0);
}

static void
sublet_log_search_init (SubletLogSearch *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  sublet_find_bar_set_prompt (SUBLET_FIND_BAR (self), _ ("Find in the Log"));
}

/**
 * sublet_log_search_set_text_view:
 * @self: a search
 * @text_view: (nullable): where to search from now on
 */
void
sublet_log_search_set_text_view (SubletLogSearch *self, GtkTextView *text_view)
{
  GtkTextBuffer *buffer = NULL;

  g_return_if_fail (SUBLET_IS_LOG_SEARCH (self));
  g_return_if_fail (text_view == NULL || GTK_IS_TEXT_VIEW (text_view));

  if (self->text_view == text_view && (text_view != NULL || self->buffer == NULL))
    return;

  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_set_weak_pointer (&self->text_view, text_view);
  if (text_view != NULL)
    buffer = gtk_text_view_get_buffer (text_view);
  g_set_object (&self->buffer, buffer);
  if (self->buffer != NULL)
    g_signal_connect_object (self->buffer,
                             "changed",
                             G_CALLBACK (on_buffer_changed),
                             self,
                             G_CONNECT_SWAPPED);
}
