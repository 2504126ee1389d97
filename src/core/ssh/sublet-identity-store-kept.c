/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-kept.h"

#include "core/model/sublet-ssh-text.h"
#include "core/secrets/sublet-key-store-items.h"
#include "core/secrets/sublet-passphrase-store.h"
#include "core/ssh/sublet-identity-store-private.h"

/*
 * Passphrases that the person wants kept. They are in the system keyring and nowhere else: what was
 * taken out of it is gone with the opening of the key. A keyring that is locked is not asked to
 * open for somebody who keeps none there.
 */

typedef struct
{
  SubletIdentityStore *self; /* (owned) */
  guint round;
} Asking;

static Asking *
asking_new (SubletIdentityStore *self)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->self = g_object_ref (self);
  asking->round = self->n_choices;

  return asking;
}

/* (transfer full) (nullable): NULL: nobody waits for it any more. */
static SubletIdentityStore *
asking_end (Asking *asking)
{
  g_autoptr (SubletIdentityStore) self = asking->self;
  bool current = asking->round == self->n_choices;

  g_free (asking);
  if (!current)
    return NULL;
  self->opening = false;

  return g_steal_pointer (&self);
}

static bool
is_memory_only (SubletIdentityStore *self)
{
  g_autoptr (SubletIdentityStore) maker = sublet_identity_store_ref_maker (self);

  return maker == NULL || maker->memory_only;
}

/* ---- asking it; read from top to bottom ---- */

static void on_counted (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data);

bool
sublet_identity_store_ask_keyring (SubletIdentityStore *self, const char *fingerprint)
{
  if (self->kept_asked || is_memory_only (self))
    return false;

  self->kept_asked = true;
  self->opening = true;
  g_clear_object (&self->kept);
  self->kept = sublet_passphrase_store_new (fingerprint, FALSE);
  sublet_key_store_count_async (self->kept, NULL, on_counted, asking_new (self));

  return true;
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletKeyStore *kept = SUBLET_KEY_STORE (source);
  g_autoptr (SubletIdentityStore) self = asking_end (user_data);
  g_autoptr (GError) error = NULL;
  int count = sublet_key_store_count_finish (kept, result, &error);

  if (self == NULL)
    return;
  if (error != NULL)
    g_info ("No passphrase is known: %s", error->message);
  if (count <= 0)
    {
      sublet_identity_store_ask_person (self);
      return;
    }

  self->opening = true;
  sublet_key_store_lookup_async (kept, NULL, on_looked_up, asking_new (self));
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletIdentityStore) self = asking_end (user_data);
  g_autoptr (GError) error = NULL;
  SecretValue *passphrase =
    sublet_key_store_lookup_finish (SUBLET_KEY_STORE (source), result, &error);

  if (error != NULL)
    g_info ("The passphrase that is kept is not known: %s", error->message);
  if (self != NULL && passphrase != NULL)
    sublet_identity_store_open (self, passphrase, true);
  else if (self != NULL)
    sublet_identity_store_ask_person (self);
  g_clear_pointer (&passphrase, secret_value_unref);
}

/* ---- keeping and forgetting ---- */

void
sublet_identity_store_drop_kept (SubletIdentityStore *self)
{
  g_info ("The passphrase that was kept is not this key's any more: it is forgotten");
  if (self->kept != NULL)
    sublet_key_store_forget_async (self->kept, NULL, NULL, NULL);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletIdentityStore) self = user_data;
  SubletKeyStore *kept = SUBLET_KEY_STORE (source);
  g_autoptr (SubletIdentityStore) maker = sublet_identity_store_ref_maker (self);
  const GError *error = sublet_key_store_get_error (kept);

  sublet_key_store_store_finish (kept, result, NULL);
  if (maker != NULL && sublet_key_store_get_keeping (kept) != SUBLET_KEY_KEEPING_KEYRING)
    g_signal_emit_by_name (maker, "not-remembered", error);
  else if (maker != NULL)
    g_signal_emit_by_name (maker, "remembered");
}

/* With a store of its own: the one that the keyring refuses keeps it in memory, and is let go. */
void
sublet_identity_store_keep (SubletIdentityStore *self,
                            SubletSshIdentity *identity,
                            SecretValue *passphrase)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (SubletKeyStore) kept = NULL;

  if (is_memory_only (self))
    return;

  fingerprint = sublet_ssh_text_dup_fingerprint (sublet_ssh_identity_get_public_line (identity));
  kept = sublet_passphrase_store_new (fingerprint, FALSE);
  sublet_key_store_store_async (kept, passphrase, FALSE, NULL, on_kept, g_object_ref (self));
}

/**
 * sublet_identity_store_get_can_remember:
 * @self: a store
 *
 * Returns: whether a passphrase can be kept at all; not in the demo
 */
gboolean
sublet_identity_store_get_can_remember (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), FALSE);

  return self->fixed ? !is_memory_only (self) : !self->memory_only;
}

/**
 * sublet_identity_store_answer_to_keep:
 * @self: the store that asked, or the one that told of it
 * @passphrase: what the person typed
 *
 * As sublet_identity_store_answer(), and when it has opened the key the system keyring keeps it, so
 * that nobody is asked the next time. Where the keyring does not, the key is open all the same, and
 * "not-remembered" tells why.
 */
void
sublet_identity_store_answer_to_keep (SubletIdentityStore *self, SecretValue *passphrase)
{
  bool asked;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));
  g_return_if_fail (passphrase != NULL);

  if (!self->fixed && self->opener != NULL)
    {
      sublet_identity_store_answer_to_keep (self->opener, passphrase);
      return;
    }
  asked = self->asking;
  sublet_identity_store_answer (self, passphrase);
  self->to_keep = asked;
}

static void
on_counted_all (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int count = sublet_key_store_count_finish (SUBLET_KEY_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, count);
}

static void
on_forgotten_all (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sublet_key_store_forget_finish (SUBLET_KEY_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sublet_identity_store_count_remembered_async:
 * @self: a store whose choice may change
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * How many passphrases the keyring shows, of whichever keys. Nobody is asked to unlock it.
 */
void
sublet_identity_store_count_remembered_async (SubletIdentityStore *self,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  g_autoptr (SubletKeyStore) all = NULL;
  GTask *task;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_identity_store_count_remembered_async);
  all = sublet_passphrase_store_new (NULL, self->memory_only);
  sublet_key_store_count_async (all, NULL, on_counted_all, task);
}

/**
 * sublet_identity_store_count_remembered_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_SECRET_STORE, SUBLET_ERROR_NO_SECRET_STORE
 *
 * Returns: how many; -1 on error
 */
int
sublet_identity_store_count_remembered_finish (SubletIdentityStore *self,
                                               GAsyncResult *result,
                                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

/**
 * sublet_identity_store_forget_remembered_async:
 * @self: a store whose choice may change
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes every passphrase out of the keyring. Keys that are open stay so until they are closed.
 */
void
sublet_identity_store_forget_remembered_async (SubletIdentityStore *self,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data)
{
  g_autoptr (SubletKeyStore) all = NULL;
  GTask *task;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sublet_identity_store_forget_remembered_async);
  all = sublet_passphrase_store_new (NULL, self->memory_only);
  sublet_key_store_forget_async (all, NULL, on_forgotten_all, task);
}

/**
 * sublet_identity_store_forget_remembered_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_SECRET_STORE, SUBLET_ERROR_NO_SECRET_STORE: some may still be there
 *
 * Returns: whether none is kept any more
 */
gboolean
sublet_identity_store_forget_remembered_finish (SubletIdentityStore *self,
                                                GAsyncResult *result,
                                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
