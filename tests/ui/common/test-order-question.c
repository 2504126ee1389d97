/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/common/sublet-order-question.h"

#include "core/base/sublet-money.h"
#include "support/sublet-test.h"

#include <math.h>

#define NBSP "\u00a0"

static void
assert_question (const SubletOrderFacts *facts, const char *heading, const char *body)
{
  g_autofree char *real_heading = sublet_order_question_dup_heading (facts);
  g_autofree char *real_body = sublet_order_question_dup_body (facts);

  g_assert_cmpstr (real_heading, ==, heading);
  g_assert_cmpstr (real_body, ==, body);
}

static SubletOrderFacts
make_facts (SubletOrder order)
{
  return (SubletOrderFacts){
    .order = order,
    .origin = SUBLET_RENTAL_ORIGIN_OURS,
    .label = "ada-1",
    .disk_gb = 64,
    .disk_used_gb = 41.2,
    .rate_running_nusd = 325111111,
    .rate_stopped_nusd = 15111111,
    .cost_uusd = 1440000,
    .credit_lasts_us = 19 * G_TIME_SPAN_HOUR,
  };
}

static void
test_questions (void)
{
  SubletOrderFacts facts = make_facts (SUBLET_ORDER_STOP);
  g_autofree char *body = NULL;

  assert_question (&facts,
                   "Stop ada-1?",
                   "Its GPU goes back to the market. Its 64" NBSP "GB disk keeps costing $0.36 a "
                   "day until you destroy it. Starting again needs a free GPU on this machine.");

  facts = make_facts (SUBLET_ORDER_DESTROY);
  assert_question (&facts,
                   "Destroy ada-1?",
                   "The 41" NBSP "GB on its disk are lost for good. Billing ends at about $1.44.");

  facts.cost_uusd = 999;
  assert_question (&facts,
                   "Destroy ada-1?",
                   "The 41" NBSP "GB on its disk are lost for good. Billing ends at under $0.01.");

  facts = make_facts (SUBLET_ORDER_START);
  assert_question (&facts, "Start ada-1?", "$0.325/h from now; credit then lasts 19" NBSP "h.");

  facts = make_facts (SUBLET_ORDER_REBOOT);
  assert_question (&facts,
                   "Reboot ada-1?",
                   "Its programs end; disk and GPU stay, $0.325/h goes on.");

  facts = make_facts (SUBLET_ORDER_UPDATE);
  body = sublet_order_question_dup_body (&facts);
  g_assert_cmpstr (body,
                   ==,
                   "Its container is made anew with what is set here. The 41" NBSP "GB on its disk "
                   "are lost for good, but for volumes. The GPU stays, $0.325/h goes on, and its "
                   "SSH host key may be another one then.");

  facts = make_facts (SUBLET_ORDER_RECYCLE);
  assert_question (&facts,
                   "Recycle ada-1?",
                   "Its image is pulled again and its container made anew. The 41" NBSP "GB on its "
                   "disk are lost for good, but for volumes. The GPU stays, $0.325/h goes on, and "
                   "its SSH host key may be another one then.");
}

/* What is not known is left out, never written as nothing. */
static void
test_unknown_figures (void)
{
  SubletOrderFacts facts = make_facts (SUBLET_ORDER_DESTROY);

  facts.disk_used_gb = NAN;
  facts.cost_uusd = SUBLET_MONEY_UNKNOWN;
  assert_question (&facts, "Destroy ada-1?", "What is on its disk is lost for good.");

  facts = make_facts (SUBLET_ORDER_STOP);
  facts.disk_gb = NAN;
  assert_question (&facts,
                   "Stop ada-1?",
                   "Its GPU goes back to the market. Its disk keeps costing $0.36 a day until you "
                   "destroy it. Starting again needs a free GPU on this machine.");

  facts = make_facts (SUBLET_ORDER_START);
  facts.credit_lasts_us = 0;
  assert_question (&facts, "Start ada-1?", "$0.325/h from now.");
}

static void
test_additions (void)
{
  SubletOrderFacts facts = make_facts (SUBLET_ORDER_DESTROY);
  g_autofree char *body = NULL;

  facts.origin = SUBLET_RENTAL_ORIGIN_ELSEWHERE;
  facts.stale = TRUE;
  body = sublet_order_question_dup_body (&facts);
  g_assert_true (g_str_has_suffix (body,
                                   "\n\nIt was not started by Sublet."
                                   "\n\nThe order goes out now and is checked when Vast "
                                   "answers."));
}

int
main (int argc, char **argv)
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/ui/common/order-question/questions", test_questions);
  g_test_add_func ("/ui/common/order-question/unknown-figures", test_unknown_figures);
  g_test_add_func ("/ui/common/order-question/additions", test_additions);

  return g_test_run ();
}
