/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-key-store.h"
#include "support/sublet-test-keyring.h"
#include "support/sublet-test.h"

#define SERVER "https://console.vast.ai"

/* The program runs beside a gnome-keyring-daemon of its own, with a session bus of its own; see
 * `ui-env keyring`. */

static SecretValue *
make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

static SecretValue *
lookup (SubletKeyStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_store_lookup_async (store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_key_store_lookup_finish (store, result, error);
}

static void
assert_holds (SubletKeyStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  SecretValue *key = lookup (store, &error);

  g_assert_no_error (error);
  if (expected == NULL)
    g_assert_null (key);
  else
    {
      g_assert_nonnull (key);
      g_assert_cmpstr (secret_value_get_text (key), ==, expected);
    }
  g_clear_pointer (&key, secret_value_unref);
}

static void
store_key (SubletKeyStore *store, const char *text, gboolean session_only)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key = make_key (text);

  sublet_key_store_store_async (store, key, session_only, NULL, sublet_test_on_result, &result);
  secret_value_unref (key);
  sublet_test_await_result (&result);
  g_assert_true (sublet_key_store_store_finish (store, result, &error));
  g_assert_no_error (error);
}

static gboolean
forget (SubletKeyStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_store_forget_async (store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_key_store_forget_finish (store, result, error);
}

static void
assert_keeping (SubletKeyStore *store, SubletKeyKeeping keeping)
{
  g_assert_cmpint (sublet_key_store_get_keeping (store), ==, keeping);
  if (keeping == SUBLET_KEY_KEEPING_KEYRING)
    g_assert_null (sublet_key_store_get_error (store));
}

static void
test_round (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SubletKeyStore) again = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SubletKeyStore) other = sublet_key_store_new ("https://example.org", FALSE);
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (store, "keeping");
  g_autoptr (GError) error = NULL;

  assert_keeping (store, SUBLET_KEY_KEEPING_NONE);
  assert_holds (store, NULL);
  assert_keeping (store, SUBLET_KEY_KEEPING_NONE);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);

  store_key (store, "first", FALSE);
  assert_keeping (store, SUBLET_KEY_KEEPING_KEYRING);
  /* In memory until the keyring answered, then there. */
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 2);

  assert_holds (again, "first");
  assert_keeping (again, SUBLET_KEY_KEEPING_KEYRING);
  assert_holds (other, NULL);

  store_key (again, "second", FALSE);
  assert_holds (store, "second");

  g_assert_true (forget (store, &error));
  g_assert_no_error (error);
  assert_keeping (store, SUBLET_KEY_KEEPING_NONE);
  assert_holds (store, NULL);
  assert_holds (again, NULL);
  /* A second time there is nothing to forget, which is no fault. */
  g_assert_true (forget (store, &error));
  g_assert_no_error (error);
}

static void
test_session_only (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SubletKeyStore) again = sublet_key_store_new (SERVER, FALSE);

  store_key (store, "kept", FALSE);
  store_key (store, "for now", TRUE);
  assert_keeping (store, SUBLET_KEY_KEEPING_SESSION);
  g_assert_null (sublet_key_store_get_error (store));
  assert_holds (store, "for now");
  /* The keyring was left as it was. */
  assert_holds (again, "kept");

  g_assert_true (forget (store, NULL));
  assert_holds (again, NULL);
}

static void
test_memory_only (void)
{
  g_autoptr (SubletKeyStore) demo = sublet_key_store_new (SERVER, TRUE);
  g_autoptr (SubletKeyStore) real = sublet_key_store_new (SERVER, FALSE);

  assert_holds (demo, NULL);
  store_key (demo, "demo", FALSE);
  assert_keeping (demo, SUBLET_KEY_KEEPING_SESSION);
  assert_holds (demo, "demo");
  assert_holds (real, NULL);

  store_key (real, "real", FALSE);
  g_assert_true (forget (demo, NULL));
  assert_holds (demo, NULL);
  assert_holds (real, "real");
  g_assert_true (forget (real, NULL));
}

/* Orders go out one after the other: what is asked last holds, whoever answers first. */
static void
test_order (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  SecretValue *key = make_key ("first");

  sublet_key_store_store_async (store, key, FALSE, NULL, sublet_test_on_result, &first);
  g_assert_true (sublet_key_store_get_busy (store));
  sublet_key_store_forget_async (store, NULL, sublet_test_on_result, &second);
  sublet_test_await_result (&second);
  g_assert_false (sublet_key_store_get_busy (store));
  g_assert_nonnull (first);
  assert_keeping (store, SUBLET_KEY_KEEPING_NONE);
  assert_holds (store, NULL);

  g_clear_object (&second);
  sublet_key_store_forget_async (store, NULL, sublet_test_on_result, &second);
  sublet_key_store_store_async (store, key, FALSE, NULL, sublet_test_on_result, &third);
  sublet_test_await_result (&third);
  g_assert_nonnull (second);
  assert_keeping (store, SUBLET_KEY_KEEPING_KEYRING);
  assert_holds (store, "first");

  secret_value_unref (key);
  g_assert_true (forget (store, NULL));
}

