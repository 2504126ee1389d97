/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-identity-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While the window lives, it asks for the passphrase of a key that the store wants to open. */
void sublet_passphrase_question_follow (GtkWindow *window, SubletIdentityStore *store);

G_END_DECLS
