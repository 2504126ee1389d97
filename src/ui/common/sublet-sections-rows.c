/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-sections-private.h"

/* The list of sections: what stands in it, and how many of something a section shows. */

static GQuark
count_quark (void)
{
  return g_quark_from_static_string ("sublet-section-count");
}

static GQuark
name_quark (void)
{
  return g_quark_from_static_string ("sublet-section");
}

const char *
sublet_sections_get_name (GtkListBoxRow *row)
{
  return g_object_get_qdata (G_OBJECT (row), name_quark ());
}

GtkListBoxRow *
sublet_sections_find_row (SubletSections *self, const char *name)
{
  GtkListBoxRow *row;
  int i;

  for (i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_strcmp0 (sublet_sections_get_name (row), name) == 0)
        return row;
    }

  return NULL;
}

/**
 * sublet_sections_add:
 * @self: a page
 * @name: the section's name, for the program
 * @title: translated, in Header Capitals
 * @section: (transfer floating): the section; the first one is shown
 */
void
sublet_sections_add (SubletSections *self, const char *name, const char *title, GtkWidget *section)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);

  g_return_if_fail (SUBLET_IS_SECTIONS (self));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (count, FALSE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "subdued");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_qdata (G_OBJECT (row), count_quark (), count);
  g_object_set_qdata_full (G_OBJECT (row), name_quark (), g_strdup (name), g_free);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (section), "size-class") != NULL)
    g_object_bind_property (self, "size-class", section, "size-class", G_BINDING_SYNC_CREATE);
  gtk_list_box_append (self->list, row);
  gtk_stack_add_titled (self->stack, section, name, title);
  sublet_sections_follow_shown (self);
}

/**
 * sublet_sections_set_count:
 * @self: a page
 * @name: one of its sections
 * @count: how many of what it shows there are; 0: nothing is said
 * @sentence: (nullable): title and count as they are read aloud, with a count
 */
void
sublet_sections_set_count (SubletSections *self,
                           const char *name,
                           guint count,
                           const char *sentence)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  GtkListBoxRow *row;
  GtkLabel *label;

  g_return_if_fail (SUBLET_IS_SECTIONS (self));
  g_return_if_fail (count == 0 || sentence != NULL);

  row = sublet_sections_find_row (self, name);
  g_return_if_fail (row != NULL);
  label = g_object_get_qdata (G_OBJECT (row), count_quark ());
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), count > 0);
  if (count > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    sentence,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL);
}
