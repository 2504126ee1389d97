/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "rental-text-fixture.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-replace-question.h"
#include "ui/sublet-ui-rentals.h"
#include "support/sublet-test.h"

/* What went wrong or is asked, in sentences. */

static void
test_every_reason (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
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

/* Beside the state, the worst of it. */
static void
test_notice (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_PROVISIONING);
  gint64 now_us = sublet_clock_get_service_us (clock);

  rental_text_assert_text (sublet_rental_text_dup_notice (rental), NULL);
  sublet_rental_set_patience (rental, now_us + 11 * G_TIME_SPAN_MINUTE + 7, FALSE);
  rental_text_assert_text (sublet_rental_text_dup_line (rental, clock),
                           "Pulling from pytorch/pytorch: layer 7 of 12, 3.1 of 7.9 GB · gives up "
                           "in 11 min");
  rental_text_assert_text (sublet_rental_text_dup_notice (rental), NULL);

  sublet_rental_set_differences (rental, SUBLET_RENTAL_DIFFERENCE_DISK_RATE, 325000000);
  rental_text_assert_text (sublet_rental_text_dup_notice (rental),
                           "Its disk costs something else than you accepted.");
  sublet_rental_set_rates (rental, 15000000, 412000000, 15000000);
  sublet_rental_set_differences (rental, SUBLET_RENTAL_DIFFERENCE_RATE, 325000000);
  rental_text_assert_text (sublet_rental_text_dup_notice (rental),
                           "It costs $0.412/h, more than the $0.325/h you accepted.");
  sublet_rental_set_patience (rental, now_us, TRUE);
  rental_text_assert_text (sublet_rental_text_dup_notice (rental),
                           "It makes no progress. Nothing is ended by itself: wait, or destroy it "
                           "and take "
                           "another one.");
  sublet_rental_set_twin_id (rental, 40112270);
  rental_text_assert_text (sublet_rental_text_dup_notice (rental),
                           "Instance 40112270 carries the mark of the same rental, and both bill. "
                           "Destroy the "
                           "one you do not need.");

  /* Of what is over there is nothing to say. */
  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_GONE, SUBLET_RENTAL_REASON_NONE, 1);
  rental_text_assert_text (sublet_rental_text_dup_notice (rental), NULL);
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

  rental_text_assert_text (
    sublet_replace_question_dup_body (&facts),
    "ada-2 has cost about $0.12, bills $0.015/h until it is gone, and what is on its "
    "disk is lost. The next one is RTX 4090 · Sweden at $0.332/h; it is asked for when "
    "Vast has taken the order to destroy.");
  facts.cost_uusd = SUBLET_MONEY_UNKNOWN;
  rental_text_assert_text (sublet_replace_question_dup_body (&facts),
                           "ada-2 is destroyed, and what is on its disk is lost. The next one is "
                           "RTX 4090 · "
                           "Sweden at $0.332/h; it is asked for when Vast has taken that order.");
  facts.deposit_uusd = 25 * SUBLET_UUSD_PER_USD;
  rental_text_assert_text (
    sublet_replace_question_dup_body (&facts),
    "ada-2 is destroyed, and what is on its disk is lost. The next one is RTX 4090 · "
    "Sweden at $0.332/h; it is asked for when Vast has taken that order. Its deposit of "
    "$25.00 is paid once it runs.");
}

/* An answer that nobody knows of is said; the others are the card's own. */
static void
test_increase_notice (void)
{
  g_autoptr (SubletClock) clock = rental_text_make_clock ();
  g_autoptr (SubletRental)
    rental = sublet_ui_make_rental (clock, "ada-1", SUBLET_RENTAL_STATE_READY);
  int state;

  for (state = SUBLET_INCREASE_STATE_NONE; state <= SUBLET_INCREASE_STATE_WITHDRAWN; state++)
    {
      g_autofree char *notice = NULL;

      sublet_rental_set_increase_answer (rental, TRUE, (SubletIncreaseState) state);
      notice = sublet_rental_text_dup_notice (rental);
      g_assert_cmpint (notice != NULL, ==, state == SUBLET_INCREASE_STATE_UNCLEAR);
    }
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/rental-text/every-reason", test_every_reason);
  g_test_add_func ("/ui/rental-text/notice", test_notice);
  g_test_add_func ("/ui/rental-text/bid-notice", test_bid_notice);
  g_test_add_func ("/ui/rental-text/deposit-notice", test_deposit_notice);
  g_test_add_func ("/ui/rental-text/replace-question", test_replace_question);
  g_test_add_func ("/ui/rental-text/increase-notice", test_increase_notice);

  return g_test_run ();
}
