/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include "core/rental/sublet-rental-enums-private.h"
#include "core/store/sublet-sql.h"

#include <string.h>

/* What the history asks of rentals.db, all on the database's thread. */

#define ROW_SQL                                                                           \
  "SELECT r.id, r.label, r.gpu_name, r.place, r.image, r.server, r.account_id,"           \
  "       r.contract_id, r.machine_id, r.made_us, r.ended_us, r.lease_end_us,"            \
  "       r.quoted_running_nusd, r.quoted_stopped_nusd, r.meter_uusd, r.meter_at_us,"     \
  "       r.meter_rate_nusd, r.disk_gb, r.num_gpus, r.state, r.reason, r.adopted,"        \
  "       d.by_lease," /* Nobody ordered it: what it was before it went tells. */         \
  "       CASE WHEN r.state = 'gone' AND d.by_lease IS NULL THEN"                         \
  "         (SELECT e.state || ' ' || e.reason FROM events e"                             \
  "            WHERE e.rental_id = r.id AND e.state NOT IN ('gone', 'destroying',"        \
  "                                                         'still-listed')"              \
  "            ORDER BY e.number DESC LIMIT 1) END"                                       \
  "  FROM rentals r LEFT JOIN"                                                            \
  "    (SELECT rental_id, max (coalesce (detail, '') = '" SUBLET_JOURNAL_BY_LEASE "') AS" \
  "            by_lease FROM orders WHERE kind = 'destroy' AND rental_id IS NOT NULL"     \
  "            GROUP BY rental_id) d ON d.rental_id = r.id"

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
  self->text = g_string_chunk_new (16 * 1024);

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
  g_string_chunk_free (self->text);
  g_free (self);
}

static const char *
keep (SubletJournalRows *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->text, text) : NULL;
}

/* Each text of the row folded, in lines, so that no word is found across two of them. */
static const char *
keep_needle (SubletJournalRows *self, const SubletJournalRow *row)
{
  g_autofree char *joined = g_strdup_printf ("%s\n%s\n%s\n%s\n%d",
                                             row->label != NULL ? row->label : "",
                                             row->gpu_name != NULL ? row->gpu_name : "",
                                             row->place != NULL ? row->place : "",
                                             row->image != NULL ? row->image : "",
                                             row->num_gpus);
  g_autofree char *folded = sublet_journal_fold (joined);

  return keep (self, folded);
}

/**
 * sublet_journal_rows_set: (skip)
 * @self: rows
 * @index: which one; G_MAXUINT: a new one at the end
 * @row: what to copy, with its texts
 */
void
sublet_journal_rows_set (SubletJournalRows *self, guint index, const SubletJournalRow *row)
{
  SubletJournalRow copy = *row;
  SubletJournalNeedles needles = { NULL };

  copy.id = keep (self, row->id);
  copy.label = keep (self, row->label);
  copy.gpu_name = keep (self, row->gpu_name);
  copy.place = keep (self, row->place);
  copy.image = keep (self, row->image);
  copy.server = keep (self, row->server);
  needles.own = keep_needle (self, &copy);
  if (index == G_MAXUINT)
    {
      g_array_append_val (self->rows, copy);
      g_array_append_val (self->needles, needles);
      return;
    }

  g_array_index (self->rows, SubletJournalRow, index) = copy;
  g_array_index (self->needles, SubletJournalNeedles, index) = needles;
}

static int
column_enum (sqlite3_stmt *row, int column, GType type, int fallback)
{
  return sublet_rental_enum_value (type,
                                   (const char *) sqlite3_column_text (row, column),
                                   fallback);
}

/* What a rental was before it went by itself. */
static SubletJournalEnding
get_own_ending (const char *before)
{
  if (before == NULL)
    return SUBLET_JOURNAL_ENDING_ELSEWHERE;
  if (strstr (before, " credit-used-up") != NULL)
    return SUBLET_JOURNAL_ENDING_CREDIT;
  if (g_str_has_prefix (before, "offline ") || g_str_has_suffix (before, " host"))
    return SUBLET_JOURNAL_ENDING_HOST;

  return SUBLET_JOURNAL_ENDING_ELSEWHERE;
}

static SubletJournalEnding
get_ending (sqlite3_stmt *row, SubletRentalState state)
{
  if (state == SUBLET_RENTAL_STATE_REFUSED)
    return SUBLET_JOURNAL_ENDING_REFUSED;
  if (state != SUBLET_RENTAL_STATE_GONE)
    return SUBLET_JOURNAL_ENDING_NONE;
  if (sqlite3_column_type (row, 22) == SQLITE_NULL)
    return get_own_ending ((const char *) sqlite3_column_text (row, 23));

  return sqlite3_column_int (row, 22) != 0 ? SUBLET_JOURNAL_ENDING_LEASE
                                           : SUBLET_JOURNAL_ENDING_DESTROYED;
}

