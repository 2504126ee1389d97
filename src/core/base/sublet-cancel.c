/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-base"

#include "config.h"

#include "core/base/sublet-cancel.h"

/**
 * sublet_cancel_clear:
 * @cancellable: (inout) (nullable): of what is given up; NULL from then on
 *
 * It is NULL before what waits hears of it: whoever is told may begin anew.
 */
void
sublet_cancel_clear (GCancellable **cancellable)
{
  g_autoptr (GCancellable) stopped = g_steal_pointer (cancellable);

  g_cancellable_cancel (stopped);
}
