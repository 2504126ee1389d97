/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store.h"

#include "core/base/sublet-error.h"
#include "core/model/sublet-ssh-text.h"
#include "core/ssh/sublet-key-problem.h"

#include "key-agent-fixture.h"
#include "key-fixture.h"
#include "support/sublet-test.h"

/* A key of the person's instead of Sublet's own: opened when somebody wants it, its passphrase
 * asked for once for all who wait, and not on and on. */

typedef struct
{
  char *folder;               /* (owned) */
  SubletIdentityStore *store; /* (owned) */
  const char *const *answers; /* (nullable): NULL-terminated; then the person declines */
  guint n_asked;
  guint n_wrong;
  bool silent; /* the person does not answer yet */
} World;

static void
give_answer (World *world)
{
  const char *word = world->answers != NULL && *world->answers != NULL ? *world->answers++ : NULL;
  SecretValue *passphrase = word != NULL ? secret_value_new (word, -1, "text/plain") : NULL;

  sublet_identity_store_answer (world->store, passphrase);
  if (passphrase != NULL)
    secret_value_unref (passphrase);
}

static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        World *world)
{
  g_assert_true (g_str_has_suffix (path, "/mine"));
  world->n_asked++;
  world->n_wrong += wrong ? 1 : 0;
  if (!world->silent)
    give_answer (world);
}

static void
set_up (World *world, gconstpointer data)
{
  world->folder = sublet_test_make_folder ();
  world->store = sublet_identity_store_new ("https://console.vast.ai", "desk", TRUE);
}

/* The thread that opened a file gives its task up a moment after the answer. */
static bool
is_alone (gpointer store)
{
  return G_OBJECT (store)->ref_count == 1;
}

static void
tear_down (World *world, gconstpointer data)
{
  sublet_test_await (is_alone, world->store);
  g_assert_finalize_object (world->store);
  sublet_test_remove_folder (world->folder);
}

static void
listen_to (World *world)
{
  g_signal_connect (world->store, "ask-passphrase", G_CALLBACK (on_ask), world);
}

/* (transfer full): of the public half. */
static char *
choose_file (World *world, const char *options)
{
  g_autofree char *path = key_fixture_make (world->folder, "mine", options);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);

  sublet_identity_store_set_choice (world->store, choice);

  return key_fixture_dup_line (path);
}

static SubletSshIdentity *
load (World *world, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_identity_store_load_async (world->store, NULL, sublet_test_on_result, &result);

  return sublet_identity_store_load_finish (world->store,
                                            sublet_test_await_result (&result),
                                            error);
}

static void
assert_loads (World *world, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletSshIdentity) identity = load (world, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), ==, line);
  g_assert_true (sublet_identity_store_get_identity (world->store) == identity);
  g_assert_false (sublet_identity_store_get_locked (world->store));
}

static void
assert_fails (World *world, SubletKeyProblem problem)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (world, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, problem);
  g_assert_null (sublet_identity_store_get_identity (world->store));
}

/* ---- files ---- */

static void
test_plain (World *world, gconstpointer data)
{
  g_autofree char *line = choose_file (world, "-t ecdsa -C mine -N ''");

  listen_to (world);
  assert_loads (world, line);
  assert_loads (world, line);
  g_assert_cmpuint (world->n_asked, ==, 0);
}

static void
test_passphrase (World *world, gconstpointer data)
{
  static const char *const answers[] = { "Secret", "", "secret", NULL };
  g_autofree char *line = choose_file (world, "-t ed25519 -C mine -N secret -a 1");

  world->answers = answers;
  listen_to (world);
  assert_loads (world, line);
  g_assert_cmpuint (world->n_asked, ==, 3);
  g_assert_cmpuint (world->n_wrong, ==, 2);
  /* It stays open. */
  assert_loads (world, line);
  g_assert_cmpuint (world->n_asked, ==, 3);
}

