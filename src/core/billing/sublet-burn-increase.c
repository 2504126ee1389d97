/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-burn-private.h"

#include "core/base/sublet-money.h"

/*
 * The price that a host announced of a rental, and what is known of it. Until it is answered, the
 * list of those that wait says all of it; of one that was accepted the journal keeps what an hour
 * of running comes to, and no list shows it any more.
 */

static gint64
larger (gint64 a, gint64 b)
{
  return a == SUBLET_MONEY_UNKNOWN ? b : b == SUBLET_MONEY_UNKNOWN ? a : MAX (a, b);
}

/* Whether the service took it: nothing is known of one that is on its way, or was lost. */
static bool
is_taken (SubletRental *rental)
{
  switch (sublet_rental_get_increase_state (rental))
    {
    case SUBLET_INCREASE_STATE_ASKED:
    case SUBLET_INCREASE_STATE_UNCLEAR:
    case SUBLET_INCREASE_STATE_NOT_KNOWN:
      return false;

    case SUBLET_INCREASE_STATE_NONE:
    case SUBLET_INCREASE_STATE_TAKEN:
    case SUBLET_INCREASE_STATE_DONE:
    case SUBLET_INCREASE_STATE_APPLIED:
    case SUBLET_INCREASE_STATE_REFUSED:
    case SUBLET_INCREASE_STATE_NOT_SEEN:
    case SUBLET_INCREASE_STATE_WITHDRAWN:
    default:
      return true;
    }
}

static bool
is_rejected (SubletRental *rental)
{
  return sublet_rental_get_increase_state (rental) == SUBLET_INCREASE_STATE_TAKEN &&
         !sublet_rental_get_increase_accepts (rental);
}

/* Its moment is over, and its contract went on: its price is the present one. */
static bool
holds_already (const SubletBurnItem *item, SubletRental *rental, gint64 from_us)
{
  return from_us > 0 && from_us <= sublet_rental_get_known_at_us (rental) &&
         from_us + SUBLET_BURN_SAME_END_US < item->contract_end_us;
}

/* One that still waits: not one that was rejected and is about to go from the list, nor one of a
 * list that is older than its moment. */
static SubletPriceIncrease *
find_waiting (const SubletBurnItem *item, SubletRental *rental)
{
  SubletPriceIncrease *increase = sublet_rental_get_increase (rental);

  if (increase == NULL || is_rejected (rental) ||
      holds_already (item, rental, sublet_price_increase_get_data (increase)->from_us))
    return NULL;

  return increase;
}

/* What an accepted one does to the disk nobody knows any more. One that came to another price than
 * was announced waits for ever: nothing becomes cheaper by it. */
static void
read_accepted (SubletBurnItem *item, SubletRental *rental, gint64 awaited_nusd)
{
  item->increase = is_taken (rental) ? SUBLET_BURN_INCREASE_ACCEPTED : SUBLET_BURN_INCREASE_WAITING;
  item->increase_us = item->contract_end_us;
  item->increased_running_nusd = larger (awaited_nusd, item->running_nusd);
}

/* Of another one that was accepted before, the dearer counts. */
static void
read_waiting (SubletBurnItem *item, SubletRental *rental, SubletPriceIncrease *increase)
{
  const SubletPriceIncreaseData *data = sublet_price_increase_get_data (increase);
  const bool is_accepted = sublet_rental_get_increase_state (rental) == SUBLET_INCREASE_STATE_TAKEN;

  item->increase = is_accepted ? SUBLET_BURN_INCREASE_ACCEPTED : SUBLET_BURN_INCREASE_WAITING;
  item->increase_us = data->from_us > 0 ? data->from_us : item->contract_end_us;
  item->increased_running_nusd =
    larger (sublet_rental_get_increased_rate_nusd (rental), item->increased_running_nusd);
  /* What has no new price keeps the old one (fact sheet 5.10). */
  item->increased_stopped_nusd = data->new_disk_nusd != SUBLET_MONEY_UNKNOWN ? data->new_disk_nusd
                                                                             : item->stopped_nusd;
  item->increase_vague = data->changes_others;
}

/**
 * sublet_burn_item_read_increase: (skip)
 * @item: what is paid for of @rental, with its rates and its contract's end
 * @rental: a rental
 *
 * It holds from the end of its contract on. Whether none waits, or it is not known, is the same
 * here: a list that nobody could read yet announces nothing.
 */
void
sublet_burn_item_read_increase (SubletBurnItem *item, SubletRental *rental)
{
  SubletPriceIncrease *increase = find_waiting (item, rental);
  gint64 awaited_nusd = sublet_rental_get_awaited_rate_nusd (rental);

  item->increased_running_nusd = SUBLET_MONEY_UNKNOWN;
  item->increased_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  if (awaited_nusd != SUBLET_MONEY_UNKNOWN)
    read_accepted (item, rental, awaited_nusd);
  if (increase != NULL)
    read_waiting (item, rental, increase);
}
