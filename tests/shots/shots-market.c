/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-market.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/market/sublet-market-private.h"
#include "core/model/sublet-text.h"
#include "support/sublet-test.h"
#include "ui/market/sublet-filter-pane.h"
#include "ui/market/sublet-market-page-private.h"
#include "ui/sublet-ui-test.h"

#define N_OFFERS 2000

/* Nobody listens there. */
#define NO_SERVER "http://127.0.0.1:9"

static const struct
{
  const char *name;
  double memory_mb;
  double rate_usd;
  int share; /* of a hundred and more */
} models[] = {
  { "RTX 4090", 24564, 0.31, 40 },  { "RTX 5090", 32607, 0.52, 20 },
  { "RTX 3090", 24576, 0.16, 18 },  { "A100 SXM4", 81920, 0.95, 8 },
  { "H100 SXM", 81559, 1.95, 8 },   { "RTX A6000", 49140, 0.45, 6 },
  { "L40S", 46068, 0.55, 6 },       { "RTX PRO 6000 Max-Q", 97887, 1.05, 4 },
  { "H200", 143771, 2.6, 4 },       { "RTX 4070S Ti", 16376, 0.12, 6 },
  { "Tesla V100", 32768, 0.22, 3 }, { "B200", 183359, 3.9, 2 },
  { "Q RTX 8000", 46080, 0.3, 2 },
};

static const struct
{
  const char *region;
  const char *country;
} places[] = {
  { "Uusimaa", "FI" }, { NULL, "SE" },      { "Texas", "US" }, { "Madrid", "ES" },
  { "Osaka", "JP" },   { "Bavaria", "DE" }, { "Oslo", "NO" },  { "Quebec", "CA" },
  { NULL, "NL" },      { "Gauteng", "ZA" }, { "Ohio", "US" },  { NULL, "GB" },
};

static gsize
pick_model (GRand *rand)
{
  int left = g_rand_int_range (rand, 0, 127);
  gsize i;

  for (i = 0; i + 1 < G_N_ELEMENTS (models) && left >= models[i].share; i++)
    left -= models[i].share;

  return i;
}

static void
fill_offer (SubletOfferRow *row, GRand *rand, gint64 id, gint64 now_us)
{
  gsize model = pick_model (rand);
  gsize place = (gsize) g_rand_int_range (rand, 0, G_N_ELEMENTS (places));
  int num_gpus = 1 << g_rand_int_range (rand, 0, 4);
  double rate = models[model].rate_usd * g_rand_double_range (rand, 0.85, 1.5);

  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = 20000 + id % 900;
  row->host_id = 88000 + id % 300;
  row->gpu_name = sublet_text_intern (models[model].name);
  row->gpu_ram_mb = models[model].memory_mb;
  row->gpu_total_ram_mb = models[model].memory_mb * num_gpus;
  row->num_gpus = num_gpus;
  row->gpu_frac = num_gpus / 8.0;
  row->region = sublet_text_intern (places[place].region);
  g_strlcpy (row->country, places[place].country, sizeof row->country);
  row->cpu_name = sublet_text_intern ("AMD EPYC 7543");
  row->cpu_cores = 64;
  row->cpu_cores_effective = 8.0 * num_gpus;
  row->cpu_ghz = 2.8;
  row->cpu_ram_mb = 257600;
  row->driver_version = sublet_text_intern ("570.133.07");
  row->disk_name = sublet_text_intern ("SAMSUNG MZQL23T8");
  row->disk_space_gb = g_rand_double_range (rand, 100, 3000);
  row->disk_bw_mb_s = g_rand_double_range (rand, 600, 7000);
  sublet_money_nusd_from_usd (rate * num_gpus, &row->dph_base_nusd);
  row->dph_total_nusd = row->dph_base_nusd + 15111111;
  row->min_bid_nusd = row->dph_base_nusd / 3 * 2;
  row->storage_nusd_per_gb_month = 170000000;
  row->inet_down_nusd_per_tb = G_GINT64_CONSTANT (3072000000);
  row->inet_up_nusd_per_tb = G_GINT64_CONSTANT (4096000000);
  row->end_us = now_us + g_rand_int_range (rand, 5, 4000) * G_TIME_SPAN_HOUR;
  row->reliability = g_rand_int_range (rand, 0, 25) == 0 ? NAN
                                                         : g_rand_double_range (rand, 0.94, 1);
  row->dlperf = 98.2 * num_gpus;
  row->total_flops = 82.1 * num_gpus;
  row->gpu_mem_bw_gb_s = 912;
  row->compute_cap = 8.9;
  row->pcie_bw_gb_s = 22.4;
  row->cuda_max_good = g_rand_int_range (rand, 0, 30) == 0 ? NAN : 12.8;
  row->inet_down_mbps = g_rand_double_range (rand, 90, 9000);
  row->inet_up_mbps = g_rand_double_range (rand, 40, 3000);
  row->direct_port_count = g_rand_int_range (rand, 0, 25) == 0 ? 0 : 48;
  row->hosting_type = g_rand_int_range (rand, 0, 4) == 0;
  row->verification = g_rand_int_range (rand, 0, 5) == 0 ? SUBLET_VERIFICATION_UNVERIFIED
                                                         : SUBLET_VERIFICATION_VERIFIED;
}

