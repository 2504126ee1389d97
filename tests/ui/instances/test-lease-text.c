/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"
#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

#define NBSP "\302\240"

#define STATE(name) SUBLET_LEASE_STATE_##name
#define END(name) SUBLET_LEASE_END_##name

typedef struct
{
  SubletLeaseState state;
  SubletLeaseEnd at_end;
  gint64 left_s;
  const char *left;   /* (nullable) */
  const char *end;    /* (nullable): how it begins */
  const char *notice; /* (nullable): how it begins */
  const char *alert;  /* (nullable) */
} Row;

static const Row rows[] = {
  { STATE (RUNNING), END (STOP), 13709, "3" NBSP "h 48" NBSP "min left", "It stops ", NULL, NULL },
  { STATE (SOON),
    END (STOP),
    1759,
    "29" NBSP "min left",
    "It stops ",
    "It stops ",
    "ada-1 stops in 30 min" },
  /* Told late, after a sleep. */
  { STATE (SOON),
    END (STOP),
    720,
    "12" NBSP "min left",
    "It stops ",
    "It stops ",
    "ada-1 stops in 12 min" },
  { STATE (LAST),
    END (DESTROY),
    250,
    "4" NBSP "min 10" NBSP "s left",
    "It is destroyed ",
    "It is destroyed ",
    "ada-1 is destroyed in 5 min" },
  { STATE (LAST),
    END (WARN),
    9,
    "9" NBSP "s left",
    "Its lease ends ",
    "Its lease ends ",
    "The lease of ada-1 ends in 1 min" },
  { STATE (DUE), END (STOP), -1, "Lease over", NULL, NULL, NULL },
  { STATE (OVER), END (STOP), -100, "Lease over", NULL, NULL, NULL },
  { STATE (WAITING),
    END (STOP),
    -100,
    "Lease over",
    NULL,
    "Its lease has ended, and Vast does not take the order.",
    "The lease of ada-1 has ended, and it bills on" },
};

static SubletRental *
make_rental (SubletClock *clock, SubletLeaseState state, SubletLeaseEnd at_end, gint64 left_s)
{
  SubletRental *rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_lease_end_us (rental,
                                  sublet_clock_get_service_us (clock) +
                                    left_s * G_TIME_SPAN_SECOND);
  sublet_rental_set_lease_at_end (rental, at_end);
  sublet_rental_set_lease_state (rental, state);

  return rental;
}

/* Takes the text. */
static void
assert_begins (char *text, const char *expected)
{
  g_autofree char *owned = text;

  if (expected == NULL)
    g_assert_null (owned);
  else if (owned == NULL || !g_str_has_prefix (owned, expected))
    g_error ("\"%s\" instead of \"%s…\"", owned, expected);
}

static void
assert_is (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_rows (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SubletClock) clock = SUBLET_CLOCK (sublet_manual_clock_new ());
      g_autoptr (SubletRental) rental = make_rental (clock, row->state, row->at_end, row->left_s);

      assert_is (sublet_lease_text_dup_left (rental, clock), row->left);
      assert_begins (sublet_lease_text_dup_end (rental, clock), row->end);
      assert_begins (sublet_lease_text_dup_notice (rental, clock, false), row->notice);
      assert_is (sublet_lease_text_dup_alert (rental, clock), row->alert);
    }
}

/* Whose key is gone, and who has none. */
static void
test_others (void)
{
  g_autoptr (SubletClock) clock = SUBLET_CLOCK (sublet_manual_clock_new ());
  g_autoptr (SubletRental) lost = make_rental (clock, STATE (WAITING), END (STOP), -10);
  g_autoptr (SubletRental) none = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_state (lost, SUBLET_RENTAL_STATE_UNKNOWN, SUBLET_RENTAL_REASON_NONE, 0);
  assert_begins (sublet_lease_text_dup_notice (lost, clock, false),
                 "Its lease has ended, and the key of its account is not here.");
  assert_begins (sublet_lease_text_dup_notice (lost, clock, true),
                 "Its lease has ended, and this Sublet only shows.");
  assert_begins (sublet_lease_text_dup_alert_body (lost, true),
                 "Its lease has ended, and this Sublet only shows.");
  assert_is (sublet_lease_text_dup_left (none, clock), "No lease");
  g_assert_false (sublet_rental_can_extend (none));
  sublet_rental_set_origin (none, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  assert_is (sublet_lease_text_dup_left (none, clock), NULL);
}

/* Nothing wakes up before something looks different, and nothing is late. */
static void
test_change (void)
{
  g_autoptr (SubletManualClock) manual = sublet_manual_clock_new ();
  SubletClock *clock = SUBLET_CLOCK (manual);
  g_autoptr (SubletRental) rental = make_rental (clock, STATE (RUNNING), END (STOP), 3630);
  gint64 now_us = sublet_clock_get_service_us (clock);

  g_assert_cmpint (sublet_lease_text_get_next_change_us (rental, clock) - now_us,
                   ==,
                   30 * G_TIME_SPAN_SECOND + 1);
  g_assert_cmpint (sublet_rental_text_get_next_change_us (rental, clock) - now_us,
                   <=,
                   30 * G_TIME_SPAN_SECOND + 1);
  sublet_manual_clock_advance (manual, 3600 * 1000 + 500);
  now_us = sublet_clock_get_service_us (clock);
  g_assert_cmpint (sublet_lease_text_get_next_change_us (rental, clock) - now_us,
                   ==,
                   G_TIME_SPAN_SECOND / 2 + 1);
  sublet_rental_set_lease_state (rental, STATE (OVER));
  g_assert_cmpint (sublet_lease_text_get_next_change_us (rental, clock), ==, G_MAXINT64);
}

static void
test_extended (void)
{
  g_autoptr (SubletClock) clock = SUBLET_CLOCK (sublet_manual_clock_new ());
  g_autoptr (SubletRental) rental = make_rental (clock, STATE (RUNNING), END (STOP), 3600);
  g_autofree char *text = sublet_lease_text_dup_extended (rental, clock, G_TIME_SPAN_HOUR);
  g_autofree char *shorter = sublet_lease_text_dup_extended (rental, clock, -G_TIME_SPAN_HOUR);

  g_assert_true (g_str_has_prefix (text, "ada-1 ends "));
  g_assert_true (g_str_has_suffix (text, ", about $0.33 more"));
  /* What is not longer costs no more. */
  g_assert_true (g_str_has_prefix (shorter, "ada-1 ends "));
  g_assert_null (strchr (shorter, '$'));
  g_assert_true (sublet_rental_can_extend (rental));
  sublet_rental_set_lease_state (rental, STATE (OVER));
  g_assert_false (sublet_rental_can_extend (rental));
  sublet_rental_set_lease_at_end (rental, END (WARN));
  g_assert_true (sublet_rental_can_extend (rental));
}

/* Who listens hears it too. */
static void
test_sentence (void)
{
  g_autoptr (SubletClock) clock = SUBLET_CLOCK (sublet_manual_clock_new ());
  g_autoptr (SubletRental) rental = make_rental (clock, STATE (RUNNING), END (STOP), 3600);
  g_autofree char *sentence = sublet_rental_text_dup_sentence (rental, clock);

  g_assert_nonnull (strstr (sentence, ", 1" NBSP "h left"));
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/lease-text/rows", test_rows);
  g_test_add_func ("/ui/instances/lease-text/others", test_others);
  g_test_add_func ("/ui/instances/lease-text/change", test_change);
  g_test_add_func ("/ui/instances/lease-text/extended", test_extended);
  g_test_add_func ("/ui/instances/lease-text/sentence", test_sentence);

  return g_test_run ();
}
