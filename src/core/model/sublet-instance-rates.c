/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-instance.h"

#include "core/base/sublet-money.h"

/* What an hour of an instance costs, by its fields. */

/**
 * sublet_instance_bills_gpu:
 * @self: an instance
 *
 * Whether the GPU is paid for in the present state. Where the service does not say ("unknown", or a
 * word this version does not know) an instance that is meant to run counts as paid for: a burn rate
 * that is too high does no harm. Source: fact sheet 4.4, column "GPU billed".
 *
 * Returns: whether the rate is the running one
 */
bool
sublet_instance_bills_gpu (SubletInstance *self)
{
  const SubletInstanceData *data;

  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), false);

  data = sublet_instance_get_data (self);
  switch (data->actual_status)
    {
    case SUBLET_ACTUAL_STATUS_RUNNING:
    case SUBLET_ACTUAL_STATUS_REBOOTING:
    case SUBLET_ACTUAL_STATUS_RESTARTING:
    case SUBLET_ACTUAL_STATUS_RECYCLING:
    case SUBLET_ACTUAL_STATUS_CONNECTING:
      return true;

    case SUBLET_ACTUAL_STATUS_UNKNOWN:
    case SUBLET_ACTUAL_STATUS_UNKNOWN_WORD:
      return data->intended_status == SUBLET_CONTRACT_STATUS_RUNNING;

    case SUBLET_ACTUAL_STATUS_NONE:
    case SUBLET_ACTUAL_STATUS_CREATED:
    case SUBLET_ACTUAL_STATUS_CREATING:
    case SUBLET_ACTUAL_STATUS_LOADING:
    case SUBLET_ACTUAL_STATUS_STOPPED:
    case SUBLET_ACTUAL_STATUS_FROZEN:
    case SUBLET_ACTUAL_STATUS_EXITED:
    case SUBLET_ACTUAL_STATUS_OFFLINE:
    case SUBLET_ACTUAL_STATUS_SCHEDULING:
    case SUBLET_ACTUAL_STATUS_ERROR:
    default:
      return false;
    }
}

/**
 * sublet_instance_get_rate_now_nusd:
 * @self: an instance
 *
 * What an hour costs in the present state: the running rate, the disk alone, or nothing while the
 * host is offline. Source: fact sheet 4.4 and 7.1.
 *
 * Returns: nano-dollars per hour, SUBLET_MONEY_UNKNOWN when the service did not say
 */
gint64
sublet_instance_get_rate_now_nusd (SubletInstance *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), SUBLET_MONEY_UNKNOWN);

  if (sublet_instance_get_data (self)->actual_status == SUBLET_ACTUAL_STATUS_OFFLINE)
    return 0;

  return sublet_instance_bills_gpu (self) ? sublet_instance_get_rate_running_nusd (self)
                                          : sublet_instance_get_rate_stopped_nusd (self);
}

/**
 * sublet_instance_get_rate_running_nusd:
 * @self: an instance
 *
 * Returns: nano-dollars per hour while it runs, disk included; SUBLET_MONEY_UNKNOWN when the
 *   service did not say
 */
gint64
sublet_instance_get_rate_running_nusd (SubletInstance *self)
{
  const SubletInstanceData *data;

  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), SUBLET_MONEY_UNKNOWN);

  data = sublet_instance_get_data (self);
  if (data->dph_total_nusd != SUBLET_MONEY_UNKNOWN)
    return data->dph_total_nusd;

  return sublet_money_add (data->dph_base_nusd,
                           sublet_money_disk_rate_nusd (data->storage_nusd_per_gb_month,
                                                        data->disk_space_gb));
}

/**
 * sublet_instance_get_rate_stopped_nusd:
 * @self: an instance
 *
 * The disk alone: its price and size, or what the running rate holds beyond the GPU.
 *
 * Returns: nano-dollars per hour while it is stopped; SUBLET_MONEY_UNKNOWN when the service did not
 *   say
 */
gint64
sublet_instance_get_rate_stopped_nusd (SubletInstance *self)
{
  const SubletInstanceData *data;
  gint64 disk_nusd;

  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), SUBLET_MONEY_UNKNOWN);

  data = sublet_instance_get_data (self);
  disk_nusd = sublet_money_disk_rate_nusd (data->storage_nusd_per_gb_month, data->disk_space_gb);
  if (disk_nusd == SUBLET_MONEY_UNKNOWN && data->dph_total_nusd != SUBLET_MONEY_UNKNOWN &&
      data->dph_base_nusd != SUBLET_MONEY_UNKNOWN && data->dph_total_nusd >= data->dph_base_nusd)
    disk_nusd = data->dph_total_nusd - data->dph_base_nusd;

  return disk_nusd;
}

/**
 * sublet_instance_get_rate_at_bid_nusd:
 * @self: an interruptible instance
 * @bid_nusd: what would be bid for its GPUs, nano-dollars per hour
 *
 * You pay your bid, and what the running rate holds beyond it. Source: fact sheet 2.6.
 *
 * Returns: nano-dollars per hour while it runs, disk included; SUBLET_MONEY_UNKNOWN when the
 *   service did not say what the disk costs
 */
gint64
sublet_instance_get_rate_at_bid_nusd (SubletInstance *self, gint64 bid_nusd)
{
  const SubletInstanceData *data;

  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), SUBLET_MONEY_UNKNOWN);

  data = sublet_instance_get_data (self);
  if (data->dph_total_nusd != SUBLET_MONEY_UNKNOWN && data->dph_base_nusd != SUBLET_MONEY_UNKNOWN &&
      data->dph_total_nusd >= data->dph_base_nusd)
    return sublet_money_add (bid_nusd, data->dph_total_nusd - data->dph_base_nusd);

  return sublet_money_add (bid_nusd, sublet_instance_get_rate_stopped_nusd (self));
}
