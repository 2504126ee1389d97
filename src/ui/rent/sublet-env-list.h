/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-launch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ENV_LIST (sublet_env_list_get_type ())

/*
 * The variables of the environment, in their order. Signal: "changed" after anything typed, added
 * or taken away.
 */
G_DECLARE_FINAL_TYPE (SubletEnvList, sublet_env_list, SUBLET, ENV_LIST, AdwPreferencesRow)

/* Starts afresh; emits nothing. */
void sublet_env_list_fill (SubletEnvList *self, SubletLaunch *launch);
/* Instead of those that the launch has. Lines in which nothing is typed are left out. */
void sublet_env_list_write (SubletEnvList *self, SubletLaunch *launch);
/* index: among those that were written; problem NULL: all are fine. */
void sublet_env_list_set_problem (SubletEnvList *self, guint index, const char *problem);
/* Names alone; NULL: none, or not known. */
void sublet_env_list_set_account_secrets (SubletEnvList *self, const char *const *names);
/* What is taken out then comes back, which is said. */
void sublet_env_list_set_of_template (SubletEnvList *self, gboolean of_template);
void sublet_env_list_set_stacked (SubletEnvList *self, gboolean stacked);

G_END_DECLS
