/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/compat/sublet-ui-compat.h"

/* The header has one title for each column, in their order, whether visible or not. */
static GtkWidget *
find_title (GtkColumnView *view, GtkColumnViewColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header == NULL ? NULL : gtk_widget_get_first_child (header);
  guint i;

  for (i = 0; title != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, i);

      if (other == column)
        return title;
      title = gtk_widget_get_next_sibling (title);
    }

  return NULL;
}

/**
 * sublet_ui_decorate_column_header:
 * @column: a column of a column view
 * @xalign: 0 for the start, 1 for the end, where figures stand
 * @tooltip: (nullable): the full name and the unit
 *
 * Titles have no alignment of their own. The way to one is header, title, box; the box holds the
 * label and the arrow, which goes first for figures, so that title and figures share their right
 * edge. A column that is removed and inserted again has a new title: call again then.
 */
void
sublet_ui_decorate_column_header (GtkColumnViewColumn *column, float xalign, const char *tooltip)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  GtkWidget *title;
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *arrow;
  g_return_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column));
  g_return_if_fail (view != NULL);

  title = find_title (view, column);
  box = title == NULL ? NULL : gtk_widget_get_first_child (title);
  if (!GTK_IS_BOX (box))
    return;

  gtk_widget_set_tooltip_text (title, tooltip);
  gtk_widget_set_halign (box,
                         xalign > 0.75F   ? GTK_ALIGN_END
                         : xalign < 0.25F ? GTK_ALIGN_START
                                          : GTK_ALIGN_CENTER);
  for (label = gtk_widget_get_first_child (box); label != NULL && !GTK_IS_LABEL (label);)
    label = gtk_widget_get_next_sibling (label);
  for (arrow = gtk_widget_get_first_child (box); arrow != NULL && GTK_IS_LABEL (arrow);)
    arrow = gtk_widget_get_next_sibling (arrow);
  if (label != NULL && arrow != NULL && xalign > 0.75F)
    gtk_box_reorder_child_after (GTK_BOX (box), label, arrow);
}
