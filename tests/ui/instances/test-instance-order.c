/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/instances/sublet-instance-columns.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"

/* What instances are ordered by, and what stands in the columns of their table. */

static void
set_figures (SubletRental *rental, double use, double disk)
{
  SubletInstanceData data;
  g_autoptr (SubletInstance) instance = NULL;

  sublet_instance_data_init (&data);
  data.id = sublet_rental_get_instance_id (rental);
  data.label = g_strdup (sublet_rental_get_label (rental));
  data.gpu_name = g_strdup ("RTX 4090");
  data.num_gpus = 1;
  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.gpu_util_percent = use;
  data.disk_space_gb = 64;
  data.disk_used_gb = disk;
  instance = sublet_instance_new_take (&data, 1);
  sublet_rental_set_instance (rental, instance);
}

/* @first is before @second, and after it the other way round; @last after both in each. */
static void
assert_order (SubletUiFixture *fixture,
              SubletInstanceKey key,
              SubletRental *first,
              SubletRental *second,
              SubletRental *last)
{
  SubletClock *clock = SUBLET_CLOCK (fixture->clock);

  g_assert_cmpint (sublet_instance_order_compare (key, false, first, second, clock), <, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, false, second, first, clock), >, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, true, first, second, clock), >, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, false, first, first, clock), ==, 0);
  if (last == NULL)
    return;

  g_assert_cmpint (sublet_instance_order_compare (key, false, second, last, clock), <, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, true, second, last, clock), <, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, true, last, first, clock), >, 0);
  g_assert_cmpint (sublet_instance_order_compare (key, true, last, last, clock), ==, 0);
}

static void
test_order (void)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  SubletRental *a = sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_READY);
  SubletRental *b = sublet_ui_fixture_add_rental (fixture, "ada-10", SUBLET_RENTAL_STATE_READY);
  SubletRental *none = sublet_ui_fixture_add_rental (fixture, "z", SUBLET_RENTAL_STATE_INTENDED);
  SubletRental *ready = sublet_ui_fixture_add_rental (fixture, "x", SUBLET_RENTAL_STATE_READY);
  SubletRental *stopped = sublet_ui_fixture_add_rental (fixture, "y", SUBLET_RENTAL_STATE_STOPPED);

  set_figures (a, 7, 8);
  set_figures (b, 30, 60);
  sublet_rental_set_gpu (a, "RTX 3090", 1);
  sublet_rental_set_gpu (none, NULL, 1);
  sublet_rental_set_place (a, "Uusimaa, FI");
  sublet_rental_set_place (b, "Stockholm, SE");
  sublet_rental_set_place (none, NULL);
  sublet_rental_set_lease_end_us (a, now_us + 1);
  sublet_rental_set_lease_state (a, SUBLET_LEASE_STATE_LAST);
  sublet_rental_set_lease_end_us (b, now_us + G_TIME_SPAN_HOUR);
  sublet_rental_set_lease_state (b, SUBLET_LEASE_STATE_RUNNING);
  /* One that is over does not end any more. */
  sublet_rental_set_lease_end_us (none, now_us - 1);
  sublet_rental_set_lease_state (none, SUBLET_LEASE_STATE_OVER);
  sublet_rental_set_meter (a, 10000, now_us, 0);
  sublet_rental_set_meter (b, 20000, now_us, 0);

  assert_order (fixture, SUBLET_INSTANCE_KEY_LABEL, a, b, NULL);
  assert_order (fixture, SUBLET_INSTANCE_KEY_GPU, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_USE, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_USE, a, b, stopped);
  assert_order (fixture, SUBLET_INSTANCE_KEY_DISK, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_LEASE, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_COST, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_PLACE, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_ID, a, b, none);
  assert_order (fixture, SUBLET_INSTANCE_KEY_STATE, a, stopped, NULL);
  assert_order (fixture, SUBLET_INSTANCE_KEY_RATE, stopped, ready, none);
}

static void
test_nicks (void)
{
  SubletInstanceKey key;
  guint i;

  for (i = 0; i < SUBLET_INSTANCE_N_KEYS; i++)
    {
      g_assert_cmpint (sublet_instance_columns_get ()[i].key, ==, i);
      g_assert_true (
        sublet_instance_key_from_nick (sublet_instance_key_get_nick ((SubletInstanceKey) i), &key));
      g_assert_cmpint (key, ==, i);
    }
  g_assert_false (sublet_instance_key_from_nick ("colour", &key));
  g_assert_false (sublet_instance_key_from_nick (NULL, &key));
}

static void
assert_text (SubletUiFixture *fixture,
             SubletRental *rental,
             SubletInstanceKey key,
             const char *expected)
{
  g_autofree char *text = sublet_instance_column_dup_text (&sublet_instance_columns_get ()[key],
                                                           rental,
                                                           SUBLET_CLOCK (fixture->clock));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_texts (void)
{
  g_autoptr (SubletUiFixture) fixture = sublet_ui_fixture_new ();
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  SubletRental *rental = sublet_ui_fixture_add_rental (fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  SubletRental *none =
    sublet_ui_fixture_add_rental (fixture, "ada-2", SUBLET_RENTAL_STATE_INTENDED);
  g_autofree char *id =
    g_strdup_printf ("%" G_GINT64_FORMAT, sublet_rental_get_instance_id (rental));

  sublet_rental_set_lease_end_us (rental, now_us + 228 * G_TIME_SPAN_MINUTE);
  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_RUNNING);
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_STATE, "Ready · 4\302\240h 12\302\240min");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_LABEL, "ada-1");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_GPU, "RTX 4090");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_USE, "83");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_RATE, "0.325");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_COST, "$1.44");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_LEASE, "3\302\240h 48\302\240min");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_DISK, "64");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_PLACE, "Finland");
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_ID, id);

  sublet_rental_set_lease_state (rental, SUBLET_LEASE_STATE_WAITING);
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_LEASE, "over");
  sublet_rental_set_origin (rental, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_LABEL, "ada-1 · started elsewhere");
  sublet_rental_set_stale (rental, TRUE);
  assert_text (fixture, rental, SUBLET_INSTANCE_KEY_STATE, "Running · as of 14:00");

  assert_text (fixture, none, SUBLET_INSTANCE_KEY_USE, "–");
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_RATE, "–");
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_COST, "–");
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_LEASE, "–");
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_DISK, "–");
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_ID, "–");
  sublet_rental_set_place (none, NULL);
  assert_text (fixture, none, SUBLET_INSTANCE_KEY_PLACE, "–");
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/instance-order/order", test_order);
  g_test_add_func ("/ui/instance-order/nicks", test_nicks);
  g_test_add_func ("/ui/instance-order/texts", test_texts);

  return g_test_run ();
}
