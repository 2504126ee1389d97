/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-batch-text.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test.h"

#include <string.h>

static void
assert_step (const SubletBatchReading *reading,
             SubletRentStepLook look,
             const char *text,
             const char *aside)
{
  SubletRentStep *step = sublet_batch_text_step (reading);

  g_assert_cmpint (step->look, ==, look);
  g_assert_cmpstr (step->text, ==, text);
  g_assert_cmpstr (step->aside, ==, aside);
  sublet_rent_step_free (step);
}

static void
test_step (void)
{
  g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_CAP, "above the cap");
  SubletBatchReading reading = { .state = SUBLET_BATCH_ITEM_WAITING, .label = "ada-4" };
  SubletRentStep *step;

  assert_step (&reading, SUBLET_RENT_STEP_TODO, "ada-4", "waiting");
  reading.state = SUBLET_BATCH_ITEM_ASKING;
  assert_step (&reading, SUBLET_RENT_STEP_PENDING, "ada-4", "asking");
  reading.state = SUBLET_BATCH_ITEM_RENTED;
  assert_step (&reading, SUBLET_RENT_STEP_DONE, "ada-4", "starting");
  reading.next_rate_nusd = 332000000;
  assert_step (&reading,
               SUBLET_RENT_STEP_DONE,
               "ada-4: the first was taken, the next is $0.332/h",
               "starting");
  reading.state = SUBLET_BATCH_ITEM_UNCLEAR;
  assert_step (&reading,
               SUBLET_RENT_STEP_DOUBT,
               "ada-4: the answer got lost, and Sublet looks for it",
               NULL);
  reading.state = SUBLET_BATCH_ITEM_NOT_ASKED;
  assert_step (&reading, SUBLET_RENT_STEP_TODO, "ada-4", "not asked for");
  reading.state = SUBLET_BATCH_ITEM_REFUSED;
  reading.reason = SUBLET_RENTAL_REASON_KEY;
  assert_step (&reading, SUBLET_RENT_STEP_STOP, "ada-4: Vast does not accept this key", NULL);

  /* Nothing was written: the error says why. */
  reading.error = error;
  step = sublet_batch_text_step (&reading);
  g_assert_true (g_str_has_prefix (step->text, "ada-4: "));
  g_assert_null (strstr (step->text, "does not accept this key"));
  sublet_rent_step_free (step);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_sums (void)
{
  SubletBatchSums sums = { .count = 3, .running = TRUE };

  assert_text (sublet_batch_text_title (&sums), "Count 3, so far");
  assert_text (sublet_batch_text_message (&sums),
               "Each is asked for when the one before it is answered. You can close this window; "
               "the rest goes on.");

  sums.running = FALSE;
  assert_text (sublet_batch_text_title (&sums), "0 of 3 rented");
  assert_text (sublet_batch_text_message (&sums), "Nothing was rented.");
  sums.n_rented = 2;
  sums.n_refused = 1;
  sums.rate_nusd = 650000000;
  assert_text (sublet_batch_text_title (&sums), "2 of 3 rented");
  assert_text (sublet_batch_text_message (&sums),
               "Those that are rented cost $0.650/h. Nothing else was rented.");
  sums.n_refused = 0;
  sums.n_unclear = 1;
  assert_text (sublet_batch_text_message (&sums),
               "An answer got lost. Sublet is looking for the instance and will not rent another "
               "in its place.");
  sums.n_rented = 3;
  sums.n_unclear = 0;
  assert_text (sublet_batch_text_message (&sums), NULL);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rent/batch-text/step", test_step);
  g_test_add_func ("/ui/rent/batch-text/sums", test_sums);

  return g_test_run ();
}
