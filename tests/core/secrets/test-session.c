/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-session.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The real client against the simulator, the real store against a keyring daemon of its own. */
typedef struct
{
  SubletTestSimulator *simulator;
  SubletManualClock *clock;
  SubletClient *client;
  SubletKeyStore *key_store;
  SubletSession *session;
} Fixture;

static SecretValue *
make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

/* Another start of the program against the same service and keyring. */
static void
start_again (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->session);
  g_clear_object (&fixture->key_store);
  g_clear_object (&fixture->client);
  fixture->client = sublet_client_new (sublet_test_simulator_get_url (fixture->simulator),
                                       SUBLET_CLOCK (fixture->clock),
                                       &error);
  g_assert_no_error (error);
  fixture->key_store = sublet_key_store_new (sublet_client_get_server (fixture->client), FALSE);
  fixture->session = sublet_session_new (fixture->client, fixture->key_store);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->simulator = sublet_test_simulator_new (NULL, NULL);
  fixture->clock = sublet_manual_clock_new ();
  start_again (fixture);
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  gpointer session = NULL;

  sublet_session_forget_async (fixture->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_test_await (is_idle, fixture->key_store);
  g_clear_object (&result);

  /* A request that was given up holds it until that has come through. */
  g_set_weak_pointer (&session, fixture->session);
  g_clear_object (&fixture->session);
  sublet_test_await (is_null, &session);
  g_clear_object (&fixture->key_store);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->simulator);
}

static void
set (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    node = sublet_test_simulator_control_post (fixture->simulator, "/_sim/set", json);
}

static void
arm (Fixture *fixture, const char *json)
{
  g_autoptr (JsonNode)
    node = sublet_test_simulator_control_post (fixture->simulator, "/_sim/faults", json);
}

static void
release (Fixture *fixture)
{
  g_autoptr (JsonNode)
    node = sublet_test_simulator_control_post (fixture->simulator, "/_sim/release", "{}");
}

/* No pause of the queue is as long: a request may be under way, whose answer takes real time. */
#define REQUEST_PATIENCE_MS 10000

/* Lets time go on as far as the session and its client wait for it. */
static void
advance_until (Fixture *fixture, SubletTestCondition condition, gpointer user_data)
{
  int i;

  for (i = 0; i < 1000; i++)
    {
      bool may_be_asking = sublet_manual_clock_get_n_waiting (fixture->clock) > 0 &&
                           sublet_manual_clock_get_next_due_ms (fixture->clock) >=
                             REQUEST_PATIENCE_MS;

      if (sublet_test_wait_for (condition, user_data, may_be_asking ? 600 : 50))
        return;
      if (sublet_manual_clock_get_n_waiting (fixture->clock) > 0)
        sublet_manual_clock_advance (fixture->clock,
                                     sublet_manual_clock_get_next_due_ms (fixture->clock));
    }

  g_error ("waited in vain");
}

static bool
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static gboolean
sign_in (Fixture *fixture, const char *text, gboolean session_only, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = make_key (text);

  sublet_session_sign_in_async (fixture->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                session_only,
                                NULL,
                                sublet_test_on_result,
                                &result);
  advance_until (fixture, has_result, &result);
  return sublet_session_sign_in_finish (fixture->session, result, error);
}

static bool
is_not_starting (gpointer user_data)
{
  return sublet_session_get_state (user_data) != SUBLET_SESSION_STATE_STARTING;
}

static bool
is_account_known (gpointer user_data)
{
  return sublet_session_get_account_known (user_data);
}

static bool
has_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

static bool
is_rejected (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_REJECTED;
}

static void
assert_state (Fixture *fixture, SubletSessionState state, SubletKeyOrigin origin)
{
  g_assert_cmpint (sublet_session_get_state (fixture->session), ==, state);
  g_assert_cmpint (sublet_session_get_origin (fixture->session), ==, origin);
  g_assert_cmpint (sublet_client_has_key (fixture->client),
                   ==,
                   state == SUBLET_SESSION_STATE_SIGNED_IN);
}

