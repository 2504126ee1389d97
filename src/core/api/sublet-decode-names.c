/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

#include <string.h>

/* Replies of which only names are wanted: of the account's secrets, and of GPUs. */

/* Longer ones are no names of GPUs. */
#define MAX_NAME_BYTES 64

/* The values are masked, and not looked at even so. Null is none. Source: fact sheet 8.3. */
static gpointer
end_secrets (gpointer state, const SubletReplyTimes *times, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObject *envelope;
  JsonObject *secrets;
  JsonObjectIter iter;
  const char *name;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  secrets = sublet_json_get_opt_object (envelope, "secrets");
  if (secrets == NULL && (!json_object_has_member (envelope, "secrets") ||
                          sublet_json_has_value (envelope, "secrets")))
    {
      sublet_decode_fail (error, "the reply holds no list of secrets");
      return NULL;
    }

  if (secrets != NULL)
    {
      json_object_iter_init_ordered (&iter, secrets);
      while (json_object_iter_next_ordered (&iter, &name, NULL))
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

/* Source: fact sheet 2.4. */
static gpointer
end_gpu_names (gpointer state, const SubletReplyTimes *times, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObject *envelope;
  JsonArray *array;
  guint i;

  if (!sublet_json_rows_finish (state, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (state);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  array = sublet_json_get_opt_array (envelope, "gpu_names");
  if (array == NULL)
    {
      sublet_decode_fail (error, "the reply holds no list of GPU names");
      return NULL;
    }

  for (i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *name;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        continue;
      name = json_node_get_string (node);
      if (name[0] != '\0' && strlen (name) <= MAX_NAME_BYTES)
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}

const SubletDecoding sublet_decode_secret_names = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_secrets,
  .free_state = sublet_decode_free_object,
  .free_result = (GDestroyNotify) g_strfreev,
};

const SubletDecoding sublet_decode_gpu_names = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_gpu_names,
  .free_state = sublet_decode_free_object,
  .free_result = (GDestroyNotify) g_strfreev,
};
