/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-json-rows.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json-nesting-private.h"

#include <string.h>

typedef enum
{
  STATE_START,         /* nothing but blanks so far */
  STATE_ENVELOPE,      /* in the outer object, outside the rows */
  STATE_BEFORE_ROW,    /* in the array, a row or the end may come */
  STATE_BEFORE_NEXT,   /* in the array, after a comma */
  STATE_AFTER_ROW,     /* in the array, a comma or the end may come */
  STATE_ROW,           /* in a row */
  STATE_FOREIGN_VALUE, /* in the array, in something that is no object */
  STATE_DONE,          /* after the end */
} State;

struct _SubletJsonRows
{
  const SubletJsonRowSink *sink; /* (borrowed) (nullable) */
  gpointer user_data;            /* (borrowed) */
  char *member;                  /* (owned) (nullable) */

  State state;
  SubletJsonNesting outer;
  SubletJsonNesting inner;
  GString *envelope; /* (owned): the outer object with the rows left out */
  GString *row;      /* (owned): the row being read */
  gsize row_bytes;   /* its length so far, also what was not kept */

  /* In the envelope, to recognise the member. */
  gssize key_start; /* in @envelope; -1: not in a key of the outer object */
  bool key_matches; /* the key just read is the rows' */
  bool value_next;  /* its colon was read: the value comes */

  bool found; /* the rows were there, as an array or a single object */
  bool bare;  /* no outer object */
  bool single;
  guint n_rows;
  guint n_skipped;
  JsonNode *root; /* (owned) (nullable): the envelope once finished */
};

static bool
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool
fail (GError **error, const char *what)
{
  g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, what);
  return false;
}

static void
end_row (SubletJsonRows *self)
{
  bool used = false;

  if (self->row_bytes <= SUBLET_JSON_MAX_ROW_BYTES &&
      self->inner.members <= SUBLET_JSON_MAX_MEMBERS &&
      sublet_json_nesting_is_sane (&self->inner, self->row))
    {
      if (self->inner.odd_words)
        sublet_json_replace_odd_words (self->row);
      used = self->sink->take_row (self->row->str, self->row->len, self->user_data);
    }

  if (used)
    self->n_rows++;
  else
    self->n_skipped++;
  self->state = self->single ? STATE_ENVELOPE : STATE_AFTER_ROW;
}

static void
begin_row (SubletJsonRows *self)
{
  self->state = STATE_ROW;
  self->inner = (SubletJsonNesting){ 0 };
  self->row_bytes = 0;
  g_string_truncate (self->row, 0);
}

/* Reads on in a row; returns the first byte that was not its own, NULL when it is broken. */
static const char *
feed_row (SubletJsonRows *self, const char *text, const char *end)
{
  const char *at = text;
  bool sound = true;

  while (at < end)
    {
      sound = sublet_json_nesting_step (&self->inner, *at++);
      if (!sound || self->inner.depth == 0)
        break;
    }

  self->row_bytes += (gsize) (at - text);
  if (self->row_bytes <= SUBLET_JSON_MAX_ROW_BYTES)
    g_string_append_len (self->row, text, at - text);
  if (!sound)
    return NULL;
  if (self->inner.depth == 0)
    end_row (self);

  return at;
}

/* Something in the array that is no object: stepped over up to the comma or bracket after it. */
static const char *
feed_foreign_value (SubletJsonRows *self, const char *text, const char *end)
{
  const char *at;

  for (at = text; at < end; at++)
    {
      if (self->inner.depth == 0 && !self->inner.in_string && (*at == ',' || *at == ']'))
        {
          self->n_skipped++;
          self->state = STATE_AFTER_ROW;
          return at;
        }
      if (!sublet_json_nesting_step (&self->inner, *at))
        return NULL;
    }

  return at;
}

