/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-export.h"

#include <string.h>

/* GDate counts from the first day of the year 1. */
#define JULIAN_OF_1970 719163

/* ---- values ---- */

/**
 * sublet_export_append_decimal:
 * @text: gets it
 * @value: how many units
 * @digits: places of the unit: 6 for micro-dollars
 */
void
sublet_export_append_decimal (GString *text, gint64 value, int digits)
{
  guint64 size = value < 0 ? (guint64) - (value + 1) + 1 : (guint64) value;
  char figures[32];
  char *at = figures + sizeof figures;
  int place;
  gboolean said = FALSE;

  /* From the last place; zeros that say nothing are left out, but two places stay, as on a bill. */
  for (place = digits; place > 0; place--)
    {
      said = said || size % 10 != 0 || place <= 2;
      if (said)
        *--at = (char) ('0' + size % 10);
      size /= 10;
    }
  *--at = '.';
  do
    {
      *--at = (char) ('0' + size % 10);
      size /= 10;
    }
  while (size > 0);
  if (value < 0)
    *--at = '-';

  g_string_append_len (text, at, figures + sizeof figures - at);
}

/**
 * sublet_export_append_time:
 * @text: gets it
 * @time_us: Unix microseconds, 0 to the year 3000
 */
void
sublet_export_append_time (GString *text, gint64 time_us)
{
  int second = (int) (time_us % G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, JULIAN_OF_1970 + (guint32) (time_us / G_TIME_SPAN_DAY));
  g_string_append_printf (text,
                          "%04d-%02d-%02dT%02d:%02d:%02dZ",
                          g_date_get_year (&date),
                          g_date_get_month (&date),
                          g_date_get_day (&date),
                          second / 3600,
                          second / 60 % 60,
                          second % 60);
}

/* ---- CSV ---- */

/* A spreadsheet takes a text that begins so for a formula, whatever the quotes say: an apostrophe
 * makes a text of it. Blanks before it do not help. */
static gboolean
is_formula (const char *text)
{
  while (*text == ' ')
    text++;

  return *text != '\0' && strchr ("=+-@\t\r\n|%", *text) != NULL;
}

/**
 * sublet_export_append_csv:
 * @csv: gets a cell, without the comma before it
 * @text: (nullable): what stands in it; NULL: nothing
 * @kind: what it is
 */
void
sublet_export_append_csv (GString *csv, const char *text, SubletExportKind kind)
{
  const char *at;

  if (text == NULL)
    return;
  if (kind != SUBLET_EXPORT_TEXT && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append_c (csv, '"');
  if (kind == SUBLET_EXPORT_TEXT && is_formula (text))
    g_string_append_c (csv, '\'');
  for (at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

/* ---- JSON ---- */

/**
 * sublet_export_append_json:
 * @json: gets a value
 * @text: (nullable): UTF-8; NULL: null
 * @kind: what it is; numbers and truths stand as they are, all else is a string, money too
 *
 * json-glib makes an object for each string it quotes, which takes too long for a hundred thousand
 * rows.
 */
void
sublet_export_append_json (GString *json, const char *text, SubletExportKind kind)
{
  const char *at;

  if (text == NULL || kind == SUBLET_EXPORT_NUMBER || kind == SUBLET_EXPORT_TRUTH)
    {
      g_string_append (json, text != NULL ? text : "null");
      return;
    }

  g_string_append_c (json, '"');
  for (at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *at < 0x20 || *at == 0x7f)
        g_string_append_printf (json, "\\u%04x", (guint) *at);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}

/* ---- the file ---- */

typedef struct
{
  SubletExportFunc func;
  gpointer data; /* (owned) */
  GDestroyNotify free_data;
} Writing;

static void
writing_free (Writing *writing)
{
  if (writing->free_data != NULL)
    writing->free_data (writing->data);
  g_free (writing);
}

/* The text is freed here as well: giving back tens of megabytes takes longer than the main loop may
 * be kept. */
static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Writing *writing = task_data;
  g_autoptr (GString) text = writing->func (writing->data);
  g_autofree char *name = NULL;
  GError *error = NULL;

  if (g_file_replace_contents (G_FILE (source),
                               text->str,
                               text->len,
                               NULL,
                               FALSE,
                               G_FILE_CREATE_NONE,
                               NULL,
                               cancellable,
                               &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  name = g_file_get_parse_name (G_FILE (source));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&error, "%s: ", name);
  g_task_return_error (task, error);
}

/**
 * sublet_export_write_async:
 * @file: where to; replaced when it is there
 * @func: makes the text, on a worker thread
 * @data: (transfer full): for @func
 * @free_data: (nullable): frees @data, on any thread
 * @cancellable: (nullable): gives up; the old file stays then
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * GIO puts the new file in the old one's place when it is whole.
 */
void
sublet_export_write_async (GFile *file,
                           SubletExportFunc func,
                           gpointer data,
                           GDestroyNotify free_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (func != NULL);

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_export_write_async);
  writing = g_new0 (Writing, 1);
  writing->func = func;
  writing->data = data;
  writing->free_data = free_data;
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * sublet_export_write_finish:
 * @file: where to
 * @result: what the callback got
 * @error: a GIOError with the file's name, or G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file is there
 */
gboolean
sublet_export_write_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
