/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-rentals.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"

#include <stdbool.h>

#define RUNNING_NUSD G_GINT64_CONSTANT (325111111)
#define STOPPED_NUSD G_GINT64_CONSTANT (15111111)
#define N_READINGS 60
#define READING_EVERY_US (10 * G_TIME_SPAN_SECOND)

static SubletActualStatus
get_actual_status (SubletRentalState state)
{
  switch (state)
    {
    case SUBLET_RENTAL_STATE_PROVISIONING:
      return SUBLET_ACTUAL_STATUS_LOADING;
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      return SUBLET_ACTUAL_STATUS_RUNNING;
    case SUBLET_RENTAL_STATE_OFFLINE:
      return SUBLET_ACTUAL_STATUS_OFFLINE;
    case SUBLET_RENTAL_STATE_RESTARTING:
      return SUBLET_ACTUAL_STATUS_REBOOTING;
    case SUBLET_RENTAL_STATE_RECYCLING:
      return SUBLET_ACTUAL_STATUS_RECYCLING;
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    case SUBLET_RENTAL_STATE_GONE:
    default:
      return SUBLET_ACTUAL_STATUS_EXITED;
    }
}

/* A window that was open all the time saw the host report after 6 s, and ten minutes of use. */
static gint64
get_first_reading_us (SubletClock *clock, SubletRentalState state)
{
  return sublet_clock_get_service_us (clock) - (state == SUBLET_RENTAL_STATE_PROVISIONING
                                                  ? 102 * G_TIME_SPAN_SECOND
                                                  : N_READINGS * READING_EVERY_US);
}

static SubletInstance *
make_instance (SubletClock *clock,
               const char *label,
               gint64 id,
               SubletRentalState state,
               gint64 at_us,
               double wave)
{
  /* Below the floor, so that it does not run. */
  gint64 less_nusd = state == SUBLET_RENTAL_STATE_OUTBID ? G_GINT64_CONSTANT (30000000) : 0;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = id;
  data.machine_id = 20417;
  data.host_id = 88012;
  data.label = g_strdup (label);
  data.gpu_name = g_strdup ("RTX 4090");
  data.num_gpus = 1;
  data.region = g_strdup ("Uusimaa");
  g_strlcpy (data.country, "FI", sizeof data.country);
  data.image = g_strdup ("pytorch/pytorch:latest");
  data.actual_status = get_actual_status (state);
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.dph_base_nusd = RUNNING_NUSD - STOPPED_NUSD - less_nusd;
  data.dph_total_nusd = RUNNING_NUSD - less_nusd;
  data.storage_nusd_per_gb_month = G_GINT64_CONSTANT (170000000);
  data.is_bid = state == SUBLET_RENTAL_STATE_OUTBID;
  data.min_bid_nusd = G_GINT64_CONSTANT (310000000);
  data.credit_discount_max = 0.23;
  data.start_us = sublet_clock_get_service_us (clock) - 4 * G_TIME_SPAN_HOUR;
  data.gpu_ram_mb = 24564;
  data.gpu_util_percent = 93 - 35 * wave;
  data.vmem_used_ratio = 0.75 - 0.2 * wave;
  data.gpu_temp_celsius = 64;
  data.cpu_util_percent = 31;
  data.mem_used_gb = 22;
  data.mem_limit_gb = 64;
  data.disk_space_gb = 64;
  data.disk_used_gb = 41;
  if (state == SUBLET_RENTAL_STATE_PROVISIONING)
    data.status_msg = g_strdup ("Pulling from pytorch/pytorch: layer 7 of 12, 3.1 of 7.9 GB");

  return sublet_instance_new_take (&data, at_us);
}

static void
add_event (SubletRental *rental, gint64 at_us, SubletRentalState state)
{
  const SubletRentalEvent event = {
    .at_us = at_us,
    .state = state,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };

  sublet_rental_add_event (rental, &event);
}

static SubletRentalReason
get_reason (SubletRentalState state)
{
  if (state == SUBLET_RENTAL_STATE_REFUSED)
    return SUBLET_RENTAL_REASON_NEXT_TOO_DEAR;
  if (state == SUBLET_RENTAL_STATE_FAILED)
    return SUBLET_RENTAL_REASON_IMAGE;

  return SUBLET_RENTAL_REASON_NONE;
}

static bool
has_contract (SubletRentalState state)
{
  return state != SUBLET_RENTAL_STATE_UNKNOWN && state != SUBLET_RENTAL_STATE_INTENDED &&
         state != SUBLET_RENTAL_STATE_REQUESTING && state != SUBLET_RENTAL_STATE_UNCLEAR &&
         state != SUBLET_RENTAL_STATE_REFUSED;
}

static void
fill_before_contract (SubletClock *clock, SubletRental *rental)
{
  SubletRentalState state = sublet_rental_get_state (rental);

  sublet_rental_set_gpu (rental, "RTX 4090", 1);
  sublet_rental_set_place (rental, "Uusimaa, FI");
  sublet_rental_set_quoted_rate_nusd (rental, RUNNING_NUSD);
  if (state == SUBLET_RENTAL_STATE_UNCLEAR)
    sublet_rental_set_settling (rental,
                                2,
                                3,
                                sublet_clock_get_service_us (clock) + 24 * G_TIME_SPAN_SECOND);
  if (state == SUBLET_RENTAL_STATE_REFUSED)
    {
      SubletOfferRow row;
      g_autoptr (SubletOffer) offer = NULL;

      sublet_offer_row_init (&row);
      row.id = 31900418;
      offer =
        sublet_offer_new (&row, SUBLET_PRICE_KIND_ON_DEMAND, sublet_clock_get_service_us (clock));
      sublet_rental_set_next (rental, offer, G_GINT64_CONSTANT (348000000));
    }
}