static void
test_round (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = sublet_notify_counter_new (fixture->session, "state");
  g_autoptr (GError) error = NULL;

  /* Nothing anywhere: welcome. */
  sublet_session_start (fixture->session, NULL, NULL);
  assert_state (fixture, SUBLET_SESSION_STATE_STARTING, SUBLET_KEY_ORIGIN_NONE);
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_null (sublet_session_get_error (fixture->session));
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 1);

  /* A wrong key changes nothing and is kept nowhere. */
  g_assert_false (sign_in (fixture, "wrong-key", FALSE, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store), ==, SUBLET_KEY_KEEPING_NONE);

  g_clear_error (&error);
  sign_in (fixture, "demo-key", FALSE, &error);
  g_assert_no_error (error);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_true (sublet_session_get_account_known (fixture->session));
  g_assert_cmpstr (sublet_account_get_default_label (sublet_session_get_account (fixture->session)),
                   ==,
                   "ada");
  g_assert_cmpuint (sublet_session_get_scopes (fixture->session) & SUBLET_SCOPE_BILLING_READ,
                    !=,
                    0);
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store),
                   ==,
                   SUBLET_KEY_KEEPING_KEYRING);

  /* The next start finds it, uses it at once and asks whose it is. */
  start_again (fixture);
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  advance_until (fixture, is_account_known, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
}

static void
test_environment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = make_key ("demo-key");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* It waits for the person. */
  sublet_session_start (fixture->session, key, "VAST_API_KEY");
  g_assert_true (sublet_session_get_has_environment_key (fixture->session));
  g_assert_cmpstr (sublet_session_get_environment_variable (fixture->session), ==, "VAST_API_KEY");
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);

  /* Stored only if asked. */
  sublet_session_use_environment_async (fixture->session,
                                        TRUE,
                                        NULL,
                                        sublet_test_on_result,
                                        &result);
  advance_until (fixture, has_result, &result);
  g_assert_true (sublet_session_sign_in_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_ENVIRONMENT);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);
  g_clear_object (&result);

  start_again (fixture);
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
}

static void
test_environment_and_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) same = make_key ("demo-key");
  g_autoptr (SecretValue) other = make_key ("other-key");

  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  sublet_test_await (is_idle, fixture->key_store);

  /* The same key in both places: nothing to ask. */
  start_again (fixture);
  sublet_session_start (fixture->session, same, "VAST_API_KEY");
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);

  /* Two keys: the person chooses. */
  start_again (fixture);
  sublet_session_start (fixture->session, other, "VAST_API_KEY");
  advance_until (fixture, is_not_starting, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
  g_assert_true (sublet_session_get_has_kept_key (fixture->session));

  sublet_session_use_keyring (fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_false (sublet_session_get_has_kept_key (fixture->session));
  advance_until (fixture, is_account_known, fixture->session);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  set (fixture, "{\"revoke_key\":\"demo-key\"}");

  /* In mid-work: whatever call finds out. */
  sublet_client_list_instances_async (fixture->client, NULL, sublet_test_on_result, &result);
  advance_until (fixture, has_result, &result);
  listing = sublet_client_list_instances_finish (fixture->client, result, &error);
  g_assert_null (listing);
  advance_until (fixture, is_rejected, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_REJECTED, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_error (sublet_session_get_error (fixture->session), SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_false (sublet_session_get_account_known (fixture->session));

  /* At a start: used at once, then rejected. */
  sublet_test_await (is_idle, fixture->key_store);
  start_again (fixture);
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_rejected, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_REJECTED, SUBLET_KEY_ORIGIN_KEYRING);

  /* It was a mistake: the same key is good again. */
  set (fixture, "{\"restore_key\":\"demo-key\"}");
  sublet_session_refresh (fixture->session);
  advance_until (fixture, is_account_known, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_null (sublet_session_get_error (fixture->session));
}

static void
test_without_user_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SubletScopes scopes;

  set (fixture,
       "{\"add_key\":{\"account\":\"ada\",\"key\":\"narrow\",\"without\":[\"user_read\"]}}");
  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "narrow", TRUE, &error));
  g_assert_no_error (error);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_true (sublet_session_get_account_known (fixture->session));
  g_assert_null (sublet_session_get_account (fixture->session));
  scopes = sublet_session_get_scopes (fixture->session);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_USER_READ, ==, 0);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_MISC, !=, 0);
  g_assert_cmpuint (scopes & SUBLET_SCOPE_INSTANCE_READ, !=, 0);
}

/* A guest network's page, a redirect, a service that fails: the key is not wrong, it is not known.
 */
