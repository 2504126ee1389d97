/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* What SSH says completes what lists say, and is in the journal before it is seen. */

static void
test_ready_stays (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_TRYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_CONNECTING);
  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_READY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM events WHERE state IN "
                                               "('connecting', 'ready')"),
                   ==,
                   2);

  /* Lists go on to say *running*, and that changes nothing and writes nothing. */
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_READY);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM events WHERE state = 'ready'"),
    ==,
    1);

  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_NONE);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

/* After a restart nobody knows until somebody asked. */
static void
test_restart (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 contract_id = sublet_rental_get_instance_id (rental);

  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_READY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_READY);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_await_state (engine_fixture_find (f, contract_id), SUBLET_RENTAL_STATE_RUNNING);
}

static void
test_forgotten_when_it_stops (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_READY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_READY);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);

  /* Late news of a connection do not wake the dead. */
  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_READY);
  engine_fixture_pass (f, 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);

  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

static void
test_destroyed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_TRYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_CONNECTING);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  sublet_rental_engine_set_reach (f->engine, rental, SUBLET_REACH_READY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
}

#define ADD(name, func)              \
  g_test_add ("/rental/reach/" name, \
              EngineFixture,         \
              "{\"start_odds\": 1}", \
              engine_fixture_set_up, \
              func,                  \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("ready-stays", test_ready_stays);
  ADD ("restart", test_restart);
  ADD ("forgotten-when-it-stops", test_forgotten_when_it_stops);
  ADD ("destroyed", test_destroyed);

  return g_test_run ();
}
