/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-key-store.h"
#include "support/sublet-test.h"

#define SERVER "https://console.vast.ai"

/* Each case in a process of its own: a process finds its session bus and its secret backend once.
 */

static SecretValue *
lookup (SubletKeyStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_store_lookup_async (store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_key_store_lookup_finish (store, result, error);
}

static void
store_key (SubletKeyStore *store, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key = secret_value_new (text, -1, "text/plain");

  sublet_key_store_store_async (store, key, FALSE, NULL, sublet_test_on_result, &result);
  secret_value_unref (key);
  sublet_test_await_result (&result);
  g_assert_true (sublet_key_store_store_finish (store, result, &error));
  g_assert_no_error (error);
}

static void
store_for_session (SubletKeyStore *store, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");

  sublet_key_store_store_async (store, key, TRUE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_key_store_store_finish (store, result, NULL));
}

static bool
result_has_come (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
assert_holds (SubletKeyStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  SecretValue *key = lookup (store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (key);
  g_assert_cmpstr (secret_value_get_text (key), ==, expected);
  secret_value_unref (key);
}

/* Without a keyring: it says so, and the key lives as long as the process. */
static void
check_without_keyring (SubletError code)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (lookup (store, &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
  g_assert_error (sublet_key_store_get_error (store), SUBLET_ERROR, (int) code);
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);

  store_key (store, "for now");
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_error (sublet_key_store_get_error (store), SUBLET_ERROR, (int) code);
  assert_holds (store, "for now");

  g_clear_error (&error);
  sublet_key_store_forget_async (store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_false (sublet_key_store_forget_finish (store, result, &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);

  g_clear_error (&error);
  g_assert_null (lookup (store, &error));
  g_assert_error (error, SUBLET_ERROR, (int) code);
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

/* Takes every call and answers none, as a keyring does that waits for the person. */
static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

static GDBusConnection *
own_silently (const char *address)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection;

  connection =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL,
                                            NULL,
                                            &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (connection, swallow, NULL, NULL);
  reply = g_dbus_connection_call_sync (connection,
                                       "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.secrets", 0),
                                       NULL,
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       &error);
  g_assert_no_error (error);

  return connection;
}

static void
test_waiting (void)
{
  static GTestDBus *bus;
  static GDBusConnection *keyring;
  SubletKeyStore *store;
  g_autoptr (SecretValue) key = secret_value_new ("to keep", -1, "text/plain");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  keyring = own_silently (g_test_dbus_get_bus_address (bus));
  g_assert_false (g_dbus_connection_is_closed (keyring));

  begin = g_get_monotonic_time ();
  store = sublet_key_store_new (SERVER, FALSE);
  sublet_key_store_lookup_async (store, cancellable, sublet_test_on_result, &result);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_TIME_SPAN_SECOND);
  g_assert_false (sublet_test_wait_for (result_has_come, &result, 300));
  g_assert_true (sublet_key_store_get_busy (store));

  /* Who no longer wants to wait need not. */
  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_null (sublet_key_store_lookup_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* A key for this session goes past the keyring; one to keep is in memory until it answers. */
  store_for_session (store, "for now");
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  assert_holds (store, "for now");
  g_assert_true (sublet_key_store_get_busy (store));
  g_assert_false (sublet_key_store_get_storing (store));
  sublet_key_store_store_async (store, key, FALSE, NULL, NULL, NULL);
  g_assert_true (sublet_key_store_get_storing (store));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_TIME_SPAN_SECOND);

  /* The question to the keyring is still open and holds the store: it ends with this process. */
}

/* The encrypted file that libsecret keeps in a sandbox, without the portal that opens it there. */
static void
test_file (void)
{
  g_autoptr (SubletKeyStore) store = NULL;
  g_autoptr (SubletKeyStore) again = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *folder;
  GStatBuf info;

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

  store = sublet_key_store_new (SERVER, FALSE);
  g_assert_null (lookup (store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);

  store_key (store, "kept in a file");
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_KEYRING);
  again = sublet_key_store_new (SERVER, FALSE);
  assert_holds (again, "kept in a file");

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_null (g_strstr_len (contents, (gssize) length, "kept in a file"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0077, ==, 0);

  sublet_key_store_forget_async (store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_key_store_forget_finish (store, result, &error));
  g_assert_no_error (error);
  g_assert_null (lookup (again, &error));
  g_assert_no_error (error);

  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/secrets/key-store/absent/no-bus", test_no_bus);
  g_test_add_func ("/core/secrets/key-store/absent/no-service", test_no_service);
  g_test_add_func ("/core/secrets/key-store/absent/waiting", test_waiting);
  g_test_add_func ("/core/secrets/key-store/absent/file", test_file);

  return g_test_run ();
}
