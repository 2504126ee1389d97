/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#undef GDK_VERSION_MAX_ALLOWED

#include "ui/compat/sublet-ui-compat.h"

/**
 * sublet_ui_toplevel_is_hidden:
 * @toplevel: what a window is drawn on
 *
 * Minimised, or, from GTK 4.12 on, where the desktop says that nobody can see it: on another
 * workspace, behind the lock screen.
 *
 * Returns: whether certainly nobody sees it
 */
gboolean
sublet_ui_toplevel_is_hidden (GdkToplevel *toplevel)
{
  GdkToplevelState hidden = GDK_TOPLEVEL_STATE_MINIMIZED;

#if GTK_CHECK_VERSION(4, 12, 0)
  hidden |= GDK_TOPLEVEL_STATE_SUSPENDED;
#endif

  return (gdk_toplevel_get_state (toplevel) & hidden) != 0;
}
