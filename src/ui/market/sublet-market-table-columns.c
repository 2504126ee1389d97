/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-table-private.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/market/sublet-offer-cell.h"

#include <glib/gi18n.h>
#include <math.h>

/* Beside the title of a column: its padding and the arrow. */
#define TITLE_ROOM 30

static float
get_xalign (const SubletOfferColumn *column)
{
  if (column->key < 0)
    return 0.5F;

  return (column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0 ? 1 : 0;
}

static GtkColumnViewColumn *
get_view_column (SubletMarketTable *self, const SubletOfferColumn *column)
{
  gsize n_columns;

  return g_ptr_array_index (self->columns, column - sublet_offer_columns_get (&n_columns));
}

static const SubletOfferColumn *
find_column (SubletMarketTable *self, GtkColumnViewColumn *view_column)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint i;

  return g_ptr_array_find (self->columns, view_column, &i) ? &columns[i] : NULL;
}

/* A column is never narrower than its title, so that translations fit. */
static void
measure_titles (SubletMarketTable *self)
{
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      int width;

      if (columns[i].key < 0)
        {
          sublet_offer_layout_set_least_width (self->layout, &columns[i], columns[i].width);
          continue;
        }
      width = sublet_ui_measure_text (GTK_WIDGET (self->view), _ (columns[i].title));
      sublet_offer_layout_set_least_width (self->layout,
                                           &columns[i],
                                           (int) ceil ((width + TITLE_ROOM) / scale));
    }
}

/* Whoever was given a width keeps it. The room that is left goes to what is as long as it likes, or
 * to the last one: a column view is as wide as the window. */
static void
apply_widths (SubletMarketTable *self)
{
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  GListModel *shown = gtk_column_view_get_columns (self->view);
  guint n_shown = g_list_model_get_n_items (shown);
  gboolean any_expands = FALSE;
  guint i;

  self->applying = TRUE;
  for (i = 0; i < n_shown; i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (shown, i);
      const SubletOfferColumn *column = find_column (self, view_column);
      gboolean expands = (column->flags & SUBLET_OFFER_COLUMN_EXPAND) != 0 &&
                         !sublet_offer_layout_has_own_width (self->layout, column);

      any_expands = any_expands || expands;
      gtk_column_view_column_set_expand (view_column,
                                         expands || (!any_expands && i + 1 == n_shown));
      gtk_column_view_column_set_fixed_width (view_column,
                                              (int) (sublet_offer_layout_get_width (self->layout,
                                                                                    column) *
                                                     scale));
    }
  self->applying = FALSE;
}

/**
 * sublet_market_table_update_widths:
 * @self: a table
 *
 * Titles have another font, or another size: measures them again.
 */
void
sublet_market_table_update_widths (SubletMarketTable *self)
{
  measure_titles (self);
  apply_widths (self);
}

/* What is hidden is taken out: a column that is only not visible costs as much as one that is. */
static void
apply_columns (SubletMarketTable *self)
{
  GListModel *in_view = gtk_column_view_get_columns (self->view);
  const SubletOfferColumn *column;
  guint n_shown = 0;
  guint i;

  self->applying = TRUE;
  for (i = 0; (column = sublet_offer_layout_get_nth (self->layout, i)) != NULL; i++)
    {
      GtkColumnViewColumn *view_column = get_view_column (self, column);
      gboolean is_in = gtk_column_view_column_get_column_view (view_column) != NULL;
      gboolean wanted = sublet_offer_layout_is_shown (self->layout, column);
      g_autoptr (GtkColumnViewColumn) there = g_list_model_get_item (in_view, n_shown);

      if (wanted && there != view_column)
        gtk_column_view_insert_column (self->view, n_shown, view_column);
      else if (!wanted && is_in)
        gtk_column_view_remove_column (self->view, view_column);
      if (wanted && !is_in)
        sublet_ui_decorate_column_header (view_column, get_xalign (column), _ (column->name));
      n_shown += wanted;
    }
  self->applying = FALSE;
}

static void
on_layout_changed (SubletMarketTable *self)
{
  apply_columns (self);
  apply_widths (self);
  if (self->market != NULL)
    sublet_market_table_sync_arrow (self);
}

/* A title was dragged elsewhere. GTK takes the column out and puts it in again. */
static void
on_columns_moved (GListModel *in_view,
                  guint position,
                  guint removed,
                  guint added,
                  SubletMarketTable *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) ids = NULL;
  guint i;

  if (self->applying || added == 0)
    return;

  builder = g_strv_builder_new ();
  for (i = 0; i < g_list_model_get_n_items (in_view); i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (in_view, i);

      g_strv_builder_add (builder, find_column (self, view_column)->id);
    }
  ids = g_strv_builder_end (builder);
  sublet_offer_layout_set_columns (self->layout, (const char *const *) ids);
}

/* An edge between two titles is dragged. */
static void
on_column_resized (GtkColumnViewColumn *view_column, GParamSpec *pspec, SubletMarketTable *self)
{
  double scale;
  int width;

  if (self->applying)
    return;

  scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  width = gtk_column_view_column_get_fixed_width (view_column);
  sublet_offer_layout_set_width (self->layout,
                                 find_column (self, view_column),
                                 (int) ceil (width / scale));
  /* Also when the layout has that width already: GTK would draw the edge below the least. */
  apply_widths (self);
}

static GtkColumnViewColumn *
make_column (SubletMarketTable *self, const SubletOfferColumn *column)
{
  GtkColumnViewColumn *view_column =
    gtk_column_view_column_new (column->title[0] != '\0'
                                ? _ (column->title) : "", sublet_offer_cell_factory_new (column));

  gtk_column_view_column_set_resizable (view_column, TRUE);
  g_signal_connect_object (view_column,
                           "notify::fixed-width",
                           G_CALLBACK (on_column_resized),
                           self,
                           0);
  if (column->key >= 0)
    sublet_header_order_add (self->header, view_column, column->key);

  return view_column;
}

/**
 * sublet_market_table_make_columns:
 * @self: a table with its view
 *
 * Makes the columns and shows those of the first layout. Once.
 */
void
sublet_market_table_make_columns (SubletMarketTable *self)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < n_columns; i++)
    g_ptr_array_add (self->columns, make_column (self, &columns[i]));
  self->layout = sublet_offer_layout_new ();
  g_signal_connect_object (self->layout,
                           "changed",
                           G_CALLBACK (on_layout_changed),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (self->view),
                           "items-changed",
                           G_CALLBACK (on_columns_moved),
                           self,
                           0);
  apply_columns (self);
}
