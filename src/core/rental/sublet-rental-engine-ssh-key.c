/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/ssh/sublet-key-choice.h"

/*
 * Which SSH key a rental has, and another one for it: its launch is changed, in the journal first,
 * and that of nothing else. Then the key goes to the account, as before a rental, and the signal
 * "ssh-key-changed" has it put on the instance (`SubletConnections`). No order, and nothing is
 * paid.
 */

typedef struct
{
  SubletRentalTrack *track; /* (owned) */
  SubletRentalEvent event;
  char *before; /* (owned) (nullable): as the journal has it until then */
} Setting;

static void
setting_free (Setting *setting)
{
  sublet_rental_track_unref (setting->track);
  g_free (setting->before);
  g_free (setting);
}

/* (transfer full): of one that takes a key. Of a rental that was adopted there is none yet. */
static SubletLaunch *
read_launch (SubletRentalTrack *track)
{
  const char *json = track->record->launch_json;

  return json != NULL ? sublet_launch_from_json (json, NULL) : sublet_launch_new ();
}

static char *
dup_key (SubletRentalTrack *track)
{
  g_autoptr (SubletLaunch) launch = sublet_rental_record_recall_launch (track->record);

  return g_strdup (sublet_launch_get_ssh_key (launch));
}

/* At once, so that whatever else is written of it has it too; and in what was accepted in this
 * session, for what is taken instead. */
static void
take_key (SubletRentalTrack *track, const char *ssh_key)
{
  SubletRentalRequest *asked = track->asked;
  g_autoptr (SubletLaunch) launch = read_launch (track);
  g_autoptr (SubletLaunch) accepted = NULL;

  sublet_launch_set_ssh_key (launch, ssh_key);
  g_free (track->record->launch_json);
  track->record->launch_json = sublet_launch_to_json (launch);
  if (asked == NULL)
    return;

  /* The person may still look at what was accepted then. */
  accepted = sublet_launch_copy (sublet_rental_request_get_launch (asked));
  sublet_launch_set_ssh_key (accepted, ssh_key);
  track->asked = sublet_rental_request_new_like (asked, sublet_rental_request_get_offer (asked));
  sublet_rental_request_set_launch (track->asked, accepted);
  g_object_unref (asked);
}

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletRentalEngine *self = SUBLET_RENTAL_ENGINE (source);
  Setting *setting = g_task_get_task_data (task);
  SubletRentalTrack *track = setting->track;
  GError *error = NULL;

  track->setting_key = false;
  if (!sublet_engine_commit_finish (self, result, &error))
    {
      /* It may have gone to the journal with something else meanwhile. */
      take_key (track, setting->before);
      track->dirty = true;
      /* A connection that was made meanwhile has the other one. */
      sublet_engine_emit_ssh_key_changed (self, track->rental);
      g_task_return_error (task, error);
      return;
    }

  sublet_rental_add_event (track->rental, &setting->event);
  /* If it has ended meanwhile, its key is nobody's any more. */
  if (sublet_rental_machine_is_held (track->record->state) && track->destroy == NULL)
    sublet_engine_place_ssh_key (self, track);
  sublet_engine_emit_ssh_key_changed (self, track->rental);
  g_task_return_boolean (task, TRUE);
}

static bool
check_rental (SubletRentalEngine *self, SubletRentalTrack *track, GError **error)
{
  if (!sublet_engine_check_writable (self, error))
    return false;

  if (track == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "not a rental of this engine");
  else if (!track->ours || track->destroy != NULL || track->setting_key ||
           !sublet_rental_machine_is_held (track->record->state))
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "ssh-key: not in this state");
  else if (!sublet_rental_record_takes_ssh_key (track->record))
    g_set_error (error,
                 SUBLET_ERROR,
                 SUBLET_ERROR_INVALID,
                 "ssh-key: it runs without SSH, or what was started cannot be read");
  else
    return true;

  return false;
}

static bool
check_key (const char *ssh_key, GError **error)
{
  g_autoptr (SubletKeyChoice) choice = NULL;

  if (ssh_key == NULL)
    return true;

  choice = sublet_key_choice_parse (ssh_key, NULL);
  if (choice == NULL)
    g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, "ssh-key: not a choice of a key");

  return choice != NULL;
}

/**
 * sublet_rental_engine_set_ssh_key_async:
 * @self: an engine
 * @rental: one for which sublet_rental_can_set_ssh_key() says yes
 * @ssh_key: (nullable): which key it has from now on, as sublet_launch_get_ssh_key() has it; NULL:
 *   the one of Preferences
 * @cancellable: (nullable): for the callback only
 * @callback: called when it is in the journal
 * @user_data: for @callback
 *
 * Whether the key can be used is not looked at: its connection tells. One that it has already is
 * set without an entry.
 */
void
sublet_rental_engine_set_ssh_key_async (SubletRentalEngine *self,
                                        SubletRental *rental,
                                        const char *ssh_key,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *before = NULL;
  SubletJournalBatch *batch;
  SubletRentalTrack *track;
  Setting *setting;
  GError *error = NULL;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (SUBLET_IS_RENTAL (rental));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_rental_engine_set_ssh_key_async);
  track = sublet_engine_find_rental (self, rental);
  if (!check_rental (self, track, &error) || !check_key (ssh_key, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  before = dup_key (track);
  if (g_strcmp0 (before, ssh_key) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  setting = g_new0 (Setting, 1);
  *setting = (Setting){
    .track = sublet_rental_track_ref (track),
    .event = { .at_us = sublet_engine_now_us (self),
               .state = track->record->state,
               .reason = SUBLET_RENTAL_REASON_SSH_KEY_CHANGED,
               .rate_nusd = SUBLET_MONEY_UNKNOWN },
    .before = g_steal_pointer (&before),
  };
  g_task_set_task_data (task, setting, (GDestroyNotify) setting_free);

  track->setting_key = true;
  take_key (track, ssh_key);
  batch = sublet_journal_batch_new ();
  sublet_journal_batch_put_rental (batch, track->record);
  sublet_journal_batch_add_event (batch, track->record, &setting->event);
  sublet_engine_commit_async (self, track, batch, NULL, on_set, g_steal_pointer (&task));
}

/**
 * sublet_rental_engine_set_ssh_key_finish:
 * @self: an engine
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID, SUBLET_ERROR_NOT_FOUND, SUBLET_ERROR_READ_ONLY, SUBLET_ERROR_STORE;
 *   the key is the one it was
 *
 * Returns: whether it is so now
 */
gboolean
sublet_rental_engine_set_ssh_key_finish (SubletRentalEngine *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_rental_engine_dup_ssh_key:
 * @self: an engine
 * @rental: one of its rentals
 *
 * Returns: (transfer full) (nullable): which key it has, as sublet_launch_get_ssh_key() has it;
 *   NULL where that is the one of Preferences, where it runs without SSH, or it is not ours
 */
char *
sublet_rental_engine_dup_ssh_key (SubletRentalEngine *self, SubletRental *rental)
{
  g_autoptr (SubletLaunch) launch = NULL;
  SubletRentalTrack *track;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  track = sublet_engine_find_rental (self, rental);
  if (track == NULL || !track->ours)
    return NULL;

  launch = sublet_rental_record_recall_launch (track->record);
  return sublet_launch_get_mode (launch) == SUBLET_LAUNCH_MODE_ARGS
           ? NULL
           : g_strdup (sublet_launch_get_ssh_key (launch));
}
