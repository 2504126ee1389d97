/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-client.h"
#include "core/base/sublet-json-rows.h"
#include "core/base/sublet-json.h"

#include <string.h>

#define LIST_MEMBER "ssh_keys"

/* Epoch seconds, or ISO text; without a zone it is taken for UTC (unconfirmed). */
static gint64
read_time_us (JsonObject *object, const char *member)
{
  gint64 time_us = sublet_json_opt_epoch_us (object, member);
  g_autofree char *text = NULL;
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (time_us != 0)
    return time_us;

  text = sublet_json_dup_opt_string (object, member);
  if (text == NULL)
    return 0;

  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return 0;

  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

/* Null while it is in use; else when it was deleted, as text or number. */
static bool
is_deleted (JsonObject *object)
{
  g_autofree char *text = sublet_json_dup_opt_string (object, "deleted_at");

  return text != NULL || sublet_json_opt_double (object, "deleted_at", 0) > 0;
}

/* The text is under `public_key` in practice and under `key` in the documents.
 * Source: fact sheet 6.1. */
static bool
read_key (JsonObject *object, SubletSshKeyData *data)
{
  *data = (SubletSshKeyData){ .id = sublet_json_opt_int (object, "id", 0) };
  if (data->id <= 0)
    return false;

  data->public_key = sublet_json_dup_opt_string (object, "public_key");
  if (data->public_key == NULL)
    data->public_key = sublet_json_dup_opt_string (object, "key");
  if (data->public_key == NULL)
    return false;

  data->name = sublet_json_dup_opt_string (object, "name");
  data->created_us = read_time_us (object, "created_at");

  return true;
}

/* ---- a list of keys ---- */

typedef struct
{
  SubletJsonRows *rows; /* (owned) */
  GPtrArray *keys;      /* (owned) (element-type SubletSshKey) */
} Keys;

static bool
take_key (const char *text, gsize length, gpointer user_data)
{
  Keys *keys = user_data;
  g_autoptr (JsonNode) node = sublet_json_parse (text, length, NULL);
  SubletSshKeyData data;

  if (node == NULL)
    return false;
  if (is_deleted (json_node_get_object (node)))
    return true;
  if (!read_key (json_node_get_object (node), &data))
    return false;

  g_ptr_array_add (keys->keys, sublet_ssh_key_new_take (&data));
  return true;
}

static gpointer
begin_keys (void)
{
  static const SubletJsonRowSink sink = { .take_row = take_key };
  Keys *keys = g_new0 (Keys, 1);

  keys->rows = sublet_json_rows_new (LIST_MEMBER, &sink, keys);
  keys->keys = g_ptr_array_new_with_free_func (g_object_unref);

  return keys;
}

static bool
feed_keys (gpointer state, const char *text, gsize length, GError **error)
{
  Keys *keys = state;

  return sublet_json_rows_feed (keys->rows, text, length, error);
}

static void
free_keys (gpointer state)
{
  Keys *keys = state;

  sublet_json_rows_free (keys->rows);
  g_ptr_array_unref (keys->keys);
  g_free (keys);
}

static SubletSshKeyListing *
make_listing (Keys *keys, const SubletReplyTimes *times)
{
  SubletSshKeyListing *listing = g_new0 (SubletSshKeyListing, 1);

  listing->keys = g_ptr_array_ref (keys->keys);
  listing->skipped_rows = sublet_json_rows_get_n_skipped (keys->rows);
  listing->known_at_us = times->received_at_us;

  return listing;
}

/* The array of an instance's keys is text inside the reply. Source: fact sheet 6.2. */
static gpointer
end_inner_keys (const char *text, const SubletReplyTimes *times, GError **error)
{
  Keys *inner = begin_keys ();
  SubletSshKeyListing *listing = NULL;

  if (sublet_json_rows_feed (inner->rows, text, strlen (text), error) &&
      sublet_json_rows_finish (inner->rows, error))
    {
      if (sublet_json_rows_get_found (inner->rows))
        listing = make_listing (inner, times);
      else
        sublet_decode_fail (error, "the text in the reply holds no list of SSH keys");
    }
  free_keys (inner);

  return listing;
}

/* A bare array, an object with an array, or an object with an array as text; null is none. */
static gpointer
end_keys (gpointer state, const SubletReplyTimes *times, GError **error)
{
  Keys *keys = state;
  JsonObject *envelope;
  g_autofree char *text = NULL;

  if (!sublet_json_rows_finish (keys->rows, error))
    return NULL;
  envelope = sublet_json_rows_get_envelope (keys->rows);
  if (sublet_decode_is_refused (envelope, error))
    return NULL;
  if (sublet_json_rows_get_found (keys->rows))
    return make_listing (keys, times);

  text = sublet_json_dup_opt_string (envelope, LIST_MEMBER);
  if (text != NULL)
    return end_inner_keys (text, times, error);
  if (json_object_has_member (envelope, LIST_MEMBER) &&
      !sublet_json_has_value (envelope, LIST_MEMBER))
    return make_listing (keys, times);

  sublet_decode_fail (error, "the reply holds no list of SSH keys");
  return NULL;
}

const SubletDecoding sublet_decode_ssh_keys = {
  .begin = begin_keys,
  .feed = feed_keys,
  .end = end_keys,
  .free_state = free_keys,
  .free_result = (GDestroyNotify) sublet_ssh_key_listing_free,
};

/**
 * sublet_ssh_key_listing_free:
 * @listing: (transfer full): a listing
 */
void
sublet_ssh_key_listing_free (SubletSshKeyListing *listing)
{
  g_clear_pointer (&listing->keys, g_ptr_array_unref);
  g_free (listing);
}

/* ---- what an account says to a new key ---- */

/**
 * sublet_decode_key_refusal: (skip)
 * @answer: an answer, no success, to a key that was to be registered or attached
 *
 * Returns: what it comes to all the same; SUBLET_KEY_PLACEMENT_FAILED when it is a refusal
 */
SubletKeyPlacement
sublet_decode_key_refusal (const SubletApiAnswer *answer)
{
  if (sublet_api_answer_is_key_there (answer))
    return SUBLET_KEY_PLACEMENT_ALREADY_THERE;
  if (sublet_api_answer_is_team_refusal (answer))
    return SUBLET_KEY_PLACEMENT_TEAM_REFUSED;

  return SUBLET_KEY_PLACEMENT_FAILED;
}

static gpointer
end_added (gpointer state, const SubletReplyTimes *times, GError **error)
{
  g_auto (SubletApiAnswer) answer = { 0 };
  SubletAddedKey *added;
  SubletKeyPlacement placement = SUBLET_KEY_PLACEMENT_DONE;
  JsonObject *envelope;
  SubletSshKeyData data = { 0 };

  if (!sublet_json_rows_finish (state, error))
    return NULL;

  envelope = sublet_json_rows_get_envelope (state);
  sublet_api_answer_read_object (&answer, 200, envelope);
  if (answer.success_false)
    placement = sublet_decode_key_refusal (&answer);
  if (placement == SUBLET_KEY_PLACEMENT_FAILED)
    {
      g_propagate_error (error, sublet_api_answer_make_error (&answer));
      return NULL;
    }

  added = g_new0 (SubletAddedKey, 1);
  added->placement = placement;
  if (placement == SUBLET_KEY_PLACEMENT_DONE &&
      read_key (sublet_json_get_opt_object (envelope, "key"), &data))
    added->key = sublet_ssh_key_new_take (&data);
  sublet_ssh_key_data_clear (&data);

  return added;
}

const SubletDecoding sublet_decode_added_key = {
  .begin = sublet_decode_begin_object,
  .feed = sublet_decode_feed_object,
  .end = end_added,
  .free_state = sublet_decode_free_object,
  .free_result = (GDestroyNotify) sublet_added_key_free,
};

/**
 * sublet_added_key_free: (skip)
 * @added: (transfer full): what an account said
 */
void
sublet_added_key_free (SubletAddedKey *added)
{
  g_clear_object (&added->key);
  g_free (added);
}
