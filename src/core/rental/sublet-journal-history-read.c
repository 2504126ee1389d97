/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/store/sublet-sql.h"

/* What the history asks of rentals.db, all on the database's thread. */

#define ROW_SQL                                                                    \
  "SELECT id, label, gpu_name, place, image, server, account_id, contract_id,"     \
  "       machine_id, made_us, ended_us, lease_end_us, quoted_running_nusd,"       \
  "       quoted_stopped_nusd, meter_uusd, meter_at_us, meter_rate_nusd, disk_gb," \
  "       num_gpus, state, reason, adopted FROM rentals"

/* What else the journal says of how rentals ended. */
typedef struct
{
  GHashTable *ordered; /* (owned) (element-type utf8 int): 2 by lease, 1 by the person */
  GHashTable *hurt;    /* (owned) (element-type utf8): once offline, failed or without credit */
  GEnumClass *states;  /* (owned) */
  GEnumClass *reasons; /* (owned) */
} Endings;

static void
endings_clear (Endings *self)
{
  g_hash_table_unref (self->ordered);
  g_hash_table_unref (self->hurt);
  g_type_class_unref (self->states);
  g_type_class_unref (self->reasons);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Endings, endings_clear)

static bool
read_endings (sqlite3 *db, Endings *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) orders = NULL;
  g_autoptr (sqlite3_stmt) events = NULL;
  bool row = true;

  self->ordered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->hurt = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->states = g_type_class_ref (SUBLET_TYPE_RENTAL_STATE);
  self->reasons = g_type_class_ref (SUBLET_TYPE_RENTAL_REASON);
  orders = sublet_sql_query (db,
                             error,
                             "SELECT rental_id, max (by_lease) FROM orders"
                             "  WHERE kind = 'destroy' AND rental_id IS NOT NULL"
                             "    AND (?1 IS NULL OR rental_id = ?1)"
                             "  GROUP BY rental_id",
                             "s",
                             id);
  while (orders != NULL && row && sublet_sql_step (orders, &row, error))
    {
      if (row)
        g_hash_table_insert (self->ordered,
                             sublet_sql_column_dup_text (orders, 0),
                             GINT_TO_POINTER (sqlite3_column_int (orders, 1) + 1));
    }
  if (row)
    return false;

  row = true;
  events = id == NULL ? sublet_sql_query (db,
                                          error,
                                          "SELECT rental_id FROM events WHERE state = 'offline'"
                                          "  OR reason IN ('host', 'credit-used-up')",
                                          "")
                      : sublet_sql_query (db,
                                          error,
                                          "SELECT rental_id FROM events WHERE rental_id = ? AND"
                                          "  (state = 'offline' OR"
                                          "   reason IN ('host', 'credit-used-up'))",
                                          "s",
                                          id);
  while (events != NULL && row && sublet_sql_step (events, &row, error))
    {
      if (row)
        g_hash_table_add (self->hurt, sublet_sql_column_dup_text (events, 0));
    }

  return !row;
}

/* Nobody ordered its end: what it was before it went tells. */
static bool
read_own_ending (sqlite3 *db, const char *id, SubletJournalEnding *ending, GError **error)
{
  g_autoptr (sqlite3_stmt) last = NULL;
  const char *reason;
  bool row;

  *ending = SUBLET_JOURNAL_ENDING_ELSEWHERE;
  last = sublet_sql_query (db,
                           error,
                           "SELECT state = 'offline', reason FROM events WHERE rental_id = ?"
                           "  AND state NOT IN ('gone', 'destroying', 'still-listed')"
                           "  ORDER BY number DESC LIMIT 1",
                           "s",
                           id);
  if (last == NULL || !sublet_sql_step (last, &row, error))
    return false;
  if (!row)
    return true;

  reason = (const char *) sqlite3_column_text (last, 1);
  if (g_strcmp0 (reason, "credit-used-up") == 0)
    *ending = SUBLET_JOURNAL_ENDING_CREDIT;
  else if (sqlite3_column_int (last, 0) != 0 || g_strcmp0 (reason, "host") == 0)
    *ending = SUBLET_JOURNAL_ENDING_HOST;

  return true;
}

static bool
get_ending (sqlite3 *db, const Endings *endings, SubletJournalRow *row, GError **error)
{
  int ordered;

  row->ending = row->state == SUBLET_RENTAL_STATE_REFUSED ? SUBLET_JOURNAL_ENDING_REFUSED
                                                          : SUBLET_JOURNAL_ENDING_NONE;
  if (row->state != SUBLET_RENTAL_STATE_GONE)
    return true;

  ordered = GPOINTER_TO_INT (g_hash_table_lookup (endings->ordered, row->id));
  if (ordered == 0 && g_hash_table_contains (endings->hurt, row->id))
    return read_own_ending (db, row->id, &row->ending, error);

  row->ending = ordered == 2   ? SUBLET_JOURNAL_ENDING_LEASE
                : ordered == 1 ? SUBLET_JOURNAL_ENDING_DESTROYED
                               : SUBLET_JOURNAL_ENDING_ELSEWHERE;
  return true;
}