/* Orders that follow from an answer are given while it is told. */
static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SubletKeyStore *store = SUBLET_KEY_STORE (source);
  GAsyncResult **stored = user_data;
  SecretValue *key = sublet_key_store_lookup_finish (store, result, NULL);

  g_assert_null (key);
  key = make_key ("made");
  sublet_key_store_store_async (store, key, FALSE, NULL, sublet_test_on_result, stored);
  secret_value_unref (key);
}

static void
test_order_from_answer (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (GAsyncResult) stored = NULL;

  sublet_key_store_lookup_async (store, NULL, on_looked_up, &stored);
  sublet_test_await_result (&stored);
  assert_keeping (store, SUBLET_KEY_KEEPING_KEYRING);
  assert_holds (store, "made");
  g_assert_true (forget (store, NULL));
  g_clear_object (&stored);
  g_assert_finalize_object (g_steal_pointer (&store));
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

static void
test_cancelled (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  store_key (store, "kept", FALSE);

  g_cancellable_cancel (before);
  sublet_key_store_lookup_async (store, before, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_null (sublet_key_store_lookup_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_error (&error);
  g_clear_object (&result);
  sublet_key_store_lookup_async (store, during, sublet_test_on_result, &result);
  g_cancellable_cancel (during);
  sublet_test_await_result (&result);
  g_assert_null (sublet_key_store_lookup_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  sublet_test_await (is_idle, store);
  assert_holds (store, "kept");
  g_assert_true (forget (store, NULL));
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&store));
}

/* Nobody is there to ask for the password: "locked" is not "no key". */
static void
test_locked (void)
{
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SubletKeyStore) empty = sublet_key_store_new ("https://example.org", FALSE);
  g_autoptr (GError) error = NULL;

  store_key (store, "kept", FALSE);
  sublet_test_keyring_lock ();

  g_assert_null (lookup (store, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  assert_keeping (store, SUBLET_KEY_KEEPING_NONE);
  g_assert_error (sublet_key_store_get_error (store), SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);

  g_clear_error (&error);
  g_assert_null (lookup (empty, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);

  /* What cannot be taken out is not forgotten; of what is not there nothing is said. */
  g_clear_error (&error);
  g_assert_false (forget (store, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  g_clear_error (&error);
  g_assert_true (forget (empty, &error));
  g_assert_no_error (error);

  store_key (store, "new", FALSE);
  assert_keeping (store, SUBLET_KEY_KEEPING_SESSION);
  g_assert_error (sublet_key_store_get_error (store), SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  assert_holds (store, "new");
}

typedef struct
{
  const char *name;
  GString *order;
} Asked;

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;

  g_string_append (asked->order, asked->name);
}

static bool
have_all_answered (gpointer user_data)
{
  return ((GString *) user_data)->len == 4;
}

/* The keyring is asked one thing after the other, whichever store asks: to look something up is
 * done long before something is stored, if both are let go at once. */
static void
test_side_by_side (void)
{
  g_autoptr (SubletKeyStore) first = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SubletKeyStore) second = sublet_key_store_new ("https://example.org", FALSE);
  g_autoptr (GString) order = g_string_new (NULL);
  SecretValue *key = make_key ("both");
  Asked asked[] = { { "a", order }, { "b", order }, { "c", order }, { "d", order } };

  sublet_key_store_store_async (first, key, FALSE, NULL, on_answer, &asked[0]);
  sublet_key_store_lookup_async (second, NULL, on_answer, &asked[1]);
  sublet_key_store_store_async (second, key, FALSE, NULL, on_answer, &asked[2]);
  sublet_key_store_forget_async (first, NULL, on_answer, &asked[3]);
  secret_value_unref (key);
  sublet_test_await (have_all_answered, order);
  /* Each store's own are in its order; of the two whose turn it is who waits longer goes first. */
  g_assert_cmpstr (order->str, ==, "abdc");
  assert_holds (second, "both");
  g_assert_true (forget (second, NULL));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/secrets/key-store/round", test_round);
  g_test_add_func ("/core/secrets/key-store/session-only", test_session_only);
  g_test_add_func ("/core/secrets/key-store/memory-only", test_memory_only);
  g_test_add_func ("/core/secrets/key-store/order", test_order);
  g_test_add_func ("/core/secrets/key-store/order-from-answer", test_order_from_answer);
  g_test_add_func ("/core/secrets/key-store/side-by-side", test_side_by_side);
  g_test_add_func ("/core/secrets/key-store/cancelled", test_cancelled);
  /* Last: nothing unlocks the keyring again. */
  g_test_add_func ("/core/secrets/key-store/locked", test_locked);

  return g_test_run ();
}
