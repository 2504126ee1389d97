/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-survey.h"

#include "core/ssh/sublet-key-agent.h"
#include "core/ssh/sublet-key-file.h"

typedef struct
{
  char *path;       /* (owned) (nullable) */
  char *agent_path; /* (owned) (nullable) */
  bool file_only;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->path);
  g_free (wanted->agent_path);
  g_free (wanted);
}

static void
look (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Wanted *wanted = task_data;
  SubletKeySurvey *survey = g_new0 (SubletKeySurvey, 1);

  if (wanted->path != NULL)
    survey->file = sublet_key_file_read (wanted->path);
  if (wanted->file_only)
    survey->agent = g_ptr_array_new ();
  else
    survey->agent = sublet_key_agent_list (wanted->agent_path, &survey->agent_problem);
  g_task_return_pointer (task, survey, (GDestroyNotify) sublet_key_survey_free);
}

static void
survey_async (const char *path,
              bool file_only,
              const char *agent_path,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->path = g_strdup (path);
  wanted->file_only = file_only;
  wanted->agent_path = agent_path != NULL ? g_strdup (agent_path) : sublet_key_agent_dup_path ();
  g_task_set_source_tag (task, sublet_key_survey_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  g_task_run_in_thread (task, look);
}

/**
 * sublet_key_survey_async:
 * @path: (type filename) (nullable): a file with a private key, which is not opened
 * @agent_path: (type filename) (nullable): where the agent listens; NULL: where the desktop says
 * @cancellable: (nullable): to stop waiting
 * @callback: called with what there is
 * @user_data: for @callback
 */
void
sublet_key_survey_async (const char *path,
                         const char *agent_path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  survey_async (path, false, agent_path, cancellable, callback, user_data);
}

/**
 * sublet_key_survey_choice_async:
 * @choice: a key of the person's
 * @agent_path: (type filename) (nullable): where the agent listens; NULL: where the desktop says
 * @cancellable: (nullable): to stop waiting
 * @callback: called with what there is of that key
 * @user_data: for @callback
 */
void
sublet_key_survey_choice_async (SubletKeyChoice *choice,
                                const char *agent_path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  const char *path = sublet_key_choice_get_path (choice);

  survey_async (path, path != NULL, agent_path, cancellable, callback, user_data);
}

/**
 * sublet_key_survey_find:
 * @self: what there is
 * @choice: a key
 * @problem: (out): why it cannot be used; NONE also of one that was not looked at
 *
 * Returns: (transfer none) (nullable): what it says of it
 */
const SubletKeyFacts *
sublet_key_survey_find (const SubletKeySurvey *self,
                        SubletKeyChoice *choice,
                        SubletKeyProblem *problem)
{
  const SubletKeyFacts *facts = NULL;
  guint i;

  *problem = SUBLET_KEY_PROBLEM_NONE;
  switch (sublet_key_choice_get_kind (choice))
    {
    case SUBLET_KEY_CHOICE_FILE:
      facts = self->file;
      break;
    case SUBLET_KEY_CHOICE_AGENT:
      for (i = 0; i < self->agent->len && facts == NULL; i++)
        {
          const SubletKeyFacts *one = g_ptr_array_index (self->agent, i);

          if (g_strcmp0 (one->fingerprint, sublet_key_choice_get_fingerprint (choice)) == 0)
            facts = one;
        }
      if (facts == NULL)
        *problem = self->agent_problem != SUBLET_KEY_PROBLEM_NONE ? self->agent_problem
                                                                  : SUBLET_KEY_PROBLEM_AGENT_OTHERS;
      break;
    case SUBLET_KEY_CHOICE_OTHER:
    case SUBLET_KEY_CHOICE_OWN:
    default:
      break;
    }
  if (facts != NULL)
    *problem = facts->problem;

  return facts;
}

/**
 * sublet_key_survey_finish:
 * @result: what the callback got
 * @error: G_IO_ERROR_CANCELLED, and no other
 *
 * Returns: (transfer full): what there is, NULL on error
 */
SubletKeySurvey *
sublet_key_survey_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sublet_key_survey_free (SubletKeySurvey *self)
{
  g_clear_pointer (&self->file, sublet_key_facts_free);
  g_ptr_array_unref (self->agent);
  g_free (self);
}
