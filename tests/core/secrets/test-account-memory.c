/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "config.h"

#include "core/base/sublet-error.h"
#include "core/secrets/sublet-account-memory.h"
#include "core/store/sublet-sql.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-database.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

#include <string.h>

/* The account of a key that the service does not speak of: the real client and a simulator that is
 * down at the start, the real store against a keyring daemon of its own, the real cache. */

#define KEY "demo-key"

typedef struct
{
  SubletTestSimulator *simulator; /* (nullable): the service is down */
  char *port;
  SubletManualClock *clock;
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletClient *client;
  SubletKeyStore *key_store;
  SubletSession *session;
  SubletAccountMemory *memory;
  char *url;
  guint n_changes;
  SubletAccount *account; /* (owned) (nullable): what the service said before */
} Fixture;

static void
on_changed (Fixture *f)
{
  f->n_changes++;
}

/* ---- the service ---- */

/* @account: whose the key is, NULL: the first one's */
static void
come_up (Fixture *f, const char *account)
{
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_assert_null (f->simulator);
  f->simulator = sublet_test_simulator_new ("--offers",
                                            "10",
                                            "--port",
                                            f->port,
                                            "--key",
                                            account != NULL ? "a-key-of-nobody" : KEY,
                                            NULL);
  if (account == NULL)
    return;
  json = g_strdup_printf ("{\"add_account\":{\"username\":\"%s\",\"key\":\"%s\"}}", account, KEY);
  node = sublet_test_simulator_control_post (f->simulator, "/_sim/set", json);
}

static void
go_down (Fixture *f)
{
  g_clear_object (&f->simulator);
}

/* ---- the program ---- */

static void
start_without_database (Fixture *f)
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

static void
start (Fixture *f)
{
  start_without_database (f);
  sublet_account_memory_set_database (f->memory, f->database);
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

static void
end (Fixture *f)
{
  sublet_test_await (is_idle, f->key_store);
  g_signal_handlers_disconnect_by_data (f->memory, f);
  sublet_client_set_key (f->client, NULL);
  sublet_test_drop (g_steal_pointer (&f->memory));
  g_object_run_dispose (G_OBJECT (f->session));
  g_clear_object (&f->session);
  sublet_test_drop (g_steal_pointer (&f->database));
  g_clear_object (&f->key_store);
  g_clear_object (&f->client);
}

static void
start_again (Fixture *f)
{
  end (f);
  start (f);
}

static void
set_up (Fixture *f, gconstpointer data)
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
  start (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_store_forget_async (f->key_store, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  end (f);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
  g_clear_object (&f->clock);
  g_clear_object (&f->simulator);
  g_free (f->port);
  g_free (f->url);
}

/* ---- waiting ---- */

/* No pause of the client's queue is as long: a request may be under way, which takes real time. */
#define REQUEST_PATIENCE_MS 10000

static void
advance_until (Fixture *f, SubletTestCondition condition, gpointer user_data)
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

static bool
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static bool
is_signed_in (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_SIGNED_IN;
}

static bool
is_signed_out (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_SIGNED_OUT;
}

static bool
is_rejected (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_REJECTED;
}

static bool
has_error (gpointer user_data)
{
  return sublet_session_get_error (user_data) != NULL;
}

static bool
is_remembered (gpointer user_data)
{
  return sublet_account_memory_get_account_id (user_data) != 0;
}

static bool
is_confirmed (gpointer user_data)
{
  return sublet_account_memory_get_confirmed (user_data);
}

static void
assert_account (Fixture *f, gint64 account_id, gboolean confirmed)
{
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), ==, account_id);
  g_assert_cmpint (sublet_account_memory_get_confirmed (f->memory), ==, confirmed);
}

static void
sign_in (Fixture *f, const char *text, gboolean session_only)
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
  advance_until (f, has_result, &result);
  sublet_session_sign_in_finish (f->session, result, &error);
  g_assert_no_error (error);
  sublet_test_await (is_idle, f->key_store);
}

/* Signed in once, and started again while the service is down. Returns whose the key is. */
static gint64
sign_in_and_start_without_service (Fixture *f)
{
  gint64 account_id;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  g_assert_cmpint (account_id, >, 0);
  assert_account (f, account_id, TRUE);
  go_down (f);
  start_again (f);

  return account_id;
}

/* The key is there, the service was asked in vain. */
static void
await_failure (Fixture *f)
{
  advance_until (f, is_signed_in, f->session);
  advance_until (f, has_error, f->session);
}

/* ---- the cache, looked at from outside ---- */

static guint n_rows;

static bool
count_rows (sqlite3 *db, gpointer data, GError **error)
{
  g_autofree char *text = sublet_sql_dup_text (db, "SELECT count (*) FROM key_accounts", error);

  n_rows = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : G_MAXUINT;
  return text != NULL;
}

