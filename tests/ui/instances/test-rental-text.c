/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "support/sublet-manual-clock.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-replace-question.h"
#include "ui/sublet-ui-rentals.h"
#include "ui/sublet-ui-test.h"

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

static SubletClock *
make_clock (void)
{
  return SUBLET_CLOCK (sublet_manual_clock_new ());
}

/* Takes the text, and reads no-break spaces as blanks. */
static void
assert_text (char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = owned == NULL ? NULL : g_strsplit (owned, "\302\240", -1);
  g_autofree char *plain = parts == NULL ? NULL : g_strjoinv (" ", parts);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_every_state (void)
{
  g_autoptr (SubletClock) clock = make_clock ();
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
      assert_text (sublet_rental_text_dup_state (rental, clock), row->said);
      assert_text (sublet_rental_text_dup_line (rental, clock), row->line);
      assert_text (sublet_rental_text_dup_rate (rental), row->rate);
      assert_text (sublet_rental_text_dup_cost (rental, clock), row->cost);
      assert_text (sublet_rental_text_dup_later (rental), row->later);

      sentence = sublet_rental_text_dup_sentence (rental, clock);
      g_assert_true (g_str_has_prefix (sentence, "ada-1, "));
      g_assert_nonnull (strstr (sentence, sublet_rental_text_get_word (rental)));
      g_assert_nonnull (strstr (sentence, "RTX 4090 · Finland"));
    }
}

static void
test_every_reason (void)
{
  g_autoptr (SubletClock) clock = make_clock ();
  int reason;

  for (reason = SUBLET_RENTAL_REASON_NONE; reason <= SUBLET_RENTAL_REASON_OTHER; reason++)
    {
      static const SubletRentalState states[] = { SUBLET_RENTAL_STATE_REFUSED,
                                                  SUBLET_RENTAL_STATE_FAILED };
      gsize i;

      for (i = 0; i < G_N_ELEMENTS (states); i++)
        {
          g_autoptr (SubletRental) rental = sublet_ui_make_rental (clock, "ada-1", states[i]);
          g_autofree char *line = NULL;
          g_autofree char *next_step = NULL;

          sublet_rental_set_state (rental, states[i], (SubletRentalReason) reason, 1);
          line = sublet_rental_text_dup_line (rental, clock);
          next_step = sublet_rental_text_dup_next_step (rental);
          g_assert_true (g_str_has_suffix (line, "."));
          if (reason == SUBLET_RENTAL_REASON_NONE)
            continue;
          g_assert_true (
            g_str_has_suffix (sublet_rental_text_get_reason ((SubletRentalReason) reason), "."));
          g_assert_true (g_str_has_suffix (next_step, "."));
        }
    }
  g_assert_null (sublet_rental_text_get_reason (SUBLET_RENTAL_REASON_NONE));
}

/* Beside the state, the worst of it. */
/* A bid that nobody saw, or nobody knows of, is said until another one is; the others are not. */
static void
test_bid_notice (void)
{
  static const struct
  {
    SubletBidState state;
    const char *start; /* (nullable): nothing is said */
  } notices[] = {
    { SUBLET_BID_STATE_NONE, NULL },
    { SUBLET_BID_STATE_ASKED, NULL },
    { SUBLET_BID_STATE_TAKEN, NULL },
    { SUBLET_BID_STATE_UNCLEAR, "The answer about your bid of $0.310/h got lost." },
    { SUBLET_BID_STATE_CHANGED, NULL },
    { SUBLET_BID_STATE_REFUSED, NULL },
    { SUBLET_BID_STATE_NOT_SEEN, "Vast does not show your bid of $0.310/h: the one before" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autoptr (SubletRental) rental = sublet_rental_new ("r", SUBLET_RENTAL_ORIGIN_ELSEWHERE);
      g_autofree char *notice = NULL;

      sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_REASON_NONE, 1);
      sublet_rental_set_bid (rental, 310000000, notices[i].state);
      notice = sublet_rental_text_dup_notice (rental);
      if (notices[i].start == NULL)
        g_assert_null (notice);
      else
        g_assert_true (g_str_has_prefix (notice, notices[i].start));
    }
}

/* A deposit that was not paid, or may have been, is said as long as it runs; one that was is not.
 */
