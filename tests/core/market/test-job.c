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

/* Ten jobs, worked out by hand; a TB of traffic has 1024 GB, a month of disk 720 hours. */
typedef struct
{
  const char *name;
  gint64 gpu_nusd;
  gint64 storage_nusd;
  gint64 down_nusd; /* per TB */
  gint64 up_nusd;   /* per TB */
  SubletJob job;
  gint64 traffic_uusd;
  gint64 job_uusd;
} Worked;

static const Worked worked[] = {
  /* 0.18 × 40 ÷ 720 = 0.010; 0.410 × 10 */
  { "no-traffic",
    400000000,
    180000000,
    0,
    0,
    { 10, 40, 0, 0, SUBLET_PRICE_KIND_ON_DEMAND },
    0,
    4100000 },
  /* 0.003 × 5000 ÷ 1024 = 0.014648, 0.003 × 1000 ÷ 1024 = 0.002930; 0.263333 × 8 = 2.106667 */
  { "cheap-traffic",
    250000000,
    150000000,
    3000000,
    3000000,
    { 8, 64, 5000, 1000, SUBLET_PRICE_KIND_ON_DEMAND },
    17578,
    2124245 },
  /* 0.003 × 20 ÷ 1024 = 0.00005859; 0.263333 × 8 = 2.106667; the parts make up the total */
  { "hardly-any-traffic",
    250000000,
    150000000,
    3000000,
    0,
    { 8, 64, 20, 0, SUBLET_PRICE_KIND_ON_DEMAND },
    59,
    2106726 },
  /* 20 × 500 ÷ 1024 = 9.765625 and 40 × 250 ÷ 1024 = 9.765625; 0.1 × 100 ÷ 720 = 0.013889 */
  { "dear-traffic",
    100000000,
    100000000,
    20000000000,
    40000000000,
    { 1, 100, 500, 250, SUBLET_PRICE_KIND_ON_DEMAND },
    19531250,
    19645139 },
  /* 0.20 × 72 ÷ 720 = 0.020; 2.520 ÷ 2; 0.003 each way */
  { "half-an-hour",
    2500000000,
    200000000,
    3072000000,
    3072000000,
    { 0.5, 72, 1, 1, SUBLET_PRICE_KIND_ON_DEMAND },
    6000,
    1266000 },
  /* 0.3 × 720 ÷ 720 = 0.300; 1.300 × 720 */
  { "a-month",
    1000000000,
    300000000,
    0,
    0,
    { 720, 720, 0, 0, SUBLET_PRICE_KIND_ON_DEMAND },
    0,
    936000000 },
  /* 0.36 × 2000 ÷ 720 = 1.000, and the GPU as much */
  { "large-disk",
    1000000000,
    360000000,
    0,
    0,
    { 24, 2000, 0, 0, SUBLET_PRICE_KIND_ON_DEMAND },
    0,
    48000000 },
  /* 0.17 × 64 ÷ 720 = 0.015111; 0.138111 × 8 = 1.104889; 0.001 × 20 + 0.002 × 2 */
  { "lowest-bid",
    123000000,
    170000000,
    1024000000,
    2048000000,
    { 8, 64, 20, 2, SUBLET_PRICE_KIND_INTERRUPTIBLE },
    24000,
    1128889 },
  /* 0.25 × 1024 ÷ 720 = 0.355556; 15.227556 × 100 = 1522.755556; 5.12 × 2 + 5.12 */
  { "eight-cards",
    14872000000,
    250000000,
    5120000000,
    5120000000,
    { 100, 1024, 2048, 1024, SUBLET_PRICE_KIND_ON_DEMAND },
    15360000,
    1538115556 },
  { "free", 0, 0, 0, 0, { 1, 8, 10, 10, SUBLET_PRICE_KIND_ON_DEMAND }, 0, SUBLET_MONEY_UNKNOWN },
};

static void
test_worked (gconstpointer data)
{
  const Worked *w = data;
  SubletOfferRow row;
  SubletQuote quote;

  sublet_offer_row_init (&row);
  row.dph_base_nusd = w->gpu_nusd;
  row.min_bid_nusd = w->gpu_nusd;
  row.storage_nusd_per_gb_month = w->storage_nusd;
  row.inet_down_nusd_per_tb = w->down_nusd;
  row.inet_up_nusd_per_tb = w->up_nusd;
  sublet_quote_for_row (&row, &w->job, &quote);
  g_assert_cmpint (quote.traffic_uusd, ==, w->traffic_uusd);
  g_assert_cmpint (quote.job_uusd, ==, w->job_uusd);
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
  /* What is left of it is no price. */
  g_assert_cmpint (quote.gpu_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (quote.job_rate_nusd, ==, SUBLET_MONEY_UNKNOWN);
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

/* No tenth of an hour is off by a minute. */
static void
test_hours (void)
{
  int tenths;

  for (tenths = 1; tenths <= 240; tenths++)
    g_assert_cmpint (sublet_job_hours_to_us (tenths / 10.0),
                     ==,
                     tenths * 6 * (gint64) G_TIME_SPAN_MINUTE);
  g_assert_cmpint (sublet_job_hours_to_us (1e-12), ==, 1);
  g_assert_cmpint (sublet_job_hours_to_us (0), ==, 0);
  g_assert_cmpint (sublet_job_hours_to_us (-1), ==, 0);
  g_assert_cmpint (sublet_job_hours_to_us (NAN), ==, 0);
  g_assert_cmpint (sublet_job_hours_to_us (INFINITY), ==, 0);
  g_assert_cmpint (sublet_job_hours_to_us (1e300), ==, 0);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/job/on-demand", test_on_demand);
  for (i = 0; i < G_N_ELEMENTS (worked); i++)
    {
      g_autofree char *path = g_strconcat ("/core/market/job/worked/", worked[i].name, NULL);

      g_test_add_data_func (path, &worked[i], test_worked);
    }
  g_test_add_func ("/core/market/job/kinds", test_kinds);
  g_test_add_func ("/core/market/job/unknown", test_unknown);
  g_test_add_func ("/core/market/job/no-job", test_no_job);
  g_test_add_func ("/core/market/job/equal", test_equal);
  g_test_add_func ("/core/market/job/hours", test_hours);

  return g_test_run ();
}
