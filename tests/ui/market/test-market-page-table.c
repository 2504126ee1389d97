/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-market-page.h"
#include "ui/market/sublet-offer-kinds.h"

#include "market-page-fixture.h"

static void
assert_order (MarketPageFixture *fixture, const char *expected)
{
  g_auto (GStrv) columns = NULL;
  g_auto (GStrv) stored = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *joined_stored = NULL;
  SubletOfferOrder order;

  sublet_market_get_order (fixture->base.market, &order);
  columns = sublet_offer_order_to_strv (&order);
  joined = g_strjoinv (" ", columns);
  g_object_get (fixture->settings, "sort-columns", &stored, NULL);
  joined_stored = g_strjoinv (" ", stored);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpstr (joined_stored, ==, expected);
}

/* Of the menu's actions: what is checked. */
static void
assert_checked (MarketPageFixture *fixture, const char *name, const char *state, gboolean enabled)
{
  SubletMarketPage *page = SUBLET_MARKET_PAGE (fixture->page);
  GActionGroup *actions = G_ACTION_GROUP (page->sort_actions);
  g_autoptr (GVariant) value = g_action_group_get_action_state (actions, name);

  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, state);
  g_assert_cmpint (g_action_group_get_action_enabled (actions, name), ==, enabled);
}

/* First by, then by, each in its own direction. */
static void
test_sort (MarketPageFixture *fixture, gconstpointer user_data)
{
  market_page_present_known (fixture, 1200, 800);

  market_page_activate (fixture, "sort.first", "gpu");
  assert_order (fixture, "gpu job-rate");
  market_page_activate (fixture, "sort.second", "down");
  assert_order (fixture, "gpu -down");
  market_page_activate (fixture, "sort.second-direction", "ascending");
  assert_order (fixture, "gpu down");
  market_page_activate (fixture, "sort.direction", "descending");
  assert_order (fixture, "-gpu down");
  assert_checked (fixture, "first", "gpu", TRUE);
  assert_checked (fixture, "direction", "descending", TRUE);
  assert_checked (fixture, "second", "down", TRUE);
  assert_checked (fixture, "second-direction", "ascending", TRUE);

  market_page_activate (fixture, "sort.second", "");
  assert_order (fixture, "-gpu");
  assert_checked (fixture, "second", "", TRUE);
  assert_checked (fixture, "second-direction", "ascending", FALSE);
  market_page_activate (fixture, "sort.second", "no-such");
  assert_order (fixture, "-gpu");

  /* What was first is second, in its direction. */
  market_page_activate (fixture, "sort.first", "ends");
  assert_order (fixture, "-ends -gpu");
  assert_checked (fixture, "second-direction", "descending", TRUE);
}

static GtkWidget *
get_columns_popover (MarketPageFixture *fixture)
{
  GtkWidget *button = sublet_ui_test_find (fixture->page, "columns");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  sublet_ui_test_settle (fixture->window);

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static bool
has_width (gpointer user_data)
{
  MarketPageFixture *fixture = user_data;
  g_auto (GStrv) widths = NULL;

  g_object_get (fixture->settings, "column-widths", &widths, NULL);

  return g_strv_length (widths) == 1 && g_str_has_prefix (widths[0], "down=");
}

static void
assert_stored_columns (MarketPageFixture *fixture, const char *expected)
{
  g_auto (GStrv) stored = NULL;
  g_autofree char *joined = NULL;

  g_object_get (fixture->settings, "visible-columns", &stored, NULL);
  joined = g_strjoinv (" ", stored);
  g_assert_cmpstr (joined, ==, expected);
}

/* What is dragged, checked and reset is remembered; what the settings say is shown. */
static void
test_columns (MarketPageFixture *fixture, gconstpointer user_data)
{
  static const char *const columns[] = { "machine", "no-such", "gpu", "down", NULL };
  static const char *const widths[] = { "gpu=300", "gpu", "down=-5", "mark=x", "no-such=90", NULL };
  SubletOfferLayout *layout;
  SubletMarketTable *table;
  GtkWidget *popover;
  g_auto (GStrv) stored = NULL;

  g_object_set (fixture->settings, "visible-columns", columns, "column-widths", widths, NULL);
  market_page_present_known (fixture, 1200, 800);
  table = SUBLET_MARKET_TABLE (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE));
  layout = sublet_market_table_get_layout (table);
  stored = sublet_offer_layout_dup_columns (layout);
  g_assert_cmpuint (g_strv_length (stored), ==, 4);
  g_assert_cmpstr (stored[0], ==, "mark");
  g_assert_cmpstr (stored[1], ==, "machine");
  g_assert_cmpint (sublet_offer_layout_get_width (layout, sublet_offer_columns_find ("gpu")),
                   ==,
                   300);

  popover = get_columns_popover (fixture);
  sublet_offer_layout_set_shown (layout, sublet_offer_columns_find ("down"), FALSE);
  assert_stored_columns (fixture, "mark machine gpu");
  gtk_widget_activate_action (popover, "columns.reset", NULL);
  assert_stored_columns (fixture, "");

  /* A width is written when it has settled. */
  sublet_offer_layout_set_width (layout, sublet_offer_columns_find ("down"), 200);
  sublet_test_await (has_width, fixture);

  g_object_set (fixture->settings, "column-widths", (const char *const[]){ NULL }, NULL);
  g_assert_false (sublet_offer_layout_has_own_width (layout, sublet_offer_columns_find ("down")));
}

