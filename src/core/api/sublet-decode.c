/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-decode-private.h"

#include "core/api/sublet-api-error-private.h"
#include "core/base/sublet-error.h"
#include "core/base/sublet-json-rows.h"

/* What the decoders of several replies share. */

/**
 * sublet_decode_is_refused: (skip)
 * @envelope: (nullable): what a 2xx reply holds beside its rows
 * @error: what the service says
 *
 * Some failures come with status 200. Source: fact sheet 9.1.
 *
 * Returns: whether the service refused after all
 */
bool
sublet_decode_is_refused (JsonObject *envelope, GError **error)
{
  g_auto (SubletApiAnswer) answer = { 0 };

  sublet_api_answer_read_object (&answer, 200, envelope);
  if (envelope == NULL || !answer.success_false)
    return false;

  g_propagate_error (error, sublet_api_answer_make_error (&answer));
  return true;
}

/**
 * sublet_decode_fail: (skip)
 * @error: (out): SUBLET_ERROR_PROTOCOL
 * @what: what the reply lacks
 */
void
sublet_decode_fail (GError **error, const char *what)
{
  g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, what);
}

/**
 * sublet_decode_begin_object: (skip)
 *
 * For a reply that is one small object: its envelope is all there is.
 *
 * Returns: (transfer full): a SubletJsonRows that looks for no rows
 */
gpointer
sublet_decode_begin_object (void)
{
  return sublet_json_rows_new (NULL, NULL, NULL);
}

/**
 * sublet_decode_feed_object: (skip)
 * @state: what sublet_decode_begin_object() made
 * @text: the next bytes
 * @length: how many
 * @error: SUBLET_ERROR_PROTOCOL
 *
 * Returns: whether they could be read
 */
bool
sublet_decode_feed_object (gpointer state, const char *text, gsize length, GError **error)
{
  return sublet_json_rows_feed (state, text, length, error);
}

/**
 * sublet_decode_free_object: (skip)
 * @state: (transfer full): what sublet_decode_begin_object() made
 */
void
sublet_decode_free_object (gpointer state)
{
  sublet_json_rows_free (state);
}
