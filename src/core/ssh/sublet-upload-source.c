/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-upload-tree-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#define CHUNK_BYTES (256 * 1024)

#define ATTRIBUTES                                                      \
  G_FILE_ATTRIBUTE_STANDARD_TYPE                                        \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC "," G_FILE_ATTRIBUTE_UNIX_MODE

/*
 * It is read on a thread of its own, since it may lie on a disk of the network that does not
 * answer, and nothing else is to wait for that. The session's thread takes it from a socket when it
 * wants more. The last piece is given only when the file has been found to be what it was: without
 * it the other side does not take the rest for the whole.
 */
struct _SubletUploadSource
{
  int reference_count; /* atomic */

  /* construct-only: a file's, or a folder's */
  GFileInputStream *stream; /* (owned) (nullable) */
  GFileInfo *info;          /* (owned) (nullable) when it was opened */
  SubletUploadTree *tree;   /* (owned) (nullable) */

  /* the reader's */
  int fd; /* that it writes to; -1: none */

  GMutex mutex;
  SubletUploadTrouble trouble; /* (mutex mutex) */
  GError *error;               /* (mutex mutex) (owned) (nullable) */
};

SubletUploadSource *
sublet_upload_source_ref (SubletUploadSource *self)
{
  g_atomic_int_inc (&self->reference_count);
  return self;
}

void
sublet_upload_source_unref (SubletUploadSource *self)
{
  if (!g_atomic_int_dec_and_test (&self->reference_count))
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_clear_error (&self->error);
  g_free (self->trouble.place);
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->tree, sublet_upload_tree_free);
  g_clear_object (&self->info);
  g_clear_object (&self->stream);
  g_free (self);
}

/* ---- opened ---- */

typedef struct
{
  GFile *file;                 /* (owned) */
  char *name;                  /* (owned) */
  SubletUploadTrouble trouble; /* out */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->file);
  g_free (opening->name);
  g_free (opening->trouble.place);
  g_free (opening);
}

static SubletUploadSource *
source_new (void)
{
  SubletUploadSource *self = g_new0 (SubletUploadSource, 1);

  self->reference_count = 1;
  self->fd = -1;
  g_mutex_init (&self->mutex);

  return self;
}

/* What other programs than this one's libraries cannot reach by a path is not looked through. */
static SubletUploadSource *
open_folder (Opening *opening, GCancellable *cancellable, GError **error)
{
  const char *path = g_file_peek_path (opening->file);
  SubletUploadSource *self;
  SubletUploadTree *tree;

  if (path == NULL)
    {
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "the folder has no path");
      return NULL;
    }
  tree = sublet_upload_tree_look (path,
                                  opening->name,
                                  SUBLET_UPLOAD_TREE_MOST,
                                  cancellable,
                                  &opening->trouble,
                                  error);
  if (tree == NULL)
    return NULL;

  self = source_new ();
  self->tree = tree;
  return self;
}

/* What is no file is not even opened: a pipe would wait for whoever writes to it. */
static SubletUploadSource *
open_source (Opening *opening, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  GFileInputStream *stream;
  SubletUploadSource *self;

  opening->trouble.problem = SUBLET_UPLOAD_PROBLEM_UNREADABLE;
  info = g_file_query_info (opening->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return open_folder (opening, cancellable, error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      opening->trouble.problem = SUBLET_UPLOAD_PROBLEM_NOT_A_FILE;
      g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "it is not a file");
      return NULL;
    }

  stream = g_file_read (opening->file, cancellable, error);
  if (stream == NULL)
    return NULL;

  self = source_new ();
  self->stream = stream;
  self->info = g_steal_pointer (&info);
  return self;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  SubletUploadSource *self = open_source (task_data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) sublet_upload_source_unref);
  else
    g_task_return_error (task, error);
}

