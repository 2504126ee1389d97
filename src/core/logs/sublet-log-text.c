/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-logs"
#define _GNU_SOURCE /* memrchr() */

#include "config.h"

#include "core/logs/sublet-log-text-private.h"

#include <string.h>

#define ESCAPE 0x1b
#define BELL 0x07

/* What a terminal would not show: control sequences. Source: ECMA-48, 5.3 to 5.6. */

static bool
is_between (char byte, int first, int last)
{
  return (guchar) byte >= first && (guchar) byte <= last;
}

/* A sequence with parameters, from behind its opening; 0 when it does not end. */
static gsize
measure_control (const char *at, gsize length)
{
  gsize i = 0;

  while (i < length && is_between (at[i], 0x20, 0x3f))
    i++;

  return i < length && is_between (at[i], 0x40, 0x7e) ? i + 1 : 0;
}

/* A text for the terminal, from behind its opening; 0 when it does not end. */
static gsize
measure_string (const char *at, gsize length)
{
  gsize i;

  for (i = 0; i < length; i++)
    {
      if (at[i] == BELL)
        return i + 1;
      if (at[i] == ESCAPE)
        return i + 1 < length && at[i + 1] == '\\' ? i + 2 : 0;
    }

  return 0;
}

/* How many bytes the sequence takes that begins at an escape. One that does not end takes its
 * opening alone, so that no log can hide the rest of a line. */
static gsize
measure_escape (const char *at, gsize length)
{
  gsize i = 1;

  if (length < 2)
    return 1;
  if (at[1] == '[')
    return 2 + measure_control (at + 2, length - 2);
  if (strchr ("]PX^_", at[1]) != NULL && at[1] != '\0')
    return 2 + measure_string (at + 2, length - 2);

  while (i < length && is_between (at[i], 0x20, 0x2f))
    i++;
  return i < length && is_between (at[i], 0x30, 0x7e) ? i + 1 : i;
}

/* What would turn the text around, break the line, or not be seen. */
static bool
is_unfit (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Appends what is at @at; how many bytes of it were taken. */
static gsize
append_one (GString *text, const char *at, gsize length)
{
  gunichar c;

  if ((guchar) *at < 0x80)
    {
      if (*at == ESCAPE)
        return measure_escape (at, length);
      if (*at == '\t' || !is_unfit ((guchar) *at))
        g_string_append_c (text, *at);
      else
        g_string_append_printf (text, "\\x%02x", (guchar) *at);
      return 1;
    }

  c = g_utf8_get_char_validated (at, (gssize) length);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      g_string_append (text, "\357\277\275"); /* U+FFFD */
      return 1;
    }
  if (is_unfit (c))
    g_string_append_printf (text, "\\u%04x", c);
  else
    g_string_append_unichar (text, c);

  return (gsize) g_unichar_to_utf8 (c, NULL);
}

/* One state of a line that was written over again and again. */
static char *
clean_state (const char *bytes, gsize length, gsize *cut_bytes)
{
  GString *text = g_string_sized_new (MIN (length, SUBLET_LOG_LINE_MAX_BYTES));
  gsize i = 0;

  while (i < length && text->len < SUBLET_LOG_LINE_MAX_BYTES)
    i += append_one (text, bytes + i, length - i);
  *cut_bytes = length - i;

  return g_strchomp (g_string_free (text, FALSE));
}

/* Where the last state begins. */
static gsize
find_state (const char *bytes, gsize length)
{
  const char *found = memrchr (bytes, '\r', length);

  return found != NULL ? (gsize) (found - bytes) + 1 : 0;
}

/**
 * sublet_log_text_clean: (skip)
 * @bytes: a line without its end; any bytes
 * @length: how many
 * @cut_bytes: (out): how many of them were left out, because the line is too long
 *
 * Terminal sequences are taken out, other control characters and those that turn a text around are
 * spelt, what is no UTF-8 becomes U+FFFD. Of a line that was written over with carriage returns, as
 * by a progress bar, the last state that shows anything is kept.
 *
 * Returns: (transfer full): the line as it may be shown
 */
char *
sublet_log_text_clean (const char *bytes, gsize length, gsize *cut_bytes)
{
  for (;;)
    {
      gsize at;
      char *text;

      while (length > 0 && bytes[length - 1] == '\r')
        length--;
      at = find_state (bytes, length);
      text = clean_state (bytes + at, length - at, cut_bytes);
      if (*text != '\0' || at == 0)
        return text;

      g_free (text);
      length = at;
    }
}