/* Three times wrong, then not again by itself, but by hand. */
static void
test_wrong (World *world, gconstpointer data)
{
  static const char *const answers[] = { "a", "b", "c", "secret", NULL };
  g_autofree char *line = choose_file (world, "-t ed25519 -C mine -N secret -a 1");

  world->answers = answers;
  listen_to (world);
  assert_fails (world, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_true (sublet_identity_store_get_locked (world->store));
  assert_fails (world, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_cmpuint (world->n_asked, ==, 3);
  sublet_identity_store_unlock (world->store);
  assert_loads (world, line);
  g_assert_cmpuint (world->n_asked, ==, 4);
  g_assert_cmpuint (world->n_wrong, ==, 2);
}

static void
test_declined (World *world, gconstpointer data)
{
  g_autofree char *line = choose_file (world, "-t ed25519 -C mine -N secret -a 1");

  /* Nobody is there to be asked. */
  assert_fails (world, SUBLET_KEY_PROBLEM_PASSPHRASE);
  listen_to (world);
  assert_fails (world, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_cmpuint (world->n_asked, ==, 0);
  sublet_identity_store_unlock (world->store);
  assert_fails (world, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_cmpuint (world->n_asked, ==, 1);
  g_assert_true (sublet_identity_store_get_locked (world->store));
}

static bool
was_asked (gpointer user_data)
{
  World *world = user_data;

  return world->n_asked > 0;
}

/* One question for all of them. */
static void
test_many (World *world, gconstpointer data)
{
  static const char *const answers[] = { "secret", NULL };
  g_autofree char *line = choose_file (world, "-t ed25519 -C mine -N secret -a 1");
  GAsyncResult *results[3] = { NULL };
  gsize i;

  world->answers = answers;
  world->silent = true;
  listen_to (world);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    sublet_identity_store_load_async (world->store, NULL, sublet_test_on_result, &results[i]);
  sublet_test_await (was_asked, world);
  sublet_identity_store_unlock (world->store);
  sublet_test_drain ();
  g_assert_cmpuint (world->n_asked, ==, 1);
  give_answer (world);
  for (i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SubletSshIdentity)
        identity = sublet_identity_store_load_finish (world->store,
                                                      sublet_test_await_result (&results[i]),
                                                      &error);

      g_assert_no_error (error);
      g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), ==, line);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (world->n_asked, ==, 1);
}

/* Sublet's own again while the question stands: who waits gets that, and a late answer does
 * nothing. */
static void
test_changed (World *world, gconstpointer data)
{
  static const char *const answers[] = { "secret", NULL };
  g_autofree char *line = choose_file (world, "-t ed25519 -C mine -N secret -a 1");
  g_autoptr (SubletKeyChoice) own = sublet_key_choice_new_own ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  world->answers = answers;
  world->silent = true;
  listen_to (world);
  sublet_identity_store_load_async (world->store, NULL, sublet_test_on_result, &result);
  sublet_test_await (was_asked, world);
  sublet_identity_store_set_choice (world->store, own);
  identity =
    sublet_identity_store_load_finish (world->store, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), !=, line);
  give_answer (world);
  sublet_test_drain ();
  g_assert_true (sublet_identity_store_get_identity (world->store) == identity);
}

static void
test_bad (World *world, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (world->folder, "gone", NULL);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (gone);
  g_autofree char *line = NULL;

  sublet_identity_store_set_choice (world->store, choice);
  assert_fails (world, SUBLET_KEY_PROBLEM_GONE);
  g_free (choose_file (world, "-t rsa -b 1024 -N ''"));
  assert_fails (world, SUBLET_KEY_PROBLEM_RSA);
  g_assert_false (sublet_identity_store_get_locked (world->store));
}

/* ---- the agent ---- */

static void
test_agent (World *world, gconstpointer data)
{
  g_autofree char *path = key_fixture_make (world->folder, "one", "-t ed25519 -C one -N ''");
  g_autofree char *other = key_fixture_make (world->folder, "two", "-t ed25519 -C two -N ''");
  g_autofree char *line = key_fixture_dup_line (path);
  g_autofree char *fingerprint = sublet_ssh_text_dup_fingerprint (line);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_agent (fingerprint);
  KeyAgent agent = { NULL };

  sublet_identity_store_set_choice (world->store, choice);
  sublet_identity_store_set_agent_path (world->store, world->folder);
  assert_fails (world, SUBLET_KEY_PROBLEM_NO_AGENT);
  key_agent_start (&agent);
  sublet_identity_store_set_agent_path (world->store, agent.path);
  assert_fails (world, SUBLET_KEY_PROBLEM_AGENT_EMPTY);
  key_agent_add (&agent, other, NULL);
  assert_fails (world, SUBLET_KEY_PROBLEM_AGENT_OTHERS);
  key_agent_add (&agent, path, NULL);
  assert_loads (world, line);
  key_agent_stop (&agent);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/core/ssh/identity-choice/" name, World, NULL, set_up, function, tear_down)

  ADD ("plain", test_plain);
  ADD ("passphrase", test_passphrase);
  ADD ("wrong", test_wrong);
  ADD ("declined", test_declined);
  ADD ("many", test_many);
  ADD ("changed", test_changed);
  ADD ("bad", test_bad);
  ADD ("agent", test_agent);

  return g_test_run ();
}
