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
  engine_fixture_set_up (f, data);
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
    {
      JsonObject *request = json_array_get_object_element (requests, i);

      n += g_strcmp0 (json_object_get_string_member (request, "route"), route) == 0;
    }

  return n;
}

static void
look_again (EngineFixture *f)
{
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 3000);
}

/* ---- what is not ours ---- */

static void
test_foreign (EngineFixture *f, gconstpointer data)
{
  SubletRental *foreign;
  g_autoptr (SubletRental) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now_us;

  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  foreign = engine_fixture_nth (f, 0);
  kept = g_object_ref (foreign);
  g_assert_cmpint (sublet_rental_get_origin (foreign), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_cmpuint (f->n_added, ==, 0);
  engine_fixture_await_state (foreign, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), >, 0);
  now_us = sublet_clock_get_service_us (f->clock);
  g_assert_cmpint (sublet_rental_get_cost_uusd (foreign, now_us), >=, 0);

  /* A day of being watched, with lists that fail and lie: nobody touches it. */
  engine_fixture_arm (f,
                      "[{\"fault\": \"stale-list\", \"route\": \"list\", \"times\": 20},"
                      " {\"fault\": \"502-html\", \"route\": \"list\", \"times\": 20},"
                      " {\"fault\": \"incomplete-list\", \"route\": \"list\", \"how\": \"rows\","
                      "  \"times\": 20}]");
  engine_fixture_pass (f, 6 * 60 * 60 * 1000);
  g_assert_cmpuint (count_requests (f, "destroy"), ==, 0);
  g_assert_cmpuint (count_requests (f, "update"), ==, 0);
  g_assert_cmpuint (count_requests (f, "reboot"), ==, 0);
  g_assert_cmpint (sublet_rental_get_state (foreign), ==, SUBLET_RENTAL_STATE_RUNNING);

  /* A person may end it all the same. */
  g_assert_true (engine_fixture_order (f, foreign, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (foreign, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_true (engine_fixture_order (f, foreign, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (foreign, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  g_assert_cmpint (engine_fixture_ask_journal (f, "SELECT count (*) FROM rentals"), ==, 0);
}

/* An order to destroy it outlives the process too. */
static void
test_foreign_destroy_after_restart (EngineFixture *f, gconstpointer data)
{
  SubletRental *foreign = engine_fixture_nth (f, 0);
  g_autoptr (GError) error = NULL;

  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"destroy\", \"times\": 1}");
  g_assert_true (engine_fixture_order (f, foreign, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_close (f);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);

  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  foreign = engine_fixture_nth (f, 0);
  engine_fixture_await_state (foreign, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (sublet_rental_get_origin (foreign), ==, SUBLET_RENTAL_ORIGIN_ELSEWHERE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* Two old lists in a row are no proof: the second is asked for half a minute later, when it shows a
 * contract of that age. */
static void
test_old_lists (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent (f);
  const GArray *events;
  guint i;

  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  engine_fixture_pass (f, 12 * 1000);
  g_assert_nonnull (sublet_rental_get_instance (rental));
  engine_fixture_arm (f,
                      "[{\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 36000000},"
                      " {\"fault\": \"stale-list\", \"route\": \"list\", \"ms\": 25000,"
                      "  \"times\": 5}]");
  sublet_rental_engine_refresh (f->engine);
  engine_fixture_pass (f, 200 * 1000);
  events = sublet_rental_get_events (rental);
  for (i = 0; i < events->len; i++)
    g_assert_cmpint (g_array_index (events, SubletRentalEvent, i).state,
                     !=,
                     SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* Ended on the web page: two lists without it, and the card says so. */
static void
test_ended_elsewhere (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autofree char *order = NULL;

  order = g_strdup_printf ("{\"destroy_instance\": %" G_GINT64_FORMAT "}",
                           sublet_rental_get_instance_id (rental));
  engine_fixture_set (f, order);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
}

/* ---- what is known ---- */

typedef struct
{
  const char *name;
  const char *faults;
  int code;
} Unknown;

static const Unknown unknowns[] = {
  { "502", "{\"fault\": \"502-html\", \"route\": \"list\", \"times\": 0}", SUBLET_ERROR_SERVER },
  { "auth-401", "{\"fault\": \"auth-401\", \"route\": \"list\", \"times\": 0}", SUBLET_ERROR_AUTH },
  { "auth-404", "{\"fault\": \"auth-404\", \"route\": \"list\", \"times\": 0}", SUBLET_ERROR_AUTH },
  { "captive-portal",
    "{\"fault\": \"wrong-json\", \"route\": \"list\", \"times\": 0}",
    SUBLET_ERROR_PROTOCOL },
  { "incomplete",
    "{\"fault\": \"incomplete-list\", \"route\": \"list\", \"times\": 0}",
    SUBLET_ERROR_PROTOCOL },
};

static void
test_unknown (EngineFixture *f, gconstpointer data)
{
  const Unknown *row = data;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  gint64 known_at_us;

  engine_fixture_set_up (f, NULL);
  rental = engine_fixture_rent_running (f);
  offer = engine_fixture_pick_offer (f, 1);
  engine_fixture_pass (f, 20000);
  engine_fixture_arm (f, row->faults);
  known_at_us = sublet_rental_engine_get_known_at_us (f->engine);
  engine_fixture_pass (f, 120000);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_cmpint (sublet_rental_engine_get_unknown_since_us (f->engine), >=, known_at_us);
  g_assert_error (sublet_rental_engine_get_error (f->engine), SUBLET_ERROR, row->code);

  /* What was known stays, marked as old. */
  g_assert_cmpuint (engine_fixture_count (f), ==, 1);
  g_assert_true (sublet_rental_get_stale (rental));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);

  /* And nothing is rented. */
  request = engine_fixture_make_request (f, offer);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_KNOWN);
  g_assert_cmpuint (engine_fixture_ledger_creates (f), ==, 1);
  /* The person may change it and try again. */
  sublet_rental_request_set_label (request, "ada-2");
  engine_fixture_tear_down (f, NULL);
}

static void
test_known_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_arm (f, "{\"fault\": \"reset-before\", \"route\": \"list\", \"times\": 30}");
  engine_fixture_pass (f, 90000);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  engine_fixture_await_known (f);
  g_assert_false (sublet_rental_get_stale (rental));
  g_assert_null (sublet_rental_engine_get_error (f->engine));
  g_assert_cmpint (sublet_rental_engine_get_unknown_since_us (f->engine), ==, 0);
}

/* Unseen and with nothing that changes it asks less often. */
static void
test_hidden (EngineFixture *f, gconstpointer data)
{
  guint before = count_requests (f, "list");
  guint seen;
  guint unseen;

  engine_fixture_pass (f, 60 * 60 * 1000);
  seen = count_requests (f, "list") - before;
  sublet_rental_engine_set_visible (f->engine, FALSE);
  before = count_requests (f, "list");
  engine_fixture_pass (f, 60 * 60 * 1000);
  unseen = count_requests (f, "list") - before;
  g_assert_cmpuint (seen, >=, 58);
  g_assert_cmpuint (seen, <=, 61);
  g_assert_cmpuint (unseen, <=, 12);
}

/* A walk a minute, a look every ten seconds while it comes up. */
static void
test_pace (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  guint before;
  guint during;

  sublet_rental_request_set_image (request, "example/hang-loading");
  rental = engine_fixture_try_rent (f, request, &error);
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_PROVISIONING);
  before = count_requests (f, "list");
  engine_fixture_pass (f, 10 * 60 * 1000);
  during = count_requests (f, "list") - before;
  g_assert_cmpuint (during, >=, 55);
  g_assert_cmpuint (during, <=, 72);
}

/* ---- whose key it is ---- */

static void
test_other_account (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  guint asked;

  engine_fixture_set (f,
                      "{\"add_account\": {\"username\": \"bob\", \"email\": \"bob@example.org\","
                      " \"key\": \"bob-key\", \"credit\": 10}}");
  engine_fixture_sign_in (f, "bob-key");
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  engine_fixture_await_known (f);
  engine_fixture_pass (f, 60 * 60 * 1000);
  /* Bob's lists are known and empty, and prove nothing about Ada's machine. */
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), ==, 0);
  g_assert_false (sublet_rental_can_destroy (rental));
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 1);
  asked = engine_fixture_ledger_destroys (f);
  g_assert_cmpuint (asked, ==, 0);

  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_await_known (f);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), >, 0);
}

static void
test_signed_out (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (f, offer);
  g_autoptr (GError) error = NULL;
  guint before;

  sublet_rental_engine_set_account (f->engine, NULL, FALSE);
  before = count_requests (f, "list");
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_UNKNOWN);
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (count_requests (f, "list"), ==, before);
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
}

static void
note_wanted (SubletRentalEngine *engine, guint *count)
{
  (*count)++;
}

/* A start without an answer: what the journal holds is as old as it is, and never taken for that of
 * a lost key. */
static void
test_awaited (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletOffer) offer = NULL;
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (GError) offline = g_error_new (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "no route");
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_rent_running (f);
  gint64 known_at_us;
  guint lists;
  guint wanted = 0;

  g_object_unref (rental);
  look_again (f);
  known_at_us = sublet_rental_engine_get_known_at_us (f->engine);
  offer = engine_fixture_pick_offer (f, 0);
  request = engine_fixture_make_request (f, offer);
  engine_fixture_close (f);
  lists = count_requests (f, "list");
  engine_fixture_open (f);
  g_signal_connect (f->engine, "account-wanted", G_CALLBACK (note_wanted), &wanted);
  rental = engine_fixture_nth (f, 0);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);

  sublet_rental_engine_await_account (f->engine, offline);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (sublet_rental_get_stale (rental));
  g_assert_cmpint (sublet_rental_get_known_at_us (rental), ==, known_at_us);
  g_assert_cmpint (sublet_rental_engine_get_unknown_since_us (f->engine), ==, known_at_us);
  g_assert_error (sublet_rental_engine_get_error (f->engine),
                  SUBLET_ERROR,
                  SUBLET_ERROR_NO_NETWORK);
  g_assert_cmpint (sublet_rental_engine_get_burn_rate_nusd (f->engine), >, 0);

  /* Nothing is paid for, nothing but the account is asked for. */
  g_assert_null (engine_fixture_try_rent (f, request, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_clear_error (&error);
  g_assert_false (engine_fixture_order (f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK);
  g_clear_error (&error);
  sublet_rental_engine_refresh (f->engine);
  g_assert_cmpuint (wanted, ==, 1);

  /* What ends the bill is written down, and goes out with the key. */
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_pass (f, 60 * 60 * 1000);
  g_assert_cmpuint (engine_fixture_ledger_destroys (f), ==, 0);
  g_assert_cmpuint (count_requests (f, "list"), ==, lists);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
}

/* In mid-work: the key is asked about once more, and what is rented stays. */
static void
test_awaited_again (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);
  gint64 known_at_us = sublet_rental_engine_get_known_at_us (f->engine);

  sublet_rental_engine_await_account (f->engine, NULL);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_engine_get_unknown_since_us (f->engine), ==, known_at_us);
  g_assert_null (sublet_rental_engine_get_account (f->engine));

  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
}

