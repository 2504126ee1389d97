/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-bill-rental.h"

#include "core/base/sublet-money.h"

#include <string.h>

/* A list that lacks it is asked for a second time before it counts as gone, and may be late. */
#define SOON_US (15 * G_TIME_SPAN_MINUTE)

/**
 * sublet_bill_rental_new:
 *
 * Returns: (transfer full): a rental to be filled in
 */
SubletBillRental *
sublet_bill_rental_new (void)
{
  SubletBillRental *self = g_new0 (SubletBillRental, 1);

  self->quoted_running_nusd = SUBLET_MONEY_UNKNOWN;
  self->quoted_stopped_nusd = SUBLET_MONEY_UNKNOWN;
  self->meter_uusd = SUBLET_MONEY_UNKNOWN;
  self->meter_rate_nusd = SUBLET_MONEY_UNKNOWN;
  self->spans = g_array_new (FALSE, FALSE, sizeof (SubletBillSpan));

  return self;
}

/**
 * sublet_bill_rental_free:
 * @self: (transfer full): a rental
 */
void
sublet_bill_rental_free (SubletBillRental *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self->gpu_name);
  g_array_unref (self->spans);
  g_free (self);
}

static SubletBillSpanKind
get_kind_before (const SubletBillRental *self)
{
  return self->spans->len > 0
           ? g_array_index (self->spans, SubletBillSpan, self->spans->len - 1).kind
           : SUBLET_BILL_SPAN_FREE;
}

static SubletBillSpanKind
get_kind (const SubletBillRental *self, SubletRentalState state)
{
  switch (state)
    {
    case SUBLET_RENTAL_STATE_INTENDED:
    case SUBLET_RENTAL_STATE_REQUESTING:
    case SUBLET_RENTAL_STATE_REFUSED:
    case SUBLET_RENTAL_STATE_OFFLINE:
    case SUBLET_RENTAL_STATE_GONE:
      return SUBLET_BILL_SPAN_FREE;

    case SUBLET_RENTAL_STATE_RUNNING:
    case SUBLET_RENTAL_STATE_CONNECTING:
    case SUBLET_RENTAL_STATE_READY:
    case SUBLET_RENTAL_STATE_RESTARTING:
    case SUBLET_RENTAL_STATE_RECYCLING:
    case SUBLET_RENTAL_STATE_STOPPING:
      return SUBLET_BILL_SPAN_RUNNING;

    case SUBLET_RENTAL_STATE_PROVISIONING:
    case SUBLET_RENTAL_STATE_FAILED:
      return self->ran ? SUBLET_BILL_SPAN_STOPPED : SUBLET_BILL_SPAN_LOADING;

    case SUBLET_RENTAL_STATE_WAITING_FOR_GPU:
    case SUBLET_RENTAL_STATE_OUTBID:
    case SUBLET_RENTAL_STATE_STOPPED:
    case SUBLET_RENTAL_STATE_STARTING:
    case SUBLET_RENTAL_STATE_EXITED:
      return SUBLET_BILL_SPAN_STOPPED;

    /* It goes on as before, until more is known. */
    case SUBLET_RENTAL_STATE_UNKNOWN:
    case SUBLET_RENTAL_STATE_UNCLEAR:
    case SUBLET_RENTAL_STATE_DESTROYING:
    case SUBLET_RENTAL_STATE_STILL_LISTED:
    default:
      return get_kind_before (self);
    }
}

/**
 * sublet_bill_rental_add_event:
 * @self: a rental that is being filled in
 * @at_us: service time
 * @state: what it came into, or was in
 * @reason: why, or what was noted
 */
void
sublet_bill_rental_add_event (SubletBillRental *self,
                              gint64 at_us,
                              SubletRentalState state,
                              SubletRentalReason reason)
{
  SubletBillSpan span = { at_us, get_kind (self, state) };

  self->ran = self->ran || span.kind == SUBLET_BILL_SPAN_RUNNING;
  self->repriced = self->repriced || reason == SUBLET_RENTAL_REASON_PRICE_DIFFERS ||
                   reason == SUBLET_RENTAL_REASON_BID_CHANGED ||
                   reason == SUBLET_RENTAL_REASON_INCREASE_APPLIED;
  if (self->spans->len == 0 || get_kind_before (self) != span.kind)
    g_array_append_val (self->spans, span);
}

/**
 * sublet_bill_rental_measure:
 * @self: a rental
 * @from_us: service time
 * @until_us: service time; nothing after its end counts anyway
 * @durations_us: (out) (array fixed-size=4): of each SubletBillSpanKind
 */
void
sublet_bill_rental_measure (const SubletBillRental *self,
                            gint64 from_us,
                            gint64 until_us,
                            gint64 *durations_us)
{
  gint64 last_us = self->ended_us != 0 ? MIN (self->ended_us, until_us) : until_us;
  guint i;

  memset (durations_us, 0, SUBLET_N_BILL_SPAN_KINDS * sizeof *durations_us);
  for (i = 0; i < self->spans->len; i++)
    {
      const SubletBillSpan *span = &g_array_index (self->spans, SubletBillSpan, i);
      gint64 end_us = i + 1 < self->spans->len ? span[1].from_us : last_us;

      durations_us[span->kind] += MAX (MIN (end_us, last_us) - MAX (span->from_us, from_us), 0);
    }
}

/**
 * sublet_bill_rental_get_unseen_us:
 * @self: a rental
 *
 * That it is gone is noticed within some minutes while Sublet runs; after a night without it, in
 * the morning.
 *
 * Returns: service time from which on nobody looked until its end was noticed; 0: it was noticed
 *   soon, or it has not ended
 */
gint64
sublet_bill_rental_get_unseen_us (const SubletBillRental *self)
{
  if (self->ended_us == 0 || self->seen_us == 0 || self->ended_us - self->seen_us <= SOON_US)
    return 0;

  return MAX (self->seen_us, self->made_us);
}

/**
 * sublet_bill_rental_get_metered_uusd:
 * @self: a rental
 * @now_us: service time
 *
 * Returns: the running total by now, SUBLET_MONEY_UNKNOWN when it is not known
 */
gint64
sublet_bill_rental_get_metered_uusd (const SubletBillRental *self, gint64 now_us)
{
  if (self->ended_us != 0 || self->meter_at_us == 0 || now_us <= self->meter_at_us)
    return self->meter_uusd;

  return sublet_money_add (self->meter_uusd,
                           sublet_money_cost_uusd (self->meter_rate_nusd,
                                                   now_us - self->meter_at_us));
}
