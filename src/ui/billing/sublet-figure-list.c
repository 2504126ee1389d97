/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-figure-list.h"

#include "ui/billing/sublet-billing-row.h"
#include "ui/billing/sublet-figure-row.h"

#include <stdbool.h>

static bool
is_at (GListModel *model, guint position, gpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (model, position);

  return there == item;
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, GListModel *rows)
{
  GObject *item = gtk_list_item_get_item (list_item);
  GtkWidget *row;

  /* Selectable, although nothing here can be selected: a row that is not takes no focus. */
  gtk_list_item_set_activatable (list_item, FALSE);
  if (GTK_IS_WIDGET (item))
    {
      gtk_list_item_set_child (list_item, GTK_WIDGET (item));
      return;
    }

  row = gtk_list_item_get_child (list_item);
  if (!SUBLET_IS_BILLING_ROW (row))
    {
      row = sublet_billing_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  sublet_billing_row_set_words (SUBLET_BILLING_ROW (row),
                                sublet_figure_row_get_title (SUBLET_FIGURE_ROW (item)),
                                sublet_figure_row_get_facts (SUBLET_FIGURE_ROW (item)),
                                sublet_figure_row_get_amount (SUBLET_FIGURE_ROW (item)));
  sublet_billing_row_set_ends (SUBLET_BILLING_ROW (row),
                               is_at (rows, 0, item),
                               is_at (rows, g_list_model_get_n_items (rows) - 1, item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  if (!SUBLET_IS_BILLING_ROW (gtk_list_item_get_child (list_item)))
    gtk_list_item_set_child (list_item, NULL);
}

static void
free_rows (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/**
 * sublet_figure_list_set_up:
 * @list: a list without a model
 * @models: (element-type GListModel): its parts
 * @rows: (element-type SubletFigureRow): of the table
 */
void
sublet_figure_list_set_up (GtkListView *list, GListStore *models, GListModel *rows)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), g_object_ref (rows), free_rows, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (list, factory);
  /* The least height of a table that can scroll is that of one row. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (list), GTK_SCROLL_NATURAL);
  selection = gtk_no_selection_new (
    G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (models)))));
  gtk_list_view_set_model (list, GTK_SELECTION_MODEL (selection));
}

/**
 * sublet_figure_list_put:
 * @widgets: (element-type GtkWidget): what is in the list
 * @wanted: (element-type GtkWidget): what is to be
 */
void
sublet_figure_list_put (GListStore *widgets, GPtrArray *wanted)
{
  GListModel *there = G_LIST_MODEL (widgets);
  guint n_there = g_list_model_get_n_items (there);
  guint n_same = 0;

  while (n_same < n_there && n_same < wanted->len &&
         is_at (there, n_same, g_ptr_array_index (wanted, n_same)))
    n_same++;
  if (n_same < n_there || n_same < wanted->len)
    g_list_store_splice (widgets,
                         n_same,
                         n_there - n_same,
                         wanted->pdata + n_same,
                         wanted->len - n_same);
}

/**
 * sublet_figure_list_set_rows:
 * @models: (element-type GListModel): the list's parts
 * @rows: (nullable): what stands below the widgets
 */
void
sublet_figure_list_set_rows (GListStore *models, GListModel *rows)
{
  guint n_there = g_list_model_get_n_items (G_LIST_MODEL (models)) - 1;
  gpointer added[] = { rows };

  if (n_there != (rows != NULL))
    g_list_store_splice (models, 1, n_there, added, rows != NULL);
}
