/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-volume-deletion.h"
#include "core/store/sublet-sql.h"

#include <math.h>

/* Volumes that were ordered away, beside what was rented. */

static const struct
{
  const char *outcome;
  SubletJournalEnding ending;
} endings[] = {
  { SUBLET_VOLUME_OUTCOME_GONE, SUBLET_JOURNAL_ENDING_VOLUME_DELETED },
  { SUBLET_VOLUME_OUTCOME_REFUSED, SUBLET_JOURNAL_ENDING_VOLUME_REFUSED },
  { SUBLET_VOLUME_OUTCOME_NOT_SENT, SUBLET_JOURNAL_ENDING_VOLUME_NOT_SENT },
  { SUBLET_VOLUME_OUTCOME_STILL_THERE, SUBLET_JOURNAL_ENDING_VOLUME_STILL_THERE },
  { SUBLET_VOLUME_OUTCOME_AGAIN, SUBLET_JOURNAL_ENDING_VOLUME_ORDERED_AGAIN },
};

/* NONE of one that is open, and of a word of a newer version. */
static SubletJournalEnding
get_ending (const char *outcome)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_strcmp0 (outcome, endings[i].outcome) == 0)
        return endings[i].ending;
    }

  return SUBLET_JOURNAL_ENDING_NONE;
}

/* What is open is on its way; texts belong to SQLite until the next step. */
static SubletJournalRow
get_row (sqlite3_stmt *row)
{
  SubletJournalRow r = { .id = (const char *) sqlite3_column_text (row, 0),
                         .server = (const char *) sqlite3_column_text (row, 1),
                         .account_id = sqlite3_column_int64 (row, 2),
                         .volume_id = sqlite3_column_int64 (row, 3),
                         .machine_id = sqlite3_column_int64 (row, 4),
                         .made_us = sqlite3_column_int64 (row, 5),
                         .ended_us = sqlite3_column_int64 (row, 6),
                         .quoted_running_nusd = SUBLET_MONEY_UNKNOWN,
                         .quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN,
                         .meter_rate_nusd = SUBLET_MONEY_UNKNOWN,
                         .disk_gb = NAN,
                         .reason = SUBLET_RENTAL_REASON_NONE };

  r.ending = get_ending ((const char *) sqlite3_column_text (row, 7));
  r.state = r.ending == SUBLET_JOURNAL_ENDING_NONE ? SUBLET_RENTAL_STATE_DESTROYING
                                                   : SUBLET_RENTAL_STATE_GONE;

  return r;
}

/**
 * sublet_journal_read_volume_rows: (skip)
 * @db: the journal's connection
 * @rows: gets a row for each volume that was ordered away, unsorted
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether they were read
 */
bool
sublet_journal_read_volume_rows (sqlite3 *db, SubletJournalRows *rows, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
    sublet_sql_query (db,
                      error,
                      "SELECT id, server, account_id, volume_id, machine_id, written_us,"
                      "       closed_us, outcome FROM volume_deletions",
                      "");
  bool row;

  while (statement != NULL && sublet_sql_step (statement, &row, error))
    {
      SubletJournalRow r;

      if (!row)
        return true;
      r = get_row (statement);
      r = sublet_journal_rows_copy (rows, &r);
      g_array_append_val (rows->rows, r);
    }

  return false;
}
