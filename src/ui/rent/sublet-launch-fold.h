/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LAUNCH_FOLD (sublet_launch_fold_get_type ())

/*
 * Launch mode, environment and ports, folded away; folded, it says what is set. Signal: "changed".
 */
G_DECLARE_FINAL_TYPE (SubletLaunchFold, sublet_launch_fold, SUBLET, LAUNCH_FOLD, AdwExpanderRow)

/* Starts afresh; emits nothing. */
void sublet_launch_fold_fill (SubletLaunchFold *self, SubletLaunch *launch);
void sublet_launch_fold_write (SubletLaunchFold *self, SubletLaunch *launch);
/* Marks what is wrong with a launch that was written here; returns the first sentence about it. */
const char *sublet_launch_fold_check (SubletLaunchFold *self, SubletLaunch *launch);
/* How many ports the machine can map; -1: it does not say. */
void sublet_launch_fold_set_direct_ports (SubletLaunchFold *self, int count);
void sublet_launch_fold_set_account_secrets (SubletLaunchFold *self, const char *const *names);
/* narrow: long texts get a line of their own; tight: everything does. */
void sublet_launch_fold_set_narrow (SubletLaunchFold *self, gboolean narrow, gboolean tight);

G_END_DECLS
