/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-reply-mask-private.h"

#include <string.h>

/*
 * The shape of JSON, or of what should be JSON: names, types and punctuation, and of each value
 * what a decoder may have stumbled over: that it is no UTF-8, holds a NUL, is cut off. It reads
 * bytes and never fails.
 */

/* JSON in a string of JSON in a string is nobody's reply. */
#define MAX_DEPTH 3

#define MAX_NAME_BYTES 64

/**
 * sublet_reply_is_name: (skip)
 * @text: what stands before a colon
 * @length: its length in bytes
 *
 * Returns: whether it looks like a member's name, and not like a value that got there
 */
bool
sublet_reply_is_name (const char *text, gsize length)
{
  gsize i;

  if (length == 0 || length > MAX_NAME_BYTES || g_ascii_isdigit (*text))
    return false;
  for (i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '_' && text[i] != '-' && text[i] != '.')
        return false;
    }

  return true;
}

/**
 * sublet_reply_find_quote: (skip)
 * @at: after the opening quote
 * @end: the end of the text
 * @n_backslashes: how many stand before the opening quote
 *
 * Returns: (nullable): the quote that ends the string, or the string around it; NULL: it is cut off
 */
const char *
sublet_reply_find_quote (const char *at, const char *end, gsize n_backslashes)
{
  const char *start = at;

  while (at < end && (at = memchr (at, '"', (gsize) (end - at))) != NULL)
    {
      const char *before = at;
      gsize n;

      while (before > start && before[-1] == '\\')
        before--;
      n = (gsize) (at - before);
      if (n <= n_backslashes || (n_backslashes == 0 && n % 2 == 0))
        return at;
      at++;
    }

  return NULL;
}

static bool
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && is_blank (*at))
    at++;

  return at;
}

/* One level of escapes, as well as it can be read. */
static GString *
unescape (const char *at, const char *end)
{
  static const char letters[] = "bfnrt";
  static const char meant[] = "\b\f\n\r\t";
  GString *plain = g_string_sized_new ((gsize) (end - at));

  while (at < end)
    {
      const char *letter;

      if (*at != '\\' || end - at < 2)
        {
          g_string_append_c (plain, *at++);
          continue;
        }
      at++;
      letter = *at != '\0' ? strchr (letters, *at) : NULL;
      /* Who hides a quote so is not worth a parser: it is blanked like any other character. */
      g_string_append_c (plain, letter != NULL ? meant[letter - letters] : *at);
      at++;
    }

  return plain;
}

static void
append_escaped (GString *out, const GString *plain)
{
  gsize i;

  for (i = 0; i < plain->len; i++)
    {
      if (plain->str[i] == '"' || plain->str[i] == '\\')
        g_string_append_c (out, '\\');
      if (plain->str[i] == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_c (out, plain->str[i]);
    }
}

/**
 * sublet_reply_blank_string: (skip)
 * @scan: a run that stands after the opening quote
 * @end: where the string ends
 *
 * Writes what may be known of the string's content, and goes to @end.
 */
void
sublet_reply_blank_string (SubletReplyScan *scan, const char *end)
{
  const char *first = skip_blanks (scan->at, end);
  gsize length = (gsize) (end - scan->at);

  if (first < end && (*first == '[' || *first == '{') && scan->depth < MAX_DEPTH)
    {
      g_autoptr (GString) inner = unescape (first, end);
      SubletReplyScan inside = { inner->str, inner->str + inner->len, NULL, scan->depth + 1 };

      inside.out = g_string_sized_new (inner->len);
      sublet_reply_blank_shape (&inside, false);
      append_escaped (scan->out, inside.out);
      g_string_free (inside.out, TRUE);
    }
  else if (length > 0)
    {
      g_string_append (scan->out, SUBLET_REPLY_BLANK);
      if (memchr (scan->at, '\0', length) != NULL)
        g_string_append_c (scan->out, '\0');
      else if (!g_utf8_validate_len (scan->at, length, NULL))
        g_string_append_c (scan->out, '\xff');
    }
  scan->at = end;
}

static bool
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '-' || c == '.' || c == '_';
}

static bool
is_number (const char *text, gsize length, bool *whole)
{
  gsize i;

  *whole = true;
  for (i = 0; i < length; i++)
    {
      *whole = *whole && (g_ascii_isdigit (text[i]) || text[i] == '-');
      if (!g_ascii_isdigit (text[i]) && strchr ("+-.eE", text[i]) == NULL)
        return false;
    }

  return length > 0 && length < 32 && (g_ascii_isdigit (*text) || *text == '-');
}