static GArray *
make_offers (gint64 now_us, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GRand) changes = g_rand_new_with_seed (seed);
  GArray *rows = sublet_offer_rows_new (N_OFFERS);
  guint i;

  g_array_set_size (rows, N_OFFERS);
  for (i = 0; i < N_OFFERS; i++)
    {
      SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

      fill_offer (row, rand, 31900000 + (gint64) i, now_us);
      /* A later answer: some are taken, some cost more or less. */
      if (seed > 0 && g_rand_int_range (changes, 0, 12) == 0)
        row->rented = true;
      if (seed > 0 && g_rand_int_range (changes, 0, 6) == 0)
        row->dph_base_nusd += g_rand_int_range (changes, -20000000, 30000000);
    }

  return rows;
}

static gint64
now_us (SubletUiFixture *fixture)
{
  return sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
}

static void
feed (SubletMarket *market, GArray *rows, gint64 known_at_us, SubletMarketCut cut)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = g_array_ref (rows);
  page->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  page->known_at_us = known_at_us;
  market->ended_us = sublet_clock_get_monotonic_us (sublet_market_get_clock (market));
  market->refresh_ms = 60000;
  sublet_market_take_page (market, page, query, cut);
}

static GtkWidget *
make_page (SubletUiFixture *fixture, const char *filters)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletClient) client = NULL;
  g_autoptr (SubletMarket) market = NULL;
  g_autoptr (GError) error = NULL;

  client = sublet_client_new (NO_SERVER, SUBLET_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  market = sublet_market_new (client);
  if (filters != NULL)
    g_object_set (settings, "filters", filters, NULL);

  return sublet_market_page_new (market, settings);
}

static GtkWidget *
make_fed (SubletUiFixture *fixture, const char *filters, SubletMarketCut cut)
{
  GtkWidget *page = make_page (fixture, filters);
  g_autoptr (GArray) rows = make_offers (now_us (fixture), 0);

  feed (SUBLET_MARKET_PAGE (page)->market, rows, now_us (fixture), cut);

  return page;
}

GtkWidget *
shots_make_market (SubletUiFixture *fixture)
{
  return make_fed (fixture, NULL, SUBLET_MARKET_CUT_NONE);
}

static GtkWidget *
make_all (SubletUiFixture *fixture)
{
  return make_fed (fixture, "{}", SUBLET_MARKET_CUT_MORE);
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  return make_fed (fixture,
                   "{\"verified\":true,\"max-rate\":0.02,\"regions\":[\"europe\"],"
                   "\"models\":[\"RTX 4090\"]}",
                   SUBLET_MARKET_CUT_NONE);
}

static GtkWidget *
make_none (SubletUiFixture *fixture)
{
  GtkWidget *page = make_page (fixture, NULL);
  g_autoptr (GArray) rows = sublet_offer_rows_new (0);

  feed (SUBLET_MARKET_PAGE (page)->market, rows, now_us (fixture), SUBLET_MARKET_CUT_NONE);

  return page;
}

