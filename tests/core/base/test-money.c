/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

static void
test_from_usd (void)
{
  static const struct
  {
    double usd;
    gint64 uusd;
    gint64 nusd;
  } rows[] = {
    { 0, 0, 0 },
    { 0.31, 310000, 310000000 },
    /* What the service sends for $0.31: the binary fraction must not show. */
    { 0.31000000000000005, 310000, 310000000 },
    { 0.0000005, 1, 500 },
    { 0.00000049, 0, 490 },
    { -0.0000005, -1, -500 },
    { -41.37, -41370000, G_GINT64_CONSTANT (-41370000000) },
    { 1e9, G_GINT64_CONSTANT (1000000000000000), G_GINT64_CONSTANT (1000000000000000000) },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value;

      g_assert_true (sublet_money_uusd_from_usd (rows[i].usd, &value));
      g_assert_cmpint (value, ==, rows[i].uusd);
      g_assert_true (sublet_money_nusd_from_usd (rows[i].usd, &value));
      g_assert_cmpint (value, ==, rows[i].nusd);
    }
}

static void
test_from_nonsense (void)
{
  static const double rows[] = { NAN, INFINITY, -INFINITY, 1.1e9, -1.1e9, 1e300 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 7;

      g_assert_false (sublet_money_uusd_from_usd (rows[i], &value));
      g_assert_cmpint (value, ==, SUBLET_MONEY_UNKNOWN);
      value = 7;
      g_assert_false (sublet_money_nusd_from_usd (rows[i], &value));
      g_assert_cmpint (value, ==, SUBLET_MONEY_UNKNOWN);
    }
}

static void
test_to_usd (void)
{
  g_assert_cmpfloat_with_epsilon (sublet_money_usd_from_uusd (41370000), 41.37, 1e-12);
  g_assert_cmpfloat_with_epsilon (sublet_money_usd_from_nusd (310000000), 0.31, 1e-12);
  g_assert_true (isnan (sublet_money_usd_from_uusd (SUBLET_MONEY_UNKNOWN)));
  g_assert_true (isnan (sublet_money_usd_from_nusd (SUBLET_MONEY_UNKNOWN)));
}

static void
test_round_once (void)
{
  static const struct
  {
    gint64 value;
    gint64 factor;
    gint64 divisor;
    gint64 expected;
  } rows[] = {
    { 1, 1, 2, 1 },  { -1, 1, 2, -1 }, { 1, 1, 3, 0 },   { 2, 1, 3, 1 },    { -2, 1, 3, -1 },
    { 5, 3, 10, 2 }, { 14, 1, 10, 1 }, { 15, 1, 10, 2 }, { 3, -5, 10, -2 }, { 0, 9, 7, 0 },
    { 7, 1, 1, 7 },  { 24, 1, 5, 5 },  { 22, 1, 5, 4 },  { 23, 1, 5, 5 },   { 1, 1, G_MAXINT64, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (sublet_money_multiply_divide (rows[i].value, rows[i].factor, rows[i].divisor),
                     ==,
                     rows[i].expected);
}

static void
test_wide_products (void)
{
  /* The product needs 126 bits, the quotient fits. */
  g_assert_cmpint (sublet_money_multiply_divide (G_MAXINT64, G_MAXINT64, G_MAXINT64),
                   ==,
                   G_MAXINT64);
  g_assert_cmpint (sublet_money_multiply_divide (-G_MAXINT64, G_MAXINT64, G_MAXINT64),
                   ==,
                   -G_MAXINT64);
  /* These do not. */
  g_assert_cmpint (sublet_money_multiply_divide (G_MAXINT64, 2, 1), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_multiply_divide (-G_MAXINT64, 2, 1), ==, SUBLET_MONEY_UNKNOWN);
  /* G_MININT64 as a result would read as unknown, so it is. */
  g_assert_cmpint (sublet_money_multiply_divide (G_MININT64 / 2, 2, 1), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_multiply_divide (SUBLET_MONEY_UNKNOWN, 0, 1),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_multiply_divide (0, SUBLET_MONEY_UNKNOWN, 1),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
}

static void
test_add (void)
{
  g_assert_cmpint (sublet_money_add (2, -5), ==, -3);
  g_assert_cmpint (sublet_money_add (G_MAXINT64, 1), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_add (-G_MAXINT64, -2), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_add (SUBLET_MONEY_UNKNOWN, 5), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_add (5, SUBLET_MONEY_UNKNOWN), ==, SUBLET_MONEY_UNKNOWN);
}

/* The figures of one job that every screen shows: $0.310/h, 64 GB, 20 GB down, 2 GB up, 8 h. */
static void
test_job (void)
{
  gint64 disk_nusd = sublet_money_disk_rate_nusd (170000000, 64);
  gint64 rate_nusd = sublet_money_add (310000000, disk_nusd);

  g_assert_cmpint (disk_nusd, ==, 15111111);
  g_assert_cmpint (sublet_money_cost_uusd (rate_nusd, 8 * G_TIME_SPAN_HOUR), ==, 2600889);
  g_assert_cmpint (sublet_money_cost_uusd (disk_nusd, G_TIME_SPAN_DAY), ==, 362667);
  /* $3 a TB of 1024 GB. */
  g_assert_cmpint (sublet_money_traffic_uusd (3 * SUBLET_NUSD_PER_USD, 22), ==, 64453);
  g_assert_cmpint (sublet_money_cost_uusd (rate_nusd, 0), ==, 0);
}

static void
test_job_nonsense (void)
{
  g_assert_cmpint (sublet_money_cost_uusd (SUBLET_MONEY_UNKNOWN, G_TIME_SPAN_HOUR),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_cost_uusd (SUBLET_NUSD_PER_USD * SUBLET_NUSD_PER_USD, G_MAXINT64),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_disk_rate_nusd (170000000, -1), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_disk_rate_nusd (170000000, NAN), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_disk_rate_nusd (170000000, 1e300), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_disk_rate_nusd (SUBLET_MONEY_UNKNOWN, 64),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_traffic_uusd (3000000000, -1), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_traffic_uusd (3000000000, INFINITY), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_money_traffic_uusd (3000000000, 1e300), ==, SUBLET_MONEY_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/money/from-usd", test_from_usd);
  g_test_add_func ("/core/base/money/from-nonsense", test_from_nonsense);
  g_test_add_func ("/core/base/money/to-usd", test_to_usd);
  g_test_add_func ("/core/base/money/round-once", test_round_once);
  g_test_add_func ("/core/base/money/wide-products", test_wide_products);
  g_test_add_func ("/core/base/money/add", test_add);
  g_test_add_func ("/core/base/money/job", test_job);
  g_test_add_func ("/core/base/money/job-nonsense", test_job_nonsense);

  return g_test_run ();
}
