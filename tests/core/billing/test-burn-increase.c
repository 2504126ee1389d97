/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/billing/sublet-burn.h"

#include "core/base/sublet-money.h"
#include "core/rental/sublet-rental-private.h"

#include "support/sublet-test.h"

/* What a burn reads of a rental about a price that its host announced, and of what was paid ahead.
 */

#define DAY ((gint64) G_TIME_SPAN_DAY)

#define NOW (20787 * DAY)
#define CONTRACT_END (NOW + 2 * DAY)

#define RUNNING_NUSD G_GINT64_CONSTANT (325000000)
#define GPU_NUSD G_GINT64_CONSTANT (310000000)
#define DISK_NUSD G_GINT64_CONSTANT (15000000)
#define NEW_GPU_NUSD G_GINT64_CONSTANT (350000000)
#define NEW_DISK_NUSD G_GINT64_CONSTANT (20000000)

#define NOT_KNOWN SUBLET_MONEY_UNKNOWN

/* A reading of it, and the rates that are known of it. */
static void
show (SubletRental *rental, gint64 contract_end_us, gint64 left_uusd)
{
  g_autoptr (SubletInstance) instance = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.id = 1;
  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.intended_status = SUBLET_CONTRACT_STATUS_RUNNING;
  data.dph_total_nusd = RUNNING_NUSD;
  data.end_us = contract_end_us;
  data.credit_balance_uusd = left_uusd;
  instance = sublet_instance_new_take (&data, NOW);
  sublet_rental_set_instance (rental, instance);
  sublet_rental_set_rates (rental, RUNNING_NUSD, RUNNING_NUSD, DISK_NUSD);
}

static SubletRental *
make_rental (gint64 contract_end_us)
{
  SubletRental *rental = sublet_rental_new ("ada", SUBLET_RENTAL_ORIGIN_OURS);

  sublet_rental_set_state (rental, SUBLET_RENTAL_STATE_READY, SUBLET_RENTAL_REASON_NONE, NOW);
  sublet_rental_set_label (rental, "ada");
  sublet_rental_set_instance_id (rental, 1);
  sublet_rental_set_known_at_us (rental, NOW);
  show (rental, contract_end_us, NOT_KNOWN);

  return rental;
}

static SubletPriceIncreaseData
make_data (void)
{
  return (SubletPriceIncreaseData){ .id = 9,
                                    .contract_id = 1,
                                    .old_gpu_nusd = GPU_NUSD,
                                    .new_gpu_nusd = NEW_GPU_NUSD,
                                    .old_disk_nusd = DISK_NUSD,
                                    .new_disk_nusd = NOT_KNOWN,
                                    .from_us = CONTRACT_END };
}

static void
announce (SubletRental *rental, const SubletPriceIncreaseData *data)
{
  g_autoptr (SubletPriceIncrease) increase = sublet_price_increase_new (data);

  sublet_rental_set_increase (rental, increase, NOW);
}

/* (transfer full): of it alone. */
static SubletBurn *
read_burn (SubletRental *rental)
{
  g_autoptr (GListStore) rentals = g_list_store_new (SUBLET_TYPE_RENTAL);
  SubletBurn *burn = sublet_burn_new ();

  g_list_store_append (rentals, rental);
  sublet_burn_add_rentals (burn, G_LIST_MODEL (rentals));
  g_assert_cmpuint (burn->items->len, ==, 1);

  return burn;
}

static void
assert_read (SubletRental *rental,
             SubletBurnIncrease increase,
             gint64 from_us,
             gint64 running_nusd,
             gint64 stopped_nusd)
{
  g_autoptr (SubletBurn) burn = read_burn (rental);
  const SubletBurnItem *item = &g_array_index (burn->items, SubletBurnItem, 0);

  g_assert_cmpint (item->increase, ==, increase);
  g_assert_cmpint (item->increase_us, ==, from_us);
  g_assert_cmpint (item->increased_running_nusd, ==, running_nusd);
  g_assert_cmpint (item->increased_stopped_nusd, ==, stopped_nusd);
}

/* ---- one that waits ---- */

static bool
is_vague (SubletRental *rental)
{
  g_autoptr (SubletBurn) burn = read_burn (rental);

  return g_array_index (burn->items, SubletBurnItem, 0).increase_vague;
}

