/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/market/sublet-kind-list.h"
#include "core/model/sublet-text.h"

#include "market-fixture.h"

/* ---- by itself ---- */

static void
add_row (GArray *rows, gint64 id, gint64 machine_id, int num_gpus, gint64 dph_base_uusd)
{
  SubletOfferRow *row;

  g_array_set_size (rows, rows->len + 1);
  row = &g_array_index (rows, SubletOfferRow, rows->len - 1);
  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = machine_id;
  row->num_gpus = num_gpus;
  row->gpu_name = sublet_text_intern ("RTX 4090");
  row->dph_base_nusd = dph_base_uusd != SUBLET_MONEY_UNKNOWN ? dph_base_uusd * 1000
                                                             : SUBLET_MONEY_UNKNOWN;
  row->storage_nusd_per_gb_month = 0;
  row->inet_up_nusd_per_tb = 0;
  row->inet_down_nusd_per_tb = 0;
  row->disk_space_gb = 100;
  row->rentable = true;
}

static gint64
find_id (SubletKindList *list, gint64 id, gint64 machine_id, int num_gpus)
{
  g_autoptr (GArray) like = sublet_offer_rows_new (1);
  const SubletOfferRow *found;
  SubletJob job;

  sublet_job_init (&job);
  add_row (like, id, machine_id, num_gpus, 1);
  found = sublet_kind_list_find (list, &g_array_index (like, SubletOfferRow, 0), &job);

  return found != NULL ? found->id : 0;
}

static void
test_find (void)
{
  g_autoptr (GArray) rows = sublet_offer_rows_new (10);
  g_autoptr (SubletKindList) list = NULL;

  add_row (rows, 70, 9, 1, 500);
  add_row (rows, 71, 7, 2, 900);
  add_row (rows, 72, 7, 1, 800);
  add_row (rows, 73, 7, 1, 700);
  add_row (rows, 74, 7, 1, SUBLET_MONEY_UNKNOWN);
  add_row (rows, 75, 7, 1, 600);
  g_array_index (rows, SubletOfferRow, 5).rented = true;
  add_row (rows, 76, 7, 1, 500);
  g_array_index (rows, SubletOfferRow, 6).disk_space_gb = 10;
  add_row (rows, 77, -1, 1, 100);
  add_row (rows, 78, 7, 1, 400);
  g_array_index (rows, SubletOfferRow, 8).gpu_name = sublet_text_intern ("RTX 3090");
  list = sublet_kind_list_new (rows, SUBLET_PRICE_KIND_ON_DEMAND, 1, false);

  /* The same number, though another costs less; the cheapest where that cannot be. */
  g_assert_cmpint (find_id (list, 72, 7, 1), ==, 72);
  g_assert_cmpint (find_id (list, 75, 7, 1), ==, 73);
  g_assert_cmpint (find_id (list, 1, 7, 1), ==, 73);
  g_assert_cmpint (find_id (list, 1, 7, 2), ==, 71);
  g_assert_cmpint (find_id (list, 1, 9, 1), ==, 70);
  g_assert_cmpint (find_id (list, 78, 7, 1), ==, 73);
  /* Another machine, another count, and a machine that nobody names. */
  g_assert_cmpint (find_id (list, 72, 8, 1), ==, 0);
  g_assert_cmpint (find_id (list, 72, 7, 4), ==, 0);
  g_assert_cmpint (find_id (list, 77, -1, 1), ==, 0);
  g_assert_cmpint (find_id (list, 1, 10, 1), ==, 0);
}

/* ---- of a market ---- */

static bool
is_settled (gpointer market)
{
  guint kind;

  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    if (sublet_market_get_kind_state (market, (SubletPriceKind) kind) == SUBLET_KIND_STATE_AWAITED)
      return false;

  return !sublet_market_get_refreshing (market);
}

