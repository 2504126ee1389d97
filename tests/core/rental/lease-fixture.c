/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/lease-fixture.h"

#include "support/sublet-test.h"

SubletRental *
lease_fixture_rent (EngineFixture *f, gint64 lease_us, SubletLeaseEnd at_end)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  sublet_rental_request_set_lease (request, lease_us, at_end);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);

  return rental;
}

SubletRental *
lease_fixture_rent_running (EngineFixture *f, SubletLeaseEnd at_end)
{
  SubletRental *rental = lease_fixture_rent (f, LEASE_US, at_end);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  return rental;
}

void
lease_fixture_pass_until (EngineFixture *f, SubletRental *rental, int minutes_left)
{
  gint64 left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (f->clock);

  engine_fixture_pass (f, left_us / 1000 - minutes_left * MINUTE_MS);
}

gint64
lease_fixture_count_orders (EngineFixture *f, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM orders WHERE %s", where);

  return engine_fixture_ask_journal (f, sql);
}

void
lease_fixture_assert_state (SubletRental *rental, SubletLeaseState state)
{
  g_assert_cmpint (sublet_rental_get_lease_state (rental), ==, state);
}

bool
lease_fixture_set_lease (EngineFixture *f,
                         SubletRental *rental,
                         gint64 end_us,
                         SubletLeaseEnd at_end,
                         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_set_lease_async (f->engine,
                                        rental,
                                        end_us,
                                        at_end,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);

  return sublet_rental_engine_set_lease_finish (f->engine, result, error);
}

void
lease_fixture_set_lease_fine (EngineFixture *f,
                              SubletRental *rental,
                              gint64 end_us,
                              SubletLeaseEnd at_end)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lease_fixture_set_lease (f, rental, end_us, at_end, &error));
  g_assert_no_error (error);
}

void
lease_fixture_order (EngineFixture *f, SubletRental *rental, SubletOrder what)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, what, &error));
  g_assert_no_error (error);
}

void
lease_fixture_set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}