/* What has no new price keeps the old one; what is not said is not known. */
static void
test_waiting (void)
{
  SubletPriceIncreaseData data = make_data ();
  g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);

  assert_read (rental, SUBLET_BURN_INCREASE_NONE, 0, NOT_KNOWN, NOT_KNOWN);
  announce (rental, &data);
  assert_read (rental,
               SUBLET_BURN_INCREASE_WAITING,
               CONTRACT_END,
               NEW_GPU_NUSD + DISK_NUSD,
               DISK_NUSD);
  g_assert_false (is_vague (rental));

  data.new_disk_nusd = NEW_DISK_NUSD;
  data.changes_others = true;
  announce (rental, &data);
  assert_read (rental,
               SUBLET_BURN_INCREASE_WAITING,
               CONTRACT_END,
               NEW_GPU_NUSD + NEW_DISK_NUSD,
               NEW_DISK_NUSD);
  g_assert_true (is_vague (rental));

  /* From when is not said, but from the end of its contract on is all it can be. */
  data = make_data ();
  data.old_disk_nusd = NOT_KNOWN;
  data.new_disk_nusd = NEW_DISK_NUSD;
  data.new_gpu_nusd = NOT_KNOWN;
  data.from_us = 0;
  announce (rental, &data);
  assert_read (rental, SUBLET_BURN_INCREASE_WAITING, CONTRACT_END, NOT_KNOWN, NEW_DISK_NUSD);
}

static void
test_when_unknown (void)
{
  SubletPriceIncreaseData data = make_data ();
  g_autoptr (SubletRental) rental = make_rental (0);

  data.from_us = 0;
  announce (rental, &data);
  assert_read (rental, SUBLET_BURN_INCREASE_WAITING, 0, NEW_GPU_NUSD + DISK_NUSD, DISK_NUSD);
}

/* The list of those that wait is read less often than that of instances: what it still names after
 * the contract went on is the price by now. */
static void
test_holds_already (void)
{
  SubletPriceIncreaseData data = make_data ();
  g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);

  announce (rental, &data);
  show (rental, CONTRACT_END + 30 * DAY, NOT_KNOWN);
  sublet_rental_set_known_at_us (rental, CONTRACT_END - 1);
  assert_read (rental,
               SUBLET_BURN_INCREASE_WAITING,
               CONTRACT_END,
               NEW_GPU_NUSD + DISK_NUSD,
               DISK_NUSD);
  sublet_rental_set_known_at_us (rental, CONTRACT_END);
  assert_read (rental, SUBLET_BURN_INCREASE_NONE, 0, NOT_KNOWN, NOT_KNOWN);
}

/* ---- one that was answered ---- */

/* As the list of those that wait still shows it. */
static void
test_answers (void)
{
  static const struct
  {
    bool accepts;
    SubletIncreaseState state;
    SubletBurnIncrease increase;
  } rows[] = {
    { true, SUBLET_INCREASE_STATE_ASKED, SUBLET_BURN_INCREASE_WAITING },
    { true, SUBLET_INCREASE_STATE_UNCLEAR, SUBLET_BURN_INCREASE_WAITING },
    { true, SUBLET_INCREASE_STATE_TAKEN, SUBLET_BURN_INCREASE_ACCEPTED },
    { true, SUBLET_INCREASE_STATE_NOT_SEEN, SUBLET_BURN_INCREASE_WAITING },
    { true, SUBLET_INCREASE_STATE_REFUSED, SUBLET_BURN_INCREASE_WAITING },
    { false, SUBLET_INCREASE_STATE_ASKED, SUBLET_BURN_INCREASE_WAITING },
    { false, SUBLET_INCREASE_STATE_UNCLEAR, SUBLET_BURN_INCREASE_WAITING },
    { false, SUBLET_INCREASE_STATE_TAKEN, SUBLET_BURN_INCREASE_NONE },
    { false, SUBLET_INCREASE_STATE_NOT_SEEN, SUBLET_BURN_INCREASE_WAITING },
  };
  const SubletPriceIncreaseData data = make_data ();
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const bool comes = rows[i].increase != SUBLET_BURN_INCREASE_NONE;
      g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      announce (rental, &data);
      sublet_rental_set_increase_answer (rental, rows[i].accepts, rows[i].state);
      assert_read (rental,
                   rows[i].increase,
                   comes ? CONTRACT_END : 0,
                   comes ? NEW_GPU_NUSD + DISK_NUSD : NOT_KNOWN,
                   comes ? DISK_NUSD : NOT_KNOWN);
    }
}

