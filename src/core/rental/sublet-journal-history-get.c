/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/base/sublet-money.h"

G_DEFINE_ENUM_TYPE (SubletJournalEnding,
                    sublet_journal_ending,
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_DESTROYED, "destroyed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_LEASE, "lease"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_HOST, "host"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_CREDIT, "credit"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_ELSEWHERE, "elsewhere"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_VOLUME_DELETED, "volume-deleted"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_VOLUME_REFUSED, "volume-refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT, "volume-not-sent"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE,
                                         "volume-not-done"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN,
                                         "volume-ordered-again"))

G_DEFINE_ENUM_TYPE (SubletJournalState,
                    sublet_journal_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_STATE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_JOURNAL_STATE_ERROR, "error"))

/**
 * sublet_journal_row_get_cost_uusd:
 * @row: a row
 * @service_us: service time now
 *
 * The journal has no more of a volume than that it was ordered away.
 *
 * Returns: about what it has cost until then, or in all; 0 for what was never rented;
 *   SUBLET_MONEY_UNKNOWN, also of each volume
 */
gint64
sublet_journal_row_get_cost_uusd (const SubletJournalRow *row, gint64 service_us)
{
  if (row->volume_id != 0)
    return SUBLET_MONEY_UNKNOWN;
  if (row->ending == SUBLET_JOURNAL_ENDING_REFUSED)
    return 0;
  if (row->ending != SUBLET_JOURNAL_ENDING_NONE || row->meter_at_us == 0 ||
      row->meter_rate_nusd == SUBLET_MONEY_UNKNOWN || row->meter_uusd == SUBLET_MONEY_UNKNOWN)
    return row->meter_uusd;

  return sublet_money_add (row->meter_uusd,
                           sublet_money_cost_uusd (row->meter_rate_nusd,
                                                   MAX (service_us - row->meter_at_us, 0)));
}

/**
 * sublet_journal_row_get_duration_us:
 * @row: a row
 * @service_us: service time now
 *
 * Returns: from renting it to its end, or to now; 0 for what was never rented, or perhaps not
 */
gint64
sublet_journal_row_get_duration_us (const SubletJournalRow *row, gint64 service_us)
{
  if (row->contract_id == 0 || row->ending == SUBLET_JOURNAL_ENDING_REFUSED || row->made_us == 0)
    return 0;

  return MAX ((row->ended_us > 0 ? row->ended_us : service_us) - row->made_us, 0);
}

/* ---- the history ---- */

/**
 * sublet_journal_history_get_state:
 * @self: a history
 *
 * Returns: whether it was read
 */
SubletJournalState
sublet_journal_history_get_state (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), SUBLET_JOURNAL_STATE_LOADING);

  return self->state;
}

/**
 * sublet_journal_history_get_error:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const GError *
sublet_journal_history_get_error (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), NULL);

  return self->error;
}

/**
 * sublet_journal_history_get_clock:
 * @self: a history
 *
 * Returns: (transfer none): the engine's clock
 */
SubletClock *
sublet_journal_history_get_clock (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), NULL);

  return sublet_rental_engine_get_clock (self->engine);
}

/**
 * sublet_journal_history_get_total:
 * @self: a history
 *
 * Returns: how many rentals there are, in the view or not
 */
guint
sublet_journal_history_get_total (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), 0);

  return self->rows->rows->len;
}

/**
 * sublet_journal_history_foreach:
 * @self: a history
 * @func: (scope call): called for each rental, in the view or not, the newest first
 * @data: for @func
 */
void
sublet_journal_history_foreach (SubletJournalHistory *self,
                                void (*func) (const SubletJournalRow *row, gpointer data),
                                gpointer data)
{
  guint i;

  g_return_if_fail (SUBLET_IS_JOURNAL_HISTORY (self));

  for (i = 0; i < self->rows->rows->len; i++)
    func (&g_array_index (self->rows->rows, SubletJournalRow, i), data);
}

/**
 * sublet_journal_history_get_n_rows:
 * @self: a history
 *
 * Returns: how many rentals stand in the view
 */
guint
sublet_journal_history_get_n_rows (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), 0);

  return self->view->len;
}

/**
 * sublet_journal_history_get_row:
 * @self: a history
 * @position: a position in the view
 *
 * Returns: (transfer none) (nullable): its rental, valid until the next main loop turn; NULL beyond
 *   the end
 */
const SubletJournalRow *
sublet_journal_history_get_row (SubletJournalHistory *self, guint position)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), NULL);

  return position < self->view->len ? &g_array_index (self->rows->rows,
                                                      SubletJournalRow,
                                                      g_array_index (self->view, guint, position))
                                    : NULL;
}

/**
 * sublet_journal_history_find:
 * @self: a history
 * @id: a rental's own id
 *
 * Returns: its position in the view; G_MAXUINT: it is not there
 */
guint
sublet_journal_history_find (SubletJournalHistory *self, const char *id)
{
  gpointer index;
  guint low = 0;
  guint high;

  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), G_MAXUINT);

  if (id == NULL || !g_hash_table_lookup_extended (self->by_id, id, NULL, &index))
    return G_MAXUINT;

  /* The view keeps the order of the rows. */
  high = self->view->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->view, guint, middle) < GPOINTER_TO_UINT (index))
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->view->len && g_array_index (self->view, guint, low) == GPOINTER_TO_UINT (index)
           ? low
           : G_MAXUINT;
}

/**
 * sublet_journal_history_lookup:
 * @self: a history
 * @id: a rental's own id
 *
 * Returns: (transfer none) (nullable): the rental, in the view or not, valid until the next main
 *   loop turn
 */
const SubletJournalRow *
sublet_journal_history_lookup (SubletJournalHistory *self, const char *id)
{
  gpointer index;

  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), NULL);

  return id != NULL && g_hash_table_lookup_extended (self->by_id, id, NULL, &index)
           ? &g_array_index (self->rows->rows, SubletJournalRow, GPOINTER_TO_UINT (index))
           : NULL;
}

/**
 * sublet_journal_history_get_search:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what is searched for
 */
const char *
sublet_journal_history_get_search (SubletJournalHistory *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL_HISTORY (self), NULL);

  return self->search;
}
