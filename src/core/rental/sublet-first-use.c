/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-first-use.h"

#include "core/rental/sublet-rental.h"

/* From the moment it was seen to run; a server comes up soon after. */
#define RUNNING_US (30 * G_TIME_SPAN_MINUTE)
/* From the moment its container was asked for, however long the image took: when nobody watched,
 * it may have run for long. */
#define MADE_US (3 * G_TIME_SPAN_HOUR)

/**
 * sublet_first_use_get_end_us:
 * @events: (element-type SubletRentalEvent): a rental's, as they happened
 *
 * A container that we had made minutes ago was not there for anybody to prepare for, so its first
 * host key is taken without a question. One that was adopted, that runs for long or that comes back
 * after a stop has no such moment, and one that is recycled has it again.
 *
 * Returns: service time in Unix microseconds; 0: there is no such moment
 */
gint64
sublet_first_use_get_end_us (const GArray *events)
{
  gint64 made_us = 0;
  gint64 running_us = 0;
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state == SUBLET_RENTAL_STATE_REQUESTING ||
          event->state == SUBLET_RENTAL_STATE_RECYCLING)
        {
          made_us = event->at_us;
          running_us = 0;
        }
      else if (event->state == SUBLET_RENTAL_STATE_RUNNING && running_us == 0)
        {
          running_us = event->at_us;
        }
    }
  if (made_us == 0 || running_us == 0)
    return 0;

  return MIN (made_us + MADE_US, running_us + RUNNING_US);
}