static void
test_deposit_notice (void)
{
  static const struct
  {
    SubletDepositState state;
    const char *words; /* (nullable): its beginning */
  } notices[] = {
    { SUBLET_DEPOSIT_STATE_NONE, NULL },
    { SUBLET_DEPOSIT_STATE_WANTED, NULL },
    { SUBLET_DEPOSIT_STATE_ASKED, NULL },
    { SUBLET_DEPOSIT_STATE_PAID, NULL },
    { SUBLET_DEPOSIT_STATE_UNCLEAR, "The answer about the deposit of $50.00 got lost." },
    { SUBLET_DEPOSIT_STATE_NO_CREDIT, "Your credit is not enough for the deposit of $50.00." },
    { SUBLET_DEPOSIT_STATE_CAP, "The deposit of $50.00 was not paid, for what runs" },
    { SUBLET_DEPOSIT_STATE_REFUSED, "Vast did not take the deposit of $50.00." },
    { SUBLET_DEPOSIT_STATE_NOT_FOUND, "The deposit of $50.00 was not paid: its answer" },
  };
  g_autoptr (SubletRental) rental = sublet_rental_new ("a", SUBLET_RENTAL_ORIGIN_OURS);
  gsize i;

  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_RUNNING, SUBLET_RENTAL_REASON_NONE, 0);
  for (i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autofree char *notice = NULL;

      sublet_rental_set_deposit (rental, 50 * SUBLET_UUSD_PER_USD, notices[i].state);
      notice = sublet_rental_text_dup_notice (rental);
      if (notices[i].words == NULL)
        g_assert_null (notice);
      else
        g_assert_true (g_str_has_prefix (notice, notices[i].words));
    }
}

static void
test_notice (void)
{
  g_autoptr (SubletClock) clock = make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_PROVISIONING);
  gint64 now_us = sublet_clock_get_service_us (clock);

  assert_text (sublet_rental_text_dup_notice (rental), NULL);
  sublet_rental_set_patience (rental, now_us + 11 * G_TIME_SPAN_MINUTE + 7, FALSE);
  assert_text (sublet_rental_text_dup_line (rental, clock),
               "Pulling from pytorch/pytorch: layer 7 of 12, 3.1 of 7.9 GB · gives up in 11 min");
  assert_text (sublet_rental_text_dup_notice (rental), NULL);

  sublet_rental_set_differences (rental, SUBLET_RENTAL_DIFFERENCE_DISK_RATE, 325000000);
  assert_text (sublet_rental_text_dup_notice (rental),
               "Its disk costs something else than you accepted.");
  sublet_rental_set_rates (rental, 15000000, 412000000, 15000000);
  sublet_rental_set_differences (rental, SUBLET_RENTAL_DIFFERENCE_RATE, 325000000);
  assert_text (sublet_rental_text_dup_notice (rental),
               "It costs $0.412/h, more than the $0.325/h you accepted.");
  sublet_rental_set_patience (rental, now_us, TRUE);
  assert_text (sublet_rental_text_dup_notice (rental),
               "It makes no progress. Nothing is ended by itself: wait, or destroy it and take "
               "another one.");
  sublet_rental_set_twin_id (rental, 40112270);
  assert_text (sublet_rental_text_dup_notice (rental),
               "Instance 40112270 carries the mark of the same rental, and both bill. Destroy the "
               "one you do not need.");

  /* Of what is over there is nothing to say. */
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_REASON_NONE, 1);
  assert_text (sublet_rental_text_dup_notice (rental), NULL);
}

static void
test_replace_question (void)
{
  SubletReplaceFacts facts = {
    .label = "ada-2",
    .cost_uusd = 120000,
    .rate_now_nusd = 15000000,
    .next = "RTX 4090 · Sweden",
    .next_rate_nusd = 332000000,
  };

  assert_text (sublet_replace_question_dup_body (&facts),
               "ada-2 has cost about $0.12, bills $0.015/h until it is gone, and what is on its "
               "disk is lost. The next one is RTX 4090 · Sweden at $0.332/h; it is asked for when "
               "Vast has taken the order to destroy.");
  facts.cost_uusd = SUBLET_MONEY_UNKNOWN;
  assert_text (sublet_replace_question_dup_body (&facts),
               "ada-2 is destroyed, and what is on its disk is lost. The next one is RTX 4090 · "
               "Sweden at $0.332/h; it is asked for when Vast has taken that order.");
  facts.deposit_uusd = 25 * SUBLET_UUSD_PER_USD;
  assert_text (sublet_replace_question_dup_body (&facts),
               "ada-2 is destroyed, and what is on its disk is lost. The next one is RTX 4090 · "
               "Sweden at $0.332/h; it is asked for when Vast has taken that order. Its deposit of "
               "$25.00 is paid once it runs.");
}

