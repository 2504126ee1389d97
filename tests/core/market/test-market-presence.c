/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "market-fixture.h"

/* Longer than a filter has to rest before it is asked for. */
#define SETTLED_MS 600

static void
settle (Fixture *fixture)
{
  sublet_manual_clock_advance (fixture->clock, SETTLED_MS);
  sublet_test_drain ();
  await_idle (fixture);
}

static void
assert_presence (Fixture *fixture, SubletOffer *offer, SubletPresence presence)
{
  g_assert_cmpint (sublet_market_get_presence (fixture->market, offer), ==, presence);
  g_assert_cmpint (sublet_market_has_offer (fixture->market, sublet_offer_get_row (offer)->id),
                   ==,
                   presence == SUBLET_PRESENCE_LISTED);
}

static void
take (Fixture *fixture, SubletOffer *offer)
{
  g_autofree char *json =
    g_strdup_printf ("{\"take_offer\":%" G_GINT64_FORMAT "}", sublet_offer_get_row (offer)->id);

  order (fixture, json);
}

static void
raise_price (Fixture *fixture, SubletOffer *offer)
{
  g_autofree char *json = g_strdup_printf ("{\"reprice\":{\"machine\":%" G_GINT64_FORMAT
                                           ",\"factor\":50}}",
                                           sublet_offer_get_row (offer)->machine_id);

  order (fixture, json);
}

/* (transfer full): the filter that is set then, and asked for: of the list the service gives little
 * without it */
static SubletOfferFilter *
ask_for_model (Fixture *fixture, const char *model)
{
  SubletOfferFilter *filter = sublet_offer_filter_new ();

  order (fixture, "{\"page_cap\":40}");
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_cut (fixture->market), ==, SUBLET_MARKET_CUT_MORE);
  sublet_market_set_visible (fixture->market, TRUE);
  sublet_offer_filter_set_model (filter, model, true);
  sublet_market_set_filter (fixture->market, filter);
  settle (fixture);
  g_assert_cmpint (sublet_market_get_cut (fixture->market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_true (sublet_market_get_filtered (fixture->market));

  return filter;
}

/* Of the whole list, absence is proof. */
static void
test_whole (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOffer) first = NULL;
  g_autoptr (SubletOffer) second = NULL;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;

  refresh (fixture);
  first = sublet_market_dup_offer (fixture->market, 0);
  second = sublet_market_dup_offer (fixture->market, 1);
  assert_presence (fixture, first, SUBLET_PRESENCE_LISTED);

  /* Dearer, and hidden here: known all the same. */
  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 0);
  sublet_market_set_filter (fixture->market, filter);
  raise_price (fixture, second);
  take (fixture, first);
  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_TAKEN);
  assert_presence (fixture, second, SUBLET_PRESENCE_LISTED);

  /* Nobody has taken it: the job has grown. */
  sublet_market_get_job (fixture->market, &job);
  job.disk_gb = sublet_offer_get_row (second)->disk_space_gb + 1;
  sublet_market_set_job (fixture->market, &job);
  assert_presence (fixture, second, SUBLET_PRESENCE_NO_ROOM);
  refresh (fixture);
  assert_presence (fixture, second, SUBLET_PRESENCE_NO_ROOM);

  sublet_market_clear (fixture->market);
  assert_presence (fixture, second, SUBLET_PRESENCE_UNLISTED);
}

/* What is asked for goes by what lasts: absence is proof, of what it goes by. */
static void
test_lasting_filters (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = NULL;
  g_autoptr (SubletOffer) first = NULL;
  g_autoptr (SubletOffer) other = NULL;

  refresh (fixture);
  other = sublet_market_dup_offer (fixture->market, 0);
  g_assert_cmpstr (sublet_offer_get_row (other)->gpu_name, !=, "H200");
  filter = ask_for_model (fixture, "H200");
  first = sublet_market_dup_offer (fixture->market, 0);
  assert_presence (fixture, first, SUBLET_PRESENCE_LISTED);
  assert_presence (fixture, other, SUBLET_PRESENCE_UNLISTED);
  take (fixture, first);
  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_TAKEN);
  assert_presence (fixture, other, SUBLET_PRESENCE_UNLISTED);
}

