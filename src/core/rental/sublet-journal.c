/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-private.h"

struct _SubletJournal
{
  GObject parent_instance;

  SubletDatabase *database; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletJournal, sublet_journal, G_TYPE_OBJECT)

static void
sublet_journal_dispose (GObject *object)
{
  SubletJournal *self = SUBLET_JOURNAL (object);

  g_clear_object (&self->database);

  G_OBJECT_CLASS (sublet_journal_parent_class)->dispose (object);
}

static void
sublet_journal_class_init (SubletJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_journal_dispose;
}

static void
sublet_journal_init (SubletJournal *self)
{
}

/**
 * sublet_journal_new:
 * @database: open databases
 *
 * Returns: (transfer full): the journal in rentals.db
 */
SubletJournal *
sublet_journal_new (SubletDatabase *database)
{
  SubletJournal *self;

  g_return_val_if_fail (SUBLET_IS_DATABASE (database), NULL);

  self = g_object_new (SUBLET_TYPE_JOURNAL, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * sublet_journal_get_database:
 * @self: a journal
 *
 * Returns: (transfer none): where it lies
 */
SubletDatabase *
sublet_journal_get_database (SubletJournal *self)
{
  g_return_val_if_fail (SUBLET_IS_JOURNAL (self), NULL);

  return self->database;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletJournalQuery *query = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (sublet_database_run_finish (SUBLET_DATABASE (source), result, NULL, &error))
    g_task_return_pointer (task, g_steal_pointer (&query->answer), query->free_answer);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
sublet_journal_query_free (SubletJournalQuery *query)
{
  g_free (query->server);
  g_free (query->token);
  g_free (query->rental_id);
  if (query->answer != NULL)
    query->free_answer (query->answer);
  g_free (query);
}

/**
 * sublet_journal_read_async:
 * @self: a journal
 * @file: which database
 * @func: what reads, on the database's thread
 * @query: (transfer full): what it reads by; its answer becomes the task's
 * @tag: source tag of the task
 * @callback: called with a task that returns the answer
 * @user_data: for @callback
 */
void
sublet_journal_read_async (SubletJournal *self,
                           SubletDatabaseFile file,
                           SubletDatabaseFunc func,
                           SubletJournalQuery *query,
                           gpointer tag,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  /* The query belongs to our task, which outlives the job. */
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, query, (GDestroyNotify) sublet_journal_query_free);
  sublet_database_run_async (self->database,
                             file,
                             SUBLET_DATABASE_READ,
                             func,
                             query,
                             NULL,
                             on_read,
                             task);
}

/**
 * sublet_journal_commit_async:
 * @self: a journal
 * @batch: (transfer full): what is to be written, whole or not at all
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Cannot be cancelled: what may have been written is never reported as not written.
 */
void
sublet_journal_commit_async (SubletJournal *self,
                             SubletJournalBatch *batch,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));
  g_return_if_fail (batch != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_journal_commit_async);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_WRITE,
                             sublet_journal_write,
                             batch,
                             (GDestroyNotify) sublet_journal_batch_free,
                             on_written,
                             task);
}

/**
 * sublet_journal_commit_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE or SUBLET_ERROR_READ_ONLY; nothing was written then
 *
 * Returns: whether it is on the disk
 */
gboolean
sublet_journal_commit_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_journal_load_async:
 * @self: a journal
 * @since_us: service time
 * @callback: called when it was read
 * @user_data: for @callback
 *
 * Reads open rentals of every owner, those that ended after @since_us, and open orders.
 */
void
sublet_journal_load_async (SubletJournal *self,
                           gint64 since_us,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));

  query = g_new0 (SubletJournalQuery, 1);
  query->since_us = since_us;
  query->free_answer = (GDestroyNotify) sublet_journal_contents_free;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_RENTALS,
                             sublet_journal_read_contents,
                             query,
                             sublet_journal_load_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_load_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: (transfer full): what the journal holds
 */
SubletJournalContents *
sublet_journal_load_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_journal_find_async:
 * @self: a journal
 * @server: the server's origin
 * @contract_id: a contract that a list shows
 * @token: (nullable): the token it carries
 * @callback: called when it was looked for
 * @user_data: for @callback
 *
 * Looks for the rental that a listed contract belongs to, however old: by contract, else by token.
 */
void
sublet_journal_find_async (SubletJournal *self,
                           const char *server,
                           gint64 contract_id,
                           const char *token,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));
  g_return_if_fail (server != NULL);

  query = g_new0 (SubletJournalQuery, 1);
  query->server = g_strdup (server);
  query->contract_id = contract_id;
  query->token = g_strdup (token);
  query->free_answer = (GDestroyNotify) sublet_journal_rental_free;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_RENTALS,
                             sublet_journal_read_one,
                             query,
                             sublet_journal_find_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_find_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the rental; NULL without @error when there is none
 */
SubletJournalRental *
sublet_journal_find_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_journal_get_rental_async:
 * @self: a journal
 * @rental_id: which
 * @callback: called when it was looked for
 * @user_data: for @callback
 *
 * One rental, however old, as for renting it again.
 */
void
sublet_journal_get_rental_async (SubletJournal *self,
                                 const char *rental_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  SubletJournalQuery *query;

  g_return_if_fail (SUBLET_IS_JOURNAL (self));
  g_return_if_fail (rental_id != NULL);

  query = g_new0 (SubletJournalQuery, 1);
  query->rental_id = g_strdup (rental_id);
  query->free_answer = (GDestroyNotify) sublet_journal_rental_free;
  sublet_journal_read_async (self,
                             SUBLET_DATABASE_RENTALS,
                             sublet_journal_read_rental,
                             query,
                             sublet_journal_get_rental_async,
                             callback,
                             user_data);
}

/**
 * sublet_journal_get_rental_finish:
 * @self: a journal
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE
 *
 * Returns: (transfer full) (nullable): the rental; NULL without @error when there is none
 */
SubletJournalRental *
sublet_journal_get_rental_finish (SubletJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
