/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-outbid-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-bid-text.h"
#include "ui/instances/sublet-replace-question.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * sublet_outbid_text_dup_raise:
 * @rental: a rental that was outbid
 *
 * Returns: (transfer full): the lowest bid with which it runs again, and what a day costs then
 */
char *
sublet_outbid_text_dup_raise (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  gint64 floor_nusd = instance == NULL ? SUBLET_MONEY_UNKNOWN
                                       : sublet_instance_get_data (instance)->min_bid_nusd;
  gint64 rate_nusd;
  g_autofree char *bid = NULL;
  g_autofree char *day = NULL;

  if (floor_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Bid more, and it runs again."));

  bid = sublet_bid_text_format_floor (floor_nusd);
  rate_nusd = sublet_instance_get_rate_at_bid_nusd (instance, floor_nusd);
  if (rate_nusd == SUBLET_MONEY_UNKNOWN)
    /* TRANSLATORS: %s is a rate, as in "$0.310/h" */
    return g_strdup_printf (_ ("Raise to %s, and it runs again."), bid);

  day = sublet_format_rate_per_day (rate_nusd);
  /* TRANSLATORS: the bid with which it runs again, and what it costs then with its disk, as in
   * "$0.310/h" and "$7.80 a day" */
  return g_strdup_printf (_ ("Raise to %1$s: with its disk at most %2$s."), bid, day);
}

/* (nullable): how many gigabytes are on its disk; it is not known, or next to nothing. */
static char *
dup_used (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  double used_gb = instance == NULL ? NAN : sublet_instance_get_data (instance)->disk_used_gb;

  return isfinite (used_gb) && used_gb >= 0.5 ? sublet_format_number (used_gb, 0) : NULL;
}

/* What the next one is and costs, and what is lost with this one. */
static char *
dup_next (SubletRental *rental, SubletRentalRequest *request)
{
  g_autofree char *used = dup_used (rental);
  g_autofree char *next = sublet_replace_question_dup_next (request);
  g_autofree char *rate = NULL;
  SubletQuote quote;

  sublet_rental_request_get_quote (request, &quote);
  rate = sublet_format_rate (quote.running_rate_nusd);
  if (used == NULL)
    /* TRANSLATORS: a GPU with its place, and a rate, as in "RTX 4090 · Sweden" and "$0.334/h" */
    return g_strdup_printf (_ ("The next one is %1$s at %2$s. This one is destroyed for it; what is "
                               "on its disk is lost."),
      next,
      rate);

  /* TRANSLATORS: a GPU with its place, a rate and a number of gigabytes, as in "RTX 4090 · Sweden",
   * "$0.334/h" and 41; the blank before GB is a no-break space */
  return g_strdup_printf (_ ("The next one is %1$s at %2$s. This one is destroyed for it; the %3$s GB "
                             "on its disk are lost."),
    next,
    rate,
    used);
}

/**
 * sublet_outbid_text_dup_move:
 * @rental: a rental that was outbid
 * @state: what is known of another offer
 * @request: (nullable): what could be asked for
 *
 * Returns: (transfer full): what the next one is and costs, and what is lost with this one
 */
char *
sublet_outbid_text_dup_move (SubletRental *rental,
                             SubletNextOfferState state,
                             SubletRentalRequest *request)
{
  switch (state)
    {
    case SUBLET_NEXT_OFFER_ASKING:
      return g_strdup (_ ("Vast is asked what another one costs."));

    case SUBLET_NEXT_OFFER_NONE:
      return g_strdup (_ ("No other offer is as good now, at this bid."));

    case SUBLET_NEXT_OFFER_FOUND:
      return dup_next (rental, request);

    case SUBLET_NEXT_OFFER_UNKNOWN:
    default:
      return g_strdup (_ ("What another one costs is not known yet."));
    }
}

/**
 * sublet_outbid_text_dup_end:
 * @rental: a rental that was outbid
 *
 * Returns: (transfer full): what is no longer paid, and what is lost
 */
char *
sublet_outbid_text_dup_end (SubletRental *rental)
{
  gint64 stopped_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_autofree char *size = dup_used (rental);
  g_autofree char *day = NULL;

  if (stopped_nusd == SUBLET_MONEY_UNKNOWN)
    return g_strdup (_ ("Ends what its disk costs; what is on it is lost."));

  day = sublet_format_rate_per_day (stopped_nusd);
  if (size == NULL)
    /* TRANSLATORS: %s is a rate, as in "$0.36 a day" */
    return g_strdup_printf (_ ("Ends the %s of its disk; what is on it is lost."), day);

  /* TRANSLATORS: a rate and a number of gigabytes, as in "$0.36 a day" and 41; the last blank is a
   * no-break space */
  return g_strdup_printf (_ ("Ends the %1$s of its disk; the %2$s GB on it are lost."), day, size);
}
