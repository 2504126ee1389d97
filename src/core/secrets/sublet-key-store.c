/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-store-items.h"
#include "core/secrets/sublet-key-store-private.h"

/* Static and never referenced: a copy of a schema on the heap is not the same schema. */
static const SecretSchema api_key_schema = {
  APPLICATION_ID ".ApiKey",
  SECRET_SCHEMA_NONE,
  {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef enum
{
  PROP_KEEPING = 1,
  PROP_ERROR,
  PROP_BUSY,
} SubletKeyStoreProperty;

G_DEFINE_FINAL_TYPE (SubletKeyStore, sublet_key_store, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_BUSY + 1];

void
sublet_key_store_set_keeping (SubletKeyStore *self, SubletKeyKeeping keeping, const GError *error)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->keeping != keeping)
    {
      self->keeping = keeping;
      g_object_notify_by_pspec (object, properties[PROP_KEEPING]);
    }
  if (self->error != NULL || error != NULL)
    {
      GError *copy = error != NULL ? g_error_copy (error) : NULL;

      g_clear_error (&self->error);
      self->error = copy;
      g_object_notify_by_pspec (object, properties[PROP_ERROR]);
    }
  g_object_thaw_notify (object);
}

void
sublet_key_store_set_memory (SubletKeyStore *self, SecretValue *key)
{
  if (key != NULL)
    secret_value_ref (key);
  g_clear_pointer (&self->memory, secret_value_unref);
  self->memory = key;
}

void
sublet_key_store_notify_busy (SubletKeyStore *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
sublet_key_store_finalize (GObject *object)
{
  SubletKeyStore *self = SUBLET_KEY_STORE (object);

  /* A running operation holds a reference. */
  g_assert (g_queue_is_empty (&self->operations));
  g_clear_pointer (&self->memory, secret_value_unref);
  g_clear_error (&self->error);
  g_hash_table_unref (self->attributes);
  g_free (self->label);

  G_OBJECT_CLASS (sublet_key_store_parent_class)->finalize (object);
}

static void
sublet_key_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletKeyStore *self = SUBLET_KEY_STORE (object);

  switch ((SubletKeyStoreProperty) prop_id)
    {
    case PROP_KEEPING:
      g_value_set_enum (value, self->keeping);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, sublet_key_store_get_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_key_store_class_init (SubletKeyStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sublet_key_store_finalize;
  object_class->get_property = sublet_key_store_get_property;

  /* Where the key in use is kept. */
  properties[PROP_KEEPING] =
    g_param_spec_enum ("keeping",
                       NULL,
                       NULL,
                       SUBLET_TYPE_KEY_KEEPING,
                       SUBLET_KEY_KEEPING_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /* Why the keyring does not keep it, or why it could not be looked up; NULL when all is well. */
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

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_key_store_init (SubletKeyStore *self)
{
  g_queue_init (&self->operations);
}

/**
 * sublet_key_store_new:
 * @server: the service's origin, as sublet_client_get_server() gives it
 * @memory_only: never touch the keyring, as in the demo
 *
 * Returns: (transfer full): a store that has asked nothing yet
 */
SubletKeyStore *
sublet_key_store_new (const char *server, gboolean memory_only)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (server != NULL, NULL);

  label = g_strdup_printf ("Sublet: API key for %s", server);
  return sublet_key_store_new_for_schema (&api_key_schema, label, server, memory_only);
}

/**
 * sublet_key_store_new_for_schema:
 * @schema: what kind of secret; static, with one attribute, whose name no other kind has: the
 *   encrypted file that libsecret keeps in a sandbox tells its items apart by attributes alone
 * @label: what a keyring's owner sees
 * @server: the service's origin, as sublet_client_get_server() gives it
 * @memory_only: never touch the keyring, as in the demo
 *
 * Returns: (transfer full): a store that has asked nothing yet
 */
SubletKeyStore *
sublet_key_store_new_for_schema (const SecretSchema *schema,
                                 const char *label,
                                 const char *server,
                                 gboolean memory_only)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_val_if_fail (schema != NULL && schema->attributes[0].name != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);

  attributes = secret_attributes_build (schema, schema->attributes[0].name, server, NULL);

  return sublet_key_store_new_for_attributes (schema, label, attributes, memory_only);
}

/**
 * sublet_key_store_new_for_attributes:
 * @schema: what kind of secret; static
 * @label: what a keyring's owner sees
 * @attributes: (element-type utf8 utf8): of the schema, one of them with a name that no other kind
 *   has
 * @memory_only: never touch the keyring, as in the demo
 *
 * Returns: (transfer full): a store that has asked nothing yet
 */
SubletKeyStore *
sublet_key_store_new_for_attributes (const SecretSchema *schema,
                                     const char *label,
                                     GHashTable *attributes,
                                     gboolean memory_only)
{
  SubletKeyStore *self;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (attributes != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_KEY_STORE, NULL);
  self->schema = schema;
  self->label = g_strdup (label);
  self->memory_only = memory_only;
  self->attributes = g_hash_table_ref (attributes);

  return self;
}

/**
 * sublet_key_store_get_keeping:
 * @self: a store
 *
 * Returns: where the key is kept, as far as this process knows
 */
SubletKeyKeeping
sublet_key_store_get_keeping (SubletKeyStore *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_STORE (self), SUBLET_KEY_KEEPING_NONE);

  return self->keeping;
}

/**
 * sublet_key_store_get_error:
 * @self: a store
 *
 * Returns: (nullable): why the keyring did not do what it was asked last, with
 *   %SUBLET_ERROR_SECRET_STORE or %SUBLET_ERROR_NO_SECRET_STORE
 */
const GError *
sublet_key_store_get_error (SubletKeyStore *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_STORE (self), NULL);

  return self->error;
}

