/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/base/sublet-cancel.h"
#include "core/ssh/sublet-key-placement.h"

/* What is connected may be so for days. */
#define LAST_PLACING_PAUSE_MS 300000

static void
on_attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement =
    sublet_key_placement_attach_finish (SUBLET_CLIENT (source), result, &error);

  if (sublet_connection_turn_is_over (turn))
    return;

  /* The instance may have it from the account: signing in tells. */
  g_clear_error (&self->key_error);
  self->key_placed = placement != SUBLET_KEY_PLACEMENT_FAILED;
  if (!self->key_placed)
    {
      self->links[SUBLET_CONNECTION_LINK_KEY].state = SUBLET_LINK_STATE_FAILED;
      g_info ("instance %" G_GINT64_FORMAT ": the key could not be attached: %s",
              self->instance_id,
              error->message);
      self->key_error = g_steal_pointer (&error);
    }
  sublet_connection_find_host_key (self);
}

static void
attach_key (SubletConnection *self)
{
  if (self->key_placed)
    {
      sublet_connection_find_host_key (self);
      return;
    }
  sublet_key_placement_attach_async (self->client,
                                     self->instance_id,
                                     sublet_ssh_identity_get_public_line (self->identity),
                                     self->run,
                                     on_attached,
                                     sublet_connection_turn_new (self));
}

static void
on_identity (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  if (sublet_connection_turn_is_over (turn))
    return;
  if (identity == NULL)
    {
      sublet_connection_end_try (turn->self, SUBLET_CONNECTION_LINK_KEY, error);
      return;
    }

  /* Another may have been chosen since the last try. */
  if (identity != turn->self->identity)
    turn->self->key_placed = false;
  g_set_object (&turn->self->identity, identity);
  attach_key (turn->self);
}

/**
 * sublet_connection_find_key: (skip)
 * @self: a connection at its first link
 *
 * Sublet's key, and the instance that has to have it; then the next link.
 */
void
sublet_connection_find_key (SubletConnection *self)
{
  sublet_identity_store_load_async (self->identities,
                                    self->run,
                                    on_identity,
                                    sublet_connection_turn_new (self));
}

/* ---- another one ---- */

static SubletConnectionTurn *
placing_turn_new (SubletConnection *self)
{
  SubletConnectionTurn *turn = g_new0 (SubletConnectionTurn, 1);

  turn->self = g_object_ref (self);
  turn->run = g_object_ref (self->placing);

  return turn;
}

static void try_to_place (SubletConnection *self);

static void
on_placing_paused (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;

  if (sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL) &&
      !sublet_connection_turn_is_over (turn))
    try_to_place (turn->self);
}

/* Without an end, for nobody waits: the key that is connected does for now. One that is locked is
 * tried too, which asks nobody. */
static void
place_later (SubletConnection *self, const GError *error)
{
  g_info ("instance %" G_GINT64_FORMAT ": the other key is not there: %s",
          self->instance_id,
          error->message);
  g_clear_error (&self->placing_error);
  self->placing_error = g_error_copy (error);
  self->placing_paused = true;
  sublet_clock_wait_async (self->clock,
                           self->placing_pause_ms,
                           self->placing,
                           on_placing_paused,
                           placing_turn_new (self));
  self->placing_pause_ms = MIN (self->placing_pause_ms * 2, LAST_PLACING_PAUSE_MS);
  sublet_connection_tell (self);
}

static void
on_other_attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement =
    sublet_key_placement_attach_finish (SUBLET_CLIENT (source), result, &error);

  if (sublet_connection_turn_is_over (turn))
    return;

  if (placement == SUBLET_KEY_PLACEMENT_FAILED)
    {
      place_later (self, error);
      return;
    }

  sublet_connection_end_placing (self);
  sublet_connection_tell (self);
}

static void
on_other_identity (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletConnectionTurn) turn = user_data;
  SubletConnection *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  if (sublet_connection_turn_is_over (turn))
    return;
  if (identity == NULL)
    {
      place_later (self, error);
      return;
    }

  /* The session has its own; what is asked of here from now on is the next one's. */
  g_set_object (&self->identity, identity);
  sublet_key_placement_attach_async (self->client,
                                     self->instance_id,
                                     sublet_ssh_identity_get_public_line (identity),
                                     self->placing,
                                     on_other_attached,
                                     placing_turn_new (self));
}

