/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

/* Where a log will be, and the log. */

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
      sublet_decode_fail (error, "the reply does not say where the file will be");
      return NULL;
    }

  return g_steal_pointer (&url);
}

const SubletDecoding sublet_decode_result_url = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_url,
  .free_state = sublet_decode_free_object,
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
