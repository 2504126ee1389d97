/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

#include "core/secrets/sublet-key-keeping.h"

G_BEGIN_DECLS

/* What is said of the keyring wherever a key is in use or missing. */
const char *sublet_keyring_text_get_kept (SubletKeyKeeping keeping,
                                          bool storing,
                                          const GError *error);
const char *sublet_keyring_text_get_to_come (bool asked, const GError *error);
char *sublet_keyring_text_dup_way_out (const GError *error, bool sandboxed);

G_END_DECLS
