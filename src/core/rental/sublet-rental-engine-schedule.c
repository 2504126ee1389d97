/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-cancel.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "core/rental/sublet-rental-engine-reading.h"

/*
 * When the service is asked. One wait is open at a time. Source of the intervals: fact sheet 4.4
 * ("poll 10 s while changing, 30 to 60 s when idle") and 9.3 (at most four requests in ten
 * seconds).
 */
#define WALK_VISIBLE_US (60 * G_TIME_SPAN_SECOND)
#define WALK_HIDDEN_US (5 * G_TIME_SPAN_MINUTE)
#define LOOK_VISIBLE_US (10 * G_TIME_SPAN_SECOND)
#define LOOK_HIDDEN_US (30 * G_TIME_SPAN_SECOND)

/* While something is being destroyed, until it takes too long. */
#define WALK_ENDING_US (5 * G_TIME_SPAN_SECOND)
#define WALK_ENDING_LONG_US (20 * G_TIME_SPAN_SECOND)
#define ENDING_LONG_US (2 * G_TIME_SPAN_MINUTE)

/* After a list without one whose end nobody ordered here. */
#define WALK_MISSED_US (30 * G_TIME_SPAN_SECOND)

#define ACCOUNT_VISIBLE_US (5 * G_TIME_SPAN_MINUTE)
#define ACCOUNT_HIDDEN_US (30 * G_TIME_SPAN_MINUTE)
/* The service books a change of state within some seconds. */
#define ACCOUNT_AFTER_CHANGE_US (15 * G_TIME_SPAN_SECOND)

/**
 * sublet_engine_is_changing:
 * @self: an engine
 * @track: a rental
 *
 * Returns: whether it is worth looking at every few seconds
 */
bool
sublet_engine_is_changing (SubletRentalEngine *self, SubletRentalTrack *track)
{
  return sublet_engine_has_key_for (self, track) && track->record->contract_id > 0 &&
         (track->order != NULL || sublet_rental_machine_is_changing (track->record->state));
}

static bool
is_any_changing (SubletRentalEngine *self)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      if (sublet_engine_is_changing (self, g_ptr_array_index (self->tracks, i)))
        return true;
    }

  return false;
}

/* Monotonic time at which a rental needs a complete list, G_MAXINT64: not before the usual one. */
static gint64
get_wanted_walk_mono_us (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (!sublet_engine_has_key_for (self, track))
    return G_MAXINT64;

  if (track->record->state == SUBLET_RENTAL_STATE_DESTROYING ||
      track->record->state == SUBLET_RENTAL_STATE_STILL_LISTED)
    {
      gint64 age_us =
        track->destroy_mono_us != 0 ? sublet_engine_mono_us (self) - track->destroy_mono_us : 0;

      return self->walked_mono_us +
             (age_us < ENDING_LONG_US ? WALK_ENDING_US : WALK_ENDING_LONG_US);
    }
  /* Gone once: the second look tells. */
  if (track->absent_looks > 0 && sublet_rental_machine_is_held (track->record->state))
    return self->walked_mono_us + WALK_MISSED_US;

  return MIN (sublet_engine_get_look_mono_us (self, track),
              MIN (sublet_engine_get_deposit_look_mono_us (self, track),
                   MIN (sublet_engine_get_paid_look_mono_us (self, track, &track->bid),
                        sublet_engine_get_paid_look_mono_us (self, track, &track->increase))));
}

static gint64
get_walk_mono_us (SubletRentalEngine *self)
{
  gint64 usual_us = self->visible || is_any_changing (self) ? WALK_VISIBLE_US : WALK_HIDDEN_US;
  gint64 due_us = self->walked_mono_us + usual_us;
  guint i;

  /* Overdue, not due now: now is later each time one looks. */
  if (self->walk_wanted)
    return self->walk_not_before_us;
  if (self->failures > 0)
    return self->walked_mono_us + self->back_off_us;

  for (i = 0; i < self->tracks->len; i++)
    due_us = MIN (due_us, get_wanted_walk_mono_us (self, g_ptr_array_index (self->tracks, i)));

  return MAX (due_us, self->walk_not_before_us);
}

static gint64
get_look_mono_us (SubletRentalEngine *self)
{
  if (self->failures > 0 || !is_any_changing (self))
    return G_MAXINT64;

  return MAX (self->looked_mono_us + (self->visible ? LOOK_VISIBLE_US : LOOK_HIDDEN_US),
              self->walk_not_before_us);
}

static gint64
get_destroy_mono_us (SubletRentalEngine *self)
{
  gint64 due_us = G_MAXINT64;
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->destroy != NULL && track->destroy->accepted_us == 0 && !track->destroy_in_flight &&
          sublet_engine_has_key_for (self, track))
        due_us = MIN (due_us, track->destroy_due_mono_us);
    }

  return due_us;
}