/* Asked, and no answer yet. */
static GtkWidget *
make_loading (SubletUiFixture *fixture)
{
  GtkWidget *page = make_page (fixture, NULL);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;

  market->fetching = g_cancellable_new ();
  sublet_market_set_state (market, SUBLET_MARKET_STATE_LOADING);

  return page;
}

static GtkWidget *
make_error (SubletUiFixture *fixture)
{
  GtkWidget *page = make_page (fixture, NULL);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;

  market->fetching = g_cancellable_new ();
  sublet_market_take_error (market,
                            g_error_new (SUBLET_ERROR,
                                         SUBLET_ERROR_NO_NETWORK,
                                         "Could not connect to 127.0.0.1: Connection refused"));
  sublet_market_set_state (market, SUBLET_MARKET_STATE_ERROR);

  return page;
}

SubletMarketPage *
shots_get_market_page (GtkWidget *window)
{
  return SUBLET_MARKET_PAGE (sublet_ui_test_find_type (window, SUBLET_TYPE_MARKET_PAGE));
}

static GtkWidget *
wait_300_ms (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_manual_clock_advance (fixture->clock, 400);

  return window;
}

static GtkWidget *
show_details (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarketPage *page = shots_get_market_page (window);

  sublet_pane_view_set_end_shown (page->panes, TRUE);
  sublet_ui_test_settle (window);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (
                                   sublet_ui_test_find_type (GTK_WIDGET (page->details),
                                                             ADW_TYPE_EXPANDER_ROW)),
                                 TRUE);
  /* The row slides open. */
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);

  return window;
}

static void
scroll_filters (SubletMarketPage *page, double part)
{
  GtkWidget *scrolled =
    sublet_ui_test_find_type (GTK_WIDGET (page->filter_pane), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  gtk_adjustment_set_value (adjustment, part * gtk_adjustment_get_upper (adjustment));
}

static GtkWidget *
show_filters (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarketPage *page = shots_get_market_page (window);

  sublet_pane_view_set_start_shown (page->panes, TRUE);
  sublet_ui_test_settle (window);
  scroll_filters (page, 1);

  return window;
}

/* Unfolded, with a range that is turned around. */
static GtkWidget *
show_filters_open (SubletUiFixture *fixture, GtkWidget *window)
{
  static const char *const groups[] = { "memory_group",
                                        "gpu_group",
                                        "network_group",
                                        "offer_group" };
  SubletMarketPage *page = shots_get_market_page (window);
  gsize i;

  sublet_pane_view_set_start_shown (page->panes, TRUE);
  sublet_ui_test_settle (window);
  for (i = 0; i < G_N_ELEMENTS (groups); i++)
    gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (window, groups[i])), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "min-memory")), "48");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "max-memory")), "24");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "min-down")), "500");
  sublet_ui_test_settle (window);
  scroll_filters (page, 0.4);

  return window;
}

/* Nothing moves while the pointer rests there, and then nobody answers any more. */
static GtkWidget *
show_held (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarket *market = shots_get_market_page (window)->market;
  g_autoptr (GArray) rows = NULL;

  sublet_market_set_held (market, TRUE);
  sublet_manual_clock_advance (fixture->clock, 55000);
  rows = make_offers (now_us (fixture), 1);
  feed (market, rows, now_us (fixture), SUBLET_MARKET_CUT_NONE);
  sublet_market_take_error (market,
                            g_error_new_literal (SUBLET_ERROR,
                                                 SUBLET_ERROR_TIMED_OUT,
                                                 "no answer within 30 s"));

  return window;
}

/* Page three of many, and the list that was there before. */
static GtkWidget *
make_loading_more (SubletUiFixture *fixture)
{
  GtkWidget *page = make_all (fixture);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (GArray) rows = make_offers (now_us (fixture), 0);
  guint i;

  market->fetching = g_cancellable_new ();
  market->walk = sublet_market_walk_new (query, 20000);
  for (i = 0; i < 2; i++)
    {
      SubletOfferPage answer = { .rows = rows, .truncated = true };

      sublet_market_walk_take_page (market->walk, &answer);
    }
  g_object_notify (G_OBJECT (market), "refreshing");
  g_object_notify (G_OBJECT (market), "progress");

  return page;
}

