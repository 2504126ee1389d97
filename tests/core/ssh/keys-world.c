/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "keys-world.h"

#include "core/base/sublet-json.h"

#include "support/sublet-simulator-clock.h"

SecretValue *
keys_world_make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

void
keys_world_order (KeysWorld *world, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (world->simulator, path, json);
}

static SubletClient *
make_client (KeysWorld *world)
{
  g_autoptr (GError) error = NULL;
  SubletClient *client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), world->clock, &error);

  g_assert_no_error (error);
  return client;
}

void
keys_world_set_up (KeysWorld *world, gconstpointer data)
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

  keys_world_order (world,
                    "/_sim/set",
                    "{\"add_account\":{\"username\":\"bob\",\"email\":\"bob@example.org\",\"key\":"
                    "\"bobs-key\",\"credit\":10}}");
}

void
keys_world_tear_down (KeysWorld *world, gconstpointer data)
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

void
keys_world_sign_in (KeysWorld *world, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = keys_world_make_key (text);
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

guint
keys_world_count_requests (KeysWorld *world, const char *route)
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

SubletSshKeyListing *
keys_world_list_as (KeysWorld *world, const char *text)
{
  g_autoptr (SecretValue) key = keys_world_make_key (text);
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

guint
keys_world_count_keys_of (KeysWorld *world, const char *text)
{
  g_autoptr (SubletSshKeyListing) listing = keys_world_list_as (world, text);

  return listing->keys->len;
}

/* ---- what the account keys say ---- */

guint
keys_world_count_shown (KeysWorld *world)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (world->keys));
}

SubletSshKey *
keys_world_get_shown (KeysWorld *world, guint position)
{
  SubletSshKey *key = g_list_model_get_item (sublet_account_keys_get_keys (world->keys), position);

  g_assert_nonnull (key);
  return key;
}

bool
keys_world_has_registration (gpointer user_data)
{
  KeysWorldExpected *expected = user_data;

  return sublet_account_keys_get_registration (expected->keys) == expected->registration;
}

void
keys_world_await_registration (KeysWorld *world, SubletKeyRegistration registration)
{
  KeysWorldExpected expected = { world->keys, registration };

  if (!sublet_test_wait_for (keys_world_has_registration, &expected, SUBLET_TEST_TIMEOUT_MS))
    g_error ("registration %d instead of %d",
             sublet_account_keys_get_registration (world->keys),
             registration);
}

bool
keys_world_is_quiet (gpointer user_data)
{
  return !sublet_account_keys_get_checking (user_data) &&
         !sublet_account_keys_get_refreshing (user_data);
}

void
keys_world_await_quiet (KeysWorld *world)
{
  sublet_test_await (keys_world_is_quiet, world->keys);
}

void
keys_world_pass (KeysWorld *world, gint64 duration_ms)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_clock_wait_async (world->clock, duration_ms, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_clock_wait_finish (world->clock, result, NULL));
}
