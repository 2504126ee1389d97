/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-preflight.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/ssh/sublet-key-problem.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>

/* Sublet's SSH key on its way to the account before a rental, and a rental that needs none. */
typedef struct
{
  EngineFixture engine;
  SubletClient *onlooker;
  SubletSession *session;
  SubletAccountKeys *keys;
} World;

#define HOLD "{\"fault\":\"hold\",\"route\":\"ssh-list\",\"times\":0}"
#define FAIL "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":0}"

static SecretValue *
make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

static bool
is_settled (gpointer user_data)
{
  SubletAccountKeys *keys = user_data;

  return sublet_account_keys_get_registration (keys) != SUBLET_KEY_REGISTRATION_UNKNOWN &&
         !sublet_account_keys_get_checking (keys) && !sublet_account_keys_get_refreshing (keys);
}

static bool
is_account_known (gpointer user_data)
{
  return sublet_session_get_account_known (user_data);
}

/* As the program does it: the session has the key, and the engine hears whose it is. */
static void
sign_in (World *world, const char *text)
{
  g_autoptr (SecretValue) key = make_key (text);

  sublet_session_start_demo (world->session, key);
  sublet_test_await (is_account_known, world->session);
  sublet_rental_engine_set_account (world->engine.engine,
                                    sublet_session_get_account (world->session),
                                    TRUE);
  engine_fixture_await_known (&world->engine);
}

static void
set_up (World *world, gconstpointer data)
{
  EngineFixture *f = &world->engine;
  g_autoptr (SubletKeyStore) key_store = NULL;
  g_autoptr (SubletIdentityStore) identity_store = NULL;
  g_autoptr (SecretValue) key = make_key ("demo-key");
  g_autoptr (GError) error = NULL;
  const char *server;

  engine_fixture_set_up (f, NULL);
  engine_fixture_set (f,
                      "[{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}},"
                      "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-write\",\"without\":"
                      "[\"user_write\"],\"refusal_status\":403}}]");
  server = sublet_client_get_server (f->client);
  world->onlooker =
    sublet_client_new (sublet_test_simulator_get_url (f->simulator), f->clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->onlooker, key);
  key_store = sublet_key_store_new (server, TRUE);
  identity_store = sublet_identity_store_new (server, "desk", TRUE);
  world->session = sublet_session_new (f->client, key_store);
  world->keys = sublet_account_keys_new (world->session, identity_store);
  sublet_rental_engine_set_account_keys (f->engine, world->keys);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  engine_fixture_post (&world->engine, "/_sim/release", "{}");
  sublet_session_forget_async (world->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_test_drain ();
  sublet_rental_engine_set_account_keys (world->engine.engine, NULL);
  g_assert_finalize_object (g_steal_pointer (&world->keys));
  g_clear_object (&world->session);
  g_clear_object (&world->onlooker);
  engine_fixture_tear_down (&world->engine, NULL);
}

/* Of the journal, which answers at once, but not in the same turn of the main loop. */
static bool
has_read (gpointer user_data)
{
  g_autoptr (SubletPreflightCheck) check =
    g_list_model_get_item (sublet_preflight_get_checks (user_data), SUBLET_PREFLIGHT_KIND_MACHINE);

  return sublet_preflight_check_get_verdict (check) != SUBLET_PREFLIGHT_VERDICT_CHECKING;
}

static SubletPreflight *
make_preflight (World *world, SubletRentalRequest **request)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, 0);
  SubletPreflight *preflight;

  *request = engine_fixture_make_request (&world->engine, offer);
  preflight = sublet_preflight_new (world->engine.engine, *request);
  sublet_test_await (has_read, preflight);
  return preflight;
}

static SubletPreflightCheck *
get_check (SubletPreflight *preflight)
{
  g_autoptr (SubletPreflightCheck) check =
    g_list_model_get_item (sublet_preflight_get_checks (preflight), SUBLET_PREFLIGHT_KIND_SSH_KEY);

  return check;
}

static void
assert_check (SubletPreflight *preflight,
              SubletPreflightVerdict verdict,
              SubletKeyRegistration registration)
{
  SubletPreflightCheck *check = get_check (preflight);

  g_assert_cmpint (sublet_preflight_check_get_verdict (check), ==, verdict);
  g_assert_cmpint (sublet_preflight_check_get_registration (check), ==, registration);
}

static void
rent (World *world, SubletRentalRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRental) rental = engine_fixture_try_rent (&world->engine, request, &error);

  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

