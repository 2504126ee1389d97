/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-keys-world.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/ssh/sublet-key-problem.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>

/* Sublet's SSH key on its way to the account before a rental, and a rental that needs none. */

#define HOLD "{\"fault\":\"hold\",\"route\":\"ssh-list\",\"times\":0}"
#define FAIL "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":0}"

/* Where the latest request of a route stands among all; -1: there was none. */
static int
find_latest (EngineKeysWorld *world, const char *route)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (&world->engine, &owner), "requests");
  int i;

  for (i = (int) json_array_get_length (requests) - 1; i >= 0; i--)
    {
      JsonObject *request = json_array_get_object_element (requests, (guint) i);

      if (g_str_equal (json_object_get_string_member (request, "route"), route))
        break;
    }

  return i;
}

static guint
count_keys (EngineKeysWorld *world)
{
  g_autoptr (SubletSshKeyListing) listing = engine_keys_list (world);

  return listing->keys->len;
}

/* ---- tests ---- */

/* A young answer is believed: the rental is not held up for a second one. */
static void
test_fresh (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  guint n_lists;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  preflight = engine_keys_make_preflight (world, &request);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  n_lists = engine_fixture_ledger_requests (&world->engine, "ssh-list");
  engine_keys_rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-list"), ==, n_lists);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 1);
}

/* The window asks afresh when it opens. */
static void
test_opened (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_empty_account (world);
  engine_fixture_pass (&world->engine, 20000);
  preflight = engine_keys_make_preflight (world, &request);
  sublet_test_await (engine_keys_is_settled, world->keys);
  g_assert_cmpuint (count_keys (world), ==, 1);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_REGISTERED);
}

/* Taken away between the window's look and the request: put back before the request goes out. */
static void
test_put_back (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  preflight = engine_keys_make_preflight (world, &request);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_empty_account (world);
  engine_fixture_pass (&world->engine, 61000);
  engine_fixture_arm (&world->engine, "{\"fault\":\"delay\",\"route\":\"ssh-list\",\"ms\":500}");
  engine_keys_rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 2);
  g_assert_cmpint (find_latest (world, "ssh-delete"), <, find_latest (world, "ssh-add"));
  g_assert_cmpint (find_latest (world, "ssh-add"), <, find_latest (world, "create"));
  g_assert_cmpuint (count_keys (world), ==, 1);
}

static void
test_team (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  engine_keys_sign_in (world, "the-teams");
  sublet_test_await (engine_keys_is_settled, world->keys);
  preflight = engine_keys_make_preflight (world, &request);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  engine_keys_rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 1);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-list"), ==, 1);
}

typedef struct
{
  SubletPreflight *preflight;
  SubletPreflightVerdict verdict;
} Judged;

static bool
is_judged (gpointer user_data)
{
  Judged *judged = user_data;

  return sublet_preflight_check_get_verdict (engine_keys_get_check (judged->preflight)) ==
         judged->verdict;
}

static void
await_judged (SubletPreflight *preflight, SubletPreflightVerdict verdict)
{
  Judged judged = { preflight, verdict };

  sublet_test_await (is_judged, &judged);
}

/* A key that is not there, or that cannot be signed with, is known before anything is rented; until
 * it is known, nothing may be rented either. */
static void
test_own_key_checked (EngineKeysWorld *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->engine.folder, "lab", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (SubletLaunch) launch = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  preflight = engine_keys_make_preflight (world, &request);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_ssh_key (launch, uri);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_CHECKING);
  g_assert_true (sublet_preflight_check_get_own_key (engine_keys_get_check (preflight)));
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (engine_keys_get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_GONE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_STOP);

  engine_keys_make_file (path, ENGINE_KEYS_OPEN);
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)),
                   ==,
                   "lab");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  g_unlink (path);
  engine_keys_make_file (path, "-t dsa -N ''");
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (engine_keys_get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_DSA);

  sublet_launch_set_ssh_key (launch, "own");
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)), ==, "");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  /* Of what is no choice nothing is looked at: the fields tell. */
  sublet_launch_set_ssh_key (launch, "moon:7");
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_false (sublet_preflight_check_get_own_key (engine_keys_get_check (preflight)));
  sublet_launch_set_ssh_key (launch, NULL);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_null (sublet_preflight_check_get_key_name (engine_keys_get_check (preflight)));
  g_assert_false (sublet_preflight_check_get_own_key (engine_keys_get_check (preflight)));
}

