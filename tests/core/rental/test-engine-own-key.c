/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-keys-world.h"

#include "support/sublet-test.h"

/* Rentals with an SSH key of their own. */

/* (transfer full): on its way. */
static SubletRental *
rent_in_mode (EngineKeysWorld *world, guint nth, const char *ssh_key, SubletLaunchMode mode)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, nth);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (&world->engine, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  engine_keys_give_key (request, ssh_key, mode);
  rental = engine_fixture_try_rent (&world->engine, request, &error);
  g_assert_no_error (error);

  return rental;
}

static SubletRental *
rent (EngineKeysWorld *world, guint nth, const char *ssh_key)
{
  return rent_in_mode (world, nth, ssh_key, SUBLET_LAUNCH_MODE_SSH);
}

/* As the onlooker sees it. */
static bool
has_key (EngineKeysWorld *world, const char *line)
{
  g_autoptr (SubletSshKeyListing) listing = engine_keys_list (world);

  return sublet_ssh_key_listing_contains (listing, line);
}

typedef struct
{
  EngineKeysWorld *world;
  const char *line;
} Wanted;

static bool
is_there (gpointer user_data)
{
  Wanted *wanted = user_data;

  return has_key (wanted->world, wanted->line);
}

static void
await_key (EngineKeysWorld *world, const char *line)
{
  Wanted wanted = { world, line };

  sublet_test_await (is_there, &wanted);
}

static bool
is_open (gpointer user_data)
{
  return sublet_identity_store_get_identity (user_data) != NULL;
}

/* Each who waits for an answer of theirs holds the account's keys. */
typedef struct
{
  EngineKeysWorld *world;
  guint n_holders;
} Holders;

static guint
count_holders (EngineKeysWorld *world)
{
  return G_OBJECT (world->keys)->ref_count;
}

static bool
is_left_alone (gpointer user_data)
{
  Holders *holders = user_data;

  return count_holders (holders->world) == holders->n_holders;
}

/* A key with a passphrase, somebody to be asked for it, and an account. */
static void
begin_locked (EngineKeysWorld *world, EngineKeysFile *file, EngineKeysPerson *person)
{
  engine_keys_file_init (file, world, ENGINE_KEYS_LOCKED);
  engine_keys_person_init (person, world);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
}

/* ---- tests ---- */

/* It is on the account before the request goes out, and is not put there twice. */
static void
test_registered (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_autoptr (SubletSshKeyListing) listing = NULL;
  guint i;

  engine_keys_file_init (&file, world, ENGINE_KEYS_OPEN);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  for (i = 0; i < 2; i++)
    {
      g_autoptr (SubletRental) rental = rent (world, i, file.uri);

      engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
      sublet_test_await (engine_keys_is_settled, world->keys);
    }
  listing = engine_keys_list (world);
  g_assert_true (sublet_ssh_key_listing_contains (listing, file.line));
  g_assert_cmpuint (listing->keys->len, ==, 2);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 2);
}

/* Of a key with a passphrase it is asked once, at the click: what signs in later finds it open. It
 * is closed when the rental is over. */
static void
test_asked_once (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletKeyChoice) choice = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (SubletIdentityStore) store = NULL;
  g_autoptr (GError) error = NULL;

  begin_locked (world, &file, &person);
  choice = sublet_key_choice_new_file (file.path);
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  engine_keys_person_answer (&person);
  sublet_test_await (is_open, person.asker);
  g_clear_object (&person.asker);
  await_key (world, file.line);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  sublet_test_drain ();

  store = sublet_identity_store_ref_fixed (engine_keys_get_store (world), choice);
  g_assert_nonnull (sublet_identity_store_get_identity (store));
  g_assert_cmpuint (person.n_asked, ==, 1);
  g_clear_object (&store);

  g_assert_true (engine_fixture_order (&world->engine, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_GONE);
  sublet_test_drain ();
  store = sublet_identity_store_ref_fixed (engine_keys_get_store (world), choice);
  g_assert_null (sublet_identity_store_get_identity (store));
}

/* While the question stands the person signs in to another account: that one gets nothing, and the
 * one that was left neither. */
