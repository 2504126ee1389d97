/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-paid.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

/*
 * Which price increases wait for an answer, and what became of an answer. The list of those that
 * wait tells: what is not there any more was answered, after a success and a lost answer alike;
 * three lists that show it, as late as with a deposit, are told to the person. A list that fails or
 * is cut counts as one that was waited for; after three nobody knows, what was accepted counts, and
 * the next list that comes tells. The rate itself comes at the contract's end, and from then on it
 * is the one that was accepted.
 *
 * They are announced days ahead, so the list is asked for with a walk, never with a look at what
 * changes, and at most every five minutes; with every walk while an answer is to be settled. A key
 * that may not ask and a service that does not know the question are asked again after an hour:
 * then it is not known, which nobody is bothered with.
 */
#define ASK_US (5 * G_TIME_SPAN_MINUTE)
#define ASK_IN_VAIN_US G_TIME_SPAN_HOUR

/* What an hour comes to is announced as two figures a second, before and after, and those of the
 * fact sheet's sample (5.10) have six decimals: each may be half a millionth beside. */
#define SECOND_ROUNDING_NUSD (SUBLET_NUSD_PER_USD / 2000000)
#define ANNOUNCED_SLACK_NUSD (2 * 3600 * SECOND_ROUNDING_NUSD)
#define ROUNDING_PART 1000

/**
 * sublet_engine_show_increase:
 * @self: an engine
 * @track: a rental
 * @note: (nullable): what is in the journal of it by now; without a reason there is nothing to tell
 *
 * Between two sendings it is still being asked for.
 */
void
sublet_engine_show_increase (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             const SubletRentalEvent *note)
{
  const SubletRentalRecord *r = track->record;

  if (note != NULL && note->reason != SUBLET_RENTAL_REASON_NONE)
    sublet_rental_add_event (track->rental, note);
  sublet_rental_set_awaited_rate_nusd (track->rental, sublet_rental_track_get_awaited_nusd (track));
  sublet_rental_set_increase_answer (track->rental,
                                     r->increase_accepts,
                                     track->increase.asking ? SUBLET_INCREASE_STATE_ASKED
                                                            : r->increase_state);
  sublet_engine_recount (self);
}

/**
 * sublet_engine_note_increase:
 * @self: an engine
 * @track: a rental
 * @state: what became of the answer
 * @reason: what is told of it in the journal; NONE: nothing
 * @outcome: (nullable): of the open order, which is closed with it; NULL: it stays open
 * @detail: (nullable): the service's words
 */
void
sublet_engine_note_increase (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletIncreaseState state,
                             SubletRentalReason reason,
                             const char *outcome,
                             const char *detail)
{
  track->record->increase_state = state;
  sublet_engine_note_paid (self,
                           track,
                           track->record->increase_accepts ? &sublet_accept_kind
                                                           : &sublet_reject_kind,
                           reason,
                           track->record->increase_rate_nusd,
                           outcome,
                           detail);
}

static bool
is_open (SubletIncreaseState state)
{
  return state == SUBLET_INCREASE_STATE_ASKED || state == SUBLET_INCREASE_STATE_TAKEN ||
         state == SUBLET_INCREASE_STATE_UNCLEAR;
}

/**
 * sublet_engine_resume_increase:
 * @self: an engine
 * @track: one of ours
 * @order: an answer to a price increase that the process before this one left open
 *
 * Returns: whether it is still to be settled, and was taken; else the order stays the caller's
 */
bool
sublet_engine_resume_increase (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletOrderRecord *order)
{
  SubletIncreaseState state = track->record->increase_state;

  if (!is_open (state) || sublet_rental_machine_is_ended (track->record->state))
    return false;

  g_clear_pointer (&track->increase.order, sublet_order_record_free);
  track->increase.order = order;
  /* It may have left, or not: nobody knows any more. */
  if (state == SUBLET_INCREASE_STATE_ASKED)
    sublet_engine_note_increase (self,
                                 track,
                                 SUBLET_INCREASE_STATE_UNCLEAR,
                                 SUBLET_RENTAL_REASON_INCREASE_UNCLEAR,
                                 NULL,
                                 NULL);

  return true;
}

/* ---- one list ---- */

