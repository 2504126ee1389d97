/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ONSTART_FOLD (sublet_onstart_fold_get_type ())

/*
 * The on-start script in an editor, folded away; folded, it says how long the script is. Signal:
 * "changed".
 */
G_DECLARE_FINAL_TYPE (SubletOnstartFold, sublet_onstart_fold, SUBLET, ONSTART_FOLD, AdwExpanderRow)

/* Starts afresh; emits nothing. */
void sublet_onstart_fold_fill (SubletOnstartFold *self, SubletLaunch *launch);
void sublet_onstart_fold_write (SubletOnstartFold *self, SubletLaunch *launch);
/* Marks what is wrong with a launch that was written here; returns the sentence about it. */
const char *sublet_onstart_fold_check (SubletOnstartFold *self, SubletLaunch *launch);

G_END_DECLS
