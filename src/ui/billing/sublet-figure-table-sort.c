/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-figure-table-private.h"

#include <glib/gi18n.h>

/* By which column, and in which direction: chosen by a click on a title, or in a bar of its own,
 * which the keyboard reaches and a narrow list has as well. */

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SubletFigureTable *self = user_data;

  return sublet_figure_row_compare ((SubletFigureRow *) a,
                                    (SubletFigureRow *) b,
                                    self->sorted_by,
                                    self->descending);
}

/**
 * sublet_figure_table_follow_sort: (skip)
 * @self: a table
 *
 * Titles and sort bar show its order.
 */
void
sublet_figure_table_follow_sort (SubletFigureTable *self)
{
  self->following = true;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chooser), self->sorted_by);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->direction), self->descending);
  gtk_button_set_icon_name (GTK_BUTTON (self->direction),
                            self->descending ? "view-sort-descending-symbolic"
                                             : "view-sort-ascending-symbolic");
  self->following = false;
  sublet_header_order_show (self->headers, (int) self->sorted_by, self->descending);
}

static void
set_order (SubletFigureTable *self, guint column, bool descending)
{
  if (self->sorted_by == column && self->descending == descending)
    return;

  self->sorted_by = column;
  self->descending = descending;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  sublet_figure_table_follow_sort (self);
  g_object_notify (G_OBJECT (self), "sort");
}

/**
 * sublet_figure_table_on_header: (skip)
 * @key: which column
 * @descending: in which direction
 * @self: a table
 */
void
sublet_figure_table_on_header (int key, bool descending, gpointer self)
{
  set_order (self, (guint) key, descending);
}

/* Figures begin with the most, words with the first. */
static void
on_chosen (SubletFigureTable *self)
{
  guint column = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chooser));

  if (!self->following && column < self->n_columns)
    set_order (self, column, self->columns[column].numeric);
}

static void
on_direction (SubletFigureTable *self)
{
  if (!self->following)
    set_order (self,
               self->sorted_by,
               gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->direction)));
}

static void
make_sort_bar (SubletFigureTable *self)
{
  GtkStringList *titles = gtk_string_list_new (NULL);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Sort by"));
  guint i;

  for (i = 0; i < self->n_columns; i++)
    gtk_string_list_append (titles, self->columns[i].title);
  self->sort_bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->chooser = gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
  self->direction = gtk_toggle_button_new ();
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->chooser);
  gtk_widget_set_name (self->chooser, "sort");
  gtk_widget_set_name (self->direction, "descending");
  gtk_widget_set_tooltip_text (self->direction, _ ("Descending"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sort by"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->direction),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Descending"), -1);
  gtk_box_append (GTK_BOX (self->sort_bar), label);
  gtk_box_append (GTK_BOX (self->sort_bar), self->chooser);
  gtk_box_append (GTK_BOX (self->sort_bar), self->direction);
  g_signal_connect_object (self->chooser,
                           "notify::selected",
                           G_CALLBACK (on_chosen),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->direction,
                           "toggled",
                           G_CALLBACK (on_direction),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_figure_table_make_sort: (skip)
 * @self: a table with its columns
 */
void
sublet_figure_table_make_sort (SubletFigureTable *self)
{
  GtkSortListModel *sorted;

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  sorted =
    gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), g_object_ref (self->sorter));
  self->sorted = G_LIST_MODEL (sorted);
  make_sort_bar (self);
}

/**
 * sublet_figure_table_set_sort:
 * @self: a table
 * @sort: (nullable): a column's id, with a minus sign before it in descending order
 */
void
sublet_figure_table_set_sort (SubletFigureTable *self, const char *sort)
{
  bool descending = sort != NULL && *sort == '-';
  guint i;

  g_return_if_fail (SUBLET_IS_FIGURE_TABLE (self));

  for (i = 0; i < self->n_columns; i++)
    {
      if (sort != NULL && g_str_equal (self->columns[i].id, sort + descending))
        set_order (self, i, descending);
    }
}

/**
 * sublet_figure_table_dup_sort:
 * @self: a table
 *
 * Returns: (transfer full): its order, as sublet_figure_table_set_sort() takes it
 */
char *
sublet_figure_table_dup_sort (SubletFigureTable *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_TABLE (self), NULL);

  return g_strconcat (self->descending ? "-" : "", self->columns[self->sorted_by].id, NULL);
}
