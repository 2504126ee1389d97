/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-database-private.h"

#include "core/base/sublet-error.h"
#include "core/store/sublet-sql.h"

typedef enum
{
  JOB_OPEN,
  JOB_RUN,
  JOB_COPY,
  JOB_CLOSE,
} JobKind;

/* What travels to the thread and back. */
typedef struct
{
  JobKind kind;
  GTask *task; /* (owned) (nullable) closing has none */

  /* input */
  SubletDatabaseFile file;
  SubletDatabaseAccess access;
  SubletDatabaseFunc func;
  gpointer data; /* (owned) by free_data */
  GDestroyNotify free_data;

  /* output */
  SubletDatabaseReport *report; /* (owned) (nullable) */
  bool done;
  GError *error; /* (owned) (nullable) */
} Job;

struct _SubletDatabase
{
  GObject parent_instance;

  SubletProfile *profile; /* (owned) */
  SubletDatabaseOptions options;
  GAsyncQueue *queue;           /* (owned) (element-type Job) */
  GThread *thread;              /* (owned) (nullable) */
  SubletDatabaseFiles files;    /* only the thread touches it once that runs */
  SubletDatabaseReport *report; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletDatabase, sublet_database, G_TYPE_OBJECT)

static void
sublet_database_report_free (SubletDatabaseReport *report)
{
  g_free (report->moved_aside);
  g_clear_error (&report->copy_error);
  g_free (report);
}

static void
job_free (Job *job)
{
  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_pointer (&job->report, sublet_database_report_free);
  g_clear_error (&job->error);
  g_free (job);
}

/* ---- on the database's thread ---- */

static bool
run_in_transaction (sqlite3 *db, Job *job, GError **error)
{
  if (!sublet_sql_exec (db, "BEGIN IMMEDIATE", error))
    return false;

  if (job->func (db, job->data, error) && sublet_sql_exec (db, "COMMIT", error))
    return true;

  /* A full disk may have rolled it back already. */
  if (!sqlite3_get_autocommit (db))
    {
      g_autoptr (GError) rollback_error = NULL;

      if (!sublet_sql_exec (db, "ROLLBACK", &rollback_error))
        g_info ("%s", rollback_error->message);
    }

  return false;
}

static bool
run_job (SubletDatabaseFiles *files, Job *job, GError **error)
{
  sqlite3 *db = files->files[job->file].db;

  if (db == NULL)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "the database is not open");
      return false;
    }
  if (job->access == SUBLET_DATABASE_READ)
    return job->func (db, job->data, error);
  if (sqlite3_db_readonly (db, "main") == 1)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_READ_ONLY, "the database can only be read");
      return false;
    }

  return run_in_transaction (db, job, error);
}

static gboolean
on_job_done (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&job->task);

  if (job->kind == JOB_OPEN)
    {
      SubletDatabase *self = g_task_get_source_object (task);

      self->report = g_steal_pointer (&job->report);
    }
  if (job->done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&job->error));

  return G_SOURCE_REMOVE;
}

/* The last reference to the task, and with it to the database, must not be dropped on this thread:
 * the job goes home with all it has. */
static void
send_home (Job *job)
{
  GMainContext *context = g_task_get_context (job->task);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_job_done, job, NULL);
  g_source_attach (source, context);
}

static gpointer
run_thread (gpointer data)
{
  SubletDatabase *self = data;
  SubletDatabaseFiles *files = &self->files;
  bool closing = false;

  while (!closing)
    {
      Job *job = g_async_queue_pop (self->queue);

      switch (job->kind)
        {
        case JOB_OPEN:
          job->report = g_new0 (SubletDatabaseReport, 1);
          job->done = sublet_database_files_open (files, job->report, &job->error);
          break;

        case JOB_RUN:
          job->done = run_job (files, job, &job->error);
          break;

        case JOB_COPY:
          job->done = sublet_database_copy_daily (files, &job->error);
          break;

        case JOB_CLOSE:
        default:
          closing = true;
          break;
        }

      if (closing)
        job_free (job);
      else
        send_home (job);
    }

  sublet_database_files_close (files);
  return NULL;
}

/* ---- on the main thread ---- */

static void
push_job (SubletDatabase *self,
          Job *job,
          gpointer tag,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  /* A commit that happened is never reported as cancelled. */
  job->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (job->task, tag);
  g_task_set_task_data (job->task, job, (GDestroyNotify) job_free);
  g_async_queue_push (self->queue, job);
}

