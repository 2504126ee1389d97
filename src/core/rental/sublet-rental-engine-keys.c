/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-keys.h"

#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-private.h"

/*
 * Sublet's SSH key before a rental. It is looked for at the click, beside the list of instances,
 * and the request for the instance waits for the answer, but not for long: what cannot be
 * registered is attached to the instance once it runs. So nothing here ever refuses a rental. A
 * rental that was asked for with a key of its own has that one registered, and no other, and only
 * while it is wanted on the account that it was asked for with. Its passphrase is asked for at the
 * click, and the request waits for the answer no longer: with a file that is locked the instance is
 * made, and bills, while the question stands.
 */

/* An answer that is younger needs no second one. */
#define KEY_FRESH_US (60 * G_TIME_SPAN_SECOND)

/* Of the two seconds from the click to the request. */
#define KEY_WAIT_MS 1000

typedef struct
{
  SubletAccountKeys *keys; /* (owned) */
  GCancellable *pause;     /* (owned) */
  gulong handler;          /* 0: the rental's own key cancels it */
} KeyWait;

static void
key_wait_free (KeyWait *wait)
{
  g_clear_signal_handler (&wait->handler, wait->keys);
  g_object_unref (wait->keys);
  g_object_unref (wait->pause);
  g_free (wait);
}

/**
 * sublet_rental_engine_set_account_keys:
 * @self: an engine
 * @keys: (nullable): the account's SSH keys, of the session whose key the client has
 *
 * From now on Sublet's own is on the account before an instance is asked for, if it can be.
 */
void
sublet_rental_engine_set_account_keys (SubletRentalEngine *self, SubletAccountKeys *keys)
{
  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (keys == NULL || SUBLET_IS_ACCOUNT_KEYS (keys));

  g_set_object (&self->account_keys, keys);
}

/**
 * sublet_rental_engine_get_identity_store:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): what has the key that Preferences name; NULL without the
 *   account's keys
 */
SubletIdentityStore *
sublet_rental_engine_get_identity_store (SubletRentalEngine *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (self), NULL);

  return self->account_keys != NULL ? sublet_account_keys_get_identity_store (self->account_keys)
                                    : NULL;
}

/**
 * sublet_engine_needs_account_key:
 * @launch: what is to run
 *
 * Returns: whether the account has to have the key of Preferences for it: not with a key of its
 *   own, and not without SSH
 */
bool
sublet_engine_needs_account_key (SubletLaunch *launch)
{
  return sublet_launch_get_mode (launch) != SUBLET_LAUNCH_MODE_ARGS &&
         sublet_launch_get_ssh_key (launch) == NULL;
}

/**
 * sublet_engine_look_for_ssh_key:
 * @self: an engine
 * @launch: what is to run
 *
 * Begins to look whether the account has the key of Preferences, and puts it there, unless that is
 * known, or @launch needs none.
 */
void
sublet_engine_look_for_ssh_key (SubletRentalEngine *self, SubletLaunch *launch)
{
  if (self->account_keys != NULL && sublet_engine_needs_account_key (launch))
    sublet_account_keys_check (self->account_keys, KEY_FRESH_US);
}

/* The pause ends early, and with it the wait. */
static void
on_checking (SubletAccountKeys *keys, GParamSpec *pspec, GCancellable *pause)
{
  if (!sublet_account_keys_get_checking (keys))
    g_cancellable_cancel (pause);
}

static void
on_pause_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* The only error of a wait is that nobody waits any more: the answer came. */
  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    g_info ("The rental does not wait for the SSH key");
  g_task_return_boolean (task, TRUE);
}

static void
on_own_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) pause = user_data;
  g_autoptr (GError) error = NULL;

  if (sublet_account_keys_add_finish (SUBLET_ACCOUNT_KEYS (source), result, &error) ==
      SUBLET_KEY_PLACEMENT_FAILED)
    g_info ("The rental's SSH key is not on the account: %s", error->message);
  g_cancellable_cancel (pause);
}

/* The track has it from now on until the rental is over: its passphrase is asked for at the click,
 * and a key that was opened is open when the instance runs. A team's account takes
 * no key: there the instance gets it. To the account of everybody else it goes also when the person
 * took it away there: it is what they ordered. */
