/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/market/sublet-kind-text.h"
#include "ui/market/sublet-offer-facts.h"
#include "ui/market/sublet-offer-warning-text.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

/* What is said of an offer. Pure: no window. */

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

static char *
dup_warnings (const SubletOfferRow *row, const SubletJob *job)
{
  return sublet_offer_row_dup_warnings (row, job, NOW_US, NOW_US);
}

static void
test_warnings (void)
{
  SubletOfferRow row;
  SubletJob job;
  g_autofree char *none = NULL;
  g_autofree char *all = NULL;
  g_autofree char *lease = NULL;

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  row.direct_port_count = 3;
  row.cuda_max_good = 12.8;
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  none = dup_warnings (&row, &job);
  g_assert_null (none);

  job.cuda = 12.9;
  row.duration_us = 6 * G_TIME_SPAN_HOUR;
  row.direct_port_count = 0;
  row.verification = SUBLET_VERIFICATION_UNVERIFIED;
  row.dph_base_nusd = 1000;
  row.storage_nusd_per_gb_month = 0;
  row.inet_down_nusd_per_tb = 512 * SUBLET_NUSD_PER_USD;
  row.inet_up_nusd_per_tb = 0;
  all = dup_warnings (&row, &job);
  g_assert_cmpstr (all,
                   ==,
                   "Ends in 6 h, the job takes 8 h\n"
                   "CUDA 12.8 is too old: the image needs 12.9\n"
                   "The job's traffic, $10.00, costs more than its GPU\n"
                   "Not verified: Vast has not tested this machine\n"
                   "No open ports: SSH takes Vast's slower proxy");

  sublet_offer_row_init (&row);
  row.direct_port_count = 3;
  row.duration_us = 9 * G_TIME_SPAN_HOUR;
  row.verification = SUBLET_VERIFICATION_DEVERIFIED;
  job.lease_hours = 24;
  lease = dup_warnings (&row, &job);
  g_assert_cmpstr (lease,
                   ==,
                   "Failed Vast's tests and lost its verification\n"
                   "Ends in 9 h, the lease is 1 d\n"
                   "Which CUDA it supports is not known");
}

static const SubletOfferFact *
find_fact (const char *title)
{
  gsize n_facts;
  const SubletOfferFact *facts = sublet_offer_facts_get (&n_facts);
  gsize i;

  for (i = 0; i < n_facts; i++)
    if (g_str_equal (facts[i].title, title))
      return &facts[i];

  g_assert_not_reached ();
}

static void
assert_fact (const SubletOfferFactSource *source, const char *title, const char *figure)
{
  g_autofree char *got = find_fact (title)->format (source);

  g_assert_cmpstr (got, ==, figure);
}

/* Every term has its line, and nothing that is not known looks like a figure. */
static void
test_unknown_facts (void)
{
  static const char *const answers[] = { "Price Kind", "Static Address" };
  SubletOfferRow row;
  SubletQuote quote;
  SubletJob job;
  SubletOfferFactSource source = { &row, &quote, SUBLET_PRICE_KIND_ON_DEMAND, NOW_US, NOW_US };
  gsize n_facts;
  const SubletOfferFact *facts = sublet_offer_facts_get (&n_facts);
  gsize i;

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  sublet_quote_for_row (&row, &job, &quote);
  for (i = 0; i < n_facts; i++)
    {
      g_autofree char *figure = facts[i].format (&source);

      g_assert_nonnull (facts[i].explanation);
      if (g_str_equal (facts[i].title, answers[0]) || g_str_equal (facts[i].title, answers[1]))
        continue;
      g_assert_cmpstr (figure, ==, "–");
    }
}

static void
test_facts (void)
{
  SubletOfferRow row;
  SubletQuote quote;
  SubletJob job;
  SubletOfferFactSource source = { &row, &quote, SUBLET_PRICE_KIND_INTERRUPTIBLE, NOW_US, NOW_US };

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  row.num_gpus = 2;
  row.gpu_frac = 0.25;
  row.gpu_total_ram_mb = 49128;
  row.total_flops = 164.2;
  row.dlperf = 196;
  row.nvlink_bw_gb_s = 112;
  row.min_bid_nusd = 210100000;
  row.host_id = 88012;
  row.storage_nusd_per_gb_month = 0;
  row.inet_down_nusd_per_tb = 0;
  row.inet_up_nusd_per_tb = 0;
  job.kind = SUBLET_PRICE_KIND_INTERRUPTIBLE;
  sublet_quote_for_row (&row, &job, &quote);

  assert_fact (&source, "GPUs", "2 of 8");
  assert_fact (&source, "All Memory", "48 GB");
  assert_fact (&source, "NVLink", "112 GB/s");
  /* 164.2 ÷ 0.2101, 196 ÷ 0.2101 */
  assert_fact (&source, "Computing per Dollar", "781.5 TFLOPS");
  assert_fact (&source, "DLPerf per Dollar", "933");
  /* Up to the next tenth of a cent. */
  assert_fact (&source, "Bid", "$0.211/h");
  assert_fact (&source, "Host Number", "88012");
}

static void
assert_prices (const SubletOfferRow *row,
               const SubletQuote *quote,
               const SubletQuote *chosen,
               const char *first)
{
  g_autofree char *prices = sublet_kind_dup_prices (row, quote, chosen);
  g_auto (GStrv) lines = g_strsplit (prices, "\n", 2);

  g_assert_cmpstr (lines[0], ==, first);
  g_assert_cmpstr (lines[1],
                   ==,
                   "GPU $0.300/h · disk $0.015/h\n$7.56 a day · traffic $0.20\n"
                   "242 TFLOPS/$ · 289 DLPerf/$");
}

static void
test_kinds (void)
{
  SubletOfferRow row;
  SubletQuote quote;
  SubletQuote chosen;
  SubletJob job;

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  row.total_flops = 82.1;
  row.dlperf = 98.2;
  row.dph_base_nusd = 300000000;
  row.storage_nusd_per_gb_month = 171000000;
  row.inet_down_nusd_per_tb = 10 * SUBLET_NUSD_PER_USD;
  row.inet_up_nusd_per_tb = 0;
  sublet_quote_for_row (&row, &job, &quote);

  assert_prices (&row, &quote, NULL, "The chosen kind");
  chosen = quote;
  assert_prices (&row, &quote, &chosen, "As much as the chosen kind");
  chosen.job_uusd = quote.job_uusd + 710000;
  assert_prices (&row, &quote, &chosen, "$0.71 less than the chosen kind");
  chosen.job_uusd = quote.job_uusd - 1250000;
  assert_prices (&row, &quote, &chosen, "$1.25 more than the chosen kind");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/market/offer-text/warnings", test_warnings);
  g_test_add_func ("/ui/market/offer-text/unknown-facts", test_unknown_facts);
  g_test_add_func ("/ui/market/offer-text/facts", test_facts);
  g_test_add_func ("/ui/market/offer-text/kinds", test_kinds);

  return g_test_run ();
}
