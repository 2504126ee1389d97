/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session-private.h"

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletSession) self = SUBLET_SESSION (user_data);
  g_autoptr (GError) error = NULL;
  SecretValue *key;

  key = sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (key == NULL)
    {
      sublet_session_take_key_away (self,
                                    SUBLET_SESSION_STATE_SIGNED_OUT,
                                    SUBLET_KEY_ORIGIN_NONE,
                                    error);
    }
  else if (self->environment_key != NULL &&
           !g_str_equal (secret_value_get_text (key),
                         secret_value_get_text (self->environment_key)))
    {
      sublet_session_set_kept_key (self, key);
      sublet_session_take_key_away (self,
                                    SUBLET_SESSION_STATE_SIGNED_OUT,
                                    SUBLET_KEY_ORIGIN_NONE,
                                    NULL);
    }
  else
    {
      sublet_session_use_trusted_key (self, key, SUBLET_KEY_ORIGIN_KEYRING);
    }
  g_clear_pointer (&key, secret_value_unref);
}

static void
look_up (SubletSession *self)
{
  sublet_session_start_over (self);
  g_object_freeze_notify (G_OBJECT (self));
  sublet_session_set_error (self, NULL);
  sublet_session_set_state (self, SUBLET_SESSION_STATE_STARTING, SUBLET_KEY_ORIGIN_NONE);
  g_object_thaw_notify (G_OBJECT (self));

  sublet_key_store_lookup_async (self->key_store,
                                 self->cancellable,
                                 on_looked_up,
                                 g_object_ref (self));
}

/**
 * sublet_session_start:
 * @self: a session
 * @environment_key: (nullable): what sublet_key_source_take_environment() found
 * @environment_variable: (nullable): the name of its variable
 *
 * Looks for a kept key. The window is there meanwhile: a locked keyring may wait for the person.
 */
void
sublet_session_start (SubletSession *self,
                      SecretValue *environment_key,
                      const char *environment_variable)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (self->environment_key == NULL);

  if (environment_key != NULL)
    sublet_session_set_environment_key (self, environment_key, environment_variable);
  look_up (self);
}

/**
 * sublet_session_start_demo:
 * @self: a session whose key store is memory alone
 * @key: the key that the simulator was started with
 */
void
sublet_session_start_demo (SubletSession *self, SecretValue *key)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  sublet_key_store_store_async (self->key_store, key, TRUE, NULL, NULL, NULL);
  sublet_session_use_trusted_key (self, key, SUBLET_KEY_ORIGIN_DEMO);
}

/**
 * sublet_session_use_keyring:
 * @self: a session whose kept key waits
 */
void
sublet_session_use_keyring (SubletSession *self)
{
  g_autoptr (SecretValue) key = NULL;

  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (self->kept_key != NULL);

  key = secret_value_ref (self->kept_key);
  sublet_session_use_trusted_key (self, key, SUBLET_KEY_ORIGIN_KEYRING);
}

/**
 * sublet_session_retry_keyring:
 * @self: a session
 *
 * To be offered where the keyring failed: looks for the key again, or tries again to keep the one
 * in use.
 */
void
sublet_session_retry_keyring (SubletSession *self)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));

  if (self->state == SUBLET_SESSION_STATE_SIGNED_OUT)
    look_up (self);
  else if (self->state == SUBLET_SESSION_STATE_SIGNED_IN)
    sublet_key_store_store_async (self->key_store, self->key, FALSE, NULL, NULL, NULL);
}
