/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-text.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* What happened to a rental, moment by moment, and what that was quoted at. */

static const char *
get_order (const SubletJournalMoment *moment)
{
  switch (moment->order)
    {
    case SUBLET_ORDER_START:
      return _ ("You ordered: start");

    case SUBLET_ORDER_REBOOT:
      return _ ("You ordered: reboot");

    case SUBLET_ORDER_RECYCLE:
      return _ ("You ordered: recycle");

    case SUBLET_ORDER_UPDATE:
      return _ ("You ordered: other software");

    case SUBLET_ORDER_DESTROY:
      return moment->by_lease ? _ ("Its lease ended: destroy") : _ ("You ordered: destroy");

    case SUBLET_ORDER_PREPAY:
      return _ ("Its deposit was ordered");

    case SUBLET_ORDER_BID:
      return _ ("You ordered: another bid");

    case SUBLET_ORDER_ACCEPT_INCREASE:
      return _ ("You ordered: accept the price increase");

    case SUBLET_ORDER_REJECT_INCREASE:
      return _ ("You ordered: reject the price increase");

    case SUBLET_ORDER_STOP:
    default:
      return moment->by_lease ? _ ("Its lease ended: stop") : _ ("You ordered: stop");
    }
}

static char *
dup_request (gint64 offer_id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, offer_id);

  if (offer_id == 0)
    return g_strdup (_ ("Vast was asked"));

  /* TRANSLATORS: %s is the number of an offer */
  return g_strdup_printf (_ ("Vast was asked for offer %s"), number);
}

/**
 * sublet_journal_text_dup_moment:
 * @moment: a moment
 *
 * Returns: (transfer full): what happened
 */
char *
sublet_journal_text_dup_moment (const SubletJournalMoment *moment)
{
  const char *reason;

  if (moment->kind == SUBLET_JOURNAL_MOMENT_ORDER)
    return g_strdup (get_order (moment));
  if (moment->kind == SUBLET_JOURNAL_MOMENT_REQUEST)
    return dup_request (moment->offer_id);

  /* Written before anything is sent, so that nothing is paid for that is not here. */
  if (moment->state == SUBLET_RENTAL_STATE_INTENDED)
    return g_strdup (_ ("Written down before Vast was asked"));

  reason = moment->reason != SUBLET_RENTAL_REASON_NONE
             ? sublet_rental_text_get_reason (moment->reason)
             : NULL;
  if (reason == NULL)
    return g_strdup (sublet_rental_text_get_state_word (moment->state));

  /* TRANSLATORS: a state and why, as in "Failed: The image was not found." */
  return g_strdup_printf (_ ("%1$s: %2$s"),
                             sublet_rental_text_get_state_word (moment->state),
                             reason);
}

/**
 * sublet_journal_text_dup_moment_money:
 * @moment: a moment
 *
 * Returns: (transfer full) (nullable): its rate, or the cost until then
 */
char *
sublet_journal_text_dup_moment_money (const SubletJournalMoment *moment)
{
  if (moment->rate_nusd != SUBLET_MONEY_UNKNOWN)
    return sublet_format_rate (moment->rate_nusd);
  if (moment->cost_uusd != SUBLET_MONEY_UNKNOWN && moment->cost_uusd > 0)
    return sublet_format_amount (moment->cost_uusd);

  return NULL;
}

/* What an hour in that state was quoted at. */
static gint64
get_quoted_rate (const SubletJournalRow *row, SubletRentalState state)
{
  switch (state)
    {
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STOPPING:
      return row->quoted_running_nusd;

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
      return row->quoted_stopped_nusd;

    /* Neither runs nor is stopped, or goes on as before: not more than nothing is sure. */
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return 0;
    }
}

/**
 * sublet_journal_text_get_quoted_uusd:
 * @row: a row
 * @moments: (element-type SubletJournalMoment): its moments, oldest first
 * @service_us: service time now
 *
 * Returns: what it would have cost at the quoted rates; SUBLET_MONEY_UNKNOWN
 */
gint64
sublet_journal_text_get_quoted_uusd (const SubletJournalRow *row,
                                     const GArray *moments,
                                     gint64 service_us)
{
  const SubletJournalMoment *before = NULL;
  gint64 quoted_uusd = 0;
  guint i;

  for (i = 0; i <= moments->len; i++)
    {
      const SubletJournalMoment *moment =
        i < moments->len ? &g_array_index (moments, SubletJournalMoment, i) : NULL;
      gint64 until_us = moment != NULL ? moment->at_us : service_us;
      gint64 rate_nusd;

      if (moment != NULL && moment->kind != SUBLET_JOURNAL_MOMENT_STATE)
        continue;
      rate_nusd = before != NULL ? get_quoted_rate (row, before->state) : 0;
      if (rate_nusd == SUBLET_MONEY_UNKNOWN)
        return SUBLET_MONEY_UNKNOWN;
      if (before != NULL)
        quoted_uusd =
          sublet_money_add (quoted_uusd,
                            sublet_money_cost_uusd (rate_nusd, MAX (until_us - before->at_us, 0)));
      before = moment;
    }

  return quoted_uusd;
}
