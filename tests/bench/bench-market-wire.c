/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "ui/market/sublet-market-page.h"
#include "ui/sublet-ui-test.h"

#include "../core/market/market-fixture.h"
#include "bench-figures.h"
#include "bench-market-feed.h"
#include "bench-pulse.h"

/*
 * The market's page as it is, with the simulator at the other end of the wire: what arrives, how
 * long it stops the main loop, and what it takes of the network by itself. The clock stands until
 * it is moved, so that a minute is not waited for.
 */

#define PAGE_ROWS "5000"
#define N_OFFERS 20000

#define STALL_BUDGET_MS 16.0
#define TRAFFIC_BUDGET_MB 5.0

#define REPETITIONS 7
#define WARM_UPS 2
/* A long list is asked for every ten minutes or so. */
#define MINUTES 30

static void
bench_arrival (Fixture *fixture, GtkWidget *window)
{
  BenchFigures arrivals = { 0 };
  BenchFigures stalls = { 0 };
  int turn;

  for (turn = 0; turn < WARM_UPS + REPETITIONS; turn++)
    {
      BenchPulse pulse;
      gint64 start_us;
      double stall_ms;

      /* The client keeps its distance from the search before. */
      sublet_manual_clock_advance (fixture->clock, 10000);
      sublet_ui_test_settle (window);
      start_us = g_get_monotonic_time ();
      bench_pulse_start (&pulse);
      sublet_market_refresh (fixture->market);
      bench_market_await_change (fixture->market, NULL, turn);
      bench_await_paint (window);
      stall_ms = bench_pulse_take_ms (&pulse);
      if (turn >= WARM_UPS)
        {
          bench_figures_add_since (&arrivals, start_us);
          bench_figures_add (&stalls, stall_ms);
        }
      bench_pulse_stop (&pulse);
      await_idle (fixture);
    }
  bench_print_plain (PAGE_ROWS " offers over HTTP until they are seen", &arrivals);
  bench_print_absolute ("  the longest stall while they arrive", &stalls, STALL_BUDGET_MS);
}

/* ---- traffic ---- */

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletOfferPage)
    page = sublet_client_search_offers_finish (SUBLET_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gsize *) user_data = page->wire_bytes;
}

static bool
has_come (gpointer n_bytes)
{
  return *(gsize *) n_bytes > 0;
}

/* What one page of offers takes, as it comes over the wire. */
static gsize
measure_page (Fixture *fixture)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  gsize n_bytes = 0;
  int i;

  sublet_client_search_offers_async (fixture->client, query, NULL, on_page, &n_bytes);
  for (i = 0; i < 60 && !sublet_test_wait_for (has_come, &n_bytes, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 1000);
  g_assert_cmpuint (n_bytes, >, 0);

  return n_bytes;
}

/* A page that is not full counts as one that is. */
static void
bench_traffic (Fixture *fixture, const char *name)
{
  gsize page_bytes = measure_page (fixture);
  guint n_before;
  int second;

  await_idle (fixture);
  n_before = count_searches (fixture);
  for (second = 0; second < MINUTES * 60; second += 5)
    {
      sublet_manual_clock_advance (fixture->clock, 5000);
      sublet_test_drain ();
      await_idle (fixture);
    }
  g_assert_cmpuint (count_searches (fixture), >, n_before);
  bench_print_memory (name,
                      (double) (count_searches (fixture) - n_before) * (double) page_bytes / 1e6 /
                        MINUTES,
                      TRAFFIC_BUDGET_MB);
}

int
main (int argc, char *argv[])
{
  g_autoptr (SubletSettings) settings = NULL;
  g_autoptr (SubletOfferFilter) all = sublet_offer_filter_new ();
  g_autofree char *text = sublet_offer_filter_to_text (all);
  Fixture fixture = { 0 };
  GtkWidget *window;

  sublet_ui_test_init (&argc, &argv);
  settings = sublet_settings_new (TRUE);
  g_object_set (settings, "filters", text, NULL);
  fixture.simulator =
    sublet_test_simulator_new ("--offers", G_STRINGIFY (N_OFFERS), "--page-cap", PAGE_ROWS, NULL);
  set_up_market (&fixture);

  bench_print_header ();
  window = bench_market_present_page (fixture.market, settings);
  await_idle (&fixture);
  bench_arrival (&fixture, window);
  bench_traffic (&fixture, "traffic a minute while seen, " PAGE_ROWS " offers");
  sublet_market_set_max_rows (fixture.market, N_OFFERS);
  sublet_market_load_more (fixture.market);
  await_idle (&fixture);
  bench_traffic (&fixture, "traffic a minute while seen, 20000 offers");

  gtk_window_destroy (GTK_WINDOW (window));
  sublet_test_drain ();
  tear_down (&fixture, NULL);

  return bench_get_status ();
}