static void
try_to_place (SubletConnection *self)
{
  /* A pause that is cut short is over. */
  sublet_cancel_clear (&self->placing);
  self->placing = g_cancellable_new ();
  self->placing_paused = false;
  sublet_identity_store_load_async (self->placing_from,
                                    self->placing,
                                    on_other_identity,
                                    placing_turn_new (self));
}

static void
on_locked (SubletConnection *self)
{
  if (self->placing_paused)
    try_to_place (self);
}

/**
 * sublet_connection_end_placing: (skip)
 * @self: a connection that ends what it does, has placed another key, or has yet another to place
 */
void
sublet_connection_end_placing (SubletConnection *self)
{
  sublet_cancel_clear (&self->placing);
  if (self->placing_from != NULL)
    g_clear_signal_handler (&self->placing_unlocked, self->placing_from);
  g_clear_object (&self->placing_from);
  g_clear_error (&self->placing_error);
  self->placing_paused = false;
  self->key_missing = false;
}

static void
place_beside (SubletConnection *self)
{
  sublet_connection_end_placing (self);
  self->placing_from = g_object_ref (self->identities);
  self->placing_unlocked =
    g_signal_connect_swapped (self->placing_from, "notify::locked", G_CALLBACK (on_locked), self);
  self->placing_pause_ms = self->times.first_pause_ms;
  self->key_missing = true;
  try_to_place (self);
}

/**
 * sublet_connection_set_identities:
 * @self: a connection
 * @identities: has the key that signs in from now on
 *
 * What is READY stays so, with all that stands on it: the instance gets the key beside it. What
 * does not reach it, or tries to, begins anew at once.
 */
void
sublet_connection_set_identities (SubletConnection *self, SubletIdentityStore *identities)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (identities));

  if (!g_set_object (&self->identities, identities))
    return;

  switch (self->state)
    {
    case SUBLET_CONNECTION_STATE_READY:
      place_beside (self);
      break;

    case SUBLET_CONNECTION_STATE_CHECKING:
      sublet_connection_begin_anew (self);
      break;

    case SUBLET_CONNECTION_STATE_FAILED:
    case SUBLET_CONNECTION_STATE_LOST:
      sublet_connection_start (self);
      break;

    case SUBLET_CONNECTION_STATE_IDLE:
    default:
      break;
    }
  sublet_connection_tell (self);
}

/**
 * sublet_connection_place_key:
 * @self: a connection
 *
 * By hand: the key that the instance does not have yet is given to it now, and the passphrase of
 * one that is locked asked for anew. Nothing happens unless the next try is waited for.
 */
void
sublet_connection_place_key (SubletConnection *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  if (!self->placing_paused)
    return;

  g_clear_error (&self->placing_error);
  self->placing_pause_ms = self->times.first_pause_ms;
  if (sublet_identity_store_get_locked (self->placing_from))
    sublet_identity_store_unlock (self->placing_from);
  /* Unless that has begun it. */
  if (self->placing_paused)
    try_to_place (self);
  sublet_connection_tell (self);
}

/**
 * sublet_connection_has_own_key:
 * @self: a connection
 *
 * Returns: whether its key is this instance's own, whatever Preferences name
 */
gboolean
sublet_connection_has_own_key (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);

  return sublet_identity_store_get_fixed (self->identities);
}

/**
 * sublet_connection_get_key_missing:
 * @self: a connection
 *
 * Returns: whether it is READY with the key before, and the one that signs in next is not on the
 *   instance yet
 */
gboolean
sublet_connection_get_key_missing (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);

  return self->key_missing;
}

/**
 * sublet_connection_get_key_missing_error:
 * @self: a connection
 *
 * Technical English, for Details. It is tried again with growing pauses, and as soon as a key that
 * was locked is not.
 *
 * Returns: (transfer none) (nullable): why the latest try did not put the key that signs in next on
 *   the instance; NULL while there was none, or one was asked for by hand, and when it is there
 */
const GError *
sublet_connection_get_key_missing_error (SubletConnection *self)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  return self->placing_error;
}
