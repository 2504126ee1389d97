/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletIdleRule:
 * @below_percent: a GPU that is less busy than this does nothing
 * @after_us: for so long it must have done nothing to count as idle; 0: it never counts
 */
typedef struct
{
  double below_percent;
  gint64 after_us;
} SubletIdleRule;

/* How long a GPU that is paid for has done nothing. All zeros before the first reading. */
typedef struct
{
  bool unused;           /* the latest reading that tells says so */
  gint64 since_us;       /* service time of the first of the row of readings that say so */
  gint64 since_mono_us;  /* the same, monotonic */
  gint64 latest_mono_us; /* monotonic: of the latest of them */
} SubletIdleWatch;

void sublet_idle_watch_read (SubletIdleWatch *self,
                             const SubletIdleRule *rule,
                             double percent,
                             gint64 at_us,
                             gint64 mono_us);
void sublet_idle_watch_reset (SubletIdleWatch *self);
gint64 sublet_idle_watch_get_since_us (const SubletIdleWatch *self, const SubletIdleRule *rule);

G_END_DECLS
