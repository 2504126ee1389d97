/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "core/base/sublet-money.h"
#include "ui/common/sublet-format.h"
#include "ui/instances/sublet-lease-text.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>
#include <math.h>

#define UUSD_PER_CENT (SUBLET_UUSD_PER_USD / 100)
#define NUSD_PER_UUSD (SUBLET_NUSD_PER_USD / SUBLET_UUSD_PER_USD)

typedef enum
{
  BILLING_NOTHING, /* refused: it never was */
  BILLING_MAYBE,   /* asked for, or in doubt */
  BILLING_DISK,    /* the disk alone, for good */
  BILLING_COMING,  /* the disk alone, the GPU soon */
  BILLING_RUNNING,
  BILLING_ENDED,
} Billing;

static Billing
get_billing (SubletRental *rental)
{
  switch (sublet_rental_get_state (rental))
    {
    case SUBLET_RENTAL_STATE_REFUSED:
      return BILLING_NOTHING;

    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_UNCLEAR:
      return BILLING_MAYBE;

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
      return BILLING_COMING;

    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_EXITED:
    case SUBLET_RENTAL_STATE_FAILED:
      return BILLING_DISK;

    case SUBLET_RENTAL_STATE_GONE:
      return BILLING_ENDED;

    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STOPPING:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    default:
      return BILLING_RUNNING;
    }
}

static gint64
get_expected_rate_nusd (SubletRental *rental)
{
  gint64 rate_nusd = sublet_rental_get_rate_running_nusd (rental);

  return rate_nusd != SUBLET_MONEY_UNKNOWN ? rate_nusd
                                           : sublet_rental_get_quoted_rate_nusd (rental);
}

/**
 * sublet_rental_text_dup_rate:
 * @rental: a rental
 *
 * Returns: (transfer full) (nullable): what it costs now
 */
char *
sublet_rental_text_dup_rate (SubletRental *rental)
{
  gint64 now_nusd = sublet_rental_get_rate_now_nusd (rental);
  g_autofree char *rate = NULL;

  switch (get_billing (rental))
    {
    case BILLING_NOTHING:
      return g_strdup (_ ("Not billed"));

    case BILLING_MAYBE:
      if (get_expected_rate_nusd (rental) == SUBLET_MONEY_UNKNOWN)
        return NULL;
      rate = sublet_format_rate (get_expected_rate_nusd (rental));
      /* TRANSLATORS: a rate that may or may not be billed already; %s as in "$0.325/h" */
      return g_strdup_printf (_ ("maybe %s"), rate);

    case BILLING_DISK:
      return sublet_format_rate_per_day (now_nusd);

    case BILLING_COMING:
      rate = sublet_format_rate (now_nusd);
      /* TRANSLATORS: what is billed before the GPU is there; %s as in "$0.015/h" */
      return g_strdup_printf (_ ("%s now"), rate);

    case BILLING_ENDED:
      return g_strdup (_ ("Billing ended"));

    case BILLING_RUNNING:
    default:
      if (now_nusd == 0)
        return g_strdup (_ ("Not billed"));
      return sublet_format_rate (now_nusd);
    }
}

/**
 * sublet_rental_text_dup_cost:
 * @rental: a rental
 * @clock: the engine's
 *
 * GPU and disk by time. What it sends and receives is on no reading, only on the bill (fact sheet
 * 2.6).
 *
 * Returns: (transfer full) (nullable): about what it has cost until now
 */
char *
sublet_rental_text_dup_cost (SubletRental *rental, SubletClock *clock)
{
  Billing billing = get_billing (rental);
  g_autofree char *amount = NULL;
  gint64 cost_uusd;

  if (billing == BILLING_NOTHING || billing == BILLING_MAYBE)
    return NULL;

  cost_uusd = sublet_rental_get_cost_uusd (rental, sublet_clock_get_service_us (clock));
  if (cost_uusd == SUBLET_MONEY_UNKNOWN)
    return NULL;

  amount = sublet_format_amount (cost_uusd);
  if (billing == BILLING_ENDED)
    /* TRANSLATORS: what an instance has cost altogether, apart from what it sent and received,
     * which is billed later; %s as in "$1.44" */
    return g_strdup_printf (_ ("%s plus traffic"), amount);

  /* TRANSLATORS: what an instance has cost until now; %s as in "$1.44" */
  return g_strdup_printf (_ ("%s so far"), amount);
}

/**
 * sublet_rental_text_dup_later:
 * @rental: a rental
 *
 * Returns: (transfer full) (nullable): the other rate: once it runs, or once it is stopped
 */
