/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market.h"

#include "core/base/sublet-error.h"
#include "market-fixture.h"

/* What is rented again: the cheapest of the same model, whatever the list shows. */

typedef struct
{
  SubletOffer *offer; /* (owned) (nullable) */
  gboolean passes;
  GError *error; /* (owned) (nullable) */
  bool done;
} Found;

static void
found_clear (Found *found)
{
  g_clear_object (&found->offer);
  g_clear_error (&found->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Found *found = user_data;

  found->offer =
    sublet_market_find_like_finish (SUBLET_MARKET (source), result, &found->passes, &found->error);
  found->done = true;
}

static bool
is_done (gpointer found)
{
  return ((Found *) found)->done;
}

/* (transfer full) */
static Found
find (Fixture *fixture, const SubletJob *job, const char *gpu_name, int num_gpus)
{
  Found found = { 0 };
  int i;

  sublet_market_find_like_async (fixture->market,
                                 SUBLET_POLICY_CHEAPEST,
                                 job,
                                 gpu_name,
                                 num_gpus,
                                 NULL,
                                 on_found,
                                 &found);
  /* The client may wait for its turn. */
  for (i = 0; i < 60 && !sublet_test_wait_for (is_done, &found, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 1000);
  g_assert_true (found.done);

  return found;
}

/* By the service's own list. */
static void
assert_cheapest (Fixture *fixture, SubletOffer *offer)
{
  g_autoptr (SubletMarket) market = sublet_market_new (fixture->client);
  const SubletOfferRow *row = sublet_offer_get_row (offer);
  guint i;

  sublet_market_refresh (market);
  for (i = 0; i < 60 && !sublet_test_wait_for (is_idle, market, 100); i++)
    sublet_manual_clock_advance (fixture->clock, 1000);
  g_assert_cmpuint (sublet_market_get_shown (market), >, 0);
  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *other = sublet_market_get_row (market, i);

      if (g_strcmp0 (other->gpu_name, row->gpu_name) == 0 && other->num_gpus == row->num_gpus &&
          sublet_market_get_warnings (market, i) == SUBLET_OFFER_WARNING_NONE)
        g_assert_cmpint (row->dph_total_nusd, <=, other->dph_total_nusd);
    }
  sublet_test_await (is_unshared, market);
}

static void
test_shown (Fixture *fixture, gconstpointer user_data)
{
  g_auto (Found) like = { 0 };
  g_auto (Found) any = { 0 };
  SubletJob job;
  guint n_before;

  refresh (fixture);
  n_before = count_searches (fixture);
  sublet_market_get_job (fixture->market, &job);
  like = find (fixture, &job, "RTX 4090", 2);
  g_assert_cmpstr (sublet_offer_get_row (like.offer)->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (sublet_offer_get_row (like.offer)->num_gpus, ==, 2);
  g_assert_true (like.passes);
  any = find (fixture, &job, NULL, 0);
  g_assert_cmpint (sublet_offer_get_row (any.offer)->id,
                   ==,
                   sublet_market_get_row (fixture->market,
                                          sublet_market_choose (fixture->market,
                                                                SUBLET_POLICY_CHEAPEST))
                     ->id);
  /* What is shown answers it. */
  g_assert_cmpuint (count_searches (fixture), ==, n_before);
  assert_cheapest (fixture, like.offer);
}

/* The list shows other models: it is asked for, and what the list shows stays. */
static void
test_filtered (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_auto (Found) like = { 0 };
  SubletJob job;
  guint n_before;
  guint n_shown;

  sublet_offer_filter_set_model (filter, "H200", true);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_1);
  sublet_offer_filter_set_text (filter, "h200");
  sublet_market_set_filter (fixture->market, filter);
  refresh (fixture);
  n_before = count_searches (fixture);
  n_shown = sublet_market_get_shown (fixture->market);
  sublet_market_get_job (fixture->market, &job);
  like = find (fixture, &job, "RTX 4090", 2);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 1);
  g_assert_cmpuint (sublet_market_get_shown (fixture->market), ==, n_shown);
  g_assert_cmpstr (sublet_offer_get_row (like.offer)->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (sublet_offer_get_row (like.offer)->num_gpus, ==, 2);
  g_assert_true (like.passes);
  assert_cheapest (fixture, like.offer);
}

/* How good it must be still holds: what fails that is found, and told from what passes. */
static void
test_fails_filters (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_auto (Found) like = { 0 };
  g_auto (Found) good = { 0 };
  SubletJob job;

  sublet_offer_filter_set_range (filter, SUBLET_FILTER_PART_PRICE, SUBLET_FILTER_NO_BOUND, 1);
  sublet_market_set_filter (fixture->market, filter);
  refresh (fixture);
  sublet_market_get_job (fixture->market, &job);
  like = find (fixture, &job, "RTX 4090", 1);
  g_assert_cmpstr (sublet_offer_get_row (like.offer)->gpu_name, ==, "RTX 4090");
  g_assert_false (like.passes);

  /* Of those that are dearer than what is not good enough, the one that is. */
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
  sublet_offer_filter_set_model (filter, "H200", true);
  sublet_offer_filter_set_choice (filter,
                                  SUBLET_FILTER_PART_VERIFICATION,
                                  SUBLET_VERIFICATION_UNVERIFIED,
                                  true);
  sublet_market_set_filter (fixture->market, filter);
  good = find (fixture, &job, "RTX 4090", 1);
  g_assert_true (good.passes);
  g_assert_cmpint (sublet_offer_get_row (good.offer)->verification,
                   ==,
                   SUBLET_VERIFICATION_UNVERIFIED);
}

/* (transfer none): of one RTX 4090, the dearest that is shown. */
static const SubletOfferRow *
get_dearest (SubletMarket *market)
{
  const SubletOfferRow *dearest = NULL;
  guint i;

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (market, i);

      if (g_strcmp0 (row->gpu_name, "RTX 4090") == 0 && row->num_gpus == 1 &&
          (dearest == NULL || row->dph_total_nusd > dearest->dph_total_nusd))
        dearest = row;
    }
  g_assert_nonnull (dearest);

  return dearest;
}

