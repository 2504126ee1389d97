/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-private.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#define HOUR_US G_TIME_SPAN_HOUR

static SubletInstance *
make_instance (const char *label, SubletActualStatus status)
{
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 40112233;
  data.label = g_strdup (label);
  data.gpu_name = g_strdup ("RTX 4090");
  data.num_gpus = 2;
  data.region = g_strdup ("Uusimaa");
  g_strlcpy (data.country, "FI", sizeof data.country);
  data.image = g_strdup ("pytorch/pytorch:latest");
  data.status_msg = g_strdup ("success, running");
  data.actual_status = status;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.dph_base_nusd = 310000000;
  data.dph_total_nusd = 325000000;
  data.storage_nusd_per_gb_month = 170000000;
  data.disk_space_gb = 64;

  return sublet_instance_new_take (&data, 77);
}

static void
test_construct (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);

  g_assert_cmpstr (sublet_rental_get_id (rental), ==, "one");
  g_assert_cmpint (sublet_rental_get_origin (rental), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, HOUR_US), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpuint (sublet_rental_get_events (rental)->len, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&rental));
}

#define CHECK_NOTIFIES(property, first, second)                                             \
  G_STMT_START                                                                              \
  {                                                                                         \
    g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (rental, property); \
                                                                                            \
    first;                                                                                  \
    g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);                         \
    first;                                                                                  \
    g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);                         \
    second;                                                                                 \
    g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);                         \
  }                                                                                         \
  G_STMT_END

static void
test_notify (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);
  g_autoptr (SubletInstance) one = make_instance ("a", SUBLET_ACTUAL_STATUS_LOADING);
  g_autoptr (SubletInstance) two = make_instance ("b", SUBLET_ACTUAL_STATUS_RUNNING);

  CHECK_NOTIFIES ("state",
                  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_FAILED, 1, 1),
                  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_GONE, 1, 1));
  CHECK_NOTIFIES ("reason",
                  sublet_rental_set_state (rental,
                                           SUBLET_RENTAL_STATE_FAILED,
                                           SUBLET_RENTAL_REASON_IMAGE,
                                           1),
                  sublet_rental_set_state (rental,
                                           SUBLET_RENTAL_STATE_FAILED,
                                           SUBLET_RENTAL_REASON_HOST,
                                           1));
  CHECK_NOTIFIES ("state-since-us",
                  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_FAILED, 1, 5),
                  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_FAILED, 1, 6));
  CHECK_NOTIFIES ("origin",
                  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE),
                  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_OURS));
  CHECK_NOTIFIES ("instance-id",
                  sublet_rental_set_instance_id (rental, 4),
                  sublet_rental_set_instance_id (rental, 5));
  CHECK_NOTIFIES ("label",
                  sublet_rental_set_label (rental, "x"),
                  sublet_rental_set_label (rental, NULL));
  CHECK_NOTIFIES ("gpu-name",
                  sublet_rental_set_gpu (rental, "H100 SXM", 3),
                  sublet_rental_set_gpu (rental, "A100 PCIE", 3));
  CHECK_NOTIFIES ("num-gpus",
                  sublet_rental_set_gpu (rental, "A100 PCIE", 4),
                  sublet_rental_set_gpu (rental, "A100 PCIE", 8));
  CHECK_NOTIFIES ("place",
                  sublet_rental_set_place (rental, "x"),
                  sublet_rental_set_place (rental, "y"));
  CHECK_NOTIFIES ("image",
                  sublet_rental_set_image (rental, "x"),
                  sublet_rental_set_image (rental, "y"));
  CHECK_NOTIFIES ("status-message",
                  sublet_rental_set_status_message (rental, "x"),
                  sublet_rental_set_status_message (rental, "y"));
  CHECK_NOTIFIES ("detail",
                  sublet_rental_set_detail (rental, "x"),
                  sublet_rental_set_detail (rental, "y"));
  CHECK_NOTIFIES ("rate-now-nusd",
                  sublet_rental_set_rates (rental, 1, 2, 3),
                  sublet_rental_set_rates (rental, 2, 2, 3));
  CHECK_NOTIFIES ("quoted-rate-nusd",
                  sublet_rental_set_quoted_rate_nusd (rental, 1),
                  sublet_rental_set_quoted_rate_nusd (rental, 2));
  CHECK_NOTIFIES ("next-rate-nusd",
                  sublet_rental_set_next (rental, NULL, 1),
                  sublet_rental_set_next (rental, NULL, 2));
  CHECK_NOTIFIES ("lease-end-us",
                  sublet_rental_set_lease_end_us (rental, 1),
                  sublet_rental_set_lease_end_us (rental, 2));
  CHECK_NOTIFIES ("look",
                  sublet_rental_set_settling (rental, 1, 3, 9),
                  sublet_rental_set_settling (rental, 2, 3, 9));
  CHECK_NOTIFIES ("looks",
                  sublet_rental_set_settling (rental, 2, 4, 9),
                  sublet_rental_set_settling (rental, 2, 0, 9));
  CHECK_NOTIFIES ("next-look-us",
                  sublet_rental_set_settling (rental, 2, 0, 10),
                  sublet_rental_set_settling (rental, 2, 0, 0));
  CHECK_NOTIFIES ("gone-looks",
                  sublet_rental_set_gone_looks (rental, 1),
                  sublet_rental_set_gone_looks (rental, 2));
  CHECK_NOTIFIES ("stale",
                  sublet_rental_set_stale (rental, TRUE),
                  sublet_rental_set_stale (rental, FALSE));
  CHECK_NOTIFIES ("busy",
                  sublet_rental_set_busy (rental, TRUE),
                  sublet_rental_set_busy (rental, FALSE));
  CHECK_NOTIFIES ("known-at-us",
                  sublet_rental_set_known_at_us (rental, 1),
                  sublet_rental_set_known_at_us (rental, 2));
  CHECK_NOTIFIES ("instance",
                  sublet_rental_set_instance (rental, one),
                  sublet_rental_set_instance (rental, two));
}

