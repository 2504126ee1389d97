/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-money.h"

#include "market-fixture.h"

/*
 * A market whose kinds of price are looked at side by side.
 */

static inline bool
is_settled (gpointer market)
{
  guint kind;

  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (sublet_market_get_kind_state (market, (SubletPriceKind) kind) == SUBLET_KIND_STATE_AWAITED)
      return false;

  return !sublet_market_get_refreshing (market);
}

/* Time does not pass so much faster than it does here that what is asked for times out, on a slow
 * computer neither. */
static inline void
await_settled (Fixture *fixture)
{
  int i;

  for (i = 0; i < 800 && !sublet_test_wait_for (is_settled, fixture->market, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 250);
  g_assert_true (is_settled (fixture->market));
}

static inline void
await_searches (Fixture *fixture, guint n_searches)
{
  int i;

  for (i = 0; i < 200 && count_searches (fixture) < n_searches; i++)
    {
      sublet_manual_clock_advance (fixture->clock, 1000);
      sublet_test_wait_for (is_settled, fixture->market, 100);
    }
  g_assert_cmpuint (count_searches (fixture), >=, n_searches);
}

static inline void
arm (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/faults", json);
}

static inline void
release (Fixture *fixture)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/release", "{}");
}

static inline void
look_side_by_side (Fixture *fixture)
{
  sublet_market_set_side_by_side (fixture->market, TRUE);
  sublet_market_set_visible (fixture->market, TRUE);
}

static inline void
set_kind (SubletMarket *market, SubletPriceKind kind)
{
  SubletJob job;

  sublet_market_get_job (market, &job);
  job.kind = kind;
  sublet_market_set_job (market, &job);
}

/* What is found is of the same machine and as many GPUs, of that kind, and costs what is said. */
static inline guint
assert_joined (SubletMarket *market, SubletPriceKind kind)
{
  guint n_found = 0;
  guint i;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      g_autoptr (SubletOffer) like = sublet_market_dup_offer (market, i);
      g_autoptr (SubletOffer) offer = sublet_market_dup_kind_offer (market, like, kind);
      gint64 rate_nusd = sublet_market_get_kind_rate_nusd (market, i, kind);
      SubletQuote quote;
      SubletJob job;

      if (offer == NULL)
        {
          g_assert_cmpint (rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
          continue;
        }

      sublet_market_get_job (market, &job);
      job.kind = kind;
      sublet_quote_for_row (sublet_offer_get_row (offer), &job, &quote);
      g_assert_cmpint (sublet_offer_get_kind (offer), ==, kind);
      g_assert_cmpint (sublet_offer_get_row (offer)->machine_id,
                       ==,
                       sublet_offer_get_row (like)->machine_id);
      g_assert_cmpint (sublet_offer_get_row (offer)->num_gpus,
                       ==,
                       sublet_offer_get_row (like)->num_gpus);
      g_assert_cmpint (sublet_offer_get_known_at_us (offer),
                       ==,
                       sublet_market_get_kind_known_at_us (market, kind));
      g_assert_cmpint (rate_nusd, ==, quote.job_rate_nusd);
      n_found++;
    }

  return n_found;
}
