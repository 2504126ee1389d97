/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-burn.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test.h"

#define DAY ((gint64) G_TIME_SPAN_DAY)
#define HOUR ((gint64) G_TIME_SPAN_HOUR)

/* 30 November 2026, 14:00. */
#define TODAY (20787 * DAY)
#define NOW (TODAY + 14 * HOUR)

#define RUNNING_NUSD G_GINT64_CONSTANT (325000000)
#define DISK_NUSD G_GINT64_CONSTANT (15000000)

static SubletRental *
add_rental (GListStore *rentals, const char *label, gint64 id, SubletRentalState state)
{
  SubletRental *rental = sublet_rental_new (label, SUBLET_RENTAL_ORIGIN_OURS);

  sublet_rental_set_state (rental, state, SUBLET_RENTAL_REASON_NONE, NOW);
  sublet_rental_set_label (rental, label);
  sublet_rental_set_instance_id (rental, id);
  sublet_rental_set_rates (rental, DISK_NUSD, RUNNING_NUSD, DISK_NUSD);
  g_list_store_append (rentals, rental);
  g_object_unref (rental);

  return rental;
}

static const SubletBurnItem *
get_item (const SubletBurn *burn, guint i)
{
  return &g_array_index (burn->items, SubletBurnItem, i);
}

static void
test_parts (void)
{
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  SubletRental *rental;

  rental = add_rental (rentals, "ready", 1, SUBLET_RENTAL_STATE_READY);
  sublet_rental_set_rates (rental, RUNNING_NUSD, RUNNING_NUSD, DISK_NUSD);
  add_rental (rentals, "coming", 2, SUBLET_RENTAL_STATE_PROVISIONING);
  add_rental (rentals, "stopped", 3, SUBLET_RENTAL_STATE_STOPPED);
  rental = add_rental (rentals, "unpriced", 4, SUBLET_RENTAL_STATE_FAILED);
  sublet_rental_set_rates (rental,
                           SUBLET_MONEY_UNKNOWN,
                           SUBLET_MONEY_UNKNOWN,
                           SUBLET_MONEY_UNKNOWN);
  add_rental (rentals, "stopping", 5, SUBLET_RENTAL_STATE_STOPPING);
  add_rental (rentals, "destroying", 6, SUBLET_RENTAL_STATE_DESTROYING);
  add_rental (rentals, "offline", 7, SUBLET_RENTAL_STATE_OFFLINE);
  add_rental (rentals, "unclear", 0, SUBLET_RENTAL_STATE_UNCLEAR);
  add_rental (rentals, "gone", 9, SUBLET_RENTAL_STATE_GONE);
  add_rental (rentals, "refused", 0, SUBLET_RENTAL_STATE_REFUSED);
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));

  g_assert_cmpuint (burn->items->len, ==, 8);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_RUNNING].count, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_RUNNING].rate_nusd, ==, RUNNING_NUSD);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_STARTING].count, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_STARTING].rate_nusd, ==, DISK_NUSD);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_STOPPED].count, ==, 2);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_STOPPED].n_unpriced, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_STOPPED].rate_nusd, ==, DISK_NUSD);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_ENDING].count, ==, 2);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_ENDING].rate_nusd, ==, 2 * DISK_NUSD);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_OFFLINE].count, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_OFFLINE].rate_nusd, ==, 0);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_UNSETTLED].count, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_UNSETTLED].rate_nusd, ==, 0);
  g_assert_cmpuint (burn->sum.count, ==, 8);
  g_assert_cmpuint (burn->sum.n_unpriced, ==, 1);
  g_assert_cmpint (burn->sum.rate_nusd, ==, RUNNING_NUSD + 4 * DISK_NUSD);
  g_assert_false (get_item (burn, 4)->destroyed);
  g_assert_true (get_item (burn, 5)->destroyed);
  g_assert_cmpstr (get_item (burn, 2)->name, ==, "stopped");
  /* Nobody said that there is none. */
  g_assert_false (burn->volumes_known);
  g_assert_false (burn->traffic_known);
}

