/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-scale.h"

#include "support/sublet-test.h"
#include "ui/billing/sublet-spend-text.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#define USD G_GINT64_CONSTANT (1000000)
#define CENT (USD / 100)

static void
test_axis (void)
{
  static const struct
  {
    gint64 lowest_uusd;
    gint64 highest_uusd;
    guint max_steps;
    gint64 step_uusd;
    int lowest;
    int highest;
  } rows[] = {
    { 0, 0, 4, USD, 0, 1 },
    { 0, 1, 4, CENT, 0, 1 },
    { 0, 3 * CENT, 4, CENT, 0, 3 },
    { 0, 7412000, 4, 2 * USD, 0, 4 },
    { 0, 8 * USD, 4, 2 * USD, 0, 4 },
    { 0, 8 * USD + 1, 4, 5 * USD, 0, 2 },
    { 0, 7412000, 0, 5 * USD, 0, 2 },
    { -1, 7412000, 4, 5 * USD, -1, 2 },
    { -3 * USD, 0, 4, USD, -3, 0 },
    { 0, 12345670000, 5, 5000 * USD, 0, 3 },
    { G_MININT64, G_MAXINT64, 4, 500000000000 * USD, -2, 2 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      SubletSpendAxis axis = sublet_spend_scale_choose_axis (rows[i].lowest_uusd,
                                                             rows[i].highest_uusd,
                                                             rows[i].max_steps);

      g_test_message ("row %u", (guint) i);
      g_assert_cmpint (axis.step_uusd, ==, rows[i].step_uusd);
      g_assert_cmpint (axis.lowest, ==, rows[i].lowest);
      g_assert_cmpint (axis.highest, ==, rows[i].highest);
    }
}

/* What is given back hangs below zero, beside what was spent. */
static void
test_extent (void)
{
  g_autoptr (SubletSpendSeries) series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 3);
  gint64 lowest_uusd;
  gint64 highest_uusd;

  sublet_spend_scale_get_extent (series, &lowest_uusd, &highest_uusd);
  g_assert_cmpint (lowest_uusd, ==, 0);
  g_assert_cmpint (highest_uusd, ==, 0);
  sublet_ui_spend_set (series, 0, 5 * USD, USD, 0, 0);
  sublet_ui_spend_set (series, 1, 2 * USD, -USD, -USD, 0);
  sublet_spend_scale_get_extent (series, &lowest_uusd, &highest_uusd);
  g_assert_cmpint (lowest_uusd, ==, -2 * USD);
  g_assert_cmpint (highest_uusd, ==, 5 * USD);
}

/* Nothing is lost, and what is not complete stays so. */
static void
test_group (void)
{
  g_autoptr (SubletSpendSeries) series = sublet_ui_spend_new_some (SUBLET_UI_SPEND_DAY_US, 366);
  const guint most[] = { 1, 7, 100, 183, 365, 366, 1000 };
  const guint expected[] = { 1, 7, 92, 183, 183, 366, 366 };
  gsize i;

  sublet_ui_spend_set_incomplete (series, 365);
  for (i = 0; i < G_N_ELEMENTS (most); i++)
    {
      g_autoptr (SubletSpendSeries) bars = sublet_spend_scale_group (series, most[i]);
      gint64 total_uusd = 0;
      gint64 disk_uusd = 0;
      gint64 at_us = SUBLET_UI_SPEND_DAY_US;
      guint n = bars->buckets->len;
      guint bar;

      g_assert_cmpuint (n, ==, expected[i]);
      for (bar = 0; bar < n; bar++)
        {
          const SubletSpendBucket *bucket = sublet_ui_spend_get (bars, bar);

          g_assert_cmpint (bucket->start_us, ==, at_us);
          g_assert_true (bucket->complete == (bar < n - 1));
          at_us = bucket->end_us;
          total_uusd += bucket->total_uusd;
          disk_uusd += bucket->parts_uusd[SUBLET_CHARGE_KIND_DISK];
        }
      g_assert_cmpint (at_us, ==, series->sum.end_us);
      g_assert_cmpint (total_uusd, ==, series->sum.total_uusd);
      g_assert_cmpint (disk_uusd, ==, series->sum.parts_uusd[SUBLET_CHARGE_KIND_DISK]);
      g_assert_cmpint (bars->sum.total_uusd, ==, series->sum.total_uusd);
    }
}

static void
test_find (void)
{
  g_autoptr (SubletSpendSeries) series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 30);

  g_assert_cmpuint (sublet_spend_scale_find (series, 0), ==, 0);
  g_assert_cmpuint (sublet_spend_scale_find (series, SUBLET_UI_SPEND_DAY_US), ==, 0);
  g_assert_cmpuint (sublet_spend_scale_find (series,
                                             SUBLET_UI_SPEND_DAY_US + 7 * G_TIME_SPAN_DAY - 1),
                    ==,
                    6);
  g_assert_cmpuint (sublet_spend_scale_find (series, SUBLET_UI_SPEND_DAY_US + 7 * G_TIME_SPAN_DAY),
                    ==,
                    7);
  g_assert_cmpuint (sublet_spend_scale_find (series, G_MAXINT64), ==, 29);
}

