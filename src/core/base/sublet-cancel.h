/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What waits is given up. */
void sublet_cancel_clear (GCancellable **cancellable);

G_END_DECLS
