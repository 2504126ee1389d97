/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-first-use.h"

#include "core/rental/sublet-rental-machine.h"
#include "core/rental/sublet-rental.h"

/* From the moment it was seen to run; a server comes up soon after. */
#define UP_US (30 * G_TIME_SPAN_MINUTE)
/* From the moment its container was asked for, however long the image took: when nobody watched,
 * it may have run for long. */
#define MADE_US (3 * G_TIME_SPAN_HOUR)

/**
 * sublet_first_use_get_end_us:
 * @events: (element-type SubletRentalEvent): a rental's, as they happened
 * @renewed_us: service time at which an order to make its container anew was seen to be carried
 *   out; 0: none was, as far as this process knows
 *
 * A container that we had made minutes ago was not there for anybody to prepare for, so its first
 * host key is taken without a question. One that was adopted, that runs for long or that comes back
 * after a stop has no such moment. That an order to recycle was written says nothing: it may have
 * been refused.
 *
 * Returns: service time in Unix microseconds; 0: there is no such moment
 */
gint64
sublet_first_use_get_end_us (const GArray *events, gint64 renewed_us)
{
  gint64 made_us = 0;
  gint64 up_us = 0;
  gint64 end_us = 0;
  guint i;

  for (i = 0; i < events->len; i++)
    {
      const SubletRentalEvent *event = &g_array_index (events, SubletRentalEvent, i);

      if (event->state == SUBLET_RENTAL_STATE_REQUESTING)
        made_us = event->at_us;
      else if (sublet_rental_machine_is_up (event->state) && up_us == 0)
        up_us = event->at_us;
    }
  if (made_us > 0 && up_us > 0)
    end_us = MIN (made_us + MADE_US, up_us + UP_US);

  return renewed_us > 0 ? MAX (end_us, renewed_us + UP_US) : end_us;
}
