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

static GtkWidget *
make_all (SubletUiFixture *fixture)
{
  return shots_make_fed_market (fixture, "{}", SUBLET_MARKET_CUT_MORE);
}

static GtkWidget *
make_empty (SubletUiFixture *fixture)
{
  return shots_make_fed_market (fixture,
                                "{\"verified\":true,\"max-rate\":0.02,\"regions\":[\"europe\"],"
                                "\"models\":[\"RTX 4090\"]}",
                                SUBLET_MARKET_CUT_NONE);
}

static GtkWidget *
make_none (SubletUiFixture *fixture)
{
  GtkWidget *page = shots_make_market_page (fixture, NULL);
  g_autoptr (GArray) rows = sublet_offer_rows_new (0);

  shots_feed_market (SUBLET_MARKET_PAGE (page)->market,
                     rows,
                     shots_now_us (fixture),
                     SUBLET_MARKET_CUT_NONE);

  return page;
}

/* Asked, and no answer yet. */
static GtkWidget *
make_loading (SubletUiFixture *fixture)
{
  GtkWidget *page = shots_make_market_page (fixture, NULL);
  SubletMarket *market = SUBLET_MARKET_PAGE (page)->market;

  market->fetching = g_cancellable_new ();
  sublet_market_set_state (market, SUBLET_MARKET_STATE_LOADING);

  return page;
}

static GtkWidget *
make_error (SubletUiFixture *fixture)
{
  GtkWidget *page = shots_make_market_page (fixture, NULL);
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
  rows = shots_make_offers (fixture, SHOTS_N_OFFERS, 1);
  shots_feed_market (market, rows, shots_now_us (fixture), SUBLET_MARKET_CUT_NONE);
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
  g_autoptr (GArray) rows = shots_make_offers (fixture, SHOTS_N_OFFERS, 0);
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
  return shots_make_fed_market (fixture, "{}", SUBLET_MARKET_CUT_PRICE);
}

static GtkWidget *
make_stuck (SubletUiFixture *fixture)
{
  return shots_make_fed_market (fixture, NULL, SUBLET_MARKET_CUT_STUCK);
}

static GtkWidget *
make_cut_reply (SubletUiFixture *fixture)
{
  GtkWidget *page = shots_make_fed_market (fixture, NULL, SUBLET_MARKET_CUT_REPLY);
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
  { "market-all-cut", make_all, NULL, true },
  { "market-columns", shots_make_market, show_columns, true },
  { "market-cut-at-number", make_cut_at_number, NULL, true },
  { "market-cut-at-price", make_cut_at_price, NULL, true },
  { "market-cut-kept", make_cut_kept, NULL, true },
  { "market-cut-loading", make_loading_more, NULL, true },
  { "market-cut-reply", make_cut_reply, NULL, true },
  { "market-cut-stuck", make_stuck, NULL, true },
  { "market-details", shots_make_market, show_details, true },
  { "market-empty", make_empty, NULL, true },
  { "market-error", make_error, NULL, true },
  { "market-filters", make_empty, show_filters, true },
  { "market-filters-open", shots_make_market, show_filters_open, true },
  { "market-held-stale", shots_make_market, show_held, true },
  { "market-loading", make_loading, wait_300_ms, true },
  { "market-none", make_none, NULL, true },
  { "market-own-columns", shots_make_market, show_own_columns, true },
  { "market-policy", shots_make_market, show_policy, true },
  { "market-sort", shots_make_market, show_sort, true },
  { NULL },
};
