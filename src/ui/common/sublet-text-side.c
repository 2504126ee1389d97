/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-text-side.h"

#include <stdbool.h>

/* By its first letter; figures have no direction of their own. */
static bool
reads_left_to_right (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);
      GUnicodeScript script;

      if (!g_unichar_isalpha (letter))
        continue;

      script = g_unichar_get_script (letter);
      return script != G_UNICODE_SCRIPT_ARABIC && script != G_UNICODE_SCRIPT_HEBREW &&
             script != G_UNICODE_SCRIPT_SYRIAC && script != G_UNICODE_SCRIPT_THAANA &&
             script != G_UNICODE_SCRIPT_NKO;
    }

  return false;
}

/**
 * sublet_ui_set_side:
 * @inscription: a cell that has its text
 * @numeric: whether its column's edge is the end
 *
 * GTK aligns a text by its own direction, so that in a mirrored window names and figures of one
 * column would part: what is written from left to right is turned to its column's side.
 */
void
sublet_ui_set_side (GtkInscription *inscription, gboolean numeric)
{
  const char *text = gtk_inscription_get_text (inscription);
  float xalign = numeric ? 1 : 0;

  if (gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL && text != NULL &&
      reads_left_to_right (text))
    xalign = 1 - xalign;
  gtk_inscription_set_xalign (inscription, xalign);
}
