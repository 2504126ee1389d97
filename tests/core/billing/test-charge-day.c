/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-charge-day.h"

#include "support/sublet-test.h"

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define THIS (20000 * DAY) /* the start of some day */
#define END (THIS + DAY)
#define MINUTE ((gint64) G_TIME_SPAN_MINUTE)

static void
test_floor (void)
{
  g_assert_cmpint (sublet_charge_day_floor (THIS), ==, THIS);
  g_assert_cmpint (sublet_charge_day_floor (END - 1), ==, THIS);
  g_assert_cmpint (sublet_charge_day_floor (END), ==, END);
}

static void
test_due (void)
{
  static const struct
  {
    gint64 known_at_us;
    gint64 now_us;
    gint64 due_us;
  } cases[] = {
    { 0, THIS, 0 },
    { 0, END + 400 * DAY, 0 },
    /* today, and yesterday */
    { THIS + MINUTE, THIS + MINUTE, THIS + 6 * MINUTE },
    { END - MINUTE, END + MINUTE, END + 4 * MINUTE },
    { END + MINUTE, END + MINUTE, END + 6 * MINUTE },
    { END + DAY - MINUTE, END + DAY - MINUTE, END + DAY },
    /* once after each mark */
    { END + DAY, END + DAY, END + 2 * DAY },
    { END + DAY + 5 * MINUTE, END + 9 * DAY, END + 2 * DAY },
    { END + 2 * DAY, END + 2 * DAY, END + 3 * DAY },
    { END + 3 * DAY, END + 3 * DAY, END + 7 * DAY },
    { END + 7 * DAY - 1, END + 7 * DAY - 1, END + 7 * DAY },
    { END + 7 * DAY, END + 7 * DAY, G_MAXINT64 },
    { END + 300 * DAY, END + 400 * DAY, G_MAXINT64 },
    /* Long ago, in the middle of that day: not whole. */
    { THIS + MINUTE, END + 90 * DAY, THIS + 6 * MINUTE },
    /* The clock was wrong, or is. */
    { END + 8 * DAY, END + 2 * DAY, 0 },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (sublet_charge_day_get_due_us (THIS, cases[i].known_at_us, cases[i].now_us),
                     ==,
                     cases[i].due_us);
}

static void
test_total (void)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletChargeDay) day = NULL;
  SubletChargeData first = { .amount_uusd = 1234000, .parts_uusd = { 1235000 } };
  SubletChargeData second = { .amount_uusd = 1000 };

  g_ptr_array_add (charges, sublet_charge_new_take (&first));
  g_ptr_array_add (charges, sublet_charge_new_take (&second));
  day = sublet_charge_day_new (THIS, END, charges);
  /* The sum counts, not what its parts were rounded to. */
  g_assert_cmpint (sublet_charge_day_get_total_uusd (day), ==, 1235000);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);
  g_test_add_func ("/billing/charge-day/floor", test_floor);
  g_test_add_func ("/billing/charge-day/due", test_due);
  g_test_add_func ("/billing/charge-day/total", test_total);

  return g_test_run ();
}
