/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* How far a script has come, read from what it has printed so far. */
typedef struct _SubletRuntimeProgress SubletRuntimeProgress;

/* packages, network: as the script was made with. */
SubletRuntimeProgress *sublet_runtime_progress_new (GPtrArray *packages, bool network);
void sublet_runtime_progress_free (SubletRuntimeProgress *self);

/* The next piece; whether what is told is another. */
bool sublet_runtime_progress_take (SubletRuntimeProgress *self, const char *data, gsize length);

guint sublet_runtime_progress_get_done (const SubletRuntimeProgress *self);
guint sublet_runtime_progress_get_all (const SubletRuntimeProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletRuntimeProgress, sublet_runtime_progress_free)

G_END_DECLS
