/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rental-text-fixture.h"

#include "ui/instances/sublet-rental-text.h"
#include "ui/sublet-ui-rentals.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test.h"

/* When what is said changes by itself. */

/* The page's timer may neither miss a change nor wake up for nothing; costs are rounded to
 * millionths, which is a quarter of a second for a small disk. */
static void
test_next_change (void)
{
  static const SubletRentalState states[] = {
    SUBLET_RENTAL_STATE_READY,
    SUBLET_RENTAL_STATE_STOPPED,
    SUBLET_RENTAL_STATE_UNCLEAR,
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SubletClock) clock = rental_text_make_clock ();
      g_autoptr (SubletRental) rental = sublet_ui_make_rental (clock, "ada-1", states[i]);
      guint changes = 0;
      int turn;

      for (turn = 0; turn < 20; turn++)
        {
          g_autofree char *before = sublet_rental_text_dup_sentence (rental, clock);
          g_autofree char *just_before = NULL;
          g_autofree char *after = NULL;
          gint64 next_us = sublet_rental_text_get_next_change_us (rental, clock);
          gint64 wait_ms = (next_us - sublet_clock_get_service_us (clock)) / 1000;

          g_assert_cmpint (next_us, >, sublet_clock_get_service_us (clock));
          if (next_us == G_MAXINT64)
            break;
          sublet_manual_clock_advance (SUBLET_MANUAL_CLOCK (clock), MAX (wait_ms - 300, 0));
          just_before = sublet_rental_text_dup_sentence (rental, clock);
          g_assert_cmpstr (just_before, ==, before);
          sublet_manual_clock_advance (SUBLET_MANUAL_CLOCK (clock), 600);
          after = sublet_rental_text_dup_sentence (rental, clock);
          changes += g_str_equal (before, after) ? 0 : 1;
        }
      g_assert_cmpuint (changes, >=, 15);
    }
}

static void
test_what_never_changes (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental) gone = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_GONE);
  g_autoptr (SubletRental)
    refused = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_REFUSED);

  g_assert_cmpint (sublet_rental_text_get_next_change_us (gone, clock), ==, G_MAXINT64);
  g_assert_cmpint (sublet_rental_text_get_next_change_us (refused, clock), ==, G_MAXINT64);
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rental-text/next-change", test_next_change);
  g_test_add_func ("/ui/rental-text/what-never-changes", test_what_never_changes);

  return g_test_run ();
}
