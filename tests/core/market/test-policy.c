/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-policy.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

typedef struct
{
  double rate_usd; /* 0: not known */
  double reliability;
  double dlperf;
  bool avoided;
} Offer;

static guint
choose_under (SubletPolicy policy, const Offer *offers, guint n_offers, gint64 max_rate_nusd)
{
  const SubletPolicyTerms terms = { policy, max_rate_nusd };
  g_autoptr (GArray) rows = sublet_offer_rows_new (n_offers);
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (SubletMarketIndex) index = NULL;
  g_autofree guint32 *all = g_new (guint32, n_offers + 1);
  SubletJob job;
  guint i;

  sublet_job_init (&job);
  g_array_set_size (rows, n_offers);
  for (i = 0; i < n_offers; i++)
    {
      SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

      sublet_offer_row_init (row);
      row->id = i + 1;
      if (offers[i].rate_usd > 0)
        sublet_money_nusd_from_usd (offers[i].rate_usd, &row->dph_base_nusd);
      row->storage_nusd_per_gb_month = 0;
      row->inet_down_nusd_per_tb = 0;
      row->inet_up_nusd_per_tb = 0;
      row->reliability = offers[i].reliability;
      row->dlperf = offers[i].dlperf;
      if (offers[i].avoided)
        row->verification = SUBLET_VERIFICATION_DEVERIFIED;
      all[i] = i;
    }
  table = sublet_offer_table_new (rows, job.kind, NOW_US, NULL);
  index = sublet_market_index_new (table, &job, NULL);

  return sublet_policy_choose (&terms, index, all, n_offers, NOW_US);
}

/* What is listed at nothing, or less, is never the cheapest, nor worth most. */
static void
test_no_price (void)
{
  static const double listed[] = { 0, -0.31, -1e9 };
  static const SubletPolicy policies[] = { SUBLET_POLICY_CHEAPEST,
                                           SUBLET_POLICY_SECOND_CHEAPEST,
                                           SUBLET_POLICY_BEST_VALUE,
                                           SUBLET_POLICY_MOST_RELIABLE };
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (listed); i++)
    for (j = 0; j < G_N_ELEMENTS (policies); j++)
      {
        const SubletPolicyTerms terms = { policies[j], SUBLET_MONEY_UNKNOWN };
        const guint32 all[] = { 0, 1 };
        g_autoptr (GArray) rows = sublet_offer_rows_new (2);
        g_autoptr (SubletOfferTable) table = NULL;
        g_autoptr (SubletMarketIndex) index = NULL;
        SubletOfferRow *row;
        SubletJob job;
        guint k;

        sublet_job_init (&job);
        g_array_set_size (rows, 2);
        for (k = 0; k < 2; k++)
          {
            row = &g_array_index (rows, SubletOfferRow, k);
            sublet_offer_row_init (row);
            row->id = k + 1;
            row->storage_nusd_per_gb_month = 0;
            row->inet_down_nusd_per_tb = 0;
            row->inet_up_nusd_per_tb = 0;
            row->reliability = k == 0 ? 0.99 : 0.9;
            row->dlperf = 100;
            g_assert_true (
              sublet_money_nusd_from_usd (k == 0 ? listed[i] : 4, &row->dph_base_nusd));
          }
        table = sublet_offer_table_new (rows, job.kind, NOW_US, NULL);
        index = sublet_market_index_new (table, &job, NULL);
        g_assert_cmpuint (sublet_policy_choose (&terms, index, all, 2, NOW_US), ==, 1);
        g_assert_cmpuint (sublet_policy_choose (&terms, index, all, 1, NOW_US), ==, G_MAXUINT);
      }
}

static guint
choose (SubletPolicy policy, const Offer *offers, guint n_offers)
{
  return choose_under (policy, offers, n_offers, SUBLET_MONEY_UNKNOWN);
}

static void
test_choice (void)
{
  static const Offer offers[] = {
    { 0, 1, 500, false },  { 0.5, 0.9, 100, false }, { 0.3, 0.99, 10, false },
    { 0.2, 1, 400, true }, { 0.4, 0.99, 90, false }, { 0.3, 0.95, 20, false },
  };

  g_assert_cmpuint (choose (SUBLET_POLICY_CHEAPEST, offers, 6), ==, 2);
  g_assert_cmpuint (choose (SUBLET_POLICY_SECOND_CHEAPEST, offers, 6), ==, 5);
  g_assert_cmpuint (choose (SUBLET_POLICY_BEST_VALUE, offers, 6), ==, 4);
  g_assert_cmpuint (choose (SUBLET_POLICY_MOST_RELIABLE, offers, 6), ==, 2);
}

/* Up to a price and not above it, by the job's rate; the other policies do not ask. */
static void
test_under_a_price (void)
{
  static const Offer offers[] = {
    { 0, 1, 500, false },
    { 0.5, 0.999, 100, false },
    { 0.3, 0.95, 10, false },
    { 0.4, 0.99, 90, false },
  };
  const gint64 dime_nusd = SUBLET_NUSD_PER_USD / 10;

  g_assert_cmpuint (choose_under (SUBLET_POLICY_MOST_RELIABLE, offers, 4, 5 * dime_nusd), ==, 1);
  g_assert_cmpuint (choose_under (SUBLET_POLICY_MOST_RELIABLE, offers, 4, 5 * dime_nusd - 1),
                    ==,
                    3);
  g_assert_cmpuint (choose_under (SUBLET_POLICY_MOST_RELIABLE, offers, 4, 3 * dime_nusd), ==, 2);
  g_assert_cmpuint (choose_under (SUBLET_POLICY_MOST_RELIABLE, offers, 4, dime_nusd),
                    ==,
                    G_MAXUINT);
  g_assert_cmpuint (choose_under (SUBLET_POLICY_CHEAPEST, offers, 4, dime_nusd), ==, 2);
}

static void
test_few (void)
{
  static const Offer one[] = { { 0.5, 0.9, 100, false } };
  static const Offer avoided[] = { { 0.5, 0.9, 100, true }, { 0.4, 0.8, 10, true } };
  static const Offer unknown[] = { { 0, 1, 500, false } };

  g_assert_cmpuint (choose (SUBLET_POLICY_CHEAPEST, NULL, 0), ==, G_MAXUINT);
  g_assert_cmpuint (choose (SUBLET_POLICY_CHEAPEST, unknown, 1), ==, G_MAXUINT);
  g_assert_cmpuint (choose (SUBLET_POLICY_SECOND_CHEAPEST, one, 1), ==, 0);
  g_assert_cmpuint (choose (SUBLET_POLICY_CHEAPEST, avoided, 2), ==, 1);
  g_assert_cmpuint (choose (SUBLET_POLICY_SECOND_CHEAPEST, avoided, 2), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/policy/choice", test_choice);
  g_test_add_func ("/core/market/policy/few", test_few);
  g_test_add_func ("/core/market/policy/under-a-price", test_under_a_price);

  g_test_add_func ("/core/market/policy/no-price", test_no_price);

  return g_test_run ();
}
