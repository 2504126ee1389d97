/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-connection-private.h"

#include "core/ssh/sublet-doctor-private.h"
#include "core/ssh/sublet-host-key-store.h"

/* A person has looked at a host key: it is taken instead of the pinned one, or that is forgotten.
 */

typedef struct
{
  SubletConnection *self; /* (owned) */
  SubletSshHostKey *key;  /* (owned) (nullable) what is pinned instead */
  guint number;
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->self);
  g_clear_pointer (&change->key, sublet_ssh_host_key_unref);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* Another change came after it. */
static bool
is_outdated (Change *change)
{
  return change->number != change->self->host_key_change;
}

/* The database had its say: the next start asks it again, and would find what was to be forgotten.
 * What was accepted holds for as long as this process does. */
static void
finish (Change *change, const GError *error)
{
  SubletConnection *self = change->self;

  if (error != NULL)
    g_message ("the host key of instance %" G_GINT64_FORMAT " is not kept: %s",
               self->instance_id,
               error->message);
  if (is_outdated (change))
    return;
  if (change->key != NULL)
    sublet_connection_start (self);
  else if (error != NULL && self->run == NULL)
    {
      sublet_connection_break_link (self, SUBLET_CONNECTION_LINK_HOST_KEY, error);
      sublet_connection_set_state (self, SUBLET_CONNECTION_STATE_FAILED);
    }
}

static void
on_replaced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;

  if (sublet_host_key_store_replace_finish (SUBLET_DATABASE (source), result, &error) &&
      !is_outdated (change))
    change->self->pinned_kept = true;
  finish (change, error);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Change) change = user_data;
  g_autoptr (GError) error = NULL;

  sublet_host_key_store_forget_finish (SUBLET_DATABASE (source), result, &error);
  finish (change, error);
}

static void
set_pinned (SubletConnection *self, SubletSshHostKey *key)
{
  g_autoptr (Change) change = g_new0 (Change, 1);

  change->self = g_object_ref (self);
  change->key = key != NULL ? sublet_ssh_host_key_ref (key) : NULL;
  change->number = ++self->host_key_change;

  sublet_connection_stop (self);
  g_clear_pointer (&self->pinned, sublet_ssh_host_key_unref);
  self->pinned = key != NULL ? sublet_ssh_host_key_ref (key) : NULL;
  self->pinned_known = key != NULL;
  self->host_key_forgotten = key == NULL;
  if (key == NULL)
    sublet_connection_set_new_key_until (self, 0);
  self->pinned_kept = false;
  if (self->database == NULL)
    {
      finish (change, NULL);
      return;
    }

  if (key != NULL)
    sublet_host_key_store_replace_async (self->database,
                                         sublet_client_get_server (self->client),
                                         self->account_id,
                                         self->instance_id,
                                         key,
                                         sublet_clock_get_service_us (self->clock),
                                         on_replaced,
                                         g_steal_pointer (&change));
  else
    sublet_host_key_store_forget_async (self->database,
                                        sublet_client_get_server (self->client),
                                        self->account_id,
                                        self->instance_id,
                                        sublet_clock_get_service_us (self->clock),
                                        on_forgotten,
                                        g_steal_pointer (&change));
}

/**
 * sublet_connection_set_new_key_until:
 * @self: a connection
 * @until_us: service time in Unix microseconds; 0: it is past
 *
 * Until then a host key that nobody has seen is taken for the instance's own, without a question;
 * not after a person has forgotten one.
 */
void
sublet_connection_set_new_key_until (SubletConnection *self, gint64 until_us)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  if (self->host_key_forgotten)
    until_us = 0;
  if (self->new_key_until_us == until_us)
    return;

  self->new_key_until_us = until_us;
  g_object_notify (G_OBJECT (self), "new-key-until-us");
}

/**
 * sublet_connection_accept_host_key:
 * @self: a connection
 * @key: the key that a person has looked at
 *
 * Pins it instead of what was pinned, if anything was, and starts anew. Another key than this one
 * is refused as before.
 */
void
sublet_connection_accept_host_key (SubletConnection *self, SubletSshHostKey *key)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));
  g_return_if_fail (key != NULL);

  set_pinned (self, key);
}

/**
 * sublet_connection_forget_host_key:
 * @self: a connection
 *
 * Ends it; the next start asks whether what it is shown is the right one.
 */
void
sublet_connection_forget_host_key (SubletConnection *self)
{
  g_return_if_fail (SUBLET_IS_CONNECTION (self));

  set_pinned (self, NULL);
}

SubletSshHostKey *
sublet_connection_get_unkept_key (SubletConnection *self)
{
  return self->pinned_kept ? NULL : self->pinned;
}

/**
 * sublet_connection_make_doctor:
 * @self: a connection
 *
 * Returns: (transfer full): a doctor for the same instance, with the same key and the same pin
 */
SubletDoctor *
sublet_connection_make_doctor (SubletConnection *self)
{
  SubletDoctor *doctor;

  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), NULL);

  doctor = sublet_doctor_new (self->client, self->identities, self->database, self->instance_id);
  g_weak_ref_set (&doctor->connection, self);
  g_object_bind_property (self,
                          "new-key-until-us",
                          doctor,
                          "new-key-until-us",
                          G_BINDING_SYNC_CREATE);

  return doctor;
}

/**
 * sublet_connection_fits_doctor:
 * @self: a connection
 * @doctor: one that it made
 *
 * Returns: whether it looks with the key that signs in now
 */
gboolean
sublet_connection_fits_doctor (SubletConnection *self, SubletDoctor *doctor)
{
  g_return_val_if_fail (SUBLET_IS_CONNECTION (self), FALSE);
  g_return_val_if_fail (SUBLET_IS_DOCTOR (doctor), FALSE);

  return self->identities == doctor->identities;
}
