/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots-market.h"

#include "core/base/sublet-error.h"
#include "core/market/sublet-market-private.h"
#include "ui/sublet-ui-test.h"

/* The kinds of price: one at a time, and side by side. */

static GtkWidget *
choose_kind (SubletUiFixture *fixture, GtkWidget *window, const char *toggle)
{
  SubletMarketPage *page = shots_get_market_page (window);
  g_autoptr (GArray) rows = shots_make_offers (fixture, SHOTS_N_OFFERS, 0);
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

      row->min_bid_nusd = row->dph_base_nusd / 100 * 62;
      row->discounted_dph_nusd = row->dph_total_nusd / 100 * 78;
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (GTK_WIDGET (page), toggle)),
                                TRUE);
  /* Which nobody would answer. */
  sublet_market_stop_fetching (page->market);
  shots_feed_market (page->market, rows, shots_now_us (fixture), SUBLET_MARKET_CUT_NONE);
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);

  return window;
}

static GtkWidget *
show_interruptible (SubletUiFixture *fixture, GtkWidget *window)
{
  return choose_kind (fixture, window, "interruptible");
}

static GtkWidget *
show_reserved (SubletUiFixture *fixture, GtkWidget *window)
{
  return choose_kind (fixture, window, "reserved");
}

/* What is offered in another kind: of all machines but each seventh. */
static SubletKindList *
make_list (SubletMarket *market, SubletPriceKind kind)
{
  const SubletOfferTable *table = market->shown->view->index->table;
  g_autoptr (GArray) rows = sublet_offer_rows_new (table->n_rows);
  guint i;

  for (i = 0; i < table->n_rows; i++)
    {
      SubletOfferRow *row;

      if (i % 7 == 3)
        continue;

      g_array_set_size (rows, rows->len + 1);
      row = &g_array_index (rows, SubletOfferRow, rows->len - 1);
      sublet_offer_row_copy (sublet_offer_table_get_row (table, i), row);
      row->discounted_dph_nusd = row->dph_total_nusd / 100 * 78;
    }

  return sublet_kind_list_new (rows, kind, table->known_at_us, false);
}

static GtkWidget *
show_kinds (GtkWidget *window, SubletPriceKind failed)
{
  SubletMarketPage *page = shots_get_market_page (window);
  SubletMarket *market = page->market;
  GtkWidget *toggle = sublet_ui_test_find (GTK_WIDGET (page), "side_by_side");
  guint kind;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  sublet_market_stop_kinds (market);
  for (kind = SUBLET_PRICE_KIND_INTERRUPTIBLE; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (kind == failed)
      market->kind_errors[kind] =
        g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "no network");
    else
      market->kind_lists[kind] = make_list (market, (SubletPriceKind) kind);
  market->kinds_dirty = TRUE;
  sublet_market_recalculate (market);
  g_signal_emit_by_name (market, "kinds-changed");
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);

  return window;
}

static GtkWidget *
show_all (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_kinds (window, SUBLET_PRICE_KIND_UNKNOWN);
}

static GtkWidget *
show_failed (SubletUiFixture *fixture, GtkWidget *window)
{
  return show_kinds (window, SUBLET_PRICE_KIND_RESERVED);
}

/* The same with the details in sight, in whatever width. */
static GtkWidget *
show_details (SubletUiFixture *fixture, GtkWidget *window)
{
  show_failed (fixture, window);
  sublet_pane_view_set_end_shown (shots_get_market_page (window)->panes, TRUE);
  sublet_ui_test_settle (window);
  sublet_ui_test_settle (window);

  return window;
}

const Shot market_kinds_shots[] = {
  { "market-interruptible", shots_make_market, show_interruptible, true },
  { "market-reserved", shots_make_market, show_reserved, true },
  { "market-side-by-side", shots_make_market, show_all, true },
  { "market-side-by-side-details", shots_make_market, show_details, true },
  { "market-side-by-side-failed", shots_make_market, show_failed, true },
  { NULL },
};
