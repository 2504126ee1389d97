/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-store-private.h"

#include <stdbool.h>

#include "core/base/sublet-error.h"
#include "core/base/sublet-sandbox.h"

/* One question to the keyring. Those of one store go out one after the other: a key that is still
 * being stored cannot slip in behind the order to forget it. Those of all stores do so too:
 * libsecret 0.21.8 never ends two that store at once. */
typedef struct
{
  SubletKeyOperationKind kind;
  GTask *task;        /* (owned) */
  SecretValue *key;   /* (owned) (nullable): what to store */
  GSource *cancelled; /* (owned) (nullable) */
  bool answered;      /* the task was cancelled; the keyring's own answer comes too late for it */
  bool unlocked;      /* the person was asked once */
  int count;          /* of COUNT */
  bool started;
} Operation;

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

static GError *
make_locked_error (void)
{
  return g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE, "keyring: it is locked");
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
    sublet_key_store_notify_busy (self);

  if (!operation->answered)
    {
      if (error != NULL)
        g_task_return_error (operation->task, g_error_copy (error));
      else if (operation->kind == SUBLET_KEY_OPERATION_COUNT)
        g_task_return_int (operation->task, operation->count);
      else if (operation->kind == SUBLET_KEY_OPERATION_LOOKUP)
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
    sublet_key_store_set_keeping (self,
                                  key != NULL ? SUBLET_KEY_KEEPING_KEYRING
                                              : SUBLET_KEY_KEEPING_NONE,
                                  error);

  end_operation (operation, key, error);
}

static void
end_locked_lookup (Operation *operation)
{
  g_autoptr (GError) error = make_locked_error ();

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
          sublet_key_store_set_memory (self, NULL);
          sublet_key_store_set_keeping (self, SUBLET_KEY_KEEPING_KEYRING, NULL);
        }
    }
  else if (self->memory == operation->key)
    {
      g_autoptr (GError) error = make_error (cause);

      g_info ("The key is kept for this session only: %s", error->message);
      sublet_key_store_set_keeping (self, SUBLET_KEY_KEEPING_SESSION, error);
    }

  end_operation (operation, NULL, NULL);
}

/* An item that is still there is locked: libsecret passes over it without a word. */
static void
on_searched_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autolist (GObject) items = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &cause);
  if (cause != NULL)
    error = make_error (cause);
  else if (items != NULL)
    error = make_locked_error ();

  end_operation (operation, NULL, error);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  SubletKeyStore *self = get_store (operation);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to forget, or it is locked. */
  if (!secret_password_clear_finish (result, &cause) && cause != NULL)
    {
      error = make_error (cause);
      end_operation (operation, NULL, error);
      return;
    }

  secret_password_searchv (self->schema,
                           self->attributes,
                           SECRET_SEARCH_ALL,
                           NULL,
                           on_searched_again,
                           operation);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;
  g_autolist (GObject) items = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  items = secret_password_search_finish (result, &cause);
  operation->count = (int) g_list_length (items);
  if (cause != NULL)
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
    case SUBLET_KEY_OPERATION_LOOKUP:
      secret_password_lookupv (self->schema, self->attributes, NULL, on_looked_up, operation);
      break;
    case SUBLET_KEY_OPERATION_STORE:
      secret_password_storev_binary (self->schema,
                                     self->attributes,
                                     SECRET_COLLECTION_DEFAULT,
                                     self->label,
                                     operation->key,
                                     NULL,
                                     on_stored,
                                     operation);
      break;
    case SUBLET_KEY_OPERATION_FORGET:
      secret_password_clearv (self->schema, self->attributes, NULL, on_cleared, operation);
      break;
    case SUBLET_KEY_OPERATION_COUNT:
      secret_password_searchv (self->schema,
                               self->attributes,
                               SECRET_SEARCH_ALL,
                               NULL,
                               on_counted,
                               operation);
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

/**
 * sublet_key_store_ask:
 * @task: a task of the store, answered when the keyring has answered or the task is cancelled
 * @kind: what to ask
 * @key: (nullable): what to store
 *
 * Waits until whatever was asked before has been answered.
 */
void
sublet_key_store_ask (GTask *task, SubletKeyOperationKind kind, SecretValue *key)
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
      sublet_key_store_notify_busy (self);
      start_operation (operation);
    }
}

/**
 * sublet_key_store_is_storing:
 * @self: a store
 * @key: (nullable): a key
 *
 * Returns: whether the keyring was asked to keep @key and has not answered
 */
gboolean
sublet_key_store_is_storing (SubletKeyStore *self, SecretValue *key)
{
  GList *item;

  for (item = self->operations.head; item != NULL; item = item->next)
    {
      const Operation *operation = item->data;

      if (operation->kind == SUBLET_KEY_OPERATION_STORE && operation->key == key)
        return TRUE;
    }

  return FALSE;
}