char *
sublet_rental_text_dup_later (SubletRental *rental)
{
  gint64 stopped_nusd = sublet_rental_get_rate_stopped_nusd (rental);
  g_autofree char *rate = NULL;

  switch (get_billing (rental))
    {
    case BILLING_COMING:
      if (get_expected_rate_nusd (rental) == SUBLET_MONEY_UNKNOWN)
        return NULL;
      rate = sublet_format_rate (get_expected_rate_nusd (rental));
      /* TRANSLATORS: the rate once it runs; %s as in "$0.332/h" */
      return g_strdup_printf (_ ("%s later"), rate);

    case BILLING_RUNNING:
      if (stopped_nusd == SUBLET_MONEY_UNKNOWN ||
          sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_DESTROYING ||
          sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_STILL_LISTED)
        return NULL;
      rate = sublet_format_rate_per_day (stopped_nusd);
      /* TRANSLATORS: the rate while stopped; %s as in "$0.36 a day" */
      return g_strdup_printf (_ ("%s stopped"), rate);

    case BILLING_DISK:
      if (get_expected_rate_nusd (rental) == SUBLET_MONEY_UNKNOWN)
        return NULL;
      rate = sublet_format_rate (get_expected_rate_nusd (rental));
      /* TRANSLATORS: the rate while running; %s as in "$0.325/h" */
      return g_strdup_printf (_ ("%s running"), rate);

    case BILLING_NOTHING:
    case BILLING_MAYBE:
    case BILLING_ENDED:
    default:
      return NULL;
    }
}

/**
 * sublet_rental_text_dup_deposit_left:
 * @rental: a rental
 *
 * Returns: (transfer full) (nullable): what the latest reading says of its deposit
 */
char *
sublet_rental_text_dup_deposit_left (SubletRental *rental)
{
  SubletInstance *instance = sublet_rental_get_instance (rental);
  const SubletInstanceData *data = instance != NULL ? sublet_instance_get_data (instance) : NULL;
  g_autofree char *left = NULL;
  g_autofree char *percent = NULL;

  if (data == NULL || data->credit_balance_uusd == SUBLET_MONEY_UNKNOWN ||
      data->credit_balance_uusd <= 0)
    return NULL;

  left = sublet_format_amount (data->credit_balance_uusd);
  if (!isfinite (data->credit_discount) || data->credit_discount <= 0)
    /* TRANSLATORS: of what was paid ahead; %s is an amount, as in "$49.80" */
    return g_strdup_printf (_ ("%s of its deposit are left."), left);

  percent = sublet_format_percent (data->credit_discount, 0);
  /* TRANSLATORS: of what was paid ahead: an amount, and per cent without their sign, as in "$49.80"
   * and "12"; a no-break space before the sign */
  return g_strdup_printf (_ ("%1$s of its deposit are left, %2$s %% off the GPU."), left, percent);
}

/* When the amount shown, two decimals and rounded, becomes another one. */
static gint64
get_next_cent_us (SubletRental *rental, gint64 now_us)
{
  gint64 rate_nusd = sublet_rental_get_rate_now_nusd (rental);
  gint64 cost_uusd = sublet_rental_get_cost_uusd (rental, now_us);
  gint64 rest_uusd;

  if (rate_nusd == SUBLET_MONEY_UNKNOWN || rate_nusd <= 0 || cost_uusd == SUBLET_MONEY_UNKNOWN ||
      cost_uusd < 0 || get_billing (rental) == BILLING_ENDED)
    return G_MAXINT64;

  /* Halves round up, so the figure changes in the middle between two cents. */
  rest_uusd = UUSD_PER_CENT - (cost_uusd + UUSD_PER_CENT / 2) % UUSD_PER_CENT;

  return now_us + 1 +
         sublet_money_multiply_divide (rest_uusd * NUSD_PER_UUSD, G_TIME_SPAN_HOUR, rate_nusd);
}

/**
 * sublet_rental_text_get_next_change_us:
 * @rental: a rental
 * @clock: the engine's
 *
 * For the one timer of a page: nothing wakes up before something would look different.
 *
 * Returns: service time, G_MAXINT64 when only an answer of the service can change anything
 */
gint64
sublet_rental_text_get_next_change_us (SubletRental *rental, SubletClock *clock)
{
  gint64 now_us = sublet_clock_get_service_us (clock);
  gint64 since_us = sublet_rental_text_get_since_us (rental, clock);
  gint64 next_us = get_next_cent_us (rental, now_us);
  SubletRentalState state = sublet_rental_get_state (rental);

  if (state == SUBLET_RENTAL_STATE_GONE || state == SUBLET_RENTAL_STATE_REFUSED)
    return G_MAXINT64;

  next_us = MIN (next_us, sublet_lease_text_get_next_change_us (rental, clock));
  /* Two units are shown: days and hours, or hours and minutes. */
  if (since_us >= G_TIME_SPAN_DAY)
    next_us = MIN (next_us, now_us + G_TIME_SPAN_HOUR - since_us % G_TIME_SPAN_HOUR);
  else if (since_us >= 0)
    next_us = MIN (next_us, now_us + G_TIME_SPAN_MINUTE - since_us % G_TIME_SPAN_MINUTE);
  if (state == SUBLET_RENTAL_STATE_UNCLEAR && sublet_rental_get_next_look_us (rental) > now_us)
    next_us =
      MIN (next_us,
           now_us + 1 + (sublet_rental_get_next_look_us (rental) - now_us) % G_TIME_SPAN_SECOND);
  /* The step under way shows its time in tens of seconds. */
  if (state == SUBLET_RENTAL_STATE_PROVISIONING || state == SUBLET_RENTAL_STATE_REQUESTING)
    next_us = MIN (next_us, now_us + 10 * G_TIME_SPAN_SECOND - now_us % (10 * G_TIME_SPAN_SECOND));

  return next_us;
}
