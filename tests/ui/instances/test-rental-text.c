/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rental-text-fixture.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/sublet-ui-rentals.h"
#include "support/sublet-test.h"

typedef struct
{
  SubletRentalState state;
  const char *icon_name;
  const char *icon_class;
  const char *said; /* word and duration */
  const char *line;
  SubletRentalGroup group;
  const char *rate;
  const char *cost;
  const char *later;
} Row;

/* Every state, in the figures of the screens' page. */
static const Row rows[] = {
  { SUBLET_RENTAL_STATE_UNKNOWN,
    "sublet-state-unknown-symbolic",
    NULL,
    "Unknown · 4 h 12 min",
    "Its account's key is no longer here.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "–",
    NULL,
    NULL },
  { SUBLET_RENTAL_STATE_INTENDED,
    "sublet-state-requesting-symbolic",
    "state-accent",
    "Renting",
    "It is in the journal; Vast is asked next.",
    SUBLET_RENTAL_GROUP_STARTING,
    "maybe $0.325/h",
    NULL,
    NULL },
  { SUBLET_RENTAL_STATE_REQUESTING,
    "sublet-state-requesting-symbolic",
    "state-accent",
    "Renting",
    "Vast is being asked.",
    SUBLET_RENTAL_GROUP_STARTING,
    "maybe $0.325/h",
    NULL,
    NULL },
  { SUBLET_RENTAL_STATE_UNCLEAR,
    "sublet-state-unclear-symbolic",
    "state-warning",
    "Checking",
    "The answer got lost; look 2 of 3 in 24 s.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "maybe $0.325/h",
    NULL,
    NULL },
  { SUBLET_RENTAL_STATE_REFUSED,
    "sublet-state-failed-symbolic",
    "state-warning",
    "Not Rented",
    "This offer is gone. The next one costs $0.348/h, above your ceiling.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "Not billed",
    NULL,
    NULL },
  { SUBLET_RENTAL_STATE_PROVISIONING,
    "sublet-state-provisioning-symbolic",
    "state-accent",
    "Loading the image",
    "Pulling from pytorch/pytorch: layer 7 of 12, 3.1 of 7.9 GB",
    SUBLET_RENTAL_GROUP_STARTING,
    "$0.015/h now",
    "$1.44 so far",
    "$0.325/h later" },
  { SUBLET_RENTAL_STATE_RUNNING,
    "sublet-state-running-symbolic",
    "state-success",
    "Running · 4 h 12 min",
    NULL,
    SUBLET_RENTAL_GROUP_RUNNING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_CONNECTING,
    "sublet-state-connecting-symbolic",
    "state-accent",
    "Connecting · 4 h 12 min",
    "It runs; SSH is not answering yet.",
    SUBLET_RENTAL_GROUP_RUNNING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_READY,
    "sublet-state-ready-symbolic",
    "state-success",
    "Ready · 4 h 12 min",
    NULL,
    SUBLET_RENTAL_GROUP_RUNNING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_RESTARTING,
    "sublet-state-restarting-symbolic",
    "state-accent",
    "Restarting",
    "The GPU is kept; $0.325/h goes on.",
    SUBLET_RENTAL_GROUP_RUNNING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_RECYCLING,
    "sublet-state-restarting-symbolic",
    "state-accent",
    "Recycling",
    "The GPU is kept; $0.325/h goes on.",
    SUBLET_RENTAL_GROUP_RUNNING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_WAITING_FOR_GPU,
    "sublet-state-waiting-symbolic",
    "state-warning",
    "Waiting for a GPU · 4 h 12 min",
    "Starts and bills by itself when one is free.",
    SUBLET_RENTAL_GROUP_STARTING,
    "$0.015/h now",
    "$1.44 so far",
    "$0.325/h later" },
  { SUBLET_RENTAL_STATE_OUTBID,
    "sublet-state-outbid-symbolic",
    "state-warning",
    "Outbid · 4 h 12 min",
    "Its disk still bills $0.36 a day. The lowest bid is $0.310/h now.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "$0.36 a day",
    "$1.44 so far",
    "$0.295/h running" },
  { SUBLET_RENTAL_STATE_STOPPING,
    "sublet-state-stopping-symbolic",
    "state-accent",
    "Stopping",
    "Its GPU goes back to the market.",
    SUBLET_RENTAL_GROUP_ENDING,
    "$0.325/h",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_STOPPED,
    "sublet-state-stopped-symbolic",
    NULL,
    "Stopped · 6 d",
    "Starting again needs a free GPU on this machine.",
    SUBLET_RENTAL_GROUP_STOPPED,
    "$0.36 a day",
    "$1.44 so far",
    "$0.325/h running" },
  { SUBLET_RENTAL_STATE_STARTING,
    "sublet-state-provisioning-symbolic",
    "state-accent",
    "Starting",
    "Vast was asked to start it.",
    SUBLET_RENTAL_GROUP_STARTING,
    "$0.015/h now",
    "$1.44 so far",
    "$0.325/h later" },
  { SUBLET_RENTAL_STATE_EXITED,
    "sublet-state-failed-symbolic",
    "state-error",
    "Exited · 4 h 12 min",
    "Its container ended. Its disk still bills $0.36 a day.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "$0.36 a day",
    "$1.44 so far",
    "$0.325/h running" },
  { SUBLET_RENTAL_STATE_FAILED,
    "sublet-state-failed-symbolic",
    "state-error",
    "Failed · 4 h 12 min",
    "There is no such image. Its disk still bills $0.36 a day.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "$0.36 a day",
    "$1.44 so far",
    "$0.325/h running" },
  { SUBLET_RENTAL_STATE_OFFLINE,
    "sublet-state-offline-symbolic",
    "state-warning",
    "Host Offline · 8 min",
    "Not billed while offline. Last seen 14:02.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "Not billed",
    "$1.44 so far",
    "$0.36 a day stopped" },
  { SUBLET_RENTAL_STATE_DESTROYING,
    "sublet-state-destroying-symbolic",
    NULL,
    "Destroying",
    "Gone from one list; waiting for the second.",
    SUBLET_RENTAL_GROUP_ENDING,
    "$0.325/h",
    "$1.44 so far",
    NULL },
  { SUBLET_RENTAL_STATE_STILL_LISTED,
    "sublet-state-still-listed-symbolic",
    "state-error",
    "Not Destroyed Yet · 8 min",
    "Sent at 14:02, still listed and billing. Trying again.",
    SUBLET_RENTAL_GROUP_ATTENTION,
    "$0.325/h",
    "$1.44 so far",
    NULL },
  { SUBLET_RENTAL_STATE_GONE,
    "sublet-state-gone-symbolic",
    NULL,
    "Gone",
    "Seen absent twice, 14:03.",
    SUBLET_RENTAL_GROUP_ENDED,
    "Billing ended",
    "$1.44 plus traffic",
    NULL },
};