static void
test_groups (void)
{
  g_autoptr (SubletClock) clock = make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_RUNNING);
  g_autoptr (SubletRental)
    refused = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_REFUSED);
  guint group;

  for (group = 0; group < SUBLET_RENTAL_N_GROUPS; group++)
    g_assert_cmpstr (sublet_rental_text_get_group_title ((SubletRentalGroup) group), !=, "");

  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_cmpint (sublet_rental_text_get_group (rental), ==, SUBLET_RENTAL_GROUP_ELSEWHERE);
  assert_text (sublet_rental_text_dup_line (rental, clock),
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
  g_autoptr (SubletClock) clock = make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);
  gint64 now_us = sublet_clock_get_service_us (clock);
  const char *icon_class;

  sublet_rental_set_rates (rental, 325000000, 325000000, 15000000);
  sublet_rental_set_idle_since_us (rental, now_us - 24 * G_TIME_SPAN_MINUTE - 10);
  assert_text (sublet_rental_text_dup_state (rental, clock), "Idle for 24 min");
  assert_text (sublet_rental_text_dup_line (rental, clock),
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
  assert_text (sublet_rental_text_dup_state (rental, clock), "Idle for 24 min");

  sublet_rental_set_rates (rental, SUBLET_MONEY_UNKNOWN, SUBLET_MONEY_UNKNOWN, 0);
  assert_text (sublet_rental_text_dup_line (rental, clock), "Its GPU does nothing.");

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
  g_autoptr (SubletClock) clock = make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_RUNNING);
  g_autoptr (SubletRental) bare = sublet_rental_new ("bare", SUBLET_RENTAL_ORIGIN_OURS);

  assert_text (sublet_rental_text_dup_name (rental), "ada-1");
  assert_text (sublet_rental_text_dup_gpu (rental), "RTX 4090 · Finland");
  assert_text (sublet_rental_text_dup_disk (rental), "64 GB disk");

  sublet_rental_set_gpu (bare, "RTX 4090", 2);
  assert_text (sublet_rental_text_dup_name (bare), "2 × RTX 4090");
  assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090");
  assert_text (sublet_rental_text_dup_disk (bare), "disk");
  sublet_rental_set_place (bare, "Texas, US");
  assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090 · Texas");
  sublet_rental_set_place (bare, "SE");
  assert_text (sublet_rental_text_dup_gpu (bare), "2 × RTX 4090 · Sweden");
  sublet_rental_set_instance_id (bare, 40112233);
  assert_text (sublet_rental_text_dup_name (bare), "Instance 40112233");
  sublet_rental_set_label (bare, "");
  assert_text (sublet_rental_text_dup_name (bare), "Instance 40112233");
}

/* Nothing that is not known may look like a price. */
static void
test_without_prices (void)
{
  g_autoptr (SubletClock) clock = make_clock ();
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
      g_autoptr (SubletClock) clock = make_clock ();
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
  g_autoptr (SubletClock) clock = make_clock ();
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

  g_test_add_func ("/ui/rental-text/every-state", test_every_state);
  g_test_add_func ("/ui/rental-text/every-reason", test_every_reason);
  g_test_add_func ("/ui/rental-text/notice", test_notice);
  g_test_add_func ("/ui/rental-text/bid-notice", test_bid_notice);
  g_test_add_func ("/ui/rental-text/deposit-notice", test_deposit_notice);
  g_test_add_func ("/ui/rental-text/replace-question", test_replace_question);
  g_test_add_func ("/ui/rental-text/groups", test_groups);
  g_test_add_func ("/ui/rental-text/idle", test_idle);
  g_test_add_func ("/ui/rental-text/names", test_names);
  g_test_add_func ("/ui/rental-text/without-prices", test_without_prices);
  g_test_add_func ("/ui/rental-text/next-change", test_next_change);
  g_test_add_func ("/ui/rental-text/what-never-changes", test_what_never_changes);

  return g_test_run ();
}
