/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-account-keys-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-placement.h"

typedef struct
{
  GCancellable *cancellable; /* (owned): of the API key that it is sent with */
  SubletSshKey *key;         /* (owned) (nullable): to be removed */
  char *line;                /* (owned) (nullable): to be added */
  GError *unclear;           /* (owned) (nullable): only the list can tell */
} Change;

static void
change_free (Change *change)
{
  g_object_unref (change->cancellable);
  g_clear_object (&change->key);
  g_free (change->line);
  g_clear_error (&change->unclear);
  g_free (change);
}

/* NULL when there is no account to change: the task was answered then. */
static GTask *
new_task (SubletAccountKeys *self,
          gpointer source_tag,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Change *change;

  g_task_set_source_tag (task, source_tag);
  if (self->account == NULL)
    {
      g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_AUTH, "there is no accepted key");
      return NULL;
    }

  change = g_new0 (Change, 1);
  change->cancellable = g_object_ref (self->account);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);

  return g_steal_pointer (&task);
}

/* Of the account that is looked at now, not of one that was left meanwhile. */
static bool
is_current (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  return !g_cancellable_is_cancelled (change->cancellable);
}

/* ---- adding; read from top to bottom ---- */

static void send_line (GTask *task, char *line);
static void on_identity (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_added (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes the line. */
static void
send_line (GTask *task, char *line)
{
  SubletAccountKeys *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);

  change->line = line;
  sublet_key_placement_register_async (self->client,
                                       line,
                                       change->cancellable,
                                       on_added,
                                       g_object_ref (task));
}

static void
on_identity (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  if (identity == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* A question for a passphrase stands as long as the person likes. */
  if (!is_current (task))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "another API key is in use");
      return;
    }

  send_line (task, g_strdup (sublet_ssh_identity_get_public_line (identity)));
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletAccountKeys *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  SubletKeyPlacement placement;
  GError *error = NULL;

  placement = sublet_key_placement_register_finish (SUBLET_CLIENT (source), result, &error);
  if (is_current (task))
    {
      /* Whoever has it added wants it there again, a rental of its own as well. */
      if (placement != SUBLET_KEY_PLACEMENT_FAILED &&
          placement != SUBLET_KEY_PLACEMENT_TEAM_REFUSED &&
          sublet_ssh_public_key_equal (change->line, sublet_account_keys_get_own_line (self)))
        self->taken_away = false;
      sublet_account_keys_list (self);
    }

  if (placement == SUBLET_KEY_PLACEMENT_FAILED)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) placement);
}

/**
 * sublet_account_keys_add_async:
 * @self: account keys
 * @text: what the person pasted, or the contents of a file with a public key
 * @callback: called when it is known what became of it
 * @user_data: for @callback
 *
 * Adds a key to the account, unless it is there. The text is checked first and goes nowhere when it
 * is no public key.
 */
void
sublet_account_keys_add_async (SubletAccountKeys *self,
                               const char *text,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  char *line;

  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));
  g_return_if_fail (text != NULL);

  task = new_task (self, sublet_account_keys_add_async, callback, user_data);
  if (task == NULL)
    return;

  line = sublet_ssh_public_key_check (text, &error);
  if (line == NULL)
    g_task_return_error (task, error);
  else
    send_line (task, line);
}

/**
 * sublet_account_keys_add_identity_async:
 * @self: account keys
 * @store: whose key it is, which may have to be opened first
 * @cancellable: (nullable): nobody wants it there any more; what is sent already is not taken back
 * @callback: called when it is known what became of it
 * @user_data: for @callback
 *
 * Adds the key of a rental, unless it is there; also one that the person took away. It goes to the
 * account of now: when another API key is in use by the time it is open, it goes nowhere. Ends with
 * sublet_account_keys_add_finish(), with %G_IO_ERROR_CANCELLED then.
 */
void
sublet_account_keys_add_identity_async (SubletAccountKeys *self,
                                        SubletIdentityStore *store,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (store));

  task = new_task (self, sublet_account_keys_add_identity_async, callback, user_data);
  if (task != NULL)
    sublet_identity_store_load_async (store, cancellable, on_identity, g_object_ref (task));
}

/**
 * sublet_account_keys_add_finish:
 * @self: account keys
 * @result: what the callback got
 * @error: SUBLET_ERROR_INVALID when it is no public key (the message says why and quotes nothing),
 *   SUBLET_ERROR_FORBIDDEN, SUBLET_ERROR_OUTCOME_UNKNOWN, and others
 *
 * Returns: what became of it; SUBLET_KEY_PLACEMENT_FAILED on error
 */