static void
test_instance (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);
  g_autoptr (SubletInstance) running = make_instance ("ada-1", SUBLET_ACTUAL_STATUS_RUNNING);
  g_autoptr (SubletInstance) loading = make_instance (NULL, SUBLET_ACTUAL_STATUS_LOADING);

  sublet_rental_set_instance (rental, running);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, 40112233);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "ada-1");
  g_assert_cmpstr (sublet_rental_get_gpu_name (rental), ==, "RTX 4090");
  g_assert_cmpint (sublet_rental_get_num_gpus (rental), ==, 2);
  g_assert_cmpstr (sublet_rental_get_place (rental), ==, "Uusimaa, FI");
  g_assert_cmpstr (sublet_rental_get_image (rental), ==, "pytorch/pytorch:latest");
  g_assert_cmpint (sublet_rental_get_known_at_us (rental), ==, 77);
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental), ==, 325000000);

  /* A row that lacks its label says nothing about the name. */
  sublet_rental_set_instance (rental, loading);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "ada-1");
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental),
                   ==,
                   sublet_rental_get_rate_stopped_nusd (rental));
}

static void
test_cost (void)
{
  g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);

  sublet_rental_set_meter (rental, 1440000, 10 * HOUR_US, 325000000);
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, 10 * HOUR_US), ==, 1440000);
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, 12 * HOUR_US), ==, 1440000 + 650000);
  /* Never less than what was counted, whatever the clock says. */
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, 9 * HOUR_US), ==, 1440000);
  sublet_rental_set_meter (rental, 1440000, 10 * HOUR_US, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, 12 * HOUR_US), ==, SUBLET_MONEY_UNKNOWN);
}

typedef struct
{
  SubletRentalState state;
  gboolean open;
  gboolean start;
  gboolean stop;
  gboolean reboot;
  gboolean destroy;
} Ability;

