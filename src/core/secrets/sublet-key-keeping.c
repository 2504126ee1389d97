/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-secrets"

#include "config.h"

#include "core/secrets/sublet-key-keeping.h"

G_DEFINE_ENUM_TYPE (SubletKeyKeeping,
                    sublet_key_keeping,
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_KEEPING_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_KEEPING_KEYRING, "keyring"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KEY_KEEPING_SESSION, "session"))
