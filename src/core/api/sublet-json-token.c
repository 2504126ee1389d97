/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-json-token-private.h"

#include <string.h>

#define EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* The high bit of each byte that is zero; bytes above the first hit may be wrong. */
static inline guint64
zero_bytes (guint64 word)
{
  return (word - EACH_BYTE (0x01)) & ~word & EACH_BYTE (0x80);
}

/* The code unit of `\uXXXX`, -1 when it is none or not whole. */
static int
read_unit (const char *at, const char *end)
{
  int unit = 0;
  int i;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      unit = unit << 4 | g_ascii_xdigit_value (at[i]);
    }

  return unit;
}

static bool
is_high (int unit)
{
  return unit >= 0xd800 && unit < 0xdc00;
}

static bool
is_low (int unit)
{
  return unit >= 0xdc00 && unit < 0xe000;
}

/* Returns the byte after an escape, NULL when it is none, not whole, or half of a pair: that is no
 * character, and json-glib makes invalid UTF-8 of it. */
static const char *
skip_escape (const char *at, const char *end)
{
  int unit;

  if (end - at < 2)
    return NULL;
  if (at[1] != 'u')
    return at[1] != '\0' && strchr ("\"\\/bfnrt", at[1]) != NULL ? at + 2 : NULL;

  unit = read_unit (at, end);
  if (unit < 0 || is_low (unit))
    return NULL;
  if (is_high (unit))
    return is_low (read_unit (at + 6, end)) ? at + 12 : NULL;

  return at + 6;
}

/* Eight bytes at once, up to the first that needs a look, or fewer than eight before @end. */
static inline const char *
skip_plain (const char *at, const char *end, bool *high)
{
  while (end - at >= 8)
    {
      guint64 word;
      guint64 hits;

      memcpy (&word, at, 8);
      word = GUINT64_FROM_LE (word);
      hits = zero_bytes (word ^ EACH_BYTE ('"')) | zero_bytes (word ^ EACH_BYTE ('\\')) |
             ((word - EACH_BYTE (0x20)) & ~word & EACH_BYTE (0x80));
      if (hits != 0)
        {
          guint64 first = hits & (~hits + 1);

          *high = *high || (word & EACH_BYTE (0x80) & (first - 1)) != 0;
          return at + __builtin_ctzll (hits) / 8;
        }
      *high = *high || (word & EACH_BYTE (0x80)) != 0;
      at += 8;
    }

  return at;
}

/**
 * sublet_json_token_read_string:
 * @at: at an opening quote
 * @end: after the last byte at hand
 * @token: (out): the string
 *
 * Returns: the byte after the closing quote; NULL when the string is not whole, not UTF-8 or holds
 *   a control character
 */
const char *
sublet_json_token_read_string (const char *at, const char *end, SubletJsonToken *token)
{
  const char *start = at + 1;
  bool high = false;
  bool escaped = false;

  at = start;
  for (;;)
    {
      at = skip_plain (at, end, &high);
      while (at < end && *at != '"' && *at != '\\' && (guchar) *at >= 0x20)
        {
          high = high || (guchar) *at >= 0x80;
          at++;
        }
      if (at == end)
        return NULL;
      if (*at == '"')
        break;
      at = *at == '\\' ? skip_escape (at, end) : NULL;
      if (at == NULL)
        return NULL;
      escaped = true;
    }

  if (at - start > G_MAXUINT32 ||
      (high && !g_utf8_validate_len (start, (gsize) (at - start), NULL)))
    return NULL;

  *token = (SubletJsonToken){ .text = start,
                              .length = (guint32) (at - start),
                              .kind = SUBLET_JSON_TOKEN_STRING,
                              .escaped = escaped };
  return at + 1;
}

static inline const char *
skip_digits (const char *at, const char *end)
{
  while (at < end && g_ascii_isdigit (*at))
    at++;

  return at;
}

/* The byte after a number in JSON's grammar; NULL when it is none, or may go on after @end. */
static const char *
skip_number (const char *at, const char *end)
{
  const char *digits;

  if (at < end && *at == '-')
    at++;
  digits = at;
  at = skip_digits (at, end);
  if (at == digits || (*digits == '0' && at - digits > 1))
    return NULL;
  if (at < end && *at == '.')
    {
      digits = ++at;
      at = skip_digits (at, end);
      if (at == digits)
        return NULL;
    }
  if (at < end && (*at == 'e' || *at == 'E'))
    {
      at++;
      if (at < end && (*at == '+' || *at == '-'))
        at++;
      digits = at;
      at = skip_digits (at, end);
      if (at == digits)
        return NULL;
    }

  return at < end ? at : NULL;
}

