/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* Ending one that does not come up and taking the next: destroy first, then one create. */

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, data);
}

static SubletRental *
rent_stuck (EngineFixture *f)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  sublet_rental_request_set_image (request, "example/hang-loading");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  engine_fixture_pass (f, 60 * 1000);
  return rental;
}

static SubletRentalRequest *
find_next (EngineFixture *f, SubletRental *rental, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_find_next_async (f->engine, rental, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_find_next_finish (f->engine, result, error);
}

static SubletRental *
replace (EngineFixture *f, SubletRental *rental, SubletRentalRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_replace_async (f->engine,
                                      rental,
                                      request,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  return sublet_rental_engine_replace_finish (f->engine, result, error);
}

/* A request that comes up, unlike the one before. */
static SubletRentalRequest *
find_good_next (EngineFixture *f, SubletRental *rental)
{
  g_autoptr (GError) error = NULL;
  SubletRentalRequest *request = find_next (f, rental, &error);

  g_assert_no_error (error);
  sublet_rental_request_set_image (request, "pytorch/pytorch:latest");
  return request;
}

/* Numbers of the first requests of a route that did their work. */
static gint64
find_request (EngineFixture *f, const char *route, guint nth)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      if (g_strcmp0 (json_object_get_string_member (request, "route"), route) == 0 && nth-- == 0)
        return json_object_get_int_member (request, "number");
    }

  return -1;
}

static void
test_find_next (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_stuck (f);
  g_autoptr (SubletOffer) cheapest = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  const SubletOfferRow *row;
  SubletQuote quote;

  request = find_next (f, rental, &error);
  g_assert_no_error (error);
  row = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  g_assert_cmpint (row->machine_id,
                   !=,
                   sublet_instance_get_data (sublet_rental_get_instance (rental))->machine_id);
  g_assert_cmpstr (sublet_rental_request_get_image (request), ==, "example/hang-loading");
  g_assert_cmpstr (sublet_rental_request_get_label (request), ==, "ada-1");
  sublet_rental_request_get_quote (request, &quote);
  g_assert_cmpint (quote.running_rate_nusd, >, 0);
  /* Nothing was done yet. */
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
}

/* Of an earlier session the journal and the latest reading tell what is to be as good. */
static void
test_find_next_later (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_stuck (f);
  gint64 contract_id = sublet_rental_get_instance_id (rental);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  const SubletOfferRow *row;
  const SubletInstanceData *stuck;

  g_clear_object (&rental);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  rental = g_object_ref (engine_fixture_find (f, contract_id));
  request = find_next (f, rental, &error);
  g_assert_no_error (error);
  stuck = sublet_instance_get_data (sublet_rental_get_instance (rental));
  row = sublet_offer_get_row (sublet_rental_request_get_offer (request));
  g_assert_cmpint (row->machine_id, !=, stuck->machine_id);
  g_assert_cmpstr (row->gpu_name, ==, "RTX 4090");
  g_assert_cmpint (row->num_gpus, >=, stuck->num_gpus);
  g_assert_cmpint (row->verification, ==, SUBLET_VERIFICATION_VERIFIED);
  g_assert_cmpfloat_with_epsilon (sublet_rental_request_get_job (request)->disk_gb, 64, 1e-9);
  g_assert_cmpstr (sublet_rental_request_get_label (request), ==, "ada-1");
  g_assert_cmpint (sublet_rental_request_get_lease_us (request), ==, 8 * G_TIME_SPAN_HOUR);
  g_assert_true (sublet_rental_request_validate (request, &error));
  g_assert_no_error (error);
}

static void
test_replace (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (GError) error = NULL;

  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_rental_get_replaces (next), ==, sublet_rental_get_id (old));
  engine_fixture_await_state (next, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_state (old, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpint (find_request (f, "destroy", 0), <, find_request (f, "create", 1));
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals AS n"
                                               "  JOIN rentals AS o ON o.id = n.replaces_id"),
                   ==,
                   1);
}

/* As long as the service has not taken the order, nothing is asked for. */
static void
test_destroy_fails_for_a_while (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"destroy\", \"times\": 3}");
  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sublet_rental_get_state (next), ==, SUBLET_RENTAL_STATE_INTENDED);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  engine_fixture_await_state (next, SUBLET_RENTAL_STATE_RUNNING);
  /* The fourth is the one that was taken. */
  g_assert_cmpint (find_request (f, "destroy", 3), >, 0);
  g_assert_cmpint (find_request (f, "destroy", 3), <, find_request (f, "create", 1));
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
}

