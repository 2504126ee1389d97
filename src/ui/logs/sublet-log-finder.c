/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/logs/sublet-log-finder-private.h"

#include <string.h>

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

/* Whole lines. */
static void
find_slice (const GtkTextIter *end, GtkTextIter *start)
{
  int n_bytes = 0;

  *start = *end;
  while (n_bytes < SUBLET_LOG_FINDER_SLICE_BYTES && gtk_text_iter_backward_line (start))
    n_bytes += gtk_text_iter_get_bytes_in_line (start);
}

static void
find_rows (const char *folded, const char *needle, guint row, GArray *rows)
{
  const char *counted = folded;
  const char *at;

  for (at = strstr (folded, needle); at != NULL; at = strstr (at, needle))
    {
      const char *end = strchr (at, '\n');

      row += count_ends (counted, at);
      g_array_append_val (rows, row);
      if (end == NULL)
        return;
      /* One match of a line is enough. */
      counted = at = end;
    }
}

/**
 * sublet_log_finder_init: (skip)
 * @finder: (out): a finder that has found nothing
 */
void
sublet_log_finder_init (SubletLogFinder *finder)
{
  *finder = (SubletLogFinder){ .rows = g_array_new (FALSE, FALSE, sizeof (guint)) };
}

/**
 * sublet_log_finder_clear: (skip)
 * @finder: what it owns is freed
 */
void
sublet_log_finder_clear (SubletLogFinder *finder)
{
  g_array_unref (finder->rows);
  g_free (finder->needle);
}

/**
 * sublet_log_finder_begin: (skip)
 * @finder: a finder
 * @buffer: where to look; as it is until all of it was searched
 * @text: what is looked for; "": nothing
 */
void
sublet_log_finder_begin (SubletLogFinder *finder, GtkTextBuffer *buffer, const char *text)
{
  finder->plain = g_str_is_ascii (text);
  g_free (finder->needle);
  finder->needle = fold (text, finder->plain);
  g_array_set_size (finder->rows, 0);
  finder->top = *text != '\0' ? (guint) gtk_text_buffer_get_line_count (buffer) : 0;
}

/**
 * sublet_log_finder_go_on: (skip)
 * @finder: a finder
 * @buffer: that of sublet_log_finder_begin()
 *
 * Searches the next slice upwards, if there is one.
 *
 * Returns: how many more lines have it; they stand before all others
 */
guint
sublet_log_finder_go_on (SubletLogFinder *finder, GtkTextBuffer *buffer)
{
  g_autoptr (GArray) rows = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (finder->top == 0)
    return 0;

  rows = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Behind the last line it is the end of the text. */
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) finder->top);
  find_slice (&end, &start);
  finder->top = (guint) gtk_text_iter_get_line (&start);
  text = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  folded = fold (text, finder->plain);
  find_rows (folded, finder->needle, finder->top, rows);
  g_array_prepend_vals (finder->rows, rows->data, rows->len);

  return rows->len;
}

/**
 * sublet_log_finder_is_done: (skip)
 * @finder: a finder
 *
 * Returns: whether all of the text was searched
 */
gboolean
sublet_log_finder_is_done (const SubletLogFinder *finder)
{
  return finder->top == 0;
}