/* The key is revoked in the middle of it: what runs is not forgotten. */
static void
test_revoked (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = engine_fixture_rent_running (f);

  engine_fixture_set (f, "{\"revoke_key\": \"demo-key\"}");
  engine_fixture_pass (f, 120000);
  g_assert_cmpint (sublet_rental_engine_get_knowledge (f->engine), ==, SUBLET_KNOWLEDGE_UNKNOWN);
  g_assert_error (sublet_rental_engine_get_error (f->engine), SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_RUNNING);
  engine_fixture_set (f, "{\"restore_key\": \"demo-key\"}");
  engine_fixture_await_known (f);
}

/* This computer's clock is months off: the service's time counts. */
static void
test_wrong_clock (EngineFixture *f, gconstpointer data)
{
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "100", NULL);
  engine_fixture_post (f, "/_sim/clock", "{\"epoch\": 1754000000}");
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);

  engine_fixture_arm (f, "{\"fault\": \"lost-reply\", \"route\": \"create\"}");
  rental = engine_fixture_rent (f);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_cmpint (sublet_rental_get_state_since_us (rental),
                   <,
                   G_GINT64_CONSTANT (1754000000) * G_USEC_PER_SEC + G_TIME_SPAN_HOUR);
  g_assert_true (engine_fixture_order (f, rental, SUBLET_ORDER_DESTROY, &error));
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpuint (engine_fixture_ledger_billing (f), ==, 0);
  engine_fixture_tear_down (f, NULL);
}

