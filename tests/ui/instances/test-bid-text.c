/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"
#include "ui/instances/sublet-bid-text.h"

#define UNKNOWN SUBLET_MONEY_UNKNOWN

static void
test_problem (void)
{
  static const struct
  {
    gint64 bid_nusd;
    gint64 now_nusd;
    gint64 floor_nusd;
    const char *problem; /* (nullable) */
  } rows[] = {
    { UNKNOWN, 250000000, 280000000, "Type a bid in dollars an hour." },
    { 0, 250000000, 280000000, "Type a bid in dollars an hour." },
    { 999999, 250000000, UNKNOWN, "A bid is at least $0.001 an hour." },
    { 1000000, 250000000, UNKNOWN, NULL },
    { 279999999,
      250000000,
      280000000,
      "Bid $0.280/h or more: below it the instance would not run." },
    { 280000000, 250000000, 280000000, NULL },
    { 280000000,
      250000000,
      280000001,
      "Bid $0.281/h or more: below it the instance would not run." },
    { 310000000, 310000000, 280000000, "This is what it bids now." },
    { 310000001, 310000000, 280000000, NULL },
    { 290000000, 310000000, 280000000, NULL },
    { 290000000, UNKNOWN, UNKNOWN, NULL },
    { 32000000000, 310000000, 280000000, NULL },
    { 32000000001, 310000000, 280000000, "A bid is at most $32 an hour." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletBidFacts facts = { .bid_nusd = rows[i].bid_nusd,
                                     .now_nusd = rows[i].now_nusd,
                                     .floor_nusd = rows[i].floor_nusd };
      g_autofree char *problem = sublet_bid_text_dup_problem (&facts);

      g_assert_cmpstr (problem, ==, rows[i].problem);
    }
}

static void
test_terms (void)
{
  static const struct
  {
    gint64 now_nusd;
    gint64 floor_nusd;
    const char *terms;
  } rows[] = {
    { 250000000, 280000000, "It bids $0.250/h now; the lowest bid is $0.280/h." },
    { 250000000, UNKNOWN, "It bids $0.250/h now." },
    { UNKNOWN, 280000000, "The lowest bid is $0.280/h now." },
    { UNKNOWN, UNKNOWN, "Whoever bids more takes the GPU." },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SubletBidFacts facts = { .now_nusd = rows[i].now_nusd,
                                     .floor_nusd = rows[i].floor_nusd };
      g_autofree char *terms = sublet_bid_text_dup_terms (&facts);

      g_assert_cmpstr (terms, ==, rows[i].terms);
    }
}

static void
test_question (void)
{
  static const struct
  {
    SubletBidFacts facts;
    const char *question;
  } rows[] = {
    { { .bid_nusd = 310000000,
        .now_nusd = 280000000,
        .rate_nusd = 325000000,
        .credit_lasts_us = 19 * G_TIME_SPAN_HOUR },
      "Bid $0.310/h instead of $0.280/h? With its disk at most $7.80 a day; credit then lasts "
      "19\302\240h." },
    { { .bid_nusd = 310000000, .now_nusd = 280000000, .rate_nusd = 325000000 },
      "Bid $0.310/h instead of $0.280/h? With its disk at most $7.80 a day." },
    { { .bid_nusd = 310000000, .now_nusd = UNKNOWN, .rate_nusd = UNKNOWN }, "Bid $0.310/h?" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *question = sublet_bid_text_dup_question (&rows[i].facts);

      g_assert_cmpstr (question, ==, rows[i].question);
    }
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/instances/bid-text/problem", test_problem);
  g_test_add_func ("/ui/instances/bid-text/terms", test_terms);
  g_test_add_func ("/ui/instances/bid-text/question", test_question);

  return g_test_run ();
}
