/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-session.h"

#include "core/secrets/sublet-session-private.h"

/* A key on trial. */
typedef struct
{
  SecretValue *key; /* (owned) */
  SubletKeyOrigin origin;
  gboolean session_only;
} Trial;

static void
trial_free (Trial *trial)
{
  secret_value_unref (trial->key);
  g_free (trial);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  SubletSession *self = SUBLET_SESSION (g_task_get_source_object (task));
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  check = sublet_client_check_key_finish (SUBLET_CLIENT (source), result, &error);
  if (check == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Who stopped waiting did not mean to sign in. */
  if (g_task_return_error_if_cancelled (task))
    return;

  /* What became of it is in the store's "keeping": a locked keyring does not hold up the person. */
  sublet_key_store_store_async (sublet_session_get_key_store (self),
                                trial->key,
                                trial->session_only,
                                NULL,
                                NULL,
                                NULL);
  sublet_session_accept (self, trial->key, trial->origin, check);

  g_task_return_boolean (task, TRUE);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  g_autoptr (GError) error = NULL;

  if (sublet_key_store_forget_finish (SUBLET_KEY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sublet_session_sign_in_async:
 * @self: a session
 * @key: a key that was cleaned by core/secrets/sublet-key-source.h
 * @origin: where it was found
 * @session_only: do not put it into the keyring
 * @cancellable: (nullable): to stop it; the old key then stays
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
sublet_session_sign_in_async (SubletSession *self,
                              SecretValue *key,
                              SubletKeyOrigin origin,
                              gboolean session_only,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Trial *trial;

  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (key != NULL);

  trial = g_new0 (Trial, 1);
  trial->key = secret_value_ref (key);
  trial->origin = origin;
  trial->session_only = session_only;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_session_sign_in_async);
  g_task_set_task_data (task, trial, (GDestroyNotify) trial_free);

  sublet_client_check_key_async (sublet_session_get_client (self),
                                 key,
                                 cancellable,
                                 on_tried,
                                 g_object_ref (task));
}

/**
 * sublet_session_sign_in_finish:
 * @self: a session
 * @result: the result
 * @error: a place for an error
 *
 * Returns: whether the key is in use now
 */
gboolean
sublet_session_sign_in_finish (SubletSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_session_use_environment_async:
 * @self: a session with a key from the environment
 * @session_only: do not put it into the keyring
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * The person confirmed that the key of the environment is meant. Ends with
 * sublet_session_sign_in_finish().
 */
void
sublet_session_use_environment_async (SubletSession *self,
                                      gboolean session_only,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (SUBLET_IS_SESSION (self));
  g_return_if_fail (sublet_session_get_has_environment_key (self));

  sublet_session_sign_in_async (self,
                                sublet_session_get_environment_key (self),
                                SUBLET_KEY_ORIGIN_ENVIRONMENT,
                                session_only,
                                cancellable,
                                callback,
                                user_data);
}

/**
 * sublet_session_forget_async:
 * @self: a session
 * @cancellable: (nullable): to stop waiting
 * @callback: called when the keyring has answered
 * @user_data: for @callback
 *
 * Signs out at once, whatever the keyring says.
 */
void
sublet_session_forget_async (SubletSession *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_session_forget_async);

  sublet_session_drop_key (self);
  sublet_key_store_forget_async (sublet_session_get_key_store (self),
                                 cancellable,
                                 on_forgotten,
                                 g_object_ref (task));
}

/**
 * sublet_session_forget_finish:
 * @self: a session
 * @result: the result
 * @error: a place for an error
 *
 * Returns: whether the keyring holds no key any more
 */
gboolean
sublet_session_forget_finish (SubletSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
