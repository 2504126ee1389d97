/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-lease.h"
#include "core/rental/sublet-rental-engine-order.h"

/* How long the first list waits for the answers to interrupted destroys. */
#define DESTROYS_FIRST_US (5 * G_TIME_SPAN_SECOND)

/* ---- when it was last known ---- */

static gint64
find_list_us (SubletRentalEngine *self, gint64 account_id)
{
  guint i;

  for (i = 0; i < self->lists->len; i++)
    {
      const SubletListRecord *list = &g_array_index (self->lists, SubletListRecord, i);

      if (list->account_id == account_id)
        return list->known_at_us;
    }

  return 0;
}

/* Of whatever account, while it is not known which one is meant. */
static gint64
find_latest_list_us (SubletRentalEngine *self)
{
  gint64 latest_us = 0;
  guint i;

  for (i = 0; i < self->lists->len; i++)
    latest_us = MAX (latest_us, g_array_index (self->lists, SubletListRecord, i).known_at_us);

  return latest_us;
}

static void
show_latest_list (SubletRentalEngine *self)
{
  gint64 known_at_us = self->signed_in ? find_list_us (self, self->owner.account_id)
                                       : find_latest_list_us (self);

  if (self->known_at_us == known_at_us)
    return;
  self->known_at_us = known_at_us;
  sublet_engine_notify (self, "known-at-us");
}

/**
 * sublet_engine_take_lists:
 * @self: an engine that is being opened
 * @lists: (transfer full) (nullable) (element-type SubletListRecord): as the cache has them
 *
 * What the journal holds is as old as the list that its account saw last.
 */
void
sublet_engine_take_lists (SubletRentalEngine *self, GArray *lists)
{
  g_autoptr (GError) error = self->error != NULL ? g_error_copy (self->error) : NULL;
  guint i;

  if (lists == NULL)
    return;

  g_array_unref (self->lists);
  self->lists = lists;
  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);
      gint64 known_at_us = find_list_us (self, track->record->owner.account_id);

      if (known_at_us >= track->record->made_us)
        sublet_rental_set_known_at_us (track->rental, known_at_us);
    }
  show_latest_list (self);
  sublet_engine_set_unknown (self, error);
}

/**
 * sublet_engine_keep_list:
 * @self: an engine
 * @known_at_us: service time of a complete list of the present key
 *
 * Remembers it for a start without an answer.
 */
void
sublet_engine_keep_list (SubletRentalEngine *self, gint64 known_at_us)
{
  const SubletListRecord list = { self->owner.account_id, known_at_us };
  guint i;

  for (i = 0; i < self->lists->len; i++)
    if (g_array_index (self->lists, SubletListRecord, i).account_id == list.account_id)
      break;
  if (i < self->lists->len)
    g_array_index (self->lists, SubletListRecord, i) = list;
  else
    g_array_append_val (self->lists, list);
  if (!self->read_only)
    sublet_journal_put_list (self->journal, &self->owner, known_at_us);
}

/* ---- whose key it is ---- */

static void
on_meters (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletRentalEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *meters = sublet_journal_load_meters_finish (SUBLET_JOURNAL (source), result, &error);

  g_clear_pointer (&self->meters, g_array_unref);
  self->meters = meters;
  if (error != NULL)
    g_info ("no meters: %s", error->message);
}

/* Of somebody else's, nothing is kept but what was ordered. */
static void
forget_foreign (SubletRentalEngine *self)
{
  g_autoptr (GPtrArray) tracks = sublet_engine_copy_tracks (self);
  guint i;

  for (i = 0; i < tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (tracks, i);

      if (!track->ours && track->destroy == NULL)
        sublet_engine_remove_track (self, track);
    }
}

static void
forget_presence (SubletRentalTrack *track)
{
  track->absent_looks = 0;
  track->last_absent_us = 0;
  track->last_absent_mono_us = 0;
  sublet_rental_set_gone_looks (track->rental, 0);
  /* The new key may be accepted where the old one was not. */
  track->destroy_due_mono_us = 0;
  track->destroy_failures = 0;
  track->lease_due_mono_us = 0;
  track->lease_failures = 0;
}

