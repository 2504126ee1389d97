/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

#include "core/rental/sublet-rental-enums-private.h"
#include "core/store/sublet-sql.h"

/* The journal's queries, all on the database's thread. */

#define RENTAL_COLUMNS                                                                    \
  "id, server, account_id, token, adopted, state, reason, state_since_us, contract_id,"   \
  " machine_id, num_gpus, gpu_name, place, image, label, detail, disk_gb,"                \
  " quoted_running_nusd, quoted_stopped_nusd, next_rate_nusd, lease_us, lease_at_end,"    \
  " lease_end_us, made_us, ended_us, meter_uusd, meter_at_us, meter_rate_nusd,"           \
  " price_kind, bid_nusd, launch_json, key_print, batch_id, batch_position, replaces_id," \
  " deposit_uusd, deposit_before_uusd, deposit_state, lease_done_us, bid_asked_nusd,"     \
  " bid_before_nusd, bid_rate_nusd, bid_state, increase_id, increase_accepts,"            \
  " increase_before_nusd, increase_rate_nusd, increase_state, agreed_id,"                 \
  " agreed_before_nusd, agreed_rate_nusd, quoted_traffic_uusd, stopped_rate_nusd, seen_us"

static int
column_enum (sqlite3_stmt *row, int column, GType type, int fallback)
{
  return sublet_rental_enum_value (type,
                                   (const char *) sqlite3_column_text (row, column),
                                   fallback);
}

static SubletRentalRecord *
get_rental (sqlite3_stmt *row)
{
  SubletRentalRecord *r = g_new0 (SubletRentalRecord, 1);
  int i = 0;

  r->id = sublet_sql_column_dup_text (row, i++);
  r->owner.server = sublet_sql_column_dup_text (row, i++);
  r->owner.account_id = sqlite3_column_int64 (row, i++);
  r->token = sublet_sql_column_dup_text (row, i++);
  r->adopted = sqlite3_column_int (row, i++) != 0;
  /* A word of a newer version may mean that something is paid for: never taken for an end. */
  r->state = column_enum (row, i++, SUBLET_TYPE_RENTAL_STATE, SUBLET_RENTAL_STATE_UNKNOWN);
  r->reason = column_enum (row, i++, SUBLET_TYPE_RENTAL_REASON, SUBLET_RENTAL_REASON_OTHER);
  r->state_since_us = sqlite3_column_int64 (row, i++);
  r->contract_id = sqlite3_column_int64 (row, i++);
  r->machine_id = sqlite3_column_int64 (row, i++);
  r->num_gpus = sqlite3_column_int (row, i++);
  r->gpu_name = sublet_sql_column_dup_text (row, i++);
  r->place = sublet_sql_column_dup_text (row, i++);
  r->image = sublet_sql_column_dup_text (row, i++);
  r->label = sublet_sql_column_dup_text (row, i++);
  r->detail = sublet_sql_column_dup_text (row, i++);
  r->disk_gb = sublet_sql_column_double (row, i++);
  r->quoted_running_nusd = sublet_sql_column_money (row, i++);
  r->quoted_stopped_nusd = sublet_sql_column_money (row, i++);
  r->next_rate_nusd = sublet_sql_column_money (row, i++);
  r->lease_us = sqlite3_column_int64 (row, i++);
  r->lease_at_end = column_enum (row, i++, SUBLET_TYPE_LEASE_END, SUBLET_LEASE_END_WARN);
  r->lease_end_us = sqlite3_column_int64 (row, i++);
  r->made_us = sqlite3_column_int64 (row, i++);
  r->ended_us = sqlite3_column_int64 (row, i++);
  r->meter_uusd = sublet_sql_column_money (row, i++);
  r->meter_at_us = sqlite3_column_int64 (row, i++);
  r->meter_rate_nusd = sublet_sql_column_money (row, i++);
  r->price_kind = column_enum (row, i++, SUBLET_TYPE_PRICE_KIND, SUBLET_PRICE_KIND_UNKNOWN);
  r->bid_nusd = sublet_sql_column_money (row, i++);
  r->launch_json = sublet_sql_column_dup_text (row, i++);
  r->key_print = sublet_sql_column_dup_text (row, i++);
  r->batch_id = sublet_sql_column_dup_text (row, i++);
  r->batch_position = sqlite3_column_int (row, i++);
  r->replaces_id = sublet_sql_column_dup_text (row, i++);
  r->deposit_uusd = sqlite3_column_int64 (row, i++);
  r->deposit_before_uusd = sqlite3_column_int64 (row, i++);
  /* A word of a newer version: it may have been paid, and is not paid from here. */
  r->deposit_state = (SubletDepositState)
    column_enum (row, i++, SUBLET_TYPE_DEPOSIT_STATE, SUBLET_DEPOSIT_STATE_UNCLEAR);
  r->lease_done_us = sqlite3_column_int64 (row, i++);
  r->bid_asked_nusd = sqlite3_column_int64 (row, i++);
  r->bid_before_nusd = sublet_sql_column_money (row, i++);
  r->bid_rate_nusd = sublet_sql_column_money (row, i++);
  /* A word of a newer version: lists say what it bids. */
  r->bid_state =
    (SubletBidState) column_enum (row, i++, SUBLET_TYPE_BID_STATE, SUBLET_BID_STATE_NOT_SEEN);
  r->increase_id = sqlite3_column_int64 (row, i++);
  r->increase_accepts = sqlite3_column_int (row, i++) != 0;
  r->increase_before_nusd = sublet_sql_column_money (row, i++);
  r->increase_rate_nusd = sublet_sql_column_money (row, i++);
  /* A word of a newer version: lists say what it costs. */
  r->increase_state = (SubletIncreaseState)
    column_enum (row, i++, SUBLET_TYPE_INCREASE_STATE, SUBLET_INCREASE_STATE_NOT_SEEN);
  r->agreed_id = sqlite3_column_int64 (row, i++);
  r->agreed_before_nusd = sublet_sql_column_money (row, i++);
  r->agreed_rate_nusd = sublet_sql_column_money (row, i++);
  r->quoted_traffic_uusd = sublet_sql_column_money (row, i++);
  r->stopped_rate_nusd = sublet_sql_column_money (row, i++);
  r->seen_us = sqlite3_column_int64 (row, i++);

  return r;
}

