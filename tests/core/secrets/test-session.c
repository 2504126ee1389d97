/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

#include "core/base/sublet-error.h"

/* Where the key comes from, and whose it is. */

static void
test_round (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (f->session, "state");
  g_autoptr (GError) error = NULL;

  /* Nothing anywhere: welcome. */
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_STARTING, SUBLET_KEY_ORIGIN_NONE);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_null (sublet_session_get_error (f->session));
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 1);

  /* A wrong key changes nothing and is kept nowhere. */
  g_assert_false (session_fixture_sign_in (f, "wrong-key", FALSE, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_cmpint (sublet_key_store_get_keeping (f->key_store), ==, SUBLET_KEY_KEEPING_NONE);

  g_clear_error (&error);
  session_fixture_sign_in (f, "demo-key", FALSE, &error);
  g_assert_no_error (error);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_true (sublet_session_get_account_known (f->session));
  g_assert_cmpstr (sublet_account_get_default_label (sublet_session_get_account (f->session)),
                   ==,
                   "ada");
  g_assert_cmpuint (sublet_session_get_scopes (f->session) & SUBLET_SCOPE_BILLING_READ, !=, 0);
  sublet_test_await (session_fixture_is_idle, f->key_store);
  g_assert_cmpint (sublet_key_store_get_keeping (f->key_store), ==, SUBLET_KEY_KEEPING_KEYRING);

  /* The next start finds it, uses it at once and asks whose it is. */
  session_fixture_start_again (f);
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
}

static void
test_environment (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = session_fixture_make_key ("demo-key");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* It waits for the person. */
  sublet_session_start (f->session, key, "VAST_API_KEY");
  g_assert_true (sublet_session_get_has_environment_key (f->session));
  g_assert_cmpstr (sublet_session_get_environment_variable (f->session), ==, "VAST_API_KEY");
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);

  /* Stored only if asked. */
  sublet_session_use_environment_async (f->session, TRUE, NULL, sublet_test_on_result, &result);
  session_fixture_advance_until (f, session_fixture_has_result, &result);
  g_assert_true (sublet_session_sign_in_finish (f->session, result, &error));
  g_assert_no_error (error);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_ENVIRONMENT);
  g_assert_cmpint (sublet_key_store_get_keeping (f->key_store), ==, SUBLET_KEY_KEEPING_SESSION);
  g_clear_object (&result);

  session_fixture_start_again (f);
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
}

static void
test_environment_and_keyring (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) same = session_fixture_make_key ("demo-key");
  g_autoptr (SecretValue) other = session_fixture_make_key ("other-key");

  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  sublet_test_await (session_fixture_is_idle, f->key_store);

  /* The same key in both places: nothing to ask. */
  session_fixture_start_again (f);
  sublet_session_start (f->session, same, "VAST_API_KEY");
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);

  /* Two keys: the person chooses. */
  session_fixture_start_again (f);
  sublet_session_start (f->session, other, "VAST_API_KEY");
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_true (sublet_session_get_has_kept_key (f->session));

  sublet_session_use_keyring (f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_false (sublet_session_get_has_kept_key (f->session));
  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
}

static void
test_without_user_read (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SubletScopes scopes;

  session_fixture_set (f,
                       "{\"add_key\":{\"account\":\"ada\",\"key\":\"narrow\",\"without\":[\"user_"
                       "read\"]}}");
  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "narrow", TRUE, &error));
  g_assert_no_error (error);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_true (sublet_session_get_account_known (f->session));
  g_assert_null (sublet_session_get_account (f->session));
  scopes = sublet_session_get_scopes (f->session);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_USER_READ, ==, 0);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_MISC, !=, 0);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_INSTANCE_READ, !=, 0);
}

static void
test_other_account (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) accounts = sublet_notify_counter_new (f->session, "account");
  g_autoptr (GError) error = NULL;

  session_fixture_set (f,
                       "{\"add_account\":{\"username\":\"bob\",\"email\":\"bob@example.org\","
                       "\"key\":\"bobs-key\","
                       "\"credit\":5}}");
  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", TRUE, NULL));
  sublet_notify_counter_take (accounts);

  /* A wrong one leaves the first in use. */
  g_assert_false (session_fixture_sign_in (f, "wrong-key", TRUE, NULL));
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_cmpuint (sublet_notify_counter_take (accounts), ==, 0);

  g_assert_true (session_fixture_sign_in (f, "bobs-key", TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_notify_counter_take (accounts), ==, 1);
  g_assert_cmpstr (sublet_account_get_default_label (sublet_session_get_account (f->session)),
                   ==,
                   "bob");
}

static void
test_cancelled (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = session_fixture_make_key ("demo-key");
  g_autoptr (GError) error = NULL;

  session_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"user\"}");
  sublet_session_start (f->session, NULL, NULL);
  sublet_session_sign_in_async (f->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                FALSE,
                                cancellable,
                                sublet_test_on_result,
                                &result);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  g_cancellable_cancel (cancellable);
  session_fixture_advance_until (f, session_fixture_has_result, &result);
  g_assert_false (sublet_session_sign_in_finish (f->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
}

static void
test_demo (SessionFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = session_fixture_make_key ("demo-key");

  g_clear_object (&f->session);
  g_clear_object (&f->key_store);
  f->key_store = sublet_key_store_new (sublet_client_get_server (f->client), TRUE);
  f->session = sublet_session_new (f->client, f->key_store);
  sublet_session_start_demo (f->session, key);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_DEMO);
  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
  g_assert_cmpint (sublet_key_store_get_keeping (f->key_store), ==, SUBLET_KEY_KEEPING_SESSION);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SESSION_FIXTURE_ADD ("round", test_round);
  SESSION_FIXTURE_ADD ("environment", test_environment);
  SESSION_FIXTURE_ADD ("environment-and-keyring", test_environment_and_keyring);
  SESSION_FIXTURE_ADD ("without-user-read", test_without_user_read);
  SESSION_FIXTURE_ADD ("other-account", test_other_account);
  SESSION_FIXTURE_ADD ("cancelled", test_cancelled);
  SESSION_FIXTURE_ADD ("demo", test_demo);

  return g_test_run ();
}
