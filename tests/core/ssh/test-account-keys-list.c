/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "keys-world.h"

#include "core/base/sublet-error.h"

#include <string.h>

/* The list of the account's keys, and what a person changes of it. */

static void
empty_account (KeysWorld *world, const char *text)
{
  g_autoptr (SubletSshKeyListing) listing = keys_world_list_as (world, text);
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

static void
test_check (KeysWorld *world, gconstpointer data)
{
  guint n_lists;

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  n_lists = keys_world_count_requests (world, "ssh-list");
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  g_assert_false (sublet_account_keys_get_checking (world->keys));
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-list"), ==, n_lists);

  /* Somebody else takes it away: told when the list is looked at, put back before a rental. */
  empty_account (world, "demo-key");
  sublet_account_keys_refresh (world->keys);
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_MISSING);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 1);
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, 2);
  keys_world_await_quiet (world);

  /* Not looked at meanwhile: seen when it counts. */
  empty_account (world, "demo-key");
  keys_world_pass (world, 61 * 1000);
  sublet_account_keys_check (world->keys, G_TIME_SPAN_MINUTE);
  g_assert_true (sublet_account_keys_get_checking (world->keys));
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 1);
}

/* ---- changes ---- */

static SubletKeyPlacement
add (KeysWorld *world, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_account_keys_add_async (world->keys, text, sublet_test_on_result, &result);
  return sublet_account_keys_add_finish (world->keys, sublet_test_await_result (&result), error);
}

static gboolean
remove_nth (KeysWorld *world, guint position, GError **error)
{
  g_autoptr (SubletSshKey) key = keys_world_get_shown (world, position);
  g_autoptr (GAsyncResult) result = NULL;

  sublet_account_keys_remove_async (world->keys, key, sublet_test_on_result, &result);
  return sublet_account_keys_remove_finish (world->keys, sublet_test_await_result (&result), error);
}

static void
test_add (KeysWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_adds;

  g_assert_cmpint (add (world, ANOTHER_LINE, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_clear_error (&error);

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  n_adds = keys_world_count_requests (world, "ssh-add");

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
  g_assert_cmpuint (keys_world_count_requests (world, "ssh-add"), ==, n_adds);

  keys_world_order (world, "/_sim/faults", "{\"fault\":\"lost-reply\",\"route\":\"ssh-add\"}");
  g_assert_cmpint (add (world, " " ANOTHER_LINE "\n", &error), ==, SUBLET_KEY_PLACEMENT_DONE);
  g_assert_no_error (error);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 2);
  g_assert_cmpint (add (world, ANOTHER_LINE, &error), ==, SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_no_error (error);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 2);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 2);
}

static const char *const removal_faults[] = {
  "{\"fault\":\"lost-reply\",\"route\":\"ssh-delete\"}",
  "{\"fault\":\"502-html\",\"route\":\"ssh-delete\",\"work\":true}",
};

static void
test_remove (KeysWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize i;

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  for (i = 0; i < G_N_ELEMENTS (removal_faults); i++)
    {
      add (world, ANOTHER_LINE, &error);
      g_assert_no_error (error);
      keys_world_await_quiet (world);
      g_assert_cmpuint (keys_world_count_shown (world), ==, 2);
      keys_world_order (world, "/_sim/faults", removal_faults[i]);
      g_assert_true (remove_nth (world, 1, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
      g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 1);
    }

  /* Not removed: it is still shown, and the error says so. */
  keys_world_order (world,
                    "/_sim/faults",
                    "{\"fault\":\"reset-before\",\"route\":\"ssh-delete\",\"times\":0}");
  g_assert_false (remove_nth (world, 0, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_REGISTERED);
}

/* What the person took away stays away until they want it back. */
static void
test_remove_own (KeysWorld *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keys_world_sign_in (world, "demo-key");
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_true (remove_nth (world, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_account_keys_get_registration (world->keys),
                   ==,
                   SUBLET_KEY_REGISTRATION_MISSING);
  keys_world_await_quiet (world);
  sublet_account_keys_check (world->keys, 0);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 0);

  sublet_account_keys_register (world->keys);
  keys_world_await_registration (world, SUBLET_KEY_REGISTRATION_REGISTERED);
  keys_world_await_quiet (world);
  g_assert_cmpuint (keys_world_count_keys_of (world, "demo-key"), ==, 1);
  g_assert_cmpuint (keys_world_count_shown (world), ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  KEYS_WORLD_ADD ("check", test_check);
  KEYS_WORLD_ADD ("add", test_add);
  KEYS_WORLD_ADD ("remove", test_remove);
  KEYS_WORLD_ADD ("remove-own", test_remove_own);

  return g_test_run ();
}