SubletKeyPlacement
sublet_account_keys_add_finish (SubletAccountKeys *self, GAsyncResult *result, GError **error)
{
  gssize placement;

  g_return_val_if_fail (g_task_is_valid (result, self), SUBLET_KEY_PLACEMENT_FAILED);

  placement = g_task_propagate_int (G_TASK (result), error);
  return placement < 0 ? SUBLET_KEY_PLACEMENT_FAILED : (SubletKeyPlacement) placement;
}

/* ---- removing; read from top to bottom ---- */

static void on_removed (GObject *source, GAsyncResult *result, gpointer user_data);
static void on_looked (GObject *source, GAsyncResult *result, gpointer user_data);

static void
drop (SubletAccountKeys *self, SubletSshKey *key)
{
  gint64 id = sublet_ssh_key_get_data (key)->id;
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->keys)); i++)
    {
      g_autoptr (SubletSshKey) other = g_list_model_get_item (G_LIST_MODEL (self->keys), i);

      if (sublet_ssh_key_get_data (other)->id == id)
        {
          g_list_store_remove (self->keys, i);
          break;
        }
    }
  if (sublet_account_keys_is_own (self, key))
    sublet_account_keys_set_registration (self, SUBLET_KEY_REGISTRATION_MISSING, NULL);
}

/* It is not gone after all. */
static void
fail (SubletAccountKeys *self, GTask *task, GError *error)
{
  Change *change = g_task_get_task_data (task);

  if (is_current (task) && sublet_account_keys_is_own (self, change->key))
    self->taken_away = false;
  g_task_return_error (task, error);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletAccountKeys *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (sublet_client_delete_ssh_key_finish (SUBLET_CLIENT (source), result, &error) ||
      g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      if (is_current (task))
        {
          drop (self, change->key);
          sublet_account_keys_list (self);
        }
      g_task_return_boolean (task, TRUE);
    }
  else if (is_current (task) && g_error_matches (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN))
    {
      change->unclear = error;
      sublet_client_list_ssh_keys_async (self->client,
                                         change->cancellable,
                                         on_looked,
                                         g_steal_pointer (&task));
    }
  else
    {
      fail (self, task, error);
    }
}

static bool
has_id (const SubletSshKeyListing *listing, gint64 id)
{
  guint i;

  for (i = 0; i < listing->keys->len; i++)
    {
      if (sublet_ssh_key_get_data (g_ptr_array_index (listing->keys, i))->id == id)
        return true;
    }

  return false;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SubletAccountKeys *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshKeyListing)
    listing = sublet_client_list_ssh_keys_finish (SUBLET_CLIENT (source), result, &error);
  bool there = listing == NULL || has_id (listing, sublet_ssh_key_get_data (change->key)->id);

  if (error != NULL)
    g_info ("Whether the SSH key was removed: %s", error->message);
  if (there)
    {
      fail (self, task, g_steal_pointer (&change->unclear));
      return;
    }

  if (is_current (task))
    {
      drop (self, change->key);
      sublet_account_keys_take_list (self, listing);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * sublet_account_keys_remove_async:
 * @self: account keys
 * @key: one of the list
 * @callback: called when it is known what became of it
 * @user_data: for @callback
 *
 * Instances made from now on do not accept it; those that have it keep it. Sublet's own stays away
 * until it is added again, by sublet_account_keys_register(), or for a rental that is begun with it
 * as its own; until the next start; or until another API key is in use.
 */
void
sublet_account_keys_remove_async (SubletAccountKeys *self,
                                  SubletSshKey *key,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Change *change;

  g_return_if_fail (SUBLET_IS_ACCOUNT_KEYS (self));
  g_return_if_fail (SUBLET_IS_SSH_KEY (key));

  task = new_task (self, sublet_account_keys_remove_async, callback, user_data);
  if (task == NULL)
    return;

  change = g_task_get_task_data (task);
  change->key = g_object_ref (key);
  /* Before it goes out: a check that is under way must not put it back. */
  if (sublet_account_keys_is_own (self, key))
    self->taken_away = true;
  sublet_client_delete_ssh_key_async (self->client,
                                      sublet_ssh_key_get_data (key)->id,
                                      change->cancellable,
                                      on_removed,
                                      g_object_ref (task));
}

/**
 * sublet_account_keys_remove_finish:
 * @self: account keys
 * @result: what the callback got
 * @error: SUBLET_ERROR_FORBIDDEN, SUBLET_ERROR_OUTCOME_UNKNOWN when it may be there or not, and
 *   others
 *
 * Returns: whether the account has it no more
 */
gboolean
sublet_account_keys_remove_finish (SubletAccountKeys *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
