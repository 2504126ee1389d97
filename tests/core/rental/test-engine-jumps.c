/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/*
 * The service's `Date` is wrong for a while, forwards or backwards: the simulator's own time goes
 * on as it is. What decides about money is counted by our own clock.
 */

#define HOUR "{\"date_offset\": 3600}"
#define HOUR_BACK "{\"date_offset\": -3600}"
#define MONTH "{\"date_offset\": 2592000}"
#define RIGHT "{\"date_offset\": 0}"

#define LATE                                                               \
  "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 110000, " \
  "\"how\": \"lost\"}"

static bool
was_refused (SubletRental *rental)
{
  const GArray *events = sublet_rental_get_events (rental);
  guint i;

  for (i = 0; i < events->len; i++)
    {
      if (g_array_index (events, SubletRentalEvent, i).state == SUBLET_RENTAL_STATE_REFUSED)
        return true;
    }

  return false;
}

/* Three looks within a minute prove nothing, whatever the header says. */
static void
test_ahead_while_unclear (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f, LATE);
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_set (f, HOUR);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (was_refused (rental));
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
}

/* The same, after the program has ended: this computer's clock does not agree. */
static void
test_ahead_after_restart (EngineFixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  SubletRental *rental;

  engine_fixture_arm (f, LATE);
  {
    g_autoptr (SubletRental) first = engine_fixture_rent (f);

    engine_fixture_await_state (first, SUBLET_RENTAL_STATE_UNCLEAR);
    id = g_strdup (sublet_rental_get_id (first));
  }
  engine_fixture_set (f, HOUR);
  engine_fixture_restart (f);
  rental = engine_fixture_nth (f, 0);
  g_assert_cmpstr (sublet_rental_get_id (rental), ==, id);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (was_refused (rental));
}

/* Ahead by a month when the request ended: that is no reason to stay unclear for a month. */
static void
test_ahead_at_the_end (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_set (f, MONTH);
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 5000);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"create\"}");
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  engine_fixture_set (f, RIGHT);
  if (data != NULL)
    {
      g_clear_object (&rental);
      engine_fixture_restart (f);
      rental = g_object_ref (engine_fixture_nth (f, 0));
    }
  engine_fixture_pass (f, 300 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_REFUSED);
}

/* It shows up long after the answer that named it; until then its absence says nothing. */
static void
test_ahead_before_it_shows (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  const GArray *events;
  guint i;

  engine_fixture_arm (f,
                      "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 150000,"
                      " \"how\": \"ok\"}");
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  engine_fixture_set (f, HOUR);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  events = sublet_rental_get_events (rental);
  for (i = 0; i < events->len; i++)
    g_assert_cmpint (g_array_index (events, SubletRentalEvent, i).state,
                     !=,
                     SUBLET_RENTAL_STATE_GONE);
}

/* An order that was accepted a month from now is over when the lists show it. */
static void
test_ahead_at_an_order (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_set (f, MONTH);
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 5000);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  engine_fixture_set (f, RIGHT);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);

  engine_fixture_set (f, MONTH);
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 5000);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_pass (f, 1000);
  engine_fixture_set (f, RIGHT);
  engine_fixture_pass (f, 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* Readings are believed in the order in which they were asked for. */
static void
test_back_while_running (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autofree char *order = NULL;

  engine_fixture_set (f, HOUR_BACK);
  order = g_strdup_printf ("{\"exit_instance\": %" G_GINT64_FORMAT "}",
                           sublet_rental_get_instance_id (rental));
  engine_fixture_set (f, order);
  engine_fixture_pass (f, 150 * 1000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_EXITED);
}

static guint
count_lists (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    n += g_strcmp0 (json_object_get_string_member (json_array_get_object_element (requests, i),
                                                   "route"),
                    "list") == 0;

  return n;
}

/* A list from before the jump is as old as it is: before something is rented it is asked for again.
 */
static void
test_back_before_a_rental (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  engine_fixture_pass (f, 40 * 1000);
  engine_fixture_set (f, HOUR_BACK);
  offer = engine_fixture_pick_offer (f, 0);
  request = engine_fixture_make_request (f, offer);
  before = count_lists (f);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_lists (f), >, before);
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

#define ADD(name, func, data)             \
  g_test_add ("/core/rental/jumps/" name, \
              EngineFixture,              \
              data,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("ahead-while-unclear", test_ahead_while_unclear, NULL);
  ADD ("ahead-after-restart", test_ahead_after_restart, NULL);
  ADD ("ahead-at-the-end", test_ahead_at_the_end, NULL);
  ADD ("ahead-at-the-end-restarted", test_ahead_at_the_end, "restarted");
  ADD ("ahead-before-it-shows", test_ahead_before_it_shows, NULL);
  ADD ("ahead-at-an-order", test_ahead_at_an_order, NULL);
  ADD ("back-while-running", test_back_while_running, NULL);
  ADD ("back-before-a-rental", test_back_before_a_rental, NULL);

  return g_test_run ();
}