#define FOREIGN "{\"add_foreign_instance\": {\"gpu_name\": \"RTX 4090\", \"label\": \"theirs\"}}"

#define ADD(name, func, data)             \
  g_test_add ("/core/rental/lists/" name, \
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

  ADD ("foreign", test_foreign, FOREIGN);
  ADD ("foreign/destroy-after-restart", test_foreign_destroy_after_restart, FOREIGN);
  ADD ("ended-elsewhere", test_ended_elsewhere, NULL);
  ADD ("old-lists", test_old_lists, NULL);
  for (i = 0; i < G_N_ELEMENTS (unknowns); i++)
    {
      g_autofree char *path = g_strdup_printf ("/core/rental/lists/unknown/%s", unknowns[i].name);

      g_test_add (path, EngineFixture, &unknowns[i], NULL, test_unknown, NULL);
    }
  ADD ("known-again", test_known_again, NULL);
  ADD ("hidden", test_hidden, NULL);
  ADD ("pace", test_pace, NULL);
  ADD ("other-account", test_other_account, NULL);
  ADD ("signed-out", test_signed_out, NULL);
  ADD ("awaited", test_awaited, NULL);
  ADD ("awaited-again", test_awaited_again, NULL);
  ADD ("revoked", test_revoked, NULL);
  g_test_add ("/core/rental/lists/wrong-clock", EngineFixture, NULL, NULL, test_wrong_clock, NULL);

  return g_test_run ();
}
