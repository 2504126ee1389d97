/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "billing/bill-fixture.h"

#include "core/base/sublet-money.h"

/* A dollar an hour, of which the disk is ten cents. */
SubletBillRental *
bill_fixture_make_rental (gint64 contract_id)
{
  SubletBillRental *rental = sublet_bill_rental_new ();

  rental->id = g_strdup_printf ("r%d", (int) contract_id);
  rental->contract_id = contract_id;
  rental->made_us = THIS + HOUR;
  rental->quoted_running_nusd = SUBLET_NUSD_PER_USD;
  rental->quoted_stopped_nusd = SUBLET_NUSD_PER_USD / 10;

  return rental;
}

void
bill_fixture_add_event (SubletBillRental *rental,
                        int hours,
                        SubletRentalState state,
                        SubletRentalReason reason)
{
  sublet_bill_rental_add_event (rental, THIS + hours * HOUR, state, reason);
}

/* Loads for an hour, runs for ten from two o'clock on, and ends. */
SubletBillRental *
bill_fixture_make_usual_rental (gint64 contract_id)
{
  SubletBillRental *rental = bill_fixture_make_rental (contract_id);

  bill_fixture_add_event (rental, 1, STATE (PROVISIONING), 0);
  bill_fixture_add_event (rental, 2, STATE (READY), 0);
  bill_fixture_add_event (rental, 12, STATE (GONE), 0);
  rental->ended_us = THIS + 12 * HOUR;

  return rental;
}

/* One day of one charge, its parts in cents. */
SubletChargeDay *
bill_fixture_make_day (int number,
                       bool complete,
                       gint64 contract_id,
                       int gpu,
                       int disk,
                       int download,
                       int upload,
                       int other)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  const gint64 cent = SUBLET_UUSD_PER_USD / 100;
  SubletChargeData data = {
    .instance_id = contract_id,
    .amount_uusd = (gpu + disk + download + upload + other) * cent,
    .parts_uusd = { gpu * cent, disk * cent, download * cent, upload * cent, other * cent },
  };

  g_ptr_array_add (charges, sublet_charge_new_take (&data));

  return sublet_charge_day_new (THIS + number * DAY,
                                THIS + (number + 1) * DAY - (complete ? 0 : 1),
                                charges);
}

SubletSpend *
bill_fixture_make_spend (SubletChargeDay *first, SubletChargeDay *second)
{
  g_autoptr (GPtrArray)
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);

  g_ptr_array_add (days, first);
  if (second != NULL)
    g_ptr_array_add (days, second);

  return sublet_spend_new (days, NULL, NULL);
}

SubletBillCheck *
bill_fixture_check_one (SubletBillRental *rental, SubletSpend *spend, gint64 now_us)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_bill_rental_free);

  g_ptr_array_add (rentals, rental);

  return sublet_bill_check_new (rentals, spend, now_us);
}

const SubletBillCheckRow *
bill_fixture_get_row (const SubletBillCheck *check, guint i)
{
  return &g_array_index (check->rows, SubletBillCheckRow, i);
}

/* Seen for the last time at ten, when it had run for eight hours; noticed the next day at noon. */
SubletBillRental *
bill_fixture_make_late_rental (gint64 contract_id)
{
  SubletBillRental *rental = bill_fixture_make_rental (contract_id);

  bill_fixture_add_event (rental, 1, STATE (PROVISIONING), 0);
  bill_fixture_add_event (rental, 2, STATE (READY), 0);
  bill_fixture_add_event (rental, 36, STATE (GONE), 0);
  rental->ended_us = THIS + 36 * HOUR;
  rental->seen_us = THIS + 10 * HOUR;
  rental->meter_uusd = 34000000;

  return rental;
}