/* ---- the plan ---- */

static void
do_what_is_due (SubletRentalEngine *self)
{
  gint64 now_us;

  sublet_engine_keep_leases (self);
  if (!self->signed_in)
    return;

  now_us = sublet_engine_mono_us (self);
  /* Before anything else. */
  if (get_destroy_mono_us (self) <= now_us)
    sublet_engine_send_destroys (self);
  sublet_engine_send_lease_stops (self);
  if (!self->asking && get_walk_mono_us (self) <= now_us)
    sublet_engine_walk (self);
  else if (!self->asking && get_look_mono_us (self) <= now_us)
    sublet_engine_look (self);
  if (!self->account_asked && self->account != NULL && self->account_due_mono_us <= now_us)
    {
      self->account_due_mono_us = now_us + (self->visible ? ACCOUNT_VISIBLE_US : ACCOUNT_HIDDEN_US);
      sublet_engine_ask_account (self);
    }
}

static gint64
get_due_mono_us (SubletRentalEngine *self)
{
  gint64 due_us = sublet_engine_get_lease_mono_us (self);

  /* What a lease does without a key is to be seen all the same. */
  if (!self->signed_in)
    return due_us;

  due_us = MIN (due_us, get_destroy_mono_us (self));
  if (!self->asking)
    due_us = MIN (due_us, MIN (get_walk_mono_us (self), get_look_mono_us (self)));
  if (!self->account_asked && self->account != NULL)
    due_us = MIN (due_us, self->account_due_mono_us);

  return due_us;
}

typedef struct
{
  GWeakRef engine;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_weak_ref_clear (&waiting->engine);
  g_free (waiting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Waiting, waiting_free)

/* The wait does not keep the engine: a window that closes is not held for a minute. */
static void
on_due (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Waiting) waiting = user_data;
  g_autoptr (SubletRentalEngine) self = g_weak_ref_get (&waiting->engine);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) || self == NULL)
    return;

  g_clear_object (&self->wait);
  do_what_is_due (self);
  sublet_engine_schedule (self);
}

/**
 * sublet_engine_cancel_wait:
 * @self: an engine
 *
 * Nothing is planned any more.
 */
void
sublet_engine_cancel_wait (SubletRentalEngine *self)
{
  sublet_cancel_clear (&self->wait);
}

/**
 * sublet_engine_schedule:
 * @self: an engine
 *
 * Plans the next question. To be called after anything that may change when that is.
 */
void
sublet_engine_schedule (SubletRentalEngine *self)
{
  gint64 due_us;
  Waiting *waiting;

  if (!self->opened || g_cancellable_is_cancelled (self->cancellable))
    {
      sublet_engine_cancel_wait (self);
      return;
    }

  due_us = get_due_mono_us (self);
  if (self->wait != NULL && self->wait_due_us == due_us)
    return;

  sublet_engine_cancel_wait (self);
  if (due_us == G_MAXINT64)
    return;

  self->wait = g_cancellable_new ();
  self->wait_due_us = due_us;
  waiting = g_new0 (Waiting, 1);
  g_weak_ref_init (&waiting->engine, self);
  /* Rounded up: a wait that ends a moment early would only be planned again. */
  sublet_clock_wait_async (self->clock,
                           MAX (due_us - sublet_engine_mono_us (self) + 999, 0) / 1000,
                           self->wait,
                           on_due,
                           waiting);
}

/**
 * sublet_engine_want_walk:
 * @self: an engine
 *
 * Asks for a complete list as soon as possible.
 */
void
sublet_engine_want_walk (SubletRentalEngine *self)
{
  self->walk_wanted = true;
  sublet_engine_schedule (self);
}

/**
 * sublet_engine_want_account:
 * @self: an engine
 *
 * Money moves: the credit is asked for in some seconds.
 */
void
sublet_engine_want_account (SubletRentalEngine *self)
{
  self->account_due_mono_us =
    MIN (self->account_due_mono_us, sublet_engine_mono_us (self) + ACCOUNT_AFTER_CHANGE_US);
  sublet_engine_schedule (self);
}

/**
 * sublet_rental_engine_refresh:
 * @self: an engine
 *
 * Asks again now; before it is known whose key it is, has that asked.
 */
void
sublet_rental_engine_refresh (SubletRentalEngine *self)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));

  if (!self->account_decided)
    sublet_engine_want_owner (self);
  else if (!self->walking)
    sublet_engine_want_walk (self);
}

/**
 * sublet_rental_engine_set_visible:
 * @self: an engine
 * @visible: whether a person looks at what it shows
 *
 * Unseen it asks less often, unless something changes or has to be settled.
 */
void
sublet_rental_engine_set_visible (SubletRentalEngine *self, gboolean visible)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));

  if (self->visible == visible)
    return;
  self->visible = visible;
  sublet_engine_schedule (self);
}