static const Ability abilities[] = {
  { SUBLET_RENTAL_STATE_UNKNOWN, TRUE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_INTENDED, TRUE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_REQUESTING, TRUE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_UNCLEAR, TRUE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_REFUSED, FALSE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_PROVISIONING, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_RUNNING, TRUE, FALSE, TRUE, TRUE, TRUE },
  { SUBLET_RENTAL_STATE_CONNECTING, TRUE, FALSE, TRUE, TRUE, TRUE },
  { SUBLET_RENTAL_STATE_READY, TRUE, FALSE, TRUE, TRUE, TRUE },
  { SUBLET_RENTAL_STATE_RESTARTING, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_RECYCLING, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_WAITING_FOR_GPU, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_OUTBID, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_STOPPING, TRUE, FALSE, FALSE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_STOPPED, TRUE, TRUE, FALSE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_STARTING, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_EXITED, TRUE, TRUE, TRUE, TRUE, TRUE },
  { SUBLET_RENTAL_STATE_FAILED, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_OFFLINE, TRUE, FALSE, TRUE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_DESTROYING, TRUE, FALSE, FALSE, FALSE, FALSE },
  { SUBLET_RENTAL_STATE_STILL_LISTED, TRUE, FALSE, FALSE, FALSE, TRUE },
  { SUBLET_RENTAL_STATE_GONE, FALSE, FALSE, FALSE, FALSE, FALSE },
};

static void
test_abilities (void)
{
  gsize i;

  g_assert_cmpuint (G_N_ELEMENTS (abilities), ==, SUBLET_RENTAL_STATE_GONE + 1);
  for (i = 0; i < G_N_ELEMENTS (abilities); i++)
    {
      const Ability *row = &abilities[i];
      g_autoptr (SubletRental) rental = sublet_rental_new ("one", SUBLET_RENTAL_ORIGIN_OURS);

      g_assert_cmpint (row->state, ==, (int) i);
      sublet_rental_set_state (rental, row->state, SUBLET_RENTAL_REASON_NONE, 1);
      g_assert_cmpint (sublet_rental_is_open (rental), ==, row->open);
      /* Without a contract there is nothing to order. */
      g_assert_false (sublet_rental_can_destroy (rental));
      g_assert_false (sublet_rental_can_stop (rental));

      sublet_rental_set_instance_id (rental, 40112233);
      g_assert_cmpint (sublet_rental_can_start (rental), ==, row->start);
      g_assert_cmpint (sublet_rental_can_stop (rental), ==, row->stop);
      g_assert_cmpint (sublet_rental_can_reboot (rental), ==, row->reboot);
      g_assert_cmpint (sublet_rental_can_recycle (rental), ==, row->reboot);
      g_assert_cmpint (sublet_rental_can_destroy (rental), ==, row->destroy);

      /* On an unknown list only what lowers the bill. */
      sublet_rental_set_stale (rental, TRUE);
      g_assert_false (sublet_rental_can_start (rental));
      g_assert_cmpint (sublet_rental_can_stop (rental), ==, row->stop);
      g_assert_false (sublet_rental_can_reboot (rental));
      g_assert_cmpint (sublet_rental_can_destroy (rental), ==, row->destroy);

      sublet_rental_set_stale (rental, FALSE);
      sublet_rental_set_busy (rental, TRUE);
      g_assert_false (sublet_rental_can_start (rental));
      g_assert_false (sublet_rental_can_stop (rental));
      g_assert_false (sublet_rental_can_reboot (rental));
      g_assert_cmpint (sublet_rental_can_destroy (rental), ==, row->destroy);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/rental/rental/construct", test_construct);
  g_test_add_func ("/core/rental/rental/notify", test_notify);
  g_test_add_func ("/core/rental/rental/instance", test_instance);
  g_test_add_func ("/core/rental/rental/cost", test_cost);
  g_test_add_func ("/core/rental/rental/abilities", test_abilities);

  return g_test_run ();
}
