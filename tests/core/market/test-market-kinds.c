/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "kinds-fixture.h"

/* What is known of three kinds of price side by side. */

static void
assert_sorted (SubletMarket *market, SubletOfferKey key, SubletPriceKind kind, bool descending)
{
  SubletOfferOrder order = { key, descending, key, descending };
  gint64 before_nusd = descending ? G_MAXINT64 : 0;
  gboolean missing = FALSE;
  guint i;

  sublet_market_set_order (market, &order);
  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      gint64 rate_nusd = sublet_market_get_kind_rate_nusd (market, i, kind);

      if (rate_nusd == SUBLET_MONEY_UNKNOWN)
        {
          missing = TRUE;
          continue;
        }
      g_assert_false (missing);
      g_assert_true (descending ? rate_nusd <= before_nusd : rate_nusd >= before_nusd);
      before_nusd = rate_nusd;
    }
}

static void
test_three_kinds (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOffer) offer = NULL;
  SubletQuote quote;
  guint n_bids;

  look_side_by_side (fixture);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   SUBLET_KIND_STATE_AWAITED);
  await_settled (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_KNOWN);
  g_assert_null (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_RESERVED));

  /* Its own kind is in every row. */
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_ON_DEMAND),
                    ==,
                    sublet_market_get_shown (market));
  n_bids = assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpuint (n_bids, >, 200);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);
  assert_sorted (market, SUBLET_OFFER_KEY_BID_RATE, SUBLET_PRICE_KIND_INTERRUPTIBLE, false);
  assert_sorted (market, SUBLET_OFFER_KEY_BID_RATE, SUBLET_PRICE_KIND_INTERRUPTIBLE, true);
  assert_sorted (market, SUBLET_OFFER_KEY_RESERVED_RATE, SUBLET_PRICE_KIND_RESERVED, false);
  assert_sorted (market, SUBLET_OFFER_KEY_ON_DEMAND_RATE, SUBLET_PRICE_KIND_ON_DEMAND, true);

  /* What is chosen, and what is cheapest, is of the job's kind still. */
  sublet_market_get_quote (market, sublet_market_choose (market, SUBLET_POLICY_CHEAPEST), &quote);
  g_assert_cmpint (sublet_market_get_lowest_rate_nusd (market), ==, quote.job_rate_nusd);
  offer = sublet_market_dup_offer (market, 0);
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_ON_DEMAND);

  /* The next minute asks for all three. */
  sublet_manual_clock_advance (fixture->clock, 61000);
  await_searches (fixture, 6);

  sublet_market_set_side_by_side (market, FALSE);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   SUBLET_KIND_STATE_OFF);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), ==, 0);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_ON_DEMAND), >, 200);
}

/* A kind that fails says why; what was known of it stays, and is as old as it is. */
static void
test_failing (Fixture *fixture, gconstpointer user_data)
{
  static const char fault[] =
    "{\"fault\":\"json-error\",\"route\":\"search\",\"nth\":2,\"status\":400,"
    "\"error\":\"invalid_args\",\"msg\":\"no bids today\"}";
  SubletMarket *market = fixture->market;
  gint64 known_at_us;

  arm (fixture, fault);
  look_side_by_side (fixture);
  await_settled (fixture);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   SUBLET_KIND_STATE_FAILED);
  g_assert_error (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                  SUBLET_ERROR,
                  SUBLET_ERROR_INVALID);
  g_assert_null (sublet_market_get_error (market));
  g_assert_cmpint (sublet_market_get_kind_known_at_us (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   0);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), ==, 0);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);

  /* Once more, and it is there. */
  sublet_manual_clock_advance (fixture->clock, 10000);
  sublet_market_refresh (market);
  await_searches (fixture, 6);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), >, 200);
  g_assert_null (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_INTERRUPTIBLE));
  known_at_us = sublet_market_get_kind_known_at_us (market, SUBLET_PRICE_KIND_INTERRUPTIBLE);

  arm (fixture, fault);
  sublet_manual_clock_advance (fixture->clock, 10000);
  sublet_market_refresh (market);
  await_searches (fixture, 9);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   SUBLET_KIND_STATE_KNOWN);
  g_assert_nonnull (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_INTERRUPTIBLE));
  g_assert_cmpint (sublet_market_get_kind_known_at_us (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   known_at_us);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), >, 100);
}

static void
assert_state (SubletMarket *market, SubletPriceKind kind, SubletKindState state)
{
  g_assert_cmpint (sublet_market_get_kind_state (market, kind), ==, state);
}

/* To another kind; what else is asked for then is held up. */
static void
go_to_kind (Fixture *fixture, SubletPriceKind kind)
{
  guint n_before = count_searches (fixture);

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":2}");
  set_kind (fixture->market, kind);
  await_searches (fixture, n_before + 2);
}

/* Of rows that could not be read nobody knows what they offer: they are no proof that something is
 * not offered. */
