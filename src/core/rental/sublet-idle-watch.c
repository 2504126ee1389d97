/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-watch.h"

#include <math.h>

/*
 * A GPU is read now and then: every minute, or every five while nobody looks. Between two readings
 * it is taken to have been as they say, unless one of those five minutes passed twice without any:
 * of such a gap nothing is known, and the row begins anew behind it. Lengths are counted by our own
 * clock, so that a jump of the service's makes nothing idle.
 */
#define LONGEST_GAP_US (11 * G_TIME_SPAN_MINUTE)

/**
 * sublet_idle_watch_reset:
 * @self: a watch
 *
 * It does not run any more, or begins again: nothing that was read counts.
 */
void
sublet_idle_watch_reset (SubletIdleWatch *self)
{
  *self = (SubletIdleWatch){ 0 };
}

/**
 * sublet_idle_watch_read:
 * @self: a watch
 * @rule: what counts as unused
 * @percent: how busy the GPU is in this reading, 0 to 100; NAN: it does not say, which proves
 *   nothing
 * @at_us: service time of the reading
 * @mono_us: when it was asked for, monotonic
 */
void
sublet_idle_watch_read (SubletIdleWatch *self,
                        const SubletIdleRule *rule,
                        double percent,
                        gint64 at_us,
                        gint64 mono_us)
{
  if (isnan (percent))
    return;
  if (percent >= rule->below_percent)
    {
      sublet_idle_watch_reset (self);
      return;
    }

  if (!self->unused || mono_us - self->latest_mono_us > LONGEST_GAP_US)
    {
      self->unused = true;
      self->since_us = at_us;
      self->since_mono_us = mono_us;
    }
  self->latest_mono_us = mono_us;
}

/**
 * sublet_idle_watch_get_since_us:
 * @self: a watch
 * @rule: for how long it must have been unused
 *
 * Returns: service time since which it is idle; 0: it is not, or not for long enough
 */
gint64
sublet_idle_watch_get_since_us (const SubletIdleWatch *self, const SubletIdleRule *rule)
{
  bool idle = rule->after_us > 0 && self->unused &&
              self->latest_mono_us - self->since_mono_us >= rule->after_us;

  return idle ? self->since_us : 0;
}