static const char *
column_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static int
column_enum (sqlite3_stmt *row, int column, GEnumClass *klass, int fallback)
{
  GEnumValue *value = g_enum_get_value_by_nick (klass, column_text (row, column));

  return value != NULL ? value->value : fallback;
}

/* Texts that belong to SQLite until the next step. */
static SubletJournalRow
get_row (sqlite3_stmt *row, const Endings *endings)
{
  SubletJournalRow r = { .id = column_text (row, 0),
                         .label = column_text (row, 1),
                         .gpu_name = column_text (row, 2),
                         .place = column_text (row, 3),
                         .image = column_text (row, 4),
                         .server = column_text (row, 5),
                         .account_id = sqlite3_column_int64 (row, 6),
                         .contract_id = sqlite3_column_int64 (row, 7),
                         .machine_id = sqlite3_column_int64 (row, 8),
                         .made_us = sqlite3_column_int64 (row, 9),
                         .ended_us = sqlite3_column_int64 (row, 10),
                         .lease_end_us = sqlite3_column_int64 (row, 11),
                         .quoted_running_nusd = sublet_sql_column_money (row, 12),
                         .quoted_stopped_nusd = sublet_sql_column_money (row, 13),
                         .meter_uusd = sublet_sql_column_money (row, 14),
                         .meter_at_us = sqlite3_column_int64 (row, 15),
                         .meter_rate_nusd = sublet_sql_column_money (row, 16),
                         .disk_gb = sublet_sql_column_double (row, 17),
                         .num_gpus = sqlite3_column_int (row, 18),
                         .adopted = sqlite3_column_int (row, 21) != 0 };

  /* A word of a newer version may mean that something is paid for: never taken for an end. */
  r.state = column_enum (row, 19, endings->states, SUBLET_RENTAL_STATE_UNKNOWN);
  r.reason = column_enum (row, 20, endings->reasons, SUBLET_RENTAL_REASON_OTHER);

  return r;
}

static bool
add_rows (sqlite3 *db,
          SubletJournalRows *rows,
          const Endings *endings,
          sqlite3_stmt *statement,
          GError **error)
{
  bool row;

  while (statement != NULL && sublet_sql_step (statement, &row, error))
    {
      SubletJournalRow r;

      if (!row)
        return true;
      r = get_row (statement, endings);
      if (!get_ending (db, endings, &r, error))
        return false;
      r = sublet_journal_rows_copy (rows, &r);
      g_array_append_val (rows->rows, r);
    }

  return false;
}

static bool
read_some (sqlite3 *db, SubletJournalRows *rows, const char *id, GError **error)
{
  g_auto (Endings) endings = { NULL };
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!read_endings (db, &endings, id, error))
    return false;

  statement = id == NULL ? sublet_sql_query (db, error, ROW_SQL, "")
                         : sublet_sql_query (db, error, ROW_SQL " WHERE id = ?", "s", id);
  return add_rows (db, rows, &endings, statement, error);
}

/**
 * sublet_journal_rows_query_free: (skip)
 * @query: (transfer full): a question
 */
void
sublet_journal_rows_query_free (SubletJournalRowsQuery *query)
{
  g_strfreev (query->ids);
  g_clear_pointer (&query->rows, sublet_journal_rows_free);
  g_free (query);
}

/**
 * sublet_journal_read_rows: (skip)
 * @db: the journal's connection
 * @query: a SubletJournalRowsQuery; gets its rows, newest first
 * @error: SUBLET_ERROR_STORE
 *
 * Ten thousand are sorted here and not by SQLite, and of their events one pass tells whose end
 * needs a second look: that is three times as fast as one statement for all of it.
 *
 * Returns: whether they were read
 */
bool
sublet_journal_read_rows (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalRowsQuery *q = query;
  gsize i;

  q->rows = sublet_journal_rows_new ();
  if (q->ids == NULL && !read_some (db, q->rows, NULL, error))
    return false;
  if ((q->ids == NULL || q->volumes) && !sublet_journal_read_volume_rows (db, q->rows, error))
    return false;
  for (i = 0; q->ids != NULL && q->ids[i] != NULL; i++)
    {
      if (!read_some (db, q->rows, q->ids[i], error))
        return false;
    }
  sublet_journal_rows_sort (q->rows);

  return true;
}
