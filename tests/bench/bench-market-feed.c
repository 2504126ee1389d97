/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-bench"

#include "config.h"

#include "bench-market-feed.h"

#include "core/market/sublet-market-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/market/sublet-market-page.h"
#include "ui/sublet-ui-test.h"

SubletMarket *
bench_market_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = sublet_client_new ("http://127.0.0.1:9", clock, &error);

  g_assert_no_error (error);

  return sublet_market_new (client);
}

void
bench_market_feed (SubletMarket *market, GArray *rows)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  SubletOfferPage *page = g_new0 (SubletOfferPage, 1);

  page->rows = g_array_ref (rows);
  page->kind = SUBLET_PRICE_KIND_ON_DEMAND;
  page->known_at_us = g_get_real_time ();
  sublet_market_take_page (market, page, query, SUBLET_MARKET_CUT_NONE);
}

static bool
has_offers (gpointer market)
{
  return sublet_market_get_total (market) > 0;
}

void
bench_market_fill (SubletMarket *market, GArray *rows)
{
  bench_market_feed (market, rows);
  sublet_test_await (has_offers, market);
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

void
bench_market_await_change (SubletMarket *market, BenchMarketChange change, int turn)
{
  guint n_changes = 0;
  gulong handler =
    g_signal_connect_swapped (market, "view-changed", G_CALLBACK (count_change), &n_changes);

  if (change != NULL)
    change (market, turn);
  sublet_test_await (has_changed, &n_changes);
  g_signal_handler_disconnect (market, handler);
}

GtkWidget *
bench_market_present_page (SubletMarket *market, SubletSettings *settings)
{
  GtkWidget *bin = sublet_size_bin_new ();
  GtkWidget *page = sublet_market_page_new (market, settings);

  sublet_size_bin_set_child (SUBLET_SIZE_BIN (bin), page);
  g_object_bind_property (bin, "size-class", page, "size-class", G_BINDING_SYNC_CREATE);

  return sublet_ui_test_present (bin, 1280, 800);
}

static void
on_after_paint (GdkFrameClock *frame_clock, guint *n_painted)
{
  (*n_painted)++;
}

void
bench_await_paint (GtkWidget *window)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (window);
  guint n_painted = 0;
  gulong handler =
    g_signal_connect (frame_clock, "after-paint", G_CALLBACK (on_after_paint), &n_painted);

  gdk_frame_clock_request_phase (frame_clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  sublet_test_await (has_changed, &n_painted);
  g_signal_handler_disconnect (frame_clock, handler);
}
