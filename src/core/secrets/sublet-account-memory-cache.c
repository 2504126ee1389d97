/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-account-memory-private.h"

#include "core/base/sublet-cancel.h"
#include "core/store/sublet-sql.h"

/*
 * The keyring itself is the wrong place: libsecret knows an item by its attributes, so that one
 * whose account changed would be a second item, and to write beside a secret is to write it again,
 * for which a locked keyring asks the person. A row that went with the cache takes nothing along
 * but what it would have opened.
 */

void
sublet_account_memory_stop_loading (SubletAccountMemory *self)
{
  sublet_cancel_clear (&self->loading);
}

typedef struct
{
  char *server;    /* (owned) */
  char *key_print; /* (owned) (nullable): to write, or what was read; NULL: there is none */
  gint64 account_id;
} Job;

static Job *
job_new (SubletAccountMemory *self, const char *key_print, gint64 account_id)
{
  Job *job = g_new0 (Job, 1);

  job->server = g_strdup (self->server);
  job->key_print = g_strdup (key_print);
  job->account_id = account_id;

  return job;
}

static void
job_free (Job *job)
{
  g_free (job->server);
  g_free (job->key_print);
  g_free (job);
}

static bool
read_row (sqlite3 *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (sqlite3_stmt)
    rows = sublet_sql_query (db,
                             error,
                             "SELECT key_print, account_id FROM key_accounts WHERE server = ?",
                             "s",
                             job->server);
  bool row;

  if (rows == NULL || !sublet_sql_step (rows, &row, error))
    return false;

  if (row)
    {
      job->key_print = sublet_sql_column_dup_text (rows, 0);
      job->account_id = sqlite3_column_int64 (rows, 1);
    }

  return true;
}

static bool
write_row (sqlite3 *db, gpointer data, GError **error)
{
  const Job *job = data;

  return sublet_sql_run (db,
                         error,
                         "INSERT OR REPLACE INTO key_accounts (server, key_print, account_id)"
                         "  VALUES (?, ?, ?)",
                         "ssi",
                         job->server,
                         job->key_print,
                         job->account_id);
}

static bool
delete_row (sqlite3 *db, gpointer data, GError **error)
{
  const Job *job = data;

  return sublet_sql_run (db, error, "DELETE FROM key_accounts WHERE server = ?", "s", job->server);
}

typedef struct
{
  SubletAccountMemory *memory; /* (owned) */
  guint number;                /* which of its puts */
} Putting;

static void
putting_free (Putting *putting)
{
  g_object_unref (putting->memory);
  g_free (putting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Putting, putting_free)

/* What the cache has after a failure is not known: the next word of the session is written again.
 * Of several the latest counts. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Putting) putting = user_data;
  SubletAccountMemory *self = putting->memory;
  g_autoptr (GError) error = NULL;

  if (sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    return;

  g_info ("whose the key is, is not kept in the cache: %s", error->message);
  if (putting->number != self->n_puts)
    return;

  g_clear_pointer (&self->kept_print, g_free);
  self->kept_id = 0;
  self->forgotten = false;
}

static void
put (SubletAccountMemory *self, SubletDatabaseFunc func, const char *key_print, gint64 account_id)
{
  Putting *putting = g_new0 (Putting, 1);

  putting->memory = g_object_ref (self);
  putting->number = ++self->n_puts;
  /* What is being read is older. */
  sublet_account_memory_stop_loading (self);
  g_free (self->kept_print);
  self->kept_print = g_strdup (key_print);
  self->kept_id = account_id;
  self->forgotten = key_print == NULL;
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_WRITE,
                             func,
                             job_new (self, key_print, account_id),
                             (GDestroyNotify) job_free,
                             on_written,
                             putting);
}

void
sublet_account_memory_forget (SubletAccountMemory *self)
{
  if (self->database != NULL && !self->forgotten)
    put (self, delete_row, NULL, 0);
}

/* What a start of the program would find: only the key that the keyring keeps is one. */
void
sublet_account_memory_keep (SubletAccountMemory *self)
{
  SubletKeyStore *key_store = sublet_session_get_key_store (self->session);

  if (self->database == NULL || self->key_print == NULL ||
      sublet_key_store_get_keeping (key_store) != SUBLET_KEY_KEEPING_KEYRING)
    return;

  if (self->account_id == 0)
    sublet_account_memory_forget (self);
  else if (self->kept_id != self->account_id || g_strcmp0 (self->kept_print, self->key_print) != 0)
    put (self, write_row, self->key_print, self->account_id);
}

typedef struct
{
  SubletAccountMemory *memory; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->memory);
  g_object_unref (loading->cancellable);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  SubletAccountMemory *self = loading->memory;
  gpointer data = NULL;
  g_autoptr (GError) error = NULL;

  bool read = sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error);

  if (loading->cancellable != self->loading)
    return;

  g_clear_object (&self->loading);
  if (!read)
    {
      g_info ("whose the key is, is not read from the cache: %s", error->message);
      return;
    }
  self->kept_print = g_strdup (((Job *) data)->key_print);
  self->kept_id = ((Job *) data)->account_id;
  sublet_account_memory_recall (self);
}

void
sublet_account_memory_load (SubletAccountMemory *self)
{
  Loading *loading = g_new0 (Loading, 1);

  self->loading = g_cancellable_new ();
  loading->memory = g_object_ref (self);
  loading->cancellable = g_object_ref (self->loading);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_READ,
                             read_row,
                             job_new (self, NULL, 0),
                             (GDestroyNotify) job_free,
                             on_read,
                             loading);
}
