/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/compat/sublet-ui-compat.h"

static GtkWidget *
find_label (GtkWidget *box)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && !GTK_IS_LABEL (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* The header has one title for each column, whether visible or not. They stand as the columns do,
 * but are children in the order in which GTK 4.8 made them: their text is the one way to them. */
static GtkWidget *
find_title (GtkColumnView *view, GtkColumnViewColumn *column)
{
  const char *text = gtk_column_view_column_get_title (column);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *title = header == NULL ? NULL : gtk_widget_get_last_child (header);

  for (; title != NULL; title = gtk_widget_get_prev_sibling (title))
    {
      GtkWidget *box = gtk_widget_get_first_child (title);
      GtkWidget *label = GTK_IS_BOX (box) ? find_label (box) : NULL;

      if (label != NULL && g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
        return title;
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
 * edge. A column that is removed and inserted again has a new title: call again then. No two
 * columns of a view have the same title.
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
  if (title == NULL)
    return;

  box = gtk_widget_get_first_child (title);
  gtk_widget_set_tooltip_text (title, tooltip);
  gtk_widget_set_halign (box,
                         xalign > 0.75F   ? GTK_ALIGN_END
                         : xalign < 0.25F ? GTK_ALIGN_START
                                          : GTK_ALIGN_CENTER);
  label = find_label (box);
  for (arrow = gtk_widget_get_first_child (box); arrow != NULL && GTK_IS_LABEL (arrow);)
    arrow = gtk_widget_get_next_sibling (arrow);
  if (arrow != NULL && xalign > 0.75F)
    gtk_box_reorder_child_after (GTK_BOX (box), label, arrow);
}

/**
 * sublet_ui_set_column_header_class:
 * @column: a column of a column view
 * @css_class: of its title
 * @set: whether it has it
 *
 * A style sheet cannot tell the first title: they are children in the order in which they were
 * made.
 */
void
sublet_ui_set_column_header_class (GtkColumnViewColumn *column, const char *css_class, gboolean set)
{
  GtkColumnView *view = gtk_column_view_column_get_column_view (column);
  GtkWidget *title = view == NULL ? NULL : find_title (view, column);

  if (title == NULL)
    return;

  if (set)
    gtk_widget_add_css_class (title, css_class);
  else
    gtk_widget_remove_css_class (title, css_class);
}
