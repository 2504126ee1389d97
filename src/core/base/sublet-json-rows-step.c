/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-json-rows-private.h"

#include <string.h>

/* From byte to byte: what is envelope, what is a row, and where each ends. */

static bool
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
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
  self->state = self->single ? SUBLET_JSON_ROWS_ENVELOPE : SUBLET_JSON_ROWS_AFTER_ROW;
}

static void
begin_row (SubletJsonRows *self)
{
  self->state = SUBLET_JSON_ROWS_ROW;
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
          self->state = SUBLET_JSON_ROWS_AFTER_ROW;
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

  if (*at == ']' && self->state != SUBLET_JSON_ROWS_BEFORE_NEXT)
    {
      self->state = self->bare ? SUBLET_JSON_ROWS_DONE : SUBLET_JSON_ROWS_ENVELOPE;
      return at + 1;
    }
  if (self->state == SUBLET_JSON_ROWS_AFTER_ROW)
    {
      self->state = SUBLET_JSON_ROWS_BEFORE_NEXT;
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
          self->state = SUBLET_JSON_ROWS_AFTER_ROW;
          return at + length;
        }
      begin_row (self);
      return at;
    }
  if (*at == ',' || *at == ']')
    return NULL;

  self->state = SUBLET_JSON_ROWS_FOREIGN_VALUE;
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
  self->state = SUBLET_JSON_ROWS_BEFORE_ROW;
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

          if (next == NULL || self->state != SUBLET_JSON_ROWS_ENVELOPE)
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
          self->state = SUBLET_JSON_ROWS_DONE;
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
      self->state = SUBLET_JSON_ROWS_ENVELOPE;
      return at;
    }
  if (*at == '[' && self->sink != NULL)
    {
      self->found = true;
      self->bare = true;
      self->state = SUBLET_JSON_ROWS_BEFORE_ROW;
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
 * sublet_json_rows_step: (skip)
 * @self: a cutter
 * @text: bytes that were not read yet, one at least
 * @end: after the last byte at hand
 *
 * Goes on until the state changes or the bytes end.
 *
 * Returns: the first byte that was not read; NULL when the reply is malformed there, or, at its
 *   start, neither object nor array
 */
const char *
sublet_json_rows_step (SubletJsonRows *self, const char *text, const char *end)
{
  switch (self->state)
    {
    case SUBLET_JSON_ROWS_START:
      return feed_start (self, text, end);

    case SUBLET_JSON_ROWS_ENVELOPE:
      return feed_envelope (self, text, end);

    case SUBLET_JSON_ROWS_BEFORE_ROW:
    case SUBLET_JSON_ROWS_BEFORE_NEXT:
    case SUBLET_JSON_ROWS_AFTER_ROW:
      return feed_between_rows (self, text, end);

    case SUBLET_JSON_ROWS_ROW:
      return feed_row (self, text, end);

    case SUBLET_JSON_ROWS_FOREIGN_VALUE:
      return feed_foreign_value (self, text, end);

    case SUBLET_JSON_ROWS_DONE:
    default:
      return feed_done (text, end);
    }
}