/* No list shows it any more: what it does to the disk is not known. */
static void
test_accepted (void)
{
  g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);

  sublet_rental_set_awaited_rate_nusd (rental, NEW_GPU_NUSD + DISK_NUSD);
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_DONE);
  assert_read (rental,
               SUBLET_BURN_INCREASE_ACCEPTED,
               CONTRACT_END,
               NEW_GPU_NUSD + DISK_NUSD,
               NOT_KNOWN);
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_NOT_KNOWN);
  assert_read (rental,
               SUBLET_BURN_INCREASE_WAITING,
               CONTRACT_END,
               NEW_GPU_NUSD + DISK_NUSD,
               NOT_KNOWN);

  /* It came to more than was announced: nothing becomes cheaper. */
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_DONE);
  sublet_rental_set_awaited_rate_nusd (rental, RUNNING_NUSD - 1);
  assert_read (rental, SUBLET_BURN_INCREASE_ACCEPTED, CONTRACT_END, RUNNING_NUSD, NOT_KNOWN);
}

/* What was accepted comes whatever becomes of another one; of both the dearer counts. */
static void
test_another_after (void)
{
  SubletPriceIncreaseData data = make_data ();
  g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);

  sublet_rental_set_awaited_rate_nusd (rental, RUNNING_NUSD + 1);
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_DONE);
  announce (rental, &data);
  assert_read (rental,
               SUBLET_BURN_INCREASE_WAITING,
               CONTRACT_END,
               NEW_GPU_NUSD + DISK_NUSD,
               DISK_NUSD);
  sublet_rental_set_increase_answer (rental, FALSE, SUBLET_INCREASE_STATE_TAKEN);
  assert_read (rental, SUBLET_BURN_INCREASE_ACCEPTED, CONTRACT_END, RUNNING_NUSD + 1, NOT_KNOWN);

  data.new_gpu_nusd = GPU_NUSD + 1;
  announce (rental, &data);
  sublet_rental_set_awaited_rate_nusd (rental, NEW_GPU_NUSD);
  sublet_rental_set_increase_answer (rental, TRUE, SUBLET_INCREASE_STATE_DONE);
  assert_read (rental, SUBLET_BURN_INCREASE_WAITING, CONTRACT_END, NEW_GPU_NUSD, DISK_NUSD);
}

/* ---- what was paid ahead ---- */

static gint64
read_deposit_uusd (gint64 left_uusd, SubletDepositState state)
{
  g_autoptr (SubletRental) rental = make_rental (CONTRACT_END);
  g_autoptr (SubletBurn) burn = NULL;

  show (rental, CONTRACT_END, left_uusd);
  sublet_rental_set_deposit (rental, 50000000, state);
  burn = read_burn (rental);

  return g_array_index (burn->items, SubletBurnItem, 0).deposit_uusd;
}

/* The list says what is left, whoever paid it; where it says nothing, something may be. */
static void
test_deposit (void)
{
  g_assert_cmpint (read_deposit_uusd (0, SUBLET_DEPOSIT_STATE_NONE), ==, 0);
  g_assert_cmpint (read_deposit_uusd (42100000, SUBLET_DEPOSIT_STATE_NONE), ==, 42100000);
  g_assert_cmpint (read_deposit_uusd (42100000, SUBLET_DEPOSIT_STATE_PAID), ==, 42100000);
  g_assert_cmpint (read_deposit_uusd (0, SUBLET_DEPOSIT_STATE_PAID), ==, 0);
  g_assert_cmpint (read_deposit_uusd (NOT_KNOWN, SUBLET_DEPOSIT_STATE_PAID), ==, NOT_KNOWN);
  g_assert_cmpint (read_deposit_uusd (NOT_KNOWN, SUBLET_DEPOSIT_STATE_NONE), ==, 0);
  g_assert_cmpint (read_deposit_uusd (NOT_KNOWN, SUBLET_DEPOSIT_STATE_REFUSED), ==, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/billing/burn-increase/waiting", test_waiting);
  g_test_add_func ("/billing/burn-increase/when-unknown", test_when_unknown);
  g_test_add_func ("/billing/burn-increase/holds-already", test_holds_already);
  g_test_add_func ("/billing/burn-increase/answers", test_answers);
  g_test_add_func ("/billing/burn-increase/accepted", test_accepted);
  g_test_add_func ("/billing/burn-increase/another-after", test_another_after);
  g_test_add_func ("/billing/burn-increase/deposit", test_deposit);

  return g_test_run ();
}
