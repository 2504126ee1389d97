/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-search.h"

#include "ui/logs/sublet-log-finder-private.h"

#include <glib/gi18n.h>

struct _SubletLogSearch
{
  SubletFindBar parent_instance;

  GtkTextView *text_view; /* (weak) (nullable) */
  GtkTextBuffer *buffer;  /* (owned) (nullable): its text */
  SubletLogFinder finder;
  guint current;     /* the one that is shown, from 1; 0: none */
  gboolean outdated; /* the text changed since */

  guint search_id; /* while not all of it was searched; 0: it was */
  int wanted;      /* the step that waits for that, or 0 */
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

static void
stop (SubletLogSearch *self)
{
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->wanted = 0;
}

static gboolean on_idle (gpointer user_data);

static void
go_on (SubletLogSearch *self)
{
  guint n_found = sublet_log_finder_go_on (&self->finder, self->buffer);

  if (self->current > 0)
    self->current += n_found;
}

/* A part at once, with which a short log is done, the others when there is nothing else to do. */
static void
begin (SubletLogSearch *self)
{
  stop (self);
  self->current = 0;
  self->outdated = FALSE;
  sublet_log_finder_begin (&self->finder, self->buffer, get_text (self));
  go_on (self);
  if (!sublet_log_finder_is_done (&self->finder))
    self->search_id = g_idle_add (on_idle, self);
}

/* ---- what is shown of what it finds ---- */

static void
update_status (SubletLogSearch *self)
{
  SubletFindBar *bar = SUBLET_FIND_BAR (self);
  g_autofree char *words = NULL;

  /* How many there are is known at the end. */
  if (self->current > 0 && self->search_id == 0)
    /* TRANSLATORS: in a search: the third of 18 lines that were found */
    words = g_strdup_printf (_ ("%u of %u"), self->current, self->finder.rows->len);

  sublet_find_bar_show_found (bar,
                              self->finder.rows->len > 0 || self->search_id != 0 ||
                                *get_text (self) == '\0',
                              words);
  sublet_find_bar_set_can_step (bar, self->finder.rows->len > 0);
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
                                    (int) g_array_index (self->finder.rows,
                                                         guint,
                                                         self->current - 1));
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

  for (i = 0; i < self->finder.rows->len && g_array_index (self->finder.rows, guint, i) < row; i++)
    ;

  return i + 1;
}

/* From the other end when none is left. */
static void
step (SubletLogSearch *self, int direction)
{
  guint row = get_row (self);

  if (self->finder.rows->len == 0)
    self->current = 0;
  else if (direction > 0)
    self->current = find_from (self, row + 1);
  else
    self->current = find_from (self, row) - 1;
  if (self->finder.rows->len > 0)
    {
      if (self->current > self->finder.rows->len)
        self->current = 1;
      else if (self->current == 0)
        self->current = self->finder.rows->len;
      show_current (self);
    }
  update_status (self);
}

static void
sublet_log_search_step (SubletFindBar *bar, int direction)
{
  SubletLogSearch *self = SUBLET_LOG_SEARCH (bar);

  /* The entry waits a little before it tells. */
  if (self->text_view == NULL || !sublet_find_bar_get_search_mode (bar))
    return;

  if (self->outdated)
    begin (self);
  if (self->search_id == 0)
    {
      step (self, direction);
      return;
    }

  self->wanted = direction;
  update_status (self);
}

/* From the end: the latest is what somebody looks for. */
static void
show_latest (SubletLogSearch *self)
{
  if (self->current == 0 && self->wanted == 0 && self->finder.rows->len > 0)
    {
      self->current = self->finder.rows->len;
      show_current (self);
    }
  update_status (self);
}

static gboolean
on_idle (gpointer user_data)
{
  SubletLogSearch *self = user_data;
  int wanted = self->wanted;

  /* What was found stands elsewhere by now. */
  if (self->outdated)
    begin (self);
  else
    go_on (self);
  if (!sublet_log_finder_is_done (&self->finder))
    {
      self->wanted = wanted;
      show_latest (self);
      return G_SOURCE_CONTINUE;
    }

  stop (self);
  if (wanted != 0)
    step (self, wanted);
  else
    show_latest (self);
  return G_SOURCE_REMOVE;
}

static void
sublet_log_search_text_changed (SubletFindBar *bar)
{
  SubletLogSearch *self = SUBLET_LOG_SEARCH (bar);

  if (self->text_view == NULL)
    return;

  begin (self);
  show_latest (self);
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
  else
    {
      stop (self);
      if (self->text_view != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
    }
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
  sublet_log_finder_clear (&SUBLET_LOG_SEARCH (object)->finder);

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
  sublet_log_finder_init (&self->finder);
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

  stop (self);
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
