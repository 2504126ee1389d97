/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/rental/lease-fixture.h"
#include "support/sublet-test.h"

/*
 * What the end of a lease does, and what stands in its way.
 */

/* ---- what an end does ---- */

static void
test_stop (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 31);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  engine_fixture_pass (f, 2 * MINUTE_MS);
  lease_fixture_assert_state (rental, STATE (SOON));
  lease_fixture_pass_until (f, rental, 6);
  lease_fixture_assert_state (rental, STATE (SOON));
  engine_fixture_pass (f, 2 * MINUTE_MS);
  lease_fixture_assert_state (rental, STATE (LAST));
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  engine_fixture_pass (f, 4 * MINUTE_MS + 5000);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_LEASE);
  lease_fixture_assert_state (rental, STATE (OVER));
  g_assert_false (sublet_rental_get_busy (rental));
  g_assert_cmpint (lease_fixture_count_orders (f,
                                               "by_lease AND kind = 'stop' AND outcome = 'done'"),
                   ==,
                   1);

  /* Once, in this process and in the next. */
  engine_fixture_pass (f, 30 * MINUTE_MS);
  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_pass (f, 30 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
  lease_fixture_assert_state (engine_fixture_nth (f, 0), STATE (OVER));
  g_assert_cmpint (sublet_rental_get_reason (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_REASON_LEASE);
}

/* Started again it has another one, which ends too. */
static void
test_start_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 left_us;

  engine_fixture_set (f, "{\"start_odds\": 1}");
  lease_fixture_pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  lease_fixture_order (f, rental, SUBLET_ORDER_START);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  left_us = sublet_rental_get_lease_end_us (rental) - sublet_clock_get_service_us (f->clock);
  g_assert_cmpint (left_us, >, LEASE_US - 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (left_us, <=, LEASE_US);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  lease_fixture_pass_until (f, rental, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease"), ==, 2);
}

static void
test_destroy (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_DESTROY);

  /* Stopped or not. */
  if (data != NULL)
    {
      lease_fixture_order (f, rental, SUBLET_ORDER_STOP);
      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
    }
  lease_fixture_pass_until (f, rental, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (
    lease_fixture_count_orders (f, "by_lease AND kind = 'destroy' AND outcome = 'gone'"),
    ==,
    1);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM events"
                                               "  WHERE state = 'destroying' AND reason = 'lease'"),
                   ==,
                   1);
}

static void
test_warn (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_WARN);
  const GArray *events;

  lease_fixture_pass_until (f, rental, 3);
  lease_fixture_assert_state (rental, STATE (LAST));
  lease_fixture_pass_until (f, rental, -30);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  lease_fixture_assert_state (rental, STATE (OVER));
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 0);
  events = sublet_rental_get_events (rental);
  g_assert_cmpint (g_array_index (events, SubletRentalEvent, events->len - 1).reason,
                   ==,
                   SUBLET_RENTAL_REASON_LEASE_OVER);
}

/* There is nothing to stop. */
static void
test_stopped_already (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  lease_fixture_pass_until (f, rental, -10);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease"), ==, 0);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_NONE);
  lease_fixture_assert_state (rental, STATE (OVER));
}

/* Found long after it was asked for: its lease ran since then. */
static void
test_found_late (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  gint64 asked_us;

  engine_fixture_arm (f,
                      "{\"fault\": \"late-contract\", \"route\": \"create\", \"ms\": 110000,"
                      " \"how\": \"lost\"}");
  rental = lease_fixture_rent (f, G_TIME_SPAN_MINUTE, SUBLET_LEASE_END_DESTROY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_UNCLEAR);
  lease_fixture_assert_state (rental, STATE (NONE));
  asked_us = sublet_clock_get_service_us (f->clock);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_DESTROYING);
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental),
                   <=,
                   asked_us + G_TIME_SPAN_MINUTE + 5 * G_TIME_SPAN_SECOND);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* ---- what stands in its way ---- */

/* By its number, whatever the list says. */
static void
test_unknown_list (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 20);
  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 0}");
  lease_fixture_pass_until (f, rental, 1);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  engine_fixture_pass (f, MINUTE_MS + 5000);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
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
  rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f, way->faults);
  engine_fixture_pass (f, MINUTE_MS + 1000);
  if (way->refused)
    {
      lease_fixture_assert_state (rental, STATE (WAITING));
      g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
      g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
      g_assert_false (sublet_rental_get_busy (rental));
      g_assert_true (sublet_rental_can_stop (rental));
    }
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_pass (f, 5 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, way->stops);
  lease_fixture_assert_state (rental, STATE (OVER));
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 0);
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease AND outcome = 'done'"), ==, 1);
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
  engine_fixture_tear_down (f, NULL);
}

static gint64
count_events (EngineFixture *f)
{
  return engine_fixture_ask_journal (f, "SELECT count (*) FROM events");
}

/* Not done for long, whatever the service says: it is sent on, and stays said until it stands
 * still. */
static void
test_never_done (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  guint n_stops;
  gint64 n_events;
  int i;

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f, data);
  engine_fixture_pass (f, 4 * MINUTE_MS);
  n_stops = lease_fixture_count_stops (f);
  n_events = count_events (f);
  for (i = 0; i < 60; i++)
    {
      lease_fixture_assert_state (rental, STATE (WAITING));
      g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
      engine_fixture_pass (f, 20 * 1000);
    }
  g_assert_cmpuint (lease_fixture_count_stops (f), >, n_stops);
  g_assert_cmpint (count_events (f), ==, n_events);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, SUBLET_RENTAL_REASON_LEASE);
  lease_fixture_assert_state (rental, STATE (OVER));
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
}

/* Asleep past the end: the service is asked first, and nothing is sent on what was known before. */
static void
test_asleep (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 10);
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"list\", \"times\": 40}");
  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"user\", \"times\": 0}");
  lease_fixture_pass_until (f, rental, -2);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  lease_fixture_assert_state (rental, STATE (DUE));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  LEASE_FIXTURE_ADD ("stop", test_stop, NULL);
  LEASE_FIXTURE_ADD ("start-again", test_start_again, NULL);
  LEASE_FIXTURE_ADD ("destroy", test_destroy, NULL);
  LEASE_FIXTURE_ADD ("destroy-stopped", test_destroy, "stopped");
  LEASE_FIXTURE_ADD ("warn", test_warn, NULL);
  LEASE_FIXTURE_ADD ("stopped-already", test_stopped_already, NULL);
  LEASE_FIXTURE_ADD ("found-late", test_found_late, NULL);
  LEASE_FIXTURE_ADD ("unknown-list", test_unknown_list, NULL);
  LEASE_FIXTURE_ADD ("asleep", test_asleep, NULL);
  LEASE_FIXTURE_ADD ("never-answered",
                     test_never_done,
                     "{\"fault\": \"http-500-html\", \"route\": \"update\", \"times\": 20}");
  LEASE_FIXTURE_ADD ("never-done",
                     test_never_done,
                     "{\"fault\": \"lost-reply\", \"work\": false, \"route\": \"update\", "
                     "\"times\": 20}");
  for (i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/lease/way/%s", ways[i].name);

      g_test_add (path, EngineFixture, &ways[i], NULL, test_way, NULL);
    }

  return g_test_run ();
}