static GtkWidget *
make_cut_at_number (SubletUiFixture *fixture)
{
  GtkWidget *page = make_all (fixture);

  sublet_market_set_max_rows (SUBLET_MARKET_PAGE (page)->market, 5);

  return page;
}

static GtkWidget *
make_cut_at_price (SubletUiFixture *fixture)
{
  return make_fed (fixture, "{}", SUBLET_MARKET_CUT_PRICE);
}

static GtkWidget *
make_stuck (SubletUiFixture *fixture)
{
  return make_fed (fixture, NULL, SUBLET_MARKET_CUT_STUCK);
}

static GtkWidget *
make_cut_reply (SubletUiFixture *fixture)
{
  GtkWidget *page = make_fed (fixture, NULL, SUBLET_MARKET_CUT_REPLY);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;

  market->skipped_rows = 3;
  sublet_market_take_error (market,
                            g_error_new_literal (SUBLET_ERROR,
                                                 SUBLET_ERROR_PROTOCOL,
                                                 "the reply is cut short"));

  return page;
}

static GtkWidget *
make_cut_kept (SubletUiFixture *fixture)
{
  GtkWidget *page = make_cut_reply (fixture);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;

  market->skipped_rows = 0;
  sublet_market_set_cut (market, SUBLET_MARKET_CUT_KEPT);

  return page;
}

static GtkWidget *
show_policy (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarketPage *page = shots_get_market_page (window);

  sublet_market_page_rent_by_policy (page, SUBLET_POLICY_MOST_RELIABLE);
  sublet_pane_view_set_end_shown (page->panes, TRUE);

  return window;
}

static GtkWidget *
open_menu (GtkWidget *window, const char *name)
{
  GtkWidget *status = GTK_WIDGET (shots_get_market_page (window)->status);
  GtkMenuButton *button = GTK_MENU_BUTTON (sublet_ui_test_find (status, name));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));

  gtk_menu_button_popup (button);
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (popover);

  return popover;
}

/* What is shown, in which order and how wide. */
static GtkWidget *
show_columns (SubletUiFixture *fixture, GtkWidget *window)
{
  return open_menu (window, "columns");
}

static GtkWidget *
show_sort (SubletUiFixture *fixture, GtkWidget *window)
{
  return open_menu (window, "sort");
}

/* Columns chosen, dragged elsewhere and made wider. */
static GtkWidget *
show_own_columns (SubletUiFixture *fixture, GtkWidget *window)
{
  static const char *const ids[] = { "mark",  "place",      "gpu",     "job-rate", "value",
                                     "cores", "lowest-bid", "machine", "cpu",      NULL };
  static const char *const widths[] = { "place=170", "gpu=200", NULL };
  SubletOfferLayout *layout =
    sublet_market_table_get_layout (shots_get_market_page (window)->table);

  sublet_offer_layout_set_columns (layout, ids);
  sublet_offer_layout_set_widths (layout, widths);
  sublet_ui_test_settle (window);

  return window;
}

const Shot market_shots[] = {
  { "market", shots_make_market, NULL, true },
  { "market-all-cut", make_all, NULL, false },
  { "market-columns", shots_make_market, show_columns, false },
  { "market-cut-at-number", make_cut_at_number, NULL, false },
  { "market-cut-at-price", make_cut_at_price, NULL, false },
  { "market-cut-kept", make_cut_kept, NULL, false },
  { "market-cut-loading", make_loading_more, NULL, true },
  { "market-cut-reply", make_cut_reply, NULL, false },
  { "market-cut-stuck", make_stuck, NULL, false },
  { "market-details", shots_make_market, show_details, false },
  { "market-empty", make_empty, NULL, true },
  { "market-error", make_error, NULL, false },
  { "market-filters", make_empty, show_filters, true },
  { "market-filters-open", shots_make_market, show_filters_open, true },
  { "market-held-stale", shots_make_market, show_held, false },
  { "market-loading", make_loading, wait_300_ms, false },
  { "market-none", make_none, NULL, false },
  { "market-own-columns", shots_make_market, show_own_columns, false },
  { "market-policy", shots_make_market, show_policy, false },
  { "market-sort", shots_make_market, show_sort, false },
  { NULL },
};
