/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-bill-rental-private.h"

#include "core/store/sublet-sql.h"

#include <string.h>

static int
get_value (sqlite3_stmt *row, int column, GEnumClass *words, int fallback)
{
  const char *word = (const char *) sqlite3_column_text (row, column);
  const GEnumValue *value = word != NULL ? g_enum_get_value_by_nick (words, word) : NULL;

  return value != NULL ? value->value : fallback;
}

/* When the offer was gone, and the next one was taken, it is that one's rate that was accepted. */
static bool
read_rentals (sqlite3 *db, const SubletBillRentalsQuery *query, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT id, label, gpu_name, contract_id, made_us, ended_us,"
                           "       coalesce (next_rate_nusd, quoted_running_nusd),"
                           "       quoted_stopped_nusd, coalesce (quoted_traffic_uusd, 0),"
                           "       meter_uusd, meter_at_us, meter_rate_nusd, seen_us"
                           "  FROM rentals WHERE server = ? AND account_id = ? AND contract_id > 0"
                           "  ORDER BY id",
                           "si",
                           query->server,
                           query->account_id);
  while (rows != NULL && sublet_sql_step (rows, &row, error))
    {
      SubletBillRental *rental;

      if (!row)
        return true;
      rental = sublet_bill_rental_new ();
      rental->id = sublet_sql_column_dup_text (rows, 0);
      rental->label = sublet_sql_column_dup_text (rows, 1);
      rental->gpu_name = sublet_sql_column_dup_text (rows, 2);
      rental->contract_id = sqlite3_column_int64 (rows, 3);
      rental->made_us = sqlite3_column_int64 (rows, 4);
      rental->ended_us = sqlite3_column_int64 (rows, 5);
      rental->quoted_running_nusd = sublet_sql_column_money (rows, 6);
      rental->quoted_stopped_nusd = sublet_sql_column_money (rows, 7);
      rental->traffic_uusd = sqlite3_column_int64 (rows, 8);
      rental->meter_uusd = sublet_sql_column_money (rows, 9);
      rental->meter_at_us = sqlite3_column_int64 (rows, 10);
      rental->meter_rate_nusd = sublet_sql_column_money (rows, 11);
      rental->seen_us = sqlite3_column_int64 (rows, 12);
      g_ptr_array_add (query->rentals, rental);
    }

  return false;
}

/* Both queries have the order of the ids: one walk along both. */
static bool
read_events (sqlite3 *db, const SubletBillRentalsQuery *query, GError **error)
{
  g_autoptr (GTypeClass) states = g_type_class_ref (SUBLET_TYPE_RENTAL_STATE);
  g_autoptr (GTypeClass) reasons = g_type_class_ref (SUBLET_TYPE_RENTAL_REASON);
  g_autoptr (sqlite3_stmt) rows = NULL;
  guint at = 0;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT e.rental_id, e.at_us, e.state, e.reason"
                           "  FROM rentals r JOIN events e ON e.rental_id = r.id"
                           "  WHERE r.server = ? AND r.account_id = ? AND r.contract_id > 0"
                           "  ORDER BY r.id, e.number",
                           "si",
                           query->server,
                           query->account_id);
  while (rows != NULL && sublet_sql_step (rows, &row, error))
    {
      const char *id;

      if (!row)
        return true;
      id = (const char *) sqlite3_column_text (rows, 0);
      while (at < query->rentals->len &&
             strcmp (((SubletBillRental *) g_ptr_array_index (query->rentals, at))->id, id) < 0)
        at++;
      if (at == query->rentals->len)
        continue;
      sublet_bill_rental_add_event (g_ptr_array_index (query->rentals, at),
                                    sqlite3_column_int64 (rows, 1),
                                    get_value (rows,
                                               2,
                                               G_ENUM_CLASS (states),
                                               SUBLET_RENTAL_STATE_UNKNOWN),
                                    get_value (rows,
                                               3,
                                               G_ENUM_CLASS (reasons),
                                               SUBLET_RENTAL_REASON_NONE));
    }

  return false;
}

/**
 * sublet_bill_rentals_query_free: (skip)
 * @query: (transfer full): a question
 */
void
sublet_bill_rentals_query_free (SubletBillRentalsQuery *query)
{
  g_free (query->server);
  g_clear_pointer (&query->rentals, g_ptr_array_unref);
  g_free (query);
}

/**
 * sublet_bill_rentals_read: (skip)
 * @db: the journal's connection
 * @query: a SubletBillRentalsQuery; gets the account's rentals
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: whether they were read
 */
bool
sublet_bill_rentals_read (sqlite3 *db, gpointer query, GError **error)
{
  SubletBillRentalsQuery *q = query;

  q->rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);

  return read_rentals (db, q, error) && read_events (db, q, error);
}