static void
assert_n_rows (Fixture *f, guint n)
{
  sublet_test_run_database (f->database, SUBLET_DATABASE_CACHE, SUBLET_DATABASE_READ, count_rows);
  g_assert_cmpuint (n_rows, ==, n);
}

/* Neither the key nor what anybody could compute of it without knowing it. */
static void
assert_tells_nothing (Fixture *f)
{
  static const GChecksumType plain[] = { G_CHECKSUM_MD5,
                                         G_CHECKSUM_SHA1,
                                         G_CHECKSUM_SHA256,
                                         G_CHECKSUM_SHA512 };
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;
  guint n_files = 0;
  guint i;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (!g_file_get_contents (path, &bytes, &length, NULL))
        continue;
      n_files++;
      g_assert_null (memmem (bytes, length, KEY, strlen (KEY)));
      for (i = 0; i < G_N_ELEMENTS (plain); i++)
        {
          g_autofree char *digest = g_compute_checksum_for_string (plain[i], KEY, -1);

          g_assert_null (memmem (bytes, length, digest, strlen (digest)));
        }
    }
  g_assert_cmpuint (n_files, >=, 2);
}

/* ---- tests ---- */

static void
test_remembered (Fixture *f, gconstpointer data)
{
  gint64 account_id = sign_in_and_start_without_service (f);

  await_failure (f);
  advance_until (f, is_remembered, f->memory);
  assert_account (f, account_id, FALSE);
  assert_tells_nothing (f);

  /* When the service is there again, it says so. */
  f->n_changes = 0;
  come_up (f, NULL);
  advance_until (f, is_confirmed, f->memory);
  assert_account (f, account_id, TRUE);
  g_assert_cmpuint (f->n_changes, ==, 1);
}

/* A key that acts for somebody else by now: the service's word counts, also at the next start. */
static void
test_other_account (Fixture *f, gconstpointer data)
{
  gint64 account_id = sign_in_and_start_without_service (f);
  gint64 other_id;

  await_failure (f);
  advance_until (f, is_remembered, f->memory);
  come_up (f, "team");
  advance_until (f, is_confirmed, f->memory);
  other_id = sublet_account_memory_get_account_id (f->memory);
  g_assert_cmpint (other_id, !=, 0);
  g_assert_cmpint (other_id, !=, account_id);
  assert_n_rows (f, 1);

  go_down (f);
  start_again (f);
  await_failure (f);
  advance_until (f, is_remembered, f->memory);
  assert_account (f, other_id, FALSE);
}

/* Whoever put another key into the keyring sees nothing of the one before. */
static void
test_other_key (Fixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new ("another-key", -1, "text/plain");
  g_autoptr (SubletKeyStore) outside = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  go_down (f);
  end (f);
  outside = sublet_key_store_new (f->url, FALSE);
  sublet_key_store_store_async (outside, key, FALSE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_cmpint (sublet_key_store_get_keeping (outside), ==, SUBLET_KEY_KEEPING_KEYRING);

  start (f);
  await_failure (f);
  assert_n_rows (f, 1);
  assert_account (f, 0, FALSE);
}

/* With the key goes the memory: the same key found in the keyring later is a stranger. */
static void
test_forgotten (Fixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (SubletKeyStore) outside = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  assert_n_rows (f, 1);
  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  assert_account (f, 0, FALSE);
  assert_n_rows (f, 0);
  go_down (f);
  end (f);

  g_clear_object (&result);
  outside = sublet_key_store_new (f->url, FALSE);
  sublet_key_store_store_async (outside, key, FALSE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  start (f);
  await_failure (f);
  assert_n_rows (f, 0);
  assert_account (f, 0, FALSE);
}

/* The person took it out of the keyring by other means. */
static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletKeyStore) outside = sublet_key_store_new (f->url, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  end (f);
  sublet_key_store_forget_async (outside, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  start (f);
  advance_until (f, is_signed_out, f->session);
  assert_n_rows (f, 0);
}

/* What is used until the program ends leaves nothing, and takes nothing from what is kept. */
static void
test_session_only (Fixture *f, gconstpointer data)
{
  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, TRUE);
  g_assert_true (sublet_account_memory_get_confirmed (f->memory));
  assert_n_rows (f, 0);

  /* Once it is kept, it is remembered too. */
  sublet_session_retry_keyring (f->session);
  sublet_test_await (is_idle, f->key_store);
  assert_n_rows (f, 1);
}

/* A key that may not say whose it is has no account that could be remembered. */
static void
test_not_told (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  node = sublet_test_simulator_control_post (f->simulator,
                                             "/_sim/set",
                                             "{\"add_key\":{\"account\":\"ada\",\"key\":\"blind\","
                                             "\"without\":[\"user_read\"]}}");
  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  assert_n_rows (f, 1);
  sign_in (f, "blind", FALSE);
  assert_account (f, 0, TRUE);
  assert_n_rows (f, 0);
}

/* The service does not accept it any more: what it has shown stays, until it is used again. */
static void
test_rejected (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) other = NULL;
  gint64 account_id;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  node =
    sublet_test_simulator_control_post (f->simulator, "/_sim/set", "{\"revoke_key\":\"" KEY "\"}");
  sublet_session_refresh (f->session);
  advance_until (f, has_error, f->session);
  g_assert_cmpint (sublet_session_get_state (f->session), ==, SUBLET_SESSION_STATE_REJECTED);
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), ==, account_id);
  assert_n_rows (f, 1);

  other =
    sublet_test_simulator_control_post (f->simulator, "/_sim/set", "{\"restore_key\":\"" KEY "\"}");
  sublet_session_refresh (f->session);
  assert_account (f, account_id, FALSE);
  advance_until (f, is_confirmed, f->memory);
  assert_account (f, account_id, TRUE);
}

