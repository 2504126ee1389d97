/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

static char *
dup_twin (SubletRental *rental)
{
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_twin_id (rental));

  /* TRANSLATORS: %s is the number of another instance */
  return g_strdup_printf (_ ("Instance %s carries the mark of the same rental, and both bill. "
                             "Destroy the one you do not need."),
                             number);
}

static char *
dup_difference (SubletRental *rental)
{
  SubletRentalDifferences differences = sublet_rental_get_differences (rental);
  gint64 real_nusd = sublet_rental_get_rate_running_nusd (rental);
  gint64 accepted_nusd = sublet_rental_get_accepted_rate_nusd (rental);
  g_autofree char *real = sublet_format_rate (real_nusd);
  g_autofree char *accepted = sublet_format_rate (accepted_nusd);

  if (differences & SUBLET_RENTAL_DIFFERENCE_KIND)
    return g_strdup (_ ("It has another price kind than you accepted."));
  if ((differences & SUBLET_RENTAL_DIFFERENCE_RATE) && real_nusd > accepted_nusd)
    /* TRANSLATORS: two rates, as in "$0.412/h" and "$0.325/h" */
    return g_strdup_printf (_ ("It costs %1$s, more than the %2$s you accepted."), real, accepted);
  if (differences & SUBLET_RENTAL_DIFFERENCE_RATE)
    /* TRANSLATORS: two rates, as in "$0.301/h" and "$0.325/h" */
    return g_strdup_printf (_ ("It costs %1$s, less than the %2$s you accepted."), real, accepted);
  if (differences & SUBLET_RENTAL_DIFFERENCE_DISK_SIZE)
    return g_strdup (_ ("Its disk has another size than you accepted."));

  return g_strdup (_ ("Its disk costs something else than you accepted."));
}

/* The rental itself stays whatever became of its deposit; what it costs is said. */
static char *
dup_deposit (SubletRental *rental)
{
  g_autofree char *deposit = sublet_format_amount (sublet_rental_get_deposit_uusd (rental));

  switch (sublet_rental_get_deposit_state (rental))
    {
    case SUBLET_DEPOSIT_STATE_UNCLEAR:
      /* TRANSLATORS: %s is an amount, as in "$50.00" */
      return g_strdup_printf (_ ("The answer about the deposit of %s got lost. Sublet looks "
                                 "whether it was paid, and never pays it twice."),
                                 deposit);

    case SUBLET_DEPOSIT_STATE_NO_CREDIT:
      /* TRANSLATORS: %s is an amount, as in "$50.00" */
      return g_strdup_printf (_ ("Your credit is not enough for the deposit of %s. It runs at the "
                                 "price without discount; add credit to prepay it."),
                                 deposit);

    case SUBLET_DEPOSIT_STATE_CAP:
      /* TRANSLATORS: %s is an amount, as in "$50.00" */
      return g_strdup_printf (_ ("The deposit of %s was not paid, for what runs is above your "
                                 "spend cap. It runs at the price without discount."),
                                 deposit);

    case SUBLET_DEPOSIT_STATE_REFUSED:
      /* TRANSLATORS: %s is an amount, as in "$50.00" */
      return g_strdup_printf (_ ("Vast did not take the deposit of %s. It runs at the price "
                                 "without discount."),
                                 deposit);

    case SUBLET_DEPOSIT_STATE_NOT_FOUND:
      /* TRANSLATORS: %s is an amount, as in "$50.00" */
      return g_strdup_printf (_ ("The deposit of %s was not paid: its answer got lost, and three "
                                 "looks show nothing of it. It runs at the price without "
                                 "discount."),
                                 deposit);

    case SUBLET_DEPOSIT_STATE_NONE:
    case SUBLET_DEPOSIT_STATE_WANTED:
    case SUBLET_DEPOSIT_STATE_ASKED:
    case SUBLET_DEPOSIT_STATE_PAID:
    default:
      return NULL;
    }
}

/* What it bids is listed; that it may be another bid is said. */
static char *
dup_bid (SubletRental *rental)
{
  g_autofree char *bid = sublet_format_rate (sublet_rental_get_bid_asked_nusd (rental));

  switch (sublet_rental_get_bid_state (rental))
    {
    case SUBLET_BID_STATE_UNCLEAR:
      /* TRANSLATORS: %s is a rate, as in "$0.310/h" */
      return g_strdup_printf (_ ("The answer about your bid of %s got lost. Sublet looks what it "
                                 "bids, and never asks twice."),
                                 bid);

    case SUBLET_BID_STATE_NOT_SEEN:
      /* TRANSLATORS: %s is a rate, as in "$0.310/h" */
      return g_strdup_printf (_ ("Vast does not show your bid of %s: the one before holds. Bid "
                                 "again if you still want to."),
                                 bid);

    case SUBLET_BID_STATE_NONE:
    case SUBLET_BID_STATE_ASKED:
    case SUBLET_BID_STATE_TAKEN:
    case SUBLET_BID_STATE_CHANGED:
    case SUBLET_BID_STATE_REFUSED:
    default:
      return NULL;
    }
}

/**
 * sublet_rental_text_dup_notice:
 * @rental: a rental
 *
 * The worst of what is to be said beside its state.
 *
 * Returns: (transfer full) (nullable): one sentence or two
 */
char *
sublet_rental_text_dup_notice (SubletRental *rental)
{
  g_autofree char *bid = dup_bid (rental);

  if (!sublet_rental_is_open (rental))
    return NULL;
  if (sublet_rental_get_twin_id (rental) != 0)
    return dup_twin (rental);
  if (sublet_rental_get_stuck (rental))
    return g_strdup (_ ("It makes no progress. Nothing is ended by itself: wait, or destroy it and "
                        "take another one."));
  if (sublet_rental_get_differences (rental) != SUBLET_RENTAL_DIFFERENCE_NONE)
    return dup_difference (rental);
  if (bid != NULL)
    return g_steal_pointer (&bid);
  if (sublet_rental_get_increase_state (rental) == SUBLET_INCREASE_STATE_UNCLEAR)
    return g_strdup (_ ("The answer about its price increase got lost. Sublet looks whether it "
                        "still waits, and never answers it twice."));

  return dup_deposit (rental);
}

/**
 * sublet_rental_text_dup_as_of:
 * @rental: a rental
 * @clock: the engine's
 *
 * Returns: (transfer full) (nullable): how old its figures are, where they are not those of now
 */
char *
sublet_rental_text_dup_as_of (SubletRental *rental, SubletClock *clock)
{
  gint64 known_at_us = sublet_rental_get_known_at_us (rental);
  g_autofree char *time = NULL;

  if (!sublet_rental_get_stale (rental) || known_at_us <= 0)
    return NULL;

  time = sublet_format_time (known_at_us - sublet_clock_get_service_offset_us (clock),
                             sublet_clock_get_wall_us (clock));
  /* TRANSLATORS: how old a figure is; %s is a time, as in "14:02" */
  return g_strdup_printf (_ ("as of %s"), time);
}
