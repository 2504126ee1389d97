/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-api"

#include "config.h"

#include "core/api/sublet-encode-private.h"

#include <math.h>
#include <string.h>

/*
 * Written by hand rather than with json-glib, which spells 0.41 as 0.40999999999999998, and which
 * leaves copies of secrets behind.
 */

/**
 * sublet_encode_append_text: (skip)
 * @json: what is written
 * @text: any text
 *
 * A string of JSON.
 */
void
sublet_encode_append_text (GString *json, const char *text)
{
  const char *at;

  g_string_append_c (json, '"');
  for (at = text; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (json, "\\%c", *at);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *at);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}

/* A number of thousandths or billionths without the zeros at its end. */
static void
append_decimal (GString *json, gint64 value, int n_digits)
{
  gint64 unit = 1;
  int i;

  for (i = 0; i < n_digits; i++)
    unit *= 10;
  g_string_append_printf (json,
                          "%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT,
                          value / unit,
                          n_digits,
                          value % unit);
  while (json->str[json->len - 1] == '0')
    g_string_truncate (json, json->len - 1);
  if (json->str[json->len - 1] == '.')
    g_string_truncate (json, json->len - 1);
}

/**
 * sublet_encode_append_gb: (skip)
 * @json: what is written
 * @gb: a size, to the megabyte
 */
void
sublet_encode_append_gb (GString *json, double gb)
{
  append_decimal (json, llround (gb * 1000), 3);
}

/**
 * sublet_encode_append_usd: (skip)
 * @json: what is written
 * @nusd: a rate, not negative
 */
void
sublet_encode_append_usd (GString *json, gint64 nusd)
{
  append_decimal (json, nusd, 9);
}

/**
 * sublet_encode_append_member: (skip)
 * @json: an object with a member
 * @name: the next one's name
 * @text: (nullable): its text; NULL: it is left out
 */
void
sublet_encode_append_member (GString *json, const char *name, const char *text)
{
  if (text == NULL)
    return;

  g_string_append_printf (json, ",\"%s\":", name);
  sublet_encode_append_text (json, text);
}