/* Between rows; returns the first byte that was not read, NULL when the array is broken. */
static const char *
feed_between_rows (SubletJsonRows *self, const char *text, const char *end)
{
  const char *at = text;

  while (at < end && is_blank (*at))
    at++;
  if (at == end)
    return at;

  if (*at == ']' && self->state != STATE_BEFORE_NEXT)
    {
      self->state = self->bare ? STATE_DONE : STATE_ENVELOPE;
      return at + 1;
    }
  if (self->state == STATE_AFTER_ROW)
    {
      self->state = STATE_BEFORE_NEXT;
      return *at == ',' ? at + 1 : NULL;
    }
  if (*at == '{')
    {
      gsize length = 0;

      if (self->sink->try_row != NULL)
        length = self->sink->try_row (at, (gsize) (end - at), self->user_data);
      if (length > 0)
        {
          self->n_rows++;
          self->state = STATE_AFTER_ROW;
          return at + length;
        }
      begin_row (self);
      return at;
    }
  if (*at == ',' || *at == ']')
    return NULL;

  self->state = STATE_FOREIGN_VALUE;
  self->inner = (SubletJsonNesting){ 0 };
  return at;
}

/* The value of the member starts here: rows, one row, or something else. */
static const char *
begin_member (SubletJsonRows *self, const char *at)
{
  self->value_next = false;
  if (*at != '[' && *at != '{')
    return at;
  if (self->found)
    return NULL;

  self->found = true;
  self->single = *at == '{';
  g_string_append (self->envelope, "[]");
  if (self->single)
    {
      begin_row (self);
      return at;
    }
  self->state = STATE_BEFORE_ROW;
  return at + 1;
}

static void
note_key (SubletJsonRows *self, bool was_in_string)
{
  gsize length;

  if (self->outer.depth != 1 || self->member == NULL)
    return;

  if (!was_in_string && self->outer.in_string)
    {
      self->key_start = (gssize) self->envelope->len;
      self->key_matches = false;
    }
  else if (was_in_string && !self->outer.in_string && self->key_start >= 0)
    {
      length = self->envelope->len - 1 - (gsize) self->key_start;
      self->key_matches = length == strlen (self->member) &&
                          memcmp (self->envelope->str + self->key_start, self->member, length) == 0;
      self->key_start = -1;
    }
}

static const char *
feed_envelope (SubletJsonRows *self, const char *text, const char *end)
{
  const char *at;

  for (at = text; at < end; at++)
    {
      bool was_in_string = self->outer.in_string;

      if (self->value_next && !is_blank (*at))
        {
          const char *next = begin_member (self, at);

          if (next == NULL || self->state != STATE_ENVELOPE)
            return next;
        }
      if (!sublet_json_nesting_step (&self->outer, *at) ||
          self->envelope->len >= SUBLET_JSON_MAX_ROW_BYTES)
        return NULL;

      g_string_append_c (self->envelope, *at);
      note_key (self, was_in_string);
      /* A text that is a value ends up here too, but no colon follows it. */
      if (!self->outer.in_string && !was_in_string && !is_blank (*at))
        {
          self->value_next = *at == ':' && self->key_matches;
          self->key_matches = false;
        }
      if (self->outer.depth == 0)
        {
          self->state = STATE_DONE;
          return at + 1;
        }
    }

  return at;
}

static const char *
feed_start (SubletJsonRows *self, const char *text, const char *end)
{
  const char *at = text;

  while (at < end && is_blank (*at))
    at++;
  if (at == end)
    return at;

  if (*at == '{')
    {
      self->state = STATE_ENVELOPE;
      return at;
    }
  if (*at == '[' && self->sink != NULL)
    {
      self->found = true;
      self->bare = true;
      self->state = STATE_BEFORE_ROW;
      return at + 1;
    }

  return NULL;
}

static const char *
feed_done (const char *text, const char *end)
{
  const char *at = text;

  while (at < end && is_blank (*at))
    at++;

  return at == end ? at : NULL;
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
      switch (self->state)
        {
        case STATE_START:
          at = feed_start (self, at, end);
          if (at == NULL)
            return fail (error, "the reply is no JSON object or array");
          break;

        case STATE_ENVELOPE:
          at = feed_envelope (self, at, end);
          break;

        case STATE_BEFORE_ROW:
        case STATE_BEFORE_NEXT:
        case STATE_AFTER_ROW:
          at = feed_between_rows (self, at, end);
          break;

        case STATE_ROW:
          at = feed_row (self, at, end);
          break;

        case STATE_FOREIGN_VALUE:
          at = feed_foreign_value (self, at, end);
          break;

        case STATE_DONE:
        default:
          at = feed_done (at, end);
          break;
        }
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

  if (self->state == STATE_START)
    return fail (error, "the reply is empty");
  if (self->state != STATE_DONE)
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
