/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"

#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-format.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/market/sublet-market-table.h"
#include "ui/market/sublet-offer-details.h"

#include "market-page-fixture.h"

static void
test_content (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autoptr (GString) count = g_string_new (NULL);
  SubletAnnouncer *announcer;

  g_object_set (fixture->settings, "filters", "", NULL);
  market_page_present_known (fixture, 1200, 800);
  g_assert_cmpstr (market_page_get_face (fixture), ==, "table");

  /* At first only one model on verified machines, and the page says so. */
  g_assert_cmpstr (sublet_market_get_row (market, 0)->gpu_name, ==, "RTX 4090");
  g_assert_cmpuint (sublet_market_get_shown (market), <, sublet_market_get_total (market));
  g_string_printf (count,
                   "%u of %u offers",
                   sublet_market_get_shown (market),
                   sublet_market_get_total (market));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, count->str));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "hidden by 2 filters"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "known at"));
  g_assert_null (sublet_ui_test_find_button (fixture->page, "Load More"));

  /* The first row is selected and priced. */
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (market, 0)->id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Traffic 22"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Kept stopped"));

  announcer = SUBLET_ANNOUNCER (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_ANNOUNCER));
  g_assert_nonnull (strstr (sublet_announcer_get_said (announcer), "offers, cheapest $"));
}

static void
test_rent (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  GtkWidget *button;
  g_autofree char *rate = NULL;
  SubletQuote quote;
  gint64 id;

  market_page_present_known (fixture, 1200, 800);
  sublet_market_get_quote (market, 0, &quote);
  rate = sublet_format_rate (quote.running_rate_nusd);
  button = sublet_ui_test_find_button (fixture->page, rate);
  g_assert_nonnull (button);
  g_assert_true (g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (button)), "Rent… · $"));
  sublet_ui_test_click (button);
  sublet_test_drain ();
  g_assert_nonnull (fixture->requested);
  id = sublet_market_get_row (market, 0)->id;
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id, ==, id);

  /* Somebody else was faster: the details stay and say so, and nothing can be rented. */
  g_clear_object (&fixture->requested);
  market_fixture_take_offer (&fixture->base, id);
  market_fixture_refresh (&fixture->base);
  g_assert_cmpint (market_page_get_selected_id (fixture), ==, id);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Somebody else has rented it"));
  button = sublet_ui_test_find_button (fixture->page, "Taken");
  g_assert_false (gtk_widget_is_sensitive (button));
  sublet_market_page_rent (SUBLET_MARKET_PAGE (fixture->page));
  g_assert_null (fixture->requested);

  /* Enter on a row, which is selected first. */
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                           sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE))),
                         "activate",
                         2u);
  g_assert_null (fixture->requested);
  g_signal_emit_by_name (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                           sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE))),
                         "activate",
                         2u);
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->id,
                   ==,
                   sublet_market_get_row (market, 2)->id);
}

/* What the receipt calls the first of its figures. */
static const char *
get_gpu_title (MarketPageFixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (fixture->page, "gpu_title")));
}

