/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-account-keys.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include "support/sublet-simulator-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

#include <string.h>

/* The real session and client over real HTTP against the simulator, whose time is virtual and whose
 * ledger tells what was sent. What an account has is asked by a second client. */

#define ANOTHER_LINE \
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ ada@desk"

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClock *clock;
  SubletClient *client;
  SubletClient *onlooker;
  SubletKeyStore *key_store;
  SubletSession *session;
  SubletIdentityStore *identity_store;
  SubletAccountKeys *keys;
} World;

static SecretValue *
make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

static void
order (World *world, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (world->simulator, path, json);
}

static SubletClient *
make_client (World *world)
{
  g_autoptr (GError) error = NULL;
  SubletClient *client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), world->clock, &error);

  g_assert_no_error (error);
  return client;
}

static void
set_up (World *world, gconstpointer data)
{
  const char *server;

  world->simulator = sublet_test_simulator_new ("--offers", "50", NULL);
  world->clock = SUBLET_CLOCK (
    sublet_simulator_clock_new (sublet_test_simulator_get_url (world->simulator), "keys"));
  sublet_simulator_clock_set_peer (SUBLET_SIMULATOR_CLOCK (world->clock),
                                   sublet_test_simulator_get_process_id (world->simulator));
  world->client = make_client (world);
  world->onlooker = make_client (world);
  server = sublet_client_get_server (world->client);
  world->key_store = sublet_key_store_new (server, TRUE);
  world->session = sublet_session_new (world->client, world->key_store);
  world->identity_store = sublet_identity_store_new (server, "desk", TRUE);
  world->keys = sublet_account_keys_new (world->session, world->identity_store);

  order (world,
         "/_sim/set",
         "{\"add_account\":{\"username\":\"bob\",\"email\":\"bob@example.org\",\"key\":"
         "\"bobs-key\",\"credit\":10}}");
}

static void
tear_down (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_session_forget_async (world->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_clear_object (&result);
  sublet_test_drain ();

  g_assert_finalize_object (g_steal_pointer (&world->keys));
  g_assert_finalize_object (g_steal_pointer (&world->session));
  g_assert_finalize_object (g_steal_pointer (&world->identity_store));
  g_clear_object (&world->key_store);
  g_clear_object (&world->client);
  g_clear_object (&world->onlooker);
  g_clear_object (&world->clock);
  g_clear_object (&world->simulator);
}

static void
sign_in (World *world, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = make_key (text);
  g_autoptr (GError) error = NULL;

  sublet_session_sign_in_async (world->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                TRUE,
                                NULL,
                                sublet_test_on_result,
                                &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_session_sign_in_finish (world->session, result, &error));
  g_assert_no_error (error);
}

/* ---- what the simulator says ---- */

static guint
count_requests (World *world, const char *route)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);
  JsonArray *requests = sublet_json_get_opt_array (json_node_get_object (ledger), "requests");
  guint n_requests = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      g_autofree char *name =
        sublet_json_dup_opt_string (json_array_get_object_element (requests, i), "route");

      n_requests += g_strcmp0 (name, route) == 0;
    }

  return n_requests;
}

static SubletSshKeyListing *
list_as (World *world, const char *text)
{
  g_autoptr (SecretValue) key = make_key (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshKeyListing *listing;

  sublet_client_set_key (world->onlooker, key);
  sublet_client_list_ssh_keys_async (world->onlooker, NULL, sublet_test_on_result, &result);
  listing = sublet_client_list_ssh_keys_finish (world->onlooker,
                                                sublet_test_await_result (&result),
                                                &error);
  g_assert_no_error (error);
  return listing;
}

static guint
count_keys_of (World *world, const char *text)
{
  g_autoptr (SubletSshKeyListing) listing = list_as (world, text);

  return listing->keys->len;
}

static void
empty_account (World *world, const char *text)
{
  g_autoptr (SubletSshKeyListing) listing = list_as (world, text);
  guint i;

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

/* ---- what the account keys say ---- */

static guint
count_shown (World *world)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (world->keys));
}

static SubletSshKey *
get_shown (World *world, guint position)
{
  SubletSshKey *key = g_list_model_get_item (sublet_account_keys_get_keys (world->keys), position);

  g_assert_nonnull (key);
  return key;
}

typedef struct
{
  SubletAccountKeys *keys;
  SubletKeyRegistration registration;
} Expected;

static bool
has_registration (gpointer user_data)
{
  Expected *expected = user_data;

  return sublet_account_keys_get_registration (expected->keys) == expected->registration;
}

