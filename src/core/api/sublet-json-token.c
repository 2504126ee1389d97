/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-json-token-private.h"

#include <math.h>
#include <string.h>

/* Integers of a double without loss. */
#define MAX_EXACT_INTEGER 9007199254740992.0

/* So many digits always fit into 64 bits. */
#define MAX_DIGITS 19

static const guint64 powers_of_ten[MAX_DIGITS + 1] = {
  1,
  10,
  100,
  1000,
  10000,
  100000,
  1000000,
  10000000,
  100000000,
  1000000000,
  10000000000,
  100000000000,
  1000000000000,
  10000000000000,
  100000000000000,
  1000000000000000,
  10000000000000000,
  100000000000000000,
  1000000000000000000,
  10000000000000000000U,
};

/* A number that follows JSON's grammar, taken apart. */
typedef struct
{
  guint64 digits;  /* all of them, without the point */
  int n_digits;    /* without leading zeros */
  int after_point; /* how many of them */
  bool negative;
  bool integer;      /* neither a point nor an exponent */
  bool has_exponent; /* which was not read */
} Decimal;

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
      /* Eight bytes at once, up to the first that needs a look. */
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

              high = high || (word & EACH_BYTE (0x80) & (first - 1)) != 0;
              at += __builtin_ctzll (hits) / 8;
              break;
            }
          high = high || (word & EACH_BYTE (0x80)) != 0;
          at += 8;
        }

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

static double
slow_double (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  char small[64];

  if (length >= sizeof small)
    {
      copy = g_strndup (text, length);
      return g_ascii_strtod (copy, NULL);
    }

  memcpy (small, text, length);
  small[length] = '\0';
  return g_ascii_strtod (small, NULL);
}

static void
take_apart (const SubletJsonToken *token, Decimal *decimal)
{
  const char *at = token->text;
  const char *end = token->text + token->length;
  const char *point = NULL;

  *decimal = (Decimal){ .negative = *at == '-' };
  for (at += decimal->negative ? 1 : 0; at < end; at++)
    {
      guint digit = (guint) (guchar) *at - '0';

      if (digit <= 9)
        {
          decimal->digits = decimal->digits * 10 + digit;
          decimal->n_digits += decimal->n_digits > 0 || digit > 0 ? 1 : 0;
        }
      else if (*at == '.')
        {
          point = at;
        }
      else
        {
          break;
        }
    }

  decimal->has_exponent = at < end;
  decimal->integer = point == NULL && !decimal->has_exponent;
  decimal->after_point = point != NULL ? (int) (at - point - 1) : 0;
}

/*
 * The double nearest to @digits ÷ @divisor, ties to even, as strtod gives it and several times
 * faster: one division with both operands shifted up gives 62 bits or more and a remainder that
 * says on which side of a tie the quotient is.
 */
static double
divide_and_round (guint64 digits, guint64 divisor)
{
  int digits_shift = __builtin_clzll (digits);
  int divisor_shift = __builtin_clzll (divisor);
  unsigned __int128 dividend = (unsigned __int128) (digits << digits_shift) << 63;
  guint64 quotient = (guint64) (dividend / (divisor << divisor_shift));
  bool inexact = dividend % (divisor << divisor_shift) != 0;
  int shift = __builtin_clzll (quotient);
  guint64 mantissa;
  guint64 rest;

  quotient <<= shift;
  mantissa = quotient >> 11;
  rest = quotient & 0x7ff;
  if (rest > 0x400 || (rest == 0x400 && (inexact || (mantissa & 1) == 1)))
    mantissa++;

  return ldexp ((double) mantissa, 11 - 63 - shift + divisor_shift - digits_shift);
}

static bool
get_integer (const Decimal *decimal, gint64 *value)
{
  if (!decimal->integer || decimal->n_digits > MAX_DIGITS || decimal->digits > (guint64) G_MAXINT64)
    return false;

  *value = decimal->negative ? -(gint64) decimal->digits : (gint64) decimal->digits;
  return true;
}

static double
get_float (const SubletJsonToken *token, const Decimal *decimal)
{
  double value;

  if (decimal->has_exponent || decimal->n_digits > MAX_DIGITS || decimal->after_point > MAX_DIGITS)
    return slow_double (token->text, token->length);

  value = decimal->digits > 0
            ? divide_and_round (decimal->digits, powers_of_ten[decimal->after_point])
            : 0;
  return decimal->negative ? -value : value;
}

/**
 * sublet_json_token_get_double:
 * @token: a value
 *
 * As sublet_json_opt_double(): numbers, and numbers written as text.
 *
 * Returns: the number, NAN when it is none
 */
double
sublet_json_token_get_double (const SubletJsonToken *token)
{
  Decimal decimal;
  gint64 integer;
  double value = NAN;

  if (token->kind == SUBLET_JSON_TOKEN_NUMBER)
    {
      take_apart (token, &decimal);
      if (get_integer (&decimal, &integer))
        return (double) integer;
      value = decimal.integer ? NAN : get_float (token, &decimal);
    }
  else if (token->kind == SUBLET_JSON_TOKEN_STRING)
    {
      g_autofree char *text = g_strstrip (sublet_json_token_unescape (token));
      char *end = NULL;

      if (*text == '\0' || text[strspn (text, "+-.0123456789eE")] != '\0')
        return NAN;
      value = g_ascii_strtod (text, &end);
      if (*end != '\0')
        return NAN;
    }

  return isfinite (value) ? value : NAN;
}

/**
 * sublet_json_token_get_int:
 * @token: a value
 *
 * As sublet_json_opt_int(): floats are rounded to the nearest integer.
 *
 * Returns: the number, G_MININT64 when it is none
 */
gint64
sublet_json_token_get_int (const SubletJsonToken *token)
{
  Decimal decimal;
  gint64 integer;
  double value;

  if (token->kind == SUBLET_JSON_TOKEN_NUMBER)
    {
      take_apart (token, &decimal);
      if (get_integer (&decimal, &integer))
        return integer;
    }

  value = sublet_json_token_get_double (token);
  return fabs (value) <= MAX_EXACT_INTEGER ? llround (value) : G_MININT64;
}

/**
 * sublet_json_token_get_flag:
 * @token: a value
 *
 * As sublet_json_opt_bool(): the service sends some flags as 0 and 1.
 *
 * Returns: 0, 1, or -1 when it is neither a flag nor a number
 */
int
sublet_json_token_get_flag (const SubletJsonToken *token)
{
  double value;

  if (token->kind == SUBLET_JSON_TOKEN_TRUE)
    return 1;
  if (token->kind == SUBLET_JSON_TOKEN_FALSE)
    return 0;
  if (token->kind != SUBLET_JSON_TOKEN_NUMBER)
    return -1;

  value = sublet_json_token_get_double (token);
  return isnan (value) ? -1 : value < 0 || value > 0;
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
