/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-identity-store-private.h"

#include "core/ssh/sublet-key-agent.h"
#include "core/ssh/sublet-key-file.h"
#include "core/ssh/sublet-key-survey.h"

/* As ssh(1) does. */
#define MAX_ASKED 3

typedef struct
{
  /* input */
  SubletKeyChoice *choice; /* (owned) */
  SecretValue *passphrase; /* (owned) (nullable) */
  char *agent_path;        /* (owned) (nullable) */
  bool from_keyring;       /* the passphrase */
  guint round;
  /* output */
  char *fingerprint; /* (owned) (nullable): of a file that is locked */
} Opening;

static void
opening_free (Opening *opening)
{
  sublet_key_choice_unref (opening->choice);
  g_clear_pointer (&opening->passphrase, secret_value_unref);
  g_free (opening->agent_path);
  g_free (opening->fingerprint);
  g_free (opening);
}

/* ---- on a thread ---- */

static SubletSshIdentity *
find_in_agent (Opening *opening, GError **error)
{
  SubletKeySurvey survey = { NULL };
  g_autoptr (GPtrArray) keys = sublet_key_agent_list (opening->agent_path, &survey.agent_problem);
  const SubletKeyFacts *facts;
  SubletKeyProblem problem;

  survey.agent = keys;
  facts = sublet_key_survey_find (&survey, opening->choice, &problem);
  if (problem == SUBLET_KEY_PROBLEM_NONE)
    return sublet_ssh_identity_new_for_agent (opening->agent_path,
                                              facts->public_blob,
                                              facts->comment);

  sublet_key_problem_set_error (error, problem, facts != NULL ? facts->detail : NULL);
  return NULL;
}

