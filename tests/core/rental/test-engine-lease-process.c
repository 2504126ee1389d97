/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/api/sublet-permit-private.h"

#include "core/rental/lease-fixture.h"
#include "support/sublet-test.h"

/*
 * Leases over the end of a process, with another key, and by clocks that err.
 */

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
  bool destroys = data != NULL;
  g_autofree char *route = NULL;
  guint before;

  g_object_unref (
    lease_fixture_rent_running (f, destroys ? SUBLET_LEASE_END_DESTROY : SUBLET_LEASE_END_STOP));
  engine_fixture_close (f);
  engine_fixture_pass (f, 60 * MINUTE_MS);
  before = count_all_requests (f);
  engine_fixture_open (f);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0),
                              destroys ? SUBLET_RENTAL_STATE_GONE : SUBLET_RENTAL_STATE_STOPPED);
  route = dup_first_route (f, before);
  g_assert_cmpstr (route, ==, destroys ? "destroy" : "update");
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, destroys ? 0 : 1);
}

/* Stopped when Sublet was closed, started from elsewhere, and over meanwhile: what the journal says
 * of it is no reading. */
static void
test_started_elsewhere (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  gint64 contract_id = sublet_rental_get_instance_id (rental);
  g_autoptr (SubletPermit) permit = sublet_permit_new ("elsewhere");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_set (f, "{\"start_odds\": 1}");
  lease_fixture_order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_clear_object (&rental);
  /* The client's alone. */
  sublet_client_start_instance_async (f->client,
                                      permit,
                                      contract_id,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  engine_fixture_close (f);
  sublet_test_await_result (&result);
  engine_fixture_pass (f, 60 * MINUTE_MS);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_pass (f, 3 * MINUTE_MS);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_nth (f, 0)),
                   ==,
                   SUBLET_RENTAL_STATE_STOPPED);
  lease_fixture_assert_state (engine_fixture_nth (f, 0), STATE (OVER));
}

/* Before it is known whose the key is, or without a network: it is seen how long is left. */
static void
test_seen_at_once (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 20);
  g_clear_object (&rental);
  engine_fixture_close (f);
  engine_fixture_open (f);
  lease_fixture_assert_state (engine_fixture_nth (f, 0), STATE (SOON));
  engine_fixture_pass (f, 16 * MINUTE_MS);
  lease_fixture_assert_state (engine_fixture_nth (f, 0), STATE (LAST));
  engine_fixture_pass (f, 10 * MINUTE_MS);
  lease_fixture_assert_state (engine_fixture_nth (f, 0), STATE (DUE));
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
}

/* Over since a version that kept no lease: who rented was told that nothing ends by itself. */
static void
test_over_before (EngineFixture *f, gconstpointer data)
{
  SubletRental *rental;

  g_object_unref (lease_fixture_rent_running (f, SUBLET_LEASE_END_DESTROY));
  engine_fixture_order_journal (f, "UPDATE rentals SET lease_done_us = lease_end_us");
  engine_fixture_restart (f);
  rental = engine_fixture_nth (f, 0);
  engine_fixture_pass (f, 4 * 60 * MINUTE_MS);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  lease_fixture_assert_state (rental, STATE (OVER));
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
}

/* Ended in between, with the order written: one order, in two processes. */
static void
test_interrupted (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);
  g_autofree char *route = NULL;
  guint before;

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_arm (f, "{\"fault\": \"http-500-html\", \"route\": \"update\", \"times\": 1}");
  engine_fixture_pass (f, MINUTE_MS + 100);
  g_assert_cmpint (lease_fixture_count_orders (f, "by_lease AND closed_us = 0"), ==, 1);
  g_clear_object (&rental);
  engine_fixture_close (f);
  before = count_all_requests (f);
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (engine_fixture_nth (f, 0), SUBLET_RENTAL_STATE_STOPPED);
  route = dup_first_route (f, before);
  g_assert_cmpstr (route, ==, "update");
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
  g_assert_cmpint (lease_fixture_count_orders (f, "outcome = 'done'"), ==, 1);
}

/* Another installation's is only watched, with the same account and key. */
static void
test_other_installation (EngineFixture *f, gconstpointer data)
{
  char *folder;
  SubletRental *rental;

  g_object_unref (lease_fixture_rent_running (f, SUBLET_LEASE_END_DESTROY));
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
  lease_fixture_assert_state (rental, STATE (NONE));
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  sublet_test_remove_folder (folder);
}

/* ---- the key ---- */

/* Signed out over the end: it is said, and done with the key. */
static void
test_no_key (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 20);
  if (data != NULL)
    {
      engine_fixture_set (f, data);
      engine_fixture_sign_in (f, "bobs-key");
    }
  else
    sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  lease_fixture_pass_until (f, rental, 2);
  lease_fixture_assert_state (rental, STATE (LAST));
  lease_fixture_pass_until (f, rental, -10);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  lease_fixture_assert_state (rental, STATE (WAITING));
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 0);

  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

