/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-bill-check.h"

#include "core/billing/sublet-charge-day.h"

/* About when nobody saw it end, once its charges have said so: before, it may have been there until
 * that was noticed. Now, of what has not ended. */
static gint64
get_end_us (const SubletBillCheckRow *row, gint64 now_us)
{
  if (row->whole && row->about_us != 0)
    return row->about_us;

  return row->rental->ended_us != 0 ? row->rental->ended_us : now_us;
}

/**
 * sublet_bill_check_limit:
 * @self: a check
 * @from_us: a moment of the first UTC day, service time in Unix microseconds
 * @until_us: a moment of the last one
 * @now_us: service time
 *
 * Leaves out the rentals of which none of these days is.
 */
void
sublet_bill_check_limit (SubletBillCheck *self, gint64 from_us, gint64 until_us, gint64 now_us)
{
  gint64 first_us = sublet_charge_day_floor (from_us);
  gint64 end_us = sublet_charge_day_floor (until_us) + G_TIME_SPAN_DAY;
  guint i;

  for (i = self->rows->len; i > 0; i--)
    {
      const SubletBillCheckRow *row = &g_array_index (self->rows, SubletBillCheckRow, i - 1);

      if (row->rental->made_us >= end_us || get_end_us (row, now_us) < first_us)
        g_array_remove_index (self->rows, i - 1);
    }
}

/**
 * sublet_bill_check_get_days:
 * @self: a check
 * @now_us: service time
 * @from_us: (out): a moment of the first UTC day
 * @until_us: (out): a moment of the last one
 *
 * The days whose charges the bills of its rentals are made of: a bill begins with its rental,
 * whatever days are looked at. Of one whose end nobody saw it goes on until that was noticed:
 * before these days are known nothing says that it was not there.
 *
 * Returns: whether there are any
 */
bool
sublet_bill_check_get_days (const SubletBillCheck *self,
                            gint64 now_us,
                            gint64 *from_us,
                            gint64 *until_us)
{
  guint i;

  *from_us = G_MAXINT64;
  *until_us = 0;
  for (i = 0; i < self->rows->len; i++)
    {
      const SubletBillRental *rental = g_array_index (self->rows, SubletBillCheckRow, i).rental;
      gint64 ended_us = rental->ended_us != 0 ? rental->ended_us : now_us;

      if (rental->made_us <= 0)
        continue;
      *from_us = MIN (*from_us, rental->made_us);
      *until_us = MAX (*until_us, MAX (rental->made_us, ended_us));
    }

  return *until_us != 0;
}
