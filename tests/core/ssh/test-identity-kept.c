/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store-kept.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"
#include "core/secrets/sublet-key-store.h"

#include "key-fixture.h"
#include "support/sublet-test.h"

#include <stdio.h>
#include <string.h>

/* Passphrases in a real keyring: kept when they are wanted kept, used without a question, forgotten
 * when they no longer fit, and nowhere else. See `ui-env keyring`. */

#define SERVER "https://console.vast.ai"

/* As another program would describe it: the same words, written a second time. */
static const SecretSchema schema = {
  APPLICATION_ID ".SshPassphrase",
  SECRET_SCHEMA_NONE,
  {
    { "ssh-passphrase", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "ssh-key-fingerprint", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef struct
{
  const char *word; /* what the person types; (nullable): they do not */
  bool keeps;
  guint n_asked;
  guint n_wrong;
  guint n_remembered;
  guint n_not;
  GError *why; /* (owned) (nullable) */
} Person;

static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        Person *person)
{
  SecretValue *passphrase = person->word != NULL ? secret_value_new (person->word, -1, "text/plain")
                                                 : NULL;

  person->n_asked++;
  person->n_wrong += wrong ? 1 : 0;
  if (passphrase != NULL && person->keeps)
    sublet_identity_store_answer_to_keep (asker, passphrase);
  else
    sublet_identity_store_answer (asker, passphrase);
  g_clear_pointer (&passphrase, secret_value_unref);
  /* The next answer is the right one, and not to be kept. */
  if (g_strcmp0 (person->word, "wrong") == 0)
    {
      person->word = "secret";
      person->keeps = false;
    }
}

static void
on_remembered (Person *person)
{
  person->n_remembered++;
}

static void
on_not_remembered (SubletIdentityStore *store, const GError *why, Person *person)
{
  person->n_not++;
  person->why = why != NULL ? g_error_copy (why) : NULL;
}

/* A program of its own: what an earlier one opened is closed. (transfer full) */
static SubletIdentityStore *
start (const char *path, Person *person)
{
  SubletIdentityStore *store = sublet_identity_store_new (SERVER, "desk", FALSE);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);

  g_signal_connect (store, "ask-passphrase", G_CALLBACK (on_ask), person);
  g_signal_connect_swapped (store, "remembered", G_CALLBACK (on_remembered), person);
  g_signal_connect (store, "not-remembered", G_CALLBACK (on_not_remembered), person);
  sublet_identity_store_set_choice (store, choice);

  return store;
}

/* Whether the key opens. */
static bool
opens (SubletIdentityStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;

  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &result);
  identity = sublet_identity_store_load_finish (store, sublet_test_await_result (&result), NULL);

  return identity != NULL;
}

static int
count (SubletIdentityStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  sublet_identity_store_count_remembered_async (store, sublet_test_on_result, &result);
  n = sublet_identity_store_count_remembered_finish (store,
                                                     sublet_test_await_result (&result),
                                                     &error);
  g_assert_no_error (error);

  return n;
}

