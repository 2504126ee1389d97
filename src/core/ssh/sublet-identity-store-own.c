/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-identity-private.h"

static void
set_load_error (SubletIdentityStore *self, const GError *error)
{
  if (self->load_error == NULL && error == NULL)
    return;

  g_clear_error (&self->load_error);
  self->load_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify (G_OBJECT (self), "error");
}

/* ---- load or make; read from top to bottom ---- */

static void on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data);

static void
look_up (GTask *task)
{
  SubletIdentityStore *self = g_task_get_source_object (task);

  g_task_set_task_data (task, GUINT_TO_POINTER (self->n_forgotten), NULL);
  sublet_key_store_lookup_async (self->keys,
                                 g_task_get_cancellable (task),
                                 on_looked_up,
                                 g_object_ref (task));
}

/* The keyring keeps one that this version cannot read: a newer one's, or damage. It stays where it
 * is; only the person's order to forget takes it out. */
static SubletSshIdentity *
read_kept (SubletIdentityStore *self, SecretValue *secret, GError **error)
{
  SubletSshIdentity *identity = sublet_ssh_identity_new_from_secret (secret, self->label, error);

  if (identity == NULL)
    {
      g_prefix_error (error, "keyring: ");
      (*error)->code = SUBLET_ERROR_SECRET_STORE;
    }

  return identity;
}

/* Makes a pair. What the keyring holds may be another: then it is not put in its place, for
 * instances that run may accept that one alone. */
static bool
make (SubletIdentityStore *self, const GError *why, GError **error)
{
  g_autoptr (SubletSshIdentity) identity = sublet_ssh_identity_new (self->label, error);

  if (identity == NULL)
    return false;

  self->identity = g_steal_pointer (&identity);
  set_load_error (self, why);
  if (why != NULL)
    g_info ("A new SSH key is kept for this session only: %s", why->message);
  /* Nobody waits for the answer: a keyring that asks the person must not delay a rental. */
  sublet_key_store_store_async (self->keys,
                                sublet_ssh_identity_get_secret (self->identity),
                                why != NULL,
                                NULL,
                                NULL,
                                NULL);

  return true;
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletIdentityStore *self = g_task_get_source_object (task);
  g_autoptr (GError) why = NULL;
  GError *error = NULL;
  SecretValue *secret;

  secret = sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, &why);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&why));
      return;
    }

  if (GPOINTER_TO_UINT (g_task_get_task_data (task)) != self->n_forgotten)
    {
      g_clear_pointer (&secret, secret_value_unref);
      look_up (task);
      return;
    }

  /* Whoever asked first has settled it. */
  if (self->identity == NULL && secret != NULL)
    self->identity = read_kept (self, secret, &why);
  g_clear_pointer (&secret, secret_value_unref);
  if (self->identity == NULL && !make (self, why, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, g_object_ref (self->identity), g_object_unref);
}

/**
 * sublet_identity_store_look_up: (skip)
 * @task: (transfer full): of who wants Sublet's own key
 */
void
sublet_identity_store_look_up (GTask *task)
{
  SubletIdentityStore *self = g_task_get_source_object (task);

  if (self->identity != NULL)
    g_task_return_pointer (task, g_object_ref (self->identity), g_object_unref);
  else
    look_up (task);
  g_object_unref (task);
}

/* ---- forget ---- */

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_key_store_forget_finish (SUBLET_KEY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sublet_identity_store_forget_async:
 * @self: a store
 * @cancellable: (nullable): to stop waiting; the key may be forgotten all the same
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Drops the key and takes it out of the keyring, whatever is kept there. Who still holds the
 * identity may go on using it. The account and its instances keep the public half.
 */
void
sublet_identity_store_forget_async (SubletIdentityStore *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));
  g_return_if_fail (!self->fixed);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_identity_store_forget_async);

  self->n_forgotten++;
  g_clear_object (&self->identity);
  sublet_key_store_forget_async (self->keys, cancellable, on_forgotten, task);
  set_load_error (self, NULL);
}

/**
 * sublet_identity_store_forget_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_SECRET_STORE when the keyring may still hold it
 *
 * Returns: whether the keyring holds no key any more
 */
gboolean
sublet_identity_store_forget_finish (SubletIdentityStore *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
