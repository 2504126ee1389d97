/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

G_BEGIN_DECLS

/*
 * The sentences about what runs on an instance and how it is reached. Pure functions of values, so
 * that each sentence has a test. All return new text. None has a secret in it: of the environment
 * and of a login they say names alone.
 */

/* What is wrong with a field while it is typed; NULL when it is fine. */
char *sublet_launch_text_problem (SubletLaunch *launch,
                                  SubletLaunchField field,
                                  SubletLaunchProblem problem,
                                  guint index);
/* The same, asked of the launch; at (out): which entry of a list is wrong. */
char *sublet_launch_text_check (SubletLaunch *launch, SubletLaunchField field, guint *at);

/* What is set, for the line under a folded row's title. */
char *sublet_launch_text_mode (SubletLaunch *launch);
char *sublet_launch_text_onstart (SubletLaunch *launch);
char *sublet_launch_text_access (SubletLaunch *launch);

/* "7860", "9000/udp". */
char *sublet_launch_text_port (const SubletLaunchPort *port);
/* "1,204 of 4,048", for below an editor; longer ones are packed before they are sent. */
char *sublet_launch_text_size (glong length);
/* What a recipe or a past rental had and nobody kept; NULL when all is there. */
char *sublet_launch_text_missing (SubletLaunch *launch);

G_END_DECLS
