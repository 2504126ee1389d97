/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-json-nesting-private.h"

#include "core/base/sublet-json-rows.h"

#include <string.h>

/**
 * sublet_json_nesting_is_sane:
 * @self: the run through @text
 * @text: JSON that was stepped over to its end
 *
 * Returns: whether a recursive parser may see @text: not too deep, and UTF-8
 */
bool
sublet_json_nesting_is_sane (const SubletJsonNesting *self, const GString *text)
{
  return self->deepest <= SUBLET_JSON_MAX_DEPTH && g_utf8_validate_len (text->str, text->len, NULL);
}

/**
 * sublet_json_replace_odd_words:
 * @text: (inout): JSON
 *
 * Turns NaN, Infinity and -Infinity outside strings into null. The service's JSON library may write
 * them, no JSON parser reads them, and they mean: no value.
 */
void
sublet_json_replace_odd_words (GString *text)
{
  static const char *const words[] = { "-Infinity", "Infinity", "NaN" };
  g_autoptr (GString) clean = g_string_sized_new (text->len);
  SubletJsonNesting nesting = { 0 };
  gsize i = 0;

  while (i < text->len)
    {
      gsize j;

      for (j = 0; !nesting.in_string && j < G_N_ELEMENTS (words); j++)
        {
          if (g_str_has_prefix (text->str + i, words[j]))
            break;
        }
      if (!nesting.in_string && j < G_N_ELEMENTS (words))
        {
          g_string_append (clean, "null");
          i += strlen (words[j]);
          continue;
        }
      sublet_json_nesting_step (&nesting, text->str[i]);
      g_string_append_c (clean, text->str[i++]);
    }

  g_string_truncate (text, 0);
  g_string_append_len (text, clean->str, (gssize) clean->len);
}
