/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "core/market/sublet-market-private.h"
#include "ui/market/sublet-market-table.h"
#include "ui/sublet-ui-test.h"

#include "../core/market/random-offers.h"
#include "bench-figures.h"
#include "bench-market-baseline.h"
#include "bench-market-feed.h"
#include "bench-pulse.h"

/*
 * What a person waits for in the market, with 20,000 and with 100,000 offers: a filter and a sort
 * until the model is ready, and until they are seen, the latter beside a table of GTK's own parts;
 * the longest stall of the main loop while all offers are replaced under a mapped table; and what
 * it does for the answer of another kind of price.
 */

#define SMALL 20000
#define LARGE 100000
#define PAGE 5000
#define REPETITIONS 15
/* GTK's own parts take a second for each change of so many. */
#define LARGE_REPETITIONS 5
#define WARM_UPS 2

#define SMALL_BUDGET_MS 16.0
#define LARGE_BUDGET_MS 80.0
#define SHOWN_BUDGET 0.3
#define REFRESH_BUDGET_MS 16.0
#define STALL_BUDGET_MS 8.0
#define KINDS_BUDGET_MS 2.0

static void
take_time (BenchFigures *times, int turn, gint64 start_us)
{
  if (turn >= WARM_UPS)
    bench_figures_add_since (times, start_us);
}

/* ---- until the model is ready ---- */

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
  g_autoptr (SubletMarket) market = bench_market_new ();
  g_autoptr (GArray) rows = random_offers_new (1, n_rows, g_get_real_time ());
  g_autofree char *filter_name = g_strdup_printf ("filter %u, until the model is ready", n_rows);
  g_autofree char *sort_name = g_strdup_printf ("sort %u, until the model is ready", n_rows);
  BenchFigures filters = { 0 };
  BenchFigures orders = { 0 };
  int turn;

  bench_market_fill (market, rows);

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      bench_market_await_change (market, change_filter, turn);
      take_time (&filters, turn, start_us);
      start_us = g_get_monotonic_time ();
      bench_market_await_change (market, change_order, turn);
      take_time (&orders, turn, start_us);
    }
  bench_print_absolute (filter_name, &filters, budget_ms);
  bench_print_absolute (sort_name, &orders, budget_ms);
}

/* ---- until seen ---- */

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
bench_shown (guint n_rows, int repetitions)
{
  g_autoptr (SubletMarket) market = bench_market_new ();
  g_autoptr (GArray) rows = random_offers_new (1, n_rows, g_get_real_time ());
  g_autofree char *filter_name = g_strdup_printf ("filter %u, until shown", n_rows);
  g_autofree char *sort_name = g_strdup_printf ("sort %u, until shown", n_rows);
  g_autoptr (SubletOfferListModel) model = NULL;
  BenchBaseline baseline = { 0 };
  GtkWidget *table;
  GtkWidget *window;
  GtkWidget *baseline_window;
  BenchFigures filters = { 0 };
  BenchFigures orders = { 0 };
  BenchFigures baseline_filters = { 0 };
  BenchFigures baseline_orders = { 0 };
  int turn;

  bench_market_fill (market, rows);
  model = sublet_offer_list_model_new (market);
  table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), model);
  bench_baseline_init (&baseline, market);
  baseline_window = sublet_ui_test_present (baseline.view, 1280, 800);
  window = sublet_ui_test_present (table, 1280, 800);

  for (turn = 0; turn < WARM_UPS + repetitions; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      bench_baseline_filter (&baseline, turn);
      bench_await_paint (baseline_window);
      take_time (&baseline_filters, turn, start_us);
      start_us = g_get_monotonic_time ();
      bench_market_await_change (market, await_filter, turn);
      bench_await_paint (window);
      take_time (&filters, turn, start_us);
    }
  bench_baseline_filter (&baseline, 1);
  bench_market_await_change (market, await_filter, 1);
  for (turn = 0; turn < WARM_UPS + repetitions; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      bench_baseline_sort (&baseline, turn + 1);
      bench_await_paint (baseline_window);
      take_time (&baseline_orders, turn, start_us);
      start_us = g_get_monotonic_time ();
      bench_market_await_change (market, await_order, turn + 1);
      bench_await_paint (window);
      take_time (&orders, turn, start_us);
    }
  bench_print_ratio (filter_name, &filters, &baseline_filters, SHOWN_BUDGET);
  bench_print_ratio (sort_name, &orders, &baseline_orders, SHOWN_BUDGET);

  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (baseline_window));
  bench_baseline_clear (&baseline);
}

/* ---- the main loop while everything changes ---- */

