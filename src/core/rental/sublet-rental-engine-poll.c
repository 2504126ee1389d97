/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-paid.h"
#include "core/rental/sublet-rental-engine-reading.h"

/*
 * Asking. A walk is a complete list, the only one that tells absence; a look is a list of what is
 * changing. One list is on its way at a time. When it is asked stands in the file beside.
 */

/* After a failure: half to all of 5 s, 10 s, 20 s … 5 min. */
#define BACK_OFF_FIRST_US (5 * G_TIME_SPAN_SECOND)
#define BACK_OFF_MOST_US (5 * G_TIME_SPAN_MINUTE)

#define COPY_US G_TIME_SPAN_HOUR

/* Source: fact sheet 4.1, "max 25" rows a page. */
#define MAX_LOOK_IDS 25

/* ---- knowledge ---- */

static void
set_stale (SubletRentalEngine *self)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    sublet_engine_show_state (self, g_ptr_array_index (self->tracks, i));
}

/**
 * sublet_engine_set_known:
 * @self: an engine
 * @listing: a complete list of the present key's account
 */
void
sublet_engine_set_known (SubletRentalEngine *self, const SubletInstanceListing *listing)
{
  bool changed = self->knowledge != SUBLET_KNOWLEDGE_KNOWN;

  g_object_freeze_notify (G_OBJECT (self));
  self->failures = 0;
  self->asked_mono_us = listing->requested_mono_us;
  sublet_engine_keep_list (self, listing->known_at_us);
  if (self->known_at_us != listing->known_at_us)
    {
      self->known_at_us = listing->known_at_us;
      sublet_engine_notify (self, "known-at-us");
    }
  if (self->unknown_since_us != 0)
    {
      self->unknown_since_us = 0;
      sublet_engine_notify (self, "unknown-since-us");
    }
  if (self->error != NULL)
    {
      g_clear_error (&self->error);
      sublet_engine_notify (self, "error");
    }
  if (changed)
    {
      self->knowledge = SUBLET_KNOWLEDGE_KNOWN;
      set_stale (self);
      sublet_engine_notify (self, "knowledge");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_engine_set_unknown:
 * @self: an engine
 * @error: (nullable): why; NULL when the key changed
 *
 * What was known stays on the screen, marked as old.
 */
void
sublet_engine_set_unknown (SubletRentalEngine *self, const GError *error)
{
  SubletKnowledge knowledge = self->known_at_us > 0 ? SUBLET_KNOWLEDGE_UNKNOWN
                                                    : SUBLET_KNOWLEDGE_NEVER;

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  sublet_engine_notify (self, "error");
  if (self->unknown_since_us != self->known_at_us)
    {
      self->unknown_since_us = self->known_at_us;
      sublet_engine_notify (self, "unknown-since-us");
    }
  if (self->knowledge != knowledge)
    {
      self->knowledge = knowledge;
      set_stale (self);
      sublet_engine_notify (self, "knowledge");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

typedef struct
{
  SubletRentalEngine *engine; /* (owned) */
  guint generation;
} Asking;

static Asking *
asking_new (SubletRentalEngine *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->engine = g_object_ref (self);
  asking->generation = self->generation;

  return asking;
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->engine);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* ---- the account ---- */

static void
on_account (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletRentalEngine *self = asking->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletAccount)
    account = sublet_client_get_account_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->generation != self->generation || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->account_asked = false;
  if (account == NULL)
    g_info ("the credit is not known: %s", error->message);
  else if (self->account != NULL &&
           sublet_account_get_data (account)->id == sublet_account_get_data (self->account)->id)
    {
      g_set_object (&self->account, account);
      sublet_engine_notify (self, "account");
    }
  sublet_engine_schedule (self);
}

/**
 * sublet_engine_ask_account:
 * @self: an engine
 *
 * Asks for the credit.
 */
void
sublet_engine_ask_account (SubletRentalEngine *self)
{
  self->account_asked = true;
  sublet_client_get_account_async (self->client, self->cancellable, on_account, asking_new (self));
}

/* ---- lists ---- */

/* Drawn once for each failure. */
static void
back_off (SubletRentalEngine *self)
{
  gint64 most_us = MIN (BACK_OFF_FIRST_US << MIN (self->failures, 10), BACK_OFF_MOST_US);

  self->failures++;
  self->back_off_us = (gint64) (g_random_double_range (0.5, 1) * (double) most_us);
}

static void
set_refreshing (SubletRentalEngine *self, bool refreshing)
{
  if (self->refreshing == refreshing)
    return;
  self->refreshing = refreshing;
  sublet_engine_notify (self, "refreshing");
}

static void
answer_waiting (SubletRentalEngine *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting_for_walk);
  guint i;

  self->waiting_for_walk = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < waiting->len; i++)
    {
      GTask *task = g_ptr_array_index (waiting, i);

      if (self->knowledge == SUBLET_KNOWLEDGE_KNOWN)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_new_error (task,
                                 SUBLET_ERROR,
                                 SUBLET_ERROR_NOT_KNOWN,
                                 "what runs is not known: %s",
                                 self->error != NULL ? self->error->message : "no list came");
    }
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentalEngine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sublet_database_copy_finish (SUBLET_DATABASE (source), result, &error))
    sublet_engine_notice (self, error);
}

