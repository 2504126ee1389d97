/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-filter-pane.h"

#include "market-page-fixture.h"

/* The filter pane, in the page that it filters. */

static const char *
get_face (MarketPageFixture *fixture)
{
  GtkStack *stack = GTK_STACK (sublet_ui_test_find (fixture->page, "stack"));

  return gtk_stack_get_visible_child_name (stack);
}

/* What is folded is not there. */
static void
unfold_filters (MarketPageFixture *fixture)
{
  static const char *const names[] = { "memory_group", "gpu_group", "place_group", "network_group",
                                       "disk_group",   "cpu_group", "offer_group" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (fixture->page, names[i])), TRUE);
}

static void
type (MarketPageFixture *fixture, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (fixture->page, name)), text);
}

static void
assert_typed (MarketPageFixture *fixture, const char *name, const char *text)
{
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sublet_ui_test_find (fixture->page, name))),
                   ==,
                   text);
}

static void
assert_wrong (MarketPageFixture *fixture, const char *name, gboolean wrong)
{
  GtkWidget *entry = sublet_ui_test_find (fixture->page, name);

  g_assert_cmpint (gtk_widget_has_css_class (entry, "error"), ==, wrong);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                          : GTK_ACCESSIBLE_INVALID_FALSE);
}

static void
assert_range (MarketPageFixture *fixture, SubletFilterPart part, gint64 lower, gint64 upper)
{
  const SubletOfferFilter *filter = sublet_market_get_filter (fixture->base.market);

  g_assert_cmpint (sublet_offer_filter_get_lower (filter, part), ==, lower);
  g_assert_cmpint (sublet_offer_filter_get_upper (filter, part), ==, upper);
}

/* A range that is turned around, and what is no number, are said at the field; the filter stays,
 * and so does what was typed. */
static void
test_wrong_ranges (MarketPageFixture *fixture, gconstpointer user_data)
{
  const gint64 unit = SUBLET_FILTER_BOUND_UNIT;
  guint n_shown;

  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  type (fixture, "min-memory", "48");
  n_shown = sublet_market_get_shown (fixture->base.market);
  type (fixture, "max-memory", "24");
  assert_wrong (fixture, "min-memory", TRUE);
  assert_wrong (fixture, "max-memory", TRUE);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "48 is more than 24."));
  assert_range (fixture, SUBLET_FILTER_PART_MEMORY, 48 * unit, SUBLET_FILTER_NO_BOUND);
  g_assert_cmpuint (sublet_market_get_shown (fixture->base.market), ==, n_shown);

  /* Another filter changes, an answer comes: it waits to be mended. */
  type (fixture, "min-reliability", "10");
  market_fixture_refresh (&fixture->base);
  assert_typed (fixture, "max-memory", "24");
  assert_wrong (fixture, "max-memory", TRUE);
  type (fixture, "min-memory", "16");
  assert_wrong (fixture, "min-memory", FALSE);
  assert_wrong (fixture, "max-memory", FALSE);
  assert_range (fixture, SUBLET_FILTER_PART_MEMORY, 16 * unit, 24 * unit);

  type (fixture, "max-memory", "2x");
  assert_wrong (fixture, "max-memory", TRUE);
  assert_wrong (fixture, "min-memory", FALSE);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "This is not a number."));
  assert_range (fixture, SUBLET_FILTER_PART_MEMORY, 16 * unit, 24 * unit);
  market_page_activate (fixture, "market.clear-filter", "memory");
  assert_typed (fixture, "min-memory", "");
  assert_typed (fixture, "max-memory", "");
  assert_wrong (fixture, "max-memory", FALSE);

  /* "0.50" is what "0.5" is, and stays as it was typed. */
  type (fixture, "max-price", "0.50");
  assert_range (fixture, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, unit / 2);
  market_fixture_refresh (&fixture->base);
  assert_typed (fixture, "max-price", "0.50");
}

static void
test_numbers_of_machines (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autofree char *text = NULL;
  gint64 machine;

  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  machine = sublet_market_get_row (market, 0)->machine_id;
  text = g_strdup_printf ("7, %" G_GINT64_FORMAT " ", machine);
  type (fixture, "machine", text);
  assert_wrong (fixture, "machine", FALSE);
  g_assert_true (sublet_offer_filter_has_id (sublet_market_get_filter (market),
                                             SUBLET_FILTER_PART_MACHINE,
                                             machine));
  g_assert_cmpint (sublet_market_get_row (market, 0)->machine_id, ==, machine);
  market_fixture_refresh (&fixture->base);
  assert_typed (fixture, "machine", text);

  type (fixture, "machine", "ada");
  assert_wrong (fixture, "machine", TRUE);
  g_assert_true (sublet_offer_filter_has_id (sublet_market_get_filter (market),
                                             SUBLET_FILTER_PART_MACHINE,
                                             machine));
  market_page_activate (fixture, "market.clear-filter", "machine");
  assert_typed (fixture, "machine", "");
  assert_wrong (fixture, "machine", FALSE);
}

