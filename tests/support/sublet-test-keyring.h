/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The keyring of a test that runs under `ui-env keyring`: nothing unlocks it again, for nobody is
 * there to be asked. */
void sublet_test_keyring_lock (void);

G_END_DECLS
