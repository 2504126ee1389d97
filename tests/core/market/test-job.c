/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-job.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

/* The offer of the design's examples: $0.310/h, $0.17 per GB and month, traffic at about $0.003 a
 * GB. */
static void
init_example (SubletOfferRow *row)
{
  sublet_offer_row_init (row);
  row->dph_base_nusd = 310000000;
  row->dph_total_nusd = 319444444;
  row->storage_nusd_per_gb_month = 170000000;
  row->inet_down_nusd_per_tb = 3072000000;
  row->inet_up_nusd_per_tb = 4096000000;
  row->min_bid_nusd = 210000000;
}

static void
test_on_demand (void)
{
  SubletOfferRow row;
  SubletJob job;
  SubletQuote quote;

  init_example (&row);
  sublet_job_init (&job);
  sublet_quote_for_row (&row, &job, &quote);

  g_assert_cmpint (quote.gpu_rate_nusd, ==, 310000000);
  /* 0.17 × 64 ÷ 720 = $0.015111… */
  g_assert_cmpint (quote.disk_rate_nusd, ==, 15111111);
  g_assert_cmpint (quote.running_rate_nusd, ==, 325111111);
  g_assert_cmpint (quote.stopped_rate_nusd, ==, 15111111);
  /* 20 × 0.003 + 2 × 0.004 */
  g_assert_cmpint (quote.traffic_uusd, ==, 68000);
  /* 8 × 0.325111 + 0.068 */
  g_assert_cmpint (quote.job_uusd, ==, 2668889);
  g_assert_cmpint (quote.job_rate_nusd, ==, 333611125);
}

static void
test_kinds (void)
{
  SubletOfferRow row;
  SubletJob job;
  SubletQuote quote;

  init_example (&row);
  sublet_job_init (&job);

  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 210000000);
  row.min_bid_nusd = SUBLET_MONEY_UNKNOWN;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 310000000);

  /* The discounted figure is a total with the disk of the search, which is not this job's disk. */
  job.kind = SUBLET_PRICE_KIND_RESERVED;
  row.discounted_dph_nusd = 259444444;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 250000000);
  g_assert_cmpint (quote.running_rate_nusd, ==, 265111111);
  row.discounted_dph_nusd = 1;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 0);
  row.discounted_dph_nusd = 259444444;
  row.dph_total_nusd = SUBLET_MONEY_UNKNOWN;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 259444444);
  /* Zero is what rows without a discount carry. */
  row.discounted_dph_nusd = 0;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.gpu_rate_nusd, ==, 310000000);
}

static void
test_unknown (void)
{
  SubletOfferRow row;
  SubletJob job;
  SubletQuote quote;

  sublet_offer_row_init (&row);
  sublet_job_init (&job);
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.running_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (quote.traffic_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (quote.job_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (quote.job_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);

  /* A price of traffic that nobody wants need not be known. */
  init_example (&row);
  row.inet_up_nusd_per_tb = SUBLET_MONEY_UNKNOWN;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.job_uusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (quote.running_rate_nusd, ==, 325111111);
  job.up_gb = 0;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.traffic_uusd, ==, 60000);
}

static void
test_no_job (void)
{
  static const double hours[] = { 0, -1, NAN, INFINITY, 1e9 };
  SubletOfferRow row;
  SubletJob job;
  SubletQuote quote;
  gsize i;

  init_example (&row);
  for (i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      sublet_job_init (&job);
      job.hours = hours[i];
      sublet_quote_for_row (&row, &job, &quote);
      g_assert_cmpint (quote.running_rate_nusd, ==, 325111111);
      g_assert_cmpint (quote.job_uusd, ==, SUBLET_MONEY_UNKNOWN);
      g_assert_cmpint (quote.job_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
    }

  sublet_job_init (&job);
  job.hours = 1e-12;
  sublet_quote_for_row (&row, &job, &quote);
  g_assert_cmpint (quote.job_uusd, ==, 68000);
}

static void
test_equal (void)
{
  SubletJob a;
  SubletJob b;

  sublet_job_init (&a);
  b = a;
  g_assert_true (sublet_job_equal (&a, &b));
  b.up_gb = 3;
  g_assert_false (sublet_job_equal (&a, &b));
  b = a;
  b.kind = SUBLET_PRICE_KIND_RESERVED;
  g_assert_false (sublet_job_equal (&a, &b));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/job/on-demand", test_on_demand);
  g_test_add_func ("/core/market/job/kinds", test_kinds);
  g_test_add_func ("/core/market/job/unknown", test_unknown);
  g_test_add_func ("/core/market/job/no-job", test_no_job);
  g_test_add_func ("/core/market/job/equal", test_equal);

  return g_test_run ();
}
