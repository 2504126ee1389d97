/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

/* Where a log will be, and the log. */

static gpointer
begin_url (void)
{
  return sublet_json_rows_new (NULL, NULL, NULL);
}

static bool
feed_url (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_json_rows_feed (state, text, length, error);
}

/* Source: fact sheet 5.7. */
static gpointer
end_url (gpointer state, const SubletReplyTimes *times, GError **error)
{
  JsonObject *object;
  g_autofree char *url = NULL;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  object = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (object, error))
    return NULL;
  url = sublet_json_dup_opt_string (object, "result_url");
  if (url == NULL || *url == '\0')
    {
      g_set_error_literal (error,
                           SUBLET_ERROR,
                           SUBLET_ERROR_PROTOCOL,
                           "the reply does not say where the file will be");
      return NULL;
    }

  return g_steal_pointer (&url);
}

static void
free_url (gpointer state)
{
  sublet_json_rows_free (state);
}

const SubletDecoding sublet_decode_result_url = {
  .begin = begin_url,
  .feed = feed_url,
  .end = end_url,
  .free_state = free_url,
  .free_result = g_free,
};

static gpointer
begin_bytes (void)
{
  return g_byte_array_new ();
}

static bool
feed_bytes (gpointer state, const char *text, gsize length, GError **error)
{
  g_byte_array_append (state, (const guint8 *) text, (guint) length);
  return true;
}

static gpointer
end_bytes (gpointer state, const SubletReplyTimes *times, GError **error)
{
  GByteArray *array = state;

  return g_byte_array_free_to_bytes (g_byte_array_ref (array));
}

static void
free_bytes (gpointer state)
{
  g_byte_array_unref (state);
}

const SubletDecoding sublet_decode_bytes = {
  .begin = begin_bytes,
  .feed = feed_bytes,
  .end = end_bytes,
  .free_state = free_bytes,
  .free_result = (GDestroyNotify) g_bytes_unref,
};