static void
test_another_account (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletRental) rental = NULL;
  Holders before = { world, 0 };
  g_autoptr (SecretValue) bobs = secret_value_new ("bobs-key", -1, "text/plain");
  guint n_added;

  begin_locked (world, &file, &person);
  before.n_holders = count_holders (world);
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);

  engine_keys_sign_in (world, "bobs-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  n_added = engine_fixture_ledger_requests (&world->engine, "ssh-add");
  engine_keys_person_answer (&person);
  sublet_test_await (is_open, person.asker);
  sublet_test_await (is_left_alone, &before);
  sublet_test_await (engine_keys_is_settled, world->keys);
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, n_added);
  g_assert_false (has_key (world, file.line));
  sublet_client_set_key (world->onlooker, bobs);
  g_assert_false (has_key (world, file.line));
}

/* While the question stands Preferences are given another key: what the rental waits for goes to
 * the account all the same. */
static void
test_other_preference (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autofree char *path = g_build_filename (world->engine.folder, "office", NULL);
  g_autoptr (SubletKeyChoice) office = sublet_key_choice_new_file (path);
  g_autoptr (SubletRental) rental = NULL;

  engine_keys_make_file (path, ENGINE_KEYS_OPEN);
  begin_locked (world, &file, &person);
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  sublet_identity_store_set_choice (engine_keys_get_store (world), office);
  sublet_test_await (engine_keys_is_settled, world->keys);

  engine_keys_person_answer (&person);
  await_key (world, file.line);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
}

/* A team's account takes no key. Its passphrase is asked for at the click all the same;
 * nobody waits for the answer. */
static void
test_team (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletKeyChoice) choice = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (SubletIdentityStore) store = NULL;
  guint n_added;

  engine_keys_file_init (&file, world, ENGINE_KEYS_LOCKED);
  choice = sublet_key_choice_new_file (file.path);
  engine_keys_person_init (&person, world);
  engine_keys_sign_in (world, "the-teams");
  sublet_test_await (engine_keys_is_settled, world->keys);
  n_added = engine_fixture_ledger_requests (&world->engine, "ssh-add");
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  engine_keys_person_answer (&person);
  sublet_test_await (is_open, person.asker);
  g_clear_object (&person.asker);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  sublet_test_drain ();

  store = sublet_identity_store_ref_fixed (engine_keys_get_store (world), choice);
  g_assert_nonnull (sublet_identity_store_get_identity (store));
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, n_added);
}

/* Refused: the question is nobody's any more. */
static void
test_refused (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletRental) rental = NULL;
  Holders before = { world, 0 };

  begin_locked (world, &file, &person);
  before.n_holders = count_holders (world);
  engine_fixture_arm (&world->engine,
                      "{\"fault\":\"json-error\",\"route\":\"create\",\"status\":400}");
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_REFUSED);

  sublet_test_await (engine_keys_person_is_left_alone, &person);
  sublet_test_await (is_left_alone, &before);
  g_assert_false (has_key (world, file.line));
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 1);
}

/* The rental is over before the passphrase is there: its key has no business on the account. */
static void
test_over (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletRental) rental = NULL;
  Holders before = { world, 0 };
  g_autoptr (GError) error = NULL;

  begin_locked (world, &file, &person);
  before.n_holders = count_holders (world);
  rental = rent (world, 0, file.uri);
  sublet_test_await (engine_keys_person_was_asked, &person);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (engine_fixture_order (&world->engine, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);

  sublet_test_await (engine_keys_person_is_left_alone, &person);
  sublet_test_await (is_left_alone, &before);
  sublet_test_await (engine_keys_is_settled, world->keys);
  g_assert_false (has_key (world, file.line));
  g_assert_cmpuint (engine_fixture_ledger_requests (&world->engine, "ssh-add"), ==, 1);
}

static bool
is_created (gpointer user_data)
{
  return sublet_rental_get_instance_id (user_data) > 0;
}

/* What runs without SSH needs no key: the passphrase of one that stands in its launch is nobody's
 * business. */
static void
test_arguments (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_auto (EngineKeysPerson) person = { NULL };
  g_autoptr (SubletRental) rental = NULL;
  g_autofree char *ssh_key = NULL;

  begin_locked (world, &file, &person);
  rental = rent_in_mode (world, 0, file.uri, SUBLET_LAUNCH_MODE_ARGS);
  ssh_key = sublet_rental_engine_dup_ssh_key (world->engine.engine, rental);
  g_assert_null (ssh_key);
  sublet_test_await (is_created, rental);
  sublet_test_drain ();
  g_assert_cmpuint (person.n_asked, ==, 0);
  g_assert_false (has_key (world, file.line));
}

