/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-json-token-private.h"

#include <math.h>
#include <string.h>

/* What a token says as a number or a flag. */

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
