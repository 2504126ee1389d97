/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

#include "core/base/sublet-error.h"

/* Whose the key is, while the service says nothing, something else, or that it is not accepted. */

static void
test_revoked (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  session_fixture_set (f, "{\"revoke_key\":\"demo-key\"}");

  /* In mid-work: whatever call finds out. */
  sublet_client_list_instances_async (f->client, NULL, sublet_test_on_result, &result);
  session_fixture_advance_until (f, session_fixture_has_result, &result);
  listing = sublet_client_list_instances_finish (f->client, result, &error);
  g_assert_null (listing);
  session_fixture_advance_until (f, session_fixture_is_rejected, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_REJECTED, SUBLET_KEY_ORIGIN_PASTED);
  g_assert_error (sublet_session_get_error (f->session), SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_false (sublet_session_get_account_known (f->session));

  /* At a start: used at once, then rejected. */
  sublet_test_await (session_fixture_is_idle, f->key_store);
  session_fixture_start_again (f);
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_rejected, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_REJECTED, SUBLET_KEY_ORIGIN_KEYRING);

  /* It was a mistake: the same key is good again. */
  session_fixture_set (f, "{\"restore_key\":\"demo-key\"}");
  sublet_session_refresh (f->session);
  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_null (sublet_session_get_error (f->session));
}

/* A guest network's page, a redirect, a service that fails: the key is not wrong, it is not known.
 */
static void
test_not_known (SessionFixture *f, gconstpointer data)
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

  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (SecretValue) key = session_fixture_make_key ("demo-key");
      g_autoptr (GError) error = NULL;

      session_fixture_arm (f, cases[i].fault);
      sublet_session_sign_in_async (f->session,
                                    key,
                                    SUBLET_KEY_ORIGIN_PASTED,
                                    TRUE,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
      /* Some are tried again after a wait. */
      session_fixture_advance_until (f, session_fixture_has_result, &result);
      g_assert_false (sublet_session_sign_in_finish (f->session, result, &error));
      g_assert_error (error, SUBLET_ERROR, cases[i].code);
      session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_OUT, SUBLET_KEY_ORIGIN_NONE);
      g_clear_object (&f->simulator);
      f->simulator = sublet_test_simulator_new (NULL, NULL);
      session_fixture_start_again (f);
      sublet_session_start (f->session, NULL, NULL);
      session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
    }
}

/* No network at the start: the kept key is in use, the account follows when the service answers. */
static void
test_late_answer (SessionFixture *f, gconstpointer data)
{
  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  sublet_test_await (session_fixture_is_idle, f->key_store);

  session_fixture_start_again (f);
  session_fixture_arm (f, "{\"fault\":\"reset-before\",\"times\":20}");
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_advance_until (f, session_fixture_has_error, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_false (sublet_session_get_account_known (f->session));

  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
  session_fixture_assert_state (f, SUBLET_SESSION_STATE_SIGNED_IN, SUBLET_KEY_ORIGIN_KEYRING);
  g_assert_null (sublet_session_get_error (f->session));
}

#define N_IMPATIENT 3

/* Shorter than each pause between two checks, longer than each of the client's between two requests
 * that were answered. */
#define SHORT_MS 5000

typedef struct
{
  SessionFixture *f;
  guint n; /* how many requests for the account there are */
} Asked;

static bool
has_asked (gpointer user_data)
{
  const Asked *asked = user_data;

  return sublet_test_simulator_count_requests (asked->f->simulator, "user") >= asked->n;
}

static void
refresh (SessionFixture *f)
{
  guint i;

  for (i = 0; i < N_IMPATIENT; i++)
    sublet_session_refresh (f->session);
}

/* As session_fixture_advance_until(), but no pause between two checks comes to its end. */
static void
await_without_pause (SessionFixture *f, SubletTestCondition condition, gpointer user_data)
{
  guint i;

  for (i = 0; i < 200; i++)
    {
      if (sublet_test_wait_for (condition, user_data, 50))
        return;
      if (sublet_manual_clock_get_n_waiting (f->clock) > 0 &&
          sublet_manual_clock_get_next_due_ms (f->clock) < SHORT_MS)
        sublet_manual_clock_advance (f->clock, sublet_manual_clock_get_next_due_ms (f->clock));
    }

  g_error ("waited in vain");
}

/* However often somebody wants to know: one check at a time, which comes to its end. */
static void
test_impatient (SessionFixture *f, gconstpointer data)
{
  Asked asked = { f, 0 };

  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  sublet_test_await (session_fixture_is_idle, f->key_store);
  asked.n = sublet_test_simulator_count_requests (f->simulator, "user") + 1;

  /* Before the first answer. */
  session_fixture_start_again (f);
  session_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"user\",\"times\":1}");
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  await_without_pause (f, has_asked, &asked);
  refresh (f);
  sublet_test_drain ();
  session_fixture_release (f);
  session_fixture_advance_until (f, session_fixture_is_account_known, f->session);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "user"), ==, asked.n);

  /* After the answer it is asked again, once. */
  asked.n++;
  refresh (f);
  await_without_pause (f, has_asked, &asked);
  g_assert_cmpuint (sublet_test_simulator_count_requests (f->simulator, "user"), ==, asked.n);
}

