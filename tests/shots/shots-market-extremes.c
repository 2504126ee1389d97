/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-market.h"

#include "ui/market/hostile-offers.h"
#include "ui/sublet-ui-test.h"

/* One offer, very many, offers that nobody should list, and offers that are there no more. */

#define N_MANY 20000

static void
feed_now (SubletUiFixture *fixture, GtkWidget *page, GArray *rows)
{
  shots_feed_market (SUBLET_MARKET_PAGE (page)->market,
                     rows,
                     shots_now_us (fixture),
                     SUBLET_MARKET_CUT_NONE);
}

static GtkWidget *
make_fed_with (SubletUiFixture *fixture, GArray *rows)
{
  GtkWidget *page = shots_make_market_page (fixture, "{}");

  feed_now (fixture, page, rows);

  return page;
}

static GtkWidget *
make_one (SubletUiFixture *fixture)
{
  g_autoptr (GArray) rows = shots_make_offers (fixture, 1, 0);

  return make_fed_with (fixture, rows);
}

static bool
has_offers (gpointer market)
{
  return sublet_market_get_shown (market) > 0;
}

static GtkWidget *
make_many (SubletUiFixture *fixture)
{
  g_autoptr (GArray) rows = shots_make_offers (fixture, N_MANY, 0);
  GtkWidget *page = make_fed_with (fixture, rows);

  /* So many are worked out beside the main loop. */
  sublet_test_await (has_offers, SUBLET_MARKET_PAGE (page)->market);

  return page;
}

static GtkWidget *
make_hostile (SubletUiFixture *fixture)
{
  g_autoptr (GArray) rows = hostile_offers_new ();

  return make_fed_with (fixture, rows);
}

static GtkWidget *
show_details (SubletUiFixture *fixture, GtkWidget *window)
{
  sublet_pane_view_set_end_shown (shots_get_market_page (window)->panes, TRUE);

  return window;
}

/* A later answer that ends early: of what it lacks nobody knows why. */
static GtkWidget *
show_gone (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletMarketPage *page = shots_get_market_page (window);
  g_autoptr (GArray) rows = shots_make_offers (fixture, SHOTS_N_OFFERS, 3);

  g_array_set_size (rows, SHOTS_N_OFFERS / 2);
  /* One that it lacks. */
  sublet_market_page_select_offer (page, sublet_market_get_row (page->market, 6)->id);
  sublet_market_set_held (page->market, TRUE);
  shots_feed_market (page->market, rows, shots_now_us (fixture), SUBLET_MARKET_CUT_MORE);

  show_details (fixture, window);
  /* The warning takes more lines than there were. */
  sublet_ui_test_settle (window);

  return window;
}

const Shot market_extremes_shots[] = {
  { "market-gone", shots_make_market, show_gone, true },
  { "market-hostile", make_hostile, show_details, true },
  { "market-many", make_many, NULL, true },
  { "market-one", make_one, NULL, true },
  { NULL },
};