/* A list from before is not believed: it may have been taken away on the website since. */
static void
test_old_list (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_autoptr (SubletRental) first = NULL;
  g_autoptr (SubletRental) second = NULL;

  engine_keys_file_init (&file, world, ENGINE_KEYS_OPEN);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  first = rent (world, 0, file.uri);
  engine_fixture_await_state (first, SUBLET_RENTAL_STATE_RUNNING);
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_empty_account (world);
  g_assert_false (has_key (world, file.line));

  second = rent (world, 1, file.uri);
  engine_fixture_await_state (second, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_true (has_key (world, file.line));
}

static void
take_away (EngineKeysWorld *world, SubletSshKey *key)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_account_keys_remove_async (world->keys, key, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_account_keys_remove_finish (world->keys, result, NULL));
  sublet_test_await (engine_keys_is_settled, world->keys);
}

/* What the person took away stays away from rentals with the key of Preferences, and comes back
 * with one that was ordered with this very key. */
static void
test_begun_with_it (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) plain = NULL;
  g_autoptr (SubletRental) with_it = NULL;
  g_autoptr (SubletSshKey) key = NULL;
  g_autoptr (SubletSshKeyListing) listing = NULL;

  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  key = g_list_model_get_item (sublet_account_keys_get_keys (world->keys), 0);
  take_away (world, key);
  plain = rent (world, 0, NULL);
  engine_fixture_await_state (plain, SUBLET_RENTAL_STATE_RUNNING);
  listing = engine_keys_list (world);
  g_assert_cmpuint (listing->keys->len, ==, 0);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_MISSING);

  with_it = rent (world, 1, "own");
  engine_fixture_await_state (with_it, SUBLET_RENTAL_STATE_RUNNING);
  sublet_test_await (engine_keys_is_settled, world->keys);
  g_clear_pointer (&listing, sublet_ssh_key_listing_free);
  listing = engine_keys_list (world);
  g_assert_cmpuint (listing->keys->len, ==, 1);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERED);
}

static void
set_key (EngineKeysWorld *world, SubletRental *rental, const char *ssh_key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_rental_engine_set_ssh_key_async (world->engine.engine,
                                          rental,
                                          ssh_key,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_set_ssh_key_finish (world->engine.engine, result, &error));
  g_assert_no_error (error);
}

/* Another one for what runs goes to the account too, is open as long as the rental has it, and is
 * what anything that is taken instead would have. */
static void
test_changed (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_autoptr (SubletKeyChoice) choice = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (SubletIdentityStore) store = NULL;

  engine_keys_file_init (&file, world, ENGINE_KEYS_OPEN);
  choice = sublet_key_choice_new_file (file.path);
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  rental = rent (world, 0, NULL);
  engine_fixture_await_state (rental, SUBLET_RENTAL_STATE_RUNNING);
  g_assert_false (has_key (world, file.line));

  set_key (world, rental, file.uri);
  await_key (world, file.line);
  launch = sublet_rental_engine_dup_launch (world->engine.engine, rental);
  g_assert_cmpstr (sublet_launch_get_ssh_key (launch), ==, file.uri);
  sublet_test_drain ();
  store = sublet_identity_store_ref_fixed (engine_keys_get_store (world), choice);
  g_assert_nonnull (sublet_identity_store_get_identity (store));
  g_clear_object (&store);

  set_key (world, rental, NULL);
  sublet_test_drain ();
  store = sublet_identity_store_ref_fixed (engine_keys_get_store (world), choice);
  g_assert_null (sublet_identity_store_get_identity (store));
}

#define ADD(name, function)                        \
  g_test_add ("/core/rental/engine-own-key/" name, \
              EngineKeysWorld,                     \
              NULL,                                \
              engine_keys_set_up,                  \
              function,                            \
              engine_keys_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("registered", test_registered);
  ADD ("asked-once", test_asked_once);
  ADD ("another-account", test_another_account);
  ADD ("other-preference", test_other_preference);
  ADD ("team", test_team);
  ADD ("refused", test_refused);
  ADD ("over", test_over);
  ADD ("arguments", test_arguments);
  ADD ("old-list", test_old_list);
  ADD ("begun-with-it", test_begun_with_it);
  ADD ("changed", test_changed);

  return g_test_run ();
}
