/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-json-rows-private.h"

#include "core/base/sublet-error.h"

static bool
fail (GError **error, const char *what)
{
  g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, what);
  return false;
}

/**
 * sublet_json_rows_new:
 * @member: (nullable): the member of the outer object that holds the rows; NULL: there are none,
 *   everything is envelope
 * @sink: (nullable): who gets the rows; NULL only when @member is
 * @user_data: for @sink
 *
 * Returns: (transfer full): a cutter for one reply
 */
SubletJsonRows *
sublet_json_rows_new (const char *member, const SubletJsonRowSink *sink, gpointer user_data)
{
  SubletJsonRows *self;

  g_return_val_if_fail ((member == NULL) == (sink == NULL), NULL);

  self = g_new0 (SubletJsonRows, 1);
  self->member = g_strdup (member);
  self->sink = sink;
  self->user_data = user_data;
  self->envelope = g_string_new (NULL);
  self->row = g_string_new (NULL);
  self->key_start = -1;

  return self;
}

/**
 * sublet_json_rows_free:
 * @self: (transfer full): a cutter
 */
void
sublet_json_rows_free (SubletJsonRows *self)
{
  g_free (self->member);
  g_string_free (self->envelope, TRUE);
  g_string_free (self->row, TRUE);
  g_clear_pointer (&self->root, json_node_unref);
  g_free (self);
}

/**
 * sublet_json_rows_feed:
 * @self: a cutter
 * @text: the next bytes
 * @length: how many
 * @error: SUBLET_ERROR_PROTOCOL when the reply can be no list of rows; nothing more may be fed then
 *
 * Any thread, one at a time; the sink is called from here.
 *
 * Returns: whether the reply may still be whole
 */
bool
sublet_json_rows_feed (SubletJsonRows *self, const char *text, gsize length, GError **error)
{
  const char *at = text;
  const char *end = text + length;

  while (at != NULL && at < end)
    {
      bool started = self->state != SUBLET_JSON_ROWS_START;

      at = sublet_json_rows_step (self, at, end);
      if (at == NULL && !started)
        return fail (error, "the reply is no JSON object or array");
    }

  return at != NULL || fail (error, "the reply is malformed JSON");
}

/**
 * sublet_json_rows_finish:
 * @self: a cutter that was fed the whole reply
 * @error: SUBLET_ERROR_PROTOCOL when it is cut short, or its envelope is unreadable or breaks a
 *   limit
 *
 * Returns: whether the reply was whole
 */
bool
sublet_json_rows_finish (SubletJsonRows *self, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->state == SUBLET_JSON_ROWS_START)
    return fail (error, "the reply is empty");
  if (self->state != SUBLET_JSON_ROWS_DONE)
    return fail (error, "the reply is cut short");
  if (self->bare)
    return true;

  if (!sublet_json_nesting_is_sane (&self->outer, self->envelope))
    return fail (error, "the reply is nested too deeply or is no UTF-8");
  if (self->outer.odd_words)
    sublet_json_replace_odd_words (self->envelope);

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser,
                                   self->envelope->str,
                                   (gssize) self->envelope->len,
                                   &local_error))
    {
      /* The parser's message quotes no content, only the position. */
      g_set_error (error,
                   SUBLET_ERROR,
                   SUBLET_ERROR_PROTOCOL,
                   "the reply is malformed JSON: %s",
                   local_error->message);
      return false;
    }
  self->root = json_parser_steal_root (parser);
  if (self->root == NULL || !JSON_NODE_HOLDS_OBJECT (self->root))
    return fail (error, "the reply is no JSON object or array");

  return true;
}

/**
 * sublet_json_rows_get_found:
 * @self: a cutter
 *
 * Returns: whether there was an array of rows, empty or not, or a single row in its place
 */
bool
sublet_json_rows_get_found (SubletJsonRows *self)
{
  return self->found;
}

/**
 * sublet_json_rows_get_n_rows:
 * @self: a cutter
 *
 * Returns: how many rows the sink could use
 */
guint
sublet_json_rows_get_n_rows (SubletJsonRows *self)
{
  return self->n_rows;
}

/**
 * sublet_json_rows_get_n_skipped:
 * @self: a cutter
 *
 * Returns: how many rows broke a limit, were no objects, or were refused by the sink
 */
guint
sublet_json_rows_get_n_skipped (SubletJsonRows *self)
{
  return self->n_skipped;
}

/**
 * sublet_json_rows_get_envelope:
 * @self: a finished cutter
 *
 * Returns: (transfer none) (nullable): the outer object, with an empty array in the place of the
 *   rows; NULL when the reply was a bare array
 */
JsonObject *
sublet_json_rows_get_envelope (SubletJsonRows *self)
{
  return self->root != NULL ? json_node_get_object (self->root) : NULL;
}

/**
 * sublet_json_parse:
 * @text: JSON, not necessarily terminated
 * @length: its length in bytes
 * @error: SUBLET_ERROR_PROTOCOL
 *
 * Parses one small object that came from outside, within the limits of a row.
 *
 * Returns: (transfer full): the object's node, NULL on error
 */
JsonNode *
sublet_json_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (SubletJsonRows) rows = sublet_json_rows_new (NULL, NULL, NULL);

  if (!sublet_json_rows_feed (rows, text, length, error) || !sublet_json_rows_finish (rows, error))
    return NULL;

  return g_steal_pointer (&rows->root);
}
