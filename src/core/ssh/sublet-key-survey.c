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
  survey->agent = sublet_key_agent_list (wanted->agent_path, &survey->agent_problem);
  g_task_return_pointer (task, survey, (GDestroyNotify) sublet_key_survey_free);
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
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->path = g_strdup (path);
  wanted->agent_path = agent_path != NULL ? g_strdup (agent_path) : sublet_key_agent_dup_path ();
  g_task_set_source_tag (task, sublet_key_survey_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  g_task_run_in_thread (task, look);
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
