/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/*
 * Leases end, in virtual time: what was ordered is asked of the simulator's ledger.
 */

#define MINUTE_MS (60 * 1000)
#define LEASE_US (40 * G_TIME_SPAN_MINUTE)

#define STATE(name) SUBLET_LEASE_STATE_##name

static SubletRental *
rent (EngineFixture *f, gint64 lease_us, SubletLeaseEnd at_end)
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

static SubletRental *
rent_running (EngineFixture *f, SubletLeaseEnd at_end)
{
  SubletRental *rental = rent (f, LEASE_US, at_end);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  return rental;
}

/* Until so many minutes before its end, by the service's clock as it is right now. */
static void
pass_until (EngineFixture *f, SubletRental *rental, int minutes_left)
{
  gint64 left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (f->clock);

  engine_fixture_pass (f, left_us / 1000 - minutes_left * MINUTE_MS);
}

static guint
count_requests (EngineFixture *f, const char *route)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    n += g_strcmp0 (json_object_get_string_member (json_array_get_object_element (requests, i),
                                                   "route"),
                    route) == 0;

  return n;
}

#define count_stops(f) count_requests (f, "update")

static gint64
count_orders (EngineFixture *f, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM orders WHERE %s", where);

  return engine_fixture_ask_journal (f, sql);
}

static void
assert_state (SubletRental *rental, SubletLeaseState state)
{
  g_assert_cmpint (sublet_rental_get_lease_state (rental), ==, state);
}

static bool
set_lease (EngineFixture *f,
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

static void
set_lease_fine (EngineFixture *f, SubletRental *rental, gint64 end_us, SubletLeaseEnd at_end)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set_lease (f, rental, end_us, at_end, &error));
  g_assert_no_error (error);
}

static void
order (EngineFixture *f, SubletRental *rental, SubletOrder what)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, what, &error));
  g_assert_no_error (error);
}

/* ---- what an end does ---- */

static void
test_stop (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 31);
  assert_state (rental, STATE (RUNNING));
  engine_fixture_pass (f, 2 * MINUTE_MS);
  assert_state (rental, STATE (SOON));
  pass_until (f, rental, 6);
  assert_state (rental, STATE (SOON));
  engine_fixture_pass (f, 2 * MINUTE_MS);
  assert_state (rental, STATE (LAST));
  g_assert_cmpuint (count_stops (f), ==, 0);
  engine_fixture_pass (f, 4 * MINUTE_MS + 5000);
  g_assert_cmpuint (count_stops (f), ==, 1);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_LEASE);
  assert_state (rental, STATE (OVER));
  g_assert_false (sublet_rental_get_busy (rental));
  g_assert_cmpint (count_orders (f, "by_lease AND kind = 'stop' AND outcome = 'done'"), ==, 1);

  /* Once, in this process and in the next. */
  engine_fixture_pass (f, 30 * MINUTE_MS);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_pass (f, 30 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 1);
  g_assert_cmpint (count_orders (f, "1"), ==, 1);
  assert_state (engine_fixture_nth (f, 0), STATE (OVER));
  g_assert_cmpint (sublet_rental_get_reason (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_REASON_LEASE);
}

/* Started again it has another one, which ends too. */
static void
test_start_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 left_us;

  engine_fixture_set (f, "{\"start_odds\": 1}");
  pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  order (f, rental, SUBLET_ORDER_START);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (f->clock);
  g_assert_cmpint (left_us, >, LEASE_US - 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (left_us, <=, LEASE_US);
  assert_state (rental, STATE (RUNNING));
  pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (count_orders (f, "by_lease"), ==, 2);
}

static void
test_destroy (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_DESTROY);

  /* Stopped or not. */
  if (data != NULL)
    {
      order (f, rental, SUBLET_ORDER_STOP);
      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
    }
  pass_until (f, rental, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (count_orders (f, "by_lease AND kind = 'destroy' AND outcome = 'gone'"), ==, 1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM events"
                                               "  WHERE state = 'destroying' AND reason = 'lease'"),
                   ==,
                   1);
}

static void
test_warn (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_WARN);
  const GArray *events;

  pass_until (f, rental, 3);
  assert_state (rental, STATE (LAST));
  pass_until (f, rental, -30);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  assert_state (rental, STATE (OVER));
  g_assert_cmpint (count_orders (f, "1"), ==, 0);
  events = sublet_rental_get_events (rental);
  g_assert_cmpint (g_array_index (events, SubletRentalEvent, events->len - 1).reason,
                   ==,
                   SUBLET_RENTAL_REASON_LEASE_OVER);
}

