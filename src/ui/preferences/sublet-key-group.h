/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-identity-store.h"
#include "core/store/sublet-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_KEY_GROUP (sublet_key_group_get_type ())

/* Which key instances are reached with: Sublet's own, a file's, or one of the agent's. */
G_DECLARE_FINAL_TYPE (SubletKeyGroup, sublet_key_group, SUBLET, KEY_GROUP, AdwPreferencesGroup)

GtkWidget *sublet_key_group_new (SubletSettings *settings, SubletIdentityStore *store);

/* As if it was chosen with the dialog. */
void sublet_key_group_take_file (SubletKeyGroup *self, GFile *file);
/* Instead of the agent that the desktop names: for tests. */
void sublet_key_group_set_agent_path (SubletKeyGroup *self, const char *path);

G_END_DECLS
