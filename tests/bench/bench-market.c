/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "core/market/sublet-market-private.h"
#include "support/sublet-test.h"
#include "ui/market/sublet-market-table.h"
#include "ui/market/sublet-offer-columns.h"
#include "ui/sublet-ui-test.h"

#include "../core/market/random-offers.h"
#include "bench-figures.h"
#include "bench-pulse.h"

/*
 * What a person waits for in the market: a filter and a sort of 20,000 and 100,000 offers until the
 * model is ready, and of 20,000 until they are seen, the latter beside a GtkColumnView of
 * expression-bound labels over GTK's own filter and sort models with the same twelve columns; and
 * the longest stall of the main loop while all offers are replaced under a mapped table.
 */

#define SMALL 20000
#define LARGE 100000
#define REPETITIONS 15
#define WARM_UPS 2

#define SMALL_BUDGET_MS 16.0
#define LARGE_BUDGET_MS 80.0
#define SHOWN_BUDGET 0.3
#define STALL_BUDGET_MS 16.0

static void
take_time (BenchFigures *times, int turn, gint64 start_us)
{
  if (turn >= WARM_UPS)
    bench_figures_add_since (times, start_us);
}

/* ---- a market that is fed by hand ---- */

static SubletMarket *
make_market (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = sublet_client_new ("http://127.0.0.1:9", clock, &error);

  g_assert_no_error (error);

  return sublet_market_new (client);
}

static void
feed (SubletMarket *market, GArray *rows)
{
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = g_array_ref (rows);
  page->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  page->known_at_us = g_get_real_time ();
  market->page = page;
  sublet_market_recalculate (market);
}

static void
count_change (guint *n_changes)
{
  (*n_changes)++;
}

static bool
has_changed (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
await_change (SubletMarket *market, void (*change) (SubletMarket *market, int turn), int turn)
{
  guint n_changes = 0;
  gulong handler =
    g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_change), &n_changes);

  change (market, turn);
  sublet_test_await (has_changed, &n_changes);
  g_signal_handler_disconnect (market, handler);
}

/* Every filter that there is, and then none. */
static void
change_filter (SubletMarket *market, int turn)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  guint i;

  if (turn % 2 == 0)
    {
      sublet_offer_filter_set_model (filter, "RTX 4090", true);
      sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_1);
      sublet_offer_filter_set_region (filter, SUBLET_REGION_EUROPE, true);
      for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
        sublet_offer_filter_set_range (filter,
                                       sublet_filter_range_get (i)->part,
                                       turn % 5 * SUBLET_FILTER_BOUND_UNIT,
                                       90 * SUBLET_FILTER_BOUND_UNIT);
      for (i = 1; i < 3; i++)
        {
          sublet_offer_filter_set_choice (filter, SUBLET_FILTER_PART_VERIFICATION, i, true);
          sublet_offer_filter_set_choice (filter, SUBLET_FILTER_PART_ARCHITECTURE, i, true);
        }
      sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_DATA_CENTER, true);
      sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_STATIC_IP, true);
      sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 7500000 + turn);
      sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_HOST, 1 + turn);
      sublet_offer_filter_set_text (filter, "epyc");
    }
  sublet_market_set_filter (market, filter);
}

static void
change_order (SubletMarket *market, int turn)
{
  static const SubletOfferKey keys[] = {
    SUBLET_OFFER_KEY_RELIABILITY,
    SUBLET_OFFER_KEY_JOB_COST,
    SUBLET_OFFER_KEY_PLACE,
    SUBLET_OFFER_KEY_DOWN,
  };
  SubletOfferOrder order;

  sublet_market_get_order (market, &order);
  sublet_offer_order_sort_by (&order, keys[turn % G_N_ELEMENTS (keys)], turn % 3 == 0);
  sublet_market_set_order (market, &order);
}

static void
bench_model (guint n_rows, double budget_ms)
{
  g_autoptr (SubletMarket) market = make_market ();
  g_autoptr (GArray) rows = random_offers_new (1, n_rows, g_get_real_time ());
  g_autofree char *filter_name = g_strdup_printf ("filter %u, until the model is ready", n_rows);
  g_autofree char *sort_name = g_strdup_printf ("sort %u, until the model is ready", n_rows);
  BenchFigures filters = { 0 };
  BenchFigures orders = { 0 };
  int turn;

  feed (market, rows);
  while (sublet_market_get_total (market) == 0)
    g_main_context_iteration (NULL, TRUE);

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      await_change (market, change_filter, turn);
      take_time (&filters, turn, start_us);
      start_us = g_get_monotonic_time ();
      await_change (market, change_order, turn);
      take_time (&orders, turn, start_us);
    }
  bench_print_absolute (filter_name, &filters, budget_ms);
  bench_print_absolute (sort_name, &orders, budget_ms);
}

/* ---- the table that GTK's own parts make ---- */

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

typedef struct
{
  GtkWidget *view;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSorter *sorters[2];
  GtkSortListModel *sorted;
} Baseline;

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

static void
baseline_init (Baseline *self, SubletMarket *market)
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

static void
baseline_clear (Baseline *self)
{
  g_object_unref (self->filter);
  g_object_unref (self->filtered);
  g_object_unref (self->sorters[0]);
  g_object_unref (self->sorters[1]);
  g_object_unref (self->sorted);
}

