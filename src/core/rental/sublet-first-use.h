/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Until when a host key that nobody has seen is taken for the rental's own. events: its own;
 * renewed_us: when this process saw its container made anew, 0: it did not. */
gint64 sublet_first_use_get_end_us (const GArray *events, gint64 renewed_us);

G_END_DECLS
