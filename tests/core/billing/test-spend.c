/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-spend.h"

#include "support/sublet-test.h"

#define DAY ((gint64) G_TIME_SPAN_DAY)

/* 31 January 2024, a Wednesday; the year has a 29 February. */
#define THIS (19753 * DAY)

/* A day while its charges are written down. */
typedef struct
{
  gint64 day_us;
  gint64 known_at_us;
  GPtrArray *charges; /* (owned) (element-type SubletCharge) */
} Draft;

static void
draft_free (Draft *draft)
{
  g_ptr_array_unref (draft->charges);
  g_free (draft);
}

static void
add_charge (Draft *day, gint64 instance_id, const char *label, gint64 amount_uusd)
{
  SubletChargeData data = { .instance_id = instance_id,
                            .label = g_strdup (label),
                            .source = instance_id != 0
                                        ? g_strdup_printf ("instance-%d", (int) instance_id)
                                        : g_strdup ("volume-3"),
                            .amount_uusd = amount_uusd,
                            .parts_uusd = { amount_uusd - 1000, 1500 } };

  g_ptr_array_add (day->charges, sublet_charge_new_take (&data));
}

/* @n days from THIS, each answered after it had ended. */
static GPtrArray *
make_days (guint n)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) draft_free);
  guint i;

  for (i = 0; i < n; i++)
    {
      Draft *draft = g_new0 (Draft, 1);

      draft->day_us = THIS + i * DAY;
      draft->known_at_us = draft->day_us + DAY;
      draft->charges = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (days, draft);
    }

  return days;
}

static Draft *
get_day (GPtrArray *days, guint i)
{
  return g_ptr_array_index (days, i);
}

static GPtrArray *
pack_days (GPtrArray *drafts)
{
  GPtrArray *days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
  guint i;

  for (i = 0; i < drafts->len; i++)
    {
      const Draft *draft = get_day (drafts, i);

      g_ptr_array_add (days,
                       sublet_charge_day_new (draft->day_us, draft->known_at_us, draft->charges));
    }

  return days;
}

/* It keeps what it needs of the days. */
static SubletSpend *
make_spend (GPtrArray *drafts, SubletSpendLookup lookup)
{
  g_autoptr (GPtrArray) days = pack_days (drafts);

  return sublet_spend_new (days, lookup, NULL);
}

/* "first day+days:thousandths" of each bucket, "?" behind what is not complete. */
static void
assert_series (GPtrArray *days, int from, int until, SubletSpendStep step, const char *words)
{
  g_autoptr (SubletSpend) spend = make_spend (days, NULL);
  g_autoptr (SubletSpendSeries)
    series = sublet_spend_make_series (spend, THIS + from * DAY + 5, THIS + until * DAY + 7, step);
  g_autoptr (GString) found = g_string_new (NULL);
  gint64 total_uusd = 0;
  bool complete = true;
  guint i;

  for (i = 0; i < series->buckets->len; i++)
    {
      const SubletSpendBucket *bucket = &g_array_index (series->buckets, SubletSpendBucket, i);

      g_string_append_printf (found,
                              "%s%d+%d:%d%s",
                              i > 0 ? " " : "",
                              (int) ((bucket->start_us - THIS) / DAY),
                              (int) ((bucket->end_us - bucket->start_us) / DAY),
                              (int) (bucket->total_uusd / 1000),
                              bucket->complete ? "" : "?");
      total_uusd += bucket->total_uusd;
      complete = complete && bucket->complete;
    }
  g_assert_cmpstr (found->str, ==, words);
  g_assert_cmpint (series->sum.total_uusd, ==, total_uusd);
  g_assert_cmpint (series->sum.start_us, ==, THIS + from * DAY);
  g_assert_cmpint (series->sum.end_us, ==, THIS + (until + 1) * DAY);
  g_assert_true (series->sum.complete == complete);
}

static void
test_days (void)
{
  g_autoptr (GPtrArray) days = make_days (3);

  add_charge (get_day (days, 0), 7, "a", 4000);
  add_charge (get_day (days, 2), 7, "a", 5000);
  add_charge (get_day (days, 2), 8, "b", 6000);
  assert_series (days, 0, 2, SUBLET_SPEND_STEP_DAY, "0+1:4 1+1:0 2+1:11");
  assert_series (days, 2, 2, SUBLET_SPEND_STEP_DAY, "2+1:11");
}

/* A day that nobody asked for is not one without charges, and one that went on is not whole. */
static void
test_complete (void)
{
  g_autoptr (GPtrArray) days = make_days (4);

  add_charge (get_day (days, 3), 7, "a", 4000);
  get_day (days, 3)->known_at_us = THIS + 4 * DAY - 1;
  g_ptr_array_remove_index (days, 1);
  assert_series (days, -1, 3, SUBLET_SPEND_STEP_DAY, "-1+1:0? 0+1:0 1+1:0? 2+1:0 3+1:4?");
  assert_series (days, 0, 2, SUBLET_SPEND_STEP_MONTH, "0+1:0 1+2:0?");
  assert_series (days, 2, 2, SUBLET_SPEND_STEP_WEEK, "2+1:0");
}

/* A week begins on Monday, a month on its first day; both are cut to the range. */
static void
test_calendar (void)
{
  g_autoptr (GPtrArray) days = make_days (40);
  guint i;

  for (i = 0; i < 40; i++)
    add_charge (get_day (days, i), 7, "a", 1000);
  assert_series (days, 0, 13, SUBLET_SPEND_STEP_WEEK, "0+5:5 5+7:7 12+2:2");
  assert_series (days, 5, 11, SUBLET_SPEND_STEP_WEEK, "5+7:7");
  assert_series (days, 0, 39, SUBLET_SPEND_STEP_MONTH, "0+1:1 1+29:29 30+10:10");
}