static void
await_registration (World *world, SubletKeyRegistration registration)
{
  Expected expected = { world->keys, registration };

  if (!sublet_test_wait_for (has_registration, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("registration %d instead of %d",
             sublet_account_keys_get_registration (world->keys),
             registration);
}

static bool
is_quiet (gpointer user_data)
{
  return !sublet_account_keys_get_checking (user_data) &&
         !sublet_account_keys_get_refreshing (user_data);
}

static void
await_quiet (World *world)
{
  sublet_test_await (is_quiet, world->keys);
}

static bool
has_session_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

static void
pass (World *world, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (world->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (world->clock, result, NULL));
}

/* ---- Sublet's own key ---- */

/* Not before the service has said whose the API key is. */
static void
test_register (World *world, gconstpointer data)
{
  g_autoptr (SecretValue) key = make_key ("demo-key");
  g_autoptr (SubletSshKey) shown = NULL;

  order (world, "/_sim/faults", "{\"fault\":\"502-html\",\"route\":\"user\",\"times\":4}");
  sublet_session_start_demo (world->session, key);
  sublet_test_await (has_session_error, world->session);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_UNKNOWN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_NEVER);
  g_assert_null (sublet_identity_store_get_identity (world->identity_store));
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, 0);
  /* Nor by hand. */
  sublet_account_keys_register (world->keys);
  sublet_account_keys_refresh (world->keys);
  g_assert_true (is_quiet (world->keys));

  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpint (sublet_account_keys_get_known_at_us (world->keys), >, 0);
  g_assert_cmpuint (count_shown (world), ==, 1);
  shown = get_shown (world, 0);
  g_assert_true (sublet_account_keys_is_own (world->keys, shown));
  g_assert_cmpstr (sublet_ssh_key_get_name (shown), ==, "sublet@desk");
}

static void
test_there_already (World *world, gconstpointer data)
{
  g_autoptr (SubletAccountKeys) again = NULL;
  Expected expected = { NULL, SUBLET_KEY_REGISTRATION_REGISTERED };

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  again = sublet_account_keys_new (world->session, world->identity_store);
  expected.keys = again;
  sublet_test_await (has_registration, &expected);
  sublet_test_await (is_quiet, again);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  g_assert_finalize_object (g_steal_pointer (&again));
}

static void
test_tried_again (World *world, gconstpointer data)
{
  order (world, "/_sim/faults", "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":9}");
  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SERVER);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_ERROR);
  g_assert_error (sublet_account_keys_get_error (world->keys), SUBLET_ERROR, SUBLET_ERROR_SERVER);

  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_null (sublet_account_keys_get_registration_error (world->keys));
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);

  /* What was seen there is believed to be there while nobody answers. */
  await_quiet (world);
  order (world, "/_sim/faults", "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":9}");
  sublet_account_keys_check (world->keys, 0);
  await_quiet (world);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SERVER);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpuint (count_shown (world), ==, 1);
}

static void
test_narrow_keys (World *world, gconstpointer data)
{
  order (world,
         "/_sim/set",
         "[{\"add_key\":{\"account\":\"ada\",\"key\":\"no-read\",\"without\":[\"user_read\"]}},"
         "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-write\",\"without\":[\"user_write\"],"
         "\"refusal_status\":403}}]");

  sign_in (world, "no-write");
  await_registration (world, SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpuint (count_shown (world), ==, 0);
  /* A permission does not come by waiting. */
  pass (world, 20 * 60 * 1000);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);

  /* Who may write but not look. */
  sign_in (world, "no-read");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN);
  await_quiet (world);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 1);
}

static void
test_team (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  order (world,
         "/_sim/set",
         "{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}}");
  sign_in (world, "the-teams");
  await_registration (world, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
  g_assert_null (sublet_account_keys_get_registration_error (world->keys));
  sublet_account_keys_check (world->keys, 0);
  g_assert_false (sublet_account_keys_get_checking (world->keys));
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);

  sublet_account_keys_add_async (world->keys, ANOTHER_LINE, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_cmpint (sublet_account_keys_add_finish (world->keys, result, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_TEAM_REFUSED);
  g_assert_no_error (error);
}

/* The person leaves while the account that is left is being asked. */
static void
test_left (World *world, gconstpointer data)
{
  order (world, "/_sim/faults", "{\"fault\":\"hold\",\"route\":\"ssh-list\"}");
  sign_in (world, "demo-key");
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERING);
  sign_in (world, "bobs-key");
  order (world, "/_sim/release", "{}");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpuint (count_keys_of (world, "bobs-key"), ==, 1);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 0);
}

static void
test_signed_out (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  g_assert_cmpuint (count_shown (world), ==, 1);
  sublet_session_forget_async (world->session, NULL, sublet_test_on_result, &result);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_UNKNOWN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_NEVER);
  g_assert_cmpuint (count_shown (world), ==, 0);
  sublet_test_await_result (&result);
}

/* Two keys that do not say whose they are look alike. */
static void
test_anonymous (World *world, gconstpointer data)
{
  order (world,
         "/_sim/set",
         "[{\"add_key\":{\"account\":\"ada\",\"key\":\"adas\",\"without\":[\"user_read\"]}},"
         "{\"add_key\":{\"account\":\"bob\",\"key\":\"bobs\",\"without\":[\"user_read\"]}}]");
  sign_in (world, "adas");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  sign_in (world, "bobs");
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERING);
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (count_keys_of (world, "bobs-key"), ==, 1);
}

