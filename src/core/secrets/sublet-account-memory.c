/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-account-memory.h"

#include "core/base/sublet-cancel.h"
#include "core/store/sublet-sql.h"

/*
 * The keyring itself is the wrong place: libsecret knows an item by its attributes, so that one
 * whose account changed would be a second item, and to write beside a secret is to write it again,
 * for which a locked keyring asks the person. A row that went with the cache takes nothing along
 * but what it would have opened.
 */

struct _SubletAccountMemory
{
  GObject parent_instance;

  SubletSession *session;   /* (owned) */
  SubletDatabase *database; /* (owned) (nullable): until it is open */
  char *server;             /* (owned) */
  char *salt;               /* (owned) */

  guint key_number; /* of the session's key that the rest is about */
  char *key_print;  /* (owned) (nullable): none yet */
  gint64 account_id;
  bool confirmed;
  GCancellable *loading; /* (owned) (nullable): of what is read from the cache */

  char *kept_print; /* (owned) (nullable): what the cache has, as far as is known */
  gint64 kept_id;
  bool forgotten; /* the cache has nothing */
  guint n_puts;   /* how often something was to be written */
};

G_DEFINE_FINAL_TYPE (SubletAccountMemory, sublet_account_memory, G_TYPE_OBJECT)

static guint changed_signal;

static void
set_account (SubletAccountMemory *self, gint64 account_id, bool confirmed)
{
  if (self->account_id == account_id && self->confirmed == confirmed)
    return;

  self->account_id = account_id;
  self->confirmed = confirmed;
  g_signal_emit (self, changed_signal, 0);
}

static void
stop_loading (SubletAccountMemory *self)
{
  sublet_cancel_clear (&self->loading);
}

/* ---- on the database's thread ---- */

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

/* ---- the cache ---- */

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
  stop_loading (self);
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

static void
forget (SubletAccountMemory *self)
{
  if (self->database != NULL && !self->forgotten)
    put (self, delete_row, NULL, 0);
}

/* What a start of the program would find: only the key that the keyring keeps is one. */
static void
keep (SubletAccountMemory *self)
{
  SubletKeyStore *key_store = sublet_session_get_key_store (self->session);

  if (self->database == NULL || self->key_print == NULL ||
      sublet_key_store_get_keeping (key_store) != SUBLET_KEY_KEEPING_KEYRING)
    return;

  if (self->account_id == 0)
    forget (self);
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

/* Another key's account is nothing that this one may see. A key that is not accepted may have been
 * refused before the cache was read: it shows no less than a little later. */
static void
recall (SubletAccountMemory *self)
{
  SubletSessionState state = sublet_session_get_state (self->session);

  if ((state == SUBLET_SESSION_STATE_SIGNED_IN || state == SUBLET_SESSION_STATE_REJECTED) &&
      !self->confirmed && !sublet_session_get_account_known (self->session) &&
      self->key_print != NULL && g_strcmp0 (self->kept_print, self->key_print) == 0)
    set_account (self, self->kept_id, false);
}

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
  recall (self);
}

/* ---- the session ---- */

/* The same key again is the same account's, as long as the service does not say otherwise. */
static void
follow_key (SubletAccountMemory *self)
{
  g_autofree char *key_print = NULL;
  guint key_number = sublet_session_get_key_number (self->session);

  if (key_number == self->key_number)
    return;

  self->key_number = key_number;
  key_print = sublet_client_dup_key_print (sublet_session_get_client (self->session), self->salt);
  if (g_strcmp0 (key_print, self->key_print) == 0)
    return;

  g_free (self->key_print);
  self->key_print = g_steal_pointer (&key_print);
  if (!sublet_session_get_account_known (self->session))
    set_account (self, 0, false);
}

/* Nothing is kept any more, and nothing waits to be chosen: the keyring was asked, and has no key.
 */
static bool
has_no_key (SubletAccountMemory *self)
{
  return sublet_session_get_error (self->session) == NULL &&
         !sublet_session_get_has_kept_key (self->session);
}

