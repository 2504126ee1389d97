/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-store.h"

#include <stdbool.h>

#include "core/base/sublet-error.h"
#include "core/base/sublet-sandbox.h"

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
  OPERATION_LOOKUP,
  OPERATION_STORE,
  OPERATION_FORGET,
} OperationKind;

/* One question to the keyring. Those of one store go out one after the other: a key that is still
 * being stored cannot slip in behind the order to forget it. Those of all stores do so too:
 * libsecret 0.21.8 never ends two that store at once. */
typedef struct
{
  OperationKind kind;
  GTask *task;        /* (owned) */
  SecretValue *key;   /* (owned) (nullable): what to store */
  GSource *cancelled; /* (owned) (nullable) */
  bool answered;      /* the task was cancelled; the keyring's own answer comes too late for it */
  bool unlocked;      /* the person was asked once */
  bool started;
} Operation;

struct _SubletKeyStore
{
  GObject parent_instance;

  /* construct-only */
  const SecretSchema *schema; /* (borrowed): static */
  char *label;                /* (owned): what a keyring's owner sees */
  gboolean memory_only;       /* never touches the keyring */

  GHashTable *attributes; /* (owned) (element-type utf8 utf8) */
  SecretValue *memory;    /* (owned) (nullable): the key while the keyring does not hold it */
  GQueue operations;      /* (element-type Operation): the first is running */
  SubletKeyKeeping keeping;
  GError *error; /* (owned) (nullable) */
};

typedef enum
{
  PROP_KEEPING = 1,
  PROP_ERROR,
  PROP_BUSY,
} SubletKeyStoreProperty;

G_DEFINE_FINAL_TYPE (SubletKeyStore, sublet_key_store, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_BUSY + 1];

/* The main thread's: what libsecret is at work on, and what waits for that. */
static Operation *at_work;
static GQueue waiting = G_QUEUE_INIT;

static void start_operation (Operation *operation);
static void ask_keyring (Operation *operation);
static void start_next (void);

static SubletKeyStore *
get_store (Operation *operation)
{
  return SUBLET_KEY_STORE (g_task_get_source_object (operation->task));
}

static void
operation_free (Operation *operation)
{
  if (operation->cancelled != NULL)
    {
      g_source_destroy (operation->cancelled);
      g_source_unref (operation->cancelled);
    }
  g_clear_pointer (&operation->key, secret_value_unref);
  g_object_unref (operation->task);
  g_free (operation);
}

static void
set_keeping (SubletKeyStore *self, SubletKeyKeeping keeping, const GError *error)
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

static void
set_memory (SubletKeyStore *self, SecretValue *key)
{
  if (key != NULL)
    secret_value_ref (key);
  g_clear_pointer (&self->memory, secret_value_unref);
  self->memory = key;
}

/* What libsecret says is about services and collections; it never quotes the secret. */
static GError *
make_error (const GError *cause)
{
  bool absent = g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
                g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER);

  return g_error_new (SUBLET_ERROR,
                      absent ? SUBLET_ERROR_NO_SECRET_STORE : SUBLET_ERROR_SECRET_STORE,
                      "keyring: %s",
                      cause->message);
}

/* The operation is over: tells the caller unless it has gone, and starts the next one. */
static void
end_operation (Operation *operation, SecretValue *key, const GError *error)
{
  g_autoptr (SubletKeyStore) self = g_object_ref (get_store (operation));
  Operation *next;

  g_assert (g_queue_peek_head (&self->operations) == operation);
  g_assert (at_work == operation);
  at_work = NULL;
  g_queue_pop_head (&self->operations);
  if (g_queue_is_empty (&self->operations))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);

  if (!operation->answered)
    {
      if (error != NULL)
        g_task_return_error (operation->task, g_error_copy (error));
      else if (operation->kind == OPERATION_LOOKUP)
        g_task_return_pointer (operation->task,
                               key != NULL ? secret_value_ref (key) : NULL,
                               (GDestroyNotify) secret_value_unref);
      else
        g_task_return_boolean (operation->task, TRUE);
    }
  operation_free (operation);

  /* Whoever was told may have given an order that has started already. */
  next = g_queue_peek_head (&self->operations);
  if (next != NULL && !next->started)
    start_operation (next);
  start_next ();
}

