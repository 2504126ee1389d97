/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-queue-private.h"

#include "core/ssh/sublet-connection-private.h"

#define TELL_MS 500

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SubletUploadQueue, sublet_upload_queue, G_TYPE_OBJECT)

static void
tell (SubletUploadQueue *self)
{
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
on_tell (gpointer user_data)
{
  SubletUploadQueue *self = user_data;

  self->tell_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

/* The time for which a folder is looked at says nothing of how fast it goes. */
static void
on_moved (SubletUploadQueue *self)
{
  if (self->started_us < 0 && !sublet_upload_get_looking (self->upload))
    self->started_us = sublet_clock_get_monotonic_us (self->clock);
  if (self->tell_id == 0)
    self->tell_id = g_timeout_add (TELL_MS, on_tell, self);
}

static void
drop_upload (SubletUploadQueue *self)
{
  if (self->upload != NULL)
    g_clear_signal_handler (&self->moved_handler, self->upload);
  g_clear_object (&self->upload);
}

/* ---- one file ---- */

/* Of one run; what was cancelled meanwhile is dropped. */
typedef struct
{
  SubletUploadQueue *self; /* (owned) */
  GCancellable *run;       /* (owned) */
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->run);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void start (SubletUploadQueue *self, gboolean replace);

static void
stop_at (SubletUploadQueue *self, SubletUploadProblem problem)
{
  self->state = SUBLET_UPLOAD_QUEUE_STOPPED;
  self->problem = problem;
  tell (self);
}

static void
go_on (SubletUploadQueue *self)
{
  if (self->at + 1 < self->files->len)
    {
      self->at++;
      start (self, FALSE);
      return;
    }

  self->state = self->n_arrived > 0 ? SUBLET_UPLOAD_QUEUE_DONE : SUBLET_UPLOAD_QUEUE_IDLE;
  tell (self);
}

static void
keep_folder (SubletUploadQueue *self)
{
  const char *path = sublet_upload_get_path (self->upload);

  if (path == NULL)
    return;
  g_free (self->folder);
  self->folder = g_path_get_dirname (path);
}

static void
count_arrived (SubletUploadQueue *self, SubletUpload *upload)
{
  guint n_links = 0;
  guint n_special = 0;

  sublet_upload_get_left_out (upload, &n_links, &n_special);
  self->n_arrived++;
  self->n_folders += sublet_upload_get_is_folder (upload) ? 1 : 0;
  self->n_links += n_links;
  self->n_special += n_special;
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  SubletUploadQueue *self = turn->self;
  SubletUpload *upload = SUBLET_UPLOAD (source);
  g_autoptr (GError) error = NULL;

  if (!sublet_upload_run_finish (upload, result, &error))
    g_info ("A file was not uploaded: %s", error->message);
  if (turn->run != self->run)
    return;

  g_clear_object (&self->run);
  keep_folder (self);
  switch (sublet_upload_get_problem (upload))
    {
    case SUBLET_UPLOAD_PROBLEM_NONE:
      count_arrived (self, upload);
      go_on (self);
      break;
    /* Not by us: the connection was ended. */
    case SUBLET_UPLOAD_PROBLEM_CANCELLED:
      stop_at (self, SUBLET_UPLOAD_PROBLEM_LINK);
      break;
    case SUBLET_UPLOAD_PROBLEM_NAME:
    case SUBLET_UPLOAD_PROBLEM_NOT_A_FILE:
    case SUBLET_UPLOAD_PROBLEM_UNREADABLE:
    case SUBLET_UPLOAD_PROBLEM_CHANGED:
    case SUBLET_UPLOAD_PROBLEM_TOO_MANY:
    case SUBLET_UPLOAD_PROBLEM_EXISTS:
    case SUBLET_UPLOAD_PROBLEM_IS_FOLDER:
    case SUBLET_UPLOAD_PROBLEM_NO_TAR:
    case SUBLET_UPLOAD_PROBLEM_NO_ROOM:
    case SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED:
    case SUBLET_UPLOAD_PROBLEM_LINK:
    case SUBLET_UPLOAD_PROBLEM_OTHER:
    default:
      stop_at (self, sublet_upload_get_problem (upload));
    }
}

static void
start (SubletUploadQueue *self, gboolean replace)
{
  GFile *file = g_ptr_array_index (self->files, self->at);
  Turn *turn;

  drop_upload (self);
  g_free (self->name);
  self->name = g_file_get_basename (file);
  self->upload = self->make (self->owner, file);
  if (self->upload == NULL)
    {
      stop_at (self, SUBLET_UPLOAD_PROBLEM_LINK);
      return;
    }

  self->state = SUBLET_UPLOAD_QUEUE_RUNNING;
  self->problem = SUBLET_UPLOAD_PROBLEM_NONE;
  self->started_us = -1;
  self->run = g_cancellable_new ();
  self->moved_handler =
    g_signal_connect_swapped (self->upload, "moved", G_CALLBACK (on_moved), self);
  turn = g_new0 (Turn, 1);
  turn->self = g_object_ref (self);
  turn->run = g_object_ref (self->run);
  sublet_upload_run_async (self->upload, replace, self->run, on_run, turn);
  tell (self);
}

static void
give_up (SubletUploadQueue *self)
{
  g_autoptr (GCancellable) run = g_steal_pointer (&self->run);

  if (run != NULL)
    g_cancellable_cancel (run);
  drop_upload (self);
  g_ptr_array_set_size (self->files, 0);
  self->at = 0;
  self->n_arrived = 0;
  self->n_folders = 0;
  self->n_links = 0;
  self->n_special = 0;
  self->state = SUBLET_UPLOAD_QUEUE_IDLE;
}

/* ---- the object ---- */

static void
sublet_upload_queue_dispose (GObject *object)
{
  SubletUploadQueue *self = SUBLET_UPLOAD_QUEUE (object);

  give_up (self);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_clear_object (&self->owner);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (sublet_upload_queue_parent_class)->dispose (object);
}

static void
sublet_upload_queue_finalize (GObject *object)
{
  SubletUploadQueue *self = SUBLET_UPLOAD_QUEUE (object);

  g_ptr_array_unref (self->files);
  g_free (self->name);
  g_free (self->folder);

  G_OBJECT_CLASS (sublet_upload_queue_parent_class)->finalize (object);
}

static void
sublet_upload_queue_class_init (SubletUploadQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_upload_queue_dispose;
  object_class->finalize = sublet_upload_queue_finalize;

  changed_signal = g_signal_new ("changed",
                                 SUBLET_TYPE_UPLOAD_QUEUE,
                                 G_SIGNAL_RUN_LAST,
                                 0,
                                 NULL,
                                 NULL,
                                 NULL,
                                 G_TYPE_NONE,
                                 0);
}

static void
sublet_upload_queue_init (SubletUploadQueue *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sublet_upload_queue_new_with:
 * @make: asked for each file, and each time that one is tried
 * @owner: passed to @make
 * @clock: what rates are measured by
 *
 * Returns: (transfer full): a queue without files
 */
SubletUploadQueue *
sublet_upload_queue_new_with (SubletUploadMaker make, GObject *owner, SubletClock *clock)
{
  SubletUploadQueue *self;

  g_return_val_if_fail (make != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (SUBLET_IS_CLOCK (clock), NULL);

  self = g_object_new (SUBLET_TYPE_UPLOAD_QUEUE, NULL);
  self->make = make;
  self->owner = g_object_ref (owner);
  self->clock = g_object_ref (clock);

  return self;
}

static SubletUpload *
make_over (gpointer owner, GFile *file)
{
  return sublet_connection_make_upload (owner, file);
}

/**
 * sublet_upload_queue_new:
 * @connection: what files go over; others use it too
 *
 * Returns: (transfer full): a queue without files
 */
SubletUploadQueue *
sublet_upload_queue_new (SubletConnection *connection)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (connection), NULL);

  return sublet_upload_queue_new_with (make_over, G_OBJECT (connection), connection->clock);
}

/**
 * sublet_upload_queue_add:
 * @self: a queue
 * @files: (element-type GFile): of this computer
 *
 * The first of them goes at once, unless others are there to be done with.
 */
void
sublet_upload_queue_add (SubletUploadQueue *self, GListModel *files)
{
  guint n_files;
  guint i;

  g_return_if_fail (SUBLET_IS_UPLOAD_QUEUE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  n_files = g_list_model_get_n_items (files);
  if (n_files == 0)
    return;
  if (self->state == SUBLET_UPLOAD_QUEUE_DONE)
    give_up (self);
  for (i = 0; i < n_files; i++)
    g_ptr_array_add (self->files, g_list_model_get_item (files, i));
  if (self->state == SUBLET_UPLOAD_QUEUE_IDLE)
    start (self, FALSE);
  else
    tell (self);
}

/**
 * sublet_upload_queue_try_again:
 * @self: a queue that has stopped
 * @replace: a file that has the name there is replaced
 */
void
sublet_upload_queue_try_again (SubletUploadQueue *self, gboolean replace)
{
  g_return_if_fail (SUBLET_IS_UPLOAD_QUEUE (self));

  if (self->state == SUBLET_UPLOAD_QUEUE_STOPPED)
    start (self, replace);
}

/**
 * sublet_upload_queue_skip:
 * @self: a queue that has stopped
 */
void
sublet_upload_queue_skip (SubletUploadQueue *self)
{
  g_return_if_fail (SUBLET_IS_UPLOAD_QUEUE (self));

  if (self->state != SUBLET_UPLOAD_QUEUE_STOPPED)
    return;
  if (self->at + 1 == self->files->len && self->n_arrived == 0)
    give_up (self);
  if (self->state == SUBLET_UPLOAD_QUEUE_IDLE)
    tell (self);
  else
    go_on (self);
}

/**
 * sublet_upload_queue_cancel:
 * @self: a queue
 *
 * Of what had not arrived nothing is left there.
 */
void
sublet_upload_queue_cancel (SubletUploadQueue *self)
{
  g_return_if_fail (SUBLET_IS_UPLOAD_QUEUE (self));

  if (self->state == SUBLET_UPLOAD_QUEUE_IDLE)
    return;
  give_up (self);
  tell (self);
}