/* The public half is not encrypted. */
static char *
dup_fingerprint (const char *path)
{
  g_autoptr (SubletKeyFacts) facts = sublet_key_file_read (path);

  return g_strdup (facts->fingerprint);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  SubletKeyProblem problem;
  SubletSshIdentity *identity = NULL;
  GError *error = NULL;

  switch (sublet_key_choice_get_kind (opening->choice))
    {
    case SUBLET_KEY_CHOICE_FILE:
      identity = sublet_key_file_open (sublet_key_choice_get_path (opening->choice),
                                       opening->passphrase != NULL
                                         ? secret_value_get_text (opening->passphrase)
                                         : NULL,
                                       &problem,
                                       &error);
      break;

    case SUBLET_KEY_CHOICE_AGENT:
      identity = find_in_agent (opening, &error);
      break;

    case SUBLET_KEY_CHOICE_OWN:
    case SUBLET_KEY_CHOICE_OTHER:
    default:
      sublet_key_problem_set_error (&error,
                                    SUBLET_KEY_PROBLEM_NONE,
                                    "it was chosen by another version");
      break;
    }
  if (sublet_key_problem_of_error (error) == SUBLET_KEY_PROBLEM_PASSPHRASE)
    opening->fingerprint = dup_fingerprint (sublet_key_choice_get_path (opening->choice));
  if (identity != NULL)
    g_task_return_pointer (task, identity, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* ---- what comes of it ---- */

/**
 * sublet_identity_store_set_declined: (skip)
 * @self: a fixed store
 * @declined: the person did not give the passphrase
 *
 * "locked" notifies, here and where the person looks.
 */
void
sublet_identity_store_set_declined (SubletIdentityStore *self, bool declined)
{
  g_autoptr (SubletIdentityStore) maker = NULL;

  if (self->declined == declined)
    return;

  self->declined = declined;
  g_object_notify (G_OBJECT (self), "locked");
  maker = sublet_identity_store_ref_maker (self);
  if (maker != NULL)
    g_object_notify (G_OBJECT (maker), "locked");
}

static void
decline (SubletIdentityStore *self)
{
  g_autoptr (GError) error = NULL;

  self->to_keep = false;
  sublet_identity_store_set_declined (self, true);
  sublet_key_problem_set_error (&error, SUBLET_KEY_PROBLEM_PASSPHRASE, NULL);
  sublet_identity_store_end_waiting (self, error);
}

void
sublet_identity_store_ask_person (SubletIdentityStore *self)
{
  guint signal_id = g_signal_lookup ("ask-passphrase", SUBLET_TYPE_IDENTITY_STORE);
  g_autoptr (SubletIdentityStore) maker = sublet_identity_store_ref_maker (self);

  if (maker == NULL || self->n_asked >= MAX_ASKED ||
      !g_signal_has_handler_pending (maker, signal_id, 0, FALSE))
    {
      decline (self);
      return;
    }

  self->asking = true;
  g_signal_emit (maker,
                 signal_id,
                 0,
                 sublet_key_choice_get_path (self->choice),
                 self->n_asked++ > 0,
                 self);
}

/* One of the keyring's that is wrong now is of an earlier passphrase. */
static void
go_on_locked (SubletIdentityStore *self, Opening *opening)
{
  if (opening->from_keyring)
    sublet_identity_store_drop_kept (self);
  if (opening->passphrase != NULL || opening->fingerprint == NULL ||
      !sublet_identity_store_ask_keyring (self, opening->fingerprint))
    sublet_identity_store_ask_person (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletIdentityStore *self = SUBLET_IDENTITY_STORE (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity) identity = g_task_propagate_pointer (G_TASK (result), &error);

  if (opening->round != self->n_choices)
    return;

  self->opening = false;
  if (identity != NULL)
    {
      self->n_asked = 0;
      if (self->to_keep && opening->passphrase != NULL && !opening->from_keyring)
        sublet_identity_store_keep (self, identity, opening->passphrase);
      self->to_keep = false;
      g_set_object (&self->chosen, identity);
      sublet_identity_store_end_waiting (self, NULL);
    }
  else if (sublet_key_problem_of_error (error) == SUBLET_KEY_PROBLEM_PASSPHRASE)
    {
      go_on_locked (self, opening);
    }
  else
    {
      g_info ("%s", error->message);
      sublet_identity_store_end_waiting (self, error);
    }
}

static char *
dup_agent_path (SubletIdentityStore *self)
{
  g_autoptr (SubletIdentityStore) maker = sublet_identity_store_ref_maker (self);

  return maker != NULL && maker->agent_path != NULL ? g_strdup (maker->agent_path)
                                                    : sublet_key_agent_dup_path ();
}

/**
 * sublet_identity_store_open: (skip)
 * @self: a store that is fixed on a key of the person's
 * @passphrase: (nullable): what they typed, or the keyring kept
 * @from_keyring: whether it did
 *
 * Unless that is under way, or they declined: then who waits is told so.
 */
void
sublet_identity_store_open (SubletIdentityStore *self, SecretValue *passphrase, bool from_keyring)
{
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  if (self->declined)
    {
      decline (self);
      return;
    }
  if (self->opening || self->asking)
    return;

  task = g_task_new (self, NULL, on_opened, NULL);
  opening = g_new0 (Opening, 1);
  opening->choice = sublet_key_choice_ref (self->choice);
  opening->passphrase = passphrase != NULL ? secret_value_ref (passphrase) : NULL;
  opening->agent_path = dup_agent_path (self);
  opening->from_keyring = from_keyring;
  opening->round = self->n_choices;
  self->opening = true;
  g_task_set_source_tag (task, sublet_identity_store_open);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  g_task_run_in_thread (task, open_in_thread);
}

/* ---- what the person says ---- */

/**
 * sublet_identity_store_answer:
 * @self: the store that asked, or the one that told of it
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

  if (!self->fixed && self->opener != NULL)
    {
      sublet_identity_store_answer (self->opener, passphrase);
      return;
    }
  if (!self->asking)
    return;

  self->asking = false;
  self->to_keep = false;
  if (passphrase != NULL)
    sublet_identity_store_open (self, passphrase, false);
  else
    decline (self);
}