static const char *
read_word (const char *at, const char *end, const char *word, int kind, SubletJsonToken *token)
{
  gsize length = strlen (word);

  if ((gsize) (end - at) < length || memcmp (at, word, length) != 0)
    return NULL;

  *token = (SubletJsonToken){ .kind = (guint16) kind };
  return at + length;
}

/* Steps over an object or array, checking it like everything else. */
static const char *
skip_container (const char *at, const char *end, SubletJsonAllowance *allowance)
{
  char closing = *at == '{' ? '}' : ']';
  SubletJsonToken ignored;

  if (--allowance->depth < 0)
    return NULL;

  at = sublet_json_skip_blanks (at + 1, end);
  if (at < end && *at == closing)
    {
      allowance->depth++;
      return at + 1;
    }

  for (;;)
    {
      if (closing == '}')
        {
          if (at == end || *at != '"' || --allowance->members < 0)
            return NULL;
          at = sublet_json_token_read_string (at, end, &ignored);
          if (at == NULL)
            return NULL;
          at = sublet_json_skip_blanks (at, end);
          if (at == end || *at != ':')
            return NULL;
          at = sublet_json_skip_blanks (at + 1, end);
        }
      at = sublet_json_token_read (at, end, allowance, &ignored);
      if (at == NULL)
        return NULL;
      at = sublet_json_skip_blanks (at, end);
      if (at == end)
        return NULL;
      if (*at == closing)
        break;
      if (*at != ',')
        return NULL;
      at = sublet_json_skip_blanks (at + 1, end);
    }

  allowance->depth++;
  return at + 1;
}

/**
 * sublet_json_token_read:
 * @at: at the first byte of a value
 * @end: after the last byte at hand
 * @allowance: (inout): what the row may still hold
 * @token: (out): the value
 *
 * Recursion is bounded by the allowance.
 *
 * Returns: the byte after the value; NULL when it is not whole, malformed, or too much
 */
const char *
sublet_json_token_read (const char *at,
                        const char *end,
                        SubletJsonAllowance *allowance,
                        SubletJsonToken *token)
{
  const char *after;

  if (at == end)
    return NULL;

  switch (*at)
    {
    case '"':
      return sublet_json_token_read_string (at, end, token);

    case '{':
    case '[':
      *token = (SubletJsonToken){ .kind = SUBLET_JSON_TOKEN_CONTAINER };
      return skip_container (at, end, allowance);

    case 'n':
      return read_word (at, end, "null", SUBLET_JSON_TOKEN_NULL, token);

    case 't':
      return read_word (at, end, "true", SUBLET_JSON_TOKEN_TRUE, token);

    case 'f':
      return read_word (at, end, "false", SUBLET_JSON_TOKEN_FALSE, token);

    default:
      after = skip_number (at, end);
      if (after == NULL || after - at > G_MAXUINT32)
        return NULL;
      *token = (SubletJsonToken){ .text = at,
                                  .length = (guint32) (after - at),
                                  .kind = SUBLET_JSON_TOKEN_NUMBER };
      return after;
    }
}

/* Reads `\uXXXX` or a pair of them, checked before. */
static const char *
append_unicode_escape (GString *text, const char *at, const char *end)
{
  int unit = read_unit (at, end);

  if (is_high (unit))
    {
      g_string_append_unichar (text,
                               0x10000 + ((gunichar) (unit - 0xd800) << 10) +
                                 (gunichar) (read_unit (at + 6, end) - 0xdc00));
      return at + 12;
    }

  g_string_append_unichar (text, (gunichar) unit);
  return at + 6;
}

/**
 * sublet_json_token_unescape:
 * @token: a string
 *
 * Returns: (transfer full): its text; it ends at an escaped NUL, like every C string
 */
char *
sublet_json_token_unescape (const SubletJsonToken *token)
{
  const char *at = token->text;
  const char *end = token->text + token->length;
  GString *text;

  if (!token->escaped)
    return g_strndup (token->text, token->length);

  text = g_string_sized_new (token->length + 1);
  while (at < end)
    {
      static const char letters[] = "\"\\/bfnrt";
      static const char meanings[] = "\"\\/\b\f\n\r\t";

      if (*at != '\\')
        {
          g_string_append_c (text, *at++);
        }
      else if (at[1] == 'u')
        {
          at = append_unicode_escape (text, at, end);
        }
      else
        {
          g_string_append_c (text, meanings[strchr (letters, at[1]) - letters]);
          at += 2;
        }
    }

  return g_string_free (text, FALSE);
}
