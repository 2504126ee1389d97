/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-bid-text.h"

#include "core/api/sublet-client.h"
#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/**
 * sublet_bid_text_format_floor:
 * @floor_nusd: the lowest bid
 *
 * Rates are shown with three decimals; what is shown is taken.
 *
 * Returns: (transfer full): never less than it
 */
char *
sublet_bid_text_format_floor (gint64 floor_nusd)
{
  const gint64 last_nusd = SUBLET_NUSD_PER_USD / 1000;

  return sublet_format_rate ((floor_nusd + last_nusd - 1) / last_nusd * last_nusd);
}

/**
 * sublet_bid_text_dup_problem:
 * @facts: another bid
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
char *
sublet_bid_text_dup_problem (const SubletBidFacts *facts)
{
  g_autofree char *rate = NULL;

  if (facts->bid_nusd == SUBLET_MONEY_UNKNOWN || facts->bid_nusd <= 0)
    return g_strdup (_ ("Type a bid in dollars an hour."));
  if (facts->bid_nusd > SUBLET_BID_MAX_NUSD)
    return g_strdup (_ ("A bid is at most $32 an hour."));
  if (facts->bid_nusd < SUBLET_BID_MIN_NUSD)
    return g_strdup (_ ("A bid is at least $0.001 an hour."));
  if (facts->floor_nusd != SUBLET_MONEY_UNKNOWN && facts->bid_nusd < facts->floor_nusd)
    {
      rate = sublet_bid_text_format_floor (facts->floor_nusd);
      /* TRANSLATORS: %s is a rate, as in $0.280/h */
      return g_strdup_printf (_ ("Bid %s or more: below it the instance would not run."), rate);
    }
  if (facts->bid_nusd == facts->now_nusd)
    return g_strdup (_ ("This is what it bids now."));

  return NULL;
}

/**
 * sublet_bid_text_dup_terms:
 * @facts: the floor, and the bid of now
 *
 * Returns: (transfer full): both, as far as they are known
 */
char *
sublet_bid_text_dup_terms (const SubletBidFacts *facts)
{
  g_autofree char *now = NULL;
  g_autofree char *least = NULL;

  if (facts->now_nusd == SUBLET_MONEY_UNKNOWN && facts->floor_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Whoever bids more takes the GPU."));
  if (facts->now_nusd == SUBLET_MONEY_UNKNOWN)
    {
      least = sublet_bid_text_format_floor (facts->floor_nusd);
      /* TRANSLATORS: %s is a rate, as in $0.280/h */
      return g_strdup_printf (_ ("The lowest bid is %s now."), least);
    }

  now = sublet_format_rate (facts->now_nusd);
  if (facts->floor_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a rate, as in $0.280/h */
    return g_strdup_printf (_ ("It bids %s now."), now);

  least = sublet_bid_text_format_floor (facts->floor_nusd);
  /* TRANSLATORS: two rates, as in $0.250/h and $0.280/h */
  return g_strdup_printf (_ ("It bids %1$s now; the lowest bid is %2$s."), now, least);
}

/* "Bid $0.310/h instead of $0.280/h?" */
static char *
dup_bid (const SubletBidFacts *facts)
{
  g_autofree char *bid = sublet_format_rate (facts->bid_nusd);
  g_autofree char *now = NULL;

  if (facts->now_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a rate, as in $0.310/h */
    return g_strdup_printf (_ ("Bid %s?"), bid);

  now = sublet_format_rate (facts->now_nusd);
  /* TRANSLATORS: two rates, as in $0.310/h and $0.280/h */
  return g_strdup_printf (_ ("Bid %1$s instead of %2$s?"), bid, now);
}

/**
 * sublet_bid_text_dup_question:
 * @facts: another bid, with which nothing is wrong
 *
 * Returns: (transfer full): what it comes to, in a day and for the credit
 */
char *
sublet_bid_text_dup_question (const SubletBidFacts *facts)
{
  g_autofree char *question = dup_bid (facts);
  g_autofree char *day = NULL;
  g_autofree char *lasts = NULL;

  if (facts->rate_nusd == SUBLET_MONEY_UNKNOWN)
    return g_steal_pointer (&question);

  day = sublet_format_rate_per_day (facts->rate_nusd);
  if (facts->credit_lasts_us <= 0)
    /* TRANSLATORS: the question before it, and a rate, as in "$7.80 a day" */
    return g_strdup_printf (_ ("%1$s With its disk at most %2$s."), question, day);

  lasts = sublet_format_duration_short (facts->credit_lasts_us);
  /* TRANSLATORS: the question before it, a rate and a duration, as in "$7.80 a day" and "19 h" */
  return g_strdup_printf (_ ("%1$s With its disk at most %2$s; credit then lasts %3$s."),
                             question,
                             day,
                             lasts);
}
