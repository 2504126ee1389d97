/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-quote.h"

/* What a login says before it, and what the tools there say. */
#define OUTPUT_BYTES (64 * 1024)
#define ERRORS_BYTES (16 * 1024)

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
  g_free (self->trouble.place);

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
 * @file: what is to go there, or a folder
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

static void
set_trouble (SubletUpload *self, SubletUploadTrouble trouble)
{
  g_free (self->trouble.place);
  self->trouble = trouble;
}

/* Takes the trouble's place, and the error. */
static void
end_with (GTask *task, SubletUploadTrouble trouble, GError *error)
{
  SubletUpload *self = g_task_get_source_object (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    trouble.problem = SUBLET_UPLOAD_PROBLEM_CANCELLED;
  self->running = FALSE;
  self->looking = FALSE;
  set_trouble (self, trouble);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_with_problem (GTask *task, SubletUploadProblem problem, GError *error)
{
  end_with (task, (SubletUploadTrouble){ .problem = problem }, error);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletUpload *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  SubletUploadTrouble trouble = { 0 };
  GError *read_error;
  GError *error = NULL;
  SubletUploadProblem problem;
  g_autoptr (SubletSshExecResult)
    given = sublet_ssh_session_exec_finish (SUBLET_SSH_SESSION (source), result, &error);

  if (given == NULL)
    {
      end_with_problem (task, SUBLET_UPLOAD_PROBLEM_LINK, error);
      return;
    }

  g_clear_pointer (&self->path, g_free);
  problem = sublet_upload_script_judge (given, self->name, &self->path, &error);
  /* What came short there did so because it could not be read here. */
  read_error = sublet_upload_source_dup_error (run->source, &trouble);
  if (error != NULL && read_error != NULL)
    {
      g_error_free (error);
      end_with (task, trouble, read_error);
      return;
    }

  g_clear_error (&read_error);
  g_free (trouble.place);
  end_with_problem (task, problem, error);
}

static char *
make_script (SubletUpload *self, Run *run)
{
  SubletUploadTree *tree = sublet_upload_source_get_tree (run->source);

  if (tree != NULL)
    return sublet_upload_script_make_for_folder (self->folder,
                                                 self->name,
                                                 sublet_upload_tree_get_contents_size (tree));

  return sublet_upload_script_make (self->folder,
                                    self->name,
                                    self->size,
                                    sublet_upload_source_get_executable (run->source),
                                    run->replace);
}

static void
take_source (SubletUpload *self, SubletUploadSource *source)
{
  SubletUploadTree *tree = sublet_upload_source_get_tree (source);

  self->looking = FALSE;
  self->size = sublet_upload_source_get_size (source);
  self->is_folder = tree != NULL;
  if (tree != NULL)
    {
      self->n_links = sublet_upload_tree_get_n_links (tree);
      self->n_special = sublet_upload_tree_get_n_special (tree);
    }
  on_moved (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const SubletSshExecLimits limits = { .output_bytes = OUTPUT_BYTES,
                                       .errors_bytes = ERRORS_BYTES,
                                       .ends_input = sublet_upload_script_says_no_room };
  g_autoptr (GTask) task = user_data;
  SubletUpload *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Run *run = g_task_get_task_data (task);
  SubletUploadTrouble trouble = { 0 };
  g_autofree char *script = NULL;
  g_autofree char *command = NULL;
  GError *error = NULL;
  int fd;

  run->source = sublet_upload_source_open_finish (result, &trouble, &error);
  if (run->source == NULL)
    {
      end_with (task, trouble, error);
      return;
    }
  g_free (trouble.place);
  take_source (self, run->source);
  fd = sublet_upload_source_start (run->source, &error);
  if (fd < 0)
    {
      end_with_problem (task, SUBLET_UPLOAD_PROBLEM_OTHER, error);
      return;
    }

  script = make_script (self, run);
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

/* Only to say what takes so long; what cannot be asked cannot be opened either, and that says why.
 */
static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletUpload *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (self->file, result, NULL);

  self->looking = info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;
  if (self->looking)
    on_moved (self);
  sublet_upload_source_open_async (self->file,
                                   self->name,
                                   cancellable,
                                   on_opened,
                                   g_steal_pointer (&task));
}

/**
 * sublet_upload_run_async:
 * @self: an upload that does not run
 * @replace: a file of its name there is replaced, in one step, when all of it has come; a folder
 *   never is
 * @cancellable: (nullable): what came is removed there; cancelled in the last moment, it may be
 *   there whole
 * @callback: called when it is there, or not
 * @user_data: for @callback
 *
 * Goes over the session beside whatever else does, and runs there as a command that needs nothing
 * but a shell, for a folder also tar: nothing is asked of an SFTP server, which not every image
 * has.
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
  self->looking = FALSE;
  self->size = 0;
  self->is_folder = FALSE;
  self->n_links = 0;
  self->n_special = 0;
  set_trouble (self, (SubletUploadTrouble){ .problem = SUBLET_UPLOAD_PROBLEM_NONE });
  g_clear_pointer (&self->path, g_free);
  drop_traffic (self);
  self->traffic = sublet_ssh_traffic_new (on_moved, self);
  if (!sublet_upload_name_is_fit (self->name))
    {
      end_with_problem (task,
                        SUBLET_UPLOAD_PROBLEM_NAME,
                        g_error_new (SUBLET_ERROR,
                                     SUBLET_ERROR_INVALID,
                                     "the file's name is not fit"));
      return;
    }

  g_file_query_info_async (self->file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           cancellable,
                           on_asked,
                           g_steal_pointer (&task));
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
