/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-tight-text.h"

static gboolean
on_query_tooltip (GtkLabel *label, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (label));

  /* Why a button is off matters more than all that stands on it. */
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)) ||
      (parent != NULL && gtk_widget_get_tooltip_text (parent) != NULL))
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));

  return TRUE;
}

/**
 * sublet_ui_tell_cut_text:
 * @label: a label that is shortened where it has too little room
 *
 * From now on a tooltip tells all of its text while it is shortened. For labels that have no
 * tooltip of their own.
 */
void
sublet_ui_tell_cut_text (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
}

/* By the rules of Unicode a line may end behind any slash that no digit follows. */
static void
forbid_breaks (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = gtk_label_get_text (label);
  const char *slash;

  for (slash = strchr (text, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

      attribute->start_index = (guint) (slash - text);
      attribute->end_index = slash[1] == '\0' ? attribute->start_index + 1
                                              : (guint) (g_utf8_next_char (slash + 1) - text);
      pango_attr_list_insert (attributes, attribute);
    }
  gtk_label_set_attributes (label, attributes);
}

/**
 * sublet_ui_keep_rates_whole:
 * @label: a label in more than one line that has no attributes of its own
 *
 * From now on none of its lines ends behind a slash, as in "$0.325/h".
 */
void
sublet_ui_keep_rates_whole (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  g_signal_connect (label, "notify::label", G_CALLBACK (forbid_breaks), NULL);
  forbid_breaks (label);
}
