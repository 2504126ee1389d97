/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-kind-list.h"

#include "core/base/sublet-money.h"
#include "core/model/sublet-text.h"
#include "support/sublet-test.h"

static void
add_row (GArray *rows, gint64 id, gint64 machine_id, int num_gpus, gint64 dph_base_uusd)
{
  SubletOfferRow *row;

  g_array_set_size (rows, rows->len + 1);
  row = &g_array_index (rows, SubletOfferRow, rows->len - 1);
  sublet_offer_row_init (row);
  row->id = id;
  row->machine_id = machine_id;
  row->num_gpus = num_gpus;
  row->gpu_name = sublet_text_intern ("RTX 4090");
  row->dph_base_nusd = dph_base_uusd != SUBLET_MONEY_UNKNOWN ? dph_base_uusd * 1000
                                                             : SUBLET_MONEY_UNKNOWN;
  row->storage_nusd_per_gb_month = 0;
  row->inet_up_nusd_per_tb = 0;
  row->inet_down_nusd_per_tb = 0;
  row->disk_space_gb = 100;
  row->rentable = true;
}

static gint64
find_id (SubletKindList *list, gint64 id, gint64 machine_id, int num_gpus)
{
  g_autoptr (GArray) like = sublet_offer_rows_new (1);
  const SubletOfferRow *found;
  SubletJob job;

  sublet_job_init (&job);
  add_row (like, id, machine_id, num_gpus, 1);
  found = sublet_kind_list_find (list, &g_array_index (like, SubletOfferRow, 0), &job);

  return found != NULL ? found->id : 0;
}

static void
test_find (void)
{
  g_autoptr (GArray) rows = sublet_offer_rows_new (10);
  g_autoptr (SubletKindList) list = NULL;

  add_row (rows, 70, 9, 1, 500);
  add_row (rows, 71, 7, 2, 900);
  add_row (rows, 72, 7, 1, 800);
  add_row (rows, 73, 7, 1, 700);
  add_row (rows, 74, 7, 1, SUBLET_MONEY_UNKNOWN);
  add_row (rows, 75, 7, 1, 600);
  g_array_index (rows, SubletOfferRow, 5).rented = true;
  add_row (rows, 76, 7, 1, 500);
  g_array_index (rows, SubletOfferRow, 6).disk_space_gb = 10;
  add_row (rows, 77, -1, 1, 100);
  add_row (rows, 78, 7, 1, 400);
  g_array_index (rows, SubletOfferRow, 8).gpu_name = sublet_text_intern ("RTX 3090");
  list = sublet_kind_list_new (rows, SUBLET_PRICE_KIND_ON_DEMAND, 1, false);

  /* The same number, though another costs less; the cheapest where that cannot be. */
  g_assert_cmpint (find_id (list, 72, 7, 1), ==, 72);
  g_assert_cmpint (find_id (list, 75, 7, 1), ==, 73);
  g_assert_cmpint (find_id (list, 1, 7, 1), ==, 73);
  g_assert_cmpint (find_id (list, 1, 7, 2), ==, 71);
  g_assert_cmpint (find_id (list, 1, 9, 1), ==, 70);
  g_assert_cmpint (find_id (list, 78, 7, 1), ==, 73);
  /* Another machine, another count, and a machine that nobody names. */
  g_assert_cmpint (find_id (list, 72, 8, 1), ==, 0);
  g_assert_cmpint (find_id (list, 72, 7, 4), ==, 0);
  g_assert_cmpint (find_id (list, 77, -1, 1), ==, 0);
  g_assert_cmpint (find_id (list, 1, 10, 1), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/kind-list/find", test_find);

  return g_test_run ();
}