static gint64
get_duration_us (SubletRentalState state)
{
  switch (state)
    {
    case SUBLET_RENTAL_STATE_PROVISIONING:
      return 108 * G_TIME_SPAN_SECOND;
    case SUBLET_RENTAL_STATE_STOPPED:
      return 6 * G_TIME_SPAN_DAY;
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_DESTROYING:
      return 30 * G_TIME_SPAN_SECOND;
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
      return 8 * G_TIME_SPAN_MINUTE;
    case SUBLET_RENTAL_STATE_GONE:
      return 7 * G_TIME_SPAN_MINUTE;
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
    default:
      return 4 * G_TIME_SPAN_HOUR + 12 * G_TIME_SPAN_MINUTE + 20 * G_TIME_SPAN_SECOND;
    }
}

/**
 * sublet_ui_make_rental:
 * @clock: what time it is
 * @label: its label
 * @state: its state; everything that belongs to it is there
 *
 * Returns: (transfer full): a rental
 */
SubletRental *
sublet_ui_make_rental (SubletClock *clock, const char *label, SubletRentalState state)
{
  static gint64 last_id = 40112233;
  g_autofree char *id = g_strdup_printf ("fixture-%" G_GINT64_FORMAT, last_id);
  SubletRental *rental = sublet_rental_new (id, SUBLET_RENTAL_ORIGIN_OURS);
  gint64 since_us = sublet_clock_get_service_us (clock) - get_duration_us (state);

  last_id++;
  sublet_rental_set_label (rental, label);
  sublet_rental_set_launch_known (rental, TRUE);
  sublet_rental_set_takes_ssh_key (rental, TRUE);
  sublet_rental_set_state (rental, state, get_reason (state), since_us);
  if (!has_contract (state))
    {
      fill_before_contract (clock, rental);
      return rental;
    }

  add_event (rental, since_us - 2 * G_TIME_SPAN_SECOND, SUBLET_RENTAL_STATE_REQUESTING);
  add_event (rental, since_us, SUBLET_RENTAL_STATE_PROVISIONING);
  if (state == SUBLET_RENTAL_STATE_STILL_LISTED)
    add_event (rental, since_us, SUBLET_RENTAL_STATE_DESTROYING);
  if (state == SUBLET_RENTAL_STATE_DESTROYING)
    sublet_rental_set_gone_looks (rental, 1);
  if (state == SUBLET_RENTAL_STATE_FAILED)
    sublet_rental_set_detail (rental, "Error response from daemon: manifest unknown");

  {
    g_autoptr (SubletInstance) instance =
      make_instance (clock, label, last_id, state, get_first_reading_us (clock, state), 0.3);

    sublet_rental_set_instance (rental, instance);
  }
  sublet_rental_set_quoted_rate_nusd (rental, RUNNING_NUSD);
  sublet_rental_set_meter (rental,
                           1440000,
                           sublet_clock_get_service_us (clock),
                           sublet_rental_get_rate_now_nusd (rental));

  return rental;
}

/**
 * sublet_ui_count_cost:
 * @clock: what time it is
 * @rental: one that costs something
 * @hours: for how long its meter has counted at the present rate
 */
void
sublet_ui_count_cost (SubletClock *clock, SubletRental *rental, int hours)
{
  sublet_rental_set_meter (rental,
                           0,
                           sublet_clock_get_service_us (clock) - hours * G_TIME_SPAN_HOUR,
                           sublet_rental_get_rate_now_nusd (rental));
}

/**
 * sublet_ui_add_readings:
 * @clock: what time it is
 * @rental: one that runs
 */
void
sublet_ui_add_readings (SubletClock *clock, SubletRental *rental)
{
  gint64 begin_us = sublet_clock_get_service_us (clock) - N_READINGS * READING_EVERY_US;
  int i;

  for (i = 1; i <= N_READINGS; i++)
    {
      double wave = i == N_READINGS ? 0.0 : (double) (i * 7 % 11) / 11.0;
      g_autoptr (SubletInstance) instance = make_instance (clock,
                                                           sublet_rental_get_label (rental),
                                                           sublet_rental_get_instance_id (rental),
                                                           sublet_rental_get_state (rental),
                                                           begin_us + i * READING_EVERY_US,
                                                           wave);

      sublet_rental_set_instance (rental, instance);
    }
}

void
sublet_ui_add_increase (SubletClock *clock, SubletRental *rental, gint64 more_nusd, int hours)
{
  const gint64 now_us = sublet_clock_get_service_us (clock);
  const SubletPriceIncreaseData data = {
    .id = 9,
    .contract_id = sublet_rental_get_instance_id (rental),
    .old_gpu_nusd = RUNNING_NUSD - STOPPED_NUSD,
    .new_gpu_nusd = RUNNING_NUSD - STOPPED_NUSD + more_nusd,
    .old_disk_nusd = SUBLET_MONEY_UNKNOWN,
    .new_disk_nusd = SUBLET_MONEY_UNKNOWN,
    .from_us = hours > 0 ? now_us + hours * G_TIME_SPAN_HOUR : 0,
    .created_us = now_us,
  };
  g_autoptr (SubletPriceIncrease) increase = sublet_price_increase_new (&data);

  sublet_rental_set_increase (rental, increase, now_us);
}