/* ---- the ledger ---- */

static guint
count_requests (World *world, const char *route)
{
  g_autoptr (JsonNode) owner = NULL;
  JsonArray *requests =
    json_object_get_array_member (engine_fixture_ledger (&world->engine, &owner), "requests");
  guint n = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (requests, i),
                                                     "route"),
                      route);

  return n;
}

/* Where the latest request of a route stands among all; -1: there was none. */
static int
find_latest (World *world, const char *route)
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

static SubletSshKeyListing *
list (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshKeyListing *listing;

  sublet_client_list_ssh_keys_async (world->onlooker, NULL, sublet_test_on_result, &result);
  listing = sublet_client_list_ssh_keys_finish (world->onlooker,
                                                sublet_test_await_result (&result),
                                                &error);
  g_assert_no_error (error);
  return listing;
}

/* From elsewhere, as on the service's website. */
static void
empty_account (World *world)
{
  g_autoptr (SubletSshKeyListing) listing = list (world);
  guint i;

  g_assert_cmpuint (listing->keys->len, >, 0);
  for (i = 0; i < listing->keys->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      sublet_client_delete_ssh_key_async (world->onlooker,
                                          sublet_ssh_key_get_data (
                                            g_ptr_array_index (listing->keys, i))
                                            ->id,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
      sublet_test_await_result (&result);
      sublet_client_delete_ssh_key_finish (world->onlooker, result, &error);
      g_assert_no_error (error);
    }
}

static guint
count_keys (World *world)
{
  g_autoptr (SubletSshKeyListing) listing = list (world);

  return listing->keys->len;
}

/* ---- tests ---- */

/* A young answer is believed: the rental is not held up for a second one. */
static void
test_fresh (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  guint n_lists;

  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  preflight = make_preflight (world, &request);
  sublet_test_await (is_settled, world->keys);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_FINE, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  n_lists = count_requests (world, "ssh-list");
  rent (world, request);
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, n_lists);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
}

/* The window asks afresh when it opens. */
static void
test_opened (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  empty_account (world);
  engine_fixture_pass (&world->engine, 20000);
  preflight = make_preflight (world, &request);
  sublet_test_await (is_settled, world->keys);
  g_assert_cmpuint (count_keys (world), ==, 1);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_FINE, SUBLET_KEY_REGISTRATION_REGISTERED);
}

/* Taken away between the window's look and the request: put back before the request goes out. */
static void
test_put_back (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  preflight = make_preflight (world, &request);
  sublet_test_await (is_settled, world->keys);
  empty_account (world);
  engine_fixture_pass (&world->engine, 61000);
  engine_fixture_arm (&world->engine, "{\"fault\":\"delay\",\"route\":\"ssh-list\",\"ms\":500}");
  rent (world, request);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 2);
  g_assert_cmpint (find_latest (world, "ssh-delete"), <, find_latest (world, "ssh-add"));
  g_assert_cmpint (find_latest (world, "ssh-add"), <, find_latest (world, "create"));
  g_assert_cmpuint (count_keys (world), ==, 1);
}

static void
test_team (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  sign_in (world, "the-teams");
  sublet_test_await (is_settled, world->keys);
  preflight = make_preflight (world, &request);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_FINE, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  rent (world, request);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, 1);
}

/* A rental with a key of its own: that one is on the account before the request goes out, and is
 * not put there twice. */
static void
test_own_key (World *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->engine.folder, "lab", NULL);
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q -t ed25519 -C lab -N '' -f '%s'", path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *line = NULL;
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  g_spawn_command_line_sync (command, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (public_path, &line, NULL, &error);
  g_assert_no_error (error);
  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  for (i = 0; i < 2; i++)
    {
      g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, i);
      g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (&world->engine, offer);
      g_autoptr (SubletLaunch)
        launch = sublet_launch_copy (sublet_rental_request_get_launch (request));

      sublet_launch_set_ssh_key (launch, uri);
      sublet_rental_request_set_launch (request, launch);
      rent (world, request);
      sublet_test_await (is_settled, world->keys);
    }
  listing = list (world);
  g_assert_true (sublet_ssh_key_listing_contains (listing, line));
  g_assert_cmpuint (listing->keys->len, ==, 2);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 2);
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

  return sublet_preflight_check_get_verdict (get_check (judged->preflight)) == judged->verdict;
}

static void
await_judged (SubletPreflight *preflight, SubletPreflightVerdict verdict)
{
  Judged judged = { preflight, verdict };

  sublet_test_await (is_judged, &judged);
}