static void
test_not_known (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    int code;
  } cases[] = {
    { "{\"fault\":\"wrong-json\",\"times\":0}", SUBLET_ERROR_PROTOCOL },
    { "{\"fault\":\"redirect\",\"status\":302,\"location\":\"https://example.org/\",\"times\":0}",
      SUBLET_ERROR_PROTOCOL },
    { "{\"fault\":\"http-500-html\",\"times\":0}", SUBLET_ERROR_SERVER },
  };
  gsize i;

  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (SecretValue) key = make_key ("demo-key");
      g_autoptr (GError) error = NULL;

      arm (fixture, cases[i].fault);
      sublet_session_sign_in_async (fixture->session,
                                    key,
                                    SUBLET_KEY_ORIGIN_PASTED,
                                    TRUE,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
      /* Some are tried again after a wait. */
      advance_until (fixture, has_result, &result);
      g_assert_false (sublet_session_sign_in_finish (fixture->session, result, &error));
      g_assert_error (error, SUBLET_ERROR, cases[i].code);
      assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
      g_clear_object (&fixture->simulator);
      fixture->simulator = sublet_test_simulator_new (NULL, NULL);
      start_again (fixture);
      sublet_session_start (fixture->session, NULL, NULL);
      advance_until (fixture, is_not_starting, fixture->session);
    }
}

/* No network at the start: the kept key is in use, the account follows when the service answers. */
static void
test_late_answer (Fixture *fixture, gconstpointer data)
{
  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  sublet_test_await (is_idle, fixture->key_store);

  start_again (fixture);
  arm (fixture, "{\"fault\":\"reset-before\",\"times\":20}");
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  advance_until (fixture, has_error, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_false (sublet_session_get_account_known (fixture->session));

  advance_until (fixture, is_account_known, fixture->session);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_null (sublet_session_get_error (fixture->session));
}

#define N_IMPATIENT 3

/* Shorter than each pause between two checks, longer than each of the client's between two requests
 * that were answered. */
#define SHORT_MS 5000

typedef struct
{
  Fixture *fixture;
  guint n; /* how many requests for the account there are */
} Asked;

static bool
has_asked (gpointer user_data)
{
  const Asked *asked = user_data;

  return sublet_test_simulator_count_requests (asked->fixture->simulator, "user") >= asked->n;
}

static void
refresh (Fixture *fixture)
{
  guint i;

  for (i = 0; i < N_IMPATIENT; i++)
    sublet_session_refresh (fixture->session);
}

/* As advance_until(), but no pause between two checks comes to its end. */
static void
await_without_pause (Fixture *fixture, SubletTestCondition condition, gpointer user_data)
{
  guint i;

  for (i = 0; i < 200; i++)
    {
      if (sublet_test_wait_for (condition, user_data, 50))
        return;
      if (sublet_manual_clock_get_n_waiting (fixture->clock) > 0 &&
          sublet_manual_clock_get_next_due_ms (fixture->clock) < SHORT_MS)
        sublet_manual_clock_advance (fixture->clock,
                                     sublet_manual_clock_get_next_due_ms (fixture->clock));
    }

  g_error ("waited in vain");
}

/* However often somebody wants to know: one check at a time, which comes to its end. */
static void
test_impatient (Fixture *fixture, gconstpointer data)
{
  Asked asked = { fixture, 0 };

  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  sublet_test_await (is_idle, fixture->key_store);
  asked.n = sublet_test_simulator_count_requests (fixture->simulator, "user") + 1;

  /* Before the first answer. */
  start_again (fixture);
  arm (fixture, "{\"fault\":\"hold\",\"route\":\"user\",\"times\":1}");
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  await_without_pause (fixture, has_asked, &asked);
  refresh (fixture);
  sublet_test_drain ();
  release (fixture);
  advance_until (fixture, is_account_known, fixture->session);
  g_assert_cmpuint (sublet_test_simulator_count_requests (fixture->simulator, "user"), ==, asked.n);

  /* After the answer it is asked again, once. */
  asked.n++;
  refresh (fixture);
  await_without_pause (fixture, has_asked, &asked);
  g_assert_cmpuint (sublet_test_simulator_count_requests (fixture->simulator, "user"), ==, asked.n);
}

/* Only the pause after a failure is cut short. */
static void
test_pause_cut_short (Fixture *fixture, gconstpointer data)
{
  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  sublet_test_await (is_idle, fixture->key_store);

  start_again (fixture);
  arm (fixture, "{\"fault\":\"reset-before\",\"times\":0}");
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, is_not_starting, fixture->session);
  advance_until (fixture, has_error, fixture->session);
  sublet_test_simulator_disarm (fixture->simulator);
  refresh (fixture);
  await_without_pause (fixture, is_account_known, fixture->session);
}

