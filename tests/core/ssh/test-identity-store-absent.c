/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-key-store.h"

#include "support/sublet-test.h"

#define SERVER "https://console.vast.ai"

/* Each case in a process of its own: a process finds its session bus and its secret backend once.
 */

static bool
is_idle (gpointer user_data)
{
  return !sublet_identity_store_get_busy (user_data);
}

static SubletSshIdentity *
load (SubletIdentityStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshIdentity *identity;

  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &result);
  identity = sublet_identity_store_load_finish (store, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (identity);

  return identity;
}

/* Without a keyring: it says so, and the key lives as long as the process. */
static void
check_without_keyring (SubletError code)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletSshIdentity) identity = load (store);
  g_autoptr (SubletSshIdentity) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_error (sublet_identity_store_get_error (store), SUBLET_ERROR, (int) code);
  sublet_test_await (is_idle, store);
  again = load (store);
  g_assert_true (again == identity);

  sublet_identity_store_forget_async (store, NULL, sublet_test_on_result, &result);
  g_assert_false (
    sublet_identity_store_forget_finish (store, sublet_test_await_result (&result), &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);
  g_assert_null (sublet_identity_store_get_identity (store));
}

static void
test_no_bus (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  check_without_keyring (SUBLET_ERROR_SECRET_STORE);
}

static void
test_no_service (void)
{
  /* Never stopped: that would wait for libsecret to let go of the connection, which it keeps. The
   * bus ends with this process. Volatile, or the compiler drops it and with it the last reference.
   */
  static GTestDBus *volatile bus;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  check_without_keyring (SUBLET_ERROR_NO_SECRET_STORE);
}

static bool
is_kept (gpointer user_data)
{
  return sublet_key_store_get_keeping (user_data) == SUBLET_KEY_KEEPING_KEYRING;
}

static void
assert_api_key (SubletKeyStore *store, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GError) error = NULL;

  sublet_key_store_lookup_async (store, NULL, sublet_test_on_result, &result);
  key = sublet_key_store_lookup_finish (store, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (key != NULL ? secret_value_get_text (key) : NULL, ==, expected);
}

/* Beside the API key in the encrypted file that libsecret keeps in a sandbox: it does not look at
 * the schema, so neither may be taken for the other. */
static void
test_file (void)
{
  g_autoptr (SubletKeyStore) keys = NULL;
  g_autoptr (SubletIdentityStore) store = NULL;
  g_autoptr (SubletIdentityStore) again = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (SubletSshIdentity) kept = NULL;
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char *folder;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  folder = sublet_test_make_folder ();
  path = g_build_filename (folder, "default.keyring", NULL);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);

  keys = sublet_key_store_new (SERVER, FALSE);
  key = secret_value_new ("an API key", -1, "text/plain");
  sublet_key_store_store_async (keys, key, FALSE, NULL, NULL, NULL);
  sublet_test_await (is_kept, keys);

  store = sublet_identity_store_new (SERVER, "desk", FALSE);
  identity = load (store);
  sublet_test_await (is_idle, store);
  g_assert_no_error (sublet_identity_store_get_error (store));
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_KEYRING);
  assert_api_key (keys, "an API key");

  again = sublet_identity_store_new (SERVER, "desk", FALSE);
  kept = load (again);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (kept),
                   ==,
                   sublet_ssh_identity_get_public_line (identity));

  sublet_identity_store_forget_async (store, NULL, sublet_test_on_result, &result);
  g_assert_true (
    sublet_identity_store_forget_finish (store, sublet_test_await_result (&result), &error));
  g_assert_no_error (error);
  assert_api_key (keys, "an API key");

  sublet_test_remove_folder (folder);
}

/* The demo asks nobody, whatever answers. */
static void
test_demo (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "demo", TRUE);
  g_autoptr (SubletSshIdentity) identity = load (store);

  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_null (sublet_identity_store_get_error (store));
  g_assert_finalize_object (g_steal_pointer (&store));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/identity-store/absent/no-bus", test_no_bus);
  g_test_add_func ("/core/ssh/identity-store/absent/no-service", test_no_service);
  g_test_add_func ("/core/ssh/identity-store/absent/file", test_file);
  g_test_add_func ("/core/ssh/identity-store/absent/demo", test_demo);

  return g_test_run ();
}