/* Only an end that is still to be carried out, and ends something, can be counted on. */
static void
test_leases (void)
{
  static const struct
  {
    SubletLeaseState state;
    SubletLeaseEnd at_end;
    bool ends;
  } cases[] = {
    { SUBLET_LEASE_STATE_NONE, SUBLET_LEASE_END_STOP, false },
    { SUBLET_LEASE_STATE_RUNNING, SUBLET_LEASE_END_STOP, true },
    { SUBLET_LEASE_STATE_RUNNING, SUBLET_LEASE_END_WARN, false },
    { SUBLET_LEASE_STATE_SOON, SUBLET_LEASE_END_DESTROY, true },
    { SUBLET_LEASE_STATE_LAST, SUBLET_LEASE_END_DESTROY, true },
    { SUBLET_LEASE_STATE_DUE, SUBLET_LEASE_END_STOP, true },
    { SUBLET_LEASE_STATE_WAITING, SUBLET_LEASE_END_STOP, false },
    { SUBLET_LEASE_STATE_OVER, SUBLET_LEASE_END_STOP, false },
  };
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SubletRental *rental = add_rental (rentals, "ada", 1, SUBLET_RENTAL_STATE_READY);

      sublet_rental_set_lease_end_us (rental, NOW + HOUR);
      sublet_rental_set_lease_at_end (rental, cases[i].at_end);
      sublet_rental_set_lease_state (rental, cases[i].state);
    }
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));

  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (get_item (burn, i)->lease_end_us, ==, cases[i].ends ? NOW + HOUR : 0);
      if (cases[i].ends)
        g_assert_cmpint (get_item (burn, i)->lease_at_end, ==, cases[i].at_end);
    }
}

static SubletInstance *
make_instance (bool spot)
{
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 1;
  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.dph_total_nusd = RUNNING_NUSD;
  data.storage_nusd_per_gb_month = 170000000;
  data.disk_space_gb = 64;
  data.start_us = NOW - 5 * HOUR;
  data.end_us = NOW + 9 * DAY;
  data.is_bid = spot;

  return sublet_instance_new_take (&data, NOW);
}

static void
test_reading (void)
{
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  g_autoptr (SubletInstance) instance = make_instance (true);
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  SubletRental *rental = add_rental (rentals, "ada", 1, SUBLET_RENTAL_STATE_READY);

  sublet_rental_set_instance (rental, instance);
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));
  g_assert_cmpint (get_item (burn, 0)->now_nusd, ==, RUNNING_NUSD);
  g_assert_cmpint (get_item (burn, 0)->stopped_nusd, ==, 15111111);
  g_assert_cmpint (get_item (burn, 0)->start_us, ==, NOW - 5 * HOUR);
  g_assert_cmpint (get_item (burn, 0)->contract_end_us, ==, NOW + 9 * DAY);
  g_assert_true (get_item (burn, 0)->spot);
}

static void
add_volume (GPtrArray *volumes, gint64 id, gint64 nusd_per_gb_month)
{
  SubletVolumeData data = { .id = id,
                            .size_gb = 72,
                            .nusd_per_gb_month = nusd_per_gb_month,
                            .label = g_strdup ("data") };

  g_ptr_array_add (volumes, sublet_volume_new_take (&data));
}

/* All bill, whoever uses them. */
static void
test_volumes (void)
{
  g_autoptr (GPtrArray) volumes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SubletBurn) burn = sublet_burn_new ();

  sublet_burn_add_volumes (burn, volumes);
  g_assert_true (burn->volumes_known);
  g_assert_cmpuint (burn->items->len, ==, 0);

  add_volume (volumes, 7, 100000000);
  add_volume (volumes, 8, SUBLET_MONEY_UNKNOWN);
  sublet_burn_add_volumes (burn, volumes);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_VOLUME].count, ==, 2);
  g_assert_cmpuint (burn->parts[SUBLET_BURN_KIND_VOLUME].n_unpriced, ==, 1);
  g_assert_cmpint (burn->parts[SUBLET_BURN_KIND_VOLUME].rate_nusd, ==, 10000000);
  g_assert_cmpint (burn->sum.rate_nusd, ==, 10000000);
  g_assert_cmpstr (get_item (burn, 0)->id, ==, "volume-7");
  g_assert_cmpint (get_item (burn, 0)->stopped_nusd, ==, 10000000);
}

static void
add_charge (GPtrArray *days, gint64 day_us, gint64 instance_id, gint64 down_uusd, gint64 up_uusd)
{
  g_autoptr (GPtrArray) charges = g_ptr_array_new_with_free_func (g_object_unref);
  SubletChargeData data = { .instance_id = instance_id,
                            .source = g_strdup_printf ("instance-%d", (int) instance_id),
                            .amount_uusd = 1000000 };

  data.parts_uusd[SUBLET_CHARGE_KIND_GPU] = 1000000 - down_uusd - up_uusd;
  data.parts_uusd[SUBLET_CHARGE_KIND_DOWNLOAD] = down_uusd;
  data.parts_uusd[SUBLET_CHARGE_KIND_UPLOAD] = up_uusd;
  g_ptr_array_add (charges, sublet_charge_new_take (&data));
  g_ptr_array_add (days, sublet_charge_day_new (day_us, NOW, charges));
}

