/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-money.h"

/*
 * What became of a deposit. One whose answer was lost is never asked for again. What the instance
 * holds tells: without a deposit that only shrinks, so more than before is proof that it was paid,
 * in any reading; three readings without more, at least so long after the request ended, are proof
 * that it was not, as long as it cannot have been used up since.
 */

static SubletRentalReason
get_reason (SubletDepositState state)
{
  switch (state)
    {
    case SUBLET_DEPOSIT_STATE_PAID:
      return SUBLET_RENTAL_REASON_PREPAID;

    case SUBLET_DEPOSIT_STATE_UNCLEAR:
      return SUBLET_RENTAL_REASON_PREPAID_UNCLEAR;

    case SUBLET_DEPOSIT_STATE_NO_CREDIT:
    case SUBLET_DEPOSIT_STATE_CAP:
    case SUBLET_DEPOSIT_STATE_REFUSED:
    case SUBLET_DEPOSIT_STATE_NOT_FOUND:
      return SUBLET_RENTAL_REASON_NOT_PREPAID;

    case SUBLET_DEPOSIT_STATE_NONE:
    case SUBLET_DEPOSIT_STATE_WANTED:
    case SUBLET_DEPOSIT_STATE_ASKED:
    default:
      return SUBLET_RENTAL_REASON_NONE;
    }
}

/**
 * sublet_engine_show_deposit:
 * @self: an engine
 * @track: a rental
 * @note: (nullable): what is in the journal of it by now; without a reason there is nothing to tell
 */
void
sublet_engine_show_deposit (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            const SubletRentalEvent *note)
{
  if (note != NULL && note->reason != SUBLET_RENTAL_REASON_NONE)
    sublet_rental_add_event (track->rental, note);
  sublet_rental_set_deposit (track->rental,
                             track->record->deposit_uusd,
                             track->record->deposit_state);
  sublet_engine_recount (self);
}

/**
 * sublet_engine_note_deposit:
 * @self: an engine
 * @track: a rental of ours
 * @state: what became of its deposit
 * @outcome: (nullable): of the open order, which is closed with it; NULL: it stays open
 * @detail: (nullable): the service's words
 */
void
sublet_engine_note_deposit (SubletRentalEngine *self,
                            SubletRentalTrack *track,
                            SubletDepositState state,
                            const char *outcome,
                            const char *detail)
{
  track->record->deposit_state = state;
  sublet_engine_note_paid (self,
                           track,
                           &sublet_prepay_kind,
                           get_reason (state),
                           SUBLET_MONEY_UNKNOWN,
                           outcome,
                           detail);
}

/**
 * sublet_engine_resume_deposit:
 * @self: an engine
 * @track: one of ours
 * @order: an order to prepay that the process before this one left open
 *
 * Returns: whether it is still to be settled, and was taken; else the order stays the caller's
 */
bool
sublet_engine_resume_deposit (SubletRentalEngine *self,
                              SubletRentalTrack *track,
                              SubletOrderRecord *order)
{
  SubletDepositState state = track->record->deposit_state;

  if ((state != SUBLET_DEPOSIT_STATE_ASKED && state != SUBLET_DEPOSIT_STATE_UNCLEAR) ||
      sublet_rental_machine_is_ended (track->record->state))
    return false;

  g_clear_pointer (&track->prepay.order, sublet_order_record_free);
  track->prepay.order = order;
  /* It may have left, or not: nobody knows any more. */
  if (state == SUBLET_DEPOSIT_STATE_ASKED)
    sublet_engine_note_deposit (self, track, SUBLET_DEPOSIT_STATE_UNCLEAR, NULL, NULL);

  return true;
}

/* ---- looking ---- */

/**
 * sublet_engine_get_deposit_look_mono_us:
 * @self: an engine
 * @track: a rental
 *
 * Returns: monotonic time of the next list that is worth asking for because of its deposit;
 *   G_MAXINT64: none
 */
gint64
sublet_engine_get_deposit_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return track->record->deposit_state == SUBLET_DEPOSIT_STATE_UNCLEAR
           ? sublet_engine_get_paid_look_mono_us (self, track, &track->prepay)
           : G_MAXINT64;
}