/**
 * sublet_key_store_get_busy:
 * @self: a store
 *
 * Returns: whether the keyring was asked and has not answered; it may be asking the person
 */
gboolean
sublet_key_store_get_busy (SubletKeyStore *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_STORE (self), FALSE);

  return !g_queue_is_empty (&self->operations);
}

/**
 * sublet_key_store_get_storing:
 * @self: a store
 *
 * Changes with "busy", "keeping" and "error".
 *
 * Returns: whether the key in memory will be kept as soon as the keyring answers
 */
gboolean
sublet_key_store_get_storing (SubletKeyStore *self)
{
  g_return_val_if_fail (SUBLET_IS_KEY_STORE (self), FALSE);

  return sublet_key_store_is_storing (self, self->memory);
}

/**
 * sublet_key_store_lookup_async:
 * @self: a store
 * @cancellable: (nullable): to stop waiting; the keyring may ask the person all the same
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks the keyring, which may ask the person to unlock it.
 */
void
sublet_key_store_lookup_async (SubletKeyStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_KEY_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_store_lookup_async);
  if (self->memory_only || self->memory != NULL)
    g_task_return_pointer (task,
                           self->memory != NULL ? secret_value_ref (self->memory) : NULL,
                           (GDestroyNotify) secret_value_unref);
  else
    sublet_key_store_ask (task, SUBLET_KEY_OPERATION_LOOKUP, NULL);
}

/**
 * sublet_key_store_lookup_finish:
 * @self: a store
 * @result: the result
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): the key; NULL without error when the open keyring holds
 *   none, NULL with %SUBLET_ERROR_SECRET_STORE or %SUBLET_ERROR_NO_SECRET_STORE when that cannot be
 *   known
 */
SecretValue *
sublet_key_store_lookup_finish (SubletKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sublet_key_store_store_async:
 * @self: a store
 * @key: the key to keep instead of any other
 * @session_only: keep it in memory and leave the keyring as it is
 * @cancellable: (nullable): to stop waiting; the key may be kept all the same
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Until the keyring has answered, and for good when it refuses, the key is kept in memory.
 */
void
sublet_key_store_store_async (SubletKeyStore *self,
                              SecretValue *key,
                              gboolean session_only,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_KEY_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_store_store_async);

  sublet_key_store_set_memory (self, key);
  sublet_key_store_set_keeping (self, SUBLET_KEY_KEEPING_SESSION, NULL);
  if (self->memory_only || session_only)
    g_task_return_boolean (task, TRUE);
  else
    sublet_key_store_ask (task, SUBLET_KEY_OPERATION_STORE, key);
}

/**
 * sublet_key_store_store_finish:
 * @self: a store
 * @result: the result
 * @error: a place for an error
 *
 * Returns: TRUE: "keeping" and "error" say where the key is now. FALSE when it was cancelled
 */
gboolean
sublet_key_store_store_finish (SubletKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_key_store_forget_async:
 * @self: a store
 * @cancellable: (nullable): to stop waiting; the key may be forgotten all the same
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Drops the key from memory at once and takes it out of the keyring. One that is locked is not
 * asked to open, and keeps it.
 */
void
sublet_key_store_forget_async (SubletKeyStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_KEY_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_store_forget_async);

  sublet_key_store_set_memory (self, NULL);
  sublet_key_store_set_keeping (self, SUBLET_KEY_KEEPING_NONE, NULL);
  if (self->memory_only)
    g_task_return_boolean (task, TRUE);
  else
    sublet_key_store_ask (task, SUBLET_KEY_OPERATION_FORGET, NULL);
}

/**
 * sublet_key_store_forget_finish:
 * @self: a store
 * @result: the result
 * @error: a place for an error
 *
 * Returns: whether the keyring holds no key any more; %SUBLET_ERROR_SECRET_STORE or
 *   %SUBLET_ERROR_NO_SECRET_STORE when it may
 */
gboolean
sublet_key_store_forget_finish (SubletKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sublet_key_store_count_async:
 * @self: a store
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is known
 * @user_data: for @callback
 */
void
sublet_key_store_count_async (SubletKeyStore *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_KEY_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sublet_key_store_count_async);
  if (self->memory_only)
    g_task_return_int (task, 0);
  else
    sublet_key_store_ask (task, SUBLET_KEY_OPERATION_COUNT, NULL);
}

/**
 * sublet_key_store_count_finish:
 * @self: a store
 * @result: the result
 * @error: %SUBLET_ERROR_SECRET_STORE or %SUBLET_ERROR_NO_SECRET_STORE
 *
 * Returns: how many the keyring shows; -1 on error
 */
int
sublet_key_store_count_finish (SubletKeyStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
