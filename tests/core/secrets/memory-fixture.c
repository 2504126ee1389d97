/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "memory-fixture.h"

#include "core/store/sublet-sql.h"

#include "support/sublet-test-database.h"

#include <string.h>

static void
on_changed (MemoryFixture *f)
{
  f->n_changes++;
}

void
memory_fixture_come_up (MemoryFixture *f, const char *account)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_null (f->simulator);
  f->simulator =
    sublet_test_simulator_new ("--offers",
                               "10",
                               "--port",
                               f->port,
                               "--key",
                               account != NULL ? "a-key-of-nobody" : MEMORY_FIXTURE_KEY,
                               NULL);
  if (account == NULL)
    return;
  json = g_strdup_printf ("{\"add_account\":{\"username\":\"%s\",\"key\":\"%s\"}}",
                          account,
                          MEMORY_FIXTURE_KEY);
  node = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
}

void
memory_fixture_go_down (MemoryFixture *f)
{
  g_clear_object (&f->simulator);
}

void
memory_fixture_start_without_database (MemoryFixture *f)
{
  const SubletDatabaseOptions shipped = { NULL };
  g_autoptr (GError) error = NULL;

  f->client = sublet_client_new (f->url, SUBLET_CLOCK (f->clock), &error);
  g_assert_no_error (error);
  f->key_store = sublet_key_store_new (sublet_client_get_server (f->client), FALSE);
  f->session = sublet_session_new (f->client, f->key_store);
  f->memory = sublet_account_memory_new (f->session, sublet_profile_get_install_id (f->profile));
  g_signal_connect_swapped (f->memory, "changed", G_CALLBACK (on_changed), f);
  sublet_session_start (f->session, NULL, NULL);
  f->database = sublet_test_open_database (f->profile, &shipped);
}

void
memory_fixture_start (MemoryFixture *f)
{
  memory_fixture_start_without_database (f);
  sublet_account_memory_set_database (f->memory, f->database);
}

bool
memory_fixture_is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

void
memory_fixture_end (MemoryFixture *f)
{
  sublet_test_await (memory_fixture_is_idle, f->key_store);
  g_signal_handlers_disconnect_by_data (f->memory, f);
  sublet_client_set_key (f->client, NULL);
  sublet_test_drop (g_steal_pointer (&f->memory));
  g_object_run_dispose (G_OBJECT (f->session));
  g_clear_object (&f->session);
  sublet_test_drop (g_steal_pointer (&f->database));
  g_clear_object (&f->key_store);
  g_clear_object (&f->client);
}

void
memory_fixture_start_again (MemoryFixture *f)
{
  memory_fixture_end (f);
  memory_fixture_start (f);
}

void
memory_fixture_set_up (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *url;

  f->simulator = sublet_test_simulator_new ("--offers", "10", NULL);
  url = sublet_test_simulator_get_url (f->simulator);
  f->url = g_strdup (url);
  f->port = g_strdup (strrchr (url, ':') + 1);
  f->clock = sublet_manual_clock_new ();
  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  memory_fixture_start (f);
}

void
memory_fixture_tear_down (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_store_forget_async (f->key_store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  memory_fixture_end (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
  g_free (f->port);
  g_free (f->url);
}

/* No pause of the client's queue is as long: a request may be under way, which takes real time. */
#define REQUEST_PATIENCE_MS 10000

void
memory_fixture_advance_until (MemoryFixture *f, SubletTestCondition condition, gpointer user_data)
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
memory_fixture_has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

bool
memory_fixture_is_signed_in (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_SIGNED_IN;
}

bool
memory_fixture_is_signed_out (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_SIGNED_OUT;
}

bool
memory_fixture_is_rejected (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_REJECTED;
}

bool
memory_fixture_has_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

bool
memory_fixture_is_remembered (gpointer user_data)
{
  return sublet_account_memory_get_account_id (user_data) != 0;
}

bool
memory_fixture_is_confirmed (gpointer user_data)
{
  return sublet_account_memory_get_confirmed (user_data);
}

void
memory_fixture_assert_account (MemoryFixture *f, gint64 account_id, gboolean confirmed)
{
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), ==, account_id);
  g_assert_cmpint (sublet_account_memory_get_confirmed (f->memory), ==, confirmed);
}

void
memory_fixture_sign_in (MemoryFixture *f, const char *text, gboolean session_only)
{
  g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_session_sign_in_async (f->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                session_only,
                                NULL,
                                sublet_test_on_result,
                                &result);
  memory_fixture_advance_until (f, memory_fixture_has_result, &result);
  sublet_session_sign_in_finish (f->session, result, &error);
  g_assert_no_error (error);
  sublet_test_await (memory_fixture_is_idle, f->key_store);
}

gint64
memory_fixture_sign_in_and_start_without_service (MemoryFixture *f)
{
  gint64 account_id;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  g_assert_cmpint (account_id, >, 0);
  memory_fixture_assert_account (f, account_id, TRUE);
  memory_fixture_go_down (f);
  memory_fixture_start_again (f);

  return account_id;
}

void
memory_fixture_await_failure (MemoryFixture *f)
{
  memory_fixture_advance_until (f, memory_fixture_is_signed_in, f->session);
  memory_fixture_advance_until (f, memory_fixture_has_error, f->session);
}

static guint n_rows;

static bool
count_rows (sqlite3 *db, gpointer data, GError **error)
{
  g_autofree char *text = sublet_sql_dup_text (db, "SELECT count (*) FROM key_accounts", error);

  n_rows = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : G_MAXUINT;
  return text != NULL;
}

void
memory_fixture_assert_n_rows (MemoryFixture *f, guint n)
{
  sublet_test_run_database (f->database, SUBLET_DATABASE_CACHE, SUBLET_DATABASE_READ, count_rows);
  g_assert_cmpuint (n_rows, ==, n);
}
