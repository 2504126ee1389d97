/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SubletKeyKeeping:
 * @SUBLET_KEY_KEEPING_NONE: there is no key
 * @SUBLET_KEY_KEEPING_KEYRING: kept in the system keyring
 * @SUBLET_KEY_KEEPING_SESSION: kept in memory until Sublet quits; "error" says why when the keyring
 * failed
 */
typedef enum
{
  SUBLET_KEY_KEEPING_NONE,
  SUBLET_KEY_KEEPING_KEYRING,
  SUBLET_KEY_KEEPING_SESSION,
} SubletKeyKeeping;

#define SUBLET_TYPE_KEY_KEEPING (sublet_key_keeping_get_type ())

GType sublet_key_keeping_get_type (void);

G_END_DECLS