static void
test_unreadable (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  arm (fixture,
       "{\"fault\":\"incomplete-list\",\"route\":\"search\",\"how\":\"spoiled\",\"times\":2}");
  look_side_by_side (fixture);
  await_settled (fixture);
  assert_state (market, SUBLET_PRICE_KIND_INTERRUPTIBLE, SUBLET_KIND_STATE_CUT);
  assert_state (market, SUBLET_PRICE_KIND_RESERVED, SUBLET_KIND_STATE_KNOWN);

  /* What was the job's kind says the same of itself when it is another. */
  go_to_kind (fixture, SUBLET_PRICE_KIND_RESERVED);
  assert_state (market, SUBLET_PRICE_KIND_ON_DEMAND, SUBLET_KIND_STATE_CUT);
  release (fixture);
}

static void
bound_price (Fixture *fixture)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

  sublet_offer_filter_set_range (filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 300000000);
  sublet_market_set_filter (fixture->market, filter);
}

/* What was the job's kind is known as far as it was asked for, and what went wrong before its last
 * answer is over. */
static void
test_kept (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  arm (fixture, "{\"fault\":\"json-error\",\"route\":\"search\"}");
  look_side_by_side (fixture);
  await_settled (fixture);
  g_assert_nonnull (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_ON_DEMAND));
  refresh (fixture);
  await_settled (fixture);

  go_to_kind (fixture, SUBLET_PRICE_KIND_RESERVED);
  assert_state (market, SUBLET_PRICE_KIND_ON_DEMAND, SUBLET_KIND_STATE_KNOWN);
  g_assert_no_error (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_ON_DEMAND));
  release (fixture);

  /* Only what is cheap was asked for. */
  set_kind (market, SUBLET_PRICE_KIND_ON_DEMAND);
  await_idle (fixture);
  bound_price (fixture);
  order (fixture, "{\"page_cap\":200}");
  refresh (fixture);
  refresh (fixture);
  await_settled (fixture);
  g_assert_true (sublet_market_get_filtered (market));
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  order (fixture, "{\"page_cap\":5000}");
  go_to_kind (fixture, SUBLET_PRICE_KIND_RESERVED);
  assert_state (market, SUBLET_PRICE_KIND_ON_DEMAND, SUBLET_KIND_STATE_CUT);
  release (fixture);
}

/* Nobody answers at all: then the reason is the same for all. */
static void
test_all_fail (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  sublet_test_simulator_stop (fixture->simulator);
  look_side_by_side (fixture);
  await_settled (fixture);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_FAILED);
  g_assert_error (sublet_market_get_kind_error (market, SUBLET_PRICE_KIND_RESERVED),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
}

static guint
count_of_model (SubletMarket *market, const char *model)
{
  guint n_offers = 0;
  guint i;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    n_offers += g_str_equal (sublet_market_get_row (market, i)->gpu_name, model);

  return n_offers;
}

/* The position of an offer in the middle of those of its model, by rate as they stand; so many of
 * that model are no whole page. */
static guint
find_middle (SubletMarket *market)
{
  const char *model = NULL;
  guint seen = 0;
  guint i;

  for (i = 0; model == NULL; i++)
    {
      const char *name = sublet_market_get_row (market, i)->gpu_name;
      guint n_offers = count_of_model (market, name);

      if (n_offers > 8 && n_offers < 60)
        model = name;
    }
  for (i = 0; seen < count_of_model (market, model) / 2; i++)
    seen += g_str_equal (sublet_market_get_row (market, i)->gpu_name, model);

  return i - 1;
}

/* Filters go with the question, but for the bound of a price: what is dearer in another kind than
 * one would pay in this is offered in it all the same. */
static void
test_bound (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;
  const char *model;
  gint64 bound_nusd;
  guint n_dearer = 0;
  guint i;

  /* Without traffic, which the service does not compare. */
  sublet_market_get_job (market, &job);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  job.down_gb = 0;
  job.up_gb = 0;
  sublet_market_set_job (market, &job);
  refresh (fixture);
  i = find_middle (market);
  model = sublet_market_get_row (market, i)->gpu_name;
  bound_nusd = sublet_market_get_kind_rate_nusd (market, i, SUBLET_PRICE_KIND_INTERRUPTIBLE);

  sublet_offer_filter_set_model (filter, model, true);
  sublet_offer_filter_set_range (filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 SUBLET_FILTER_NO_BOUND,
                                 bound_nusd);
  sublet_market_set_filter (market, filter);
  order (fixture, "{\"page_cap\":64}");
  refresh (fixture);
  refresh (fixture);
  g_assert_true (sublet_market_get_filtered (market));
  look_side_by_side (fixture);
  await_settled (fixture);

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      gint64 rate_nusd = sublet_market_get_kind_rate_nusd (market, i, SUBLET_PRICE_KIND_ON_DEMAND);

      g_assert_cmpstr (sublet_market_get_row (market, i)->gpu_name, ==, model);
      /* More than two roundings. */
      n_dearer += rate_nusd > bound_nusd + 1000000;
    }
  g_assert_cmpuint (n_dearer, >, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/core/market/market-kinds/three-kinds", test_three_kinds },
    { "/core/market/market-kinds/failing", test_failing },
    { "/core/market/market-kinds/unreadable", test_unreadable },
    { "/core/market/market-kinds/kept", test_kept },
    { "/core/market/market-kinds/all-fail", test_all_fail },
    { "/core/market/market-kinds/bound", test_bound },
  };
  gsize i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
