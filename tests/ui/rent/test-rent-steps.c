/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/rent/sublet-rent-steps.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

/* Monday 23 November 2026, 14:10:02 UTC. */
#define START G_GINT64_CONSTANT (1795443002000000)

static void
add_event (GArray *events,
           gint64 after_s,
           SubletRentalState state,
           SubletRentalReason reason,
           gint64 offer_id)
{
  SubletRentalEvent event = {
    .at_us = START + after_s * G_TIME_SPAN_SECOND,
    .state = state,
    .reason = reason,
    .offer_id = offer_id,
    .rate_nusd = offer_id == 2 ? 332000000 : SUBLET_MONEY_UNKNOWN,
  };

  g_array_append_val (events, event);
}

/* Lines of sign, text and aside: "+" done, "?" doubt, "x" stop, "o" pending. */
static char *
dup_lines (const SubletRentReading *reading)
{
  g_autoptr (GPtrArray) steps = sublet_rent_steps_new (reading);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint i;

  for (i = 0; i < steps->len; i++)
    {
      const SubletRentStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (lines,
                              "%c %s%s%s\n",
                              "o+?x"[step->look],
                              step -> text,
                              step -> aside == NULL ? "" : " | ",
                              step->aside == NULL ? "" : step->aside);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static SubletRentReading
make_reading (GArray *events)
{
  return (SubletRentReading){
    .events = events,
    .state = SUBLET_RENTAL_STATE_INTENDED,
    .label = "ada-4",
    .gpu_name = "RTX 4090",
    .place = "Sweden",
    .rate_nusd = 325111111,
    .ceiling_nusd = 341000000,
    .next_rate_nusd = SUBLET_MONEY_UNKNOWN,
    .now_us = START,
  };
}

static void
assert_lines (const SubletRentReading *reading, const char *expected)
{
  g_autofree char *lines = dup_lines (reading);

  g_assert_cmpstr (lines, ==, expected);
}

static void
assert_message (const SubletRentReading *reading, const char *expected)
{
  g_autofree char *message = sublet_rent_steps_dup_message (reading);

  g_assert_cmpstr (message, ==, expected);
}

static void
test_asking (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);

  /* No row shows a state before the journal holds it. */
  assert_lines (&reading, "o Writing to the journal…\n");

  add_event (events, 0, SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_REASON_NONE, 0);
  add_event (events, 0, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 31900417);
  reading.state = SUBLET_RENTAL_STATE_REQUESTING;
  assert_lines (&reading,
                "+ Written to the journal | 14:10:02\n"
                "+ Asked Vast for offer 31900417 | 14:10:02\n"
                "o Waiting for Vast's answer…\n");
  assert_message (&reading, NULL);

  add_event (events, 1, SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_RENTAL_REASON_NONE, 0);
  add_event (events, 9, SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_REASON_NONE, 0);
  reading.state = SUBLET_RENTAL_STATE_RUNNING;
  assert_lines (&reading,
                "+ Written to the journal | 14:10:02\n"
                "+ Asked Vast for offer 31900417 | 14:10:02\n"
                "+ Rented: ada-4 | 14:10:03\n");
}

static void
test_unclear (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);

  add_event (events, 0, SUBLET_RENTAL_STATE_INTENDED, SUBLET_RENTAL_REASON_NONE, 0);
  add_event (events, 0, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 31900417);
  add_event (events, 30, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE, 0);
  reading.state = SUBLET_RENTAL_STATE_UNCLEAR;
  reading.look = 2;
  reading.looks = 3;
  reading.next_look_us = START + 60 * G_TIME_SPAN_SECOND;
  reading.now_us = START + 36 * G_TIME_SPAN_SECOND;
  assert_lines (&reading,
                "+ Written to the journal | 14:10:02\n"
                "+ Asked Vast for offer 31900417 | 14:10:02\n"
                "? The answer got lost | 14:10:32\n"
                "o Looking for the instance | look 2 of 3 in 24 s\n");
  assert_message (&reading,
                  "Vast's answer got lost. Sublet is looking for the instance and will not rent a "
                  "second one. If it exists, it may bill $0.325/h already.\n\n"
                  "You can close this window; the search goes on.");

  reading.now_us = reading.next_look_us;
  assert_lines (&reading,
                "+ Written to the journal | 14:10:02\n"
                "+ Asked Vast for offer 31900417 | 14:10:02\n"
                "? The answer got lost | 14:10:32\n"
                "o Looking for the instance | look 2 of 3\n");
}

static void
test_unclear_found (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);

  add_event (events, 30, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE, 0);
  add_event (events, 60, SUBLET_RENTAL_STATE_PROVISIONING, SUBLET_RENTAL_REASON_NONE, 0);
  reading.state = SUBLET_RENTAL_STATE_PROVISIONING;
  assert_lines (&reading,
                "? The answer got lost | 14:10:32\n"
                "+ Found: ada-4 is rented, $0.325/h since 14:11. | 14:11:02\n");
}

