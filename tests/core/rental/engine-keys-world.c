/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-keys-world.h"

#include "support/sublet-test.h"

static SecretValue *
make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

bool
engine_keys_is_settled (gpointer user_data)
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

void
engine_keys_sign_in (EngineKeysWorld *world, const char *text)
{
  g_autoptr (SecretValue) key = make_key (text);

  sublet_session_start_demo (world->session, key);
  sublet_test_await (is_account_known, world->session);
  sublet_rental_engine_set_account (world->engine.engine,
                                    sublet_session_get_account (world->session),
                                    TRUE);
  engine_fixture_await_known (&world->engine);
}

void
engine_keys_set_up (EngineKeysWorld *world, gconstpointer data)
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
                      "[\"user_write\"],\"refusal_status\":403}},"
                      "{\"add_account\":{\"username\":\"bob\",\"email\":\"bob@example.org\","
                      "\"key\":\"bobs-key\",\"credit\":10}}]");
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

void
engine_keys_tear_down (EngineKeysWorld *world, gconstpointer data)
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

SubletPreflight *
engine_keys_make_preflight (EngineKeysWorld *world, SubletRentalRequest **request)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, 0);
  SubletPreflight *preflight;

  *request = engine_fixture_make_request (&world->engine, offer);
  preflight = sublet_preflight_new (world->engine.engine, *request);
  sublet_test_await (has_read, preflight);
  return preflight;
}

SubletPreflightCheck *
engine_keys_get_check (SubletPreflight *preflight)
{
  g_autoptr (SubletPreflightCheck) check =
    g_list_model_get_item (sublet_preflight_get_checks (preflight), SUBLET_PREFLIGHT_KIND_SSH_KEY);

  return check;
}

void
engine_keys_assert_check (SubletPreflight *preflight,
                          SubletPreflightVerdict verdict,
                          SubletKeyRegistration registration)
{
  SubletPreflightCheck *check = engine_keys_get_check (preflight);

  g_assert_cmpint (sublet_preflight_check_get_verdict (check), ==, verdict);
  g_assert_cmpint (sublet_preflight_check_get_registration (check), ==, registration);
}

void
engine_keys_give_key (SubletRentalRequest *request, const char *ssh_key, SubletLaunchMode mode)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_copy (sublet_rental_request_get_launch (request));

  sublet_launch_set_ssh_key (launch, ssh_key);
  sublet_launch_set_mode (launch, mode);
  sublet_rental_request_set_launch (request, launch);
}

void
engine_keys_rent (EngineKeysWorld *world, SubletRentalRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRental) rental = engine_fixture_try_rent (&world->engine, request, &error);

  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

SubletSshKeyListing *
engine_keys_list (EngineKeysWorld *world)
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

void
engine_keys_empty_account (EngineKeysWorld *world)
{
  g_autoptr (SubletSshKeyListing) listing = engine_keys_list (world);
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

SubletIdentityStore *
engine_keys_get_store (EngineKeysWorld *world)
{
  return sublet_account_keys_get_identity_store (world->keys);
}

/* ---- a file with a key ---- */

void
engine_keys_file_clear (EngineKeysFile *file)
{
  g_free (file->path);
  g_free (file->uri);
  g_free (file->line);
}

void
engine_keys_make_file (const char *path, const char *options)
{
  g_autofree char *command = g_strdup_printf ("ssh-keygen -q %s -C lab -f '%s'", options, path);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

void
engine_keys_file_init (EngineKeysFile *file, EngineKeysWorld *world, const char *options)
{
  g_autofree char *public_path = NULL;
  g_autoptr (GError) error = NULL;

  file->path = g_build_filename (world->engine.folder, "lab", NULL);
  file->uri = g_filename_to_uri (file->path, NULL, NULL);
  engine_keys_make_file (file->path, options);
  public_path = g_strconcat (file->path, ".pub", NULL);
  g_file_get_contents (public_path, &file->line, NULL, &error);
  g_assert_no_error (error);
}

/* ---- the person ---- */

void
engine_keys_person_clear (EngineKeysPerson *person)
{
  if (person->asker != NULL)
    g_signal_handlers_disconnect_by_data (person->asker, person);
  g_clear_object (&person->asker);
}

static void
on_withdrawn (EngineKeysPerson *person)
{
  person->n_withdrawn++;
}

static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        EngineKeysPerson *person)
{
  if (g_set_object (&person->asker, asker))
    g_signal_connect_swapped (asker, "question-withdrawn", G_CALLBACK (on_withdrawn), person);
  person->n_asked++;
}

void
engine_keys_person_init (EngineKeysPerson *person, EngineKeysWorld *world)
{
  g_signal_connect (engine_keys_get_store (world), "ask-passphrase", G_CALLBACK (on_ask), person);
}

bool
engine_keys_person_was_asked (gpointer user_data)
{
  return ((EngineKeysPerson *) user_data)->n_asked > 0;
}

bool
engine_keys_person_is_left_alone (gpointer user_data)
{
  EngineKeysPerson *person = user_data;

  return person->n_withdrawn == person->n_asked;
}

void
engine_keys_person_answer (EngineKeysPerson *person)
{
  SecretValue *passphrase = secret_value_new ("secret", -1, "text/plain");

  sublet_identity_store_answer (person->asker, passphrase);
  secret_value_unref (passphrase);
}