/* One that has not settled when the page goes is not lost. */
static void
test_width_at_the_end (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarketTable *table;
  GtkWidget *box;

  market_page_present_known (fixture, 1200, 800);
  table = SUBLET_MARKET_TABLE (sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_MARKET_TABLE));
  sublet_offer_layout_set_width (sublet_market_table_get_layout (table),
                                 sublet_offer_columns_find ("down"),
                                 200);
  g_assert_false (has_width (fixture));
  box = gtk_widget_get_parent (fixture->page);
  g_object_ref (fixture->page);
  gtk_box_remove (GTK_BOX (box), fixture->page);
  g_assert_true (has_width (fixture));
  gtk_box_append (GTK_BOX (box), fixture->page);
  g_object_unref (fixture->page);
}

static bool
are_kinds_known (gpointer market)
{
  return sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE) ==
           SUBLET_KIND_STATE_KNOWN &&
         sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED) ==
           SUBLET_KIND_STATE_KNOWN;
}

static void
assert_kind_columns (MarketPageFixture *fixture, gboolean shown)
{
  static const char *const ids[] = { "on-demand-rate", "bid-rate", "reserved-rate" };
  SubletOfferLayout *layout =
    sublet_market_table_get_layout (SUBLET_MARKET_PAGE (fixture->page)->table);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (sublet_offer_layout_is_shown (layout, sublet_offer_columns_find (ids[i])),
                     ==,
                     shown);
}

/* Titles of figures end where the figures do. */
static void
assert_title_at_end (MarketPageFixture *fixture, const char *id)
{
  SubletMarketTable *table = SUBLET_MARKET_PAGE (fixture->page)->table;
  GtkColumnView *view = sublet_market_table_get_view (table);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  const char *expected = sublet_offer_columns_find (id)->title;

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = sublet_ui_test_find_type (title, GTK_TYPE_LABEL);

      if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), expected) != 0)
        continue;

      g_assert_cmpint (gtk_widget_get_halign (gtk_widget_get_first_child (title)),
                       ==,
                       GTK_ALIGN_END);
      return;
    }

  g_assert_not_reached ();
}

static AdwActionRow *
find_kind_row (MarketPageFixture *fixture, const char *title)
{
  GtkWidget *kinds = sublet_ui_test_find_type (fixture->page, SUBLET_TYPE_OFFER_KINDS);
  GtkWidget *label = sublet_ui_test_find_label (kinds, title);

  return ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW));
}

/* The toggle brings the columns and their figures, and takes them and an order by them away. */
static void
test_side_by_side (MarketPageFixture *fixture, gconstpointer user_data)
{
  const SubletOfferColumn *bid = sublet_offer_columns_find ("bid-rate");
  SubletMarket *market = fixture->base.market;
  g_autofree char *text = NULL;
  g_autofree char *reason = NULL;
  GtkWidget *toggle;
  AdwActionRow *row;

  market_page_present_known (fixture, 1200, 800);
  assert_kind_columns (fixture, FALSE);
  text = sublet_offer_column_dup_text (bid, market, 0);
  reason = sublet_offer_column_dup_tooltip (bid, market, 0);
  g_assert_cmpstr (text, ==, "–");
  g_assert_cmpstr (reason, ==, "Side by Side shows it");

  toggle = sublet_ui_test_find (fixture->page, "side_by_side");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  assert_kind_columns (fixture, TRUE);
  assert_title_at_end (fixture, "on-demand-rate");
  assert_title_at_end (fixture, "bid-rate");
  assert_title_at_end (fixture, "reserved-rate");
  sublet_test_await (are_kinds_known, market);
  g_clear_pointer (&text, g_free);
  g_clear_pointer (&reason, g_free);
  text = sublet_offer_column_dup_text (bid, market, 0);
  reason = sublet_offer_column_dup_tooltip (bid, market, 0);
  g_assert_cmpstr (text, !=, "–");
  g_assert_null (reason);
  row = find_kind_row (fixture, "Interruptible");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "less than the chosen kind"));
  g_assert_true (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));

  /* Each kind is rented at its own prices. */
  market_page_activate (fixture, "market.rent-kind", "bid");
  g_assert_nonnull (fixture->requested);
  g_assert_cmpint (sublet_offer_get_kind (fixture->requested), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpint (sublet_offer_get_row (fixture->requested)->machine_id,
                   ==,
                   sublet_offer_get_row (
                     sublet_offer_details_get_offer (market_page_get_details (fixture)))
                     ->machine_id);

  /* What somebody else has is rented in no kind. */
  market_fixture_take_offer (&fixture->base, market_page_get_selected_id (fixture));
  market_fixture_refresh (&fixture->base);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));

  market_page_activate (fixture, "sort.first", "bid-rate");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  assert_kind_columns (fixture, FALSE);
  assert_order (fixture, "job-rate -reliability");

  /* Nor is it the second. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  market_page_activate (fixture, "sort.first", "bid-rate");
  market_page_activate (fixture, "sort.first", "gpu-ram");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  assert_order (fixture, "-gpu-ram");
}

int
main (int argc, char *argv[])
{
  static const MarketPageTest tests[] = {
    { "/ui/market/page-table/sort", test_sort },
    { "/ui/market/page-table/columns", test_columns },
    { "/ui/market/page-table/side-by-side", test_side_by_side },
    { "/ui/market/page-table/width-at-the-end", test_width_at_the_end },
  };

  sublet_ui_test_init (&argc, &argv);

  return market_page_run (tests, G_N_ELEMENTS (tests));
}
