/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

#include "core/rental/sublet-rental-engine-reading.h"
#include "core/rental/sublet-rental-machine.h"

/*
 * What runs and is paid for, and does nothing. It is shown and told, and nothing else: whether it
 * waits for something that is worth its rate, only the person knows. It is no event of the journal,
 * since the readings that it follows from are not in there either.
 */

static void
show_idle (SubletRentalEngine *self, SubletRentalTrack *track)
{
  sublet_rental_set_idle_since_us (track->rental,
                                   sublet_idle_watch_get_since_us (&track->idle, &self->idle_rule));
}

/**
 * sublet_engine_watch_idle:
 * @self: an engine
 * @track: a rental
 * @instance: its latest reading, which was applied
 * @requested_mono_us: when that was asked for
 *
 * Readings survive a stop, and mean nothing then. Source: fact sheet 4.3, `gpu_util`.
 */
void
sublet_engine_watch_idle (SubletRentalEngine *self,
                          SubletRentalTrack *track,
                          SubletInstance *instance,
                          gint64 requested_mono_us)
{
  if (sublet_rental_machine_is_up (track->record->state))
    sublet_idle_watch_read (&track->idle,
                            &self->idle_rule,
                            sublet_instance_get_data (instance)->gpu_util_percent,
                            sublet_instance_get_known_at_us (instance),
                            requested_mono_us);
  else
    sublet_idle_watch_reset (&track->idle);

  show_idle (self, track);
}

/**
 * sublet_rental_engine_set_idle_rule:
 * @self: an engine
 * @rule: what counts as idle
 *
 * What was read before is judged by the new length at once; a new percentage counts from the next
 * reading on.
 */
void
sublet_rental_engine_set_idle_rule (SubletRentalEngine *self, const SubletIdleRule *rule)
{
  guint i;

  g_return_if_fail (SUBLET_IS_RENTAL_ENGINE (self));
  g_return_if_fail (rule != NULL);

  self->idle_rule = *rule;
  for (i = 0; i < self->tracks->len; i++)
    show_idle (self, g_ptr_array_index (self->tracks, i));
}