static void
make_file (const char *path, const char *options)
{
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q %s -C lab -N '' -f '%s'", options, path);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* A key that is not there, or that cannot be signed with, is known before anything is rented; until
 * it is known, nothing may be rented either. */
static void
test_own_key_checked (World *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->engine.folder, "lab", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (SubletLaunch) launch = NULL;

  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  preflight = make_preflight (world, &request);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_ssh_key (launch, uri);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_CHECKING);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_GONE);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_STOP);

  make_file (path, "-t ed25519");
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_FINE);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (get_check (preflight)), ==, "lab");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  g_unlink (path);
  make_file (path, "-t dsa");
  sublet_preflight_check_again (preflight);
  await_judged (preflight, SUBLET_PREFLIGHT_VERDICT_STOP);
  g_assert_cmpint (sublet_key_problem_of_error (
                     sublet_preflight_check_get_error (get_check (preflight))),
                   ==,
                   SUBLET_KEY_PROBLEM_DSA);

  sublet_launch_set_ssh_key (launch, "own");
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  g_assert_cmpstr (sublet_preflight_check_get_key_name (get_check (preflight)), ==, "");
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  sublet_launch_set_ssh_key (launch, NULL);
  sublet_rental_request_set_launch (request, launch);
  sublet_preflight_check_again (preflight);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_FINE, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_null (sublet_preflight_check_get_key_name (get_check (preflight)));
}

/* A warning that stays accepted while it is tried again, and never a stop. */
static void
assert_rents_with_warning (World *world, int code)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = make_preflight (world, &request);

  sublet_test_await (is_settled, world->keys);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_WARNING, SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_preflight_check_get_error (get_check (preflight)), SUBLET_ERROR, code);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_WARNING);
  sublet_preflight_check_set_accepted (get_check (preflight), TRUE);
  engine_fixture_pass (&world->engine, 90000);
  sublet_test_await (is_settled, world->keys);
  engine_fixture_await_known (&world->engine);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);
  rent (world, request);
  g_assert_cmpuint (engine_fixture_ledger_rented (&world->engine), ==, 1);
}

static void
test_failing (World *world, gconstpointer data)
{
  engine_fixture_arm (&world->engine, FAIL);
  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  assert_rents_with_warning (world, SUBLET_ERROR_SERVER);
}

static void
test_forbidden (World *world, gconstpointer data)
{
  sign_in (world, "no-write");
  sublet_test_await (is_settled, world->keys);
  assert_rents_with_warning (world, SUBLET_ERROR_FORBIDDEN);
}

/* No answer at all: neither the button nor the request waits for it for long. */
static void
test_silent (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  gint64 clicked_us;

  engine_fixture_arm (&world->engine, HOLD);
  sign_in (world, "demo-key");
  preflight = make_preflight (world, &request);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_CHECKING, SUBLET_KEY_REGISTRATION_REGISTERING);
  g_assert_cmpint (sublet_preflight_get_verdict (preflight), ==, SUBLET_PREFLIGHT_VERDICT_FINE);

  clicked_us = sublet_clock_get_service_us (world->engine.clock);
  rent (world, request);
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
test_taken_away (World *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshKey) key = NULL;

  sign_in (world, "demo-key");
  sublet_test_await (is_settled, world->keys);
  key = g_list_model_get_item (sublet_account_keys_get_keys (world->keys), 0);
  sublet_account_keys_remove_async (world->keys, key, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_account_keys_remove_finish (world->keys, result, NULL));

  preflight = make_preflight (world, &request);
  sublet_test_await (is_settled, world->keys);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_WARNING, SUBLET_KEY_REGISTRATION_MISSING);
  g_assert_cmpuint (count_keys (world), ==, 0);
  sublet_preflight_register_key (preflight);
  sublet_test_await (is_settled, world->keys);
  assert_check (preflight, SUBLET_PREFLIGHT_VERDICT_FINE, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (count_keys (world), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/core/rental/engine-keys/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("fresh", test_fresh);
  ADD ("opened", test_opened);
  ADD ("put-back", test_put_back);
  ADD ("team", test_team);
  ADD ("own-key", test_own_key);
  ADD ("own-key-checked", test_own_key_checked);
  ADD ("failing", test_failing);
  ADD ("forbidden", test_forbidden);
  ADD ("silent", test_silent);
  ADD ("taken-away", test_taken_away);

  return g_test_run ();
}
