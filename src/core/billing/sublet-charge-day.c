/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-billing"

#include "config.h"

#include "core/billing/sublet-charge-day.h"

#include "core/base/sublet-money.h"

#include <string.h>

/* The service books by the hour. */
#define REPEAT_US (5 * G_TIME_SPAN_MINUTE)

/**
 * sublet_charge_day_new_packed:
 * @day_us: the start of the UTC day, service time in Unix microseconds
 * @known_at_us: service time of the answer
 * @pack: a pack to which nothing is added any more
 * @first_row: where the day's rows begin
 * @n_rows: how many there are, all of the day
 *
 * Returns: (transfer full): the day
 */
SubletChargeDay *
sublet_charge_day_new_packed (gint64 day_us,
                              gint64 known_at_us,
                              SubletChargePack *pack,
                              guint first_row,
                              guint n_rows)
{
  SubletChargeDay *day;

  g_return_val_if_fail (day_us == sublet_charge_day_floor (day_us), NULL);
  g_return_val_if_fail (pack != NULL, NULL);
  g_return_val_if_fail (n_rows <= sublet_charge_pack_get_n_rows (pack) - first_row, NULL);

  day = g_atomic_rc_box_new0 (SubletChargeDay);
  day->day_us = day_us;
  day->known_at_us = known_at_us;
  day->rows = sublet_charge_pack_get_rows (pack) + first_row;
  day->n_rows = n_rows;
  day->pack = sublet_charge_pack_ref (pack);

  return day;
}

static void
add_charge (SubletChargePack *pack, const SubletChargeData *data)
{
  SubletChargeRow row = { .start_us = data->start_us,
                          .end_us = data->end_us,
                          .instance_id = data->instance_id,
                          .type = data->type,
                          .source = data->source,
                          .label = data->label,
                          .description = data->description,
                          .amount_uusd = data->amount_uusd };

  memcpy (row.parts_uusd, data->parts_uusd, sizeof row.parts_uusd);
  sublet_charge_pack_add (pack, &row);
}

/**
 * sublet_charge_day_new:
 * @day_us: the start of the UTC day, service time in Unix microseconds
 * @known_at_us: service time of the answer
 * @charges: (element-type SubletCharge): all of the day
 *
 * Returns: (transfer full): the day
 */
SubletChargeDay *
sublet_charge_day_new (gint64 day_us, gint64 known_at_us, GPtrArray *charges)
{
  g_autoptr (SubletChargePack) pack = NULL;
  guint i;

  g_return_val_if_fail (charges != NULL, NULL);

  pack = sublet_charge_pack_new ();
  for (i = 0; i < charges->len; i++)
    add_charge (pack, sublet_charge_get_data (g_ptr_array_index (charges, i)));

  return sublet_charge_day_new_packed (day_us, known_at_us, pack, 0, charges->len);
}

/**
 * sublet_charge_day_ref:
 * @day: a day
 *
 * Returns: (transfer full): @day
 */
SubletChargeDay *
sublet_charge_day_ref (SubletChargeDay *day)
{
  return g_atomic_rc_box_acquire (day);
}

static void
clear_day (gpointer data)
{
  SubletChargeDay *day = data;

  sublet_charge_pack_unref (day->pack);
}

/**
 * sublet_charge_day_unref:
 * @day: (transfer full): a day
 */
void
sublet_charge_day_unref (SubletChargeDay *day)
{
  g_atomic_rc_box_release_full (day, clear_day);
}

/**
 * sublet_charge_day_get_total_uusd:
 * @day: a day
 *
 * Returns: the sum of its charges as they were sent, in micro-dollars
 */
gint64
sublet_charge_day_get_total_uusd (const SubletChargeDay *day)
{
  gint64 total_uusd = 0;
  guint i;

  for (i = 0; i < day->n_rows; i++)
    total_uusd = sublet_money_add (total_uusd, day->rows[i].amount_uusd);

  return total_uusd;
}

/**
 * sublet_charge_day_floor:
 * @at_us: a moment, service time in Unix microseconds, not before 1970
 *
 * Returns: the start of its UTC day
 */
gint64
sublet_charge_day_floor (gint64 at_us)
{
  return at_us - at_us % G_TIME_SPAN_DAY;
}

/**
 * sublet_charge_day_get_due_us:
 * @day_us: the start of a UTC day
 * @known_at_us: service time of what is known of it, 0: nothing is
 * @now_us: service time
 *
 * The service books by the hour and corrects charges after the fact. Today and yesterday are asked
 * for every five minutes; then a day is asked for once after each of the first three days from its
 * end, and once when a week has passed. What was asked before one of these moments and never since
 * is due at once, and so is what claims to be of the future: the clock was wrong then.
 *
 * Returns: the service time at which the day is to be asked for, which may be over; 0: now;
 *   G_MAXINT64: it is settled
 */
gint64
sublet_charge_day_get_due_us (gint64 day_us, gint64 known_at_us, gint64 now_us)
{
  static const guint days_after[] = { 1, 2, 3, 7 };
  const gint64 end_us = day_us + G_TIME_SPAN_DAY;
  gsize i;

  if (known_at_us <= 0 || known_at_us > now_us)
    return 0;

  for (i = 0; i < G_N_ELEMENTS (days_after); i++)
    {
      gint64 mark_us = end_us + days_after[i] * G_TIME_SPAN_DAY;

      if (known_at_us >= mark_us)
        continue;
      /* Up to the first mark, which ends the day that is yesterday's. */
      return i == 0 ? MIN (known_at_us + REPEAT_US, mark_us) : mark_us;
    }

  return G_MAXINT64;
}