static void
copy_now_and_then (SubletRentalEngine *self)
{
  gint64 now_us = sublet_engine_mono_us (self);

  if (self->read_only || now_us < self->copied_mono_us + COPY_US)
    return;
  self->copied_mono_us = now_us;
  sublet_database_copy_async (self->database, on_copied, g_object_ref (self));
}

static void
end_walk (SubletRentalEngine *self)
{
  self->asking = false;
  self->walking = false;
  self->walked_mono_us = sublet_engine_mono_us (self);
  self->looked_mono_us = self->walked_mono_us;
  set_refreshing (self, false);
  sublet_engine_recount (self);
  sublet_engine_write_again (self);
  copy_now_and_then (self);
  answer_waiting (self);
  sublet_engine_ask_increases_if_due (self);
  sublet_engine_keep_leases (self);
  sublet_engine_schedule (self);
}

static void
end_look (SubletRentalEngine *self)
{
  self->asking = false;
  self->looked_mono_us = sublet_engine_mono_us (self);
  sublet_engine_recount (self);
  sublet_engine_keep_leases (self);
  sublet_engine_schedule (self);
}

static void
on_walked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletRentalEngine *self = asking->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletInstanceListing)
    listing = sublet_client_list_instances_finish (SUBLET_CLIENT (source), result, &error);

  /* Of another key, it says nothing about this one. */
  if (asking->generation != self->generation || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (listing == NULL || !listing->complete)
    {
      if (error == NULL)
        g_set_error (&error,
                     SUBLET_ERROR,
                     SUBLET_ERROR_PROTOCOL,
                     "the list of instances is not complete");
      back_off (self);
      /* Cancelled by the client: the key is being changed, which is no reason to show. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sublet_engine_set_unknown (self, error);
    }
  if (listing == NULL)
    {
      end_walk (self);
      return;
    }

  sublet_engine_take_listing (self, g_steal_pointer (&listing), true, end_walk);
}

/**
 * sublet_engine_walk:
 * @self: an engine
 *
 * Asks for a complete list.
 */
void
sublet_engine_walk (SubletRentalEngine *self)
{
  self->walk_wanted = false;
  self->asking = true;
  self->walking = true;
  set_refreshing (self, true);
  sublet_client_list_instances_async (self->client,
                                      self->cancellable,
                                      on_walked,
                                      asking_new (self));
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  SubletRentalEngine *self = asking->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletInstanceListing)
    listing = sublet_client_list_some_instances_finish (SUBLET_CLIENT (source), result, &error);

  if (asking->generation != self->generation || g_cancellable_is_cancelled (self->cancellable))
    return;

  /* A look that fails proves nothing; the walk tells whether the list is known. */
  if (listing == NULL)
    {
      g_info ("a look failed: %s", error->message);
      self->walk_wanted = true;
      end_look (self);
      return;
    }

  sublet_engine_take_listing (self, g_steal_pointer (&listing), false, end_look);
}

/**
 * sublet_engine_look:
 * @self: an engine
 *
 * Asks for what is changing.
 */
void
sublet_engine_look (SubletRentalEngine *self)
{
  gint64 ids[MAX_LOOK_IDS];
  gsize n_ids = 0;
  guint i;

  for (i = 0; i < self->tracks->len && n_ids < MAX_LOOK_IDS; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (sublet_engine_is_changing (self, track))
        ids[n_ids++] = track->record->contract_id;
    }
  if (n_ids == 0)
    return;

  self->asking = true;
  sublet_client_list_some_instances_async (self->client,
                                           ids,
                                           n_ids,
                                           self->cancellable,
                                           on_looked,
                                           asking_new (self));
}

/**
 * sublet_engine_stop_polling:
 * @self: an engine
 *
 * The service is not asked any more, and what was asked is not listened to.
 */
void
sublet_engine_stop_polling (SubletRentalEngine *self)
{
  self->generation++;
  sublet_engine_cancel_wait (self);
  self->asking = false;
  self->walking = false;
  self->walk_wanted = false;
  self->account_asked = false;
  self->increases_asked = false;
  self->increases_due_mono_us = 0;
  set_refreshing (self, false);
  answer_waiting (self);
}

/**
 * sublet_engine_ensure_fresh_async:
 * @self: an engine
 * @max_age_us: how long ago the list may have been asked for
 * @callback: called when it is known what runs, or that it is not
 * @user_data: for @callback
 */
void
sublet_engine_ensure_fresh_async (SubletRentalEngine *self,
                                  gint64 max_age_us,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sublet_engine_ensure_fresh_async);
  if (!sublet_engine_check_key (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->knowledge == SUBLET_KNOWLEDGE_KNOWN &&
      sublet_engine_mono_us (self) - self->asked_mono_us <= max_age_us)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_ptr_array_add (self->waiting_for_walk, g_steal_pointer (&task));
  if (!self->walking)
    sublet_engine_want_walk (self);
}

/**
 * sublet_engine_ensure_fresh_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_NOT_KNOWN, SUBLET_ERROR_AUTH
 *
 * Returns: whether a complete list is known
 */
gboolean
sublet_engine_ensure_fresh_finish (SubletRentalEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
