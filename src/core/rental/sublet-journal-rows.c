/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include <string.h>

/* Rows that are held: packed, with the texts that many have kept once. */

/**
 * sublet_journal_rows_new: (skip)
 *
 * Returns: (transfer full): no rows
 */
SubletJournalRows *
sublet_journal_rows_new (void)
{
  SubletJournalRows *self = g_new0 (SubletJournalRows, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (SubletJournalRow));
  self->needles = g_array_new (FALSE, TRUE, sizeof (SubletJournalNeedles));
  self->text = g_string_chunk_new (64 * 1024);
  self->folded = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * sublet_journal_rows_free: (skip)
 * @self: (transfer full): rows
 */
void
sublet_journal_rows_free (SubletJournalRows *self)
{
  g_array_unref (self->rows);
  g_array_unref (self->needles);
  g_hash_table_unref (self->folded);
  g_string_chunk_free (self->text);
  g_free (self);
}

/* A text that others have too. */
static const char *
share (SubletJournalRows *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->text, text) : NULL;
}

static const char *
keep (SubletJournalRows *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->text, text) : NULL;
}

static const char *
fold_shared (SubletJournalRows *self, const char *text)
{
  const char *known = g_hash_table_lookup (self->folded, text);
  g_autofree char *folded = NULL;

  if (known != NULL)
    return known;

  folded = sublet_journal_fold (text);
  known = keep (self, folded);
  g_hash_table_insert (self->folded, (gpointer) text, (gpointer) known);
  return known;
}

static void
append_line (GString *line, const char *text)
{
  if (text != NULL)
    g_string_append (line, text);
  g_string_append_c (line, '\n');
}

/* Each text of the row folded, in lines, so that no word is found across two of them. */
static void
make_needles (SubletJournalRows *self, guint index, GString *line)
{
  const SubletJournalRow *row = &g_array_index (self->rows, SubletJournalRow, index);
  SubletJournalNeedles needles = { NULL };
  const char *const shared[] = { row->gpu_name, row->place, row->image };
  gsize i;

  g_string_truncate (line, 0);
  if (row->label != NULL)
    {
      g_autofree char *folded = sublet_journal_fold (row->label);

      append_line (line, folded);
    }
  if (row->volume_id != 0)
    g_string_append_printf (line, "%" G_GINT64_FORMAT "\n", row->volume_id);
  for (i = 0; i < G_N_ELEMENTS (shared); i++)
    append_line (line, shared[i] != NULL ? fold_shared (self, shared[i]) : NULL);
  needles.own = keep (self, line->str);
  g_array_index (self->needles, SubletJournalNeedles, index) = needles;
}

/**
 * sublet_journal_rows_copy: (skip)
 * @self: rows
 * @row: a row whose texts belong to somebody else
 *
 * Returns: the same with texts that belong to @self, which does not have it among its rows yet
 */
SubletJournalRow
sublet_journal_rows_copy (SubletJournalRows *self, const SubletJournalRow *row)
{
  SubletJournalRow copy = *row;

  copy.id = keep (self, row->id);
  copy.label = keep (self, row->label);
  copy.gpu_name = share (self, row->gpu_name);
  copy.place = share (self, row->place);
  copy.image = share (self, row->image);
  copy.server = share (self, row->server);

  return copy;
}

/**
 * sublet_journal_rows_insert: (skip)
 * @self: rows, sorted
 * @row: what to copy, with its texts; of a rental that is not among them
 *
 * Returns: where it went, newest first
 */
guint
sublet_journal_rows_insert (SubletJournalRows *self, const SubletJournalRow *row)
{
  g_autoptr (GString) line = g_string_new (NULL);
  SubletJournalRow copy = sublet_journal_rows_copy (self, row);
  SubletJournalNeedles needles = { NULL };
  guint place = 0;

  while (place < self->rows->len &&
         g_array_index (self->rows, SubletJournalRow, place).made_us > row->made_us)
    place++;

  g_array_insert_val (self->rows, place, copy);
  g_array_insert_val (self->needles, place, needles);
  make_needles (self, place, line);

  return place;
}

/**
 * sublet_journal_rows_set: (skip)
 * @self: rows
 * @index: which one
 * @row: what to copy, with its texts; of the same rental
 */
void
sublet_journal_rows_set (SubletJournalRows *self, guint index, const SubletJournalRow *row)
{
  SubletJournalRow *old = &g_array_index (self->rows, SubletJournalRow, index);
  SubletJournalRow now = *row;
  bool same_texts;

  /* Texts that are as before stay where they are: rows are replaced all day, and nothing is ever
   * taken out of the chunk. */
  now.id = old->id;
  now.label = g_strcmp0 (old->label, row->label) == 0 ? old->label : keep (self, row->label);
  now.gpu_name = share (self, row->gpu_name);
  now.place = share (self, row->place);
  now.image = share (self, row->image);
  now.server = share (self, row->server);
  same_texts = now.label == old->label && now.gpu_name == old->gpu_name &&
               now.place == old->place && now.image == old->image;
  *old = now;
  if (!same_texts)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      make_needles (self, index, line);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SubletJournalRow *left = a;
  const SubletJournalRow *right = b;

  if (left->made_us != right->made_us)
    return left->made_us < right->made_us ? 1 : -1;

  return strcmp (right->id, left->id);
}

/**
 * sublet_journal_rows_sort: (skip)
 * @self: rows that were appended
 *
 * Puts the newest first, and makes what is searched of them.
 */
void
sublet_journal_rows_sort (SubletJournalRows *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint i;

  g_array_sort (self->rows, compare_rows);
  g_array_set_size (self->needles, self->rows->len);
  for (i = 0; i < self->rows->len; i++)
    make_needles (self, i, line);
}
