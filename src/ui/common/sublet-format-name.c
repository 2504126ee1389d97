/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-format-private.h"

#include "ui/common/sublet-country.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names: what somebody else has called something. */

#define REPLACEMENT 0xfffd
#define FIRST_STRONG_ISOLATE 0x2068
#define POP_DIRECTIONAL_ISOLATE 0x2069

/* What turns the text around it, or breaks the line that it stands in. */
static bool
is_unruly (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
      type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return true;

  /* Marks, embeddings, overrides, isolates; other format characters belong to some scripts. */
  return c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_right_to_left (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (text));

      if (script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_ARABIC ||
          script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA ||
          script == G_UNICODE_SCRIPT_NKO)
        return true;
    }

  return false;
}

static char *
tame (const char *wild, bool has_lines)
{
  g_autoptr (GString) text = g_string_sized_new (32);
  const char *at;

  for (at = wild; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      bool stays = !is_unruly (c) || (has_lines && c == '\n');

      g_string_append_unichar (text, stays ? c : REPLACEMENT);
    }
  if (is_right_to_left (text->str))
    {
      g_string_prepend_unichar (text, FIRST_STRONG_ISOLATE);
      g_string_append_unichar (text, POP_DIRECTIONAL_ISOLATE);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sublet_format_name:
 * @name: a name that somebody else made up, in UTF-8
 *
 * Hosts call their machines and places what they like, and who uses the account from elsewhere its
 * instances. Characters that would turn or break the text around them are shown as what they are,
 * replaced; a name that runs from right to left stays by itself in a sentence that does not.
 *
 * Returns: (transfer full): the name for a label, without markup of its own
 */
char *
sublet_format_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return tame (name, false);
}

/**
 * sublet_format_words:
 * @words: what a server or host said, in UTF-8, of several lines perhaps
 *
 * As a name, but that its lines stay.
 *
 * Returns: (transfer full): the words for a label, without markup of its own
 */
char *
sublet_format_words (const char *words)
{
  g_return_val_if_fail (words != NULL, NULL);

  return tame (words, true);
}

/**
 * sublet_format_gpu:
 * @gpu_name: (nullable): the wire's name
 * @num_gpus: how many, 0 or less when not known
 *
 * Returns: (transfer full): the name, with its count unless that is one
 */
char *
sublet_format_gpu (const char *gpu_name, int num_gpus)
{
  g_autofree char *name = NULL;

  if (gpu_name == NULL || *gpu_name == '\0')
    return g_strdup (SUBLET_FORMAT_UNKNOWN);
  name = sublet_format_name (gpu_name);
  if (num_gpus <= 1)
    return g_steal_pointer (&name);

  /* TRANSLATORS: several GPUs of one kind: their number and name; the blanks are no-break spaces */
  return g_strdup_printf (_ ("%1$d × %2$s"), num_gpus, name);
}

/**
 * sublet_format_place:
 * @region: (nullable): the wire's region, as in "Uusimaa" or "Texas"
 * @country: (nullable): an ISO 3166 code of two letters, "" when not known
 *
 * The country's name; states of the USA by themselves, because they lie as far apart as countries.
 *
 * Returns: (transfer full): text for a label
 */
char *
sublet_format_place (const char *region, const char *country)
{
  const char *name = sublet_country_get_name (country);
  bool has_region = region != NULL && *region != '\0';

  if (has_region && (name == NULL || g_ascii_strcasecmp (country, "US") == 0))
    return sublet_format_name (region);
  if (name != NULL)
    return g_strdup (name);
  if (country != NULL && *country != '\0')
    return sublet_format_name (country);

  return g_strdup (SUBLET_FORMAT_UNKNOWN);
}

/**
 * sublet_format_no_mnemonic:
 * @text: a name, in UTF-8
 *
 * An underscore in a name is one, and no mnemonic of the label that the name is put into.
 *
 * Returns: (transfer full): the name for a label that is read with mnemonics
 */
char *
sublet_format_no_mnemonic (const char *text)
{
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

/**
 * sublet_format_address:
 * @host: a name or an address, as it was said
 * @port: a port there
 *
 * An address of IPv6 stands in brackets before a port.
 *
 * Returns: (transfer full): the address as programs take it, as wild as @host is
 */
char *
sublet_format_address (const char *host, int port)
{
  g_return_val_if_fail (host != NULL, NULL);

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d", host, port);
}