static void
test_every_state (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  gsize i;

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, SUBLET_RENTAL_STATE_GONE + 1);
  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (SubletRental) rental = NULL;
      g_autofree char *sentence = NULL;

      g_assert_cmpint (row->state, ==, (int) i);
      rental = sublet_ui_make_rental (clock, "ada-1", row->state);
      g_assert_cmpstr (sublet_rental_text_get_icon_name (rental), ==, row->icon_name);
      g_assert_cmpstr (sublet_rental_text_get_icon_class (rental), ==, row->icon_class);
      g_assert_cmpint (sublet_rental_text_get_group (rental), ==, row->group);
      rental_text_assert_text (sublet_rental_text_dup_state (rental, clock), row->said);
      rental_text_assert_text (sublet_rental_text_dup_line (rental, clock), row->line);
      rental_text_assert_text (sublet_rental_text_dup_rate (rental), row->rate);
      rental_text_assert_text (sublet_rental_text_dup_cost (rental, clock), row->cost);
      rental_text_assert_text (sublet_rental_text_dup_later (rental), row->later);

      sentence = sublet_rental_text_dup_sentence (rental, clock);
      g_assert_true (g_str_has_prefix (sentence, "ada-1, "));
      g_assert_nonnull (strstr (sentence, sublet_rental_text_get_word (rental)));
      g_assert_nonnull (strstr (sentence, "RTX 4090 · Finland"));
    }
}

/* What only does not report counts as billing, and is not said to be free. */
static void
test_silent (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_OFFLINE);

  sublet_rental_set_rates (rental, 325000000, 325000000, 15000000);
  rental_text_assert_text (sublet_rental_text_dup_line (rental, clock),
                           "It does not report, and may bill. Last seen 14:02.");
  rental_text_assert_text (sublet_rental_text_dup_rate (rental), "$0.325/h");
}

static void
test_groups (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_RUNNING);
  g_autoptr (SubletRental)
    refused = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_REFUSED);
  guint group;

  for (group = 0; group < SUBLET_RENTAL_N_GROUPS; group++)
    g_assert_cmpstr (sublet_rental_text_get_group_title ((SubletRentalGroup) group), !=, "");

  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_cmpint (sublet_rental_text_get_group (rental), ==, SUBLET_RENTAL_GROUP_ELSEWHERE);
  rental_text_assert_text (sublet_rental_text_dup_line (rental, clock),
                           "Started elsewhere; Sublet only watches.");
  /* A shell may be open on it, and still it runs and no more. */
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, 1);
  g_assert_cmpstr (sublet_rental_text_get_icon_name (rental), ==, "sublet-state-running-symbolic");
  g_assert_cmpstr (sublet_rental_text_get_word (rental), ==, "Running");
  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ADOPTABLE);
  g_assert_cmpint (sublet_rental_text_get_group (rental), ==, SUBLET_RENTAL_GROUP_ELSEWHERE);

  sublet_rental_set_state (refused, SUBLET_RENTAL_STATE_REFUSED, SUBLET_RENTAL_REASON_NO_CREDIT, 1);
  g_assert_cmpint (sublet_rental_text_get_group (refused), ==, SUBLET_RENTAL_GROUP_ENDED);
}