/* Of several the one that was made last. */
static SubletPriceIncrease *
find_latest (const SubletCatalogueListing *listing, gint64 contract_id)
{
  SubletPriceIncrease *latest = NULL;
  guint i;

  for (i = 0; i < listing->items->len; i++)
    {
      SubletPriceIncrease *increase = g_ptr_array_index (listing->items, i);
      const SubletPriceIncreaseData *data = sublet_price_increase_get_data (increase);

      if (data->contract_id == contract_id &&
          (latest == NULL || data->id > sublet_price_increase_get_data (latest)->id))
        latest = increase;
    }

  return latest;
}

static bool
has_increase (const SubletCatalogueListing *listing, gint64 increase_id)
{
  guint i;

  for (i = 0; i < listing->items->len; i++)
    {
      if (sublet_price_increase_get_data (g_ptr_array_index (listing->items, i))->id == increase_id)
        return true;
    }

  return false;
}

static bool
is_last_look (SubletPaidChange *change, gint64 requested_mono_us)
{
  return change->order != NULL && sublet_paid_change_is_look (change, requested_mono_us) &&
         sublet_paid_change_count_look (change);
}

/* What was answered does not wait any more. After a lost answer its host may have withdrawn it
 * instead, which nobody can tell: the answer that was given is believed, for it may cost more. No
 * @listing: it did not come. */
static void
settle (SubletRentalEngine *self,
        SubletRentalTrack *track,
        const SubletCatalogueListing *listing,
        gint64 requested_mono_us)
{
  const SubletRentalRecord *r = track->record;
  SubletPaidChange *change = &track->increase;
  bool is_late = r->increase_state == SUBLET_INCREASE_STATE_NOT_KNOWN;

  if ((change->order == NULL && !is_late) || change->asking ||
      requested_mono_us < change->answered_mono_us)
    return;

  if (listing != NULL && has_increase (listing, r->increase_id))
    {
      if (is_late || is_last_look (change, requested_mono_us))
        sublet_engine_note_increase (self,
                                     track,
                                     SUBLET_INCREASE_STATE_NOT_SEEN,
                                     SUBLET_RENTAL_REASON_INCREASE_NOT_SEEN,
                                     "not-seen",
                                     NULL);
    }
  else if (listing != NULL && listing->whole)
    {
      sublet_engine_note_increase (self,
                                   track,
                                   SUBLET_INCREASE_STATE_DONE,
                                   r->increase_accepts ? SUBLET_RENTAL_REASON_INCREASE_ACCEPTED
                                                       : SUBLET_RENTAL_REASON_INCREASE_REJECTED,
                                   "done",
                                   NULL);
    }
  else if (is_last_look (change, requested_mono_us))
    {
      sublet_engine_note_increase (self,
                                   track,
                                   SUBLET_INCREASE_STATE_NOT_KNOWN,
                                   SUBLET_RENTAL_REASON_INCREASE_NOT_KNOWN,
                                   "not-known",
                                   NULL);
    }
}

/* No @listing: it did not come. */
static void
take_increases (SubletRentalEngine *self,
                const SubletCatalogueListing *listing,
                gint64 requested_mono_us)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);
      SubletPriceIncrease *increase;

      if (track->record->contract_id <= 0 || !sublet_engine_has_key_for (self, track) ||
          sublet_rental_machine_is_ended (track->record->state))
        continue;
      increase = listing != NULL ? find_latest (listing, track->record->contract_id) : NULL;
      if (increase != NULL || (listing != NULL && listing->whole))
        sublet_rental_set_increase (track->rental, increase, listing->known_at_us);
      if (!self->read_only)
        settle (self, track, listing, requested_mono_us);
    }
}

/* ---- asking ---- */

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  guint generation;
  gint64 requested_mono_us;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->engine);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
on_increases (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletRentalEngine *self = asking->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing)
    listing = sublet_client_list_catalogue_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->generation != self->generation || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->increases_asked = false;
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    self->increases_due_mono_us = sublet_engine_mono_us (self) + ASK_IN_VAIN_US;
  if (listing == NULL)
    g_info ("price increases are not known: %s", error->message);
  take_increases (self, listing, asking->requested_mono_us);
  sublet_engine_schedule (self);
}

/* Whether there is anything that could become dearer, and an answer of ours to be settled. */
static bool
is_due (SubletRentalEngine *self)
{
  bool held = false;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (!sublet_engine_has_key_for (self, track) ||
          !sublet_rental_machine_is_held (track->record->state))
        continue;
      held = true;
      if (track->increase.order != NULL && !track->increase.asking)
        return true;
    }

  return held && sublet_engine_mono_us (self) >= self->increases_due_mono_us;
}

