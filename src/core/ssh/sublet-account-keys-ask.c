/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-account-keys-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-placement.h"

/* ---- identity, list, registration; read from top to bottom ---- */

static void on_identity (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_listed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_added (GObject *source, GAsyncResult *result, gpointer user_data);

/**
 * sublet_account_keys_begin_check: (skip)
 * @self: account keys
 *
 * Looks whether the account has Sublet's own key, and puts it there when it has not.
 */
void
sublet_account_keys_begin_check (SubletAccountKeys *self)
{
  if (self->cancellable == NULL || self->checking)
    return;

  sublet_account_keys_stop_waiting (self);
  g_object_freeze_notify (G_OBJECT (self));
  self->checking = true;
  self->looking = false;
  sublet_account_keys_notify (self, PROP_KEYS_CHECKING);
  self->was_registered = self->registration == SUBLET_KEY_REGISTRATION_REGISTERED;
  /* What failed stays so for whoever reads it, until it is known better. */
  if (self->registration == SUBLET_KEY_REGISTRATION_UNKNOWN ||
      self->registration == SUBLET_KEY_REGISTRATION_MISSING)
    sublet_account_keys_set_registration (self, SUBLET_KEY_REGISTRATION_REGISTERING, NULL);
  g_object_thaw_notify (G_OBJECT (self));

  sublet_identity_store_load_async (self->identity_store,
                                    self->cancellable,
                                    on_identity,
                                    sublet_account_keys_asking_new (self));
}

static void
on_identity (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAccountKeys) self = sublet_account_keys_asking_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  /* A list that was under way may have told meanwhile. */
  if (self == NULL || !self->checking)
    return;
  if (identity == NULL)
    {
      sublet_account_keys_settle_failed (self, error, false);
      return;
    }

  self->looking = true;
  sublet_account_keys_list (self);
}

/**
 * sublet_account_keys_list: (skip)
 * @self: account keys
 *
 * Asks for the list; a question under way is answered first.
 */
void
sublet_account_keys_list (SubletAccountKeys *self)
{
  if (self->cancellable == NULL)
    return;
  if (self->listing)
    {
      self->list_again = true;
      return;
    }

  g_object_freeze_notify (G_OBJECT (self));
  self->listing = true;
  sublet_account_keys_notify (self, PROP_KEYS_REFRESHING);
  if (self->state != SUBLET_ACCOUNT_KEYS_STATE_KNOWN)
    sublet_account_keys_set_state (self, SUBLET_ACCOUNT_KEYS_STATE_LOADING, NULL);
  g_object_thaw_notify (G_OBJECT (self));

  sublet_client_list_ssh_keys_async (self->client,
                                     self->cancellable,
                                     on_listed,
                                     sublet_account_keys_asking_new (self));
}

static void
add_own (SubletAccountKeys *self)
{
  self->looking = false;
  sublet_key_placement_add_async (self->client,
                                  sublet_account_keys_get_own_line (self),
                                  self->cancellable,
                                  on_added,
                                  sublet_account_keys_asking_new (self));
}

/**
 * sublet_account_keys_take_list: (skip)
 * @self: account keys
 * @listing: what the account has
 *
 * Shows it, and says of Sublet's own key what it tells.
 */
void
sublet_account_keys_take_list (SubletAccountKeys *self, SubletSshKeyListing *listing)
{
  const char *line = sublet_account_keys_get_own_line (self);

  g_object_freeze_notify (G_OBJECT (self));
  g_list_store_splice (self->keys,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->keys)),
                       listing->keys->pdata,
                       listing->keys->len);
  self->known_at_us = listing->known_at_us;
  sublet_account_keys_notify (self, PROP_KEYS_KNOWN_AT_US);
  sublet_account_keys_set_state (self, SUBLET_ACCOUNT_KEYS_STATE_KNOWN, NULL);
  if (line != NULL && sublet_ssh_key_listing_contains (listing, line))
    sublet_account_keys_settle (self, SUBLET_KEY_REGISTRATION_REGISTERED, NULL);
  else if (line != NULL && self->checking && self->taken_away)
    sublet_account_keys_settle (self, SUBLET_KEY_REGISTRATION_MISSING, NULL);
  else if (line != NULL && !self->checking &&
           self->registration == SUBLET_KEY_REGISTRATION_REGISTERED)
    sublet_account_keys_set_registration (self, SUBLET_KEY_REGISTRATION_MISSING, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* What was known stays on the screen, with its age. */
static void
show_list_error (SubletAccountKeys *self, const GError *error)
{
  SubletAccountKeysState state = SUBLET_ACCOUNT_KEYS_STATE_ERROR;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->state == SUBLET_ACCOUNT_KEYS_STATE_LOADING)
        sublet_account_keys_set_state (self, SUBLET_ACCOUNT_KEYS_STATE_NEVER, NULL);
      return;
    }

  g_info ("The account's SSH keys are not known: %s", error->message);
  if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN))
    {
      g_list_store_remove_all (self->keys);
      state = SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN;
    }
  else if (self->state == SUBLET_ACCOUNT_KEYS_STATE_KNOWN)
    state = SUBLET_ACCOUNT_KEYS_STATE_KNOWN;
  sublet_account_keys_set_state (self, state, error);
}

