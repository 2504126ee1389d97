/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "session-fixture.h"

SecretValue *
session_fixture_make_key (const char *text)
{
  return secret_value_new (text, -1, "text/plain");
}

void
session_fixture_start_again (SessionFixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&f->session);
  g_clear_object (&f->key_store);
  g_clear_object (&f->client);
  f->client = sublet_client_new (sublet_test_simulator_get_url (f->simulator),
                                 SUBLET_CLOCK (f->clock),
                                 &error);
  g_assert_no_error (error);
  f->key_store = sublet_key_store_new (sublet_client_get_server (f->client), FALSE);
  f->session = sublet_session_new (f->client, f->key_store);
}

void
session_fixture_set_up (SessionFixture *f, gconstpointer data)
{
  f->simulator = sublet_test_simulator_new (NULL, NULL);
  f->clock = sublet_manual_clock_new ();
  session_fixture_start_again (f);
}

bool
session_fixture_is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

bool
session_fixture_is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

void
session_fixture_tear_down (SessionFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  gpointer session = NULL;

  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_test_await (session_fixture_is_idle, f->key_store);
  g_clear_object (&result);

  /* A request that was given up holds it until that has come through. */
  g_set_weak_pointer (&session, f->session);
  g_clear_object (&f->session);
  sublet_test_await (session_fixture_is_null, &session);
  g_clear_object (&f->key_store);
  g_clear_object (&f->client);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
}

void
session_fixture_set (SessionFixture *f, const char *json)
{
  g_autoptr (JsonNode) node = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
}

void
session_fixture_arm (SessionFixture *f, const char *json)
{
  g_autoptr (JsonNode)
    node = sublet_test_simulator_control_post (f->simulator, "/_sim/faults", json);
}

void
session_fixture_release (SessionFixture *f)
{
  g_autoptr (JsonNode)
    node = sublet_test_simulator_control_post (f->simulator, "/_sim/release", "{}");
}

/* No pause of the queue is as long: a request may be under way, whose answer takes real time. */
#define REQUEST_PATIENCE_MS 10000

void
session_fixture_advance_until (SessionFixture *f, SubletTestCondition condition, gpointer user_data)
{
  int i;

  for (i = 0; i < 1000; i++)
    {
      bool may_be_asking = sublet_manual_clock_get_n_waiting (f->clock) > 0 &&
                           sublet_manual_clock_get_next_due_ms (f->clock) >= REQUEST_PATIENCE_MS;

      if (sublet_test_wait_for (condition, user_data, may_be_asking ? 600 : 50))
        return;
      if (sublet_manual_clock_get_n_waiting (f->clock) > 0)
        sublet_manual_clock_advance (f->clock, sublet_manual_clock_get_next_due_ms (f->clock));
    }

  g_error ("waited in vain");
}

bool
session_fixture_has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

gboolean
session_fixture_sign_in (SessionFixture *f, const char *text, gboolean session_only, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretValue) key = session_fixture_make_key (text);

  sublet_session_sign_in_async (f->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                session_only,
                                NULL,
                                sublet_test_on_result,
                                &result);
  session_fixture_advance_until (f, session_fixture_has_result, &result);
  return sublet_session_sign_in_finish (f->session, result, error);
}

bool
session_fixture_is_not_starting (gpointer user_data)
{
  return sublet_session_get_state (user_data) != SUBLET_SESSION_STATE_STARTING;
}

bool
session_fixture_is_account_known (gpointer user_data)
{
  return sublet_session_get_account_known (user_data);
}

bool
session_fixture_has_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

bool
session_fixture_is_rejected (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_REJECTED;
}

void
session_fixture_assert_state (SessionFixture *f, SubletSessionState state, SubletKeyOrigin origin)
{
  g_assert_cmpint (sublet_session_get_state (f->session), ==, state);
  g_assert_cmpint (sublet_session_get_origin (f->session), ==, origin);
  g_assert_cmpint (sublet_client_has_key (f->client), ==, state == SUBLET_SESSION_STATE_SIGNED_IN);
}
