/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-paid.h"

/*
 * Deposits. A rental whose request had one is prepaid once it runs, not before: what never comes up
 * has nothing locked in it.
 */

#define TOO_FAST_MS 5000

/**
 * sublet_engine_may_prepay:
 * @track: a rental
 *
 * Returns: whether it is one of ours that runs, and nothing that was ordered says otherwise
 */
bool
sublet_engine_may_prepay (SubletRentalTrack *track)
{
  return track->ours && sublet_rental_machine_is_up (track->record->state) &&
         track->destroy == NULL && track->order == NULL;
}

static SubletPaidChange *
get_change (SubletRentalTrack *track)
{
  return &track->prepay;
}

static bool
is_overtaken (SubletRentalTrack *track)
{
  return !sublet_engine_may_prepay (track);
}

/* The credit is the service's to judge. */
static bool
check (SubletRentalTrack *track, gint64 amount_uusd, GError **error)
{
  return true;
}

static SubletOrderRecord *
make_order (SubletRentalEngine *self, SubletRentalTrack *track, gint64 amount_uusd)
{
  SubletOrderRecord *order = sublet_engine_make_order (self, track, SUBLET_ORDER_PREPAY);

  order->amount_uusd = amount_uusd;

  return order;
}

static bool
put (SubletRentalEngine *self,
     SubletRentalTrack *track,
     SubletJournalBatch *batch,
     SubletRentalEvent *note)
{
  SubletRentalRecord *r = track->record;
  SubletInstance *instance = sublet_rental_get_instance (track->rental);
  gint64 held_uusd = instance != NULL ? sublet_instance_get_data (instance)->credit_balance_uusd
                                      : SUBLET_MONEY_UNKNOWN;

  if (!sublet_engine_may_prepay (track))
    return false;

  r->deposit_uusd = track->prepay.order->amount_uusd;
  r->deposit_before_uusd = MAX (held_uusd, 0);
  r->deposit_state = SUBLET_DEPOSIT_STATE_ASKED;
  track->prepay.order->sent_us = sublet_engine_now_us (self);
  *note = (SubletRentalEvent){
    .at_us = track->prepay.order->sent_us,
    .state = r->state,
    .reason = SUBLET_RENTAL_REASON_PREPAYING,
    .rate_nusd = SUBLET_MONEY_UNKNOWN,
  };
  sublet_journal_batch_put_rental (batch, r);
  sublet_journal_batch_add_event (batch, r, note);
  sublet_journal_batch_put_order (batch, track->prepay.order);

  return true;
}

/* ---- what is told of it ---- */

/* The lists close it, unless there will be none that shows it. */
static void
note_taken (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error)
{
  bool ended = sublet_rental_machine_is_ended (track->record->state);

  if (error == NULL)
    sublet_engine_note_deposit (self, track, SUBLET_DEPOSIT_STATE_PAID, "done", NULL);
  else
    sublet_engine_note_deposit (self,
                                track,
                                SUBLET_DEPOSIT_STATE_UNCLEAR,
                                ended ? "gone" : NULL,
                                error->message);
}

static void
note_refused (SubletRentalEngine *self,
              SubletRentalTrack *track,
              const char *outcome,
              const GError *error)
{
  sublet_engine_note_deposit (self,
                              track,
                              g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NO_CREDIT)
                                ? SUBLET_DEPOSIT_STATE_NO_CREDIT
                                : SUBLET_DEPOSIT_STATE_REFUSED,
                              outcome,
                              error->message);
}

/* The wish of a rental stands, whatever becomes of this process. What a person orders by itself
 * ends with the answer that the person gets. */
static void
note_again (SubletRentalEngine *self,
            SubletRentalTrack *track,
            const char *outcome,
            const GError *error,
            bool by_hand)
{
  sublet_engine_note_deposit (self,
                              track,
                              by_hand ? SUBLET_DEPOSIT_STATE_REFUSED : SUBLET_DEPOSIT_STATE_WANTED,
                              outcome,
                              error->message);
}

/* What was asked for with the rental is tried again later. */
static void
note_unsent (SubletRentalEngine *self, SubletRentalTrack *track, const GError *error, bool by_hand)
{
  bool written = track->record->deposit_state == SUBLET_DEPOSIT_STATE_ASKED;

  track->prepay_due_mono_us = sublet_engine_mono_us (self) + SUBLET_PAID_NOT_NOW_US;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_CAP) && (written || !by_hand))
    sublet_engine_note_deposit (self, track, SUBLET_DEPOSIT_STATE_CAP, "not-sent", error->message);
  else if (written)
    sublet_engine_note_deposit (self,
                                track,
                                by_hand ? SUBLET_DEPOSIT_STATE_REFUSED
                                        : SUBLET_DEPOSIT_STATE_WANTED,
                                "not-sent",
                                error->message);
}

const SubletPaidKind sublet_prepay_kind = {
  .step = SUBLET_PAID_STEP_PREPAY,
  .too_fast_ms = TOO_FAST_MS,
  .get_change = get_change,
  .check = check,
  .is_overtaken = is_overtaken,
  .make_order = make_order,
  .put = put,
  .send = sublet_client_prepay_instance_async,
  .send_finish = sublet_client_prepay_instance_finish,
  .note_taken = note_taken,
  .note_refused = note_refused,
  .note_again = note_again,
  .note_unsent = note_unsent,
  .show = sublet_engine_show_deposit,
};

/**
 * sublet_engine_prepay_if_due:
 * @self: an engine
 * @track: a rental that was just read
 *
 * Asks for the deposit that was wanted with the rental, once it runs.
 */
void
sublet_engine_prepay_if_due (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->record->deposit_state == SUBLET_DEPOSIT_STATE_WANTED && !track->prepay.asking &&
      !self->read_only && sublet_engine_may_prepay (track) &&
      sublet_engine_has_key_for (self, track) &&
      sublet_engine_mono_us (self) >= track->prepay_due_mono_us)
    sublet_engine_ask_paid (self, track, &sublet_prepay_kind, track->record->deposit_uusd, NULL);
}