/* While a check is under way the list is its first half. */
static void
go_on_with_check (SubletAccountKeys *self, const GError *error)
{
  if (error == NULL)
    add_own (self);
  /* Who may not look may still write. */
  else if (g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN) && !self->taken_away)
    add_own (self);
  else
    sublet_account_keys_settle_failed (self, error, false);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAccountKeys) self = sublet_account_keys_asking_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshKeyListing)
    listing = sublet_client_list_ssh_keys_finish (SUBLET_CLIENT (source), result, &error);
  bool again;

  if (self == NULL)
    return;

  again = self->list_again;
  self->list_again = false;
  self->listing = false;
  g_object_freeze_notify (G_OBJECT (self));
  sublet_account_keys_notify (self, PROP_KEYS_REFRESHING);
  if (listing != NULL)
    sublet_account_keys_take_list (self, listing);
  else
    show_list_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));

  if (again)
    sublet_account_keys_list (self);
  else if (self->looking)
    go_on_with_check (self, error);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletAccountKeys) self = sublet_account_keys_asking_end (user_data);
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement =
    sublet_key_placement_register_finish (SUBLET_CLIENT (source), result, &error);

  if (self == NULL)
    return;

  switch (placement)
    {
    case SUBLET_KEY_PLACEMENT_DONE:
    case SUBLET_KEY_PLACEMENT_ALREADY_THERE:
      sublet_account_keys_settle (self, SUBLET_KEY_REGISTRATION_REGISTERED, NULL);
      /* The list has one more. */
      if (self->state == SUBLET_ACCOUNT_KEYS_STATE_KNOWN)
        sublet_account_keys_list (self);
      break;

    case SUBLET_KEY_PLACEMENT_TEAM_REFUSED:
      sublet_account_keys_settle (self, SUBLET_KEY_REGISTRATION_TEAM_REFUSED, NULL);
      break;

    case SUBLET_KEY_PLACEMENT_FAILED:
    default:
      sublet_account_keys_settle_failed (self,
                                         error,
                                         self->state == SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
      break;
    }
}

/* ---- public ---- */

/**
 * sublet_account_keys_refresh:
 * @self: account keys
 *
 * Asks for the list again, unless it is being asked for. A key of Sublet's that is missing there is
 * not put back: who took it away elsewhere is told first.
 */
void
sublet_account_keys_refresh (SubletAccountKeys *self)
{
  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));

  if (!self->listing)
    sublet_account_keys_list (self);
}

/**
 * sublet_account_keys_check:
 * @self: account keys
 * @max_age_us: how old the last answer may be
 *
 * Makes sure that the account has Sublet's own key, so that an instance made now accepts it: one
 * look, and when it is missing one more request that puts it there. Says nothing to a team, which
 * takes none, and respects that the person took it away. "checking" tells when it has ended, which
 * may be at once.
 */
void
sublet_account_keys_check (SubletAccountKeys *self, gint64 max_age_us)
{
  gint64 now_us;
  bool answered;

  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));

  now_us = sublet_clock_get_monotonic_us (sublet_client_get_clock (self->client));
  answered = self->registration == SUBLET_KEY_REGISTRATION_REGISTERED ||
             self->registration == SUBLET_KEY_REGISTRATION_FAILED;
  if (self->registration == SUBLET_KEY_REGISTRATION_TEAM_REFUSED || self->taken_away)
    return;
  if (answered && now_us - self->answered_mono_us < max_age_us)
    return;

  sublet_account_keys_begin_check (self);
}

/**
 * sublet_account_keys_register:
 * @self: account keys
 *
 * The person wants the account to have it.
 */
void
sublet_account_keys_register (SubletAccountKeys *self)
{
  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));

  self->taken_away = false;
  self->retry_ms = 0;
  if (self->registration == SUBLET_KEY_REGISTRATION_FAILED)
    sublet_account_keys_set_registration (self, SUBLET_KEY_REGISTRATION_REGISTERING, NULL);
  sublet_account_keys_begin_check (self);
}