static void
update (SubletAccountMemory *self)
{
  SubletAccount *account = sublet_session_get_account (self->session);

  switch (sublet_session_get_state (self->session))
    {
    case SUBLET_SESSION_STATE_SIGNED_IN:
      follow_key (self);
      if (sublet_session_get_account_known (self->session))
        {
          set_account (self, account != NULL ? sublet_account_get_data (account)->id : 0, true);
          keep (self);
        }
      else
        {
          set_account (self, self->account_id, false);
          recall (self);
        }
      break;
    case SUBLET_SESSION_STATE_SIGNED_OUT:
      g_clear_pointer (&self->key_print, g_free);
      set_account (self, 0, false);
      if (has_no_key (self))
        forget (self);
      break;
    case SUBLET_SESSION_STATE_STARTING:
    case SUBLET_SESSION_STATE_REJECTED:
    default:
      /* What a key that is not accepted any more has shown stays as it was. */
      break;
    }
}

/* ---- object ---- */

static void
sublet_account_memory_dispose (GObject *object)
{
  SubletAccountMemory *self = SUBLET_ACCOUNT_MEMORY (object);

  stop_loading (self);
  g_clear_object (&self->session);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_account_memory_parent_class)->dispose (object);
}

static void
sublet_account_memory_finalize (GObject *object)
{
  SubletAccountMemory *self = SUBLET_ACCOUNT_MEMORY (object);

  g_free (self->server);
  g_free (self->salt);
  g_free (self->key_print);
  g_free (self->kept_print);

  G_OBJECT_CLASS (sublet_account_memory_parent_class)->finalize (object);
}

static void
sublet_account_memory_class_init (SubletAccountMemoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_account_memory_dispose;
  object_class->finalize = sublet_account_memory_finalize;

  changed_signal = g_signal_new ("changed",
                                 G_TYPE_FROM_CLASS (klass),
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_account_memory_init (SubletAccountMemory *self)
{
}

/**
 * sublet_account_memory_new:
 * @session: whose key it is about
 * @install_id: of the profile: the same key is kept as another hash in another one
 *
 * Returns: (transfer full): a memory that knows what the session knows
 */
SubletAccountMemory *
sublet_account_memory_new (SubletSession *session, const char *install_id)
{
  static const char *const what[] = { "state",         "key-number", "account",
                                      "account-known", "error",      "has-kept-key" };
  SubletAccountMemory *self;
  guint i;

  g_return_val_if_fail (SUBLET_IS_SESSION (session), NULL);
  g_return_val_if_fail (install_id != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_ACCOUNT_MEMORY, NULL);
  self->session = g_object_ref (session);
  self->server = g_strdup (sublet_client_get_server (sublet_session_get_client (session)));
  self->salt = g_strdup_printf ("sublet account memory %s %s", install_id, self->server);
  for (i = 0; i < G_N_ELEMENTS (what); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", what[i], NULL);

      g_signal_connect_object (session, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (sublet_session_get_key_store (session),
                           "notify::keeping",
                           G_CALLBACK (update),
                           self,
                           G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * sublet_account_memory_set_database:
 * @self: a memory
 * @database: the profile's databases, open
 */
void
sublet_account_memory_set_database (SubletAccountMemory *self, SubletDatabase *database)
{
  Loading *loading;

  g_return_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self));
  g_return_if_fail (SUBLET_IS_DATABASE (database));
  g_return_if_fail (self->database == NULL);

  self->database = g_object_ref (database);
  self->loading = g_cancellable_new ();
  loading = g_new0 (Loading, 1);
  loading->memory = g_object_ref (self);
  loading->cancellable = g_object_ref (self->loading);
  sublet_database_run_async (database,
                             SUBLET_DATABASE_CACHE,
                             SUBLET_DATABASE_READ,
                             read_row,
                             job_new (self, NULL, 0),
                             (GDestroyNotify) job_free,
                             on_read,
                             loading);
  update (self);
}

/**
 * sublet_account_memory_get_account_id:
 * @self: a memory
 *
 * Returns: whose the key in use is, or was when the service did not accept it any more; 0: not
 *   known, or nobody's
 */
gint64
sublet_account_memory_get_account_id (SubletAccountMemory *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self), 0);

  return self->account_id;
}

/**
 * sublet_account_memory_get_confirmed:
 * @self: a memory
 *
 * Returns: whether the service has said so since the key is in use
 */
gboolean
sublet_account_memory_get_confirmed (SubletAccountMemory *self)
{
  g_return_val_if_fail (SUBLET_IS_ACCOUNT_MEMORY (self), FALSE);

  return self->confirmed;
}
