/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-key.h"
#include "core/secrets/sublet-key-store.h"
#include "core/ssh/sublet-ssh-identity-private.h"

#include "support/sublet-test.h"

#include <string.h>

#define SERVER "https://console.vast.ai"

/* The program runs beside a gnome-keyring-daemon of its own, with a session bus of its own; see
 * `ui-env keyring`. */

/* As another program would describe it: the same words, written a second time. */
static const SecretSchema schema = {
  APPLICATION_ID ".SshKey",
  SECRET_SCHEMA_NONE,
  {
    { "ssh-server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

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
  g_assert_true (sublet_identity_store_get_identity (store) == identity);

  return identity;
}

static gboolean
forget (SubletIdentityStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_identity_store_forget_async (store, NULL, sublet_test_on_result, &result);
  return sublet_identity_store_forget_finish (store, sublet_test_await_result (&result), error);
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_identity_store_get_busy (user_data);
}

static void
assert_same (SubletSshIdentity *a, SubletSshIdentity *b, bool same)
{
  g_assert_cmpint (sublet_ssh_public_key_equal (sublet_ssh_identity_get_public_line (a),
                                                sublet_ssh_identity_get_public_line (b)),
                   ==,
                   same);
}

/* Asks the keyring past the store. */
static char *
look_up_text (const char *server)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret =
    secret_password_lookup_sync (&schema, NULL, &error, "ssh-server", server, NULL);

  g_assert_no_error (error);
  return g_steal_pointer (&secret);
}

static void
plant_text (const char *text)
{
  g_autoptr (GError) error = NULL;

  secret_password_store_sync (&schema,
                              SECRET_COLLECTION_DEFAULT,
                              "planted",
                              text,
                              NULL,
                              &error,
                              "ssh-server",
                              SERVER,
                              NULL);
  g_assert_no_error (error);
}

static void
test_round (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletIdentityStore) again = sublet_identity_store_new (SERVER, "attic", FALSE);
  g_autoptr (SubletIdentityStore)
    other = sublet_identity_store_new ("https://example.org", "desk", FALSE);
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (store, "keeping");
  g_autoptr (SubletSshIdentity) first = NULL;
  g_autoptr (SubletSshIdentity) second = NULL;
  g_autoptr (SubletSshIdentity) elsewhere = NULL;
  g_autoptr (SubletSshIdentity) fresh = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *log = NULL;
  const char *secret;

  sublet_test_logs_start ();
  g_assert_null (sublet_identity_store_get_identity (store));
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);

  /* There at once; the keyring takes its time. */
  first = load (store);
  g_assert_true (g_str_has_suffix (sublet_ssh_identity_get_public_line (first), " sublet@desk"));
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_true (sublet_identity_store_get_busy (store));
  sublet_test_await (is_idle, store);
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_KEYRING);
  g_assert_null (sublet_identity_store_get_error (store));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 2);

  kept = look_up_text (SERVER);
  secret = secret_value_get_text (sublet_ssh_identity_get_secret (first));
  g_assert_cmpstr (kept, ==, secret);

  second = load (again);
  assert_same (first, second, true);
  g_assert_cmpint (sublet_identity_store_get_keeping (again), ==, SUBLET_KEY_KEEPING_KEYRING);
  elsewhere = load (other);
  assert_same (first, elsewhere, false);
  sublet_test_await (is_idle, other);

  g_assert_true (forget (store, &error));
  g_assert_no_error (error);
  g_assert_null (sublet_identity_store_get_identity (store));
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_NONE);
  g_assert_null (look_up_text (SERVER));
  g_assert_true (forget (store, &error));

  /* Another one, for the old one is gone. */
  fresh = load (store);
  assert_same (first, fresh, false);
  sublet_test_await (is_idle, store);

  g_assert_true (forget (store, NULL));
  g_assert_true (forget (other, NULL));
  log = sublet_test_logs_stop ();
  g_assert_null (strstr (log, secret));
  g_assert_null (strstr (log, secret + strlen (SUBLET_SSH_IDENTITY_FORM)));
  g_assert_finalize_object (g_steal_pointer (&store));
}

/* Two who ask at the same time get the same key. */
static void
test_together (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (GAsyncResult) earlier = NULL;
  g_autoptr (GAsyncResult) later = NULL;
  g_autoptr (SubletSshIdentity) first = NULL;
  g_autoptr (SubletSshIdentity) second = NULL;
  g_autofree char *kept = NULL;

  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &earlier);
  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &later);
  second = sublet_identity_store_load_finish (store, sublet_test_await_result (&later), NULL);
  first = sublet_identity_store_load_finish (store, sublet_test_await_result (&earlier), NULL);
  g_assert_true (first == second);

  sublet_test_await (is_idle, store);
  kept = look_up_text (SERVER);
  g_assert_cmpstr (kept, ==, secret_value_get_text (sublet_ssh_identity_get_secret (first)));
  g_assert_true (forget (store, NULL));
}

