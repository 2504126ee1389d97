/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-ssh-key.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SSH_KEY_ROW (sublet_ssh_key_row_get_type ())

/* One SSH key of the account: its name, whether it is Sublet's own, its kind and fingerprint.
 * Signals "copy" and "remove": the person wants that. */
G_DECLARE_FINAL_TYPE (SubletSshKeyRow, sublet_ssh_key_row, SUBLET, SSH_KEY_ROW, AdwPreferencesRow)

GtkWidget *sublet_ssh_key_row_new (void);

/* mark: (nullable) what is said of Sublet's own. */
void sublet_ssh_key_row_show (SubletSshKeyRow *self,
                              SubletSshKey *key,
                              const char *mark,
                              gboolean can_remove);
SubletSshKey *sublet_ssh_key_row_get_key (SubletSshKeyRow *self);

G_END_DECLS
