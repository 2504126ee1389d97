/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-rental-engine.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-money.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

static void
set_up (EngineFixture *f, gconstpointer data)
{
  engine_fixture_set_up (f, "{\"start_odds\": 1}");
}

static void
order (EngineFixture *f, SubletRental *rental, SubletOrder kind)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (f, rental, kind, &error));
  g_assert_no_error (error);
}

static void
test_stop_and_start (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;
  gint64 running_nusd = sublet_rental_get_rate_now_nusd (rental);

  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);

  order (f, rental, SUBLET_ORDER_STOP);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental), <, running_nusd);
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental), >, 0);
  g_assert_cmpuint (sublet_rental_engine_get_running_count (f->engine), ==, 0);

  order (f, rental, SUBLET_ORDER_START);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_rate_now_nusd (rental), ==, running_nusd);
  g_assert_cmpint (
    engine_fixture_ask_journal (f, "SELECT count (*) FROM orders WHERE outcome = 'done'"),
    ==,
    2);
}

static void
test_start_is_queued (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_set (f, "{\"start_odds\": 0}");
  order (f, rental, SUBLET_ORDER_START);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_WAITING_FOR_GPU);
  /* It would start and bill by itself: cancelling is a stop. */
  g_assert_true (sublet_rental_can_stop (rental));
  order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

static void
test_start_above_cap (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  const SubletSpendCaps caps = {
    .per_hour_nusd = sublet_rental_get_rate_now_nusd (rental) - 1,
  };
  g_autoptr (GError) error = NULL;

  order (f, rental, SUBLET_ORDER_STOP);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  sublet_rental_engine_set_caps (f->engine, &caps);
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_START, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_CAP);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_false (sublet_rental_get_busy (rental));
  engine_fixture_pass (f, 60000);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_STOPPED);
}

static void
test_reboot (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  order (f, rental, SUBLET_ORDER_REBOOT);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RESTARTING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

static void
test_refused_order (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"auth-401\", \"route\": \"update\"}");
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (sublet_rental_get_busy (rental));
}

/* The answer to the stop is lost, the stop was done: the lists tell. */
static void
test_lost_order (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"lost-reply\", \"route\": \"update\", \"times\": 0}");
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_nonnull (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
}

/* The answer to a new label is lost: the list is asked at once, not at the next poll. */
static void
test_lost_label (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"update\", \"work\": true}");
  sublet_rental_engine_set_label_async (f->engine,
                                        rental,
                                        "night run",
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);
  g_assert_false (sublet_rental_engine_set_label_finish (f->engine, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpstr (sublet_rental_get_label (rental), !=, "night run");
  engine_fixture_pass (f, 2000);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "night run");
}

static void
test_label (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autofree char *too_long = g_strnfill (128, 'x');
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_label_async (f->engine,
                                        rental,
                                        "night run",
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_set_label_finish (f->engine, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "night run");
  engine_fixture_pass (f, 70000);
  g_assert_cmpstr (sublet_rental_get_label (rental), ==, "night run");

  sublet_rental_engine_set_label_async (f->engine,
                                        rental,
                                        too_long,
                                        NULL,
                                        sublet_test_on_result,
                                        &refused);
  sublet_test_await_result (&refused);
  g_assert_false (sublet_rental_engine_set_label_finish (f->engine, refused, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
}

/* ---- destroy ---- */

typedef struct
{
  const char *name;
  const char *faults;
} Destroy;

#define DESTROY(fault) "{\"fault\": \"" fault "\", \"route\": \"destroy\"}"

static const Destroy destroys[] = {
  { "lost-reply", DESTROY ("lost-reply") },
  { "reset-before", DESTROY ("reset-before") },
  { "502", DESTROY ("502-html") },
  { "429", DESTROY ("429-json") },
  { "cut", DESTROY ("cut-json") },
  { "captive-portal", DESTROY ("wrong-json") },
  { "redirect", DESTROY ("redirect") },
  { "success-false", DESTROY ("success-false") },
  { "many", "{\"fault\": \"reset-before\", \"route\": \"destroy\", \"times\": 6}" },
  { "stale-lists",
    "{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 30000, \"times\": 5}" },
  { "incomplete-lists",
    "{\"fault\": \"incomplete-list\", \"route\": \"list\", \"how\": \"rows\", \"times\": 5}" },
};

/* Whatever stands in its way, it ends, and nothing bills when the card says so. */
static void
test_destroy (EngineFixture *f, gconstpointer data)
{
  const Destroy *row = data;
  g_autoptr (SubletRental) rental = NULL;

  engine_fixture_set_up (f, NULL);
  rental = engine_fixture_rent_running (f);
  engine_fixture_arm (f, row->faults);
  order (f, rental, SUBLET_ORDER_DESTROY);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_DESTROYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f,
                                               "SELECT count (*) FROM orders WHERE closed_us = 0"),
                   ==,
                   0);
  engine_fixture_tear_down (f, NULL);
}

/* Lists that lie for minutes: it is said, and sent again. */
static void
test_still_listed (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_arm (f,
                      "{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 300000,"
                      " \"times\": 0}");
  engine_fixture_pass (f, 310000);
  order (f, rental, SUBLET_ORDER_DESTROY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STILL_LISTED);
  g_assert_cmpuint (sublet_rental_engine_get_attention_count (f->engine), ==, 1);
  g_assert_true (sublet_rental_can_destroy (rental));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), >=, 2);
}

