/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-key-choice.h"
#include "core/ssh/sublet-key-facts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What keys of the person's there are to choose from. */
typedef struct
{
  SubletKeyFacts *file;           /* (owned) (nullable): of the file that was asked about */
  GPtrArray *agent;               /* (owned) (element-type SubletKeyFacts) */
  SubletKeyProblem agent_problem; /* why the agent has none, else NONE */
} SubletKeySurvey;

/* path: (nullable): of a file; agent_path: (nullable): NULL: as the desktop tells. */
void sublet_key_survey_async (const char *path,
                              const char *agent_path,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* Of one key alone: an agent is not asked about a file. */
void sublet_key_survey_choice_async (SubletKeyChoice *choice,
                                     const char *agent_path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* Of both. */
SubletKeySurvey *sublet_key_survey_finish (GAsyncResult *result, GError **error);
/* (transfer none) (nullable): what it says of a key; problem: (out): why that cannot be used. */
const SubletKeyFacts *sublet_key_survey_find (const SubletKeySurvey *self,
                                              SubletKeyChoice *choice,
                                              SubletKeyProblem *problem);
void sublet_key_survey_free (SubletKeySurvey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletKeySurvey, sublet_key_survey_free)

G_END_DECLS