static void
test_parts (void)
{
  g_autoptr (GPtrArray) days = make_days (2);
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (SubletSpendSeries) series = NULL;

  add_charge (get_day (days, 0), 7, "a", 4000);
  add_charge (get_day (days, 1), 7, "a", 5000);
  spend = make_spend (days, NULL);
  series = sublet_spend_make_series (spend, THIS, THIS + DAY, SUBLET_SPEND_STEP_DAY);
  g_assert_cmpint (series->sum.parts_uusd[SUBLET_CHARGE_KIND_GPU], ==, 7000);
  g_assert_cmpint (series->sum.parts_uusd[SUBLET_CHARGE_KIND_DISK], ==, 3000);
  /* As it was sent, not what its parts were rounded to. */
  g_assert_cmpint (series->sum.total_uusd, ==, 9000);
}

/* Instances 7 and 8 are of one machine; of 9 nothing is known. */
static SubletSpendPlace
look_up (gint64 instance_id, gpointer user_data)
{
  if (instance_id == 9)
    return (SubletSpendPlace){ 0, NULL };

  return (SubletSpendPlace){ 55, instance_id == 7 ? "RTX 4090" : "H100" };
}

static void
assert_groups (GPtrArray *days,
               int from,
               int until,
               SubletSpendGrouping grouping,
               const char *words)
{
  g_autoptr (SubletSpend) spend = make_spend (days, look_up);
  g_autoptr (GArray)
    groups = sublet_spend_make_groups (spend, THIS + from * DAY, THIS + until * DAY, grouping);
  g_autoptr (GString) found = g_string_new (NULL);
  guint i;

  for (i = 0; i < groups->len; i++)
    {
      const SubletSpendGroup *group = &g_array_index (groups, SubletSpendGroup, i);

      g_string_append_printf (found,
                              "%s%d/%s=%ux%d",
                              i > 0 ? ", " : "",
                              (int) group->id,
                              group->name != NULL ? group->name : "?",
                              group->n_charges,
                              (int) (group->total_uusd / 1000));
      g_assert_cmpint (group->parts_uusd[SUBLET_CHARGE_KIND_DISK], ==, 1500 * group->n_charges);
    }
  g_assert_cmpstr (found->str, ==, words);
}

static void
test_groups (void)
{
  g_autoptr (GPtrArray) days = make_days (2);

  add_charge (get_day (days, 0), 7, "a", 4000);
  add_charge (get_day (days, 0), 8, "b", 3000);
  add_charge (get_day (days, 0), 0, NULL, 1000);
  add_charge (get_day (days, 1), 7, "b", 2000);
  add_charge (get_day (days, 1), 9, "", 9000);

  assert_groups (days,
                 0,
                 1,
                 SUBLET_SPEND_GROUPING_INSTANCE,
                 "9/instance-9=1x9, 7/instance-7=2x6, 8/instance-8=1x3, 0/volume-3=1x1");
  assert_groups (days, 0, 1, SUBLET_SPEND_GROUPING_LABEL, "0/?=2x10, 0/b=2x5, 0/a=1x4");
  assert_groups (days, 0, 1, SUBLET_SPEND_GROUPING_GPU, "0/?=2x10, 0/RTX 4090=2x6, 0/H100=1x3");
  assert_groups (days, 0, 1, SUBLET_SPEND_GROUPING_MACHINE, "0/?=2x10, 55/?=3x9");
  /* Only what has a charge in the range. */
  assert_groups (days,
                 0,
                 0,
                 SUBLET_SPEND_GROUPING_INSTANCE,
                 "7/instance-7=1x4, 8/instance-8=1x3, 0/volume-3=1x1");
  assert_groups (days, 5, 9, SUBLET_SPEND_GROUPING_LABEL, "");
}

/* On another thread; the days may go, and more may come, while it is made. */
static void
test_async (void)
{
  g_autoptr (GPtrArray) drafts = make_days (2);
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSpend) added = NULL;
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (GArray) groups = NULL;
  g_autoptr (GArray) unplaced = NULL;

  add_charge (get_day (drafts, 0), 7, "a", 4000);
  add_charge (get_day (drafts, 1), 8, "b", 5000);
  days = pack_days (drafts);
  sublet_spend_new_async (days, NULL, sublet_test_on_result, &result);
  g_ptr_array_set_size (days, 0);
  sublet_test_await_result (&result);
  added = sublet_spend_new_finish (result, &error);
  g_assert_no_error (error);

  /* Places come later, and of each who asks its own. */
  spend = sublet_spend_place (added, look_up, NULL);
  unplaced = sublet_spend_make_groups (added, THIS, THIS + DAY, SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpuint (unplaced->len, ==, 1);
  g_assert_null (g_array_index (unplaced, SubletSpendGroup, 0).name);
  g_clear_pointer (&added, sublet_spend_unref);

  groups = sublet_spend_make_groups (spend, THIS, THIS + DAY, SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (g_array_index (groups, SubletSpendGroup, 0).name, ==, "H100");
  g_assert_cmpint (g_array_index (groups, SubletSpendGroup, 1).total_uusd, ==, 4000);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/spend/days", test_days);
  g_test_add_func ("/billing/spend/complete", test_complete);
  g_test_add_func ("/billing/spend/calendar", test_calendar);
  g_test_add_func ("/billing/spend/parts", test_parts);
  g_test_add_func ("/billing/spend/groups", test_groups);
  g_test_add_func ("/billing/spend/async", test_async);

  return g_test_run ();
}