/* On an unknown list the order goes out at once all the same. */
static void
test_destroy_unseen (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_arm (f, "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 40}");
  engine_fixture_pass (f, 120000);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_true (sublet_rental_get_stale (rental));
  g_assert_true (sublet_rental_can_destroy (rental));
  g_assert_false (sublet_rental_can_start (rental));
  order (f, rental, SUBLET_ORDER_DESTROY);
  engine_fixture_pass (f, 10000);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 1);
  /* Sent is not seen. */
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_DESTROYING);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
}

/* Interrupted before the service took it: the next start goes on with it before anything else. */
static void
test_destroy_after_restart (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests;
  SubletRental *again;
  guint before;

  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"destroy\", \"times\": 1}");
  order (f, rental, SUBLET_ORDER_DESTROY);
  g_clear_object (&rental);
  engine_fixture_close (f);

  before = json_array_get_length (
    json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests"));
  g_clear_pointer (&owner, json_node_unref);
  engine_fixture_open (f);
  again = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_state (again), ==, SUBLET_RENTAL_STATE_DESTROYING);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (again, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);

  /* After the account was asked for, which is how the key is known. */
  requests = json_object_get_array_member (engine_fixture_ledger (f, &owner), "requests");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (requests,
                                                                                 before + 1),
                                                  "route"),
                   ==,
                   "destroy");
}

/* ---- what goes wrong by itself ---- */

typedef struct
{
  const char *name;
  const char *image;
  SubletRentalState state;
  SubletRentalReason reason;
} Failure;

static const Failure failures[] = {
  { "manifest-unknown",
    "example/manifest-unknown",
    SUBLET_RENTAL_STATE_FAILED,
    SUBLET_RENTAL_REASON_IMAGE },
  { "pull-denied",
    "example/pull-denied",
    SUBLET_RENTAL_STATE_FAILED,
    SUBLET_RENTAL_REASON_NO_PULL },
  { "unauthorized",
    "example/registry-unauthorized",
    SUBLET_RENTAL_STATE_FAILED,
    SUBLET_RENTAL_REASON_NO_PULL },
  { "unresolved", "example/unresolved", SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_IMAGE },
  { "no-space", "example/no-space", SUBLET_RENTAL_STATE_FAILED, SUBLET_RENTAL_REASON_NO_SPACE },
  { "oci-failure",
    "example/oci-failure",
    SUBLET_RENTAL_STATE_FAILED,
    SUBLET_RENTAL_REASON_CONTAINER },
  { "exit-at-once",
    "example/exit-at-once",
    SUBLET_RENTAL_STATE_EXITED,
    SUBLET_RENTAL_REASON_EXITED },
  { "host-offline",
    "example/host-offline",
    SUBLET_RENTAL_STATE_OFFLINE,
    SUBLET_RENTAL_REASON_HOST },
};

static void
test_failure (EngineFixture *f, gconstpointer data)
{
  const Failure *row = data;
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  engine_fixture_set_up (f, NULL);
  offer = engine_fixture_pick_offer (f, 0);
  request = engine_fixture_make_request (f, offer);
  sublet_rental_request_set_image (request, row->image);
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, row->state);
  g_assert_cmpint (sublet_rental_get_reason (rental), ==, row->reason);
  /* What failed still costs, and can be ended. */
  g_assert_true (sublet_rental_is_open (rental));
  order (f, rental, SUBLET_ORDER_DESTROY);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  engine_fixture_tear_down (f, NULL);
}

/* The service stops what cannot be paid: the card says why. */
static void
test_credit_used_up (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_set (f, "{\"credit\": {\"account\": \"ada\", \"usd\": 0.01}}");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_STOPPED);
  engine_fixture_pass (f, 600000);
  g_assert_cmpint (sublet_account_get_data (sublet_rental_engine_get_account (f->engine))
                     ->credit_uusd,
                   <=,
                   0);
}

#define ADD(name, func)                    \
  g_test_add ("/core/rental/orders/" name, \
              EngineFixture,               \
              NULL,                        \
              set_up,                      \
              func,                        \
              engine_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

  ADD ("stop-and-start", test_stop_and_start);
  ADD ("start-is-queued", test_start_is_queued);
  ADD ("start-above-cap", test_start_above_cap);
  ADD ("reboot", test_reboot);
  ADD ("refused", test_refused_order);
  ADD ("lost", test_lost_order);
  ADD ("label", test_label);
  ADD ("lost-label", test_lost_label);
  for (i = 0; i < G_N_ELEMENTS (destroys); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/orders/destroy/%s", destroys[i].name);

      g_test_add (path, EngineFixture, &destroys[i], NULL, test_destroy, NULL);
    }
  ADD ("destroy/still-listed", test_still_listed);
  ADD ("destroy/unseen", test_destroy_unseen);
  ADD ("destroy/after-restart", test_destroy_after_restart);
  for (i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/orders/failure/%s", failures[i].name);

      g_test_add (path, EngineFixture, &failures[i], NULL, test_failure, NULL);
    }
  ADD ("credit-used-up", test_credit_used_up);

  return g_test_run ();
}
