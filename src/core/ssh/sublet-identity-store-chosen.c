/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-agent.h"
#include "core/ssh/sublet-key-file.h"

/* As ssh(1) does. */
#define MAX_ASKED 3

typedef struct
{
  /* input */
  SubletKeyChoice *choice; /* (owned) */
  SecretValue *passphrase; /* (owned) (nullable) */
  char *agent_path;        /* (owned) (nullable) */
  guint n_choices;
} Opening;

static void
opening_free (Opening *opening)
{
  sublet_key_choice_unref (opening->choice);
  g_clear_pointer (&opening->passphrase, secret_value_unref);
  g_free (opening->agent_path);
  g_free (opening);
}

static void open_chosen (SubletIdentityStore *self, SecretValue *passphrase);

/* ---- on a thread ---- */

static SubletSshIdentity *
find_in_agent (Opening *opening, GError **error)
{
  const char *wanted = sublet_key_choice_get_fingerprint (opening->choice);
  SubletKeyProblem problem;
  g_autoptr (GPtrArray) keys = sublet_key_agent_list (opening->agent_path, &problem);
  guint i;

  for (i = 0; i < keys->len; i++)
    {
      const SubletKeyFacts *facts = g_ptr_array_index (keys, i);

      if (g_strcmp0 (facts->fingerprint, wanted) != 0)
        continue;
      if (facts->problem == SUBLET_KEY_PROBLEM_NONE)
        return sublet_ssh_identity_new_for_agent (opening->agent_path,
                                                  facts->public_blob,
                                                  facts->comment);
      sublet_key_problem_set_error (error, facts->problem, facts->detail);
      return NULL;
    }

  sublet_key_problem_set_error (error,
                                problem != SUBLET_KEY_PROBLEM_NONE
                                  ? problem
                                  : SUBLET_KEY_PROBLEM_AGENT_OTHERS,
                                NULL);
  return NULL;
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  SubletKeyProblem problem;
  SubletSshIdentity *identity;
  GError *error = NULL;

  if (sublet_key_choice_get_kind (opening->choice) == SUBLET_KEY_CHOICE_AGENT)
    identity = find_in_agent (opening, &error);
  else
    identity = sublet_key_file_open (sublet_key_choice_get_path (opening->choice),
                                     opening->passphrase != NULL
                                       ? secret_value_get_text (opening->passphrase)
                                       : NULL,
                                     &problem,
                                     &error);
  if (identity != NULL)
    g_task_return_pointer (task, identity, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* ---- what comes of it ---- */

static void
end_waiting (SubletIdentityStore *self, const GError *error)
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

static void
set_declined (SubletIdentityStore *self, bool declined)
{
  if (self->declined == declined)
    return;

  self->declined = declined;
  g_object_notify (G_OBJECT (self), "locked");
}

static void
decline (SubletIdentityStore *self)
{
  g_autoptr (GError) error = NULL;

  set_declined (self, true);
  sublet_key_problem_set_error (&error, SUBLET_KEY_PROBLEM_PASSPHRASE, NULL);
  end_waiting (self, error);
}

static void
ask (SubletIdentityStore *self)
{
  guint signal_id = g_signal_lookup ("ask-passphrase", SUBLET_TYPE_IDENTITY_STORE);

  if (self->n_asked >= MAX_ASKED || !g_signal_has_handler_pending (self, signal_id, 0, FALSE))
    {
      decline (self);
      return;
    }

  self->asking = true;
  g_signal_emit (self,
                 signal_id,
                 0,
                 sublet_key_choice_get_path (self->choice),
                 self->n_asked++ > 0);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletIdentityStore *self = SUBLET_IDENTITY_STORE (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity) identity = g_task_propagate_pointer (G_TASK (result), &error);

  if (opening->n_choices != self->n_choices)
    return;

  self->opening = false;
  if (identity != NULL)
    {
      self->n_asked = 0;
      g_set_object (&self->chosen, identity);
      end_waiting (self, NULL);
    }
  else if (sublet_key_problem_of_error (error) == SUBLET_KEY_PROBLEM_PASSPHRASE)
    {
      ask (self);
    }
  else
    {
      g_info ("%s", error->message);
      end_waiting (self, error);
    }
}

static void
open_chosen (SubletIdentityStore *self, SecretValue *passphrase)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_opened, NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->choice = sublet_key_choice_ref (self->choice);
  opening->passphrase = passphrase != NULL ? secret_value_ref (passphrase) : NULL;
  opening->agent_path = self->agent_path != NULL ? g_strdup (self->agent_path)
                                                 : sublet_key_agent_dup_path ();
  opening->n_choices = self->n_choices;
  self->opening = true;
  g_task_set_source_tag (task, open_chosen);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_in_thread);
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
  if (self->chosen != NULL)
    end_waiting (self, NULL);
  else if (self->declined)
    decline (self);
  else if (!self->opening && !self->asking)
    open_chosen (self, NULL);
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
 * is answered by nobody any more.
 */
void
sublet_identity_store_set_choice (SubletIdentityStore *self, SubletKeyChoice *choice)
{
  GQueue tasks;
  GTask *task;

  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));
  g_return_if_fail (choice != NULL);

  if (sublet_key_choice_equal (self->choice, choice))
    return;

  sublet_key_choice_ref (choice);
  sublet_key_choice_unref (self->choice);
  self->choice = choice;
  self->n_choices++;
  self->opening = false;
  self->asking = false;
  self->n_asked = 0;
  set_declined (self, false);
  g_clear_object (&self->chosen);
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
 * sublet_identity_store_set_agent_path:
 * @self: a store
 * @path: (type filename): where an agent listens, instead of where the desktop says
 */
void
sublet_identity_store_set_agent_path (SubletIdentityStore *self, const char *path)
{
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  g_free (self->agent_path);
  self->agent_path = g_strdup (path);
}

/**
 * sublet_identity_store_answer:
 * @self: a store that asked
 * @passphrase: (nullable): what the person typed; NULL: they do not give it
 *
 * A wrong one is asked for again, three times in all. After that, or without one, whoever waits
 * gets SUBLET_ERROR_SSH_KEY, and nobody is asked again until sublet_identity_store_unlock(). The
 * store keeps nothing of it.
 */
void
sublet_identity_store_answer (SubletIdentityStore *self, SecretValue *passphrase)
{
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  if (!self->asking)
    return;

  self->asking = false;
  if (passphrase != NULL)
    open_chosen (self, passphrase);
  else
    decline (self);
}

/**
 * sublet_identity_store_get_locked:
 * @self: a store
 *
 * "locked" notifies.
 *
 * Returns: whether the file that was chosen needs a passphrase that the person did not give
 */
gboolean
sublet_identity_store_get_locked (SubletIdentityStore *self)
{
  g_return_val_if_fail (SUBLET_IS_IDENTITY_STORE (self), FALSE);

  return self->declined;
}

/**
 * sublet_identity_store_unlock:
 * @self: a store
 *
 * Opens the key that was chosen, and asks for its passphrase anew. Nothing happens while it is open
 * or being asked for.
 */
void
sublet_identity_store_unlock (SubletIdentityStore *self)
{
  g_return_if_fail (SUBLET_IS_IDENTITY_STORE (self));

  if (!self->asking)
    self->n_asked = 0;
  set_declined (self, false);
  sublet_identity_store_load_async (self, NULL, NULL, NULL);
}
