/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

/* (transfer none): folded, kept by what it is of. */
static const char *
get_words (SubletJournalHistory *self,
           SubletJournalWords get,
           const SubletJournalRow *row,
           const char *of)
{
  const char *known = g_hash_table_lookup (self->folded, of);
  g_autofree char *said = NULL;
  char *folded;

  if (known != NULL)
    return known;

  said = get (row);
  folded = sublet_journal_fold (said != NULL ? said : "");
  g_hash_table_insert (self->folded, g_strdup (of), folded);
  return folded;
}

/**
 * sublet_journal_history_name_row: (skip)
 * @self: a history
 * @rows: its rows, or what is to be
 * @index: which of them
 *
 * Makes it found by what a person reads of its place and its end.
 */
void
sublet_journal_history_name_row (SubletJournalHistory *self, SubletJournalRows *rows, guint index)
{
  const SubletJournalRow *row = &g_array_index (rows->rows, SubletJournalRow, index);
  SubletJournalNeedles *needles = &g_array_index (rows->needles, SubletJournalNeedles, index);
  char of[64];

  if (self->place_words != NULL && row->place != NULL)
    needles->place = get_words (self, self->place_words, row, row->place);
  if (self->ending_words != NULL)
    {
      /* No place begins with a number. */
      g_snprintf (of,
                  sizeof of,
                  "%d %d %d %d",
                  row->ending,
                  row->state,
                  row->reason,
                  row->volume_id != 0);
      needles->ending = get_words (self, self->ending_words, row, of);
    }
}

/**
 * sublet_journal_history_set_words:
 * @self: a history that was not read yet
 * @place_words: what a person reads of a place
 * @ending_words: what a person reads of a state or an end
 *
 * So that what is seen is found, in whatever language it is seen.
 */
void
sublet_journal_history_set_words (SubletJournalHistory *self,
                                  SubletJournalWords place_words,
                                  SubletJournalWords ending_words)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));

  self->place_words = place_words;
  self->ending_words = ending_words;
}
