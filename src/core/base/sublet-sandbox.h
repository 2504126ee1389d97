/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>

/* In a Flatpak the person's files, programs and keyring are out of reach. */
bool sublet_is_sandboxed (void);