/* Only the pause after a failure is cut short. */
static void
test_pause_cut_short (SessionFixture *f, gconstpointer data)
{
  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  sublet_test_await (session_fixture_is_idle, f->key_store);

  session_fixture_start_again (f);
  session_fixture_arm (f, "{\"fault\":\"reset-before\",\"times\":0}");
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_is_not_starting, f->session);
  session_fixture_advance_until (f, session_fixture_has_error, f->session);
  sublet_test_simulator_disarm (f->simulator);
  refresh (f);
  await_without_pause (f, session_fixture_is_account_known, f->session);
}

/* A check that was given up with its key is no check of the next one. */
static void
test_check_given_up (SessionFixture *f, gconstpointer data)
{
  Asked asked = { f, 0 };
  g_autoptr (GAsyncResult) result = NULL;

  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", TRUE, NULL));
  asked.n = sublet_test_simulator_count_requests (f->simulator, "user") + 1;
  session_fixture_arm (f, "{\"fault\":\"hold\",\"route\":\"user\",\"times\":1}");
  sublet_session_refresh (f->session);
  await_without_pause (f, has_asked, &asked);
  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  session_fixture_release (f);

  g_assert_true (session_fixture_sign_in (f, "demo-key", TRUE, NULL));
  asked.n = sublet_test_simulator_count_requests (f->simulator, "user") + 1;
  refresh (f);
  await_without_pause (f, has_asked, &asked);
}

/* Given up while the service is away: nothing holds it any more. */
static void
test_stopped (SessionFixture *f, gconstpointer data)
{
  gpointer session = NULL;

  sublet_session_start (f->session, NULL, NULL);
  g_assert_true (session_fixture_sign_in (f, "demo-key", FALSE, NULL));
  sublet_test_await (session_fixture_is_idle, f->key_store);

  session_fixture_start_again (f);
  session_fixture_arm (f, "{\"fault\":\"reset-before\",\"times\":0}");
  sublet_session_start (f->session, NULL, NULL);
  session_fixture_advance_until (f, session_fixture_has_error, f->session);
  g_set_weak_pointer (&session, f->session);
  sublet_session_stop (f->session);
  g_clear_object (&f->session);
  sublet_test_await (session_fixture_is_null, &session);

  sublet_test_simulator_disarm (f->simulator);
  session_fixture_start_again (f);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  SESSION_FIXTURE_ADD ("revoked", test_revoked);
  SESSION_FIXTURE_ADD ("not-known", test_not_known);
  SESSION_FIXTURE_ADD ("late-answer", test_late_answer);
  SESSION_FIXTURE_ADD ("impatient", test_impatient);
  SESSION_FIXTURE_ADD ("pause-cut-short", test_pause_cut_short);
  SESSION_FIXTURE_ADD ("check-given-up", test_check_given_up);
  SESSION_FIXTURE_ADD ("stopped", test_stopped);

  return g_test_run ();
}