/* A check that was given up with its key is no check of the next one. */
static void
test_check_given_up (Fixture *fixture, gconstpointer data)
{
  Asked asked = { fixture, 0 };
  g_autoptr (GAsyncResult) result = NULL;

  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", TRUE, NULL));
  asked.n = sublet_test_simulator_count_requests (fixture->simulator, "user") + 1;
  arm (fixture, "{\"fault\":\"hold\",\"route\":\"user\",\"times\":1}");
  sublet_session_refresh (fixture->session);
  await_without_pause (fixture, has_asked, &asked);
  sublet_session_forget_async (fixture->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  release (fixture);

  g_assert_true (sign_in (fixture, "demo-key", TRUE, NULL));
  asked.n = sublet_test_simulator_count_requests (fixture->simulator, "user") + 1;
  refresh (fixture);
  await_without_pause (fixture, has_asked, &asked);
}

/* Given up while the service is away: nothing holds it any more. */
static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  gpointer session = NULL;

  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", FALSE, NULL));
  sublet_test_await (is_idle, fixture->key_store);

  start_again (fixture);
  arm (fixture, "{\"fault\":\"reset-before\",\"times\":0}");
  sublet_session_start (fixture->session, NULL, NULL);
  advance_until (fixture, has_error, fixture->session);
  g_set_weak_pointer (&session, fixture->session);
  sublet_session_stop (fixture->session);
  g_clear_object (&fixture->session);
  sublet_test_await (is_null, &session);

  sublet_test_simulator_disarm (fixture->simulator);
  start_again (fixture);
}

static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter)
    accounts = sublet_notify_counter_new (fixture->session, "account");
  g_autoptr (GError) error = NULL;

  set (fixture,
       "{\"add_account\":{\"username\":\"bob\",\"email\":\"bob@example.org\",\"key\":\"bobs-key\","
       "\"credit\":5}}");
  sublet_session_start (fixture->session, NULL, NULL);
  g_assert_true (sign_in (fixture, "demo-key", TRUE, NULL));
  sublet_notify_counter_take (accounts);

  /* A wrong one leaves the first in use. */
  g_assert_false (sign_in (fixture, "wrong-key", TRUE, NULL));
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_cmpuint (sublet_notify_counter_take (accounts), ==, 0);

  g_assert_true (sign_in (fixture, "bobs-key", TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_notify_counter_take (accounts), ==, 1);
  g_assert_cmpstr (sublet_account_get_default_label (sublet_session_get_account (fixture->session)),
                   ==,
                   "bob");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = make_key ("demo-key");
  g_autoptr (GError) error = NULL;

  arm (fixture, "{\"fault\":\"hold\",\"route\":\"user\"}");
  sublet_session_start (fixture->session, NULL, NULL);
  sublet_session_sign_in_async (fixture->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                FALSE,
                                cancellable,
                                sublet_test_on_result,
                                &result);
  advance_until (fixture, is_not_starting, fixture->session);
  g_cancellable_cancel (cancellable);
  advance_until (fixture, has_result, &result);
  g_assert_false (sublet_session_sign_in_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = make_key ("demo-key");

  g_clear_object (&fixture->session);
  g_clear_object (&fixture->key_store);
  fixture->key_store = sublet_key_store_new (sublet_client_get_server (fixture->client), TRUE);
  fixture->session = sublet_session_new (fixture->client, fixture->key_store);
  sublet_session_start_demo (fixture->session, key);
  assert_state (fixture, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_DEMO);
  advance_until (fixture, is_account_known, fixture->session);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);
}

#define ADD(path, function) \
  g_test_add ("/core/secrets/session/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("round", test_round);
  ADD ("environment", test_environment);
  ADD ("environment-and-keyring", test_environment_and_keyring);
  ADD ("revoked", test_revoked);
  ADD ("without-user-read", test_without_user_read);
  ADD ("not-known", test_not_known);
  ADD ("late-answer", test_late_answer);
  ADD ("impatient", test_impatient);
  ADD ("pause-cut-short", test_pause_cut_short);
  ADD ("check-given-up", test_check_given_up);
  ADD ("stopped", test_stopped);
  ADD ("other-account", test_other_account);
  ADD ("cancelled", test_cancelled);
  ADD ("demo", test_demo);

  return g_test_run ();
}