/* Revoked, and the program does not know yet. */
static void
test_revoked (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 1);
  engine_fixture_set (f, "{\"revoke_key\": \"demo-key\"}");
  lease_fixture_pass_until (f, rental, -5);
  lease_fixture_assert_state (rental, STATE (WAITING));
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
  engine_fixture_set (f, "{\"restore_key\": \"demo-key\"}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (lease_fixture_count_orders (f, "1"), ==, 1);
}

/* ---- clocks ---- */

#define HOUR "{\"date_offset\": 3600}"
#define HOUR_BACK "{\"date_offset\": -3600}"
#define RIGHT "{\"date_offset\": 0}"

/* For some minutes the service says that it is an hour later. */
static void
test_ahead_for_a_while (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_DESTROY);
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
  lease_fixture_assert_state (rental, STATE (RUNNING));
  engine_fixture_set (f, RIGHT);
  engine_fixture_pass (f, 2 * MINUTE_MS);
  lease_fixture_assert_state (rental, STATE (RUNNING));
  lease_fixture_pass_until (f, rental, 1);
  g_assert_cmpint (sublet_rental_get_lease_end_us (rental), ==, end_us);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
}

/* It goes on saying so: our clock stood still, as in a frozen computer. */
static void
test_ahead_for_good (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  engine_fixture_set (f, HOUR);
  engine_fixture_pass (f, 9 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  lease_fixture_assert_state (rental, STATE (LAST));
  engine_fixture_pass (f, 3 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

/* It says that it is an hour earlier: nobody wants another hour. */
static void
test_back (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP);

  lease_fixture_pass_until (f, rental, 20);
  engine_fixture_set (f, HOUR_BACK);
  engine_fixture_pass (f, 21 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  engine_fixture_pass (f, 10 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

/* This computer's clock is wrong while the program starts anew: ahead it ends nothing, and late it
 * puts the end off by ten minutes. */
static void
test_wall (EngineFixture *f, gconstpointer data)
{
  gint64 offset_us = data != NULL ? 5 * G_TIME_SPAN_HOUR : -5 * G_TIME_SPAN_HOUR;
  SubletRental *rental;

  g_object_unref (lease_fixture_rent_running (f, SUBLET_LEASE_END_STOP));
  sublet_simulator_clock_set_wall_offset_us (SUBLET_SIMULATOR_CLOCK (f->clock), offset_us);
  engine_fixture_restart (f);
  rental = engine_fixture_nth (f, 0);
  /* Told by when it will be done. */
  lease_fixture_pass_until (f, rental, offset_us > 0 ? 29 : 19);
  lease_fixture_assert_state (rental, STATE (SOON));
  lease_fixture_pass_until (f, rental, 1);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 0);
  engine_fixture_pass (f, 2 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, offset_us > 0 ? 1 : 0);
  engine_fixture_pass (f, 11 * MINUTE_MS);
  g_assert_cmpuint (lease_fixture_count_stops (f), ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  LEASE_FIXTURE_ADD ("closed-over-the-end", test_closed_over_the_end, NULL);
  LEASE_FIXTURE_ADD ("closed-over-the-end-destroy", test_closed_over_the_end, "destroy");
  LEASE_FIXTURE_ADD ("started-elsewhere", test_started_elsewhere, NULL);
  LEASE_FIXTURE_ADD ("seen-at-once", test_seen_at_once, NULL);
  LEASE_FIXTURE_ADD ("over-before", test_over_before, NULL);
  LEASE_FIXTURE_ADD ("interrupted", test_interrupted, NULL);
  LEASE_FIXTURE_ADD ("other-installation", test_other_installation, NULL);
  LEASE_FIXTURE_ADD ("signed-out", test_no_key, NULL);
  LEASE_FIXTURE_ADD ("other-account",
                     test_no_key,
                     "{\"add_account\": {\"username\": \"bob\", \"email\": \"bob@example.com\","
                     " \"key\": \"bobs-key\", \"credit\": 10}}");
  LEASE_FIXTURE_ADD ("revoked", test_revoked, NULL);
  LEASE_FIXTURE_ADD ("ahead-for-a-while", test_ahead_for_a_while, NULL);
  LEASE_FIXTURE_ADD ("ahead-for-a-while-restarted", test_ahead_for_a_while, "restarted");
  LEASE_FIXTURE_ADD ("ahead-for-good", test_ahead_for_good, NULL);
  LEASE_FIXTURE_ADD ("back", test_back, NULL);
  LEASE_FIXTURE_ADD ("wall-ahead", test_wall, "ahead");
  LEASE_FIXTURE_ADD ("wall-late", test_wall, NULL);

  return g_test_run ();
}
