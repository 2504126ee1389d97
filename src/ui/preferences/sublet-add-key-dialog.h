/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-account-keys.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_ADD_KEY_DIALOG (sublet_add_key_dialog_get_type ())

/*
 * Asks for a public SSH key, pasted or from a file, and adds it to the account. A private key is
 * refused before it is shown. Signal "added" (the key's line): it is on the account; the dialog
 * closes by itself.
 */
G_DECLARE_FINAL_TYPE (SubletAddKeyDialog, sublet_add_key_dialog, SUBLET, ADD_KEY_DIALOG, AdwWindow)

SubletAddKeyDialog *sublet_add_key_dialog_new (GtkWindow *parent, SubletAccountKeys *keys);

/* What the file chooser does with its file. */
void sublet_add_key_dialog_take_file (SubletAddKeyDialog *self, GFile *file);

G_END_DECLS