/* Nobody wants a machine that was accepted long ago. */
static void
assert_fails_for_long (EngineFixture *f, const char *jump)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"destroy\", \"times\": 30}");
  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  if (jump != NULL)
    engine_fixture_set (f, jump);
  engine_fixture_await_state (next, SUBLET_RENTAL_STATE_REFUSED);
  g_assert_cmpint (sublet_rental_get_reason (next), ==, SUBLET_RENTAL_REASON_NOT_REPLACED);
  engine_fixture_await_state (old, SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, 10 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

static void
test_destroy_fails_for_long (EngineFixture *f, gconstpointer data)
{
  assert_fails_for_long (f, NULL);
}

/* Whatever the service says the time is. */
static void
test_destroy_fails_for_long_by_our_clock (EngineFixture *f, gconstpointer data)
{
  assert_fails_for_long (f, "{\"date_offset\": -3600}");
}

/* The answer to the destroy is lost: the create waits until the end is known. */
static void
test_destroy_is_lost (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"lost-reply\", \"route\": \"destroy\"}");
  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (next, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_state (old, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
}

/* The program ends between the two: the destroy goes on, nothing is rented, and it is said. */
static void
test_restart_between (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  g_autoptr (SubletRental) next = NULL;
  g_autofree char *next_id = NULL;
  g_autoptr (GError) error = NULL;
  gint64 old_contract_id = sublet_rental_get_instance_id (old);
  guint i;
  guint n_refused = 0;

  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"destroy\", \"times\": 2}");
  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  next_id = g_strdup (sublet_rental_get_id (next));
  g_assert_cmpint (sublet_rental_get_state (next), ==, SUBLET_RENTAL_STATE_INTENDED);
  g_clear_object (&old);
  g_clear_object (&next);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_await_state (engine_fixture_find (f, old_contract_id), SUBLET_RENTAL_STATE_GONE);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE state = "
                                               "'refused' AND reason = 'not-replaced'"),
                   ==,
                   1);
  for (i = 0; i < engine_fixture_count (f); i++)
    n_refused += sublet_rental_get_state (engine_fixture_nth (f, i)) == SUBLET_RENTAL_STATE_REFUSED;
  g_assert_cmpuint (n_refused, <=, 1);
}

/* Of an earlier session the journal tells what was asked for, but for what was secret of it. */
static void
test_find_next_after_restart (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) asked = engine_fixture_make_request (f, offer);
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  SubletLaunch *recalled;
  gint64 contract_id;

  sublet_launch_set_image (launch, "example/hang-loading");
  sublet_launch_set_route (launch, SUBLET_LAUNCH_ROUTE_PROXY);
  sublet_launch_add_env (launch, "HF_TOKEN", "a-secret");
  sublet_launch_add_port (launch, 7860, false);
  sublet_rental_request_set_launch (asked, launch);
  rental = engine_fixture_try_rent (f, asked, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  g_clear_object (&asked);

  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  request = find_next (f, engine_fixture_find (f, contract_id), &error);
  g_assert_no_error (error);
  recalled = sublet_rental_request_get_launch (request);
  g_assert_cmpint (sublet_launch_get_route (recalled), ==, SUBLET_LAUNCH_ROUTE_PROXY);
  g_assert_cmpuint (sublet_launch_get_ports (recalled)->len, ==, 1);
  g_assert_cmpstr (sublet_launch_get_env_name (recalled, 0), ==, "HF_TOKEN");
  g_assert_null (sublet_launch_get_env_value (recalled, 0));
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (recalled), ==, 1);
  g_assert_cmpstr (sublet_rental_request_get_label (request), ==, "ada-1");
  g_assert_cmpfloat_with_epsilon (sublet_rental_request_get_job (request)->disk_gb, 64, 0.001);

  /* Without the value it is not rented, and the old one is left alone. */
  g_assert_null (replace (f, engine_fixture_find (f, contract_id), request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
}

/* Killed after the intent and before the order: neither was done. As the journal has it then. */
static void
test_kill_before_order (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  gint64 old_contract_id = sublet_rental_get_instance_id (old);

  engine_fixture_order_journal (
    f,
    "INSERT INTO rentals (id, server, account_id, token, adopted, state, reason, state_since_us,"
    "    contract_id, machine_id, num_gpus, lease_us, lease_at_end, lease_end_us, made_us, "
    "ended_us,"
    "    meter_at_us, replaces_id)"
    "  SELECT 'follower', server, account_id, 'x/follower', 0, 'intended', 'none', made_us, 0, 1, "
    "1,"
    "    0, 'stop', 0, made_us + 1, 0, made_us, id FROM rentals;"
    "INSERT INTO intents (id, rental_id, server, account_id, number, offer_id, machine_id, "
    "num_gpus,"
    "    ceiling_nusd, written_us)"
    "  SELECT 'i', 'follower', server, account_id, 1, 5, 1, 1, 0, made_us FROM rentals LIMIT 1");
  g_clear_object (&old);
  engine_fixture_restart (f);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 5 * 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (engine_fixture_find (f, old_contract_id)),
                   ==,
                   SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM rentals WHERE state = "
                                               "'refused' AND reason = 'not-replaced'"),
                   ==,
                   1);
}