/* A warning that stays accepted while it is tried again, and never a stop. */
static void
assert_rents_with_warning (EngineKeysWorld *world, int code)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = engine_keys_make_preflight (world, &request);

  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_WARNING,
                            SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_preflight_check_get_error (engine_keys_get_check (preflight)),
                  SUBLET_ERROR,
                  code);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_WARNING);
  sublet_preflight_check_set_accepted (engine_keys_get_check (preflight), TRUE);
  engine_fixture_pass (&world->engine, 90000);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_fixture_await_known (&world->engine);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  engine_keys_rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_rented (&world->engine), ==, 1);
}

static void
test_failing (EngineKeysWorld *world, gconstpointer data)
{
  engine_fixture_arm (&world->engine, FAIL);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  assert_rents_with_warning (world, SUBLET_ERROR_SERVER);
}

static void
test_forbidden (EngineKeysWorld *world, gconstpointer data)
{
  engine_keys_sign_in (world, "no-write");
  sublet_test_await (engine_keys_is_settled, world->keys);
  assert_rents_with_warning (world, SUBLET_ERROR_FORBIDDEN);
}

/* No answer at all: neither the button nor the request waits for it for long. */
static void
test_silent (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  gint64 clicked_us;

  engine_fixture_arm (&world->engine, HOLD);
  engine_keys_sign_in (world, "demo-key");
  preflight = engine_keys_make_preflight (world, &request);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_CHECKING,
                            SUBLET_KEY_REGISTRATION_REGISTERING);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  clicked_us = sublet_clock_get_service_us (world->engine.clock);
  engine_keys_rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_rented (&world->engine), ==, 1);
  {
    /* In the simulator's time, which stands while anybody works. */
    g_autoptr (JsonNode) owner = NULL;
    JsonArray *requests =
      json_object_get_array_member (engine_fixture_ledger (&world->engine, &owner), "requests");
    JsonObject *create =
      json_array_get_object_element (requests, (guint) find_latest (world, "create"));

    double seconds = json_object_get_double_member (create, "at") - (double) clicked_us / 1e6;

    /* The click's time comes from a header in whole seconds. */
    g_assert_cmpfloat (seconds, >=, -1);
    g_assert_cmpfloat (seconds, <=, 3);
  }
}

/* What the person took away is not put back behind their back. */
static void
test_taken_away (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshKey) key = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  key = g_list_model_get_item (sublet_account_keys_get_keys (world->keys), 0);
  sublet_account_keys_remove_async (world->keys, key, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_account_keys_remove_finish (world->keys, result, NULL));

  preflight = engine_keys_make_preflight (world, &request);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_WARNING,
                            SUBLET_KEY_REGISTRATION_MISSING);
  g_assert_cmpuint (count_keys (world), ==, 0);
  sublet_preflight_register_key (preflight);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_assert_check (preflight,
                            SUBLET_PREFLIGHT_VERDICT_FINE,
                            SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (count_keys (world), ==, 1);
}

#define ADD(name, function)                     \
  g_test_add ("/core/rental/engine-keys/" name, \
              EngineKeysWorld,                  \
              NULL,                             \
              engine_keys_set_up,               \
              function,                         \
              engine_keys_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("fresh", test_fresh);
  ADD ("opened", test_opened);
  ADD ("put-back", test_put_back);
  ADD ("team", test_team);
  ADD ("own-key-checked", test_own_key_checked);
  ADD ("failing", test_failing);
  ADD ("forbidden", test_forbidden);
  ADD ("silent", test_silent);
  ADD ("taken-away", test_taken_away);

  return g_test_run ();
}
