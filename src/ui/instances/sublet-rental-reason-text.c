/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *sentence;
  const char *next_step; /* (nullable) */
} ReasonText;

/* By SubletRentalReason, every one of them; a test holds the two together. The formatter makes
 * stairs of marked strings. */
/* clang-format off */
static const ReasonText reasons[] = {
  [SUBLET_RENTAL_REASON_NONE] = { NULL, NULL },
  [SUBLET_RENTAL_REASON_OFFER_GONE] = {
    N_ ("This offer is gone. Nothing was rented."),
    N_ ("Choose another one in the market."),
  },
  [SUBLET_RENTAL_REASON_NEXT_TOO_DEAR] = {
    N_ ("This offer is gone, and the next one is above your ceiling."),
    N_ ("Rent it instead, or choose another one."),
  },
  [SUBLET_RENTAL_REASON_NO_CANDIDATE] = {
    N_ ("This offer is gone, and no other is like it."),
    N_ ("Choose another one in the market."),
  },
  [SUBLET_RENTAL_REASON_KEY] = {
    N_ ("Vast does not accept this key. Nothing was rented."),
    N_ ("Replace the key in Preferences."),
  },
  [SUBLET_RENTAL_REASON_FORBIDDEN] = {
    N_ ("This key may not rent."),
    N_ ("Make a key with that permission on your account page."),
  },
  [SUBLET_RENTAL_REASON_NO_CREDIT] = {
    N_ ("The account's credit is not enough for this offer."),
    N_ ("Add credit, then rent again."),
  },
  [SUBLET_RENTAL_REASON_INVALID] = {
    N_ ("Vast refuses one of the values. Nothing was rented."),
    N_ ("Rent again with another image, disk or label."),
  },
  [SUBLET_RENTAL_REASON_NOT_SENT] = {
    N_ ("Vast could not be reached, so nothing was asked."),
    N_ ("Check the network, then rent again."),
  },
  [SUBLET_RENTAL_REASON_NOT_FOUND_IN_LISTS] = {
    N_ ("Three complete lists showed nothing new."),
    N_ ("You can rent again."),
  },
  [SUBLET_RENTAL_REASON_CAP] = {
    N_ ("This would have been above your spend cap. Nothing was rented."),
    N_ ("End what you do not need, or change the cap in Preferences."),
  },
  [SUBLET_RENTAL_REASON_JOURNAL] = {
    N_ ("The journal could not be written, so nothing was asked."),
    N_ ("Make room on the disk, then rent again."),
  },
  [SUBLET_RENTAL_REASON_TEMPLATE] = {
    N_ ("That template is gone. Nothing was rented."),
    N_ ("Rent again with another template, or without it."),
  },
  [SUBLET_RENTAL_REASON_IMAGE] = {
    N_ ("There is no such image."),
    N_ ("Destroy it and rent again with the right image."),
  },
  [SUBLET_RENTAL_REASON_NO_PULL] = {
    N_ ("The image is not public, or there is none of this name."),
    N_ ("Destroy it and rent again with a registry login or another image."),
  },
  [SUBLET_RENTAL_REASON_NO_SPACE] = {
    N_ ("The image does not fit on the disk."),
    N_ ("Destroy it and rent again with a larger disk."),
  },
  [SUBLET_RENTAL_REASON_CONTAINER] = {
    N_ ("The container does not start."),
    N_ ("Destroy it and try another image or machine."),
  },
  [SUBLET_RENTAL_REASON_EXITED] = {
    N_ ("The container has ended by itself."),
    N_ ("Start it again, or destroy it to end billing."),
  },
  [SUBLET_RENTAL_REASON_HOST] = {
    N_ ("The host failed."),
    N_ ("Destroy it and rent on another machine."),
  },
  [SUBLET_RENTAL_REASON_CREDIT_USED_UP] = {
    N_ ("The credit is used up."),
    N_ ("Add credit, then start it again."),
  },
  [SUBLET_RENTAL_REASON_NOT_REPLACED] = {
    N_ ("The one before had not ended in time, so this one was not asked for."),
    N_ ("Rent again when the one before is gone."),
  },
  [SUBLET_RENTAL_REASON_LEASE] = {
    N_ ("Its lease ended."),
    N_ ("Start it again for another one, or destroy it."),
  },
  [SUBLET_RENTAL_REASON_PRICE_DIFFERS] = {
    N_ ("It costs something else than you accepted."),
    N_ ("Destroy it if you do not want it at this price."),
  },
  [SUBLET_RENTAL_REASON_STUCK] = {
    N_ ("It makes no progress."),
    N_ ("Destroy it and rent on another machine."),
  },
  [SUBLET_RENTAL_REASON_PREPAYING] = {
    N_ ("Its deposit is being paid."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_PREPAID] = {
    N_ ("Its deposit is paid."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_NOT_PREPAID] = {
    N_ ("Its deposit was not paid, and nothing is locked."),
    N_ ("It goes on at the price without discount."),
  },
  [SUBLET_RENTAL_REASON_PREPAID_UNCLEAR] = {
    N_ ("The answer about its deposit got lost."),
    N_ ("Wait: Sublet looks whether it was paid, and never pays it twice."),
  },
  [SUBLET_RENTAL_REASON_BIDDING] = {
    N_ ("Another bid is being asked for."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_BID_CHANGED] = {
    N_ ("Its bid was changed."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_BID_NOT_CHANGED] = {
    N_ ("Its bid was not changed."),
    N_ ("It stays at the bid before. Bid again if you still want to."),
  },
  [SUBLET_RENTAL_REASON_BID_UNCLEAR] = {
    N_ ("The answer about its bid got lost."),
    N_ ("Wait: Sublet looks what it bids, and never asks twice."),
  },
  [SUBLET_RENTAL_REASON_BID_NOT_SEEN] = {
    N_ ("The lists do not show the new bid."),
    N_ ("It counts as it is listed. Bid again if you still want to."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_ACCEPTING] = {
    N_ ("A price increase is being accepted."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_REJECTING] = {
    N_ ("A price increase is being rejected."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_ACCEPTED] = {
    N_ ("A price increase is accepted."),
    N_ ("It holds from the end of the contract."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_REJECTED] = {
    N_ ("A price increase is rejected."),
    N_ ("Save what you need before its contract ends."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_NOT_ANSWERED] = {
    N_ ("A price increase was neither accepted nor rejected."),
    N_ ("Answer it again if you still want to."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_WITHDRAWN] = {
    N_ ("A price increase did not wait for an answer any more."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_UNCLEAR] = {
    N_ ("The answer about a price increase got lost."),
    N_ ("Wait: Sublet looks whether it still waits, and never answers it twice."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN] = {
    N_ ("A price increase goes on waiting for an answer."),
    N_ ("Answer it again if you still want to."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN] = {
    N_ ("It is not known whether a price increase still waits for an answer."),
    N_ ("Answer it again if you still want to."),
  },
  [SUBLET_RENTAL_REASON_INCREASE_APPLIED] = {
    N_ ("It costs what you accepted with a price increase."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_OWNER_KNOWN] = {
    N_ ("It is known now which account it is of."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_LEASE_CHANGED] = {
    N_ ("Its lease was changed."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_LEASE_BEGUN] = {
    N_ ("It was started again, and has another lease."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_LEASE_OVER] = {
    N_ ("Its lease ended. Nothing was stopped."),
    N_ ("Destroy it when you do not need it any more."),
  },
  [SUBLET_RENTAL_REASON_SSH_KEY_CHANGED] = {
    N_ ("It was given another SSH key."),
    N_ ("There is nothing to do."),
  },
  [SUBLET_RENTAL_REASON_OTHER] = {
    N_ ("Vast gave no reason that Sublet knows."),
    N_ ("Details have Vast's own words."),
  },
};
/* clang-format on */

/**
 * sublet_rental_text_get_reason:
 * @reason: a reason
 *
 * Returns: (transfer none) (nullable): the reason as one sentence or two
 */
const char *
sublet_rental_text_get_reason (SubletRentalReason reason)
{
  g_return_val_if_fail ((gsize) reason < G_N_ELEMENTS (reasons), NULL);

  return reasons[reason].sentence == NULL ? NULL : _ (reasons[reason].sentence);
}

/**
 * sublet_rental_text_dup_next_step:
 * @rental: a rental
 *
 * Returns: (transfer full) (nullable): what the person can do, or need not do
 */
char *
sublet_rental_text_dup_next_step (SubletRental *rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);
  const char *next_step = reasons[sublet_rental_get_reason (rental)].next_step;
  gint64 quoted_nusd = sublet_rental_get_quoted_rate_nusd (rental);
  g_autofree char *rate = NULL;

  if (state == SUBLET_RENTAL_STATE_UNCLEAR)
    {
      if (quoted_nusd == SUBLET_MONEY_UNKNOWN)
        return g_strdup (_ ("Sublet will not rent a second one. If it exists, it may bill "
                            "already."));

      rate = sublet_format_rate (quoted_nusd);
      /* TRANSLATORS: %s is a rate, as in "$0.325/h" */
      return g_strdup_printf (_ ("Sublet will not rent a second one. If it exists, it may bill %s "
                                 "already."),
                                 rate);
    }
  if (state == SUBLET_RENTAL_STATE_UNKNOWN)
    return g_strdup (_ ("Put that key back to see and end it."));
  if (state == SUBLET_RENTAL_STATE_EXITED && next_step == NULL)
    return g_strdup (_ ("Start it again, or destroy it to end billing."));
  if ((state == SUBLET_RENTAL_STATE_REFUSED || state == SUBLET_RENTAL_STATE_FAILED ||
       state == SUBLET_RENTAL_STATE_EXITED) &&
      next_step != NULL)
    return g_strdup (_ (next_step));

  return NULL;
}