/* The first page has what is cheapest, and what passes the filters is on none but the last. */
static void
test_beyond_page (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_auto (Found) asked = { 0 };
  g_auto (Found) walked = { 0 };
  g_auto (Found) none = { 0 };
  SubletOfferRow dearest;
  SubletJob job;
  guint n_before;

  /* Without traffic the order of the jobs is that of the service. */
  sublet_market_get_job (fixture->market, &job);
  job.down_gb = 0;
  job.up_gb = 0;
  sublet_market_set_job (fixture->market, &job);
  refresh (fixture);
  sublet_offer_row_copy (get_dearest (fixture->market), &dearest);
  order (fixture, "{\"page_cap\":5}");

  /* The service can be asked for it. */
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, dearest.machine_id);
  sublet_offer_filter_set_model (filter, "H200", true);
  sublet_market_set_filter (fixture->market, filter);
  n_before = count_searches (fixture);
  asked = find (fixture, &job, "RTX 4090", 1);
  g_assert_true (asked.passes);
  g_assert_cmpint (sublet_offer_get_row (asked.offer)->id, ==, dearest.id);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 1);

  /* It cannot be told a lowest price. */
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_MACHINE);
  sublet_offer_filter_set_range (filter,
                                 SUBLET_FILTER_PART_PRICE,
                                 dearest.dph_total_nusd - 1000,
                                 SUBLET_FILTER_NO_BOUND);
  sublet_market_set_filter (fixture->market, filter);
  n_before = count_searches (fixture);
  walked = find (fixture, &job, "RTX 4090", 1);
  g_assert_true (walked.passes);
  g_assert_cmpint (sublet_offer_get_row (walked.offer)->id, ==, dearest.id);
  g_assert_cmpuint (count_searches (fixture), >, n_before + 1);

  /* Nothing passes: then it is asked for any. */
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 1);
  sublet_market_set_filter (fixture->market, filter);
  n_before = count_searches (fixture);
  none = find (fixture, &job, "RTX 4090", 1);
  g_assert_false (none.passes);
  g_assert_cmpuint (count_searches (fixture), ==, n_before + 2);
  order (fixture, "{\"page_cap\":5000}");
  assert_cheapest (fixture, none.offer);
}