static void
baseline_filter (Baseline *self, int turn)
{
  gtk_filter_list_model_set_filter (self->filtered, turn % 2 == 0 ? self->filter : NULL);
}

static void
baseline_sort (Baseline *self, int turn)
{
  gtk_sort_list_model_set_sorter (self->sorted, self->sorters[turn % 2]);
}

/* ---- until seen ---- */

static void
on_after_paint (GdkFrameClock *frame_clock, guint *n_painted)
{
  (*n_painted)++;
}

/* The end of the next frame that is painted, and of what it left to do. */
static void
await_paint (GtkWidget *window)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (window);
  guint n_painted = 0;
  gulong handler =
    g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), &n_painted);

  gdk_frame_clock_request_phase (frame_clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  sublet_test_await (has_changed, &n_painted);
  g_signal_handler_disconnect (frame_clock, handler);
}

static void
await_filter (SubletMarket *market, int turn)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

  /* The same rows as the baseline's. */
  if (turn % 2 == 0)
    sublet_offer_filter_set_model (filter, "RTX 4090", true);
  sublet_market_set_filter (market, filter);
}

static void
await_order (SubletMarket *market, int turn)
{
  SubletOfferOrder order;

  sublet_offer_order_init (&order);
  order.first = turn % 2 == 0 ? SUBLET_OFFER_KEY_JOB_RATE : SUBLET_OFFER_KEY_RELIABILITY;
  order.second = order.first;
  sublet_market_set_order (market, &order);
}

static void
bench_shown (void)
{
  g_autoptr (SubletMarket) market = make_market ();
  g_autoptr (GArray) rows = random_offers_new (1, SMALL, g_get_real_time ());
  g_autoptr (SubletOfferListModel) model = NULL;
  Baseline baseline = { 0 };
  GtkWidget *table;
  GtkWidget *window;
  GtkWidget *baseline_window;
  BenchFigures filters = { 0 };
  BenchFigures orders = { 0 };
  BenchFigures baseline_filters = { 0 };
  BenchFigures baseline_orders = { 0 };
  int turn;

  feed (market, rows);
  while (sublet_market_get_total (market) == 0)
    g_main_context_iteration (NULL, TRUE);
  model = sublet_offer_list_model_new (market);
  table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), model);
  baseline_init (&baseline, market);
  baseline_window = sublet_ui_test_present (baseline.view, 1280, 800);
  window = sublet_ui_test_present (table, 1280, 800);

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      baseline_filter (&baseline, turn);
      await_paint (baseline_window);
      take_time (&baseline_filters, turn, start_us);
      start_us = g_get_monotonic_time ();
      await_change (market, await_filter, turn);
      await_paint (window);
      take_time (&filters, turn, start_us);
    }
  baseline_filter (&baseline, 1);
  await_change (market, await_filter, 1);
  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      baseline_sort (&baseline, turn + 1);
      await_paint (baseline_window);
      take_time (&baseline_orders, turn, start_us);
      start_us = g_get_monotonic_time ();
      await_change (market, await_order, turn + 1);
      await_paint (window);
      take_time (&orders, turn, start_us);
    }
  bench_print_ratio ("filter 20000, until shown", &filters, &baseline_filters, SHOWN_BUDGET);
  bench_print_ratio ("sort 20000, until shown", &orders, &baseline_orders, SHOWN_BUDGET);

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (baseline_window));
  baseline_clear (&baseline);
}

/* ---- the main loop while everything changes ---- */

static void
bench_stall (void)
{
  g_autoptr (SubletMarket) market = make_market ();
  g_autoptr (GArray) first = random_offers_new (1, SMALL, g_get_real_time ());
  g_autoptr (GArray) second = random_offers_new (2, SMALL, g_get_real_time ());
  g_autoptr (SubletOfferListModel) model = NULL;
  GtkWidget *table;
  GtkWidget *window;
  BenchFigures stalls = { 0 };
  BenchFigures frames = { 0 };
  int turn;

  feed (market, first);
  while (sublet_market_get_total (market) == 0)
    g_main_context_iteration (NULL, TRUE);
  model = sublet_offer_list_model_new (market);
  table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), model);
  window = sublet_ui_test_present (table, 1280, 800);

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      BenchPulse pulse;
      guint n_changes = 0;
      gulong handler =
        g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_change), &n_changes);
      gint64 start_us = g_get_monotonic_time ();

      bench_pulse_start (&pulse);
      feed (market, turn % 2 == 0 ? second : first);
      sublet_test_await (has_changed, &n_changes);
      if (turn >= WARM_UPS)
        bench_figures_add (&stalls, (double) pulse.longest_us / 1000);
      await_paint (window);
      take_time (&frames, turn, start_us);
      bench_pulse_stop (&pulse);
      g_signal_handler_disconnect (market, handler);
    }
  bench_print_absolute ("all 20000 replaced, longest stall", &stalls, STALL_BUDGET_MS);
  bench_print_plain ("all 20000 replaced, until shown", &frames);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  bench_print_header ();
  bench_model (SMALL, SMALL_BUDGET_MS);
  bench_model (LARGE, LARGE_BUDGET_MS);
  bench_shown ();
  bench_stall ();

  return bench_get_status ();
}