/* A folded group says how many of its filters are set. */
static void
test_groups (MarketPageFixture *fixture, gconstpointer user_data)
{
  GtkWidget *count;

  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  count = sublet_ui_test_find (fixture->page, "network_group_count");
  g_assert_false (gtk_widget_get_visible (count));
  type (fixture, "min-down", "100");
  type (fixture, "max-up-price", "9.5");
  g_assert_true (gtk_widget_get_visible (count));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (count)), ==, "2 set");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (sublet_ui_test_find (fixture->page, "nvidia")),
                               TRUE);
  g_assert_true (sublet_offer_filter_has_choice (sublet_market_get_filter (fixture->base.market),
                                                 SUBLET_FILTER_PART_ARCHITECTURE,
                                                 SUBLET_GPU_ARCHITECTURE_NVIDIA));
  market_page_activate (fixture, "market.clear-filters", NULL);
  g_assert_false (gtk_widget_get_visible (count));
}

static void
test_filters (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autofree char *text = NULL;
  GtkWidget *check;
  GtkWidget *price;

  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  check = sublet_ui_test_find (fixture->page, "RTX 4090");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (sublet_offer_filter_has_model (sublet_market_get_filter (market), "RTX 4090"));
  g_assert_cmpstr (sublet_market_get_row (market, 0)->gpu_name, ==, "RTX 4090");
  g_object_get (fixture->settings, "filters", &text, NULL);
  g_assert_nonnull (strstr (text, "RTX 4090"));

  /* A price that nobody asks: the face says which filter is to blame and takes it away. */
  price = sublet_ui_test_find (fixture->page, "max-price");
  gtk_editable_set_text (GTK_EDITABLE (price), "0.001");
  g_assert_cmpstr (get_face (fixture), ==, "face");
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "No Offer Passes the Filters"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Price alone hides"));
  g_assert_cmpint (market_page_get_selected_id (fixture), ==, 0);
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->page, "Clear Price"));
  sublet_test_drain ();
  g_assert_cmpstr (get_face (fixture), ==, "table");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (price)), ==, "");
  g_assert_cmpint (market_page_get_selected_id (fixture),
                   ==,
                   sublet_market_get_row (market, 0)->id);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (sublet_ui_test_find (fixture->page, "europe")),
                               TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (fixture->page, "count_1")),
                                TRUE);
  type (fixture, "min-memory", "24");
  type (fixture, "min-reliability", "90");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (
                                 sublet_ui_test_find (fixture->page, "data_center_check")),
                               TRUE);
  g_assert_cmpuint (sublet_offer_filter_count_active (sublet_market_get_filter (market)), ==, 7);

  market_page_activate (fixture, "market.clear-filter", "place");
  g_assert_cmpuint (sublet_offer_filter_count_active (sublet_market_get_filter (market)), ==, 6);
  market_page_activate (fixture, "market.clear-filters", NULL);
  g_assert_cmpuint (sublet_offer_filter_count_active (sublet_market_get_filter (market)), ==, 0);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, sublet_market_get_total (market));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_false (gtk_check_button_get_active (
    GTK_CHECK_BUTTON (sublet_ui_test_find (fixture->page, "verified"))));
}

static bool
is_whole_of_filters (gpointer market)
{
  return !sublet_market_get_refreshing (market) && sublet_market_get_filtered (market) &&
         sublet_market_get_cut (market) == SUBLET_MARKET_CUT_NONE;
}

/* The list was cut, so the service is asked for what is ticked: that is said, everything else stays
 * on offer, and nothing to be found is the filters' doing. */
static void
test_asked_for (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_auto (GStrv) seen = NULL;
  gsize i;

  market_fixture_order (&fixture->base, "{\"page_cap\":15}");
  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "Vast was asked for these filters"));
  seen = g_strdupv ((char **) sublet_market_get_seen_models (market));
  g_assert_cmpuint (g_strv_length (seen), >, 1);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (sublet_ui_test_find (fixture->page, seen[0])),
                               TRUE);
  sublet_test_await (is_whole_of_filters, market);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "Vast was asked for these filters"));
  for (i = 0; seen[i] != NULL; i++)
    g_assert_nonnull (sublet_ui_test_find (fixture->page, seen[i]));

  type (fixture, "max-price", "0.001");
  market_fixture_refresh (&fixture->base);
  g_assert_cmpuint (sublet_market_get_total (market), ==, 0);
  sublet_ui_test_settle (fixture->window);
  g_assert_cmpstr (get_face (fixture), ==, "face");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "No Offer Passes the Filters"));
}

static void
test_names (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *name;
    const char *label;
  } rows[] = {
    { "max-price", "Price, at most, in $/h" },
    { "min-memory", "Memory, at least, in GB" },
    { "min-ports", "Direct Ports, at least" },
    { "machine", "Machine, one number or several" },
  };
  gsize i;

  market_page_present_known (fixture, 1200, 800);
  unfold_filters (fixture);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (
                                           sublet_ui_test_find (fixture->page, rows[i].name)),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         rows[i].label);
}

#define ADD(path, test)                   \
  g_test_add ("/ui/market/filters/" path, \
              MarketPageFixture,          \
              NULL,                       \
              market_page_set_up,         \
              test,                       \
              market_page_tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("asked-for", test_asked_for);
  ADD ("filters", test_filters);
  ADD ("wrong-ranges", test_wrong_ranges);
  ADD ("numbers-of-machines", test_numbers_of_machines);
  ADD ("groups", test_groups);
  ADD ("names", test_names);

  return g_test_run ();
}
