/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-fault-runner"

#include "config.h"

#include "faults/fault-runner.h"

#include "support/sublet-test.h"

#include <stdlib.h>
#include <string.h>

bool
fault_runner_is_known (Runner *self)
{
  return sublet_rental_engine_get_knowledge (self->engine) == SUBLET_KNOWLEDGE_KNOWN;
}

static void
on_refreshing (SubletRentalEngine *engine, GParamSpec *pspec, gpointer user_data)
{
  Runner *self = user_data;

  if (engine->refreshing)
    self->walks_begun++;
  else
    self->walks_ended++;
}

void
fault_runner_follow_walks (Runner *self)
{
  g_signal_connect (self->engine, "notify::refreshing", G_CALLBACK (on_refreshing), self);
}

/* One wait of the clock, whatever happens meanwhile: time jumps from one thing that is due to the
 * next. Returns whether it is so. */
bool
fault_runner_wait (Runner *self, bool (*is_so) (Runner *self), gint64 seconds)
{
  SubletClock *clock = SUBLET_CLOCK (self->clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  bool so = is_so != NULL && is_so (self);

  if (so)
    return true;

  sublet_clock_wait_async (clock, seconds * 1000, cancellable, sublet_test_on_result, &result);
  while (result == NULL && !so)
    {
      g_main_context_iteration (NULL, TRUE);
      so = is_so != NULL && is_so (self);
    }
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sublet_clock_wait_finish (clock, result, NULL);

  return so;
}

void
fault_runner_pass (Runner *self, gint64 seconds)
{
  fault_runner_wait (self, NULL, seconds);
  fault_runner_answer_fine ();
}

/* There is a contract, as far as is known, and the latest list does not show it. */
static bool
is_missing (SubletRentalTrack *track)
{
  return sublet_rental_machine_is_held (track->record->state) &&
         (track->first_known_us == 0 || track->absent_looks > 0);
}

/* To be paid as soon as it can be, on its way, or still looked for. */
static bool
has_open_deposit (SubletRentalTrack *track)
{
  const SubletRentalRecord *r = track->record;

  return track->prepay.asking || r->deposit_state == SUBLET_DEPOSIT_STATE_ASKED ||
         track->prepay.order != NULL ||
         (r->deposit_state == SUBLET_DEPOSIT_STATE_WANTED &&
          (sublet_rental_machine_is_up (r->state) || sublet_rental_machine_is_changing (r->state)));
}

static bool
is_settled (Runner *self)
{
  guint i;

  for (i = 0; i < self->engine->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->engine->tracks, i);
      SubletRentalState state = track->written_state;

      /* A list may have found it, and the journal not have it yet. */
      if (sublet_rental_machine_is_unsettled (state) || state != track->record->state ||
          state == SUBLET_RENTAL_STATE_DESTROYING || state == SUBLET_RENTAL_STATE_STILL_LISTED ||
          track->order != NULL || track->destroy != NULL || is_missing (track) ||
          has_open_deposit (track) || track->increase.asking || track->increase.order != NULL ||
          track->bid.asking || track->bid.order != NULL)
        return false;
    }

  return fault_runner_is_known (self);
}

static guint awaited_walk;

static bool
is_walked (Runner *self)
{
  return self->walks_ended >= awaited_walk && is_settled (self);
}

/* Until nothing is on its way any more, and a complete list that was asked for after that has come,
 * so that what is shown is what is. */
void
fault_runner_settle (Runner *self, gint64 seconds)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  bool settled = fault_runner_wait (self, is_settled, seconds);

  awaited_walk = self->walks_begun + 1;
  sublet_engine_want_walk (self->engine);
  settled = settled && fault_runner_wait (self, is_walked, seconds);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "settled");
  json_builder_add_boolean_value (builder, settled);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}

/* ---- steps that have no row ---- */

static int awaited_looks;

static bool
has_looks (Runner *self)
{
  guint i;

  for (i = 0; i < self->engine->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->engine->tracks, i);

      /* Those of earlier steps have had theirs. */
      if (track->written_state == SUBLET_RENTAL_STATE_UNCLEAR && track->looks_done >= awaited_looks)
        return true;
    }

  return false;
}

static bool
is_absent_once (Runner *self)
{
  guint i;

  for (i = 0; i < self->engine->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->engine->tracks, i);

      if (track->absent_looks > 0 && sublet_rental_machine_is_held (track->record->state))
        return true;
    }

  return false;
}

static bool
is_unclear (Runner *self)
{
  guint i;

  for (i = 0; i < self->engine->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->engine->tracks, i);

      if (track->written_state == SUBLET_RENTAL_STATE_UNCLEAR)
        return true;
    }

  return false;
}

/* Then, and before anything else can happen: time does not stand still until another order arrives.
 */
static void
arm (char **death)
{
  if (g_strv_length (death) == 1)
    fault_runner_die ();
  else
    fault_runner_die_at (death[0], death[1], death[2], atoi (death[3]));
}

/* @death: (nullable): the words of an order to die at a step after that, or one word to die at
 * once. */
void
fault_runner_wait_until (Runner *self, const char *what, gint64 seconds, char **death)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  bool (*is_so) (Runner * self) = NULL;
  bool so;

  if (g_str_has_prefix (what, "look-"))
    {
      awaited_looks = atoi (what + strlen ("look-"));
      is_so = has_looks;
    }
  else if (strcmp (what, "absent") == 0)
    is_so = is_absent_once;
  else if (strcmp (what, "unclear") == 0)
    is_so = is_unclear;
  else if (strcmp (what, "known") == 0)
    is_so = fault_runner_is_known;
  else
    g_error ("until what? \"%s\"", what);

  so = fault_runner_wait (self, is_so, seconds);
  if (so && death != NULL)
    arm (death);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "so");
  json_builder_add_boolean_value (builder, so);
  json_builder_end_object (builder);
  fault_runner_answer (builder);
}
