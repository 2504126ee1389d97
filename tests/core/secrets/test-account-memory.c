/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "memory-fixture.h"

#include <string.h>

/* Neither the key nor what anybody could compute of it without knowing it. */
static void
assert_tells_nothing (MemoryFixture *f)
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
      g_assert_null (memmem (bytes, length, MEMORY_FIXTURE_KEY, strlen (MEMORY_FIXTURE_KEY)));
      for (i = 0; i < G_N_ELEMENTS (plain); i++)
        {
          g_autofree char *digest =
            g_compute_checksum_for_string (plain[i], MEMORY_FIXTURE_KEY, -1);

          g_assert_null (memmem (bytes, length, digest, strlen (digest)));
        }
    }
  g_assert_cmpuint (n_files, >=, 2);
}

static void
test_remembered (MemoryFixture *f, gconstpointer data)
{
  gint64 account_id = memory_fixture_sign_in_and_start_without_service (f);

  memory_fixture_await_failure (f);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  memory_fixture_assert_account (f, account_id, FALSE);
  assert_tells_nothing (f);

  /* When the service is there again, it says so. */
  f->n_changes = 0;
  memory_fixture_come_up (f, NULL);
  memory_fixture_advance_until (f, memory_fixture_is_confirmed, f->memory);
  memory_fixture_assert_account (f, account_id, TRUE);
  g_assert_cmpuint (f->n_changes, ==, 1);
}

/* A key that acts for somebody else by now: the service's word counts, also at the next
 * memory_fixture_start. */
static void
test_other_account (MemoryFixture *f, gconstpointer data)
{
  gint64 account_id = memory_fixture_sign_in_and_start_without_service (f);
  gint64 other_id;

  memory_fixture_await_failure (f);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  memory_fixture_come_up (f, "team");
  memory_fixture_advance_until (f, memory_fixture_is_confirmed, f->memory);
  other_id = sublet_account_memory_get_account_id (f->memory);
  g_assert_cmpint (other_id, !=, 0);
  g_assert_cmpint (other_id, !=, account_id);
  memory_fixture_assert_n_rows (f, 1);

  memory_fixture_go_down (f);
  memory_fixture_start_again (f);
  memory_fixture_await_failure (f);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  memory_fixture_assert_account (f, other_id, FALSE);
}