/**
 * sublet_engine_ask_increases_if_due:
 * @self: an engine whose walk has ended
 */
void
sublet_engine_ask_increases_if_due (SubletRentalEngine *self)
{
  Asking *asking;

  if (self->increases_asked || self->knowledge != SUBLET_KNOWLEDGE_KNOWN || !is_due (self))
    return;

  asking = g_new0 (Asking, 1);
  asking->engine = g_object_ref (self);
  asking->generation = self->generation;
  asking->requested_mono_us = sublet_engine_mono_us (self);
  self->increases_asked = true;
  self->increases_due_mono_us = asking->requested_mono_us + ASK_US;
  sublet_client_list_price_increases_async (self->client, self->cancellable, on_increases, asking);
}

/* ---- the rate ---- */

/**
 * sublet_engine_is_at_increased_rate:
 * @real_nusd: a rate that a list shows, or SUBLET_MONEY_UNKNOWN
 * @asked_nusd: what an announced increase comes to, or SUBLET_MONEY_UNKNOWN
 * @before_nusd: the one before, or SUBLET_MONEY_UNKNOWN
 *
 * Returns: whether the real one is what was announced, as far as that was rounded, and no nearer to
 *   the one before
 */
bool
sublet_engine_is_at_increased_rate (gint64 real_nusd, gint64 asked_nusd, gint64 before_nusd)
{
  return sublet_engine_is_at_rate (real_nusd,
                                   asked_nusd,
                                   before_nusd,
                                   ANNOUNCED_SLACK_NUSD + asked_nusd / ROUNDING_PART);
}

/* What was accepted, or where the announcement was rounded what the list shows of it. */
static void
take_rate (SubletRentalRecord *r, SubletInstance *instance, gint64 announced_nusd)
{
  gint64 real_nusd = sublet_instance_get_rate_running_nusd (instance);
  bool rounded = ABS (real_nusd - announced_nusd) > SUBLET_ENGINE_ROUNDING_NUSD;

  r->bid_rate_nusd = rounded ? real_nusd : announced_nusd;
  r->stopped_rate_nusd = sublet_instance_get_rate_stopped_nusd (instance);
  r->agreed_id = 0;
}

static bool
may_be_accepted (const SubletRentalRecord *r)
{
  return r->increase_accepts &&
         (is_open (r->increase_state) || r->increase_state == SUBLET_INCREASE_STATE_DONE ||
          r->increase_state == SUBLET_INCREASE_STATE_NOT_SEEN ||
          r->increase_state == SUBLET_INCREASE_STATE_NOT_KNOWN);
}

/* What became of the latest answer is told of that one alone. */
static void
look_for_agreed_rate (SubletRentalEngine *self, SubletRentalTrack *track, SubletInstance *instance)
{
  SubletRentalRecord *r = track->record;

  if (r->agreed_id == 0 ||
      !sublet_engine_is_at_increased_rate (sublet_instance_get_rate_running_nusd (instance),
                                           r->agreed_rate_nusd,
                                           r->agreed_before_nusd))
    return;

  take_rate (r, instance, r->agreed_rate_nusd);
  sublet_engine_note_paid (self,
                           track,
                           &sublet_accept_kind,
                           SUBLET_RENTAL_REASON_INCREASE_APPLIED,
                           r->agreed_rate_nusd,
                           NULL,
                           NULL);
}

/**
 * sublet_engine_look_for_increased_rate:
 * @self: an engine
 * @track: a rental
 * @instance: a reading of it
 *
 * Before its price is compared with the one that was accepted. Whatever the list of those that wait
 * says: who accepted an increase, or may have, is not told that the price differs when it comes.
 */
void
sublet_engine_look_for_increased_rate (SubletRentalEngine *self,
                                       SubletRentalTrack *track,
                                       SubletInstance *instance)
{
  SubletRentalRecord *r = track->record;

  if (self->read_only || track->increase.asking)
    return;
  if (!may_be_accepted (r) ||
      !sublet_engine_is_at_increased_rate (sublet_instance_get_rate_running_nusd (instance),
                                           r->increase_rate_nusd,
                                           r->increase_before_nusd))
    {
      look_for_agreed_rate (self, track, instance);
      return;
    }

  take_rate (r, instance, r->increase_rate_nusd);
  sublet_engine_note_increase (self,
                               track,
                               SUBLET_INCREASE_STATE_APPLIED,
                               SUBLET_RENTAL_REASON_INCREASE_APPLIED,
                               "done",
                               NULL);
}
