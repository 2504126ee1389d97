/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

#include "core/base/sublet-error.h"

/* ---- Sublet's own, for one ---- */

static void
on_own_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SubletSshIdentity *identity = g_task_propagate_pointer (G_TASK (result), &error);

  if (identity != NULL)
    g_task_return_pointer (task, identity, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * sublet_identity_store_look_up_at_maker: (skip)
 * @task: (transfer full): of who wants Sublet's own key from a store that is fixed on it
 */
void
sublet_identity_store_look_up_at_maker (GTask *task)
{
  g_autoptr (SubletIdentityStore)
    maker = sublet_identity_store_ref_maker (g_task_get_source_object (task));
  GTask *own;

  if (maker == NULL)
    {
      g_task_return_new_error (task, SUBLET_ERROR, SUBLET_ERROR_FAILED, "the key store is closed");
      g_object_unref (task);
      return;
    }

  own = g_task_new (maker, g_task_get_cancellable (task), on_own_loaded, task);
  g_task_set_source_tag (own, sublet_identity_store_look_up_at_maker);
  sublet_identity_store_look_up (own);
}

/* ---- makers and those that they made ---- */

void
sublet_identity_store_init_fixed (SubletIdentityStore *self)
{
  g_weak_ref_init (&self->maker, NULL);
  self->fixed_stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* The maker's list is for finding them alone: a key is closed with the last rental that wants it.
 */
void
sublet_identity_store_dispose_fixed (SubletIdentityStore *self)
{
  g_autoptr (SubletIdentityStore) maker = sublet_identity_store_ref_maker (self);
  g_autofree char *name = NULL;

  if (maker != NULL)
    {
      name = sublet_key_choice_to_string (self->choice);
      g_hash_table_remove (maker->fixed_stores, name);
      if (self->declined)
        g_object_notify (G_OBJECT (maker), "locked");
    }
  g_weak_ref_set (&self->maker, NULL);
  self->declined = false;
  g_hash_table_remove_all (self->fixed_stores);
  g_clear_object (&self->kept);
}

SubletIdentityStore *
sublet_identity_store_ref_maker (SubletIdentityStore *self)
{
  return g_weak_ref_get (&self->maker);
}

/* Who gave up stands there until there is an answer. */
static guint
count_waiting (SubletIdentityStore *self)
{
  GList *link;
  guint n = 0;

  for (link = self->waiting.head; link != NULL; link = link->next)
    n += !g_cancellable_is_cancelled (g_task_get_cancellable (link->data));

  return n;
}

static void
withdraw (SubletIdentityStore *self, const char *why)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, why);

  if (self->asking)
    g_signal_emit_by_name (self, "question-withdrawn");
  self->n_choices++;
  self->opening = false;
  self->asking = false;
  self->n_asked = 0;
  self->kept_asked = false;
  self->to_keep = false;
  sublet_identity_store_end_waiting (self, error);
}

static gboolean
on_waiter_gone (gpointer user_data)
{
  SubletIdentityStore *self = user_data;

  if (self->asking && count_waiting (self) == 0)
    withdraw (self, "nobody waits for it");

  return G_SOURCE_REMOVE;
}

/* Later: whoever gives up may wait anew at once, and the person types already. */
static void
on_waiter_cancelled (SubletIdentityStore *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_waiter_gone, g_object_ref (self), g_object_unref);
}

/**
 * sublet_identity_store_watch_waiter: (skip)
 * @self: a fixed store
 * @task: of who waits for it
 *
 * When nobody waits any more, a question that stands is withdrawn.
 */
void
sublet_identity_store_watch_waiter (SubletIdentityStore *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    g_signal_connect_object (cancellable,
                             "cancelled",
                             G_CALLBACK (on_waiter_cancelled),
                             self,
                             G_CONNECT_SWAPPED);
}

