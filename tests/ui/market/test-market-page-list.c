/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"

#include "core/market/sublet-market-private.h"
#include "ui/market/sublet-market-status.h"
#include "ui/sublet-ui-minimize.h"

#include "market-page-fixture.h"

/* How whole and how new the list is, and when it is asked for. */

static void
test_no_answer (MarketPageFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletNotifyCounter) asked = NULL;
  GtkWidget *again;

  sublet_test_simulator_stop (fixture->base.simulator);
  market_page_present_page (fixture, 1200, 800);
  market_fixture_await_idle (&fixture->base);
  sublet_test_await (market_page_has_face, fixture);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Offers Are Not Known"));
  g_assert_nonnull (
    sublet_ui_test_find_label (fixture->page, "No answer from Vast. Check the network."));
  /* No empty lines at the foot. */
  g_assert_false (
    gtk_widget_get_visible (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_STATUS)));
  again = sublet_ui_test_find_button (fixture->page, "Try Again");
  asked = sublet_notify_counter_new (fixture->base.market, "refreshing");
  sublet_ui_test_click (again);
  sublet_test_drain ();
  g_assert_cmpuint (sublet_notify_counter_take (asked), >, 0);
  market_fixture_await_idle (&fixture->base);
}

/* A widget that names an action is off while the action is. */
static void
assert_action (MarketPageFixture *fixture, const char *action, gboolean on)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, fixture->page);
  g_assert_cmpint (gtk_widget_get_sensitive (button), ==, on);
  gtk_widget_unparent (button);
}

static void
test_none (MarketPageFixture *fixture, gconstpointer user_data)
{
  market_fixture_order (&fixture->base, "{\"market_empty\":true}");
  market_page_present_known (fixture, 1200, 800);
  g_assert_cmpstr (market_page_get_face (fixture), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "No Offers of This Kind"));
  assert_action (fixture, "market.show-policies", FALSE);
  market_fixture_order (&fixture->base, "{\"market_empty\":false}");
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Look Now"));
  sublet_test_drain ();
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpstr (market_page_get_face (fixture), ==, "table");
  assert_action (fixture, "market.show-policies", TRUE);
}

/* Not while the list is refreshed, which it is by itself too. */
static bool
can_load_more (gpointer market)
{
  return sublet_market_can_load_more (market);
}

static void
test_stale_and_cut (MarketPageFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletNotifyCounter) asked = NULL;

  market_fixture_order (&fixture->base, "{\"page_cap\":20}");
  market_page_present_known (fixture, 1200, 800);
  asked = sublet_notify_counter_new (fixture->base.market, "refreshing");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The list was cut."));
  sublet_test_await (can_load_more, fixture->base.market);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Load More"));
  sublet_test_drain ();
  g_assert_cmpuint (sublet_notify_counter_take (asked), >, 0);
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpuint (sublet_market_get_total (fixture->base.market), >, 20);

  /* What was known stays, and says how old it is. */
  sublet_test_simulator_stop (fixture->base.simulator);
  market_page_activate (fixture, "market.refresh", NULL);
  market_fixture_await_idle (&fixture->base);
  g_assert_cmpstr (market_page_get_face (fixture), ==, "table");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "no answer since"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Try Again"));
}

static bool
is_seen (gpointer market)
{
  return SUBLET_MARKET (market)->visible;
}

static bool
is_unseen (gpointer market)
{
  return !SUBLET_MARKET (market)->visible;
}

/* Asked by itself only while somebody may see it. */
static void
test_seen (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;

  market_page_present_known (fixture, 1200, 800);
  g_assert_true (is_seen (market));
  sublet_ui_test_set_minimized (fixture->page, true);
  sublet_test_await (is_unseen, market);
  sublet_ui_test_set_minimized (fixture->page, false);
  sublet_test_await (is_seen, market);

  /* Another page of the window. */
  gtk_widget_set_visible (fixture->page, FALSE);
  g_assert_true (is_unseen (market));
  sublet_ui_test_set_minimized (fixture->page, true);
  sublet_test_drain ();
  gtk_widget_set_visible (fixture->page, TRUE);
  sublet_test_await (is_unseen, market);
  sublet_ui_test_set_minimized (fixture->page, false);
  sublet_test_await (is_seen, market);
}

static bool
says_progress (gpointer page)
{
  return sublet_ui_test_find_label (page, "so far, page 3") != NULL;
}

/* Up to a number that is remembered, seen as it comes, and stopped. */
static void
test_load_more (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autoptr (GVariant) number = NULL;
  int max_offers;
  guint n_total;

  market_fixture_order (&fixture->base, "{\"page_cap\":10}");
  market_page_present_known (fixture, 1200, 800);
  n_total = sublet_market_get_total (market);
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Stop"));
  number = g_variant_ref_sink (g_variant_new_int32 (10000));
  g_assert_true (gtk_widget_activate_action_variant (fixture->page, "load.max-offers", number));
  g_object_get (fixture->settings, "market-max-offers", &max_offers, NULL);
  g_assert_cmpint (max_offers, ==, 10000);
  g_assert_cmpuint (sublet_market_get_max_rows (market), ==, 10000);

  sublet_test_await (can_load_more, fixture->base.market);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Load More"));
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Load More"));
  sublet_test_await (says_progress, fixture->page);
  g_assert_cmpuint (sublet_market_get_total (market), ==, n_total);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Stop"));
  g_assert_cmpuint (sublet_market_get_total (market), >, n_total);
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Stop"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Load More"));

  /* As many as one wanted. */
  sublet_market_set_max_rows (market, 15);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The list was cut at 15 offers."));
}

static void
test_held (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  gint64 id;

  market_page_present_known (fixture, 1200, 800);
  id = sublet_market_get_row (market, 1)->id;
  market_fixture_take_offer (&fixture->base, id);
  sublet_market_set_held (market, TRUE);
  market_fixture_refresh (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "change"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "taken"));

  /* A taken offer can be looked at, not rented. */
  sublet_market_page_select_offer (SUBLET_MARKET_PAGE (fixture->page), id);
  sublet_market_page_rent (SUBLET_MARKET_PAGE (fixture->page));
  g_assert_null (fixture->requested);

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Show"));
  sublet_test_drain ();
  g_assert_cmpuint (sublet_market_get_changes (market), ==, 0);
  g_assert_cmpuint (sublet_market_find_offer (market, id), ==, G_MAXUINT);
}

int
main (int argc, char *argv[])
{
  static const MarketPageTest tests[] = {
    { "/ui/market/page-list/no-answer", test_no_answer },
    { "/ui/market/page-list/none", test_none },
    { "/ui/market/page-list/stale-and-cut", test_stale_and_cut },
    { "/ui/market/page-list/load-more", test_load_more },
    { "/ui/market/page-list/seen", test_seen },
    { "/ui/market/page-list/held", test_held },
  };

  sublet_ui_test_init (&argc, &argv);

  return market_page_run (tests, G_N_ELEMENTS (tests));
}
