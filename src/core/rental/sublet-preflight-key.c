/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/base/sublet-cancel.h"
#include "core/rental/sublet-rental-engine-create.h"
#include "core/rental/sublet-rental-engine-keys.h"
#include "core/ssh/sublet-key-survey.h"

/*
 * A request with an SSH key of its own: whether there is such a key, and it can be signed with, is
 * known before anything is rented. Else an instance would bill that nobody gets into, for no other
 * key takes its place.
 */

typedef struct
{
  GWeakRef preflight;
  GCancellable *look; /* (owned): to be told from a later one */
} Look;

static void
look_free (Look *look)
{
  g_weak_ref_clear (&look->preflight);
  g_object_unref (look->look);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (SubletPreflight) self = g_weak_ref_get (&look->preflight);
  g_autoptr (SubletKeySurvey) survey = sublet_key_survey_finish (result, NULL);
  g_autoptr (SubletKeyChoice) choice = NULL;
  SubletKeyProblem problem = SUBLET_KEY_PROBLEM_NONE;
  const SubletKeyFacts *facts;

  /* The only error is that nobody waits for it. */
  if (self == NULL || survey == NULL || self->key_look != look->look)
    return;

  choice = sublet_key_choice_parse (self->key_text, NULL);
  facts = sublet_key_survey_find (survey, choice, &problem);
  g_clear_error (&self->key_error);
  if (problem != SUBLET_KEY_PROBLEM_NONE)
    sublet_key_problem_set_error (&self->key_error, problem, facts != NULL ? facts->detail : NULL);
  g_free (self->key_name);
  self->key_name =
    facts != NULL ? g_strdup (facts->comment != NULL ? facts->comment : facts->fingerprint) : NULL;
  self->key_known = true;
  sublet_preflight_look (self);
}

static const char *
get_agent_path (SubletPreflight *self)
{
  SubletIdentityStore *store = sublet_rental_engine_get_identity_store (self->engine);

  return store != NULL ? sublet_identity_store_get_agent_path (store) : NULL;
}

/* Once a window: what the account loses while it is open, the click finds. */
static void
look_for_account_key (SubletPreflight *self, SubletLaunch *launch)
{
  SubletAccountKeys *keys = self->engine->account_keys;

  if (keys == NULL || self->account_key_asked || !sublet_engine_needs_account_key (launch))
    return;

  self->account_key_asked = true;
  sublet_account_keys_check (keys, SUBLET_ENGINE_FRESH_US);
}

/**
 * sublet_preflight_read_key: (skip)
 * @self: a preflight
 *
 * Looks at the request's own key, if it has one, else for the one of Preferences on the account.
 * What was found of the same own one stands meanwhile.
 */
void
sublet_preflight_read_key (SubletPreflight *self)
{
  SubletLaunch *launch = sublet_rental_request_get_launch (self->request);
  const char *text = sublet_launch_get_mode (launch) == SUBLET_LAUNCH_MODE_ARGS
                       ? NULL
                       : sublet_launch_get_ssh_key (launch);
  g_autoptr (SubletKeyChoice) choice = text != NULL ? sublet_key_choice_parse (text, NULL) : NULL;
  Look *look;

  if (g_strcmp0 (self->key_text, text) != 0)
    {
      g_free (self->key_text);
      self->key_text = g_strdup (text);
      g_clear_pointer (&self->key_name, g_free);
      g_clear_error (&self->key_error);
      self->key_known = false;
    }
  sublet_cancel_clear (&self->key_look);
  look_for_account_key (self, launch);
  /* What is no choice is told by the fields. */
  if (choice == NULL)
    return;
  if (sublet_key_choice_get_kind (choice) == SUBLET_KEY_CHOICE_OWN)
    {
      g_free (self->key_name);
      self->key_name = g_strdup ("");
      self->key_known = true;
      return;
    }

  self->key_look = g_cancellable_new ();
  look = g_new0 (Look, 1);
  g_weak_ref_init (&look->preflight, self);
  look->look = g_object_ref (self->key_look);
  sublet_key_survey_choice_async (choice, get_agent_path (self), self->key_look, on_looked, look);
}

/**
 * sublet_preflight_look_at_own_key: (skip)
 * @self: a preflight of a request with an SSH key of its own
 * @finding: filled
 */
void
sublet_preflight_look_at_own_key (SubletPreflight *self, SubletPreflightFinding *finding)
{
  finding->own_key = self->key_known || self->key_look != NULL;
  if (!self->key_known || (self->key_name == NULL && self->key_error == NULL))
    return;

  finding->key_name = g_strdup (self->key_name);
  finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  if (self->key_error == NULL)
    return;
  finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  finding->error = g_error_copy (self->key_error);
}

void
sublet_preflight_drop_key (SubletPreflight *self)
{
  sublet_cancel_clear (&self->key_look);
  g_clear_pointer (&self->key_text, g_free);
  g_clear_pointer (&self->key_name, g_free);
  g_clear_error (&self->key_error);
}
