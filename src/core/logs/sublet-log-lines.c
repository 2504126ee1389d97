/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"

#include "config.h"

#include "core/logs/sublet-log-private.h"

/* Lines come and go. */

static void
add_line (SubletLog *self, SubletLogLine *line)
{
  self->n_bytes += sublet_log_line_get_n_bytes (line);
  g_ptr_array_add (self->lines, g_object_ref (line));
}

static void
remove_last (SubletLog *self)
{
  guint last = self->lines->len - 1;

  self->n_bytes -= sublet_log_line_get_n_bytes (g_ptr_array_index (self->lines, last));
  g_ptr_array_remove_index (self->lines, last);
}

/* The first new line may say what the last known one does; then one stands for both. */
static guint
fold_first (SubletLog *self, SubletLogReading *reading)
{
  SubletLogLine *first = g_ptr_array_index (reading->lines, 0);
  bool first_is_last = reading->lines->len == 1;
  SubletLogLine *last;

  if (self->lines->len == 0 || (first_is_last && reading->unfinished))
    return 0;
  last = g_ptr_array_index (self->lines, self->lines->len - 1);
  if (!sublet_log_line_says_same (last, first))
    return 0;

  first = sublet_log_line_new_repeated (last, 1 + sublet_log_line_get_n_more (first));
  g_object_unref (g_ptr_array_index (reading->lines, 0));
  g_ptr_array_index (reading->lines, 0) = first;
  remove_last (self);
  return 1;
}

static void
add_gap (SubletLog *self)
{
  g_autoptr (SubletLogLine) gap = sublet_log_line_new_gap ();

  add_line (self, gap);
}

static void
append_lines (SubletLog *self, SubletLogReading *reading)
{
  guint removed = 0;
  guint at;
  guint i;

  if (self->unfinished)
    {
      remove_last (self);
      removed++;
    }
  if (reading->lines->len > 0 && reading->joined)
    removed += fold_first (self, reading);
  at = self->lines->len;
  if (!reading->joined)
    add_gap (self);
  for (i = 0; i < reading->lines->len; i++)
    add_line (self, g_ptr_array_index (reading->lines, i));
  self->unfinished = reading->unfinished;

  if (removed > 0 || self->lines->len > at)
    g_list_model_items_changed (G_LIST_MODEL (self), at, removed, self->lines->len - at);
}

static void
drop_old_lines (SubletLog *self)
{
  guint n_old = 0;

  while (self->lines->len - n_old > SUBLET_LOG_MAX_LINES || self->n_bytes > SUBLET_LOG_MAX_BYTES)
    {
      self->n_bytes -= sublet_log_line_get_n_bytes (g_ptr_array_index (self->lines, n_old));
      n_old++;
    }
  if (n_old == 0)
    return;

  g_ptr_array_remove_range (self->lines, 0, n_old);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, 0);
}

static void
keep_hashes (SubletLog *self, const GArray *hashes)
{
  g_array_append_vals (self->hashes, hashes->data, hashes->len);
  if (self->hashes->len > SUBLET_LOG_FIRST_TAIL)
    g_array_remove_range (self->hashes, 0, self->hashes->len - SUBLET_LOG_FIRST_TAIL);
}

/**
 * sublet_log_add_lines: (skip)
 * @self: a log
 * @reading: what it says beyond what is known
 *
 * Those that are too old or too much go.
 */
void
sublet_log_add_lines (SubletLog *self, SubletLogReading *reading)
{
  keep_hashes (self, reading->hashes);
  append_lines (self, reading);
  drop_old_lines (self);
}