typedef struct
{
  BenchPulse pulse;
  double before_ms; /* the longest gap before the refresh */
  GArray *rows[2];  /* (borrowed): in turns */
} Replacement;

/* The first to hear it, so that what the refresh takes comes after. */
static void
on_refresh (Replacement *replacement)
{
  replacement->before_ms = bench_pulse_take_ms (&replacement->pulse);
}

/* budget_ms 0: none */
static void
print_stall (const char *name, BenchFigures *stalls, double budget_ms)
{
  if (budget_ms > 0)
    bench_print_absolute (name, stalls, budget_ms);
  else
    bench_print_plain (name, stalls);
}

static void
bench_stall (guint n_rows, double refresh_budget_ms, double budget_ms)
{
  g_autoptr (SubletMarket) market = bench_market_new ();
  g_autoptr (GArray) first = random_offers_new (1, n_rows, g_get_real_time ());
  g_autoptr (GArray) second = random_offers_new (2, n_rows, g_get_real_time ());
  g_autofree char *refresh_name = g_strdup_printf ("%u replaced, stall of the refresh", n_rows);
  g_autofree char *before_name = g_strdup_printf ("%u replaced, longest stall before", n_rows);
  g_autofree char *shown_name = g_strdup_printf ("%u replaced, until shown", n_rows);
  g_autoptr (SubletOfferListModel) model = NULL;
  Replacement replacement = { .rows = { first, second } };
  GtkWidget *table;
  GtkWidget *window;
  BenchFigures refreshes = { 0 };
  BenchFigures before = { 0 };
  BenchFigures frames = { 0 };
  gulong handler;
  int turn;

  bench_market_fill (market, first);
  handler =
    g_signal_connect_swapped (market, "view-changed", G_CALLBACK (on_refresh), &replacement);
  model = sublet_offer_list_model_new (market);
  table = sublet_market_table_new ();
  sublet_market_table_set_model (SUBLET_MARKET_TABLE (table), model);
  window = sublet_ui_test_present (table, 1280, 800);

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();
      double stall_ms;

      bench_pulse_start (&replacement.pulse);
      bench_market_feed (market, replacement.rows[(turn + 1) % 2]);
      bench_market_await_change (market, NULL, turn);
      bench_await_paint (window);
      take_time (&frames, turn, start_us);
      stall_ms = bench_pulse_take_ms (&replacement.pulse);
      if (turn >= WARM_UPS)
        {
          bench_figures_add (&refreshes, stall_ms);
          bench_figures_add (&before, replacement.before_ms);
        }
      bench_pulse_stop (&replacement.pulse);
    }
  print_stall (refresh_name, &refreshes, refresh_budget_ms);
  print_stall (before_name, &before, budget_ms);
  bench_print_plain (shown_name, &frames);
  gtk_window_destroy (GTK_WINDOW (window));
  g_signal_handler_disconnect (market, handler);
}

/* ---- kinds of price side by side ---- */

static void
take_kind (SubletMarket *market, SubletPriceKind kind, GArray *rows)
{
  g_clear_pointer (&market->kind_lists[kind], sublet_kind_list_unref);
  market->kind_lists[kind] = sublet_kind_list_new (rows, kind, g_get_real_time (), false);
  market->kinds_dirty = TRUE;
}

/* What the main loop does for an answer of one kind while the other is known, as many offers as one
 * page has. */
static void
bench_kinds (void)
{
  g_autoptr (SubletMarket) market = bench_market_new ();
  g_autoptr (GArray) rows = random_offers_new (1, PAGE, g_get_real_time ());
  BenchFigures figures = { 0 };
  int turn;

  bench_market_fill (market, rows);
  take_kind (market, SUBLET_PRICE_KIND_INTERRUPTIBLE, rows);
  sublet_market_recalculate (market);
  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      gint64 start_us = g_get_monotonic_time ();

      take_kind (market, SUBLET_PRICE_KIND_RESERVED, rows);
      sublet_market_recalculate (market);
      take_time (&figures, turn, start_us);
      while (market->working)
        g_main_context_iteration (NULL, TRUE);
    }
  bench_print_absolute ("5,000 offers of another kind, on the main loop",
                        &figures,
                        KINDS_BUDGET_MS);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  bench_print_header ();
  bench_model (SMALL, SMALL_BUDGET_MS);
  bench_model (LARGE, LARGE_BUDGET_MS);
  bench_shown (SMALL, REPETITIONS);
  bench_shown (LARGE, LARGE_REPETITIONS);
  bench_stall (SMALL, REFRESH_BUDGET_MS, STALL_BUDGET_MS);
  bench_stall (LARGE, 0, 0);
  bench_kinds ();

  return bench_get_status ();
}