static void
end_lookup (Operation *operation, SecretValue *key, const GError *error)
{
  SubletKeyStore *self = get_store (operation);

  /* A key that came in while the keyring was being asked is newer than what it answers. */
  if (self->memory == NULL)
    set_keeping (self, key != NULL ? SUBLET_KEY_KEEPING_KEYRING : SUBLET_KEY_KEEPING_NONE, error);

  end_operation (operation, key, error);
}

static void
end_locked_lookup (Operation *operation)
{
  g_autoptr (GError) error = NULL;

  error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE, "keyring: it is locked");
  end_lookup (operation, NULL, error);
}

static void
end_failed_lookup (Operation *operation, const GError *cause)
{
  g_autoptr (GError) error = make_error (cause);

  end_lookup (operation, NULL, error);
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;
  int n_unlocked;

  n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);
  if (error != NULL)
    end_failed_lookup (operation, error);
  else if (n_unlocked < 1)
    end_locked_lookup (operation);
  else
    ask_keyring (operation);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  SecretCollection *collection = g_object_get_data (G_OBJECT (operation->task), "collection");
  g_autolist (GObject) items = NULL;
  g_autoptr (GList) collections = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  if (error != NULL)
    {
      end_failed_lookup (operation, error);
      return;
    }

  /* An item that is there and locked: the lookup has asked the person already, in vain. */
  if (items != NULL || operation->unlocked)
    {
      end_locked_lookup (operation);
      return;
    }

  /* Some services show no item at all while they are locked. */
  operation->unlocked = true;
  collections = g_list_append (NULL, collection);
  secret_service_unlock (SECRET_SERVICE (source), collections, NULL, on_unlocked, operation);
}

static void
on_collection (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  SubletKeyStore *self = get_store (operation);
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) error = NULL;

  /* An error here means that no service answers, so it was an encrypted file that did: it is open
   * once it has answered. */
  collection = secret_collection_for_alias_finish (result, &error);
  if (collection == NULL || !secret_collection_get_locked (collection))
    {
      end_lookup (operation, NULL, NULL);
      return;
    }

  g_object_set_data_full (G_OBJECT (operation->task),
                          "collection",
                          g_object_ref (collection),
                          g_object_unref);
  secret_service_search (secret_collection_get_service (collection),
                         self->schema,
                         self->attributes,
                         SECRET_SEARCH_ALL,
                         NULL,
                         on_searched,
                         operation);
}

/* "Nothing" from a keyring service may mean "locked"; from the sandbox's encrypted file it means
 * nothing. */
static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *key;

  key = secret_password_lookup_binary_finish (result, &error);
  if (error != NULL)
    end_failed_lookup (operation, error);
  else if (key != NULL)
    end_lookup (operation, key, NULL);
  else if (sublet_is_sandboxed ())
    end_lookup (operation, NULL, NULL);
  else
    secret_collection_for_alias (NULL,
                                 SECRET_COLLECTION_DEFAULT,
                                 SECRET_COLLECTION_NONE,
                                 NULL,
                                 on_collection,
                                 operation);

  g_clear_pointer (&key, secret_value_unref);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  SubletKeyStore *self = get_store (operation);
  g_autoptr (GError) cause = NULL;

  if (secret_password_store_finish (result, &cause))
    {
      /* Unless another key came or this one was forgotten meanwhile: that order is next. */
      if (self->memory == operation->key)
        {
          set_memory (self, NULL);
          set_keeping (self, SUBLET_KEY_KEEPING_KEYRING, NULL);
        }
    }
  else if (self->memory == operation->key)
    {
      g_autoptr (GError) error = make_error (cause);

      g_info ("The key is kept for this session only: %s", error->message);
      set_keeping (self, SUBLET_KEY_KEEPING_SESSION, error);
    }

  end_operation (operation, NULL, NULL);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to forget. */
  if (!secret_password_clear_finish (result, &cause) && cause != NULL)
    error = make_error (cause);

  end_operation (operation, NULL, error);
}

