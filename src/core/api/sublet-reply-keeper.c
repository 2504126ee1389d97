/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-reply-keeper-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "reply-"
#define BLANK "***"

/* Members whose whole value is blanked out. Source: fact sheet 1.4, 2.5, 4.3, 7.1 and 10, item 2.
 */
static const char *const secret_members[] = {
  "instance_api_key",
  "jupyter_token",
  "api_key",
  "session_key",
  "extra_env",
  "env",
  "onstart",
  "ssh_key",
  "image_login",
  "image_args",
  "args",
  "result_url",
  "sid",
  "public_key",
  "key",
  "args_str",
  "ssh_keys",
  "token",
  "secret",
  "CONTAINER_API_KEY",
};

typedef struct
{
  char *folder;   /* (owned) */
  char *name;     /* (owned) */
  char *scrubbed; /* (owned) */
} Keep;

static void
keep_free (Keep *keep)
{
  g_free (keep->folder);
  g_free (keep->name);
  g_free (keep->scrubbed);
  g_free (keep);
}

static bool
is_secret_member (const char *name, gsize length)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (secret_members); i++)
    {
      if (strlen (secret_members[i]) == length && memcmp (secret_members[i], name, length) == 0)
        return true;
    }

  return false;
}

/* After the closing quote of the string that starts at @at, or the end. */
static const char *
skip_string (const char *at, const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    {
      if (*at == '\\' && end - at > 1)
        at++;
    }

  return at < end ? at + 1 : end;
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;

  return at;
}

/* After the value that starts at @at: a string, an object, an array or a word, whole or cut. */
static const char *
skip_value (const char *at, const char *end)
{
  int depth = 0;

  while (at < end)
    {
      if (*at == '"')
        {
          at = skip_string (at, end);
        }
      else
        {
          if (depth == 0 && strchr (",}]", *at) != NULL)
            return at;
          depth += *at == '{' || *at == '[' ? 1 : 0;
          depth -= *at == '}' || *at == ']' ? 1 : 0;
          at++;
        }
      if (depth == 0 && (at[-1] == '"' || at[-1] == '}' || at[-1] == ']'))
        return at;
    }

  return end;
}

static void
replace_all (GString *text, const char *what)
{
  g_autoptr (GString) result = NULL;
  const char *at = text->str;
  const char *hit;

  if (what == NULL || *what == '\0' || strstr (text->str, what) == NULL)
    return;

  result = g_string_new (NULL);
  while ((hit = strstr (at, what)) != NULL)
    {
      g_string_append_len (result, at, hit - at);
      g_string_append (result, BLANK);
      at = hit + strlen (what);
    }
  g_string_append (result, at);
  g_string_assign (text, result->str);
}

/**
 * sublet_reply_scrub: (skip)
 * @text: a reply, JSON or not, whole or cut
 * @length: its length in bytes
 * @key: (nullable): the key that was sent, in case the reply repeats it
 *
 * Returns: (transfer full): the reply with everything blanked out that may be secret; what cannot
 *   be a text became one
 */
char *
sublet_reply_scrub (const char *text, gsize length, const char *key)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *at = valid;
  const char *end = valid + strlen (valid);

  while (at < end)
    {
      const char *after;
      const char *value;

      if (*at != '"')
        {
          g_string_append_c (clean, *at++);
          continue;
        }

      after = skip_string (at, end);
      g_string_append_len (clean, at, after - at);
      value = skip_blanks (after, end);
      if (value < end && *value == ':' &&
          is_secret_member (at + 1, (gsize) MAX (after - at - 2, 0)))
        {
          g_string_append (clean, ":\"" BLANK "\"");
          after = skip_value (skip_blanks (value + 1, end), end);
        }
      at = after;
    }
  replace_all (clean, key);

  return g_string_free (g_steal_pointer (&clean), FALSE);
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

static void
keep_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Keep *keep = task_data;
  g_autofree char *path = g_build_filename (keep->folder, keep->name, NULL);
  GError *error = NULL;

  if (g_mkdir_with_parents (keep->folder, 0700) != 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no folder for replies");
      return;
    }
  if (!g_file_set_contents_full (path,
                                 keep->scrubbed,
                                 -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600,
                                 &error))
    {
      g_task_return_error (task, error);
      return;
    }

  remove_oldest (keep->folder);
  g_task_return_pointer (task, g_steal_pointer (&path), g_free);
}

/**
 * sublet_reply_keep_async: (skip)
 * @folder: where; made when missing
 * @name: what was asked, a word for the file's name
 * @wall_us: this computer's Unix time in microseconds, for the file's name
 * @scrubbed: (transfer full): what sublet_reply_scrub() gave
 * @callback: called when it is on disk
 * @user_data: for @callback
 */
void
sublet_reply_keep_async (const char *folder,
                         const char *name,
                         gint64 wall_us,
                         char *scrubbed,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static int serial;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (wall_us / G_TIME_SPAN_SECOND);
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%S");
  Keep *keep = g_new0 (Keep, 1);

  g_task_set_source_tag (task, sublet_reply_keep_async);
  keep->folder = g_strdup (folder);
  keep->name = g_strdup_printf (PREFIX "%s-%06d-%s.txt", moment, ++serial, name);
  keep->scrubbed = scrubbed;
  g_task_set_task_data (task, keep, (GDestroyNotify) keep_free);
  g_task_run_in_thread (task, keep_in_thread);
}

/**
 * sublet_reply_keep_finish: (skip)
 * @result: what the callback got
 * @error: why it was not kept
 *
 * Returns: (transfer full): the file's path
 */
char *
sublet_reply_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