void
sublet_upload_source_open_async (GFile *file,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->file = g_object_ref (file);
  opening->name = g_strdup (name);
  g_task_set_source_tag (task, sublet_upload_source_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

SubletUploadSource *
sublet_upload_source_open_finish (GAsyncResult *result,
                                  SubletUploadTrouble *trouble,
                                  GError **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  trouble->problem = opening->trouble.problem;
  trouble->place = g_steal_pointer (&opening->trouble.place);
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint64
sublet_upload_source_get_size (SubletUploadSource *self)
{
  return self->tree != NULL ? sublet_upload_tree_get_size (self->tree)
                            : (guint64) g_file_info_get_size (self->info);
}

SubletUploadTree *
sublet_upload_source_get_tree (SubletUploadSource *self)
{
  return self->tree;
}

bool
sublet_upload_source_get_executable (SubletUploadSource *self)
{
  return self->info != NULL &&
         (g_file_info_get_attribute_uint32 (self->info, G_FILE_ATTRIBUTE_UNIX_MODE) & 0100) != 0;
}

/* ---- read ---- */

static void
fail (SubletUploadSource *self, SubletUploadProblem problem, GError *error)
{
  g_mutex_lock (&self->mutex);
  self->trouble.problem = problem;
  self->error = error;
  g_mutex_unlock (&self->mutex);
}

static void
fail_changed (SubletUploadSource *self)
{
  fail (self,
        SUBLET_UPLOAD_PROBLEM_CHANGED,
        g_error_new (SUBLET_ERROR, SUBLET_ERROR_INVALID, "the file changed while it was read"));
}

static bool
is_same (SubletUploadSource *self, const char *attribute, GFileInfo *now)
{
  return g_file_info_get_attribute_uint64 (self->info, attribute) ==
         g_file_info_get_attribute_uint64 (now, attribute);
}

/* What cannot be asked is believed. */
static bool
is_unchanged (SubletUploadSource *self)
{
  g_autoptr (GFileInfo) now = g_file_input_stream_query_info (self->stream, ATTRIBUTES, NULL, NULL);

  return now == NULL ||
         (g_file_info_get_size (now) == g_file_info_get_size (self->info) &&
          is_same (self, G_FILE_ATTRIBUTE_TIME_MODIFIED, now) &&
          g_file_info_get_attribute_uint32 (now, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) ==
            g_file_info_get_attribute_uint32 (self->info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC));
}

/* Whether somebody still wants it. */
static bool
give (SubletUploadSource *self, const char *data, gsize length)
{
  while (length > 0)
    {
      ssize_t n = send (self->fd, data, length, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return false;
      data += n;
      length -= (gsize) n;
    }

  return true;
}

/* The first of what is left; 0 with a failure. */
static gsize
read_piece (SubletUploadSource *self, char *piece, guint64 left)
{
  GError *error = NULL;
  gssize n = g_input_stream_read (G_INPUT_STREAM (self->stream),
                                  piece,
                                  (gsize) MIN (left, CHUNK_BYTES),
                                  NULL,
                                  &error);

  if (n < 0)
    fail (self, SUBLET_UPLOAD_PROBLEM_UNREADABLE, error);
  else if (n == 0 || ((guint64) n == left && !is_unchanged (self)))
    {
      fail_changed (self);
      n = 0;
    }

  return (gsize) MAX (n, 0);
}

static void
read_file (SubletUploadSource *self)
{
  g_autofree char *piece = g_malloc (CHUNK_BYTES);
  guint64 left = sublet_upload_source_get_size (self);
  gsize length;

  while (left > 0 && (length = read_piece (self, piece, left)) > 0 && give (self, piece, length))
    left -= length;
}

static bool
take (const guint8 *data, gsize length, gpointer user_data)
{
  return give (user_data, (const char *) data, length);
}

static void
read_folder (SubletUploadSource *self)
{
  SubletUploadTrouble trouble = { 0 };
  GError *error = NULL;

  if (sublet_upload_tree_give (self->tree, take, self, &trouble, &error))
    return;
  g_mutex_lock (&self->mutex);
  self->trouble = trouble;
  self->error = error;
  g_mutex_unlock (&self->mutex);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SubletUploadSource *self = task_data;

  if (self->tree != NULL)
    read_folder (self);
  else
    read_file (self);
  close (self->fd);
  self->fd = -1;
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_upload_source_start: (skip)
 * @self: a file that was opened; once
 * @error: SUBLET_ERROR_FAILED
 *
 * Reads it as fast as it is taken, until nobody takes it any more.
 *
 * Returns: (transfer full): a socket that does not wait, with the file's bytes and then its end; -1
 *   with an error
 */
int
sublet_upload_source_start (SubletUploadSource *self, GError **error)
{
  g_autoptr (GTask) task = NULL;
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_FAILED, "no socket: %s", g_strerror (errno));
      return -1;
    }

  fcntl (ends[0], F_SETFL, O_NONBLOCK);
  self->fd = ends[1];
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, sublet_upload_source_start);
  g_task_set_task_data (task,
                        sublet_upload_source_ref (self),
                        (GDestroyNotify) sublet_upload_source_unref);
  g_task_run_in_thread (task, read_in_thread);

  return ends[0];
}

GError *
sublet_upload_source_dup_error (SubletUploadSource *self, SubletUploadTrouble *trouble)
{
  GError *error;

  g_mutex_lock (&self->mutex);
  trouble->problem = self->trouble.problem;
  trouble->place = g_strdup (self->trouble.place);
  error = self->error != NULL ? g_error_copy (self->error) : NULL;
  g_mutex_unlock (&self->mutex);

  return error;
}