/* What is asked for goes by the price: what has become dearer is not taken. */
static void
test_price_filter (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = ask_for_model (fixture, "H200");
  g_autoptr (SubletOffer) first = sublet_market_dup_offer (fixture->market, 0);
  SubletQuote quote;

  sublet_market_get_quote (fixture->market, 0, &quote);
  sublet_offer_filter_set_range (filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 2 * quote.job_rate_nusd);
  sublet_market_set_filter (fixture->market, filter);
  settle (fixture);
  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_LISTED);
  raise_price (fixture, first);
  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_UNLISTED);

  /* Asked for without the price, it is there. */
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
  sublet_market_set_filter (fixture->market, filter);
  assert_presence (fixture, first, SUBLET_PRESENCE_UNLISTED);
  settle (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_LISTED);
}

/* A list that was cut need not have what has become dearer. */
static void
test_cut (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOffer) first = NULL;

  order (fixture, "{\"page_cap\":40}");
  refresh (fixture);
  first = sublet_market_dup_offer (fixture->market, 0);
  raise_price (fixture, first);
  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_UNLISTED);
}

/* One of the rows that could not be read may be it. */
static void
test_unreadable (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOffer) first = NULL;
  g_autoptr (JsonNode) armed = NULL;

  refresh (fixture);
  first = sublet_market_dup_offer (fixture->market, 0);
  take (fixture, first);
  armed = sublet_test_simulator_control_post (fixture->simulator,
                                              "/_sim/faults",
                                              "{\"fault\":\"incomplete-list\",\"route\":\"search\","
                                              "\"how\":\"spoiled\"}");
  refresh (fixture);
  g_assert_cmpuint (sublet_market_get_skipped (fixture->market), ==, 1);
  assert_presence (fixture, first, SUBLET_PRESENCE_UNLISTED);

  refresh (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_TAKEN);
}

/* Another kind of price is another list. */
static void
test_other_kind (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOffer) first = NULL;
  SubletJob job;

  refresh (fixture);
  first = sublet_market_dup_offer (fixture->market, 0);
  take (fixture, first);
  sublet_market_get_job (fixture->market, &job);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_market_set_job (fixture->market, &job);
  await_idle (fixture);
  assert_presence (fixture, first, SUBLET_PRESENCE_UNLISTED);
}

/* Rows that stay because the list is held say the same. */
static void
test_held (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOffer) first = NULL;

  refresh (fixture);
  first = sublet_market_dup_offer (market, 0);
  take (fixture, first);
  sublet_market_set_held (market, TRUE);
  refresh (fixture);
  g_assert_true (sublet_market_is_gone (market, 0));
  g_assert_cmpint (sublet_market_get_presence_at (market, 0), ==, SUBLET_PRESENCE_TAKEN);
  g_assert_cmpint (sublet_market_get_presence_at (market, 1), ==, SUBLET_PRESENCE_LISTED);

  order (fixture, "{\"page_cap\":40}");
  refresh (fixture);
  g_assert_true (sublet_market_is_gone (market, 0));
  g_assert_cmpint (sublet_market_get_presence_at (market, 0), ==, SUBLET_PRESENCE_UNLISTED);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/core/market/presence/whole", test_whole },
    { "/core/market/presence/lasting-filters", test_lasting_filters },
    { "/core/market/presence/price-filter", test_price_filter },
    { "/core/market/presence/cut", test_cut },
    { "/core/market/presence/unreadable", test_unreadable },
    { "/core/market/presence/other-kind", test_other_kind },
    { "/core/market/presence/held", test_held },
  };
  guint i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);

  return g_test_run ();
}