/* What it costs may have taken all of it already. Of the two clocks the one that says more is
 * believed: nothing is lost by a doubt. */
static bool
may_be_used_up (SubletRentalEngine *self, SubletRentalTrack *track)
{
  gint64 age_us = MAX (sublet_engine_now_us (self) - track->prepay.order->written_us,
                       sublet_engine_mono_us (self) - track->prepay.answered_mono_us);
  gint64 cost_uusd =
    sublet_money_cost_uusd (sublet_rental_get_rate_running_nusd (track->rental), age_us);

  return cost_uusd == SUBLET_MONEY_UNKNOWN || cost_uusd >= track->prepay.order->amount_uusd;
}

/* A reading that counts shows nothing of it, or could not be had: then nothing is proved. */
static void
count_look (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (!sublet_paid_change_count_look (&track->prepay))
    return;

  sublet_engine_note_deposit (self,
                              track,
                              track->prepay.blind || may_be_used_up (self, track)
                                ? SUBLET_DEPOSIT_STATE_UNCLEAR
                                : SUBLET_DEPOSIT_STATE_NOT_FOUND,
                              "not-seen",
                              NULL);
}

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  SubletRentalTrack *track;   /* (owned) */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->engine);
  sublet_rental_track_unref (asking->track);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_balance (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletRentalTrack *track = asking->track;
  g_autoptr (GError) error = NULL;
  g_autofree SubletPrepaidBalance *balance =
    sublet_client_get_balance_finish (SUBLET_CLIENT (source), result, &error);

  track->balance_asked = false;
  if (track->record->deposit_state != SUBLET_DEPOSIT_STATE_UNCLEAR || track->prepay.order == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (balance != NULL && (balance->refundable_uusd > 0 || balance->saved_uusd > 0))
    {
      sublet_engine_note_deposit (asking->engine, track, SUBLET_DEPOSIT_STATE_PAID, "seen", NULL);
      return;
    }

  if (balance == NULL)
    {
      g_info ("what a deposit is worth is not known: %s", error->message);
      track->prepay.blind = true;
    }
  count_look (asking->engine, track);
}

/* The list does not say what the instance holds. That another route says that nothing of a deposit
 * is there counts like a list that does not show it. */
static void
ask_for_balance (SubletRentalEngine *self, SubletRentalTrack *track)
{
  Asking *asking;

  if (track->balance_asked)
    return;

  asking = g_new0 (Asking, 1);
  asking->engine = g_object_ref (self);
  asking->track = sublet_rental_track_ref (track);
  track->balance_asked = true;
  sublet_client_get_balance_async (self->client,
                                   track->record->contract_id,
                                   self->cancellable,
                                   on_balance,
                                   asking);
}

/**
 * sublet_engine_look_for_deposit:
 * @self: an engine
 * @track: a rental
 * @instance: a reading of it
 * @requested_mono_us: when its list was asked for, monotonic
 *
 * One that was thought not to be paid may turn up late: that is told too.
 */
void
sublet_engine_look_for_deposit (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                SubletInstance *instance,
                                gint64 requested_mono_us)
{
  SubletDepositState state = track->record->deposit_state;
  gint64 held_uusd = sublet_instance_get_data (instance)->credit_balance_uusd;

  if (self->read_only ||
      (state != SUBLET_DEPOSIT_STATE_UNCLEAR && state != SUBLET_DEPOSIT_STATE_NOT_FOUND))
    return;

  if (held_uusd != SUBLET_MONEY_UNKNOWN && held_uusd > track->record->deposit_before_uusd)
    {
      sublet_engine_note_deposit (self, track, SUBLET_DEPOSIT_STATE_PAID, "seen", NULL);
      return;
    }

  /* Settled as far as it can be. */
  if (state == SUBLET_DEPOSIT_STATE_NOT_FOUND || track->prepay.order == NULL)
    return;

  if (!sublet_paid_change_is_look (&track->prepay, requested_mono_us))
    return;

  if (held_uusd == SUBLET_MONEY_UNKNOWN)
    ask_for_balance (self, track);
  else
    count_look (self, track);
}
