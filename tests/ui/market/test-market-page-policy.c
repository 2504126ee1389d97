/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"

#include "core/base/sublet-money.h"
#include "ui/market/sublet-market-status.h"
#include "ui/market/sublet-policy-button.h"

#include "market-page-fixture.h"

/* What chooses an offer for the person. */

static void
test_policy (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *header;
  GtkWidget *button;
  guint chosen;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON);
  g_assert_true (gtk_widget_activate_action (button, "policy.choose", "s", "most-reliable"));
  sublet_test_drain ();
  chosen = sublet_market_choose (market, SUBLET_POLICY_MOST_RELIABLE);
  g_assert_cmpuint (chosen, !=, 0);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "The most reliable of"));
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable"));
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings), ==, SUBLET_POLICY_MOST_RELIABLE);

  /* The last choice is what the button and Ctrl+N mean. */
  g_clear_object (&fixture->requested);
  market_page_activate (fixture, "market.rent-policy", NULL);
  g_assert_nonnull (fixture->requested);

  /* The reason is about that offer only. */
  sublet_market_page_select_offer (SUBLET_MARKET_PAGE (fixture->page),
                                   sublet_market_get_row (market, 1)->id);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "The most reliable of"));
}

static GtkWidget *
find_popover (GtkWidget *below)
{
  GtkWidget *popover = sublet_ui_test_find_type (below, GTK_TYPE_POPOVER_MENU);

  g_assert_nonnull (popover);
  return popover;
}

static bool
is_shown (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

/* By keys alone; what was in a menu that is closed has the focus no more, or no key would come. */
static void
test_menus (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkWidget *header;
  GtkWidget *status;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *focus;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  popover = find_popover (sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON));
  market_page_activate (fixture, "market.show-policies", NULL);
  sublet_test_await (is_shown, popover);
  gtk_popover_popdown (GTK_POPOVER (popover));

  status = sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_STATUS);
  button = sublet_ui_test_find (status, "sort");
  popover = find_popover (button);
  market_page_activate (fixture, "market.show-sort", NULL);
  sublet_test_await (is_shown, popover);
  /* First By, whose items are another page of the menu. */
  g_assert_true (gtk_widget_activate (gtk_root_get_focus (GTK_ROOT (fixture->window))));
  sublet_ui_test_settle (fixture->window);
  g_assert_true (gtk_widget_get_mapped (popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  sublet_ui_test_settle (fixture->window);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, button));
  g_assert_true (gtk_widget_get_mapped (focus));
}

static bool
is_answered (gpointer data)
{
  return sublet_ui_test_find_dialog ("Most Reliable under…") == NULL;
}

/* Typed, and Enter. */
static void
set_limit (const char *text)
{
  GtkWidget *dialog = sublet_ui_test_find_dialog ("Most Reliable under…");
  GtkWidget *spin;
  GtkEditable *inside;

  g_assert_nonnull (dialog);
  spin = sublet_ui_test_find_type (dialog, GTK_TYPE_SPIN_BUTTON);
  inside = gtk_editable_get_delegate (GTK_EDITABLE (spin));
  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  g_signal_emit_by_name (inside, "activate");
  sublet_test_await (is_answered, NULL);
  sublet_test_drain ();
}

/* The most reliable up to a price: asked for, kept, told, and none where there is none. */
static void
test_policy_limit (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *header;
  GtkWidget *button;
  SubletQuote quote;
  gint64 lowest_nusd;
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  guint chosen;

  market_page_present_known (fixture, 1200, 800);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = sublet_ui_test_find_type (header, SUBLET_TYPE_POLICY_BUTTON);
  lowest_nusd = sublet_market_get_lowest_rate_nusd (market);

  g_assert_true (gtk_widget_activate_action (button, "policy.limit", NULL));
  sublet_test_drain ();
  g_ascii_formatd (text, sizeof text, "%.3f", sublet_money_usd_from_nusd (lowest_nusd) + 0.05);
  set_limit (text);
  chosen = sublet_market_choose (market, SUBLET_POLICY_MOST_RELIABLE);
  sublet_market_get_quote (market, chosen, &quote);
  g_assert_cmpint (quote.job_rate_nusd, <=, lowest_nusd + SUBLET_NUSD_PER_USD / 20 + 1000000);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, chosen)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, " offers up to $"));
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable under…"));
  g_assert_cmpint (sublet_settings_get_policy (fixture->settings), ==, SUBLET_POLICY_MOST_RELIABLE);

  /* Below the cheapest nothing is picked, and that is said. */
  g_clear_object (&fixture->requested);
  g_assert_true (gtk_widget_activate_action (button, "policy.limit", NULL));
  sublet_test_drain ();
  set_limit ("0.001");
  g_assert_null (fixture->requested);
  sublet_ui_test_answer ("No Offer under That Price", "close");

  /* Without a limit again. */
  g_assert_true (gtk_widget_activate_action (button, "policy.choose", "s", "most-reliable"));
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_market_get_policy_max_rate_nusd (market), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_nonnull (sublet_ui_test_find_button (header, "Rent Most Reliable"));
}

int
main (int argc, char *argv[])
{
  static const MarketPageTest tests[] = {
    { "/ui/market/page-policy/policy", test_policy },
    { "/ui/market/page-policy/limit", test_policy_limit },
    { "/ui/market/page-policy/menus", test_menus },
  };

  sublet_ui_test_init (&argc, &argv);

  return market_page_run (tests, G_N_ELEMENTS (tests));
}