static void
sublet_database_dispose (GObject *object)
{
  SubletDatabase *self = SUBLET_DATABASE (object);

  /* Every job holds a reference, so nothing is left to do but to close. */
  if (self->thread != NULL)
    {
      Job *job = g_new0 (Job, 1);

      job->kind = JOB_CLOSE;
      g_async_queue_push (self->queue, job);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (sublet_database_parent_class)->dispose (object);
}

static void
sublet_database_finalize (GObject *object)
{
  SubletDatabase *self = SUBLET_DATABASE (object);

  g_async_queue_unref (self->queue);
  g_free (self->files.folder);
  g_clear_pointer (&self->report, sublet_database_report_free);

  G_OBJECT_CLASS (sublet_database_parent_class)->finalize (object);
}

static void
sublet_database_class_init (SubletDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_database_dispose;
  object_class->finalize = sublet_database_finalize;
}

static void
sublet_database_init (SubletDatabase *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * sublet_database_new:
 * @profile: where the databases lie; without its lock they are only read
 *
 * Returns: (transfer full): the databases, not open yet
 */
SubletDatabase *
sublet_database_new (SubletProfile *profile)
{
  const SubletDatabaseOptions shipped = { NULL };

  return sublet_database_new_with_options (profile, &shipped);
}

/**
 * sublet_database_new_with_options:
 * @profile: where the databases lie
 * @options: copied; what it points to lives as long as the database
 *
 * For tests.
 *
 * Returns: (transfer full): the databases, not open yet
 */
SubletDatabase *
sublet_database_new_with_options (SubletProfile *profile, const SubletDatabaseOptions *options)
{
  SubletDatabase *self;

  g_return_val_if_fail (SUBLET_IS_PROFILE (profile), NULL);

  self = g_object_new (SUBLET_TYPE_DATABASE, NULL);
  self->profile = g_object_ref (profile);
  self->files.options = *options;
  self->files.folder = g_strdup (sublet_profile_get_path (profile));
  self->files.locked = sublet_profile_get_locked (profile);

  return self;
}

/**
 * sublet_database_open_async:
 * @self: databases that were not opened yet
 * @callback: called when they are open
 * @user_data: for @callback
 *
 * Makes what is missing, brings older files up to date after a checked copy, moves a damaged
 * rentals.db aside and makes today's copy.
 */
void
sublet_database_open_async (SubletDatabase *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (self));
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("sublet-database", run_thread, self);
  job = g_new0 (Job, 1);
  job->kind = JOB_OPEN;
  push_job (self, job, sublet_database_open_async, callback, user_data);
}

/**
 * sublet_database_open_finish:
 * @self: databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE when rentals.db can be neither opened nor made, or an older one could
 *   not be copied before its migration
 *
 * Returns: whether they are open; sublet_database_get_report() tells how
 */
gboolean
sublet_database_open_finish (SubletDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_database_get_report:
 * @self: databases
 *
 * Returns: (transfer none) (nullable): what was found at opening, NULL before
 */
const SubletDatabaseReport *
sublet_database_get_report (SubletDatabase *self)
{
  g_return_val_if_fail (SUBLET_IS_DATABASE (self), NULL);

  return self->report;
}

/**
 * sublet_database_run_async:
 * @self: open databases
 * @file: which one
 * @access: what @func does; a write is a transaction
 * @func: what to do, on the database's thread
 * @data: for @func
 * @free_data: (nullable): frees @data, after the callback
 * @callback: called when it is done, and committed
 * @user_data: for @callback
 *
 * Jobs run one after the other in the order of the calls, and their callbacks come in that order.
 */
void
sublet_database_run_async (SubletDatabase *self,
                           SubletDatabaseFile file,
                           SubletDatabaseAccess access,
                           SubletDatabaseFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (self));
  g_return_if_fail (self->thread != NULL);
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->kind = JOB_RUN;
  job->file = file;
  job->access = access;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  push_job (self, job, sublet_database_run_async, callback, user_data);
}

/**
 * sublet_database_run_finish:
 * @self: databases
 * @result: what the callback got
 * @data: (out) (optional) (transfer none): what was passed to the job; lives as long as @result
 * @error: SUBLET_ERROR_STORE, SUBLET_ERROR_READ_ONLY, or what the function set; a write that failed
 *   changed nothing
 *
 * Returns: whether it was done, and committed
 */
gboolean
sublet_database_run_finish (SubletDatabase *self,
                            GAsyncResult *result,
                            gpointer *data,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (data != NULL)
    {
      Job *job = g_task_get_task_data (G_TASK (result));

      *data = job->data;
    }

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_database_copy_async:
 * @self: open databases
 * @callback: called when there is a copy of today
 * @user_data: for @callback
 */
void
sublet_database_copy_async (SubletDatabase *self, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job;

  g_return_if_fail (SUBLET_IS_DATABASE (self));
  g_return_if_fail (self->thread != NULL);

  job = g_new0 (Job, 1);
  job->kind = JOB_COPY;
  push_job (self, job, sublet_database_copy_async, callback, user_data);
}

/**
 * sublet_database_copy_finish:
 * @self: databases
 * @result: what the callback got
 * @error: SUBLET_ERROR_STORE when the copy could not be made or is not sound
 *
 * Returns: whether there is a checked copy of today, or none is due
 */
gboolean
sublet_database_copy_finish (SubletDatabase *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