/* At the start, before or after what is remembered was read. */
static void
test_rejected_at_start (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  gint64 account_id;

  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  end (f);
  node =
    sublet_test_simulator_control_post (f->simulator, "/_sim/set", "{\"revoke_key\":\"" KEY "\"}");

  start_without_database (f);
  advance_until (f, is_rejected, f->session);
  assert_account (f, 0, FALSE);
  sublet_account_memory_set_database (f->memory, f->database);
  advance_until (f, is_remembered, f->memory);
  assert_account (f, account_id, FALSE);
  assert_n_rows (f, 1);
}

/* ---- a cache that cannot be written ---- */

static bool
refuse_rows (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "CREATE TRIGGER full BEFORE INSERT ON key_accounts"
                         "  BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                         "");
}

static bool
keep_rows (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db,
                         error,
                         "CREATE TRIGGER full BEFORE DELETE ON key_accounts"
                         "  BEGIN SELECT RAISE (ABORT, 'the disk is full'); END",
                         "");
}

static bool
go_on (sqlite3 *db, gpointer data, GError **error)
{
  return sublet_sql_run (db, error, "DROP TRIGGER full", "");
}

static void
run (Fixture *f, SubletDatabaseFunc func)
{
  sublet_test_run_database (f->database, SUBLET_DATABASE_CACHE, SUBLET_DATABASE_WRITE, func);
}

static bool
is_told_again (gpointer user_data)
{
  Fixture *f = user_data;
  SubletAccount *account = sublet_session_get_account (f->session);

  return account != NULL && account != f->account;
}

/* What was not written once is written the next time that the service says it. */
static void
test_not_written (Fixture *f, gconstpointer data)
{
  gint64 account_id = sign_in_and_start_without_service (f);

  await_failure (f);
  advance_until (f, is_remembered, f->memory);
  run (f, refuse_rows);
  come_up (f, "team");
  advance_until (f, is_confirmed, f->memory);
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), !=, account_id);
  run (f, go_on);

  account_id = sublet_account_memory_get_account_id (f->memory);
  f->account = g_object_ref (sublet_session_get_account (f->session));
  sublet_session_refresh (f->session);
  advance_until (f, is_told_again, f);
  g_clear_object (&f->account);
  assert_n_rows (f, 1);
  go_down (f);
  start_again (f);
  await_failure (f);
  advance_until (f, is_remembered, f->memory);
  assert_account (f, account_id, FALSE);
}

static void
forget (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
}

/* What was not forgotten once is forgotten with the session's next word, as that a key was found
 * which the keyring does not get. */
static void
test_not_deleted (Fixture *f, gconstpointer data)
{
  advance_until (f, is_signed_out, f->session);
  sign_in (f, KEY, FALSE);
  assert_n_rows (f, 1);
  run (f, keep_rows);
  forget (f);
  assert_n_rows (f, 1);
  run (f, go_on);

  sign_in (f, KEY, TRUE);
  assert_n_rows (f, 0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/secrets/account-memory/remembered", test_remembered);
  ADD ("/core/secrets/account-memory/other-account", test_other_account);
  ADD ("/core/secrets/account-memory/other-key", test_other_key);
  ADD ("/core/secrets/account-memory/forgotten", test_forgotten);
  ADD ("/core/secrets/account-memory/removed", test_removed);
  ADD ("/core/secrets/account-memory/session-only", test_session_only);
  ADD ("/core/secrets/account-memory/not-told", test_not_told);
  ADD ("/core/secrets/account-memory/rejected", test_rejected);
  ADD ("/core/secrets/account-memory/rejected-at-start", test_rejected_at_start);
  ADD ("/core/secrets/account-memory/not-written", test_not_written);
  ADD ("/core/secrets/account-memory/not-deleted", test_not_deleted);

  return g_test_run ();
}
