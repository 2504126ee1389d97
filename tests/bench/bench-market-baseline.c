/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-market-baseline.h"

#include "ui/market/sublet-offer-columns.h"

#include <math.h>

#define BENCH_TYPE_ROW (bench_row_get_type ())
#define N_COLUMNS 12

G_DECLARE_FINAL_TYPE (BenchRow, bench_row, BENCH, ROW, GObject)

struct _BenchRow
{
  GObject parent_instance;

  char *texts[N_COLUMNS];
  double rate;
  double reliability;
  gboolean wanted;
};

G_DEFINE_FINAL_TYPE (BenchRow, bench_row, G_TYPE_OBJECT)

#define BENCH_PROP_RATE (N_COLUMNS + 1)
#define BENCH_PROP_RELIABILITY (N_COLUMNS + 2)
#define BENCH_PROP_WANTED (N_COLUMNS + 3)

static void
bench_row_finalize (GObject *object)
{
  BenchRow *self = BENCH_ROW (object);
  guint i;

  for (i = 0; i < N_COLUMNS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (bench_row_parent_class)->finalize (object);
}

static void
bench_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BenchRow *self = BENCH_ROW (object);

  if (prop_id <= N_COLUMNS)
    g_value_set_string (value, self->texts[prop_id - 1]);
  else if (prop_id == BENCH_PROP_RATE)
    g_value_set_double (value, self->rate);
  else if (prop_id == BENCH_PROP_RELIABILITY)
    g_value_set_double (value, self->reliability);
  else
    g_value_set_boolean (value, self->wanted);
}

static void
bench_row_class_init (BenchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  guint i;

  object_class->finalize = bench_row_finalize;
  object_class->get_property = bench_row_get_property;
  for (i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("text%u", i);

      g_object_class_install_property (object_class,
                                       i + 1,
                                       g_param_spec_string (g_intern_string (name),
                                                            NULL,
                                                            NULL,
                                                            NULL,
                                                            flags));
    }
  g_object_class_install_property (object_class,
                                   BENCH_PROP_RATE,
                                   g_param_spec_double ("rate",
                                                        NULL,
                                                        NULL,
                                                        -G_MAXDOUBLE,
                                                        G_MAXDOUBLE,
                                                        0,
                                                        flags));
  g_object_class_install_property (object_class,
                                   BENCH_PROP_RELIABILITY,
                                   g_param_spec_double ("reliability",
                                                        NULL,
                                                        NULL,
                                                        -G_MAXDOUBLE,
                                                        G_MAXDOUBLE,
                                                        0,
                                                        flags));
  g_object_class_install_property (object_class,
                                   BENCH_PROP_WANTED,
                                   g_param_spec_boolean ("wanted", NULL, NULL, FALSE, flags));
}

static void
bench_row_init (BenchRow *self)
{
}

static GListModel *
make_baseline_rows (SubletMarket *market)
{
  GListStore *store = g_list_store_new (BENCH_TYPE_ROW);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint i;
  guint c;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *offer = sublet_market_get_row (market, i);
      BenchRow *row = g_object_new (BENCH_TYPE_ROW, NULL);
      SubletQuote quote;

      sublet_market_get_quote (market, i, &quote);
      row->rate = (double) quote.job_rate_nusd;
      row->reliability = isnan (offer->reliability) ? 0 : offer->reliability;
      row->wanted = g_strcmp0 (offer->gpu_name, "RTX 4090") == 0;
      for (c = 0; c < N_COLUMNS; c++)
        row->texts[c] = sublet_offer_column_dup_text (&columns[c], market, i);
      g_ptr_array_add (all, row);
    }
  g_list_store_splice (store, 0, 0, all->pdata, all->len);

  return G_LIST_MODEL (store);
}

static GtkListItemFactory *
make_label_factory (guint i)
{
  g_autofree char *xml = g_strdup_printf (
    "<interface><template class='GtkListItem'><property name='child'><object class='GtkLabel'>"
    "<property name='xalign'>1</property><binding name='label'><lookup name='text%u' "
    "type='BenchRow'><lookup name='item'>GtkListItem</lookup></lookup></binding></object>"
    "</property></template></interface>",
    i);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return gtk_builder_list_item_factory_new_from_bytes (NULL, bytes);
}

void
bench_baseline_init (BenchBaseline *self, SubletMarket *market)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  GtkWidget *view;
  guint i;

  g_type_ensure (BENCH_TYPE_ROW);
  self->filter =
    GTK_FILTER (gtk_bool_filter_new (gtk_property_expression_new (BENCH_TYPE_ROW, NULL, "wanted")));
  self->filtered = gtk_filter_list_model_new (make_baseline_rows (market), NULL);
  self->sorters[0] = GTK_SORTER (
    gtk_numeric_sorter_new (gtk_property_expression_new (BENCH_TYPE_ROW, NULL, "rate")));
  self->sorters[1] = GTK_SORTER (
    gtk_numeric_sorter_new (gtk_property_expression_new (BENCH_TYPE_ROW, NULL, "reliability")));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)),
                                          g_object_ref (self->sorters[0]));

  view = gtk_column_view_new (
    GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->sorted)))));
  gtk_widget_add_css_class (view, "data-table");
  gtk_widget_add_css_class (view, "offers");
  for (i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn)
        column = gtk_column_view_column_new (columns[i].title, make_label_factory (i));

      gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_column_set_expand (column, i == 1);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  self->view = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->view), view);
}

void
bench_baseline_clear (BenchBaseline *self)
{
  g_object_unref (self->filter);
  g_object_unref (self->filtered);
  g_object_unref (self->sorters[0]);
  g_object_unref (self->sorters[1]);
  g_object_unref (self->sorted);
}

void
bench_baseline_filter (BenchBaseline *self, int turn)
{
  gtk_filter_list_model_set_filter (self->filtered, turn % 2 == 0 ? self->filter : NULL);
}

void
bench_baseline_sort (BenchBaseline *self, int turn)
{
  gtk_sort_list_model_set_sorter (self->sorted, self->sorters[turn % 2]);
}