static void
test_check (World *world, gconstpointer data)
{
  guint n_lists;

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  n_lists = count_requests (world, "ssh-list");
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  g_assert_false (sublet_account_keys_get_checking (world->keys));
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, n_lists);

  /* Somebody else takes it away: told when the list is looked at, put back before a rental. */
  empty_account (world, "demo-key");
  sublet_account_keys_refresh (world->keys);
  await_registration (world, SUBLET_KEY_REGISTRATION_MISSING);
  await_quiet (world);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 2);
  await_quiet (world);

  /* Not looked at meanwhile: seen when it counts. */
  empty_account (world, "demo-key");
  pass (world, 61 * 1000);
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  g_assert_true (sublet_account_keys_get_checking (world->keys));
  await_quiet (world);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 1);
}

/* ---- changes ---- */

static SubletKeyPlacement
add (World *world, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_account_keys_add_async (world->keys, text, sublet_test_on_result, &result);
  return sublet_account_keys_add_finish (world->keys, sublet_test_await_result (&result), error);
}

static gboolean
remove_nth (World *world, guint position, GError **error)
{
  g_autoptr (SubletSshKey) key = get_shown (world, position);
  g_autoptr (GAsyncResult) result = NULL;

  sublet_account_keys_remove_async (world->keys, key, sublet_test_on_result, &result);
  return sublet_account_keys_remove_finish (world->keys, sublet_test_await_result (&result), error);
}

static void
test_add (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_adds;

  g_assert_cmpint (add (world, ANOTHER_LINE, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_clear_error (&error);

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  n_adds = count_requests (world, "ssh-add");

  sublet_test_logs_start ();
  g_assert_cmpint (add (world,
                        "-----BEGIN OPENSSH PRIVATE KEY-----\nplanted\n"
                        "-----END OPENSSH PRIVATE KEY-----\n",
                        &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_null (strstr (error->message, "planted"));
  g_clear_error (&error);
  {
    g_autofree char *log = sublet_test_logs_stop ();

    g_assert_null (strstr (log, "planted"));
  }
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, n_adds);

  order (world, "/_sim/faults", "{\"fault\":\"lost-reply\",\"route\":\"ssh-add\"}");
  g_assert_cmpint (add (world, " " ANOTHER_LINE "\n", &error), ==, SUBLET_KEY_PLACEMENT_DONE);
  g_assert_no_error (error);
  await_quiet (world);
  g_assert_cmpuint (count_shown (world), ==, 2);
  g_assert_cmpint (add (world, ANOTHER_LINE, &error), ==, SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_no_error (error);
  await_quiet (world);
  g_assert_cmpuint (count_shown (world), ==, 2);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 2);
}

static const char *const removal_faults[] = {
  "{\"fault\":\"lost-reply\",\"route\":\"ssh-delete\"}",
  "{\"fault\":\"502-html\",\"route\":\"ssh-delete\",\"work\":true}",
};

static void
test_remove (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize i;

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  for (i = 0; i < G_N_ELEMENTS (removal_faults); i++)
    {
      add (world, ANOTHER_LINE, &error);
      g_assert_no_error (error);
      await_quiet (world);
      g_assert_cmpuint (count_shown (world), ==, 2);
      order (world, "/_sim/faults", removal_faults[i]);
      g_assert_true (remove_nth (world, 1, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_shown (world), ==, 1);
      g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 1);
    }

  /* Not removed: it is still shown, and the error says so. */
  order (world,
         "/_sim/faults",
         "{\"fault\":\"reset-before\",\"route\":\"ssh-delete\",\"times\":0}");
  g_assert_false (remove_nth (world, 0, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (count_shown (world), ==, 1);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERED);
}

/* What the person took away stays away until they want it back. */
static void
test_remove_own (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sign_in (world, "demo-key");
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  g_assert_true (remove_nth (world, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_MISSING);
  await_quiet (world);
  sublet_account_keys_check (world->keys, 0);
  await_quiet (world);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 0);

  sublet_account_keys_register (world->keys);
  await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  await_quiet (world);
  g_assert_cmpuint (count_keys_of (world, "demo-key"), ==, 1);
  g_assert_cmpuint (count_shown (world), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/core/ssh/account-keys/" name, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("register", test_register);
  ADD ("there-already", test_there_already);
  ADD ("tried-again", test_tried_again);
  ADD ("narrow-keys", test_narrow_keys);
  ADD ("team", test_team);
  ADD ("left", test_left);
  ADD ("signed-out", test_signed_out);
  ADD ("anonymous", test_anonymous);
  ADD ("check", test_check);
  ADD ("add", test_add);
  ADD ("remove", test_remove);
  ADD ("remove-own", test_remove_own);

  return g_test_run ();
}
