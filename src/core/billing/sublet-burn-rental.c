/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-burn-private.h"

#include "core/base/sublet-money.h"

/* What is paid for of a rental. */

/**
 * sublet_burn_find_kind:
 * @rental: a rental
 * @kind: (out): what is paid for of it
 *
 * Returns: whether anything is, or may be
 */
bool
sublet_burn_find_kind (SubletRental *rental, SubletBurnKind *kind)
{
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
      *kind = SUBLET_BURN_KIND_RUNNING;
      return true;

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_STARTING:
      *kind = SUBLET_BURN_KIND_STARTING;
      return true;

    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
      *kind = SUBLET_BURN_KIND_STOPPED;
      return true;

    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      *kind = SUBLET_BURN_KIND_ENDING;
      return true;

    case SUBLET_RENTAL_STATE_OFFLINE:
      *kind = SUBLET_BURN_KIND_OFFLINE;
      return true;

    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
      *kind = SUBLET_BURN_KIND_UNSETTLED;
      return true;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return false;
    }
}

/* One that was carried out, or cannot be, ends nothing that could be counted on. */
static bool
ends_by_lease (SubletRental *rental)
{
  switch (sublet_rental_get_lease_state (rental))
    {
    case SUBLET_LEASE_STATE_RUNNING:
    case SUBLET_LEASE_STATE_SOON:
    case SUBLET_LEASE_STATE_LAST:
    case SUBLET_LEASE_STATE_DUE:
      return sublet_rental_get_lease_at_end (rental) != SUBLET_LEASE_END_WARN;

    case SUBLET_LEASE_STATE_NONE:
    case SUBLET_LEASE_STATE_WAITING:
    case SUBLET_LEASE_STATE_OVER:
    default:
      return false;
    }
}

static void
read_instance (SubletBurnItem *item, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);

  item->start_us = data->start_us;
  item->contract_end_us = data->end_us;
  item->spot = data->is_bid;
}

/* Of one that was paid, and of which the list says nothing, there may be something left. */
static gint64
get_deposit_uusd (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  gint64 left_uusd = instance != NULL ? sublet_instance_get_data (instance)->credit_balance_uusd
                                      : SUBLET_MONEY_UNKNOWN;

  if (left_uusd != SUBLET_MONEY_UNKNOWN)
    return left_uusd;

  return sublet_rental_get_deposit_state (rental) == SUBLET_DEPOSIT_STATE_PAID
           ? SUBLET_MONEY_UNKNOWN
           : 0;
}

static void
add_rental (SubletBurn *self, SubletRental *rental)
{
  SubletBurnItem item = { 0 };

  if (!sublet_burn_find_kind (rental, &item.kind))
    return;

  item.id = g_strdup (sublet_rental_get_id (rental));
  item.name = g_strdup (sublet_rental_get_label (rental));
  item.instance_id = sublet_rental_get_instance_id (rental);
  item.now_nusd = item.kind == SUBLET_BURN_KIND_UNSETTLED || item.kind == SUBLET_BURN_KIND_OFFLINE
                    ? 0
                    : sublet_rental_get_rate_now_nusd (rental);
  item.running_nusd = sublet_rental_get_rate_running_nusd (rental);
  item.stopped_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  item.destroyed = item.kind == SUBLET_BURN_KIND_ENDING &&
                   sublet_rental_get_state (rental) != SUBLET_RENTAL_STATE_STOPPING;
  if (ends_by_lease (rental))
    {
      item.lease_end_us = sublet_rental_get_lease_end_us (rental);
      item.lease_at_end = sublet_rental_get_lease_at_end (rental);
    }
  if (sublet_rental_get_instance (rental) != NULL)
    read_instance (&item, sublet_rental_get_instance (rental));
  sublet_burn_item_read_increase (&item, rental);
  item.deposit_uusd = get_deposit_uusd (rental);
  sublet_burn_add (self, &item);
}

/**
 * sublet_burn_add_rentals:
 * @self: what is paid for
 * @rentals: (element-type SubletRental): the engine's
 */
void
sublet_burn_add_rentals (SubletBurn *self, GListModel *rentals)
{
  guint i;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (rentals));

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      add_rental (self, rental);
    }
}
