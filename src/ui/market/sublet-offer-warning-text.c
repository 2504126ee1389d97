/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-warning-text.h"

#include "core/market/sublet-offer-warnings.h"
#include "ui/common/sublet-format.h"

#include <glib/gi18n.h>

/* What a sentence is made of. */
typedef struct
{
  const SubletOfferRow *row;
  const SubletJob *job;
  gint64 left_us; /* until the offer ends */
} Case;

static char *
dup_ends_early (const Case *c)
{
  g_autofree char *ends = sublet_format_duration (MAX (c->left_us, 0));
  g_autofree char *hours = sublet_format_duration (sublet_job_hours_to_us (c->job->hours));

  /* TRANSLATORS: two durations, as in "Ends in 6 h, the job takes 8 h" */
  return g_strdup_printf (_ ("Ends in %1$s, the job takes %2$s"), ends, hours);
}

static char *
dup_ends_before_lease (const Case *c)
{
  g_autofree char *ends = sublet_format_duration (MAX (c->left_us, 0));
  g_autofree char *hours = sublet_format_duration (sublet_job_hours_to_us (c->job->lease_hours));

  /* TRANSLATORS: two durations, as in "Ends in 6 h, the lease is 8 h" */
  return g_strdup_printf (_ ("Ends in %1$s, the lease is %2$s"), ends, hours);
}

static char *
dup_cuda_old (const Case *c)
{
  g_autofree char *has = sublet_format_version (c->row->cuda_max_good);
  g_autofree char *needs = sublet_format_version (c->job->cuda);

  /* TRANSLATORS: two versions, as in "CUDA 11.8 is too old: the image needs 12.4" */
  return g_strdup_printf (_ ("CUDA %1$s is too old: the image needs %2$s"), has, needs);
}

static char *
dup_traffic_dear (const Case *c)
{
  g_autofree char *traffic = NULL;
  SubletQuote quote;

  sublet_quote_for_row (c->row, c->job, &quote);
  traffic = sublet_format_amount (quote.traffic_uusd);

  /* TRANSLATORS: %s is an amount of money */
  return g_strdup_printf (_ ("The job's traffic, %s, costs more than its GPU"), traffic);
}

static char *
dup_sentence (SubletOfferWarnings warning, const Case *c)
{
  switch (warning)
    {
    case SUBLET_OFFER_WARNING_ENDS_EARLY:
      return dup_ends_early (c);
    case SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE:
      return dup_ends_before_lease (c);
    case SUBLET_OFFER_WARNING_CUDA_OLD:
      return dup_cuda_old (c);
    case SUBLET_OFFER_WARNING_NO_PRICE:
      return g_strdup (_ ("What is listed as its price is zero or less, which is no price"));
    case SUBLET_OFFER_WARNING_CUDA_UNKNOWN:
      return g_strdup (_ ("Which CUDA it supports is not known"));
    case SUBLET_OFFER_WARNING_DEVERIFIED:
      return g_strdup (_ ("Failed Vast's tests and lost its verification"));
    case SUBLET_OFFER_WARNING_UNVERIFIED:
      return g_strdup (_ ("Not verified: Vast has not tested this machine"));
    case SUBLET_OFFER_WARNING_NO_PORTS:
      return g_strdup (_ ("No open ports: SSH takes Vast's slower proxy"));
    case SUBLET_OFFER_WARNING_TRAFFIC_DEAR:
      return dup_traffic_dear (c);
    case SUBLET_OFFER_WARNING_NONE:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/* The worst first. */
static const SubletOfferWarnings in_order[] = {
  SUBLET_OFFER_WARNING_NO_PRICE,          SUBLET_OFFER_WARNING_ENDS_EARLY,
  SUBLET_OFFER_WARNING_CUDA_OLD,          SUBLET_OFFER_WARNING_DEVERIFIED,
  SUBLET_OFFER_WARNING_ENDS_BEFORE_LEASE, SUBLET_OFFER_WARNING_TRAFFIC_DEAR,
  SUBLET_OFFER_WARNING_UNVERIFIED,        SUBLET_OFFER_WARNING_NO_PORTS,
  SUBLET_OFFER_WARNING_CUDA_UNKNOWN,
};

/**
 * sublet_offer_row_dup_warnings:
 * @row: an offer
 * @job: what is to run on it
 * @known_at_us: when the service sent it, service time
 * @now_us: the service's time now
 *
 * Returns: (transfer full) (nullable): what speaks against the offer, a line each, the worst first;
 *   NULL for nothing
 */
char *
sublet_offer_row_dup_warnings (const SubletOfferRow *row,
                               const SubletJob *job,
                               gint64 known_at_us,
                               gint64 now_us)
{
  SubletOfferWarnings warnings = sublet_offer_row_get_warnings (row, job, known_at_us, now_us);
  const Case c = { row, job, sublet_offer_row_get_ends_us (row, known_at_us) - now_us };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize i;

  if (warnings == SUBLET_OFFER_WARNING_NONE)
    return NULL;

  for (i = 0; i < G_N_ELEMENTS (in_order); i++)
    if ((warnings & in_order[i]) != 0)
      g_ptr_array_add (lines, dup_sentence (in_order[i], &c));
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/**
 * sublet_offer_dup_warnings:
 * @market: a market
 * @position: a position of its view
 *
 * Returns: (transfer full) (nullable): what speaks against the offer there, a line each
 */
char *
sublet_offer_dup_warnings (SubletMarket *market, guint position)
{
  const SubletOfferRow *row = sublet_market_get_row (market, position);
  SubletJob job;

  if (row == NULL)
    return NULL;

  sublet_market_get_job (market, &job);

  return sublet_offer_row_dup_warnings (row,
                                        &job,
                                        sublet_market_get_known_at_us (market),
                                        sublet_clock_get_service_us (
                                          sublet_market_get_clock (market)));
}