/* The old one counts as what it bills until it is gone; above the cap neither is done. A volume
 * that is made along counts too. */
static void
assert_cap (EngineFixture *f, bool volume)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) request = find_good_next (f, old);
  const gint64 volume_nusd = volume ? engine_fixture_add_volume (request, 7) : 0;
  SubletSpendCaps caps = { 0 };
  g_autoptr (SubletRental) next = NULL;
  g_autoptr (GError) error = NULL;
  SubletQuote quote;

  sublet_rental_request_get_quote (request, &quote);
  caps.per_hour_nusd =
    quote.running_rate_nusd + volume_nusd + sublet_rental_get_rate_now_nusd (old) - 1;
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_null (replace (f, old, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_clear_error (&error);
  engine_fixture_pass (f, 60 * 1000);
  g_assert_cmpint (sublet_rental_get_state (old), ==, SUBLET_RENTAL_STATE_PROVISIONING);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);

  caps.per_hour_nusd++;
  sublet_rental_engine_set_caps (f->engine, &caps);
  next = replace (f, old, request, &error);
  g_assert_no_error (error);
  /* That machine has no such offer of volumes. */
  engine_fixture_await_state (next,
                              volume ? SUBLET_RENTAL_STATE_REFUSED : SUBLET_RENTAL_STATE_RUNNING);
}

static void
test_cap (EngineFixture *f, gconstpointer data)
{
  assert_cap (f, false);
}

static void
test_cap_of_volume (EngineFixture *f, gconstpointer data)
{
  assert_cap (f, true);
}

/* Clicked twice: one destroy, one create. */
static void
test_twice (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) old = rent_stuck (f);
  g_autoptr (SubletRentalRequest) first = find_good_next (f, old);
  g_autoptr (SubletRentalRequest) second = find_good_next (f, old);
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  g_autoptr (SubletRental) one = NULL;
  g_autoptr (SubletRental) two = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_replace_async (f->engine,
                                      old,
                                      first,
                                      NULL,
                                      sublet_test_on_result,
                                      &first_result);
  sublet_rental_engine_replace_async (f->engine,
                                      old,
                                      second,
                                      NULL,
                                      sublet_test_on_result,
                                      &second_result);
  sublet_test_await_result (&first_result);
  sublet_test_await_result (&second_result);
  one = sublet_rental_engine_replace_finish (f->engine, first_result, &error);
  g_assert_no_error (error);
  two = sublet_rental_engine_replace_finish (f->engine, second_result, &error);
  g_assert_null (two);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  engine_fixture_await_state (one, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_rented (f), ==, 2);
}

#define ADD(name, func)                     \
  g_test_add ("/core/rental/replace/" name, \
              EngineFixture,                \
              NULL,                         \
              set_up,                       \
              func,                         \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("find-next", test_find_next);
  ADD ("find-next-later", test_find_next_later);
  ADD ("in-order", test_replace);
  ADD ("destroy-fails-for-a-while", test_destroy_fails_for_a_while);
  ADD ("destroy-fails-for-long", test_destroy_fails_for_long);
  ADD ("destroy-fails-for-long/by-our-clock", test_destroy_fails_for_long_by_our_clock);
  ADD ("destroy-is-lost", test_destroy_is_lost);
  ADD ("find-next-after-restart", test_find_next_after_restart);
  ADD ("restart-between", test_restart_between);
  ADD ("kill-before-order", test_kill_before_order);
  ADD ("cap", test_cap);
  ADD ("cap/volume", test_cap_of_volume);
  ADD ("twice", test_twice);

  return g_test_run ();
}