/* libsecret is never given a cancellable: cancelling it while it asks the person ends in a critical
 * of its own (0.20.5). A cancelled caller is answered at once instead, and the keyring's answer is
 * dropped when it comes. */
static void
ask_keyring (Operation *operation)
{
  SubletKeyStore *self = get_store (operation);

  at_work = operation;
  switch (operation->kind)
    {
    case OPERATION_LOOKUP:
      secret_password_lookupv (self->schema, self->attributes, NULL, on_looked_up, operation);
      break;
    case OPERATION_STORE:
      secret_password_storev_binary (self->schema,
                                     self->attributes,
                                     SECRET_COLLECTION_DEFAULT,
                                     self->label,
                                     operation->key,
                                     NULL,
                                     on_stored,
                                     operation);
      break;
    case OPERATION_FORGET:
      secret_password_clearv (self->schema, self->attributes, NULL, on_cleared, operation);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
start_next (void)
{
  if (at_work == NULL && !g_queue_is_empty (&waiting))
    ask_keyring (g_queue_pop_head (&waiting));
}

/* The first of its store. */
static void
start_operation (Operation *operation)
{
  operation->started = true;
  g_queue_push_tail (&waiting, operation);
  start_next ();
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  Operation *operation = user_data;

  operation->answered = true;
  g_task_return_error_if_cancelled (operation->task);
  return G_SOURCE_REMOVE;
}

static void
queue_operation (GTask *task, OperationKind kind, SecretValue *key)
{
  SubletKeyStore *self = SUBLET_KEY_STORE (g_task_get_source_object (task));
  GCancellable *cancellable = g_task_get_cancellable (task);
  Operation *operation = g_new0 (Operation, 1);

  operation->kind = kind;
  operation->task = g_object_ref (task);
  operation->key = key != NULL ? secret_value_ref (key) : NULL;
  if (cancellable != NULL)
    {
      operation->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (operation->cancelled, G_SOURCE_FUNC (on_cancelled), operation, NULL);
      g_source_attach (operation->cancelled, g_main_context_get_thread_default ());
    }

  g_queue_push_tail (&self->operations, operation);
  if (g_queue_get_length (&self->operations) == 1)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      start_operation (operation);
    }
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
  SubletKeyStore *self = NULL;

  g_return_val_if_fail (schema != NULL && schema->attributes[0].name != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (server != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_KEY_STORE, NULL);
  self->schema = schema;
  self->label = g_strdup (label);
  self->memory_only = memory_only;
  self->attributes = secret_attributes_build (schema, schema->attributes[0].name, server, NULL);

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
  GList *item;

  g_return_val_if_fail (SUBLET_IS_KEY_STORE (self), FALSE);

  for (item = self->operations.head; item != NULL; item = item->next)
    {
      const Operation *operation = item->data;

      if (operation->kind == OPERATION_STORE && operation->key == self->memory)
        return TRUE;
    }

  return FALSE;
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
    queue_operation (task, OPERATION_LOOKUP, NULL);
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

  set_memory (self, key);
  set_keeping (self, SUBLET_KEY_KEEPING_SESSION, NULL);
  if (self->memory_only || session_only)
    g_task_return_boolean (task, TRUE);
  else
    queue_operation (task, OPERATION_STORE, key);
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
 * Drops the key from memory at once and takes it out of the keyring.
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

  set_memory (self, NULL);
  set_keeping (self, SUBLET_KEY_KEEPING_NONE, NULL);
  if (self->memory_only)
    g_task_return_boolean (task, TRUE);
  else
    queue_operation (task, OPERATION_FORGET, NULL);
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
