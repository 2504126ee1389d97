/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"
#define _GNU_SOURCE /* memrchr() */

#include "config.h"

#include "core/logs/sublet-log-reader-private.h"

#include "core/logs/sublet-log-text-private.h"

#include <string.h>

/* FNV-1a, 64 bits: two lines that differ have the same one by bad luck alone. */
#define HASH_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define HASH_PRIME G_GUINT64_CONSTANT (0x100000001b3)

/* One line of the log as it came. */
typedef struct
{
  char *text; /* (owned) (nullable): NULL once handed over */
  gsize cut_bytes;
  guint64 hash;
} Raw;

typedef struct
{
  GBytes *bytes; /* (owned) */
  GArray *known; /* (owned) (element-type guint64) */
  guint max_lines;
} Job;

static void
raw_clear (Raw *raw)
{
  g_free (raw->text);
}

static void
job_free (Job *job)
{
  g_bytes_unref (job->bytes);
  g_array_unref (job->known);
  g_free (job);
}

static guint64
hash_text (const char *text)
{
  guint64 hash = HASH_BASIS;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * HASH_PRIME;

  return hash;
}

/* Where the last @max_lines lines begin. */
static gsize
find_first_line (const char *text, gsize length, guint max_lines)
{
  gsize at = length > 0 && text[length - 1] == '\n' ? length - 1 : length;
  guint n_lines = 0;

  while (at > 0)
    {
      const char *end = memrchr (text, '\n', at);

      if (++n_lines == max_lines || end == NULL)
        return end == NULL ? 0 : (gsize) (end - text) + 1;
      at = (gsize) (end - text);
    }

  return 0;
}

static GArray *
split (GBytes *bytes, guint max_lines, bool *unfinished)
{
  GArray *raws = g_array_new (FALSE, FALSE, sizeof (Raw));
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gsize at = find_first_line (text, length, max_lines);

  g_array_set_clear_func (raws, (GDestroyNotify) raw_clear);
  *unfinished = length > 0 && text[length - 1] != '\n';
  while (at < length)
    {
      const char *end = memchr (text + at, '\n', length - at);
      gsize line_length = end != NULL ? (gsize) (end - text) - at : length - at;
      Raw raw = { 0 };

      raw.text = sublet_log_text_clean (text + at, line_length, &raw.cut_bytes);
      raw.hash = hash_text (raw.text);
      g_array_append_val (raws, raw);
      at += line_length + 1;
    }

  return raws;
}

/*
 * How many of the first lines of @raws are the last of @known: the longest such run, so that equal
 * lines are rather taken for known than shown twice. Knuth, Morris and Pratt's search for @raws in
 * the end of @known, of which only where it stands at the end is wanted.
 */
static guint
find_overlap (const GArray *raws, guint n_raws, const GArray *known)
{
  const Raw *raw = (const Raw *) raws->data;
  g_autofree guint *borders = g_new0 (guint, n_raws + 1);
  guint matched = 0;
  guint i;

  if (n_raws == 0)
    return 0;

  for (i = 1; i < n_raws; i++)
    {
      guint border = borders[i];

      while (border > 0 && raw[border].hash != raw[i].hash)
        border = borders[border];
      borders[i + 1] = raw[border].hash == raw[i].hash ? border + 1 : 0;
    }

  for (i = known->len > n_raws ? known->len - n_raws : 0; i < known->len; i++)
    {
      guint64 hash = g_array_index (known, guint64, i);

      while (matched > 0 && raw[matched].hash != hash)
        matched = borders[matched];
      if (raw[matched].hash == hash)
        matched++;
    }

  return matched;
}

/* Empty lines are everywhere: they alone prove nothing. */
static bool
says_something (const GArray *raws, guint n_lines)
{
  guint i;

  for (i = 0; i < n_lines; i++)
    if (*g_array_index (raws, Raw, i).text != '\0')
      return true;

  return false;
}

static void
add_line (SubletLogReading *reading, Raw *raw, bool foldable)
{
  g_autoptr (SubletLogLine)
    line = sublet_log_line_new_take (g_steal_pointer (&raw->text), raw->cut_bytes);
  SubletLogLine *last =
    reading->lines->len > 0 ? g_ptr_array_index (reading->lines, reading->lines->len - 1) : NULL;

  if (foldable && last != NULL && sublet_log_line_says_same (last, line))
    sublet_log_line_repeat (last);
  else
    g_ptr_array_add (reading->lines, g_steal_pointer (&line));
}

/**
 * sublet_log_reading_free: (skip)
 * @reading: (transfer full): a reading
 */
void
sublet_log_reading_free (SubletLogReading *reading)
{
  g_ptr_array_unref (reading->lines);
  g_array_unref (reading->hashes);
  g_free (reading);
}

/**
 * sublet_log_read: (skip)
 * @bytes: the last part of a log
 * @known: (element-type guint64): hashes of the lines that are known
 * @max_lines: more than 0; older ones are left out
 *
 * Returns: (transfer full): what is new in it
 */
SubletLogReading *
sublet_log_read (GBytes *bytes, const GArray *known, guint max_lines)
{
  SubletLogReading *reading = g_new0 (SubletLogReading, 1);
  g_autoptr (GArray) raws = split (bytes, max_lines, &reading->unfinished);
  guint n_finished = raws->len - (reading->unfinished ? 1 : 0);
  guint overlap = find_overlap (raws, n_finished, known);
  guint i;

  reading->lines = g_ptr_array_new_with_free_func (g_object_unref);
  reading->hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  reading->joined = known->len == 0 || raws->len == 0 || says_something (raws, overlap) ||
                    (overlap > 0 && overlap == n_finished);
  for (i = reading->joined ? overlap : 0; i < raws->len; i++)
    {
      Raw *raw = &g_array_index (raws, Raw, i);

      add_line (reading, raw, i < n_finished);
      if (i < n_finished)
        g_array_append_val (reading->hashes, raw->hash);
    }
  reading->unfinished = reading->unfinished && reading->lines->len > 0;

  return reading;
}

static void
read_on_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Job *job = task_data;

  g_task_return_pointer (task,
                         sublet_log_read (job->bytes, job->known, job->max_lines),
                         (GDestroyNotify) sublet_log_reading_free);
}

/**
 * sublet_log_read_async: (skip)
 * @bytes: the last part of a log
 * @known: (element-type guint64): hashes of the lines that are known; copied
 * @max_lines: more than 0; older ones are left out
 * @callback: called with what is new
 * @user_data: for @callback
 */
void
sublet_log_read_async (GBytes *bytes,
                       const GArray *known,
                       guint max_lines,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, sublet_log_read_async);
  job->bytes = g_bytes_ref (bytes);
  job->known = g_array_sized_new (FALSE, FALSE, sizeof (guint64), known->len);
  g_array_append_vals (job->known, known->data, known->len);
  job->max_lines = max_lines;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, read_on_worker);
}

/**
 * sublet_log_read_finish: (skip)
 * @result: what the callback got
 *
 * Returns: (transfer full): what is new; never NULL
 */
SubletLogReading *
sublet_log_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
