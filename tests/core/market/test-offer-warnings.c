/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-offer-warnings.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

static void
test_warnings (void)
{
  SubletOfferRow row;
  SubletJob job;

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  row.direct_port_count = 3;
  row.cuda_max_good = 12.8;
  row.verification = SUBLET_VERIFICATION_VERIFIED;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US), ==, 0);

  row.duration_us = 8 * G_TIME_SPAN_HOUR;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US), ==, 0);
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US + 1),
                   ==,
                   SUBLET_OFFER_WARNING_ENDS_EARLY);
  row.duration_us = 80 * G_TIME_SPAN_HOUR;
  row.end_us = NOW_US + 7 * G_TIME_SPAN_HOUR;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_ENDS_EARLY);
  row.end_us = 0;
  row.direct_port_count = 0;
  row.cuda_max_good = NAN;
  row.verification = SUBLET_VERIFICATION_DEVERIFIED;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_DEVERIFIED | SUBLET_OFFER_WARNING_NO_PORTS |
                     SUBLET_OFFER_WARNING_CUDA_UNKNOWN);
  row.direct_port_count = -1;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_DEVERIFIED | SUBLET_OFFER_WARNING_CUDA_UNKNOWN);
}

/* What depends on what is to run, and on what it is rented for. */
static void
test_warnings_of_job (void)
{
  SubletOfferRow row;
  SubletJob job;

  sublet_job_init (&job);
  sublet_offer_row_init (&row);
  row.direct_port_count = 3;
  row.cuda_max_good = 12.4;
  row.verification = SUBLET_VERIFICATION_UNVERIFIED;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_UNVERIFIED);
  row.verification = SUBLET_VERIFICATION_VERIFIED;

  row.duration_us = 10 * G_TIME_SPAN_HOUR;
  job.lease_hours = 12;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE);
  job.hours = 11;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_ENDS_EARLY);
  job.hours = 8;
  job.lease_hours = 10;

  job.cuda = 12.4;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US), ==, 0);
  job.cuda = 12.5;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_CUDA_OLD);
  job.cuda = 0;

  /* 8 h at $0.10 are $0.80; 20 GB down at $40 a TB are $0.78, at $41 they are $0.80. */
  row.dph_base_nusd = SUBLET_NUSD_PER_USD / 10;
  row.storage_nusd_per_gb_month = 0;
  row.inet_up_nusd_per_tb = 0;
  row.inet_down_nusd_per_tb = 40 * SUBLET_NUSD_PER_USD;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US), ==, 0);
  row.inet_down_nusd_per_tb = 41 * SUBLET_NUSD_PER_USD;
  g_assert_cmpint (sublet_offer_row_get_warnings (&row, &job, NOW_US, NOW_US),
                   ==,
                   SUBLET_OFFER_WARNING_TRAFFIC_DEAR);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/offer-warnings/offer", test_warnings);
  g_test_add_func ("/core/market/offer-warnings/job", test_warnings_of_job);

  return g_test_run ();
}
