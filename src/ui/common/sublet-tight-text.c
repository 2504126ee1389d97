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

static gboolean
is_about_breaks (PangoAttribute *attribute, gpointer user_data)
{
  return attribute->klass->type == PANGO_ATTR_ALLOW_BREAKS;
}

/* Those that stay, whatever the text is. */
static PangoAttrList *
copy_others (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  PangoAttrList *others;
  PangoAttrList *dropped;

  if (attributes == NULL)
    return pango_attr_list_new ();

  others = pango_attr_list_copy (attributes);
  dropped = pango_attr_list_filter (others, is_about_breaks, NULL);
  g_clear_pointer (&dropped, pango_attr_list_unref);

  return others;
}

/* By the rules of Unicode a line may end behind any slash that no digit follows. */
static void
forbid_breaks (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = copy_others (label);
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
 * @label: a label in more than one line
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

/**
 * sublet_ui_add_no_hyphens:
 * @widget: a label, or what has labels in it now
 *
 * A path or a fingerprint is longer than a narrow line: where it goes on in the next one no hyphen
 * is added, which would be read as a part of it.
 */
void
sublet_ui_add_no_hyphens (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    {
      PangoAttrList *old = gtk_label_get_attributes (GTK_LABEL (widget));
      g_autoptr (PangoAttrList) attributes = old != NULL ? pango_attr_list_copy (old)
                                                         : pango_attr_list_new ();

      pango_attr_list_change (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
    }
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    sublet_ui_add_no_hyphens (child);
}
