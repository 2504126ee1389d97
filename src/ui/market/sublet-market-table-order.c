/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-table-private.h"

#include "ui/market/sublet-offer-columns.h"

typedef struct
{
  SubletMarketTable *table; /* (borrowed): owns the sorter */
  int key;
} Probe;

/* GTK 4.8 does not say which column it sorts by, but it asks that column's sorter first. */
static int
probe (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe *asked = user_data;

  if (asked->table->probed < 0)
    asked->table->probed = asked->key;

  return -1;
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, SubletMarketTable *self)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;
  SubletOfferOrder order;

  if (self->syncing || self->market == NULL)
    return;

  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (self->probed < 0)
    return;

  sublet_market_get_order (self->market, &order);
  sublet_offer_order_sort_by (&order,
                              (SubletOfferKey) self->probed,
                              ordering == GTK_ORDERING_LARGER);
  sublet_market_set_order (self->market, &order);
}

/* (nullable): NULL while it is not shown. */
static GtkColumnViewColumn *
find_shown_column (SubletMarketTable *self, SubletOfferKey key)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);

      if (columns[i].key == (int) key)
        return gtk_column_view_column_get_column_view (column) != NULL ? column : NULL;
    }

  return NULL;
}

/**
 * sublet_market_table_sync_arrow:
 * @self: a table with a model
 *
 * The header's arrow stands where the market's order is from, or nowhere.
 */
void
sublet_market_table_sync_arrow (SubletMarketTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkColumnViewColumn *column;
  GtkOrdering ordering;
  SubletOfferOrder order;

  sublet_market_get_order (self->market, &order);
  column = find_shown_column (self, order.first);
  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (self->probed < 0 ? column == NULL
                       : self->probed == (int) order.first &&
                           (ordering == GTK_ORDERING_LARGER) == order.first_descending)
    return;

  self->syncing = TRUE;
  /* GTK 4.8 takes an arrow away only when the order is cleared. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->view,
                                    column,
                                    order.first_descending ? GTK_SORT_DESCENDING
                                                           : GTK_SORT_ASCENDING);
  self->syncing = FALSE;
}

/**
 * sublet_market_table_make_sorter:
 * @self: the table
 * @key: what a column is ordered by
 *
 * Returns: (transfer full): what tells us that its title was clicked
 */
GtkSorter *
sublet_market_table_make_sorter (SubletMarketTable *self, int key)
{
  Probe *data = g_new0 (Probe, 1);

  data->table = self;
  data->key = key;

  return GTK_SORTER (gtk_custom_sorter_new (probe, data, g_free));
}

/**
 * sublet_market_table_follow_header:
 * @self: a table with its view
 *
 * From now on a click on a title orders the market.
 */
void
sublet_market_table_follow_header (SubletMarketTable *self)
{
  g_signal_connect_object (gtk_column_view_get_sorter (self->view),
                           "changed",
                           G_CALLBACK (on_sorter_changed),
                           self,
                           0);
}
