/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

/* ---- who waits for it ---- */

/**
 * sublet_identity_store_end_waiting: (skip)
 * @self: a store
 * @error: (nullable): why there is no key; NULL: it is open
 */
void
sublet_identity_store_end_waiting (SubletIdentityStore *self, const GError *error)
{
  GQueue tasks = self->waiting;
  GTask *task;

  g_queue_init (&self->waiting);
  while ((task = g_queue_pop_head (&tasks)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_object_ref (self->chosen), g_object_unref);
      g_object_unref (task);
    }
}

typedef struct
{
  SubletIdentityStore *self; /* (owned) */
  guint n_choices;
} Use;

static void
on_opener_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Use *use = user_data;
  g_autoptr (SubletIdentityStore) self = use->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity)
    identity = sublet_identity_store_load_finish (SUBLET_IDENTITY_STORE (source), result, &error);

  if (use->n_choices != self->n_choices)
    return;

  self->opening = false;
  if (identity != NULL)
    g_set_object (&self->chosen, identity);
  sublet_identity_store_end_waiting (self, error);
}

/**
 * sublet_identity_store_use_opener: (skip)
 * @self: a store whose choice may change, with a key of the person's chosen
 *
 * Has it opened, unless that is under way.
 */
void
sublet_identity_store_use_opener (SubletIdentityStore *self)
{
  Use *use;

  if (self->opening)
    return;

  if (self->opener == NULL)
    self->opener = sublet_identity_store_ref_fixed (self, self->choice);
  use = g_new0 (Use, 1);
  use->self = g_object_ref (self);
  use->n_choices = self->n_choices;
  self->opening = true;
  sublet_identity_store_load_async (self->opener, NULL, on_opener_loaded, use);
}

void
sublet_identity_store_init_chosen (SubletIdentityStore *self)
{
  self->choice = sublet_key_choice_new_own ();
  g_queue_init (&self->waiting);
}

void
sublet_identity_store_dispose_chosen (SubletIdentityStore *self)
{
  /* Each who waits holds the store. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_object (&self->opener);
  g_clear_object (&self->chosen);
}

/**
 * sublet_identity_store_wait_for_chosen: (skip)
 * @self: a store for which a key of the person's is chosen
 * @task: (transfer full): of who wants it
 */
void
sublet_identity_store_wait_for_chosen (SubletIdentityStore *self, GTask *task)
{
  g_queue_push_tail (&self->waiting, task);
  if (self->fixed)
    sublet_identity_store_watch_waiter (self, task);
  if (self->chosen != NULL)
    sublet_identity_store_end_waiting (self, NULL);
  else if (self->fixed)
    sublet_identity_store_open (self, NULL, false);
  else
    sublet_identity_store_use_opener (self);
}

/**
 * sublet_identity_store_get_choice:
 * @self: a store
 *
 * Returns: (transfer none): which key signs in
 */
SubletKeyChoice *
sublet_identity_store_get_choice (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), NULL);

  return self->choice;
}

/**
 * sublet_identity_store_set_choice:
 * @self: a store
 * @choice: which key signs in from now on
 *
 * What is connected stays so. Who waits for the key gets the new one; a question for a passphrase
 * is answered by nobody any more, unless a rental has this key as its own.
 */
void
sublet_identity_store_set_choice (SubletIdentityStore *self, SubletKeyChoice *choice)
{
  GQueue tasks;
  GTask *task;
  bool waited;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));
  g_return_if_fail (!self->fixed);
  g_return_if_fail (choice != NULL);

  if (sublet_key_choice_equal (self->choice, choice))
    return;

  sublet_key_choice_ref (choice);
  sublet_key_choice_unref (self->choice);
  self->choice = choice;
  self->n_choices++;
  waited = self->opening;
  self->opening = false;
  g_clear_object (&self->chosen);
  if (self->opener != NULL && waited)
    sublet_identity_store_withdraw (self->opener);
  g_clear_object (&self->opener);
  tasks = self->waiting;
  g_queue_init (&self->waiting);
  g_object_notify (G_OBJECT (self), "choice");
  while ((task = g_queue_pop_head (&tasks)) != NULL)
    {
      if (sublet_key_choice_get_kind (self->choice) == SUBLET_KEY_CHOICE_OWN)
        sublet_identity_store_look_up (task);
      else
        sublet_identity_store_wait_for_chosen (self, task);
    }
}

/**
 * sublet_identity_store_get_agent_path:
 * @self: a store
 *
 * Returns: (transfer none) (type filename) (nullable): where an agent is asked; NULL: where the
 *   desktop says
 */
const char *
sublet_identity_store_get_agent_path (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), NULL);

  return self->agent_path;
}

/**
 * sublet_identity_store_set_agent_path:
 * @self: a store
 * @path: (type filename): where an agent listens, instead of where the desktop says
 */
void
sublet_identity_store_set_agent_path (SubletIdentityStore *self, const char *path)
{
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));
  g_return_if_fail (!self->fixed);

  g_free (self->agent_path);
  self->agent_path = g_strdup (path);
}