static gint64
get_rate_nusd (const SubletOfferRow *row, const SubletJob *job)
{
  SubletQuote quote;

  sublet_quote_for_row (row, job, &quote);

  return quote.job_rate_nusd;
}

/* What is cheapest for the job that is shown is not what is cheapest for the rental's. */
static void
test_own_prices (Fixture *fixture, gconstpointer user_data)
{
  SubletMarket *market = fixture->market;
  g_auto (Found) like = { 0 };
  SubletJob shown;
  SubletJob job;
  gint64 rate_nusd;
  gint64 shown_nusd;
  guint n_better = 0;
  guint i;

  refresh (fixture);
  sublet_market_get_job (market, &shown);
  job = shown;
  job.hours = 1;
  job.down_gb = 3000;
  job.up_gb = 1000;
  like = find (fixture, &job, "RTX 4090", 1);
  g_assert_true (like.passes);
  g_assert_cmpuint (count_searches (fixture), ==, 1);
  rate_nusd = get_rate_nusd (sublet_offer_get_row (like.offer), &job);
  shown_nusd = get_rate_nusd (sublet_offer_get_row (like.offer), &shown);

  for (i = 0; i < sublet_market_get_shown (market); i++)
    {
      const SubletOfferRow *row = sublet_market_get_row (market, i);

      if (g_strcmp0 (row->gpu_name, "RTX 4090") != 0 || row->num_gpus != 1 ||
          sublet_market_get_warnings (market, i) != SUBLET_OFFER_WARNING_NONE)
        continue;
      g_assert_cmpint (rate_nusd, <=, get_rate_nusd (row, &job));
      n_better += get_rate_nusd (row, &shown) < shown_nusd;
    }
  g_assert_cmpuint (n_better, >, 0);
}

/* Nothing known yet, another kind of price, more room than the list was asked for: asked for. */
static void
test_other_job (Fixture *fixture, gconstpointer user_data)
{
  g_auto (Found) first = { 0 };
  g_auto (Found) bid = { 0 };
  g_auto (Found) large = { 0 };
  SubletJob job;

  sublet_market_get_job (fixture->market, &job);
  first = find (fixture, &job, "RTX 4090", 1);
  g_assert_cmpstr (sublet_offer_get_row (first.offer)->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (sublet_offer_get_kind (first.offer), ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_assert_cmpuint (count_searches (fixture), ==, 1);

  refresh (fixture);
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  bid = find (fixture, &job, "RTX 4090", 1);
  g_assert_cmpint (sublet_offer_get_kind (bid.offer), ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);

  job.kind = SUBLET_PRICE_KIND_ON_DEMAND;
  job.disk_gb = 1000;
  large = find (fixture, &job, "RTX 4090", 1);
  g_assert_cmpfloat (sublet_offer_get_row (large.offer)->disk_space_gb, >=, 1000);
  g_assert_cmpuint (count_searches (fixture), ==, 4);
}

static void
test_none (Fixture *fixture, gconstpointer user_data)
{
  g_auto (Found) none = { 0 };
  g_auto (Found) failed = { 0 };
  g_autoptr (JsonNode) armed = NULL;
  SubletJob job;

  sublet_market_get_job (fixture->market, &job);
  none = find (fixture, &job, "No Such GPU", 1);
  g_assert_null (none.offer);
  g_assert_no_error (none.error);

  armed = sublet_test_simulator_control_post (fixture->simulator,
                                              "/_sim/faults",
                                              "{\"fault\":\"auth-401\",\"route\":\"search\"}");
  failed = find (fixture, &job, "RTX 4090", 1);
  g_assert_null (failed.offer);
  g_assert_error (failed.error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*function) (Fixture *fixture, gconstpointer user_data);
  } tests[] = {
    { "/core/market/like/shown", test_shown },
    { "/core/market/like/filtered", test_filtered },
    { "/core/market/like/fails-filters", test_fails_filters },
    { "/core/market/like/beyond-page", test_beyond_page },
    { "/core/market/like/own-prices", test_own_prices },
    { "/core/market/like/other-job", test_other_job },
    { "/core/market/like/none", test_none },
  };
  guint i;

  sublet_test_init (&argc, &argv);

  for (i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);

  return g_test_run ();
}