static void
test_unclear_not_found (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);

  add_event (events, 30, SUBLET_RENTAL_STATE_UNCLEAR, SUBLET_RENTAL_REASON_NONE, 0);
  add_event (events, 180, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS, 0);
  reading.state = SUBLET_RENTAL_STATE_REFUSED;
  reading.reason = SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS;
  assert_lines (&reading,
                "? The answer got lost | 14:10:32\n"
                "x Not rented. Three complete lists showed nothing new. | 14:13:02\n");
  assert_message (&reading,
                  "Should it turn up within a day, it gets a card with a button to destroy it.");
}

static void
test_taken (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);

  add_event (events, 0, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 1);
  add_event (events, 2, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 2);
  reading.state = SUBLET_RENTAL_STATE_REQUESTING;
  assert_lines (&reading,
                "+ Asked Vast for offer 1 | 14:10:02\n"
                "+ That offer was just taken. Sublet asked for the next one, RTX 4090 in Sweden at "
                "$0.332/h, below your ceiling of $0.341/h. | 14:10:04\n"
                "o Waiting for Vast's answer…\n");

  /* Above the ceiling the next one is proposed, never rented. */
  reading.state = SUBLET_RENTAL_STATE_REFUSED;
  reading.reason = SUBLET_RENTAL_REASON_NEXT_TOO_DEAR;
  reading.next_rate_nusd = 348000000;
  g_assert_cmpint (sublet_rent_outcome (reading.state, reading.reason),
                   ==,
                   SUBLET_RENT_OUTCOME_TAKEN);
  assert_message (&reading, "The next one costs $0.348/h, above your ceiling.");
  reading.ceiling_nusd = 0;
  assert_message (&reading, "The next one costs $0.348/h.");
  reading.reason = SUBLET_RENTAL_REASON_NO_CANDIDATE;
  reading.next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  assert_message (&reading, "No other RTX 4090 is offered right now. Nothing was rented.");
  reading.reason = SUBLET_RENTAL_REASON_OFFER_GONE;
  assert_message (&reading, "Somebody else was faster. Nothing was rented.");
}

/* Hosts call models and places what they like: nothing of it turns the sentence around. */
static void
test_hostile_names (void)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
  SubletRentReading reading = make_reading (events);
  g_autofree char *lines = NULL;
  g_autofree char *message = NULL;

  add_event (events, 0, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 1);
  add_event (events, 2, SUBLET_RENTAL_STATE_REQUESTING, SUBLET_RENTAL_REASON_NONE, 2);
  reading.state = SUBLET_RENTAL_STATE_REQUESTING;
  reading.gpu_name = "RTX \u202e4090";
  reading.place = "Swe\u2066den";
  lines = dup_lines (&reading);
  g_assert_nonnull (strstr (lines, "for the next one, RTX"));
  g_assert_null (strstr (lines, "\u202e"));
  g_assert_null (strstr (lines, "\u2066"));

  reading.state = SUBLET_RENTAL_STATE_REFUSED;
  reading.reason = SUBLET_RENTAL_REASON_NO_CANDIDATE;
  reading.next_rate_nusd = SUBLET_MONEY_UNKNOWN;
  message = sublet_rent_steps_dup_message (&reading);
  g_assert_nonnull (strstr (message, "No other RTX"));
  g_assert_null (strstr (message, "\u202e"));
}

/* Whatever the reason: a refusal says that nothing was rented. */
static void
test_refused (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SUBLET_TYPE_RENTAL_REASON);
  guint i;

  for (i = 0; i < klass->n_values; i++)
    {
      g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (SubletRentalEvent));
      SubletRentReading reading = make_reading (events);
      SubletRentalReason reason = klass->values[i].value;
      g_autofree char *lines = NULL;
      g_autofree char *message = NULL;

      add_event (events, 1, SUBLET_RENTAL_STATE_REFUSED, reason, 0);
      reading.state = SUBLET_RENTAL_STATE_REFUSED;
      reading.reason = reason;
      lines = dup_lines (&reading);
      message = sublet_rent_steps_dup_message (&reading);

      g_assert_true (g_str_has_prefix (lines, "x "));
      g_assert_nonnull (message);
      if (reason != SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS)
        g_assert_nonnull (strstr (message, "Nothing was rented"));
    }
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rent/steps/asking", test_asking);
  g_test_add_func ("/ui/rent/steps/unclear", test_unclear);
  g_test_add_func ("/ui/rent/steps/unclear-found", test_unclear_found);
  g_test_add_func ("/ui/rent/steps/unclear-not-found", test_unclear_not_found);
  g_test_add_func ("/ui/rent/steps/taken", test_taken);
  g_test_add_func ("/ui/rent/steps/hostile-names", test_hostile_names);
  g_test_add_func ("/ui/rent/steps/refused", test_refused);

  return g_test_run ();
}
