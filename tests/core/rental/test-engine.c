/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* The main job: rent, see it come up, see what it costs, destroy, see it gone. */
static void
test_rent_and_give_back (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  gint64 contract_id;
  gint64 now_us;

  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), ==, 0);
  g_assert_cmpint (sublet_rental_engine_get_credit_end_us (f->engine), ==, 0);

  rental = engine_fixture_rent_running (f);
  contract_id = engine_fixture_ledger_contract (f);
  g_assert_cmpuint (f->n_added, ==, 1);
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  g_assert_true (engine_fixture_nth (f, 0) == rental);
  g_assert_cmpint (sublet_rental_get_instance_id (rental), ==, contract_id);
  g_assert_cmpint (sublet_rental_get_origin (rental), ==, SUBLET_RENTAL_ORIGIN_OURS);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "ada-1");
  g_assert_cmpstr (sublet_rental_get_gpu_name (rental), ==, "RTX 4090");
  g_assert_nonnull (sublet_rental_get_instance (rental));
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  /* What was quoted is what it costs. */
  g_assert_cmpint (ABS (sublet_rental_get_rate_now_nusd (rental) -
                        sublet_rental_get_quoted_rate_nusd (rental)),
                   <,
                   1000000);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine),
                   ==,
                   sublet_rental_get_rate_now_nusd (rental));
  g_assert_cmpuint (sublet_rental_engine_get_running_count (f->engine), ==, 1);
  g_assert_cmpint (sublet_rental_engine_get_credit_end_us (f->engine), >, 0);
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), >, 0);

  /* An hour costs an hour. */
  now_us = sublet_clock_get_service_us (f->clock);
  engine_fixture_pass (f, G_TIME_SPAN_HOUR / 1000);
  g_assert_cmpint (sublet_rental_get_cost_uusd (rental, now_us + G_TIME_SPAN_HOUR) -
                     sublet_rental_get_cost_uusd (rental, now_us),
                   ==,
                   sublet_money_cost_uusd (sublet_rental_get_rate_now_nusd (rental),
                                           G_TIME_SPAN_HOUR));

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_DESTROYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (sublet_rental_get_gone_looks (rental), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), ==, 0);
  /* What ended in this session stays to be seen. */
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  g_assert_cmpuint (f->n_notices, ==, 0);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  g_assert_cmpuint (engine_fixture_count (f), ==, 0);
}

#define ADD(name, func)                    \
  g_test_add ("/core/rental/engine/" name, \
              EngineFixture,               \
              NULL,                        \
              engine_fixture_set_up,       \
              func,                        \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("rent-and-give-back", test_rent_and_give_back);

  return g_test_run ();
}
