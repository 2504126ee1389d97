/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-label.h"

/**
 * sublet_label_set_text:
 * @label: a label that shows plain text
 * @text: (nullable): what it is to say, NULL for nothing
 *
 * Sets the text only where it differs: a label that is set is laid out anew, which with a clock
 * behind it is each second, and one that is an alert is spoken again.
 *
 * Returns: whether it said something else before
 */
gboolean
sublet_label_set_text (GtkLabel *label, const char *text)
{
  g_return_val_if_fail (GTK_IS_LABEL (label), FALSE);

  if (text == NULL)
    text = "";
  if (g_str_equal (gtk_label_get_text (label), text))
    return FALSE;
  gtk_label_set_text (label, text);

  return TRUE;
}