static void
look_for_own_key (SubletRentalEngine *self,
                  SubletRentalTrack *track,
                  SubletKeyChoice *choice,
                  GCancellable *pause)
{
  SubletIdentityStore *store =
    sublet_identity_store_ref_fixed (sublet_account_keys_get_identity_store (self->account_keys),
                                     choice);

  sublet_rental_track_drop_key (track);
  track->own_key = store;
  track->own_key_wish = g_cancellable_new ();
  if (sublet_account_keys_get_registration (self->account_keys) ==
      SUBLET_KEY_REGISTRATION_TEAM_REFUSED)
    {
      sublet_identity_store_load_async (store, track->own_key_wish, NULL, NULL);
      g_cancellable_cancel (pause);
      return;
    }

  sublet_account_keys_add_identity_async (self->account_keys,
                                          store,
                                          track->own_key_wish,
                                          on_own_added,
                                          g_object_ref (pause));
}

/**
 * sublet_engine_await_ssh_key_async:
 * @self: an engine
 * @track: a rental that is about to be asked for
 * @callback: called when the account has the key, or will not have it soon
 * @user_data: for @callback
 */
void
sublet_engine_await_ssh_key_async (SubletRentalEngine *self,
                                   SubletRentalTrack *track,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autofree char *ssh_key = sublet_rental_engine_dup_ssh_key (self, track->rental);
  g_autoptr (SubletKeyChoice) own = ssh_key != NULL ? sublet_key_choice_parse (ssh_key, NULL)
                                                    : NULL;
  g_autoptr (SubletLaunch) launch = sublet_rental_record_recall_launch (track->record);
  KeyWait *wait;

  g_task_set_source_tag (task, sublet_engine_await_ssh_key_async);
  sublet_engine_look_for_ssh_key (self, launch);
  if (self->account_keys == NULL ||
      (own == NULL && (!sublet_engine_needs_account_key (launch) ||
                       !sublet_account_keys_get_checking (self->account_keys))))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  wait = g_new0 (KeyWait, 1);
  wait->keys = g_object_ref (self->account_keys);
  wait->pause = g_cancellable_new ();
  if (own == NULL)
    wait->handler =
      g_signal_connect (wait->keys, "notify::checking", G_CALLBACK (on_checking), wait->pause);
  else
    look_for_own_key (self, track, own, wait->pause);
  g_task_set_task_data (task, wait, (GDestroyNotify) key_wait_free);
  sublet_clock_wait_async (self->clock,
                           KEY_WAIT_MS,
                           wait->pause,
                           on_pause_over,
                           g_object_ref (task));
}

/**
 * sublet_engine_await_ssh_key_finish:
 * @self: an engine
 * @result: what the callback got
 *
 * Whatever came of it, the rental goes on.
 */
void
sublet_engine_await_ssh_key_finish (SubletRentalEngine *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * sublet_engine_place_ssh_key:
 * @self: an engine
 * @track: a rental that is there, and has another key now
 *
 * Begins to open it, and to put it on the account, unless that is somebody else's. Nobody waits for
 * it: the instance gets it from its connection.
 */
void
sublet_engine_place_ssh_key (SubletRentalEngine *self, SubletRentalTrack *track)
{
  g_autofree char *ssh_key = sublet_rental_engine_dup_ssh_key (self, track->rental);
  g_autoptr (SubletKeyChoice) choice = ssh_key != NULL ? sublet_key_choice_parse (ssh_key, NULL)
                                                       : NULL;
  g_autoptr (SubletLaunch) launch = sublet_rental_record_recall_launch (track->record);
  g_autoptr (GCancellable) pause = g_cancellable_new ();

  if (self->account_keys == NULL || !sublet_engine_has_key_for (self, track))
    sublet_rental_track_drop_key (track);
  else if (choice != NULL)
    look_for_own_key (self, track, choice, pause);
  else
    {
      sublet_rental_track_drop_key (track);
      sublet_engine_look_for_ssh_key (self, launch);
    }
}
