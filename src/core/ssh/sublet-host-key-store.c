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
  gint64 since_us; /* output when loading: 0, nothing is known */

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

/* *since_us stays as it is where there is no row. One without a key says that a person removed it.
 */
static bool
read_key (sqlite3 *db, const Query *query, SubletSshHostKey **key, gint64 *since_us, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (GBytes) blob = NULL;
  bool row;

  rows = sublet_sql_query (db,
                           error,
                           "SELECT blob, first_seen_us FROM host_keys WHERE server = ? AND "
                           "contract_id = ?",
                           "si",
                           query->server,
                           query->contract_id);
  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;
  if (!row)
    return true;

  *since_us = sqlite3_column_int64 (rows, 1);
  if (sqlite3_column_bytes (rows, 0) == 0)
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

  query->since_us = 0;
  return read_key (db, query, &query->key, &query->since_us, error);
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
                         query->since_us);
}

static bool
pin (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (SubletSshHostKey) pinned = NULL;
  gint64 since_us = 0;

  if (!read_key (db, query, &pinned, &since_us, error))
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

  if (since_us != 0)
    {
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_SSH_HOST_KEY,
                   "the host key was removed, and %s was not accepted",
                   sublet_ssh_host_key_get_fingerprint (query->key));
      return false;
    }

  return add_key (db, query, error);
}

static bool
delete_row (sqlite3 *db, gpointer data, GError **error)
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
  return delete_row (db, data, error) && add_key (db, data, error);
}

/* A row without a key: the process after this one knows of it as well. */
static bool
forget (sqlite3 *db, gpointer data, GError **error)
{
  Query *query = data;

  return delete_row (db, query, error) &&
         sublet_sql_run (db,
                         error,
                         "INSERT INTO host_keys (server, account_id, contract_id, type, blob,"
                         "                       first_seen_us)"
                         "  VALUES (?, ?, ?, '', x'', ?)",
                         "siii",
                         query->server,
                         query->account_id,
                         query->contract_id,
                         query->since_us);
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
 * @since_us: (out) (optional): service time of the pin or, without one, of its removal by a person;
 *   0: neither
 * @error: SUBLET_ERROR_STORE, also when what is pinned is no key: then nothing is known, and a key
 *   must not be taken as the first one
 *
 * Returns: (transfer full) (nullable): the pinned key; NULL without @error when there is none
 */
SubletSshHostKey *
sublet_host_key_store_load_finish (SubletDatabase *database,
                                   GAsyncResult *result,
                                   gint64 *since_us,
                                   GError **error)
{
  gpointer data = NULL;
  Query *query;

  if (!sublet_database_run_finish (database, result, &data, error))
    return NULL;
  query = data;
  if (since_us != NULL)
    *since_us = query->since_us;

  return g_steal_pointer (&query->key);
}

static void
keep (SubletDatabase *database,
      SubletDatabaseFunc func,
      const char *server,
      gint64 account_id,
      gint64 contract_id,
      SubletSshHostKey *key,
      gint64 since_us,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  Query *query = query_new (server, contract_id);

  query->account_id = account_id;
  query->since_us = since_us;
  query->key = key != NULL ? sublet_ssh_host_key_ref (key) : NULL;
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
 * sublet_host_key_store_forget_async:
 * @database: open databases
 * @server: the server's origin
 * @account_id: whose contract it is, 0 when the key could not say
 * @contract_id: whose key
 * @at_us: service time
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * A person removed it: until one is accepted or the row goes with the container, none is pinned as
 * the first one.
 */
void
sublet_host_key_store_forget_async (SubletDatabase *database,
                                    const char *server,
                                    gint64 account_id,
                                    gint64 contract_id,
                                    gint64 at_us,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (server != NULL);

  keep (database, forget, server, account_id, contract_id, NULL, at_us, callback, user_data);
}

/**
 * sublet_host_key_store_forget_finish:
 * @database: the databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE, SUBLET_ERROR_READ_ONLY
 *
 * Returns: whether none is pinned now; if not, what was pinned still is
 */
gboolean
sublet_host_key_store_forget_finish (SubletDatabase *database, GAsyncResult *result, GError **error)
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
 * For a contract that was destroyed or recycled.
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
                             delete_row,
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