static void
forget (SubletIdentityStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_forget_remembered_async (store, sublet_test_on_result, &result);
  g_assert_true (sublet_identity_store_forget_remembered_finish (store,
                                                                 sublet_test_await_result (&result),
                                                                 &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (store), ==, 0);
}

static bool
is_told (gpointer user_data)
{
  Person *person = user_data;

  return person->n_remembered + person->n_not > 0;
}

/* Asks the keyring past the store. (transfer full) (nullable) */
static char *
look_up (const char *path)
{
  g_autofree char *line = key_fixture_dup_line (path);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept =
    secret_password_lookup_sync (&schema, NULL, &error, "ssh-key-fingerprint", fingerprint, NULL);

  g_assert_no_error (error);

  return g_steal_pointer (&kept);
}

static char *
make (const char *folder, const char *name)
{
  return key_fixture_make (folder, name, "-t ed25519 -C mine -N secret -a 1");
}

/* ---- tests ---- */

/* Only who wants it. */
static void
test_not_wanted (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  Person person = { .word = "secret" };
  g_autoptr (SubletIdentityStore) store = start (path, &person);
  g_autofree char *kept = NULL;

  g_assert_true (sublet_identity_store_get_can_remember (store));
  g_assert_true (opens (store));
  g_assert_cmpuint (person.n_asked, ==, 1);
  g_assert_cmpint (count (store), ==, 0);
  kept = look_up (path);
  g_assert_null (kept);
  sublet_test_remove_folder (folder);
}

/* The next time nobody is asked, wherever the file is; another key is asked for. */
static void
test_kept (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  g_autofree char *other = make (folder, "other");
  g_autofree char *moved = g_build_filename (folder, "moved", NULL);
  Person person = { .word = "secret", .keeps = true };
  Person nobody = { NULL };
  g_autoptr (SubletIdentityStore) store = start (path, &person);
  g_autoptr (SubletIdentityStore) later = NULL;
  g_autoptr (SubletIdentityStore) another = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *log = NULL;

  sublet_test_logs_start ();
  g_assert_true (opens (store));
  sublet_test_await (is_told, &person);
  g_assert_cmpuint (person.n_remembered, ==, 1);
  kept = look_up (path);
  g_assert_cmpstr (kept, ==, "secret");
  g_assert_cmpint (count (store), ==, 1);

  g_assert_cmpint (rename (path, moved), ==, 0);
  later = start (moved, &nobody);
  g_assert_true (opens (later));
  g_assert_cmpuint (nobody.n_asked, ==, 0);
  another = start (other, &nobody);
  g_assert_false (opens (another));
  g_assert_cmpuint (nobody.n_asked, ==, 1);
  log = sublet_test_logs_stop ();
  g_assert_null (strstr (log, "secret"));

  forget (store);
  sublet_test_remove_folder (folder);
}

/* The file got another passphrase: what is kept goes, and the person is not told that they erred.
 */
static void
test_stale (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q -p -a 1 -P secret -N another -f %s", path);
  Person person = { .word = "secret", .keeps = true };
  Person again = { .word = "another" };
  g_autoptr (SubletIdentityStore) store = start (path, &person);
  g_autoptr (SubletIdentityStore) later = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (opens (store));
  sublet_test_await (is_told, &person);
  g_free (key_fixture_run (command));
  later = start (path, &again);
  g_assert_true (opens (later));
  g_assert_cmpuint (again.n_asked, ==, 1);
  g_assert_cmpuint (again.n_wrong, ==, 0);
  g_assert_cmpint (count (later), ==, 0);
  kept = look_up (path);
  g_assert_null (kept);
  sublet_test_remove_folder (folder);
}

/* One that is wrong is never kept, and what was said of it does not count for the next. */
static void
test_wrong (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  Person person = { .word = "wrong", .keeps = true };
  g_autoptr (SubletIdentityStore) store = start (path, &person);

  g_assert_true (opens (store));
  g_assert_cmpuint (person.n_asked, ==, 2);
  g_assert_cmpuint (person.n_wrong, ==, 1);
  g_assert_cmpint (count (store), ==, 0);
  sublet_test_remove_folder (folder);
}

/* Three times wrong is no passphrase: that it was to be kept does not count for one that is given
 * after that. */
static void
test_given_up (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  Person person = { .word = "guess", .keeps = true };
  g_autoptr (SubletIdentityStore) store = start (path, &person);

  g_assert_false (opens (store));
  g_assert_cmpuint (person.n_asked, ==, 3);
  g_assert_true (sublet_identity_store_get_locked (store));

  person.word = "secret";
  person.keeps = false;
  sublet_identity_store_unlock (store);
  g_assert_true (opens (store));
  g_assert_cmpuint (person.n_asked, ==, 4);
  g_assert_cmpuint (person.n_wrong, ==, 2);
  g_assert_false (is_told (&person));
  g_assert_cmpint (count (store), ==, 0);
  sublet_test_remove_folder (folder);
}

/* All of them at once, and nothing else that Sublet keeps. */
static void
test_forget (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = make (folder, "mine");
  g_autofree char *other = make (folder, "other");
  Person person = { .word = "secret", .keeps = true };
  g_autoptr (SubletIdentityStore) store = start (path, &person);
  g_autoptr (SubletIdentityStore) second = NULL;
  g_autoptr (SubletKeyStore) api = sublet_key_store_new (SERVER, FALSE);
  g_autoptr (SecretValue) key = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  SecretValue *planted = secret_value_new ("the-api-key", -1, "text/plain");

  sublet_key_store_store_async (api, planted, FALSE, NULL, sublet_test_on_result, &result);
  sublet_key_store_store_finish (api, sublet_test_await_result (&result), NULL);
  secret_value_unref (planted);
  g_clear_object (&result);
  g_assert_true (opens (store));
  sublet_test_await (is_told, &person);
  person.n_remembered = 0;
  second = start (other, &person);
  g_assert_true (opens (second));
  sublet_test_await (is_told, &person);
  g_assert_cmpint (count (store), ==, 2);
  forget (store);

  sublet_key_store_lookup_async (api, NULL, sublet_test_on_result, &result);
  key = sublet_key_store_lookup_finish (api, sublet_test_await_result (&result), NULL);
  g_assert_nonnull (key);
  g_clear_object (&result);
  sublet_key_store_forget_async (api, NULL, sublet_test_on_result, &result);
  g_assert_true (sublet_key_store_forget_finish (api, sublet_test_await_result (&result), NULL));
  sublet_test_remove_folder (folder);
}

/* Without a keyring the key opens all the same, and it is said. */
static void
test_no_keyring (void)
{
  char *folder;
  g_autofree char *path = NULL;
  Person person = { .word = "secret", .keeps = true };
  g_autoptr (SubletIdentityStore) store = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  folder = sublet_test_make_folder ();
  path = make (folder, "mine");
  store = start (path, &person);
  g_assert_true (opens (store));
  sublet_test_await (is_told, &person);
  g_assert_cmpuint (person.n_not, ==, 1);
  g_assert_error (person.why, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  g_clear_error (&person.why);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/ssh/identity-kept/not-wanted", test_not_wanted);
  g_test_add_func ("/core/ssh/identity-kept/kept", test_kept);
  g_test_add_func ("/core/ssh/identity-kept/stale", test_stale);
  g_test_add_func ("/core/ssh/identity-kept/wrong", test_wrong);
  g_test_add_func ("/core/ssh/identity-kept/given-up", test_given_up);
  g_test_add_func ("/core/ssh/identity-kept/forget", test_forget);
  g_test_add_func ("/core/ssh/identity-kept/no-keyring", test_no_keyring);

  return g_test_run ();
}