static void
test_settings (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const char *const sorted[] = { "-gpu-ram", "down", NULL };
  static const char *const columns[] = { "gpu", "job-rate", "machine", NULL };
  static const char *const panes[] = { NULL };
  SubletMarket *market = fixture->base.market;
  g_auto (GStrv) stored = NULL;
  SubletOfferOrder order;
  SubletJob job;

  g_object_set (fixture->settings,
                "job-hours",
                3.0,
                "disk-gb",
                40,
                "price-kind",
                SUBLET_PRICE_KIND_INTERRUPTIBLE,
                "sort-columns",
                sorted,
                "visible-columns",
                columns,
                "market-panes",
                panes,
                "filters",
                "{\"gpus\":\"2\"}",
                NULL);
  market_page_present_known (fixture, 1200, 800);

  sublet_market_get_job (market, &job);
  g_assert_cmpfloat_with_epsilon (job.hours, 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (job.disk_gb, 40, 1e-9);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_market_get_order (market, &order);
  g_assert_cmpint (order.first, ==, SUBLET_OFFER_KEY_GPU_RAM);
  g_assert_true (order.first_descending);
  g_assert_cmpint (sublet_offer_filter_get_count (sublet_market_get_filter (market)),
                   ==,
                   SUBLET_GPU_COUNT_2);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "Clear All"));
  g_assert_true (gtk_toggle_button_get_active (
    GTK_TOGGLE_BUTTON (sublet_ui_test_find (fixture->page, "interruptible"))));

  g_assert_cmpstr (get_gpu_title (fixture), ==, "GPU, lowest bid");

  /* From the page to the settings. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (
                                  sublet_ui_test_find (fixture->page, "on_demand")),
                                TRUE);
  g_assert_true (sublet_market_get_refreshing (market));
  market_fixture_await_idle (&fixture->base);
  sublet_settings_get_job (fixture->settings, &job);
  g_assert_cmpint (job.kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_assert_cmpstr (get_gpu_title (fixture), ==, "GPU");

  market_page_activate (fixture, "sort.first", "reliability");
  g_object_get (fixture->settings, "sort-columns", &stored, NULL);
  g_assert_cmpstr (stored[0], ==, "-reliability");
  g_assert_cmpstr (stored[1], ==, "-gpu-ram");
  market_page_activate (fixture, "sort.direction", "ascending");
  market_page_activate (fixture, "sort.second", "up");
  g_clear_pointer (&stored, g_strfreev);
  g_object_get (fixture->settings, "sort-columns", &stored, NULL);
  g_assert_cmpstr (stored[0], ==, "reliability");
  g_assert_cmpstr (stored[1], ==, "-up");

  market_page_activate (fixture, "market.toggle-details", NULL);
  g_clear_pointer (&stored, g_strfreev);
  g_object_get (fixture->settings, "market-panes", &stored, NULL);
  g_assert_true (g_strv_contains ((const char *const *) stored, "details"));
}

static void
test_panes (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletPaneView *panes;

  market_page_present_known (fixture, 1200, 800);
  panes = SUBLET_PANE_VIEW (sublet_ui_test_find (fixture->page, "panes"));
  g_assert_true (sublet_pane_view_get_start_shown (panes));
  g_assert_true (sublet_pane_view_get_end_shown (panes));
  market_page_activate (fixture, "market.toggle-filters", NULL);
  market_page_activate (fixture, "market.toggle-details", NULL);
  g_assert_false (sublet_pane_view_get_start_shown (panes));
  g_assert_false (sublet_pane_view_get_end_shown (panes));
  market_page_activate (fixture, "market.search-models", NULL);
  g_assert_true (sublet_pane_view_get_start_shown (panes));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         sublet_ui_test_find (fixture->page, "search")));
}

static void
test_narrow (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkListView *list;
  GtkColumnView *view;
  SubletPaneView *panes;
  g_autofree char *gpu = NULL;

  market_page_present_known (fixture, 400, 700);
  g_assert_cmpstr (market_page_get_face (fixture), ==, "list");
  list = GTK_LIST_VIEW (sublet_ui_test_find (fixture->page, "list_view"));
  view = sublet_market_table_get_view (
    SUBLET_MARKET_TABLE (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE)));
  g_assert_nonnull (gtk_list_view_get_model (list));
  g_assert_null (gtk_column_view_get_model (view));

  /* A tap on a row shows it in full; from there it is rented. */
  panes = SUBLET_PANE_VIEW (sublet_ui_test_find (fixture->page, "panes"));
  g_assert_false (sublet_pane_view_get_end_shown (panes));
  g_signal_emit_by_name (list, "activate", 1u);
  g_assert_true (sublet_pane_view_get_end_shown (panes));
  g_assert_null (fixture->requested);
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (fixture->base.market, 1)->id);
  market_page_activate (fixture, "market.rent", NULL);
  g_assert_nonnull (fixture->requested);

  /* The job is one button, whose popover holds the same fields. */
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Job: 8"));
}

static void
assert_label (GtkWidget *widget, const char *label)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       label);
}

static void
test_accessible (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    const char *label;
  } rows[] = {
    { "max-price", "Price, at most, in $/h" },
    { "count_8", "Eight GPUs or more" },
    { "details_toggle", "Details" },
  };
  GtkWidget *header;
  GtkWidget *announcer;
  gsize i;

  market_page_present_known (fixture, 1200, 800);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_label (sublet_ui_test_find (fixture->page, rows[i].name), rows[i].label);
  assert_label (GTK_WIDGET (sublet_market_table_get_view (SUBLET_MARKET_TABLE (
                  sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE)))),
                "Offers");
  announcer = sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_ANNOUNCER);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (announcer), GTK_ACCESSIBLE_ROLE_STATUS);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  assert_label (sublet_ui_test_find_type (header, GTK_TYPE_TOGGLE_BUTTON), "Filters");
}

static bool
has_words (gpointer user_data)
{
  return adw_split_button_get_label (user_data) != NULL;
}

/* Where the head has little room, an icon stands for the words; what is spoken stays. */
static void
test_medium (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkWidget *header;
  AdwSplitButton *button;

  market_page_present_known (fixture, 720, 600);
  header = sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (fixture->page));
  button = ADW_SPLIT_BUTTON (sublet_ui_test_find_type (header, ADW_TYPE_SPLIT_BUTTON));
  g_assert_cmpstr (adw_split_button_get_icon_name (button), ==, "sublet-policy-symbolic");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (button)), ==, "Rent Cheapest");
  assert_label (gtk_widget_get_first_child (GTK_WIDGET (button)), "Rent Cheapest");

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  sublet_test_await (has_words, button);
  g_assert_cmpstr (adw_split_button_get_label (button), ==, "Rent Cheapest");
  g_assert_null (gtk_widget_get_tooltip_text (GTK_WIDGET (button)));
}

int
main (int argc, char *argv[])
{
  static const MarketPageTest tests[] = {
    { "/ui/market/page/content", test_content },       { "/ui/market/page/rent", test_rent },
    { "/ui/market/page/settings", test_settings },     { "/ui/market/page/panes", test_panes },
    { "/ui/market/page/narrow", test_narrow },         { "/ui/market/page/medium", test_medium },
    { "/ui/market/page/accessible", test_accessible },
  };

  sublet_ui_test_init (&argc, &argv);

  return market_page_run (tests, G_N_ELEMENTS (tests));
}
