/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/ssh/sublet-key-placement.h"

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
