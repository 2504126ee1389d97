/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/sublet-sandbox.h"

#include <glib.h>

/**
 * sublet_is_sandboxed:
 *
 * Source: flatpak-run(1). Any thread.
 *
 * Returns: whether this program runs in a Flatpak's sandbox
 */
bool
sublet_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}
