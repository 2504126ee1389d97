/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-reply-keeper-private.h"

#include "core/api/sublet-api-error-private.h"
#include "core/base/sublet-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define PREFIX "reply-"

typedef struct
{
  char *folder;     /* (owned) (nullable) */
  char *name;       /* (owned) */
  GByteArray *body; /* (owned) */
  int status;
  const SubletDecoding *decoding; /* (borrowed) (nullable) */
  SubletReplyTimes times;
  SubletReplyMasking masking;
  SubletSecretSet *secrets; /* (owned) */
} Keep;

static void
keep_free (Keep *keep)
{
  g_free (keep->folder);
  g_free (keep->name);
  g_byte_array_unref (keep->body);
  sublet_secret_set_free (keep->secrets);
  g_free (keep);
}

/**
 * sublet_kept_free: (skip)
 * @kept: (transfer full): what became of a reply
 */
void
sublet_kept_free (SubletKept *kept)
{
  g_free (kept->path);
  g_clear_error (&kept->error);
  g_clear_error (&kept->read_error);
  g_free (kept);
}

/**
 * sublet_kept_dup_words: (skip)
 * @kept: what became of a reply
 *
 * Returns: (transfer full): why the reply cannot be read, as far as the copy shows it, and where
 *   that lies
 */
char *
sublet_kept_dup_words (const SubletKept *kept)
{
  const char *why = kept->read_error != NULL
                      ? kept->read_error->message
                      : "the reply cannot be read, for something that is blanked out in the copy";

  if (kept->path != NULL)
    return g_strdup_printf ("%s; the reply is kept in %s", why, kept->path);
  if (kept->error != NULL)
    return g_strdup_printf ("%s; the reply could not be kept: %s", why, kept->error->message);

  return g_strdup (why);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The names begin with the time, so that the first in order are the oldest. */
static void
remove_oldest (const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint i;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, PREFIX))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (i = 0; i + SUBLET_REPLY_KEEPER_MAX_FILES < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (g_unlink (path) != 0)
        g_info ("an old reply could not be removed");
    }
}

/* A folder that somebody else may look into is no place for it. */
static bool
make_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0 && g_chmod (folder, 0700) == 0)
    return true;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errno),
               "the folder for replies: %s",
               g_strerror (errno));
  return false;
}

/* Returns: (transfer full) (nullable): what the file holds; NULL with the reason in @kept. */
static char *
write_and_read (const Keep *keep, const GString *masked, SubletKept *kept, gsize *length)
{
  g_autofree char *path = g_build_filename (keep->folder, keep->name, NULL);
  char *text = NULL;

  if (!make_folder (keep->folder, &kept->error) ||
      !g_file_set_contents_full (path,
                                 masked->str,
                                 (gssize) masked->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600,
                                 &kept->error) ||
      !g_file_get_contents (path, &text, length, &kept->error))
    return NULL;

  remove_oldest (keep->folder);
  kept->path = g_steal_pointer (&path);
  return text;
}

/**
 * sublet_reply_read_again: (skip)
 * @decoding: (nullable): how such a reply is decoded; NULL: it is read as an answer without data
 * @status: its HTTP status
 * @times: when it was asked for and came
 * @text: what is kept of it
 * @length: its length in bytes
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): why it cannot be read; NULL: it can
 */
GError *
sublet_reply_read_again (const SubletDecoding *decoding,
                         int status,
                         const SubletReplyTimes *times,
                         const char *text,
                         gsize length)
{
  GError *error = NULL;
  gpointer state;
  gpointer result = NULL;

  if (decoding == NULL)
    {
      g_auto (SubletApiAnswer) answer = { 0 };

      sublet_api_answer_read (&answer, status, text, length);
      return answer.parsed ? NULL : sublet_api_answer_make_error (&answer);
    }

  state = decoding->begin ();
  if (decoding->feed (state, text, length, &error))
    result = decoding->end (state, times, &error);
  if (result != NULL)
    decoding->free_result (result);
  decoding->free_state (state);

  return error;
}

static void
keep_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Keep *keep = task_data;
  SubletKept *kept = g_new0 (SubletKept, 1);
  g_autoptr (GString) masked = NULL;
  g_autofree char *on_disk = NULL;
  gsize length = 0;

  masked = sublet_reply_mask ((const char *) keep->body->data,
                              keep->body->len,
                              keep->masking,
                              keep->secrets);
  if (keep->folder != NULL)
    on_disk = write_and_read (keep, masked, kept, &length);
  kept->read_error = sublet_reply_read_again (keep->decoding,
                                              keep->status,
                                              &keep->times,
                                              on_disk != NULL ? on_disk : masked->str,
                                              on_disk != NULL ? length : masked->len);
  g_task_return_pointer (task, kept, (GDestroyNotify) sublet_kept_free);
}

/**
 * sublet_reply_keep_async: (skip)
 * @order: what to keep, and how
 * @callback: called when it is on disk and was read from there
 * @user_data: for @callback
 */
void
sublet_reply_keep_async (const SubletKeepOrder *order,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static int serial;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (order->wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%S");
  Keep *keep = g_new0 (Keep, 1);

  g_task_set_source_tag (task, sublet_reply_keep_async);
  keep->folder = g_strdup (order->folder);
  keep->name = g_strdup_printf (PREFIX "%s-%06d-%s%s.txt",
                                moment,
                                ++serial,
                                order->name,
                                order->whole ? "" : "-beginning");
  keep->body = g_byte_array_ref (order->body);
  keep->status = order->status;
  keep->decoding = order->decoding;
  keep->times = order->times;
  keep->masking = order->masking;
  keep->secrets = sublet_secret_set_copy (order->secrets);
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  g_task_run_in_thread (task, keep_in_thread);
}

/**
 * sublet_reply_keep_finish: (skip)
 * @result: what the callback got
 *
 * Returns: (transfer full): what became of it; never NULL
 */
SubletKept *
sublet_reply_keep_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
