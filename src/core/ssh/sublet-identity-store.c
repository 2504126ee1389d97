/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

/* Static and never referenced: a copy of a schema on the heap is not the same schema. */
static const SecretSchema schema = {
  APPLICATION_ID ".SshKey",
  SECRET_SCHEMA_NONE,
  {
    { "ssh-server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef enum
{
  PROP_KEEPING = 1,
  PROP_ERROR,
  PROP_BUSY,
  PROP_CHOICE,
  PROP_LOCKED,
} SubletIdentityStoreProperty;

G_DEFINE_FINAL_TYPE (SubletIdentityStore, sublet_identity_store, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_LOCKED + 1];

/* ---- properties ---- */

/* Both have the same properties. */
static void
on_keys_notify (SubletKeyStore *keys, GParamSpec *pspec, SubletIdentityStore *self)
{
  if (self->load_error == NULL || !g_str_equal (pspec->name, "error"))
    g_object_notify (G_OBJECT (self), pspec->name);
}

static void
sublet_identity_store_dispose (GObject *object)
{
  SubletIdentityStore *self = SUBLET_IDENTITY_STORE (object);

  if (self->keys != NULL)
    g_signal_handlers_disconnect_by_data (self->keys, self);
  g_clear_object (&self->keys);
  g_clear_object (&self->identity);
  sublet_identity_store_dispose_fixed (self);
  sublet_identity_store_dispose_chosen (self);

  G_OBJECT_CLASS (sublet_identity_store_parent_class)->dispose (object);
}

static void
sublet_identity_store_finalize (GObject *object)
{
  SubletIdentityStore *self = SUBLET_IDENTITY_STORE (object);

  g_clear_error (&self->load_error);
  g_clear_pointer (&self->choice, sublet_key_choice_unref);
  g_hash_table_unref (self->fixed_stores);
  g_weak_ref_clear (&self->maker);
  g_free (self->agent_path);
  g_free (self->label);

  G_OBJECT_CLASS (sublet_identity_store_parent_class)->finalize (object);
}

static void
sublet_identity_store_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  SubletIdentityStore *self = SUBLET_IDENTITY_STORE (object);

  switch ((SubletIdentityStoreProperty) prop_id)
    {
    case PROP_KEEPING:
      g_value_set_enum (value, sublet_identity_store_get_keeping (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, sublet_identity_store_get_error (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, sublet_identity_store_get_busy (self));
      break;
    case PROP_CHOICE:
      g_value_set_boxed (value, self->choice);
      break;
    case PROP_LOCKED:
      g_value_set_boolean (value, sublet_identity_store_get_locked (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_identity_store_class_init (SubletIdentityStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_identity_store_dispose;
  object_class->finalize = sublet_identity_store_finalize;
  object_class->get_property = sublet_identity_store_get_property;

  /* Where the key in use is kept. */
  properties[PROP_KEEPING] =
    g_param_spec_enum ("keeping",
                       NULL,
                       NULL,
                       SUBLET_TYPE_KEY_KEEPING,
                       SUBLET_KEY_KEEPING_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* Why the keyring does not keep it; NULL when all is well. */
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error",
                        NULL,
                        NULL,
                        G_TYPE_ERROR,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* The keyring was asked and has not answered; it may wait for the person. */
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* Which key signs in. */
  properties[PROP_CHOICE] =
    g_param_spec_boxed ("choice",
                        NULL,
                        NULL,
                        SUBLET_TYPE_KEY_CHOICE,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* It needs a passphrase that the person did not give. */
  properties[PROP_LOCKED] =
    g_param_spec_boolean ("locked",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* The passphrase of a file is needed: its path, whether the last one was wrong, and which store
   * asks. Whoever handles it gives that one the answer later, once. Only of a store whose choice
   * may change, also for those that it made. */
  g_signal_new ("ask-passphrase",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                3,
                G_TYPE_STRING,
                G_TYPE_BOOLEAN,
                SUBLET_TYPE_IDENTITY_STORE);

  /* Nobody waits for the answer any more. Of the store that asked. */
  g_signal_new ("question-withdrawn",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);

  /* Of one whose choice may change: a passphrase that was to be kept is in the keyring; or it is
   * not, and why: (nullable) GError. */
  g_signal_new ("remembered",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
  g_signal_new ("not-remembered",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_ERROR);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_identity_store_init (SubletIdentityStore *self)
{
  sublet_identity_store_init_chosen (self);
  sublet_identity_store_init_fixed (self);
}

/**
 * sublet_identity_store_new:
 * @server: the service's origin, as sublet_client_get_server() gives it
 * @label: (nullable): what the public key's comment says after "sublet@"; the service sees it
 * @memory_only: never touch the keyring, as in the demo
 *
 * The person's own program and one built for development keep keys of their own.
 *
 * Returns: (transfer full): a store that has asked nothing yet
 */
SubletIdentityStore *
sublet_identity_store_new (const char *server, const char *label, gboolean memory_only)
{
  g_autofree char *name = NULL;
  SubletIdentityStore *self;

  g_return_val_if_fail (server != NULL, NULL);

  name = g_strdup_printf ("Sublet: SSH key for %s", server);
  self = g_object_new (SUBLET_TYPE_IDENTITY_STORE, NULL);
  self->label = g_strdup (label);
  self->memory_only = memory_only;
  self->keys = sublet_key_store_new_for_schema (&schema, name, server, memory_only);
  g_signal_connect (self->keys, "notify", G_CALLBACK (on_keys_notify), self);

  return self;
}

/**
 * sublet_identity_store_get_identity:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): the key in use; NULL before it was loaded and after it was
 *   forgotten
 */
SubletSshIdentity *
sublet_identity_store_get_identity (SubletIdentityStore *self)
{
  g_autoptr (SubletIdentityStore) maker = NULL;

  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), NULL);

  if (sublet_key_choice_get_kind (self->choice) != SUBLET_KEY_CHOICE_OWN)
    return self->chosen;
  maker = sublet_identity_store_ref_maker (self);

  return maker != NULL ? maker->identity : self->identity;
}

/**
 * sublet_identity_store_get_keeping:
 * @self: a store
 *
 * Returns: where the key in use is kept; SUBLET_KEY_KEEPING_SESSION also until the keyring has
 *   answered
 */
SubletKeyKeeping
sublet_identity_store_get_keeping (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), SUBLET_KEY_KEEPING_NONE);

  return self->keys != NULL ? sublet_key_store_get_keeping (self->keys) : SUBLET_KEY_KEEPING_NONE;
}

/**
 * sublet_identity_store_get_error:
 * @self: a store
 *
 * Returns: (nullable): why the keyring does not keep the key in use, with
 *   SUBLET_ERROR_SECRET_STORE
 */
const GError *
sublet_identity_store_get_error (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), NULL);

  if (self->load_error != NULL || self->keys == NULL)
    return self->load_error;

  return sublet_key_store_get_error (self->keys);
}

/**
 * sublet_identity_store_get_busy:
 * @self: a store
 *
 * Returns: whether the keyring was asked and has not answered; it may be asking the person
 */
gboolean
sublet_identity_store_get_busy (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), FALSE);

  return self->keys != NULL && sublet_key_store_get_busy (self->keys);
}

/**
 * sublet_identity_store_load_async:
 * @self: a store
 * @cancellable: (nullable): to stop waiting; the keyring may ask the person all the same
 * @callback: called with the key
 * @user_data: for @callback
 *
 * Takes the key from the keyring, or makes one when the keyring has none and has it kept there. A
 * keyring that is locked, absent or holds something else is left as it is, and the new key lasts
 * for the session. Once there is a key in use every call gets that one. Where a key of the person's
 * is chosen it is opened instead, and its passphrase asked for, once for all who wait.
 */
void
sublet_identity_store_load_async (SubletIdentityStore *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_identity_store_load_async);
  if (sublet_key_choice_get_kind (self->choice) != SUBLET_KEY_CHOICE_OWN)
    sublet_identity_store_wait_for_chosen (self, g_steal_pointer (&task));
  else if (self->fixed)
    sublet_identity_store_look_up_at_maker (g_steal_pointer (&task));
  else
    sublet_identity_store_look_up (g_steal_pointer (&task));
}

/**
 * sublet_identity_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: SUBLET_ERROR_FAILED when no key can be made; SUBLET_ERROR_SSH_KEY when the one that was
 *   chosen cannot be used; G_IO_ERROR_CANCELLED
 *
 * "keeping" and "error" say where it is kept.
 *
 * Returns: (transfer full): the key in use, NULL on error
 */
SubletSshIdentity *
sublet_identity_store_load_finish (SubletIdentityStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