static GArray *
read_events (sqlite3 *db, const char *rental_id, GError **error)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT at_us, state, reason, offer_id, rate_nusd FROM events"
                           "  WHERE rental_id = ? ORDER BY number",
                           "s",
                           rental_id);
  if (rows == NULL)
    return NULL;

  while (sublet_sql_step (rows, &row, error))
    {
      SubletRentalEvent event;

      if (!row)
        return g_steal_pointer (&events);
      event.at_us = sqlite3_column_int64 (rows, 0);
      event.state = column_enum (rows, 1, SUBLET_TYPE_RENTAL_STATE, SUBLET_RENTAL_STATE_UNKNOWN);
      event.reason = column_enum (rows, 2, SUBLET_TYPE_RENTAL_REASON, SUBLET_RENTAL_REASON_OTHER);
      event.offer_id = sqlite3_column_int64 (rows, 3);
      event.rate_nusd = sublet_sql_column_money (rows, 4);
      g_array_append_val (events, event);
    }

  return NULL;
}

static bool
read_intent (sqlite3 *db, SubletJournalRental *rental, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  SubletIntentRecord *intent;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT id, number, offer_id, machine_id, num_gpus, gpu_name, disk_gb,"
                           "       running_nusd, ceiling_nusd, written_us"
                           "  FROM intents WHERE rental_id = ? ORDER BY number DESC LIMIT 1",
                           "s",
                           rental->record->id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (!row)
    return true;

  intent = g_new0 (SubletIntentRecord, 1);
  intent->id = sublet_sql_column_dup_text (rows, 0);
  intent->number = sqlite3_column_int (rows, 1);
  intent->offer_id = sqlite3_column_int64 (rows, 2);
  intent->machine_id = sqlite3_column_int64 (rows, 3);
  intent->num_gpus = sqlite3_column_int (rows, 4);
  intent->gpu_name = sublet_sql_column_dup_text (rows, 5);
  intent->disk_gb = sublet_sql_column_double (rows, 6);
  intent->running_nusd = sublet_sql_column_money (rows, 7);
  intent->ceiling_nusd = sqlite3_column_int64 (rows, 8);
  intent->written_us = sqlite3_column_int64 (rows, 9);
  rental->intent = intent;

  return true;
}

static bool
read_request (sqlite3 *db, SubletJournalRental *rental, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  SubletRequestRecord *request;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT id, intent_id, sending, written_us, ended_us, outcome,"
                           "       http_status, detail, count (*) OVER ()"
                           "  FROM requests WHERE intent_id = ? ORDER BY sending DESC LIMIT 1",
                           "s",
                           rental->intent->id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (!row)
    return true;

  request = g_new0 (SubletRequestRecord, 1);
  request->id = sublet_sql_column_dup_text (rows, 0);
  request->intent_id = sublet_sql_column_dup_text (rows, 1);
  request->sending = sqlite3_column_int (rows, 2);
  request->written_us = sqlite3_column_int64 (rows, 3);
  request->ended_us = sqlite3_column_int64 (rows, 4);
  request->outcome = sublet_sql_column_dup_text (rows, 5);
  request->http_status = sqlite3_column_int (rows, 6);
  request->detail = sublet_sql_column_dup_text (rows, 7);
  rental->n_requests = sqlite3_column_int (rows, 8);
  rental->request = request;

  return true;
}