static void
test_stride (void)
{
  g_assert_cmpuint (sublet_spend_scale_get_stride (7, 700, 100), ==, 1);
  g_assert_cmpuint (sublet_spend_scale_get_stride (7, 690, 100), ==, 2);
  g_assert_cmpuint (sublet_spend_scale_get_stride (30, 300, 50), ==, 5);
  g_assert_cmpuint (sublet_spend_scale_get_stride (366, 366, 55), ==, 60);
  g_assert_cmpuint (sublet_spend_scale_get_stride (3, 30, 5000), ==, 3);
  g_assert_cmpuint (sublet_spend_scale_get_stride (0, 300, 50), ==, 1);
}

static void
test_months (void)
{
  g_autoptr (SubletSpendSeries) days = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 93);
  g_autoptr (SubletSpendSeries) more = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 94);
  g_autoptr (SubletSpendSeries) weeks = sublet_spend_scale_group (more, 14);
  g_autoptr (SubletSpendSeries) months = sublet_spend_scale_group (more, 3);

  g_assert_false (sublet_spend_scale_is_long (days));
  g_assert_true (sublet_spend_scale_is_long (more));
  g_assert_true (sublet_spend_scale_is_long (weeks));
  g_assert_false (sublet_spend_scale_is_long (months));
  g_assert_false (sublet_spend_scale_begins_month (sublet_ui_spend_get (more, 13)));
  g_assert_true (sublet_spend_scale_begins_month (sublet_ui_spend_get (more, 14)));
  g_assert_false (sublet_spend_scale_begins_month (sublet_ui_spend_get (more, 15)));
  /* 24 to 30 November; from 1 December. */
  g_assert_false (sublet_spend_scale_begins_month (sublet_ui_spend_get (weeks, 1)));
  g_assert_true (sublet_spend_scale_begins_month (sublet_ui_spend_get (weeks, 2)));
  /* 29 December to 4 January. */
  g_assert_true (sublet_spend_scale_begins_month (sublet_ui_spend_get (weeks, 6)));
}

/* ---- words ---- */

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_sentence (void)
{
  g_autoptr (SubletSpendSeries) series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 4);

  sublet_ui_spend_set (series, 0, 7410000, 220000, 50000, 20000);
  sublet_ui_spend_set (series, 1, -30000, 3000, 0, 0);
  sublet_ui_spend_set (series, 2, 70000, 0, 0, 0);
  sublet_ui_spend_set_incomplete (series, 2);
  sublet_ui_spend_set_incomplete (series, 3);
  assert_text (sublet_spend_text_dup_sentence (sublet_ui_spend_get (series, 0), series),
               "Tue 17 Nov: $7.41 = GPU $7.12, disk $0.22, download $0.05, upload $0.02");
  assert_text (sublet_spend_text_dup_sentence (sublet_ui_spend_get (series, 1), series),
               "Wed 18 Nov: −$0.03 = GPU −$0.03, disk under $0.01");
  assert_text (sublet_spend_text_dup_sentence (sublet_ui_spend_get (series, 2), series),
               "Thu 19 Nov, so far: $0.07 = GPU $0.07");
  assert_text (sublet_spend_text_dup_sentence (sublet_ui_spend_get (series, 3), series),
               "Fri 20 Nov: nothing is known yet");
  sublet_ui_spend_get (series, 3)->complete = true;
  assert_text (sublet_spend_text_dup_sentence (sublet_ui_spend_get (series, 3), series),
               "Fri 20 Nov: nothing was billed");
}

static void
test_buckets (void)
{
  g_autoptr (SubletSpendSeries) series = sublet_ui_spend_new (SUBLET_UI_SPEND_DAY_US, 60);
  SubletSpendBucket bucket = *sublet_ui_spend_get (series, 0);

  /* The series ends in another year. */
  assert_text (sublet_spend_text_dup_bucket (&bucket, series), "Tue 17 Nov 2026");
  bucket.end_us = bucket.start_us + 7 * G_TIME_SPAN_DAY;
  assert_text (sublet_spend_text_dup_bucket (&bucket, series), "17 Nov 2026 to 23 Nov 2026");
  assert_text (sublet_spend_text_dup_tick (&bucket, false), "17 Nov");
  bucket.start_us = sublet_ui_spend_get (series, 14)->start_us;
  bucket.end_us = bucket.start_us + 31 * G_TIME_SPAN_DAY;
  assert_text (sublet_spend_text_dup_bucket (&bucket, series), "December 2026");
  assert_text (sublet_spend_text_dup_tick (&bucket, false), "Dec 2026");
  /* Not all of it. */
  bucket.end_us -= G_TIME_SPAN_DAY;
  assert_text (sublet_spend_text_dup_bucket (&bucket, series), "1 Dec 2026 to 30 Dec 2026");
  assert_text (sublet_spend_text_dup_tick (&bucket, false), "1 Dec");
  bucket.end_us += 2 * G_TIME_SPAN_DAY;
  assert_text (sublet_spend_text_dup_tick (&bucket, true), "Jan 2027");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend/axis", test_axis);
  g_test_add_func ("/ui/billing/spend/extent", test_extent);
  g_test_add_func ("/ui/billing/spend/group", test_group);
  g_test_add_func ("/ui/billing/spend/find", test_find);
  g_test_add_func ("/ui/billing/spend/stride", test_stride);
  g_test_add_func ("/ui/billing/spend/months", test_months);
  g_test_add_func ("/ui/billing/spend/sentence", test_sentence);
  g_test_add_func ("/ui/billing/spend/buckets", test_buckets);

  return g_test_run ();
}
