/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/engine-keys-world.h"

#include "core/rental/sublet-rental-batch.h"

#include "support/sublet-test.h"

/* Which rentals have the key of Preferences put on the account: those with a key of their own, and
 * those without SSH, do not. */

/* The person took Sublet's key off on the website, longer ago than an answer is believed. */
static void
begin_without_key (EngineKeysWorld *world)
{
  engine_keys_sign_in (world, "demo-key");
  sublet_test_await (engine_keys_is_settled, world->keys);
  engine_keys_empty_account (world);
  engine_fixture_pass (&world->engine, 61000);
}

static guint
count_lists (EngineKeysWorld *world)
{
  return engine_fixture_ledger_requests (&world->engine, "ssh-list");
}

static SubletRentalRequest *
make_request (EngineKeysWorld *world, const char *ssh_key, SubletLaunchMode mode)
{
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->engine, 0);
  SubletRentalRequest *request = engine_fixture_make_request (&world->engine, offer);

  engine_keys_give_key (request, ssh_key, mode);
  return request;
}

static bool
is_created (gpointer user_data)
{
  return sublet_rental_get_instance_id (user_data) > 0;
}

/* (transfer full): asked for. */
static SubletRental *
rent (EngineKeysWorld *world, SubletRentalRequest *request)
{
  g_autoptr (GError) error = NULL;
  SubletRental *rental = engine_fixture_try_rent (&world->engine, request, &error);

  g_assert_no_error (error);
  sublet_test_await (is_created, rental);
  sublet_test_await (engine_keys_is_settled, world->keys);

  return rental;
}

/* Nothing is there but what is named. */
static void
assert_account_has_only (EngineKeysWorld *world, const char *line)
{
  g_autoptr (SubletSshKeyListing) listing = engine_keys_list (world);

  g_assert_cmpuint (listing->keys->len, ==, line != NULL ? 1 : 0);
  g_assert_true (line == NULL || sublet_ssh_key_listing_contains (listing, line));
}

static void
test_own_key (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;

  engine_keys_file_init (&file, world, ENGINE_KEYS_OPEN);
  begin_without_key (world);
  request = make_request (world, file.uri, SUBLET_LAUNCH_MODE_SSH);
  rental = rent (world, request);
  assert_account_has_only (world, file.line);
}

/* Nor is it asked what the account has. */
static void
test_arguments (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRental) rental = NULL;
  guint n_lists;

  begin_without_key (world);
  n_lists = count_lists (world);
  request = make_request (world, NULL, SUBLET_LAUNCH_MODE_ARGS);
  rental = rent (world, request);
  g_assert_cmpuint (count_lists (world), ==, n_lists);
  assert_account_has_only (world, NULL);
}

static bool
is_over (gpointer user_data)
{
  return !sublet_rental_batch_get_running (user_data);
}

static void
test_several (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRentalBatch) batch = NULL;
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lists;
  guint i;

  begin_without_key (world);
  n_lists = count_lists (world);
  request = make_request (world, NULL, SUBLET_LAUNCH_MODE_ARGS);
  for (i = 0; i < 2; i++)
    g_ptr_array_add (offers, engine_fixture_pick_offer (&world->engine, i));
  batch = sublet_rental_batch_new (world->engine.engine, request, offers, FALSE);
  sublet_rental_batch_start_async (batch, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_batch_start_finish (batch, result, &error));
  g_assert_no_error (error);
  sublet_test_await (is_over, batch);
  g_assert_cmpuint (sublet_rental_batch_get_n_rented (batch), ==, 2);
  g_assert_cmpuint (count_lists (world), ==, n_lists);
  assert_account_has_only (world, NULL);
}

/* Instead of what runs. */
static void
test_instead (EngineKeysWorld *world, gconstpointer data)
{
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletRentalRequest) next = NULL;
  g_autoptr (SubletRental) old = NULL;
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_lists;

  begin_without_key (world);
  n_lists = count_lists (world);
  request = make_request (world, NULL, SUBLET_LAUNCH_MODE_ARGS);
  old = rent (world, request);
  next = make_request (world, NULL, SUBLET_LAUNCH_MODE_ARGS);
  sublet_rental_engine_replace_async (world->engine.engine,
                                      old,
                                      next,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  rental = sublet_rental_engine_replace_finish (world->engine.engine, result, &error);
  g_assert_no_error (error);
  sublet_test_await (is_created, rental);
  sublet_test_await (engine_keys_is_settled, world->keys);
  g_assert_cmpuint (count_lists (world), ==, n_lists);
  assert_account_has_only (world, NULL);
}

/* The window that is opened for such a one does not ask either, until it is to have that key. */
static void
test_window (EngineKeysWorld *world, gconstpointer data)
{
  g_auto (EngineKeysFile) file = { NULL };
  g_autoptr (SubletRentalRequest) request = NULL;
  g_autoptr (SubletPreflight) preflight = NULL;

  engine_keys_file_init (&file, world, ENGINE_KEYS_OPEN);
  begin_without_key (world);
  request = make_request (world, file.uri, SUBLET_LAUNCH_MODE_SSH);
  preflight = sublet_preflight_new (world->engine.engine, request);
  sublet_test_await (engine_keys_is_settled, world->keys);
  assert_account_has_only (world, NULL);

  engine_keys_give_key (request, NULL, SUBLET_LAUNCH_MODE_SSH);
  sublet_preflight_check_again (preflight);
  sublet_test_await (engine_keys_is_settled, world->keys);
  assert_account_has_only (world,
                           sublet_ssh_identity_get_public_line (
                             sublet_identity_store_get_identity (engine_keys_get_store (world))));
}

#define ADD(name, function)                           \
  g_test_add ("/core/rental/engine-key-needed/" name, \
              EngineKeysWorld,                        \
              NULL,                                   \
              engine_keys_set_up,                     \
              function,                               \
              engine_keys_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("own-key", test_own_key);
  ADD ("arguments", test_arguments);
  ADD ("several", test_several);
  ADD ("instead", test_instead);
  ADD ("window", test_window);

  return g_test_run ();
}
