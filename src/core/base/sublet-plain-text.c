/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-plain-text.h"

/* Seen, it would do something to the text around it: turn its direction, break its line. */
static gboolean
is_shown (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
         type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR &&
         type != G_UNICODE_UNASSIGNED && type != G_UNICODE_PRIVATE_USE;
}

/**
 * sublet_plain_text_new:
 * @text: bytes that a stranger sent
 * @length: how many
 * @most: bytes of what is returned
 *
 * Any thread.
 *
 * Returns: (transfer full): valid UTF-8 of one line, without what steers a terminal or turns the
 *   direction of a text, and without blanks at its ends
 */
char *
sublet_plain_text_new (const char *text, gsize length, gsize most)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  GString *plain = g_string_new (NULL);
  const char *at;

  for (at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize size = (gsize) (g_utf8_next_char (at) - at);

      if (plain->len + size > most)
        break;
      if (*at == '\t')
        g_string_append_c (plain, ' ');
      else if (is_shown (g_utf8_get_char (at)))
        g_string_append_len (plain, at, (gssize) size);
    }

  return g_strstrip (g_string_free (plain, FALSE));
}
