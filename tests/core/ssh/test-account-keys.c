/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "key-fixture.h"
#include "keys-world.h"

#include "core/base/sublet-error.h"

/* Sublet's own key in the account. */

static bool
has_session_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

/* Not before the service has said whose the API key is. */
static void
test_register (KeysWorld *world, gconstpointer data)
{
  g_autoptr (SecretValue) key = keys_world_make_key ("demo-key");
  g_autoptr (SubletSshKey) shown = NULL;

  keys_world_order (world,
                    "/_sim/faults",
                    "{\"fault\":\"502-html\",\"route\":\"user\",\"times\":4}");
  sublet_session_start_demo (world->session, key);
  sublet_test_await (has_session_error, world->session);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_UNKNOWN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_NEVER);
  g_assert_null (sublet_identity_store_get_identity (world->identity_store));
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-list"), ==, 0);
  /* Nor by hand. */
  sublet_account_keys_register (world->keys);
  sublet_account_keys_refresh (world->keys);
  g_assert_true (keys_world_is_quiet (world->keys));

  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpint (sublet_account_keys_get_known_at_us (world->keys), >, 0);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
  shown = keys_world_get_shown (world, 0);
  g_assert_true (sublet_account_keys_is_own (world->keys, shown));
  g_assert_cmpstr (sublet_ssh_key_get_name (shown), ==, "sublet@desk");
}

static void
test_there_already (KeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletAccountKeys) again = NULL;
  KeysWorldExpected expected = { NULL, SUBLET_KEY_REGISTRATION_REGISTERED };

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  again = sublet_account_keys_new (world->session, world->identity_store);
  expected.keys = again;
  sublet_test_await (keys_world_has_registration, &expected);
  sublet_test_await (keys_world_is_quiet, again);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);
  g_assert_finalize_object (g_steal_pointer (&again));
}

static void
test_tried_again (KeysWorld *world, gconstpointer data)
{
  keys_world_order (world,
                    "/_sim/faults",
                    "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":9}");
  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SERVER);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_ERROR);
  g_assert_error (sublet_account_keys_get_error (world->keys), SUBLET_ERROR, SUBLET_ERROR_SERVER);

  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_null (sublet_account_keys_get_registration_error (world->keys));
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);

  /* What was seen there is believed to be there while nobody answers. */
  keys_world_await_quiet (world);
  keys_world_order (world,
                    "/_sim/faults",
                    "{\"fault\":\"http-500-html\",\"route\":\"ssh-list\",\"times\":9}");
  sublet_account_keys_check (world->keys, 0);
  keys_world_await_quiet (world);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SERVER);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
}

static void
test_narrow_keys (KeysWorld *world, gconstpointer data)
{
  keys_world_order (
    world,
    "/_sim/set",
    "[{\"add_key\":{\"account\":\"ada\",\"key\":\"no-read\",\"without\":[\"user_read\"]}},"
    "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-write\",\"without\":[\"user_write\"],"
    "\"refusal_status\":403}}]");

  keys_world_sign_in (world, "no-write");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_FAILED);
  g_assert_error (sublet_account_keys_get_registration_error (world->keys),
                  SUBLET_ERROR,
                  SUBLET_ERROR_FORBIDDEN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 0);
  /* A permission does not come by waiting. */
  keys_world_pass (world, 20 * 60 * 1000);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);

  /* Who may write but not look. */
  keys_world_sign_in (world, "no-read");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 1);
}