/* Whoever put another key into the keyring sees nothing of the one before. */
static void
test_other_key (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new ("another-key", -1, "text/plain");
  g_autoptr (SubletKeyStore) outside = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  memory_fixture_go_down (f);
  memory_fixture_end (f);
  outside = sublet_key_store_new (f->url, FALSE);
  sublet_key_store_store_async (outside, key, FALSE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_cmpint (sublet_key_store_get_keeping (outside), ==, SUBLET_KEY_KEEPING_KEYRING);

  memory_fixture_start (f);
  memory_fixture_await_failure (f);
  memory_fixture_assert_n_rows (f, 1);
  memory_fixture_assert_account (f, 0, FALSE);
}

/* With the key goes the memory: the same key found in the keyring later is a stranger. */
static void
test_forgotten (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new (MEMORY_FIXTURE_KEY, -1, "text/plain");
  g_autoptr (SubletKeyStore) outside = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  memory_fixture_assert_n_rows (f, 1);
  sublet_session_forget_async (f->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  memory_fixture_assert_account (f, 0, FALSE);
  memory_fixture_assert_n_rows (f, 0);
  memory_fixture_go_down (f);
  memory_fixture_end (f);

  g_clear_object (&result);
  outside = sublet_key_store_new (f->url, FALSE);
  sublet_key_store_store_async (outside, key, FALSE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  memory_fixture_start (f);
  memory_fixture_await_failure (f);
  memory_fixture_assert_n_rows (f, 0);
  memory_fixture_assert_account (f, 0, FALSE);
}

/* The person took it out of the keyring by other means. */
static void
test_removed (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (SubletKeyStore) outside = sublet_key_store_new (f->url, FALSE);
  g_autoptr (GAsyncResult) result = NULL;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  memory_fixture_end (f);
  sublet_key_store_forget_async (outside, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  memory_fixture_start (f);
  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_assert_n_rows (f, 0);
}

/* What is used until the program ends leaves nothing, and takes nothing from what is kept. */
static void
test_session_only (MemoryFixture *f, gconstpointer data)
{
  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, TRUE);
  g_assert_true (sublet_account_memory_get_confirmed (f->memory));
  memory_fixture_assert_n_rows (f, 0);

  /* Once it is kept, it is remembered too. */
  sublet_session_retry_keyring (f->session);
  sublet_test_await (memory_fixture_is_idle, f->key_store);
  memory_fixture_assert_n_rows (f, 1);
}

/* A key that may not say whose it is has no account that could be remembered. */
static void
test_not_told (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  node = sublet_test_simulator_control_post (f->simulator,
                                             "/_sim/set",
                                             "{\"add_key\":{\"account\":\"ada\",\"key\":\"blind\","
                                             "\"without\":[\"user_read\"]}}");
  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  memory_fixture_assert_n_rows (f, 1);
  memory_fixture_sign_in (f, "blind", FALSE);
  memory_fixture_assert_account (f, 0, TRUE);
  memory_fixture_assert_n_rows (f, 0);
}

/* The service does not accept it any more: what it has shown stays, until it is used again. */
static void
test_rejected (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) other = NULL;
  gint64 account_id;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  node = sublet_test_simulator_control_post (f->simulator,
                                             "/_sim/set",
                                             "{\"revoke_key\":\"" MEMORY_FIXTURE_KEY "\"}");
  sublet_session_refresh (f->session);
  memory_fixture_advance_until (f, memory_fixture_has_error, f->session);
  g_assert_cmpint (sublet_session_get_state (f->session), ==, SUBLET_SESSION_STATE_REJECTED);
  g_assert_cmpint (sublet_account_memory_get_account_id (f->memory), ==, account_id);
  memory_fixture_assert_n_rows (f, 1);

  other = sublet_test_simulator_control_post (f->simulator,
                                              "/_sim/set",
                                              "{\"restore_key\":\"" MEMORY_FIXTURE_KEY "\"}");
  sublet_session_refresh (f->session);
  memory_fixture_assert_account (f, account_id, FALSE);
  memory_fixture_advance_until (f, memory_fixture_is_confirmed, f->memory);
  memory_fixture_assert_account (f, account_id, TRUE);
}

/* At the memory_fixture_start, before or after what is remembered was read. */
static void
test_rejected_at_start (MemoryFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  gint64 account_id;

  memory_fixture_advance_until (f, memory_fixture_is_signed_out, f->session);
  memory_fixture_sign_in (f, MEMORY_FIXTURE_KEY, FALSE);
  account_id = sublet_account_memory_get_account_id (f->memory);
  memory_fixture_end (f);
  node = sublet_test_simulator_control_post (f->simulator,
                                             "/_sim/set",
                                             "{\"revoke_key\":\"" MEMORY_FIXTURE_KEY "\"}");

  memory_fixture_start_without_database (f);
  memory_fixture_advance_until (f, memory_fixture_is_rejected, f->session);
  memory_fixture_assert_account (f, 0, FALSE);
  sublet_account_memory_set_database (f->memory, f->database);
  memory_fixture_advance_until (f, memory_fixture_is_remembered, f->memory);
  memory_fixture_assert_account (f, account_id, FALSE);
  memory_fixture_assert_n_rows (f, 1);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/remembered", test_remembered);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/other-account", test_other_account);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/other-key", test_other_key);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/forgotten", test_forgotten);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/removed", test_removed);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/session-only", test_session_only);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/not-told", test_not_told);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/rejected", test_rejected);
  MEMORY_FIXTURE_ADD ("/core/secrets/account-memory/rejected-at-start", test_rejected_at_start);

  return g_test_run ();
}
