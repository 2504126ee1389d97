/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "market-page-fixture.h"

/* What became of an offer that is no longer in the list, in words. */

static void
raise_price (MarketPageFixture *fixture, gint64 machine_id)
{
  g_autofree char *json =
    g_strdup_printf ("{\"reprice\":{\"machine\":%" G_GINT64_FORMAT ",\"factor\":50}}", machine_id);

  market_fixture_order (&fixture->base, json);
}

/* With room for all its lines. */
static void
assert_said (MarketPageFixture *fixture, const char *sentence, const char *label)
{
  GtkWidget *button = sublet_ui_test_find_button (fixture->page, label);
  GtkWidget *said = sublet_ui_test_find_label (fixture->page, sentence);
  GtkWidget *warnings = sublet_ui_test_find (fixture->page, "warnings");

  g_assert_nonnull (said);
  g_assert_true (gtk_widget_is_ancestor (said, warnings));
  g_assert_cmpint (gtk_widget_get_height (warnings), >=, gtk_widget_get_height (said));
  g_assert_false (gtk_widget_is_sensitive (button));
  sublet_market_page_rent (SUBLET_MARKET_PAGE (fixture->page));
  g_assert_null (fixture->requested);
}

/* Of a list that was cut the one that has become dearer is not there, and nobody took it. */
static void
test_unlisted (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  const SubletOfferRow *first;
  gint64 id;

  market_fixture_order (&fixture->base, "{\"page_cap\":30}");
  market_page_present_known (fixture, 1200, 800);
  first = sublet_market_get_row (market, 0);
  id = first->id;
  raise_price (fixture, first->machine_id);
  market_fixture_refresh (&fixture->base);
  sublet_ui_test_settle (fixture->window);

  g_assert_cmpint (market_page_get_selected_id (fixture), ==, id);
  g_assert_null (sublet_ui_test_find_label (fixture->page, "Somebody else has rented it"));
  assert_said (fixture, "Not in the latest list", "Not Listed");
}

/* The job has grown. */
static void
test_no_room (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  SubletJob job;
  gint64 id;

  market_page_present_known (fixture, 1200, 800);
  id = sublet_market_get_row (market, 0)->id;
  sublet_market_get_job (market, &job);
  job.disk_gb = sublet_market_get_row (market, 0)->disk_space_gb + 1;
  sublet_market_set_job (market, &job);
  sublet_ui_test_settle (fixture->window);

  g_assert_cmpint (market_page_get_selected_id (fixture), ==, id);
  assert_said (fixture, "Its disk is too small for the job", "Disk Too Small");
}

/* A row that stays because the list is held says what is known of it, in its place and aloud. */
static void
test_held (MarketPageFixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->base.market;
  g_autofree char *taken = NULL;
  g_autofree char *gone = NULL;

  market_page_present_known (fixture, 1200, 800);
  market_fixture_take_offer (&fixture->base, sublet_market_get_row (market, 1)->id);
  sublet_market_set_held (market, TRUE);
  market_fixture_refresh (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  taken = sublet_offer_dup_sentence (market, 1);
  g_assert_nonnull (strstr (taken, ", taken, "));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "taken"));
  g_assert_null (sublet_ui_test_find_label (fixture->page, "gone"));

  /* The last of them is not among so few. */
  market_fixture_order (&fixture->base, "{\"page_cap\":20}");
  market_fixture_refresh (&fixture->base);
  sublet_ui_test_settle (fixture->window);
  gone = sublet_offer_dup_sentence (market, sublet_market_get_shown (market) - 1);
  g_assert_nonnull (strstr (gone, ", gone, "));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "gone"));
}

int
main (int argc, char *argv[])
{
  static const MarketPageTest tests[] = {
    { "/ui/market/presence/unlisted", test_unlisted },
    { "/ui/market/presence/no-room", test_no_room },
    { "/ui/market/presence/held", test_held },
  };

  sublet_ui_test_init (&argc, &argv);

  return market_page_run (tests, G_N_ELEMENTS (tests));
}