static void
test_team (KeysWorld *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  keys_world_order (world,
                    "/_sim/set",
                    "{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}}");
  keys_world_sign_in (world, "the-teams");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
  g_assert_null (sublet_account_keys_get_registration_error (world->keys));
  sublet_account_keys_check (world->keys, 0);
  g_assert_false (sublet_account_keys_get_checking (world->keys));
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);

  sublet_account_keys_add_async (world->keys, ANOTHER_LINE, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_cmpint (sublet_account_keys_add_finish (world->keys, result, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_TEAM_REFUSED);
  g_assert_no_error (error);
}

/* The person leaves while the account that is left is being asked. */
static void
test_left (KeysWorld *world, gconstpointer data)
{
  keys_world_order (world, "/_sim/faults", "{\"fault\":\"hold\",\"route\":\"ssh-list\"}");
  keys_world_sign_in (world, "demo-key");
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERING);
  keys_world_sign_in (world, "bobs-key");
  keys_world_order (world, "/_sim/release", "{}");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpuint (keys_world_count_keys_of (world, "bobs-key"), ==, 1);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 0);
}

static void
test_signed_out (KeysWorld *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
  sublet_session_forget_async (world->session, NULL, sublet_test_on_result, &result);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_UNKNOWN);
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_NEVER);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 0);
  sublet_test_await_result (&result);
}

/* Two keys that do not say whose they are look alike. */
static void
test_anonymous (KeysWorld *world, gconstpointer data)
{
  keys_world_order (
    world,
    "/_sim/set",
    "[{\"add_key\":{\"account\":\"ada\",\"key\":\"adas\",\"without\":[\"user_read\"]}},"
    "{\"add_key\":{\"account\":\"bob\",\"key\":\"bobs\",\"without\":[\"user_read\"]}}]");
  keys_world_sign_in (world, "adas");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_sign_in (world, "bobs");
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERING);
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (keys_world_count_keys_of (world, "bobs-key"), ==, 1);
}

/* A key of the person's is registered as Sublet's own is, also when it is chosen later. */
static void
test_chosen (KeysWorld *world, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = key_fixture_make (folder, "mine", "-t ecdsa -C 'ada at home' -N ''");
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  g_autoptr (SubletSshKey) shown = NULL;

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  sublet_identity_store_set_choice (world->identity_store, choice);
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 2);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 2);
  shown = keys_world_get_shown (world, 1);
  g_assert_true (sublet_account_keys_is_own (world->keys, shown));
  g_assert_cmpstr (sublet_ssh_key_get_name (shown), ==, "ada at home");
  sublet_test_remove_folder (folder);
}

/* A team's account takes no key of a person's either: it is not offered again and again, and
 * instances get it. */
static void
test_chosen_in_team (KeysWorld *world, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = key_fixture_make (folder, "mine", "-t ed25519 -C lab -N ''");
  g_autofree char *line = key_fixture_dup_line (path);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);

  sublet_identity_store_set_choice (world->identity_store, choice);
  keys_world_order (world,
                    "/_sim/set",
                    "{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}}");
  keys_world_sign_in (world, "the-teams");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_TEAM_REFUSED);
  keys_world_await_quiet (world);
  g_assert_null (sublet_account_keys_get_registration_error (world->keys));
  g_assert_cmpint (sublet_account_keys_get_state (world->keys),
                   ==,
                   SUBLET_ACCOUNT_KEYS_STATE_KNOWN);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 0);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 0);
  sublet_account_keys_check (world->keys, 0);
  g_assert_false (sublet_account_keys_get_checking (world->keys));
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (
                     sublet_identity_store_get_identity (world->identity_store)),
                   ==,
                   line);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  KEYS_WORLD_ADD ("register", test_register);
  KEYS_WORLD_ADD ("there-already", test_there_already);
  KEYS_WORLD_ADD ("tried-again", test_tried_again);
  KEYS_WORLD_ADD ("narrow-keys", test_narrow_keys);
  KEYS_WORLD_ADD ("team", test_team);
  KEYS_WORLD_ADD ("left", test_left);
  KEYS_WORLD_ADD ("signed-out", test_signed_out);
  KEYS_WORLD_ADD ("anonymous", test_anonymous);
  KEYS_WORLD_ADD ("chosen", test_chosen);
  KEYS_WORLD_ADD ("chosen-in-team", test_chosen_in_team);

  return g_test_run ();
}