/**
 * sublet_identity_store_withdraw: (skip)
 * @self: a fixed store whose maker waited for it, and does no longer
 *
 * Where nobody else waits the question is nobody's any more. What a rental waits for stands, and
 * that a person did not give the passphrase holds for a rental that has this key.
 */
void
sublet_identity_store_withdraw (SubletIdentityStore *self)
{
  if (count_waiting (self) == 1)
    withdraw (self, "another key was chosen");
}

/**
 * sublet_identity_store_ref_fixed:
 * @self: a store whose choice may change
 * @choice: which key signs in
 *
 * The same one for the same choice, as long as somebody holds it. Its key is opened once for all
 * who want it, @self among them. Where it asks for a passphrase, @self emits "ask-passphrase".
 *
 * Returns: (transfer full): a store with this choice for good
 */
SubletIdentityStore *
sublet_identity_store_ref_fixed (SubletIdentityStore *self, SubletKeyChoice *choice)
{
  g_autofree char *name = NULL;
  SubletIdentityStore *store;

  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), NULL);
  g_return_val_if_fail (!self->fixed, NULL);
  g_return_val_if_fail (choice != NULL, NULL);

  name = sublet_key_choice_to_string (choice);
  store = g_hash_table_lookup (self->fixed_stores, name);
  if (store != NULL)
    return g_object_ref (store);

  store = g_object_new (SUBLET_TYPE_IDENTITY_STORE, NULL);
  store->fixed = true;
  sublet_key_choice_unref (store->choice);
  store->choice = sublet_key_choice_ref (choice);
  g_weak_ref_set (&store->maker, self);
  g_hash_table_insert (self->fixed_stores, g_steal_pointer (&name), store);

  return store;
}

/**
 * sublet_identity_store_get_fixed:
 * @self: a store
 *
 * Returns: whether it was made by sublet_identity_store_ref_fixed()
 */
gboolean
sublet_identity_store_get_fixed (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), FALSE);

  return self->fixed;
}

/* ---- what is locked ---- */

/**
 * sublet_identity_store_get_locked:
 * @self: a store
 *
 * "locked" notifies.
 *
 * Returns: whether the file that was chosen, here or for a rental, needs a passphrase that the
 * person did not give
 */
gboolean
sublet_identity_store_get_locked (SubletIdentityStore *self)
{
  GHashTableIter iter;
  gpointer store;

  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), FALSE);

  if (self->declined)
    return TRUE;
  g_hash_table_iter_init (&iter, self->fixed_stores);
  while (g_hash_table_iter_next (&iter, NULL, &store))
    {
      if (((SubletIdentityStore *) store)->declined)
        return TRUE;
    }

  return FALSE;
}

/* Nobody waits for it by that alone: a question that nobody else waits for can be withdrawn. */
static void
unlock_fixed (SubletIdentityStore *self)
{
  if (!self->asking)
    self->n_asked = 0;
  if (!self->declined)
    return;
  self->kept_asked = false;
  sublet_identity_store_set_declined (self, false);
  sublet_identity_store_open (self, NULL, false);
}

/**
 * sublet_identity_store_unlock:
 * @self: a store
 *
 * Opens the key that was chosen, and asks for its passphrase anew; so with those of rentals that
 * are locked. Nothing happens while it is open or being asked for.
 */
void
sublet_identity_store_unlock (SubletIdentityStore *self)
{
  g_autoptr (GPtrArray) stores = NULL;
  GHashTableIter iter;
  gpointer store;
  guint i;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  if (self->fixed)
    {
      unlock_fixed (self);
      return;
    }

  /* Opening one may end the last that held another. */
  stores = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->fixed_stores);
  while (g_hash_table_iter_next (&iter, NULL, &store))
    g_ptr_array_add (stores, g_object_ref (store));
  for (i = 0; i < stores->len; i++)
    unlock_fixed (g_ptr_array_index (stores, i));
  sublet_identity_store_load_async (self, NULL, NULL, NULL);
}