static const char *
column_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static void
add_row (SubletJournalRows *rows, sqlite3_stmt *row)
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

  r.state = column_enum (row, 19, SUBLET_TYPE_RENTAL_STATE, SUBLET_RENTAL_STATE_UNKNOWN);
  r.reason = column_enum (row, 20, SUBLET_TYPE_RENTAL_REASON, SUBLET_RENTAL_REASON_OTHER);
  r.ending = get_ending (row, r.state);
  sublet_journal_rows_set (rows, G_MAXUINT, &r);
}

static bool
add_rows (SubletJournalRows *rows, sqlite3_stmt *statement, GError **error)
{
  bool row;

  while (statement != NULL && sublet_sql_step (statement, &row, error))
    {
      if (!row)
        return true;
      add_row (rows, statement);
    }

  return false;
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
 * @query: a SubletJournalRowsQuery; gets its rows, newest first, or in the order of its ids
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether they were read
 */
bool
sublet_journal_read_rows (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalRowsQuery *q = query;
  gsize i;

  q->rows = sublet_journal_rows_new ();
  if (q->ids == NULL)
    {
      g_autoptr (sqlite3_stmt)
        all = sublet_sql_query (db, error, ROW_SQL " ORDER BY r.made_us DESC, r.id DESC", "");

      return add_rows (q->rows, all, error);
    }

  for (i = 0; q->ids[i] != NULL; i++)
    {
      g_autoptr (sqlite3_stmt)
        one = sublet_sql_query (db, error, ROW_SQL " WHERE r.id = ?", "s", q->ids[i]);

      if (!add_rows (q->rows, one, error))
        return false;
    }

  return true;
}

/* ---- one rental ---- */

static void
clear_moment (SubletJournalMoment *moment)
{
  g_free (moment->detail);
}

/**
 * sublet_journal_moments_query_free: (skip)
 * @query: (transfer full): a question
 */
void
sublet_journal_moments_query_free (SubletJournalMomentsQuery *query)
{
  g_free (query->id);
  g_clear_pointer (&query->moments, g_array_unref);
  g_free (query);
}

/**
 * sublet_journal_read_moments: (skip)
 * @db: the journal's connection
 * @query: a SubletJournalMomentsQuery with an id; gets its moments, oldest first
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether they were read
 */
bool
sublet_journal_read_moments (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalMomentsQuery *q = query;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  q->moments = g_array_new (FALSE, TRUE, sizeof (SubletJournalMoment));
  g_array_set_clear_func (q->moments, (GDestroyNotify) clear_moment);
  /* Of what happened at one moment: first the order, then what came of it. */
  rows = sublet_sql_query (
    db,
    error,
    "SELECT 2 AS kind, written_us AS at, kind AS word, '' AS reason, 0 AS number, 0 AS offer_id,"
    "       NULL AS rate, NULL AS cost, detail, 0 AS place"
    "  FROM orders WHERE rental_id = ?1"
    " UNION ALL "
    "SELECT 1, q.written_us, coalesce (q.outcome, ''), '', q.sending, i.offer_id,"
    "       i.running_nusd, NULL, q.detail, 0"
    "  FROM requests q JOIN intents i ON i.id = q.intent_id WHERE q.rental_id = ?1"
    " UNION ALL "
    "SELECT 0, at_us, state, reason, 0, offer_id, rate_nusd, cost_uusd, detail, number"
    "  FROM events WHERE rental_id = ?1"
    " ORDER BY at, kind DESC, place",
    "s",
    q->id);

  while (rows != NULL && sublet_sql_step (rows, &row, error))
    {
      SubletJournalMoment moment = { .kind = SUBLET_JOURNAL_MOMENT_STATE };

      if (!row)
        return true;
      moment.kind = (SubletJournalMomentKind) sqlite3_column_int (rows, 0);
      moment.at_us = sqlite3_column_int64 (rows, 1);
      moment.state = column_enum (rows, 2, SUBLET_TYPE_RENTAL_STATE, SUBLET_RENTAL_STATE_UNKNOWN);
      moment.reason = column_enum (rows, 3, SUBLET_TYPE_RENTAL_REASON, SUBLET_RENTAL_REASON_NONE);
      moment.order = column_enum (rows, 2, SUBLET_TYPE_ORDER, SUBLET_ORDER_STOP);
      moment.sending = sqlite3_column_int (rows, 4);
      moment.offer_id = sqlite3_column_int64 (rows, 5);
      moment.rate_nusd = sublet_sql_column_money (rows, 6);
      moment.cost_uusd = sublet_sql_column_money (rows, 7);
      moment.detail = sublet_sql_column_dup_text (rows, 8);
      moment.by_lease = moment.kind == SUBLET_JOURNAL_MOMENT_ORDER &&
                        g_strcmp0 (moment.detail, SUBLET_JOURNAL_BY_LEASE) == 0;
      g_array_append_val (q->moments, moment);
    }

  return false;
}