static void
await_settled (Fixture *fixture)
{
  int i;

  for (i = 0; i < 200 && !sublet_test_wait_for (is_settled, fixture->market, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 1000);
  g_assert_true (is_settled (fixture->market));
}

static void
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

static void
arm (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/faults", json);
}

static void
release (Fixture *fixture)
{
  g_autoptr (JsonNode)
    answer = sublet_test_simulator_control_post (fixture->simulator, "/_sim/release", "{}");
}

static void
look_side_by_side (Fixture *fixture)
{
  sublet_market_set_side_by_side (fixture->market, TRUE);
  sublet_market_set_visible (fixture->market, TRUE);
}

static void
set_kind (SubletMarket *market, SubletPriceKind kind)
{
  SubletJob job;

  sublet_market_get_job (market, &job);
  job.kind = kind;
  sublet_market_set_job (market, &job);
}

/* What is found is of the same machine and as many GPUs, of that kind, and costs what is said. */
static guint
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

/* A kind that is late holds up neither the list nor the person; another kind in the middle asks
 * anew, and what was the job's kind is known still. */
static void
test_late (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_autoptr (SubletOffer) offer = NULL;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":3}");
  look_side_by_side (fixture);
  await_searches (fixture, 3);
  g_assert_false (sublet_market_get_refreshing (market));
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_AWAITED);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE), >, 200);

  set_kind (market, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_true (sublet_market_get_refreshing (market));
  await_idle (fixture);
  offer = sublet_market_dup_offer (market, 0);
  g_assert_cmpint (sublet_offer_get_kind (offer), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_ON_DEMAND),
                   ==,
                   SUBLET_KIND_STATE_KNOWN);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_ON_DEMAND), >, 200);
  release (fixture);
  await_settled (fixture);
  await_searches (fixture, 6);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                    ==,
                    sublet_market_get_shown (market));
}

/* What is forgotten in the middle does not come back. */
static void
test_clear (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  guint n_changes = 0;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"search\",\"nth\":3}");
  look_side_by_side (fixture);
  await_searches (fixture, 3);
  g_signal_connect_swapped (market, "kinds-changed", G_CALLBACK (count_emission), &n_changes);
  sublet_market_clear (market);
  g_assert_cmpuint (n_changes, ==, 1);
  release (fixture);
  sublet_test_drain ();
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (sublet_market_get_kind_known_at_us (market, SUBLET_PRICE_KIND_INTERRUPTIBLE),
                   ==,
                   0);
  g_assert_true (sublet_market_get_side_by_side (market));

  sublet_market_refresh (market);
  await_settled (fixture);
  g_assert_cmpuint (assert_joined (market, SUBLET_PRICE_KIND_RESERVED), >, 200);
}

/* Nobody looks: nothing more is asked, until somebody does. */
static void
test_unseen (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;

  sublet_market_set_side_by_side (market, TRUE);
  refresh (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 1);
  g_assert_cmpint (sublet_market_get_kind_state (market, SUBLET_PRICE_KIND_RESERVED),
                   ==,
                   SUBLET_KIND_STATE_AWAITED);
  sublet_market_set_visible (market, TRUE);
  await_settled (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
}

/* Enough that one list a minute were too much. */
static void
set_up_long (Fixture *fixture, gconstpointer user_data)
{
  fixture->simulator = sublet_test_simulator_new ("--offers", "2500", NULL);
  set_up_market (fixture);
}

/* Three lists of more than 5 MB are three minutes. */
static void
test_traffic (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  int minute;

  look_side_by_side (fixture);
  await_settled (fixture);
  g_assert_cmpuint (count_searches (fixture), ==, 3);
  sublet_manual_clock_advance (fixture->clock, 175000);
  g_assert_false (sublet_market_get_refreshing (market));
  for (minute = 0; minute < 10 && !sublet_market_get_refreshing (market); minute++)
    sublet_manual_clock_advance (fixture->clock, 60000);
  g_assert_true (sublet_market_get_refreshing (market));
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
    { "/core/market/market-kinds/all-fail", test_all_fail },
    { "/core/market/market-kinds/late", test_late },
    { "/core/market/market-kinds/clear", test_clear },
    { "/core/market/market-kinds/unseen", test_unseen },
  };
  gsize i;

  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/market-kinds/find", test_find);
  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add ("/core/market/market-kinds/traffic",
              Fixture,
              NULL,
              set_up_long,
              test_traffic,
              tear_down);

  return g_test_run ();
}
