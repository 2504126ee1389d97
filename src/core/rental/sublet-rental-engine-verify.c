/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"

/*
 * Whether an order was carried out: until a list that was asked for after the service accepted it
 * shows what was ordered, or two minutes have passed, older readings do not change the state.
 */
#define VERIFY_US (2 * G_TIME_SPAN_MINUTE)

/*
 * How long after its acceptance a list may still show the container of before as running. Later, a
 * running one counts: a reboot may be over between two looks, and so may a recycling, which pulls
 * the image again. [design]
 */
#define REBOOT_US (5 * G_TIME_SPAN_SECOND)
#define RECYCLE_US (30 * G_TIME_SPAN_SECOND)

/* Whether a reading shows what was ordered. */
static bool
shows (SubletOrder order, SubletInstancePhase phase)
{
  bool halted = phase == SUBLET_INSTANCE_PHASE_STOPPED || phase == SUBLET_INSTANCE_PHASE_STOPPING ||
                phase == SUBLET_INSTANCE_PHASE_FAILED || phase == SUBLET_INSTANCE_PHASE_OFFLINE;

  switch (order)
    {
    case SUBLET_ORDER_STOP:
      return halted;

    case SUBLET_ORDER_START:
      return phase != SUBLET_INSTANCE_PHASE_STOPPED && phase != SUBLET_INSTANCE_PHASE_STOPPING &&
             phase != SUBLET_INSTANCE_PHASE_EXITED && phase != SUBLET_INSTANCE_PHASE_UNKNOWN;

    case SUBLET_ORDER_REBOOT:
    case SUBLET_ORDER_RECYCLE:
    case SUBLET_ORDER_UPDATE:
    case SUBLET_ORDER_DESTROY:
    case SUBLET_ORDER_PREPAY:
    case SUBLET_ORDER_BID:
    case SUBLET_ORDER_ACCEPT_INCREASE:
    case SUBLET_ORDER_REJECT_INCREASE:
    default:
      return true;
    }
}

/* Whether a reading may be of the time before the order, though its list was asked for after it. */
static bool
is_late (SubletRentalTrack *track, SubletInstancePhase phase, gint64 requested_mono_us)
{
  SubletOrder kind = track->order->kind;
  gint64 pause_us = kind == SUBLET_ORDER_REBOOT    ? REBOOT_US
                    : kind == SUBLET_ORDER_RECYCLE ? RECYCLE_US
                                                   : 0;

  return phase == SUBLET_INSTANCE_PHASE_RUNNING &&
         requested_mono_us < track->order_mono_us + pause_us;
}

/* A lease's stop is open until a reading shows it, and sent again until then: while it is refused,
 * readings count. */
static bool
check_lease_stop (SubletRentalEngine *self,
                  SubletRentalTrack *track,
                  SubletInstance *instance,
                  gint64 requested_mono_us)
{
  bool accepted = track->order->accepted_us > 0;

  if (accepted ? requested_mono_us < track->order_mono_us : track->lease_failures == 0)
    return false;

  if (sublet_engine_is_halted (instance))
    {
      /* What was set since has an end of its own. */
      if (!track->lease_stop_outdated)
        track->record->lease_done_us = sublet_engine_now_us (self);
      track->lease_failures = 0;
      sublet_engine_close_order (self, track, "done");
      return true;
    }
  if (!accepted)
    return true;
  if (requested_mono_us < track->order_mono_us + VERIFY_US)
    return false;

  track->lease_not_seen = true;
  sublet_engine_note_not_stopped (self, track, "not seen");
  return true;
}

/**
 * sublet_engine_check_order:
 * @self: an engine
 * @track: a rental
 * @instance: a reading of it
 * @requested_mono_us: when its list was asked for, monotonic
 *
 * While an order is on its way, a reading that is older than its acceptance, or does not show its
 * effect yet, says nothing about the state.
 *
 * Returns: whether the reading counts
 */
bool
sublet_engine_check_order (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           SubletInstance *instance,
                           gint64 requested_mono_us)
{
  SubletOrderRecord *order = track->order;
  SubletInstancePhase phase = sublet_instance_get_data (instance)->phase;

  if (order == NULL)
    return true;
  if (order->by_lease)
    return check_lease_stop (self, track, instance, requested_mono_us);
  if (order->kind == SUBLET_ORDER_UPDATE)
    return sublet_engine_check_update (self, track, instance, requested_mono_us);
  if (order->accepted_us == 0 || requested_mono_us < track->order_mono_us ||
      is_late (track, phase, requested_mono_us))
    return false;

  if (shows (order->kind, phase))
    {
      sublet_engine_close_order (self, track, "done");
      return true;
    }
  if (requested_mono_us < track->order_mono_us + VERIFY_US)
    return false;

  sublet_engine_close_order (self, track, "not seen");
  return true;
}