/* There is nothing to stop. */
static void
test_stopped_already (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  pass_until (f, rental, -10);
  g_assert_cmpuint (count_stops (f), ==, 1);
  g_assert_cmpint (count_orders (f, "by_lease"), ==, 0);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_NONE);
  assert_state (rental, STATE (OVER));
}

/* Found long after it was asked for: its lease ran since then. */
static void
test_found_late (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_arm (f,
                      "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 110000,"
                      " \"how\": \"lost\"}");
  rental = rent (f, G_TIME_SPAN_MINUTE, SUBLET_LEASE_END_DESTROY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  assert_state (rental, STATE (NONE));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_DESTROYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* ---- what stands in its way ---- */

/* By its number, whatever the list says. */
static void
test_unknown_list (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 20);
  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 0}");
  pass_until (f, rental, 1);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  engine_fixture_pass (f, MINUTE_MS + 5000);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

typedef struct
{
  const char *name;
  const char *faults;
  guint stops;  /* requests that it takes */
  bool refused; /* and is seen to be in between */
} Way;

static const Way ways[] = {
  { "lost-reply", "{\"fault\": \"lost-reply\", \"route\": \"update\"}", 1, false },
  { "reset-before", "{\"fault\": \"reset-before\", \"route\": \"update\"}", 2, false },
  { "accepted-not-done",
    "{\"fault\": \"lost-reply\", \"work\": false, \"route\": \"update\"}",
    2,
    false },
  { "refused",
    "{\"fault\": \"json-error\", \"status\": 403, \"route\": \"update\", \"times\": 5}",
    6,
    true },
  { "too-fast", "{\"fault\": \"429-json\", \"route\": \"update\", \"times\": 2}", 3, false },
};

/* Sent again until it stands still: one order. */
static void
test_way (EngineFixture *f, gconstpointer data)
{
  const Way *way = data;
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_set_up (f, NULL);
  rental = rent_running (f, SUBLET_LEASE_END_STOP);
  pass_until (f, rental, 1);
  engine_fixture_arm (f, way->faults);
  engine_fixture_pass (f, MINUTE_MS + 1000);
  if (way->refused)
    {
      assert_state (rental, STATE (WAITING));
      g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
      g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
      g_assert_false (sublet_rental_get_busy (rental));
      g_assert_true (sublet_rental_can_stop (rental));
    }
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_pass (f, 5 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, way->stops);
  assert_state (rental, STATE (OVER));
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);
  g_assert_cmpint (count_orders (f, "by_lease AND outcome = 'done'"), ==, 1);
  g_assert_cmpint (count_orders (f, "1"), ==, 1);
  engine_fixture_tear_down (f, NULL);
}

/* Asleep past the end: the service is asked first, and nothing is sent on what was known before. */
static void
test_asleep (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 10);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"list\", \"times\": 40}");
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"user\", \"times\": 0}");
  pass_until (f, rental, -2);
  g_assert_cmpuint (count_stops (f), ==, 0);
  assert_state (rental, STATE (DUE));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* ---- another process ---- */

static char *
dup_first_route (EngineFixture *f, guint after)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");

  /* The account is how the key is known. */
  return g_strdup (
    json_object_get_string_member (json_array_get_object_element (requests, after + 1), "route"));
}

static guint
count_all_requests (EngineFixture *f)
{
  g_autoptr (JsonNode) owner = NULL;

  return json_array_get_length (
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests"));
}

/* Closed over the end: done at the next start, before anything else. */
static void
test_closed_over_the_end (EngineFixture *f, gconstpointer data)
{
  g_autofree char *route = NULL;
  guint before;

  g_object_unref (rent_running (f, SUBLET_LEASE_END_STOP));
  engine_fixture_close (f);
  engine_fixture_pass (f, 60 * MINUTE_MS);
  before = count_all_requests (f);
  engine_fixture_open (f);
  g_assert_cmpuint (count_stops (f), ==, 0);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_STOPPED);
  route = dup_first_route (f, before);
  g_assert_cmpstr (route, ==, "update");
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* Ended in between, with the order written: one order, in two processes. */
static void
test_interrupted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);
  g_autofree char *route = NULL;
  guint before;

  pass_until (f, rental, 1);
  engine_fixture_arm (f, "{\"fault\": \"http-500-html\", \"route\": \"update\", \"times\": 1}");
  engine_fixture_pass (f, MINUTE_MS + 100);
  g_assert_cmpint (count_orders (f, "by_lease AND closed_us = 0"), ==, 1);
  g_clear_object (&rental);
  engine_fixture_close (f);
  before = count_all_requests (f);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_STOPPED);
  route = dup_first_route (f, before);
  g_assert_cmpstr (route, ==, "update");
  g_assert_cmpint (count_orders (f, "1"), ==, 1);
  g_assert_cmpint (count_orders (f, "outcome = 'done'"), ==, 1);
}

