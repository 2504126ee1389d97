/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-quote.h"

/* What a login says before it, and what the tools there say. */
#define OUTPUT_BYTES (64 * 1024)
#define ERRORS_BYTES (16 * 1024)

struct _SubletUpload
{
  GObject parent_instance;

  /* construct-only */
  SubletSshSession *session; /* (owned) */
  GFile *file;               /* (owned) */
  char *name;                /* (owned) */
  char *folder;              /* (owned) */

  /* of the latest run */
  gboolean running;
  guint64 size;
  SubletSshTraffic *traffic; /* (owned) (nullable) */
  SubletUploadProblem problem;
  char *path; /* (owned) (nullable) */
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (SubletUpload, sublet_upload, G_TYPE_OBJECT)

static void
drop_traffic (SubletUpload *self)
{
  if (self->traffic != NULL)
    sublet_ssh_traffic_leave (self->traffic);
  g_clear_pointer (&self->traffic, sublet_ssh_traffic_unref);
}

static void
sublet_upload_dispose (GObject *object)
{
  SubletUpload *self = SUBLET_UPLOAD (object);

  drop_traffic (self);
  g_clear_object (&self->session);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (sublet_upload_parent_class)->dispose (object);
}

static void
sublet_upload_finalize (GObject *object)
{
  SubletUpload *self = SUBLET_UPLOAD (object);

  g_free (self->name);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (sublet_upload_parent_class)->finalize (object);
}

static void
sublet_upload_class_init (SubletUploadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_upload_dispose;
  object_class->finalize = sublet_upload_finalize;

  moved_signal = g_signal_new ("moved",
                               SUBLET_TYPE_UPLOAD,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               0);
}

static void
sublet_upload_init (SubletUpload *self)
{
}

/**
 * sublet_upload_new:
 * @session: a session that is connected
 * @file: what is to go there
 *
 * Returns: (transfer full): an upload that has not begun
 */
SubletUpload *
sublet_upload_new (SubletSshSession *session, GFile *file)
{
  SubletUpload *self;

  g_return_val_if_fail (SUBLET_IS_SSH_SESSION (session), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (SUBLET_TYPE_UPLOAD, NULL);
  self->session = g_object_ref (session);
  self->file = g_object_ref (file);
  self->name = g_file_get_basename (file);
  if (self->name == NULL)
    self->name = g_strdup ("");
  self->folder = g_strdup (SUBLET_UPLOAD_FOLDER);

  return self;
}

/**
 * sublet_upload_set_folder:
 * @self: an upload that does not run
 * @folder: a path there; the home where there is no such folder
 */
void
sublet_upload_set_folder (SubletUpload *self, const char *folder)
{
  g_return_if_fail (SUBLET_IS_UPLOAD (self));
  g_return_if_fail (folder != NULL && !self->running);

  g_free (self->folder);
  self->folder = g_strdup (folder);
}

/* ---- a run ---- */

/* What one run holds. */
typedef struct
{
  bool replace;               /* in */
  SubletUploadSource *source; /* (owned) (nullable) in progress */
} Run;

static void
run_free (Run *run)
{
  g_clear_pointer (&run->source, sublet_upload_source_unref);
  g_free (run);
}

static void
on_moved (gpointer user_data)
{
  g_signal_emit (user_data, moved_signal, 0);
}

/* Takes the error. */
static void
end_with (GTask *task, SubletUploadProblem problem, GError *error)
{
  SubletUpload *self = g_task_get_source_object (task);

  self->running = FALSE;
  self->problem = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                    ? SUBLET_UPLOAD_PROBLEM_CANCELLED
                    : problem;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletUpload *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) read_error = NULL;
  GError *error = NULL;
  SubletUploadProblem problem;
  SubletUploadProblem read_problem;
  g_autoptr (SubletSshExecResult)
    given = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (given == NULL)
    {
      end_with (task, SUBLET_UPLOAD_PROBLEM_LINK, error);
      return;
    }

  g_clear_pointer (&self->path, g_free);
  problem = sublet_upload_script_judge (given, self->name, &self->path, &error);
  /* What came short there did so because it could not be read here. */
  read_error = sublet_upload_source_dup_error (run->source, &read_problem);
  if (error != NULL && read_error != NULL)
    {
      g_error_free (error);
      error = g_steal_pointer (&read_error);
      problem = read_problem;
    }
  end_with (task, problem, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const SubletSshExecLimits limits = { .output_bytes = OUTPUT_BYTES, .errors_bytes = ERRORS_BYTES };
  g_autoptr (GTask) task = user_data;
  SubletUpload *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Run *run = g_task_get_task_data (task);
  g_autofree char *script = NULL;
  g_autofree char *command = NULL;
  GError *error = NULL;
  SubletUploadProblem problem;
  int fd;

  run->source = sublet_upload_source_open_finish (result, &problem, &error);
  if (run->source == NULL)
    {
      end_with (task, problem, error);
      return;
    }
  self->size = sublet_upload_source_get_size (run->source);
  fd = sublet_upload_source_start (run->source, &error);
  if (fd < 0)
    {
      end_with (task, SUBLET_UPLOAD_PROBLEM_OTHER, error);
      return;
    }

  script = sublet_upload_script_make (self->folder,
                                      self->name,
                                      self->size,
                                      sublet_upload_source_get_executable (run->source),
                                      run->replace);
  command = sublet_ssh_quote_sh (script);
  sublet_ssh_session_feed_async (self->session,
                                 command,
                                 &limits,
                                 fd,
                                 self->traffic,
                                 cancellable,
                                 on_taken,
                                 g_steal_pointer (&task));
}

/**
 * sublet_upload_run_async:
 * @self: an upload that does not run
 * @replace: a file of its name there is replaced, in one step, when all of it has come
 * @cancellable: (nullable): what came is removed there; cancelled in the last moment, it may be
 *   there whole
 * @callback: called when it is there, or not
 * @user_data: for @callback
 *
 * Goes over the session beside whatever else does, and runs there as a command that needs nothing
 * but a shell: nothing is asked of an SFTP server, which not every image has.
 */
void
sublet_upload_run_async (SubletUpload *self,
                         gboolean replace,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (SUBLET_IS_UPLOAD (self));
  g_return_if_fail (!self->running);

  run = g_new0 (Run, 1);
  run->replace = replace;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_upload_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  self->running = TRUE;
  self->size = 0;
  self->problem = SUBLET_UPLOAD_PROBLEM_NONE;
  g_clear_pointer (&self->path, g_free);
  drop_traffic (self);
  self->traffic = sublet_ssh_traffic_new (on_moved, self);
  if (!sublet_upload_name_is_fit (self->name))
    {
      end_with (task,
                SUBLET_UPLOAD_PROBLEM_NAME,
                g_error_new (SUBLET_ERROR, SUBLET_ERROR_INVALID, "the file's name is not fit"));
      return;
    }

  sublet_upload_source_open_async (self->file, cancellable, on_opened, g_steal_pointer (&task));
}

/**
 * sublet_upload_run_finish:
 * @self: an upload
 * @result: what the callback got
 * @error: technical English; sublet_upload_get_problem() says what it means. G_IO_ERROR_CANCELLED,
 *   also when the session was closed
 *
 * Returns: whether the file is there, whole
 */
gboolean
sublet_upload_run_finish (SubletUpload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- what it tells ---- */

const char *
sublet_upload_get_name (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), NULL);

  return self->name;
}

guint64
sublet_upload_get_size (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), 0);

  return self->size;
}

guint64
sublet_upload_get_sent (SubletUpload *self)
{
  guint64 received;
  guint64 sent = 0;

  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), 0);

  if (self->traffic != NULL)
    sublet_ssh_traffic_read (self->traffic, &received, &sent);

  return sent;
}

SubletUploadProblem
sublet_upload_get_problem (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), SUBLET_UPLOAD_PROBLEM_NONE);

  return self->problem;
}

const char *
sublet_upload_get_path (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), NULL);

  return self->path;
}