/* It says so beside whatever else it is, and what that has cost. */
static void
test_idle (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);
  gint64 now_us = sublet_clock_get_service_us (clock);
  const char *icon_class;

  sublet_rental_set_rates (rental, 325000000, 325000000, 15000000);
  sublet_rental_set_idle_since_us (rental, now_us - 24 * G_TIME_SPAN_MINUTE - 10);
  rental_text_assert_text (sublet_rental_text_dup_state (rental, clock), "Idle for 24 min");
  rental_text_assert_text (sublet_rental_text_dup_line (rental, clock),
                           "Its GPU does nothing, $0.13 spent idle.");
  g_assert_cmpstr (sublet_rental_text_get_icon_name (rental), ==, "sublet-state-idle-symbolic");
  icon_class = sublet_rental_text_get_icon_class (rental);
  g_assert_cmpstr (icon_class, ==, "state-warning");
  g_assert_cmpint (sublet_rental_text_get_next_change_us (rental, clock),
                   <=,
                   now_us + G_TIME_SPAN_MINUTE);
  g_assert_cmpint (sublet_rental_text_get_group (rental), ==, SUBLET_RENTAL_GROUP_RUNNING);

  /* Whoever started it. */
  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  rental_text_assert_text (sublet_rental_text_dup_state (rental, clock), "Idle for 24 min");

  sublet_rental_set_rates (rental, SUBLET_MONEY_UNKNOWN, SUBLET_MONEY_UNKNOWN, 0);
  rental_text_assert_text (sublet_rental_text_dup_line (rental, clock), "Its GPU does nothing.");

  /* Where SSH does not answer, that is what is to be said. */
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_CONNECTING, SUBLET_RENTAL_REASON_NONE, 1);
  g_assert_cmpstr (sublet_rental_text_get_word (rental), ==, "Connecting");

  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, 1);
  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_OURS);
  sublet_rental_set_idle_since_us (rental, 0);
  g_assert_cmpstr (sublet_rental_text_get_word (rental), ==, "Ready");
}

static void
test_names (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_RUNNING);
  g_autoptr (SubletRental) bare = sublet_rental_new ("bare", SUBLET_RENTAL_ORIGIN_OURS);

  rental_text_assert_text (sublet_rental_text_dup_name (rental), "ada-1");
  rental_text_assert_text (sublet_rental_text_dup_gpu (rental), "RTX 4090 · Finland");
  rental_text_assert_text (sublet_rental_text_dup_disk (rental), "64 GB disk");

  sublet_rental_set_gpu (bare, "RTX 4090", 2);
  rental_text_assert_text (sublet_rental_text_dup_name (bare), "2 × RTX 4090");
  rental_text_assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090");
  rental_text_assert_text (sublet_rental_text_dup_disk (bare), "disk");
  sublet_rental_set_place (bare, "Texas, US");
  rental_text_assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090 · Texas");
  sublet_rental_set_place (bare, "SE");
  rental_text_assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090 · Sweden");
  sublet_rental_set_instance_id (bare, 40112233);
  rental_text_assert_text (sublet_rental_text_dup_name (bare), "Instance 40112233");
  sublet_rental_set_label (bare, "");
  rental_text_assert_text (sublet_rental_text_dup_name (bare), "Instance 40112233");
}

/* Nothing that is not known may look like a price. */
static void
test_without_prices (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  SubletRentalState state;

  for (state = SUBLET_RENTAL_STATE_UNKNOWN; state <= SUBLET_RENTAL_STATE_GONE; state++)
    {
      g_autoptr (SubletRental) rental = sublet_rental_new ("bare", SUBLET_RENTAL_ORIGIN_OURS);
      g_autofree char *sentence = NULL;
      g_autofree char *later = NULL;

      sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, 0);
      sentence = sublet_rental_text_dup_sentence (rental, clock);
      later = sublet_rental_text_dup_later (rental);
      g_assert_null (strchr (sentence, '$'));
      g_assert_null (later);
      g_assert_cmpint (sublet_rental_text_get_since_us (rental, clock), <, 0);
    }
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rental-text/every-state", test_every_state);
  g_test_add_func ("/ui/rental-text/silent", test_silent);
  g_test_add_func ("/ui/rental-text/groups", test_groups);
  g_test_add_func ("/ui/rental-text/idle", test_idle);
  g_test_add_func ("/ui/rental-text/names", test_names);
  g_test_add_func ("/ui/rental-text/without-prices", test_without_prices);

  return g_test_run ();
}