/* Nothing that was asked with another key is listened to, and nothing is known any more. */
static void
become_unknown (SubletRentalEngine *self, const GError *error)
{
  guint i;

  sublet_engine_stop_polling (self);
  sublet_engine_drop_followers (self);
  g_object_freeze_notify (G_OBJECT (self));
  self->asked_mono_us = 0;
  self->failures = 0;
  self->walked_mono_us = 0;
  self->looked_mono_us = 0;
  self->account_due_mono_us = sublet_engine_mono_us (self) + 5 * G_TIME_SPAN_MINUTE;
  show_latest_list (self);
  sublet_engine_set_unknown (self, error);
  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      forget_presence (track);
      sublet_engine_show_state (self, track);
    }
  sublet_engine_recount (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
show_account (SubletRentalEngine *self, SubletAccount *account)
{
  bool known_before = self->account != NULL;

  if (!g_set_object (&self->account, account))
    return;
  sublet_engine_notify (self, "account");
  if (known_before != (account != NULL))
    sublet_engine_notify (self, "account-known");
}

/**
 * sublet_rental_engine_set_account:
 * @self: an engine
 * @account: (nullable): whose key the client has; NULL when signed out, or when the key may not say
 * @signed_in: whether the client has a key
 *
 * Rentals of other accounts stay on the screen as *unknown*. With a key, what was interrupted goes
 * on, destroys first, then the service is asked. The same account again only brings its credit up
 * to date.
 */
void
sublet_rental_engine_set_account (SubletRentalEngine *self,
                                  SubletAccount *account,
                                  gboolean signed_in)
{
  gint64 account_id = account != NULL ? sublet_account_get_data (account)->id : 0;
  bool same;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (account == NULL || SUBLET_IS_ACCOUNT (account));

  same = self->account_decided && self->signed_in == (bool) signed_in && account_id != 0 &&
         self->owner.account_id == account_id;
  show_account (self, account);
  sublet_engine_take_key_print (self, signed_in);
  if (same)
    {
      /* Another key of it has rows of its own. */
      sublet_engine_know_owner (self);
      return;
    }

  self->signed_in = signed_in;
  self->account_decided = true;
  self->owner.account_id = account_id;
  sublet_engine_know_owner (self);
  forget_foreign (self);
  become_unknown (self, NULL);
  sublet_engine_keep_leases (self);
  if (self->opened && signed_in)
    {
      sublet_journal_load_meters_async (self->journal,
                                        &self->owner,
                                        on_meters,
                                        g_object_ref (self));
      /* The lists wait for the answers to what was interrupted, but not for long. */
      if (sublet_engine_send_destroys (self) | sublet_engine_send_lease_stops (self))
        self->walk_not_before_us = sublet_engine_mono_us (self) + DESTROYS_FIRST_US;
      sublet_engine_want_walk (self);
    }
  sublet_engine_schedule (self);
}

/**
 * sublet_rental_engine_await_account:
 * @self: an engine
 * @error: (nullable): why the service has not said yet; NULL while it is being asked
 *
 * There is a key, or there may be one, and whose it is remains to be seen: what is on the screen
 * stays as it was last known, a destroy is journalled and goes out later, and nothing else is asked
 * of the service before sublet_rental_engine_set_account().
 */
void
sublet_rental_engine_await_account (SubletRentalEngine *self, const GError *error)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));

  if (!self->account_decided)
    {
      sublet_engine_set_unknown (self, error);
      return;
    }

  self->signed_in = false;
  self->account_decided = false;
  self->owner.account_id = 0;
  sublet_engine_take_key_print (self, false);
  show_account (self, NULL);
  become_unknown (self, error);
  sublet_engine_keep_leases (self);
  sublet_engine_schedule (self);
}

/**
 * sublet_engine_check_key:
 * @self: an engine
 * @error: SUBLET_ERROR_AUTH without a key; while it is not known whose it is, what keeps the
 * service from saying so, SUBLET_ERROR_NOT_KNOWN when it was just asked
 *
 * Returns: whether the service may be asked
 */
bool
sublet_engine_check_key (SubletRentalEngine *self, GError **error)
{
  if (self->signed_in)
    return true;

  if (self->account_decided)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH, "there is no key");
  else if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN, "whose key it is, is not known yet");

  return false;
}
