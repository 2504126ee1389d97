/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-reply-mask-private.h"

#include <string.h>

/* Names in bytes that may be JSON, and the way from a name to its value, through damage. */

#define MAX_NAME_BYTES 64

/* In any part of a name, whatever the case. Source: fact sheet 1.4, 2.5, 3.1, 4.3, 7.1 and 10,
 * item 2. */
static const char *const sensitive_parts[] = {
  "key",  "token",   "secret", "passw",  "passphrase", "credential", "auth",    "login",
  "sign", "session", "cookie", "bearer", "private",    "jupyter",    "onstart",
};

/* The whole name. */
static const char *const sensitive_names[] = {
  "env", "extra_env",  "environment", "args", "args_str", "image_args", "result_url",
  "sid", "tfa_secret", "code",        "otp",  "pin",      "pwd",        "pass",
};

static char *
lower_name (const char *text, gsize length)
{
  char *name = g_ascii_strdown (text, (gssize) length);

  g_strdelimit (name, "-.", '_');
  return name;
}

/**
 * sublet_reply_is_sensitive: (skip)
 * @text: a name
 * @length: its length in bytes
 *
 * Returns: whether what it names may be secret
 */
bool
sublet_reply_is_sensitive (const char *text, gsize length)
{
  g_autofree char *name = lower_name (text, length);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sensitive_names); i++)
    {
      if (g_str_equal (name, sensitive_names[i]))
        return true;
    }
  for (i = 0; i < G_N_ELEMENTS (sensitive_parts); i++)
    {
      if (strstr (name, sensitive_parts[i]) != NULL)
        return true;
    }

  return false;
}

bool
sublet_reply_is_name_byte (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

/* A letter of a name, as it is or as \u005f; 0: there is none. */
gsize
sublet_reply_read_name_byte (const char *at, const char *end, char *letter)
{
  const char *start = at;
  int value = 0;
  int i;

  if (at < end && sublet_reply_is_name_byte (*at))
    {
      *letter = *at;
      return 1;
    }

  while (at < end && *at == '\\')
    at++;
  if (at == start || end - at < 5 || *at != 'u')
    return 0;
  for (i = 1; i <= 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return 0;
      value = value * 16 + digit;
    }
  *letter = (char) value;

  return value < 0x80 && sublet_reply_is_name_byte ((char) value) ? (gsize) (at + 5 - start) : 0;
}

/* Bytes that got into a name and are none of its letters. */
static gsize
get_intrusion (const char *at, const char *end)
{
  const char *start = at;
  char letter;

  while (at < end && !g_ascii_isspace (*at) && ((guchar) *at < ' ' || (guchar) *at >= 0x7f))
    at++;

  return sublet_reply_read_name_byte (at, end, &letter) > 0 ? (gsize) (at - start) : 0;
}

/* Copies a name, or whatever looks like one, and tells whether it is sensitive. */
bool
sublet_reply_copy_name (SubletReplyScan *scan)
{
  char name[MAX_NAME_BYTES];
  gsize n = 0;
  gsize step;
  char letter;

  while ((step = sublet_reply_read_name_byte (scan->at, scan->end, &letter)) > 0 ||
         (step = get_intrusion (scan->at, scan->end)) > 0)
    {
      if (sublet_reply_read_name_byte (scan->at, scan->end, &letter) > 0)
        {
          if (n < MAX_NAME_BYTES)
            name[n] = letter;
          n++;
        }
      g_string_append_len (scan->out, scan->at, (gssize) step);
      scan->at += step;
    }

  return n <= MAX_NAME_BYTES && sublet_reply_is_sensitive (name, n);
}

/* What is no letter of anything. */
bool
sublet_reply_is_noise (char c)
{
  return (guchar) c <= ' ' || (guchar) c >= 0x7f;
}

/* How long what separates a name from its value is; 0: there is none. */
static gsize
get_separator_length (const char *at, const char *end)
{
  if (at < end && (*at == ':' || *at == '='))
    return 1;

  return end - at >= 3 &&
             (g_ascii_strncasecmp (at, "%3d", 3) == 0 || g_ascii_strncasecmp (at, "%3a", 3) == 0)
           ? 3
           : 0;
}

const char *
sublet_reply_skip_noise (const char *at, const char *end)
{
  while (at < end && sublet_reply_is_noise (*at))
    at++;

  return at;
}

/* To where a colon should be: over quotes, and over what got there and never stands between a name
 * and its colon. */
static const char *
skip_to_separator (const char *at, const char *end)
{
  int n;

  at = sublet_reply_skip_noise (at, end);
  for (n = 0; n < 6 && at < end && *at != '\0' && strchr ("\"'\\{}[],", *at) != NULL; n++)
    at = sublet_reply_skip_noise (at + 1, end);

  return at;
}

/* The colon may have come before the quote that ends the name: "key:":"value". */
static const char *
skip_late_quote (const char *at, const char *end)
{
  const char *look = at;

  while (look < end && *look == '\\')
    look++;
  if (look >= end || *look != '"')
    return at;

  look = sublet_reply_skip_noise (look + 1, end);
  return get_separator_length (look, end) > 0 ? sublet_reply_skip_noise (look + 1, end) : at;
}

static bool
ends_with_bearer (const GString *out)
{
  static const char word[] = "bearer";
  gsize length = strlen (word);

  return out->len >= length &&
         g_ascii_strncasecmp (out->str + out->len - length, word, length) == 0;
}

/* The colon is lost or became something else; or it is a comma, as in ["NAME","value"]. */
static SubletReplyFollows
find_lost_value (const char **at, const char *end)
{
  const char *look = *at;
  int n = 0;

  if (look < end && (g_ascii_isalnum (*look) || *look == '{' || *look == '['))
    return SUBLET_REPLY_FOLLOWS_SURELY;
  while (look < end && n < 3 && (*look == '\0' || strchr ("\"\\{[", *look) == NULL))
    {
      look++;
      n++;
    }
  if (look >= end || *look != '"')
    return SUBLET_REPLY_FOLLOWS_NOTHING;

  *at = look;
  return SUBLET_REPLY_FOLLOWS_PERHAPS;
}

/* To the value that follows a name, if one does. */
SubletReplyFollows
sublet_reply_copy_separator (SubletReplyScan *scan)
{
  const char *at = sublet_reply_skip_noise (scan->at, scan->end);
  const char *start = at;
  const char *after;
  SubletReplyFollows follows = SUBLET_REPLY_FOLLOWS_NOTHING;
  bool quoted;
  gsize length;

  while (at < scan->end && *at == '\\')
    at++;
  quoted = at < scan->end && (*at == '"' || *at == '\'');
  at = sublet_reply_skip_noise (quoted ? at + 1 : start, scan->end);
  after = skip_to_separator (scan->at, scan->end);
  length = get_separator_length (after, scan->end);
  if (length > 0)
    {
      after = sublet_reply_skip_noise (after + length, scan->end);
      after = skip_late_quote (after, scan->end);
      at = after;
      while (at < scan->end && (sublet_reply_is_noise (*at) || *at == ':' || *at == '='))
        at++;
      follows = SUBLET_REPLY_FOLLOWS_SURELY;
    }
  else if (quoted)
    follows = find_lost_value (&at, scan->end);
  else if (at > scan->at && ends_with_bearer (scan->out))
    follows = SUBLET_REPLY_FOLLOWS_SURELY;

  if (follows != SUBLET_REPLY_FOLLOWS_NOTHING)
    {
      g_string_append_len (scan->out, scan->at, (gssize) (at - scan->at));
      scan->at = at;
    }

  return follows;
}