/* An order to forget that comes while the keyring is being asked counts. */
static void
test_forgotten_meanwhile (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletIdentityStore) again = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletSshIdentity) before = load (store);
  g_autoptr (SubletSshIdentity) after = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) forgotten = NULL;

  sublet_test_await (is_idle, store);
  sublet_identity_store_load_async (again, NULL, sublet_test_on_result, &loaded);
  sublet_identity_store_forget_async (again, NULL, sublet_test_on_result, &forgotten);
  after = sublet_identity_store_load_finish (again, sublet_test_await_result (&loaded), NULL);
  g_assert_true (
    sublet_identity_store_forget_finish (again, sublet_test_await_result (&forgotten), NULL));
  g_assert_nonnull (after);
  assert_same (before, after, false);
  sublet_test_await (is_idle, again);
  g_assert_true (forget (again, NULL));
}

static void
test_cancelled (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_load_async (store, cancellable, sublet_test_on_result, &result);
  g_cancellable_cancel (cancellable);
  identity = sublet_identity_store_load_finish (store, sublet_test_await_result (&result), &error);
  g_assert_null (identity);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (sublet_identity_store_get_identity (store));

  sublet_test_await (is_idle, store);
  identity = load (store);
  sublet_test_await (is_idle, store);
  g_assert_true (forget (store, NULL));
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&store));
}

static void
test_memory_only (void)
{
  g_autoptr (SubletIdentityStore) demo = sublet_identity_store_new (SERVER, "demo", TRUE);
  g_autoptr (SubletSshIdentity) first = load (demo);
  g_autoptr (SubletSshIdentity) second = load (demo);

  g_assert_true (first == second);
  g_assert_cmpint (sublet_identity_store_get_keeping (demo), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_null (sublet_identity_store_get_error (demo));
  g_assert_false (sublet_identity_store_get_busy (demo));
  g_assert_null (look_up_text (SERVER));
  g_assert_true (forget (demo, NULL));
  g_assert_null (sublet_identity_store_get_identity (demo));
}

/* A newer version's, or damage: not read, not overwritten, and the person is told. */
static void
test_unreadable (void)
{
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletNotifyCounter) counter = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autofree char *kept = NULL;
  const GError *why;

  plant_text ("ed25519-2:planted");
  counter = sublet_notify_counter_new (store, "error");
  identity = load (store);
  sublet_test_await (is_idle, store);
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  why = sublet_identity_store_get_error (store);
  g_assert_error (why, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  g_assert_null (strstr (why->message, "planted"));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  kept = look_up_text (SERVER);
  g_assert_cmpstr (kept, ==, "ed25519-2:planted");

  g_assert_true (forget (store, NULL));
  g_assert_null (sublet_identity_store_get_error (store));
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  g_assert_null (look_up_text (SERVER));
}

static void
lock_keyring (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = NULL;
  SecretCollection *collection;
  g_autolist (GObject) locked = NULL;

  service = secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service,
                                                 SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE,
                                                 NULL,
                                                 &error);
  g_assert_no_error (error);
  locked = g_list_append (NULL, collection);
  g_assert_cmpint (secret_service_lock_sync (service, locked, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* Nobody is there to ask for the password. The key in the keyring stays the one it was. */
static void
test_locked (void)
{
  g_autoptr (SubletIdentityStore) before = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletSshIdentity) kept = load (before);
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (SubletSshIdentity) same = NULL;

  sublet_test_await (is_idle, before);
  lock_keyring ();

  identity = load (store);
  sublet_test_await (is_idle, store);
  assert_same (kept, identity, false);
  g_assert_cmpint (sublet_identity_store_get_keeping (store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_assert_error (sublet_identity_store_get_error (store), SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  same = load (store);
  g_assert_true (same == identity);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/identity-store/round", test_round);
  g_test_add_func ("/core/ssh/identity-store/together", test_together);
  g_test_add_func ("/core/ssh/identity-store/forgotten-meanwhile", test_forgotten_meanwhile);
  g_test_add_func ("/core/ssh/identity-store/cancelled", test_cancelled);
  g_test_add_func ("/core/ssh/identity-store/memory-only", test_memory_only);
  g_test_add_func ("/core/ssh/identity-store/unreadable", test_unreadable);
  /* Last: nothing unlocks the keyring again. */
  g_test_add_func ("/core/ssh/identity-store/locked", test_locked);

  return g_test_run ();
}