/* Of what runs, since it was rented or for the last days; what stopped sends nothing more. */
static void
test_traffic (void)
{
  g_autoptr (GPtrArray)
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  g_autoptr (SubletInstance) instance = make_instance (false);
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (SubletBurn) burn = sublet_burn_new ();

  /* The first is five hours old, the second older than what counts: 62 hours. */
  sublet_rental_set_instance (add_rental (rentals, "new", 1, SUBLET_RENTAL_STATE_READY), instance);
  add_rental (rentals, "old", 2, SUBLET_RENTAL_STATE_READY);
  add_rental (rentals, "stopped", 3, SUBLET_RENTAL_STATE_STOPPED);
  add_rental (rentals, "refunded", 4, SUBLET_RENTAL_STATE_READY);
  add_charge (days, TODAY - 3 * DAY, 2, 700000, 100000);
  add_charge (days, TODAY - 2 * DAY, 2, 31000, 31000);
  add_charge (days, TODAY - DAY, 3, 500000, 0);
  add_charge (days, TODAY, 1, 40000, 10000);
  add_charge (days, TODAY + DAY, 4, -5000, 0);
  spend = sublet_spend_new (days, NULL, NULL);
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));
  sublet_burn_add_traffic (burn, spend, 0);
  g_assert_false (burn->traffic_known);

  sublet_burn_add_traffic (burn, spend, NOW);
  g_assert_true (burn->traffic_known);
  g_assert_cmpint (get_item (burn, 0)->traffic_nusd, ==, 10000000);
  g_assert_cmpint (get_item (burn, 1)->traffic_nusd, ==, 1000000);
  g_assert_cmpint (get_item (burn, 2)->traffic_nusd, ==, 0);
  g_assert_cmpint (burn->traffic_nusd, ==, 11000000);
  g_assert_cmpint (burn->sum.rate_nusd, ==, RUNNING_NUSD + 3 * DISK_NUSD + 11000000);
}

/* A refund is no income, and what a first minute brought is not what every minute brings. */
static void
test_odd_traffic (void)
{
  g_autoptr (GPtrArray)
    days = g_ptr_array_new_with_free_func ((GDestroyNotify) sublet_charge_day_unref);
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  g_autoptr (SubletInstance) instance = make_instance (false);
  g_autoptr (SubletSpend) spend = NULL;
  g_autoptr (SubletBurn) burn = sublet_burn_new ();

  sublet_rental_set_instance (add_rental (rentals, "new", 1, SUBLET_RENTAL_STATE_READY), instance);
  add_rental (rentals, "refunded", 2, SUBLET_RENTAL_STATE_READY);
  add_charge (days, TODAY - DAY, 2, -62000, 0);
  add_charge (days, TODAY, 1, 60000, 0);
  spend = sublet_spend_new (days, NULL, NULL);
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));
  sublet_burn_add_traffic (burn, spend, NOW - 5 * HOUR + G_TIME_SPAN_MINUTE);
  g_assert_cmpint (get_item (burn, 0)->traffic_nusd, ==, 60000000);
  g_assert_cmpint (get_item (burn, 1)->traffic_nusd, ==, 0);
}

/* What adds up to more than there is room for is not turned into less. */
static void
test_overflow (void)
{
  g_autoptr (SubletBurn) burn = sublet_burn_new ();
  guint i;

  for (i = 0; i < 3; i++)
    {
      SubletBurnItem item = { .id = g_strdup ("a"), .now_nusd = G_MAXINT64 / 2 };

      sublet_burn_add (burn, &item);
      g_assert_null (item.id);
    }
  g_assert_cmpuint (burn->sum.count, ==, 3);
  g_assert_cmpuint (burn->sum.n_unpriced, ==, 1);
  g_assert_cmpint (burn->sum.rate_nusd, ==, G_MAXINT64 / 2 * 2);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/billing/burn/parts", test_parts);
  g_test_add_func ("/billing/burn/leases", test_leases);
  g_test_add_func ("/billing/burn/reading", test_reading);
  g_test_add_func ("/billing/burn/volumes", test_volumes);
  g_test_add_func ("/billing/burn/traffic", test_traffic);
  g_test_add_func ("/billing/burn/odd-traffic", test_odd_traffic);
  g_test_add_func ("/billing/burn/overflow", test_overflow);

  return g_test_run ();
}
