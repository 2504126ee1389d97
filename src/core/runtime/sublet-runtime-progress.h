/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* How far a script has come, read from what it has printed so far. */
typedef struct _SubletRuntimeProgress SubletRuntimeProgress;

/* How far it is with one thing that is shown. */
typedef enum
{
  SUBLET_RUNTIME_STAGE_WAITING,
  SUBLET_RUNTIME_STAGE_RUNNING, /* it was asked, and what it is told by has not all come */
  SUBLET_RUNTIME_STAGE_DONE,    /* what a report of the same output says of it stays so */
} SubletRuntimeStage;

/* packages, network: as the script was made with. */
SubletRuntimeProgress *sublet_runtime_progress_new (GPtrArray *packages, bool network);
void sublet_runtime_progress_free (SubletRuntimeProgress *self);

/* The next piece; whether what is told is another. */
bool sublet_runtime_progress_take (SubletRuntimeProgress *self, const char *data, gsize length);

guint sublet_runtime_progress_get_done (const SubletRuntimeProgress *self);
guint sublet_runtime_progress_get_all (const SubletRuntimeProgress *self);

SubletRuntimeStage sublet_runtime_progress_get_topic (const SubletRuntimeProgress *self,
                                                      SubletRuntimeTopic topic);
/* As sublet_runtime_report_get_package() counts them. */
SubletRuntimeStage sublet_runtime_progress_get_package (const SubletRuntimeProgress *self,
                                                        guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimeProgress, sublet_runtime_progress_free)

G_END_DECLS
