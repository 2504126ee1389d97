/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-money.h"

/*
 * What became of a changed bid. Only a list says that the instance bids so: after an answer that
 * took it and after one that was lost alike. From then on the price that was accepted is the new
 * one. Three readings that show the old one, as late as with a deposit, are told to the person;
 * what shows up after that is believed all the same.
 */

/**
 * sublet_engine_show_bid:
 * @self: an engine
 * @track: a rental
 * @note: (nullable): what is in the journal of it by now; without a reason there is nothing to tell
 *
 * Between two sendings it is still being asked for.
 */
void
sublet_engine_show_bid (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        const SubletRentalEvent *note)
{
  const SubletRentalRecord *r = track->record;

  if (note != NULL && note->reason != SUBLET_RENTAL_REASON_NONE)
    sublet_rental_add_event (track->rental, note);
  sublet_rental_set_bid (track->rental,
                         r->bid_asked_nusd,
                         track->bid.asking ? SUBLET_BID_STATE_ASKED : r->bid_state);
  sublet_engine_recount (self);
}

/**
 * sublet_engine_note_bid:
 * @self: an engine
 * @track: a rental
 * @state: what became of its bid
 * @reason: what is told of it in the journal; NONE: nothing
 * @outcome: (nullable): of the open order, which is closed with it; NULL: it stays open
 * @detail: (nullable): the service's words
 */
void
sublet_engine_note_bid (SubletRentalEngine *self,
                        SubletRentalTrack *track,
                        SubletBidState state,
                        SubletRentalReason reason,
                        const char *outcome,
                        const char *detail)
{
  track->record->bid_state = state;
  sublet_engine_note_paid (self,
                           track,
                           &sublet_bid_kind,
                           reason,
                           track->record->bid_asked_nusd,
                           outcome,
                           detail);
}

static bool
is_open (SubletBidState state)
{
  return state == SUBLET_BID_STATE_ASKED || state == SUBLET_BID_STATE_TAKEN ||
         state == SUBLET_BID_STATE_UNCLEAR;
}

/**
 * sublet_engine_resume_bid:
 * @self: an engine
 * @track: one of ours
 * @order: an order to change its bid that the process before this one left open
 *
 * Returns: whether it is still to be settled, and was taken; else the order stays the caller's
 */
bool
sublet_engine_resume_bid (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletOrderRecord *order)
{
  SubletBidState state = track->record->bid_state;

  if (!is_open (state) || sublet_rental_machine_is_ended (track->record->state))
    return false;

  g_clear_pointer (&track->bid.order, sublet_order_record_free);
  track->bid.order = order;
  /* It may have left, or not: nobody knows any more. */
  if (state == SUBLET_BID_STATE_ASKED)
    sublet_engine_note_bid (self,
                            track,
                            SUBLET_BID_STATE_UNCLEAR,
                            SUBLET_RENTAL_REASON_BID_UNCLEAR,
                            NULL,
                            NULL);

  return true;
}

/* ---- looking ---- */

/* The price of the GPUs, or where the list leaves it out what it costs while it runs. */
static bool
shows (const SubletRentalRecord *r, SubletInstance *instance)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  gint64 disk_nusd = sublet_instance_get_rate_stopped_nusd (instance);

  if (data->dph_base_nusd != SUBLET_MONEY_UNKNOWN)
    return sublet_engine_is_at_rate (data->dph_base_nusd,
                                     r->bid_asked_nusd,
                                     r->bid_before_nusd,
                                     SUBLET_ENGINE_ROUNDING_NUSD);

  return sublet_engine_is_at_rate (data->dph_total_nusd,
                                   sublet_money_add (r->bid_asked_nusd, disk_nusd),
                                   sublet_money_add (r->bid_before_nusd, disk_nusd),
                                   SUBLET_ENGINE_ROUNDING_NUSD);
}

/**
 * sublet_engine_look_for_bid:
 * @self: an engine
 * @track: a rental
 * @instance: a reading of it
 * @requested_mono_us: when its list was asked for, monotonic
 *
 * Before its price is compared with the one that was accepted.
 */
void
sublet_engine_look_for_bid (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletInstance *instance,
                            gint64 requested_mono_us)
{
  SubletRentalRecord *r = track->record;

  if (self->read_only || track->bid.asking ||
      (!is_open (r->bid_state) && r->bid_state != SUBLET_BID_STATE_NOT_SEEN))
    return;

  if (shows (r, instance))
    {
      r->bid_nusd = r->bid_asked_nusd;
      r->bid_rate_nusd = sublet_instance_get_rate_at_bid_nusd (instance, r->bid_asked_nusd);
      sublet_engine_note_bid (self,
                              track,
                              SUBLET_BID_STATE_CHANGED,
                              SUBLET_RENTAL_REASON_BID_CHANGED,
                              "done",
                              NULL);
      return;
    }
  if (track->bid.order == NULL || !sublet_paid_change_is_look (&track->bid, requested_mono_us) ||
      !sublet_paid_change_count_look (&track->bid))
    return;

  sublet_engine_note_bid (self,
                          track,
                          SUBLET_BID_STATE_NOT_SEEN,
                          SUBLET_RENTAL_REASON_BID_NOT_SEEN,
                          "not-seen",
                          NULL);
}