/* Another installation's is only watched, with the same account and key. */
static void
test_other_installation (EngineFixture *f, gconstpointer data)
{
  char *folder;
  SubletRental *rental;

  g_object_unref (rent_running (f, SUBLET_LEASE_END_DESTROY));
  engine_fixture_close (f);
  folder = g_steal_pointer (&f->folder);
  f->folder = sublet_test_make_folder ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  rental = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_origin (rental), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_false (sublet_rental_can_set_lease (rental));
  engine_fixture_pass (f, 60 * MINUTE_MS);
  assert_state (rental, STATE (NONE));
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (count_stops (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  sublet_test_remove_folder (folder);
}

/* ---- the key ---- */

/* Signed out over the end: it is said, and done with the key. */
static void
test_no_key (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 20);
  if (data != NULL)
    {
      engine_fixture_set (f, data);
      engine_fixture_sign_in (f, "bobs-key");
    }
  else
    sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  pass_until (f, rental, 2);
  assert_state (rental, STATE (LAST));
  pass_until (f, rental, -10);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  assert_state (rental, STATE (WAITING));
  g_assert_cmpuint (count_stops (f), ==, 0);
  g_assert_cmpint (count_orders (f, "1"), ==, 0);

  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* Revoked, and the program does not know yet. */
static void
test_revoked (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 1);
  engine_fixture_set (f, "{\"revoke_key\": \"demo-key\"}");
  pass_until (f, rental, -5);
  assert_state (rental, STATE (WAITING));
  g_assert_cmpint (count_orders (f, "1"), ==, 1);
  engine_fixture_set (f, "{\"restore_key\": \"demo-key\"}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (count_orders (f, "1"), ==, 1);
}

/* ---- clocks ---- */

#define HOUR "{\"date_offset\": 3600}"
#define HOUR_BACK "{\"date_offset\": -3600}"
#define RIGHT "{\"date_offset\": 0}"

/* For some minutes the service says that it is an hour later. */
static void
test_ahead_for_a_while (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_DESTROY);
  gint64 end_us = sublet_rental_get_lease_end_us (rental);

  if (data != NULL)
    {
      g_clear_object (&rental);
      engine_fixture_set (f, HOUR);
      engine_fixture_restart (f);
      rental = g_object_ref (engine_fixture_nth (f, 0));
    }
  engine_fixture_set (f, HOUR);
  engine_fixture_pass (f, 4 * MINUTE_MS);
  assert_state (rental, STATE (RUNNING));
  engine_fixture_set (f, RIGHT);
  engine_fixture_pass (f, 2 * MINUTE_MS);
  assert_state (rental, STATE (RUNNING));
  pass_until (f, rental, 1);
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
}

/* It goes on saying so: our clock stood still, as in a frozen computer. */
static void
test_ahead_for_good (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  engine_fixture_set (f, HOUR);
  engine_fixture_pass (f, 9 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 0);
  assert_state (rental, STATE (LAST));
  engine_fixture_pass (f, 3 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* It says that it is an hour earlier: nobody wants another hour. */
static void
test_back (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  pass_until (f, rental, 20);
  engine_fixture_set (f, HOUR_BACK);
  engine_fixture_pass (f, 21 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 0);
  engine_fixture_pass (f, 10 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* This computer's clock is wrong while the program starts anew: ahead it ends nothing, and late it
 * puts the end off by ten minutes. */
static void
test_wall (EngineFixture *f, gconstpointer data)
{
  gint64 offset_us = data != NULL ? 5 * G_TIME_SPAN_HOUR : -5 * G_TIME_SPAN_HOUR;
  SubletRental *rental;

  g_object_unref (rent_running (f, SUBLET_LEASE_END_STOP));
  sublet_simulator_clock_set_wall_offset_us (SUBLET_SIMULATOR_CLOCK (f->clock), offset_us);
  engine_fixture_restart (f);
  rental = engine_fixture_nth (f, 0);
  pass_until (f, rental, 1);
  g_assert_cmpuint (count_stops (f), ==, 0);
  engine_fixture_pass (f, 2 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, offset_us > 0 ? 1 : 0);
  engine_fixture_pass (f, 11 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 1);
}

/* ---- by the person ---- */

static void
test_extend (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 end_us = sublet_rental_get_lease_end_us (rental) + G_TIME_SPAN_HOUR;

  pass_until (f, rental, 3);
  assert_state (rental, STATE (LAST));
  set_lease_fine (f, rental, end_us, SUBLET_LEASE_END_DESTROY);
  assert_state (rental, STATE (RUNNING));
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (rental), ==, SUBLET_LEASE_END_DESTROY);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  rental = g_object_ref (engine_fixture_nth (f, 0));
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  pass_until (f, rental, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (count_stops (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM events WHERE reason = 'lease-changed'"),
    ==,
    1);
}

static void
test_none (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);

  set_lease_fine (f, rental, 0, SUBLET_LEASE_END_STOP);
  assert_state (rental, STATE (NONE));
  engine_fixture_pass (f, 60 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT lease_end_us FROM rentals"), ==, 0);

  /* And one again, shorter than the first. */
  set_lease_fine (f,
                  rental,
                  sublet_clock_get_service_us (f->clock) + G_TIME_SPAN_MINUTE,
                  SUBLET_LEASE_END_STOP);
  assert_state (rental, STATE (LAST));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

/* Refused for so long that the person takes it back. */
static void
test_withdrawn (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);
  guint before;

  pass_until (f, rental, 1);
  engine_fixture_arm (f,
                      "{\"fault\": \"json-error\", \"status\": 403, \"route\": \"update\", "
                      "\"times\": 0}");
  pass_until (f, rental, -10);
  assert_state (rental, STATE (WAITING));
  set_lease_fine (f,
                  rental,
                  sublet_clock_get_service_us (f->clock) + G_TIME_SPAN_HOUR,
                  SUBLET_LEASE_END_STOP);
  assert_state (rental, STATE (RUNNING));
  g_assert_cmpint (count_orders (f, "by_lease AND outcome = 'withdrawn'"), ==, 1);
  before = count_stops (f);
  engine_fixture_pass (f, 10 * MINUTE_MS);
  g_assert_cmpuint (count_stops (f), ==, before);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* What cannot be written is not shown, and the old end holds. */
static void
test_not_set (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 end_us = sublet_rental_get_lease_end_us (rental);
  gint64 now_us = sublet_clock_get_service_us (f->clock);
  g_autoptr (GError) error = NULL;

  g_assert_false (set_lease (f, rental, now_us, SUBLET_LEASE_END_STOP, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    set_lease (f, rental, now_us + 4000 * G_TIME_SPAN_DAY, SUBLET_LEASE_END_STOP, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  engine_fixture_order_journal (f,
                                "CREATE TRIGGER broken BEFORE INSERT ON events"
                                "  BEGIN SELECT RAISE (ABORT, 'broken'); END");
  g_assert_false (
    set_lease (f, rental, end_us + G_TIME_SPAN_HOUR, SUBLET_LEASE_END_DESTROY, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_order_journal (f, "DROP TRIGGER broken");
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpint (sublet_rental_get_lease_at_end (rental), ==, SUBLET_LEASE_END_STOP);
  pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, NULL);
}

#define ADD(name, func, data)             \
  g_test_add ("/core/rental/lease/" name, \
              EngineFixture,              \
              data,                       \
              set_up,                     \
              func,                       \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  ADD ("stop", test_stop, NULL);
  ADD ("start-again", test_start_again, NULL);
  ADD ("destroy", test_destroy, NULL);
  ADD ("destroy-stopped", test_destroy, "stopped");
  ADD ("warn", test_warn, NULL);
  ADD ("stopped-already", test_stopped_already, NULL);
  ADD ("found-late", test_found_late, NULL);
  ADD ("unknown-list", test_unknown_list, NULL);
  for (i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/lease/way/%s", ways[i].name);

      g_test_add (path, EngineFixture, &ways[i], NULL, test_way, NULL);
    }
  ADD ("asleep", test_asleep, NULL);
  ADD ("closed-over-the-end", test_closed_over_the_end, NULL);
  ADD ("interrupted", test_interrupted, NULL);
  ADD ("other-installation", test_other_installation, NULL);
  ADD ("signed-out", test_no_key, NULL);
  ADD ("other-account",
       test_no_key,
       "{\"add_account\": {\"username\": \"bob\", \"email\": \"bob@example.com\","
       " \"key\": \"bobs-key\", \"credit\": 10}}");
  ADD ("revoked", test_revoked, NULL);
  ADD ("ahead-for-a-while", test_ahead_for_a_while, NULL);
  ADD ("ahead-for-a-while-restarted", test_ahead_for_a_while, "restarted");
  ADD ("ahead-for-good", test_ahead_for_good, NULL);
  ADD ("back", test_back, NULL);
  ADD ("wall-ahead", test_wall, "ahead");
  ADD ("wall-late", test_wall, NULL);
  ADD ("extend", test_extend, NULL);
  ADD ("none", test_none, NULL);
  ADD ("withdrawn", test_withdrawn, NULL);
  ADD ("not-set", test_not_set, NULL);

  return g_test_run ();
}