/**
 * sublet_reply_blank_word: (skip)
 * @scan: a run that stands at a byte which is no quote, bracket, comma, colon or blank
 *
 * Writes what kind of word it is: a number, a truth, nothing, or none of these.
 */
void
sublet_reply_blank_word (SubletReplyScan *scan)
{
  static const char *const kept[] = { "null", "NaN", "Infinity", "-Infinity" };
  const char *start = scan->at;
  gsize length;
  bool whole;
  gsize i;

  while (scan->at < scan->end && is_word_byte (*scan->at))
    scan->at++;
  length = (gsize) (scan->at - start);
  if (length == 0)
    {
      /* One of a run is enough of what has no business here. */
      char c = *scan->at++;

      while (scan->at < scan->end && *scan->at == c)
        scan->at++;
      if ((guchar) c >= 0x80)
        {
          while (scan->at < scan->end && (guchar) *scan->at >= 0x80)
            scan->at++;
          c = g_utf8_validate_len (start, (gsize) (scan->at - start), NULL) ? '?' : '\xff';
        }
      g_string_append_c (scan->out, c);
      return;
    }

  for (i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      if (strlen (kept[i]) == length && memcmp (kept[i], start, length) == 0)
        {
          g_string_append_len (scan->out, start, (gssize) length);
          return;
        }
    }
  if ((length == 4 && memcmp (start, "true", 4) == 0) ||
      (length == 5 && memcmp (start, "false", 5) == 0))
    g_string_append (scan->out, "true");
  else if (is_number (start, length, &whole))
    g_string_append (scan->out, whole ? "0" : "0.5");
  else
    g_string_append_c (scan->out, 'x');
}

/* A name stays: what stands before a colon where a name can stand. */
static void
scan_string (SubletReplyScan *scan, bool may_be_name)
{
  const char *close = sublet_reply_find_quote (scan->at + 1, scan->end, 0);
  const char *end = close != NULL ? close : scan->end;
  const char *after = close != NULL ? skip_blanks (close + 1, scan->end) : scan->end;
  gsize length = (gsize) (end - scan->at - 1);

  g_string_append_c (scan->out, '"');
  scan->at++;
  if (may_be_name && after < scan->end && *after == ':' && sublet_reply_is_name (scan->at, length))
    {
      g_string_append_len (scan->out, scan->at, (gssize) length);
      scan->at = end;
    }
  else
    sublet_reply_blank_string (scan, end);
  if (close != NULL)
    {
      g_string_append_c (scan->out, '"');
      scan->at++;
    }
}

/* Whether the value of a member ends here: the object does, or another member follows. A bracket
 * that is lost or came in does not end it. */
static bool
is_end_of_member (const SubletReplyScan *scan)
{
  const char *at = skip_blanks (scan->at, scan->end);
  const char *close;
  const char *after;

  if (at >= scan->end || *at == '}')
    return true;
  if (*at != ',')
    return false;

  at = skip_blanks (at + 1, scan->end);
  if (at >= scan->end || *at != '"')
    return false;
  close = sublet_reply_find_quote (at + 1, scan->end, 0);
  after = close != NULL ? skip_blanks (close + 1, scan->end) : scan->end;

  return after < scan->end && *after == ':' &&
         sublet_reply_is_name (at + 1, (gsize) (close - at - 1));
}

/**
 * sublet_reply_blank_shape: (skip)
 * @scan: a run
 * @one_value: stop after the object or array that begins here, a member's value
 *
 * Writes the shape of what is left, or of one value.
 */
void
sublet_reply_blank_shape (SubletReplyScan *scan, bool one_value)
{
  guint64 arrays = 0; /* one bit for each level: it is an array */
  int depth = 0;
  bool after_colon = false;

  while (scan->at < scan->end)
    {
      char c = *scan->at;

      if (c == '"')
        {
          scan_string (scan, !after_colon && (arrays & 1) == 0);
          after_colon = false;
        }
      else if (c != '\0' && strchr ("{}[]:, \t\r\n", c) != NULL)
        {
          g_string_append_c (scan->out, c);
          scan->at++;
          if (c == '{' || c == '[')
            {
              arrays = arrays << 1 | (c == '[');
              depth++;
            }
          else if (c == '}' || c == ']')
            {
              arrays >>= 1;
              depth--;
            }
          after_colon = c == ':' || (after_colon && is_blank (c));
          if (one_value && (c == '}' || c == ']') && depth <= 0 && is_end_of_member (scan))
            return;
        }
      else
        {
          sublet_reply_blank_word (scan);
          after_colon = after_colon && !is_word_byte (c);
        }
    }
}
