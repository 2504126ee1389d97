/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-host-key-store.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

/* What travels to the database's thread and back. */
typedef struct
{
  /* input */
  char *server; /* (owned) */
  gint64 account_id;
  gint64 contract_id;
  gint64 first_seen_us;

  /* input when pinning, output when loading */
  SubletSshHostKey *key; /* (owned) (nullable) */
} Query;

static void
query_free (Query *query)
{
  g_free (query->server);
  g_clear_pointer (&query->key, sublet_ssh_host_key_unref);
  g_free (query);
}

static Query *
query_new (const char *server, gint64 contract_id)
{
  Query *query = g_new0 (Query, 1);

  query->server = g_strdup (server);
  query->contract_id = contract_id;

  return query;
}

/* ---- on the database's thread ---- */

static bool
read_key (sqlite3 *db, const Query *query, SubletSshHostKey **key, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (GBytes) blob = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT blob FROM host_keys WHERE server = ? AND contract_id = ?",
                           "si",
                           query->server,
                           query->contract_id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (!row)
    return true;

  blob = sublet_sql_column_dup_bytes (rows, 0);
  *key = sublet_ssh_host_key_new (blob, NULL);
  if (*key == NULL)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the pinned host key is damaged");
      return false;
    }

  return true;
}

static bool
load (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;

  return read_key (db, query, &query->key, error);
}

static bool
add_key (sqlite3 *db, const Query *query, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "INSERT INTO host_keys (server, account_id, contract_id, type, blob,"
                         "                       first_seen_us)"
                         "  VALUES (?, ?, ?, ?, ?, ?)",
                         "siisbi",
                         query->server,
                         query->account_id,
                         query->contract_id,
                         sublet_ssh_host_key_get_algorithm (query->key),
                         sublet_ssh_host_key_get_blob (query->key),
                         query->first_seen_us);
}

static bool
pin (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (SubletSshHostKey) pinned = NULL;

  if (!read_key (db, query, &pinned, error))
    return false;
  if (pinned != NULL)
    {
      if (sublet_ssh_host_key_equal (pinned, query->key))
        return true;
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_SSH_HOST_KEY,
                   "another host key is pinned: %s, not %s",
                   sublet_ssh_host_key_get_fingerprint (pinned),
                   sublet_ssh_host_key_get_fingerprint (query->key));
      return false;
    }

  return add_key (db, query, error);
}

static bool
forget (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;

  return sublet_sql_run (db,
                         error,
                         "DELETE FROM host_keys WHERE server = ? AND contract_id = ?",
                         "si",
                         query->server,
                         query->contract_id);
}

/* One transaction: a process that dies in it leaves the key that was pinned before, never none,
 * which would let the next one take whatever comes. */
static bool
replace (sqlite3 *db, gpointer data, GError **error)
{
  return forget (db, data, error) && add_key (db, data, error);
}

/* ---- on the main thread ---- */

/**
 * sublet_host_key_store_load_async:
 * @database: open databases
 * @server: the server's origin
 * @contract_id: whose key
 * @callback: called when it was looked for
 * @user_data: for @callback
 */
void
sublet_host_key_store_load_async (SubletDatabase *database,
                                  const char *server,
                                  gint64 contract_id,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);

  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             load,
                             query_new (server, contract_id),
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_host_key_store_load_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, also when what is pinned is no key: then nothing is known, and a key
 *   must not be taken as the first one
 *
 * Returns: (transfer full) (nullable): the pinned key; NULL without @error when there is none
 */
SubletSshHostKey *
sublet_host_key_store_load_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  gpointer data = NULL;
  Query *query;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;
  query = data;

  return g_steal_pointer (&query->key);
}

static void
keep (SubletDatabase *database,
      SubletDatabaseFunc func,
      const char *server,
      gint64 account_id,
      gint64 contract_id,
      SubletSshHostKey *key,
      gint64 first_seen_us,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  Query *query = query_new (server, contract_id);

  query->account_id = account_id;
  query->first_seen_us = first_seen_us;
  query->key = sublet_ssh_host_key_ref (key);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             func,
                             query,
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_host_key_store_pin_async:
 * @database: open databases
 * @server: the server's origin
 * @account_id: whose contract it is, 0 when the key could not say
 * @contract_id: what the key belongs to
 * @key: the key
 * @first_seen_us: service time
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * A key that is pinned is not replaced by this.
 */
void
sublet_host_key_store_pin_async (SubletDatabase *database,
                                 const char *server,
                                 gint64 account_id,
                                 gint64 contract_id,
                                 SubletSshHostKey *key,
                                 gint64 first_seen_us,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);
  g_return_if_fail (key != NULL);

  keep (database, pin, server, account_id, contract_id, key, first_seen_us, callback, user_data);
}

/**
 * sublet_host_key_store_pin_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_SSH_HOST_KEY when another key is pinned, SUBLET_ERROR_STORE,
 *   SUBLET_ERROR_READ_ONLY
 *
 * Returns: whether this key is the pinned one
 */
gboolean
sublet_host_key_store_pin_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}

/**
 * sublet_host_key_store_replace_async:
 * @database: open databases
 * @server: the server's origin
 * @account_id: whose contract it is, 0 when the key could not say
 * @contract_id: what the key belongs to
 * @key: the key that a person accepted
 * @seen_us: service time
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Pins it in the place of the one that is pinned, if any is: all of it happens, or nothing.
 */
void
sublet_host_key_store_replace_async (SubletDatabase *database,
                                     const char *server,
                                     gint64 account_id,
                                     gint64 contract_id,
                                     SubletSshHostKey *key,
                                     gint64 seen_us,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);
  g_return_if_fail (key != NULL);

  keep (database, replace, server, account_id, contract_id, key, seen_us, callback, user_data);
}

/**
 * sublet_host_key_store_replace_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, SUBLET_ERROR_READ_ONLY
 *
 * Returns: whether this key is the pinned one now; if not, what was pinned still is
 */
gboolean
sublet_host_key_store_replace_finish (SubletDatabase *database,
                                      GAsyncResult *result,
                                      GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}

/**
 * sublet_host_key_store_remove_async:
 * @database: open databases
 * @server: the server's origin
 * @contract_id: whose key
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * For a contract that was destroyed or recycled, or whose key a person removed.
 */
void
sublet_host_key_store_remove_async (SubletDatabase *database,
                                    const char *server,
                                    gint64 contract_id,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);

  sublet_database_run_async (database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             forget,
                             query_new (server, contract_id),
                             (GDestroyNotify) query_free,
                             callback,
                             user_data);
}

/**
 * sublet_host_key_store_remove_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, SUBLET_ERROR_READ_ONLY
 *
 * Returns: whether none is pinned now
 */
gboolean
sublet_host_key_store_remove_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
{
  return sublet_database_run_finish (database, result, NULL, error);
}
