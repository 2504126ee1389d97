/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/market/sublet-market.h"

#include "market-fixture.h"

/* When the market asks, and what it knows then. */

static void
test_refresh (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (market, "state");
  const SubletOfferRow *row;
  SubletQuote quote;
  guint i;

  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_NEVER);
  sublet_market_refresh (market);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_LOADING);
  g_assert_true (sublet_market_get_refreshing (market));
  /* Asking twice is asking once. */
  sublet_market_refresh (market);
  await_idle (fixture);

  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_KNOWN);
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
  g_assert_cmpuint (count_searches (fixture), ==, 1);
  g_assert_null (sublet_market_get_error (market));
  g_assert_cmpint (sublet_market_get_cut (market), ==, SUBLET_MARKET_CUT_NONE);
  g_assert_cmpint (sublet_market_get_known_at_us (market), >, 0);
  g_assert_cmpuint (sublet_market_get_total (market), >, 200);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, sublet_market_get_total (market));

  /* Cheapest job first. */
  for (i = 1; i < sublet_market_get_shown (market); i++)
    {
      SubletQuote before;

      sublet_market_get_quote (market, i - 1, &before);
      sublet_market_get_quote (market, i, &quote);
      g_assert_true (quote.job_rate_nusd == SUBLET_MONEY_UNKNOWN ||
                     before.job_rate_nusd <= quote.job_rate_nusd);
    }
  sublet_market_get_quote (market, 0, &quote);
  g_assert_cmpint (sublet_market_get_lowest_rate_nusd (market), ==, quote.job_rate_nusd);
  g_assert_cmpuint (sublet_market_choose (market, SUBLET_POLICY_SECOND_CHEAPEST),
                    !=,
                    sublet_market_choose (market, SUBLET_POLICY_CHEAPEST));

  row = sublet_market_get_row (market, 3);
  g_assert_cmpuint (sublet_market_find_offer (market, row->id), ==, 3);
  g_assert_true (sublet_market_has_offer (market, row->id));
  g_assert_false (sublet_market_has_offer (market, 1));
  g_assert_null (sublet_market_get_row (market, sublet_market_get_shown (market)));
}

static void
test_visible (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 1);

  sublet_manual_clock_advance (fixture->clock, 59000);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_manual_clock_advance (fixture->clock, 1500);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 2);

  sublet_market_set_visible (market, FALSE);
  sublet_manual_clock_advance (fixture->clock, 30000);
  sublet_market_set_visible (market, TRUE);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_market_set_visible (market, FALSE);
  sublet_manual_clock_advance (fixture->clock, 600000);
  g_assert_cmpuint (count_searches (fixture), ==, 2);

  /* Old news: asked at once. */
  sublet_market_set_visible (market, TRUE);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
}

static void
test_failure (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_shown;
  gint64 known_at_us;

  refresh (fixture);
  n_shown = sublet_market_get_shown (market);
  known_at_us = sublet_market_get_known_at_us (market);

  sublet_test_simulator_stop (fixture->simulator);
  refresh (fixture);
  g_assert_nonnull (sublet_market_get_error (market));
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_KNOWN);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, n_shown);
  g_assert_cmpint (sublet_market_get_known_at_us (market), ==, known_at_us);

  sublet_market_clear (market);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_NEVER);
  g_assert_null (sublet_market_get_error (market));
  g_assert_cmpuint (sublet_market_get_shown (market), ==, 0);

  refresh (fixture);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_ERROR);
  g_assert_error (sublet_market_get_error (market), SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
}

static void
test_kind (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOffer) offer = NULL;
  SubletJob job;
  SubletQuote quote;

  refresh (fixture);
  sublet_market_get_job (market, &job);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_market_set_job (market, &job);
  g_assert_true (sublet_market_get_refreshing (market));
  /* Until the answer comes, what is shown says itself that it is on-demand. */
  offer = sublet_market_dup_offer (market, 0);
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_clear_object (&offer);

  await_idle (fixture);
  offer = sublet_market_dup_offer (market, 0);
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  sublet_market_get_quote (market, 0, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, sublet_offer_get_row (offer)->min_bid_nusd);

  /* When the other kind does not come, prices of this one are not it. */
  sublet_test_simulator_stop (fixture->simulator);
  job.kind = SUBLET_PRICE_KIND_ON_DEMAND;
  sublet_market_set_job (market, &job);
  await_idle (fixture);
  g_assert_cmpint (sublet_market_get_state (market), ==, SUBLET_MARKET_STATE_ERROR);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, 0);
}

static void
test_job (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  SubletJob job;
  SubletQuote quote;
  guint n_total;
  guint i;

  sublet_market_set_visible (market, TRUE);
  await_idle (fixture);
  n_total = sublet_market_get_total (market);

  sublet_market_get_job (market, &job);
  job.hours = 100;
  sublet_market_set_job (market, &job);
  sublet_market_get_quote (market, 0, &quote);
  g_assert_cmpint (quote.job_uusd, >, 50 * (quote.running_rate_nusd / 1000));
  g_assert_false (sublet_market_get_refreshing (market));

  /* More disk than many have: they go at once, nobody is asked. */
  job.disk_gb = 600;
  sublet_market_set_job (market, &job);
  g_assert_cmpuint (sublet_market_get_total (market), <, n_total);
  for (i = 0; i < sublet_market_get_shown (market); i++)
    g_assert_cmpfloat (sublet_market_get_row (market, i)->disk_space_gb, >=, 600);
  g_assert_false (sublet_market_get_refreshing (market));

  /* Less than was asked for: the service left some out, and is asked when the field rests. */
  job.disk_gb = 10;
  sublet_market_set_job (market, &job);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_manual_clock_advance (fixture->clock, 400);
  job.disk_gb = 9;
  sublet_market_set_job (market, &job);
  sublet_manual_clock_advance (fixture->clock, 400);
  g_assert_false (sublet_market_get_refreshing (market));
  sublet_manual_clock_advance (fixture->clock, 200);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  g_assert_cmpuint (sublet_market_get_total (market), >=, n_total);
}

static void
test_empty (Fixture *fixture, gconstpointer user_data)
{
  order (fixture, "{\"market_empty\":true}");
  refresh (fixture);
  g_assert_cmpint (sublet_market_get_state (fixture->market), ==, SUBLET_MARKET_STATE_KNOWN);
  g_assert_cmpuint (sublet_market_get_total (fixture->market), ==, 0);
}

static void
test_gone_while_asking (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = sublet_market_new (fixture->client);

  sublet_market_set_visible (market, TRUE);
  g_assert_true (sublet_market_get_refreshing (market));
  g_assert_finalize_object (market);
  sublet_test_drain ();
}

static void
test_key_changes (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  sublet_market_refresh (market);
  sublet_client_set_key (fixture->client, NULL);
  await_idle (fixture);
  g_assert_cmpuint (sublet_market_get_shown (market), ==, 0);
  g_assert_cmpint (sublet_market_get_state (market), !=, SUBLET_MARKET_STATE_LOADING);
}

#define ADD(name, test) \
  g_test_add ("/core/market/market/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("refresh", test_refresh);
  ADD ("visible", test_visible);
  ADD ("failure", test_failure);
  ADD ("kind", test_kind);
  ADD ("job", test_job);
  ADD ("empty", test_empty);
  ADD ("gone-while-asking", test_gone_while_asking);
  ADD ("key-changes", test_key_changes);

  return g_test_run ();
}