/* With everything that hangs on it. */
static SubletJournalRental *
complete (sqlite3 *db, sqlite3_stmt *row, GError **error)
{
  g_autoptr (SubletJournalRental) rental = g_new0 (SubletJournalRental, 1);

  rental->record = get_rental (row);
  rental->events = read_events (db, rental->record->id, error);
  if (rental->events == NULL || !read_intent (db, rental, error) ||
      (rental->intent != NULL && !read_request (db, rental, error)))
    return NULL;

  return g_steal_pointer (&rental);
}

static bool
read_rentals (sqlite3 *db, gint64 since_us, GPtrArray *rentals, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT " RENTAL_COLUMNS " FROM rentals"
                           "  WHERE state NOT IN ('refused', 'gone') OR ended_us > ?"
                           "  ORDER BY made_us, id",
                           "i",
                           since_us);
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      SubletJournalRental *rental;

      if (!row)
        return true;
      rental = complete (db, rows, error);
      if (rental == NULL)
        return false;
      g_ptr_array_add (rentals, rental);
    }

  return false;
}

static SubletOrderRecord *
get_order (sqlite3_stmt *row)
{
  SubletOrderRecord *o = g_new0 (SubletOrderRecord, 1);

  o->id = sublet_sql_column_dup_text (row, 0);
  o->rental_id = sublet_sql_column_dup_text (row, 1);
  o->owner.server = sublet_sql_column_dup_text (row, 2);
  o->owner.account_id = sqlite3_column_int64 (row, 3);
  o->contract_id = sqlite3_column_int64 (row, 4);
  /* A kind this version does not know is never carried out: stop is the one that costs nothing. */
  o->kind = column_enum (row, 5, SUBLET_TYPE_ORDER, SUBLET_ORDER_STOP);
  o->written_us = sqlite3_column_int64 (row, 6);
  o->sent_us = sqlite3_column_int64 (row, 7);
  o->accepted_us = sqlite3_column_int64 (row, 8);
  o->detail = sublet_sql_column_dup_text (row, 9);
  o->amount_uusd = sqlite3_column_int64 (row, 10);
  o->by_lease = sqlite3_column_int (row, 11) != 0;
  o->rate_nusd = sqlite3_column_int64 (row, 12);
  o->launch_json = sublet_sql_column_dup_text (row, 13);

  return o;
}

static bool
read_orders (sqlite3 *db, GPtrArray *orders, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT id, rental_id, server, account_id, contract_id, kind,"
                           "       written_us, sent_us, accepted_us, detail, amount_uusd,"
                           "       by_lease, rate_nusd, launch_json"
                           "  FROM orders WHERE closed_us = 0 ORDER BY written_us, id",
                           "");
  if (rows == NULL)
    return false;

  while (sublet_sql_step (rows, &row, error))
    {
      if (!row)
        return true;
      g_ptr_array_add (orders, get_order (rows));
    }

  return false;
}

/**
 * sublet_journal_read_contents:
 * @db: the journal's connection
 * @query: a SubletJournalQuery with `since_us`; its answer becomes a SubletJournalContents
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether it was read
 */
bool
sublet_journal_read_contents (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autoptr (SubletJournalContents) contents = g_new0 (SubletJournalContents, 1);

  contents->rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_journal_rental_free);
  contents->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_order_record_free);
  if (!read_rentals (db, q->since_us, contents->rentals, error) ||
      !read_orders (db, contents->orders, error))
    return false;

  q->answer = g_steal_pointer (&contents);
  return true;
}

/**
 * sublet_journal_read_one:
 * @db: the journal's connection
 * @query: a SubletJournalQuery with `server`, `contract_id` and `token`; its answer becomes a
 *   SubletJournalRental or stays NULL
 * @error: SUBLET_ERROR_STORE
 *
 * A token names one rental, so a rental that has another contract is not the one: that contract is
 * a second machine with the same token, and must not vanish behind the first.
 *
 * Returns: whether it was looked for
 */
bool
sublet_journal_read_one (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT " RENTAL_COLUMNS " FROM rentals"
                           "  WHERE server = ?1"
                           "    AND (contract_id = ?2 OR (contract_id = 0 AND token = ?3))"
                           "  ORDER BY contract_id = ?2 DESC LIMIT 1",
                           "sis",
                           q->server,
                           q->contract_id,
                           q->token);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (row)
    q->answer = complete (db, rows, error);

  return !row || q->answer != NULL;
}

/**
 * sublet_journal_read_rental:
 * @db: the journal's connection
 * @query: a SubletJournalQuery with `rental_id`; its answer becomes a SubletJournalRental or stays
 *   NULL
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether it was looked for
 */
bool
sublet_journal_read_rental (sqlite3 *db, gpointer query, GError **error)
{
  SubletJournalQuery *q = query;
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT " RENTAL_COLUMNS " FROM rentals WHERE id = ?",
                           "s",
                           q->rental_id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (row)
    q->answer = complete (db, rows, error);

  return !row || q->answer != NULL;
}
