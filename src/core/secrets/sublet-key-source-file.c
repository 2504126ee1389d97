/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-source.h"

#include <string.h>

#include "core/base/sublet-error.h"
#include "core/base/sublet-sandbox.h"

/* A key that lies in a file: the one that the person picks, and the official client's. */

/* More than any file with one key in it; a picked film is not read to its end. */
#define MAX_FILE_SIZE (64 * 1024)

typedef struct
{
  char *buffer; /* (owned): MAX_FILE_SIZE + 1 bytes, wiped at the end */
} Reading;

static void
reading_free (Reading *reading)
{
  explicit_bzero (reading->buffer, MAX_FILE_SIZE + 1);
  g_free (reading->buffer);
  g_free (reading);
}

/* Source: fact sheet 1.2; the second is where older releases of the client kept it. */
static GFile *
get_client_file (guint index)
{
  g_autofree char *path = NULL;

  if (index == 0)
    path = g_build_filename (g_get_user_config_dir (), "vastai", "vast_api_key", NULL);
  else if (index == 1)
    path = g_build_filename (g_get_home_dir (), ".vast_api_key", NULL);

  return path == NULL ? NULL : g_file_new_for_path (path);
}

static void on_queried (GObject *source, GAsyncResult *result, gpointer user_data);

static void
query_client_file (GTask *task, guint index)
{
  g_autoptr (GFile) file = get_client_file (index);

  if (file == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_task_set_task_data (task, GUINT_TO_POINTER (index), NULL);
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task),
                           on_queried,
                           g_object_ref (task));
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GFileInfo) info = NULL;

  /* Without an answer there is nothing to offer: the person can still pick the file. */
  info = g_file_query_info_finish (G_FILE (source), result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    query_client_file (task, GPOINTER_TO_UINT (g_task_get_task_data (task)) + 1);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SecretValue *key = NULL;
  gsize length = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (length > MAX_FILE_SIZE)
    {
      g_task_return_new_error (task,
                               SUBLET_ERROR,
                               SUBLET_ERROR_INVALID,
                               "key: the file is larger than %d bytes",
                               MAX_FILE_SIZE);
      return;
    }

  key = sublet_key_source_parse (reading->buffer, length, &error);
  if (key == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, key, (GDestroyNotify) secret_value_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_file_read_finish (G_FILE (source), result, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_input_stream_read_all_async (G_INPUT_STREAM (stream),
                                 reading->buffer,
                                 MAX_FILE_SIZE + 1,
                                 G_PRIORITY_DEFAULT,
                                 g_task_get_cancellable (task),
                                 on_read,
                                 g_object_ref (task));
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * sublet_key_source_read_file_async:
 * @file: a file that the person picked, or the official client's
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads a key as sublet_key_source_parse() does, into a buffer that is wiped.
 */
void
sublet_key_source_read_file_async (GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (G_IS_FILE (file));

  reading = g_new0 (Reading, 1);
  reading->buffer = g_malloc0 (MAX_FILE_SIZE + 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_source_read_file_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);

  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, on_opened, g_object_ref (task));
}

/**
 * sublet_key_source_read_file_finish:
 * @result: the result
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): the key; %SUBLET_ERROR_INVALID for a file without one, and
 *   GIO's errors for a file that cannot be read
 */
SecretValue *
sublet_key_source_read_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_key_source_find_client_file_async:
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Looks where the official client keeps its key. In a sandbox there is nothing to look at: the
 * person picks the file.
 */
void
sublet_key_source_find_client_file_async (GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sublet_key_source_find_client_file_async);
  if (sublet_is_sandboxed ())
    g_task_return_pointer (task, NULL, NULL);
  else
    query_client_file (task, 0);
}

/**
 * sublet_key_source_find_client_file_finish:
 * @result: the result
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): the file, or NULL: there is none, or it was cancelled
 */
GFile *
sublet_key_source_find_client_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_key_source_delete_file_async:
 * @file: the file whose key is kept in the keyring now
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Deletes the copy of a key that lies open in a file. What the disk itself still holds is not
 * overwritten: no file system promises that it would be.
 */
void
sublet_key_source_delete_file_async (GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_source_delete_file_async);
  g_file_delete_async (file, G_PRIORITY_DEFAULT, cancellable, on_deleted, g_object_ref (task));
}

/**
 * sublet_key_source_delete_file_finish:
 * @result: the result
 * @error: a place for an error
 *
 * Returns: whether the file is gone
 */
gboolean
sublet_key_source_delete_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
