/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-identity-store.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-key-problem.h"

#include "key-fixture.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>

/* Rentals with a key of their own beside the one of Preferences: each signs in with its own, one
 * file is opened once for all, and none takes another's place. */

typedef struct
{
  char *folder;               /* (owned) */
  char *path;                 /* (owned) */
  char *line;                 /* (owned) */
  SubletKeyChoice *choice;    /* (owned): of that file */
  SubletIdentityStore *store; /* (owned) */
  SubletIdentityStore *asker; /* (owned) (nullable): of the latest question */
  guint n_asked;
  guint n_withdrawn;
} World;

static void
on_withdrawn (World *world)
{
  world->n_withdrawn++;
}

static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        World *world)
{
  g_assert_cmpstr (path, ==, world->path);
  g_set_object (&world->asker, asker);
  g_signal_handlers_disconnect_by_func (asker, on_withdrawn, world);
  g_signal_connect_swapped (asker, "question-withdrawn", G_CALLBACK (on_withdrawn), world);
  world->n_asked++;
}

static void
set_up (World *world, gconstpointer options)
{
  world->folder = sublet_test_make_folder ();
  world->path = key_fixture_make (world->folder, "mine", options);
  world->line = key_fixture_dup_line (world->path);
  world->choice = sublet_key_choice_new_file (world->path);
  world->store = sublet_identity_store_new ("https://console.vast.ai", "desk", TRUE);
  g_signal_connect (world->store, "ask-passphrase", G_CALLBACK (on_ask), world);
}

static bool
is_alone (gpointer store)
{
  return G_OBJECT (store)->ref_count == 1;
}

static void
tear_down (World *world, gconstpointer options)
{
  g_clear_object (&world->asker);
  if (world->store != NULL)
    {
      sublet_test_await (is_alone, world->store);
      g_assert_finalize_object (world->store);
    }
  sublet_key_choice_unref (world->choice);
  g_free (world->path);
  g_free (world->line);
  sublet_test_remove_folder (world->folder);
}

static void
answer (SubletIdentityStore *store, const char *word)
{
  SecretValue *passphrase = secret_value_new (word, -1, "text/plain");

  sublet_identity_store_answer (store, passphrase);
  secret_value_unref (passphrase);
}

static void
begin (SubletIdentityStore *store, GAsyncResult **result)
{
  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, result);
}

static SubletSshIdentity *
end (SubletIdentityStore *store, GAsyncResult **result, GError **error)
{
  SubletSshIdentity *identity =
    sublet_identity_store_load_finish (store, sublet_test_await_result (result), error);

  g_clear_object (result);

  return identity;
}

static SubletSshIdentity *
load (SubletIdentityStore *store)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshIdentity *identity;

  begin (store, &result);
  identity = end (store, &result, &error);
  g_assert_no_error (error);

  return identity;
}

static bool
was_asked (gpointer user_data)
{
  return ((World *) user_data)->n_asked > 0;
}

static bool
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* ---- tests ---- */

/* Each has its own, whatever Preferences name meanwhile. */
static void
test_beside (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  g_autoptr (SubletIdentityStore)
    again = sublet_identity_store_ref_fixed (world->store, world->choice);
  g_autoptr (SubletIdentityStore) own = sublet_identity_store_ref_fixed (world->store, own_choice);
  g_autoptr (SubletSshIdentity) by_choice = load (world->store);
  g_autoptr (SubletSshIdentity) by_file = load (mine);
  g_autoptr (SubletSshIdentity) by_own = NULL;
  g_autoptr (SubletSshIdentity) later = NULL;

  g_assert_true (mine == again);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (by_file), ==, world->line);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (by_choice), !=, world->line);

  sublet_identity_store_set_choice (world->store, world->choice);
  by_own = load (own);
  g_assert_true (by_own == by_choice);
  g_assert_true (sublet_identity_store_get_identity (own) == by_own);
  later = load (world->store);
  g_assert_true (later == by_file);
}

/* One question for the rental and for Preferences, of which both know. */
static void
test_asked_once (World *world, gconstpointer options)
{
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  g_autoptr (SubletSshIdentity) a = NULL;
  g_autoptr (SubletSshIdentity) b = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  begin (mine, &first);
  begin (world->store, &second);
  sublet_test_await (was_asked, world);
  sublet_test_drain ();
  g_assert_true (world->asker == mine);
  answer (world->asker, "secret");
  a = end (mine, &first, &error);
  g_assert_no_error (error);
  b = end (world->store, &second, &error);
  g_assert_no_error (error);
  g_assert_true (a == b);
  g_assert_cmpuint (world->n_asked, ==, 1);
}

/* Preferences name another while it is asked for: a rental's question stands, else it goes. */
static void
test_withdrawn (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  g_autoptr (SubletSshIdentity) a = NULL;
  g_autoptr (SubletSshIdentity) b = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  begin (mine, &first);
  begin (world->store, &second);
  sublet_test_await (was_asked, world);
  sublet_identity_store_set_choice (world->store, own_choice);
  b = end (world->store, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (b), !=, world->line);
  g_assert_cmpuint (world->n_withdrawn, ==, 0);
  answer (world->asker, "secret");
  a = end (mine, &first, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (a), ==, world->line);
}

static void
test_withdrawn_alone (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  GAsyncResult *result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  begin (world->store, &result);
  sublet_test_await (was_asked, world);
  sublet_identity_store_set_choice (world->store, own_choice);
  g_assert_cmpuint (world->n_withdrawn, ==, 1);
  answer (world->asker, "secret");
  identity = end (world->store, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), !=, world->line);
}

static void
fail_declined (World *world, SubletIdentityStore *store)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  begin (store, &result);
  sublet_test_await (was_asked, world);
  sublet_identity_store_answer (world->asker, NULL);
  g_assert_null (end (store, &result, &error));
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_PASSPHRASE);
}

/* Preferences name another: that the person did not give the passphrase holds for the rental. */
static void
test_declined_stays (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  fail_declined (world, world->store);
  sublet_identity_store_set_choice (world->store, own_choice);
  g_assert_true (sublet_identity_store_get_locked (world->store));
  begin (mine, &result);
  g_assert_null (end (mine, &result, &error));
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_cmpuint (world->n_asked, ==, 1);
}

/* Preferences had tried it, and do not wait: the question is the rental's alone. */
static void
test_rental_alone (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  g_autofree char *elsewhere = g_strconcat (world->path, ".elsewhere", NULL);
  GAsyncResult *result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  g_assert_no_errno (g_rename (world->path, elsewhere));
  begin (world->store, &result);
  g_assert_null (end (world->store, &result, &error));
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_GONE);
  g_clear_error (&error);
  g_assert_no_errno (g_rename (elsewhere, world->path));

  begin (mine, &result);
  sublet_test_await (was_asked, world);
  sublet_identity_store_set_choice (world->store, own_choice);
  g_assert_cmpuint (world->n_withdrawn, ==, 0);
  answer (world->asker, "secret");
  identity = end (mine, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), ==, world->line);
}

/* A rental that is over by now does not hold the question. */
static void
test_withdrawn_given_up (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  g_autoptr (GCancellable) wish = g_cancellable_new ();
  GAsyncResult *first = NULL;
  GAsyncResult *second = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  sublet_identity_store_set_choice (world->store, world->choice);
  sublet_identity_store_load_async (mine, wish, sublet_test_on_result, &first);
  begin (world->store, &second);
  sublet_test_await (was_asked, world);
  g_cancellable_cancel (wish);
  sublet_identity_store_set_choice (world->store, own_choice);
  g_assert_cmpuint (world->n_withdrawn, ==, 1);
  g_assert_null (end (mine, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  identity = end (world->store, &second, &error);
  g_assert_no_error (error);
}

/* Asked for by hand, with no rental that waits: it goes with the choice. */
static void
test_withdrawn_by_hand (World *world, gconstpointer options)
{
  g_autoptr (SubletKeyChoice) own_choice = sublet_key_choice_new_own ();

  sublet_identity_store_set_choice (world->store, world->choice);
  fail_declined (world, world->store);
  world->n_asked = 0;
  sublet_identity_store_unlock (world->store);
  sublet_test_await (was_asked, world);
  sublet_identity_store_set_choice (world->store, own_choice);
  g_assert_cmpuint (world->n_withdrawn, ==, 1);
  answer (world->asker, "secret");
  sublet_test_drain ();
  g_assert_null (sublet_identity_store_get_identity (world->asker));
}

/* What one rental waits for is told and unlocked where the person looks: in Preferences. */
static void
test_locked (World *world, gconstpointer options)
{
  g_autoptr (SubletIdentityStore)
    mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  GAsyncResult *result = NULL;
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  begin (mine, &result);
  sublet_test_await (was_asked, world);
  sublet_identity_store_answer (world->asker, NULL);
  g_assert_null (end (mine, &result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_clear_error (&error);
  g_assert_true (sublet_identity_store_get_locked (world->store));

  world->n_asked = 0;
  begin (mine, &result);
  g_assert_null (end (mine, &result, &error));
  g_assert_cmpuint (world->n_asked, ==, 0);
  g_clear_error (&error);

  sublet_identity_store_unlock (world->store);
  g_assert_false (sublet_identity_store_get_locked (world->store));
  sublet_test_await (was_asked, world);
  answer (world->asker, "secret");
  identity = load (mine);
  g_assert_cmpstr (sublet_ssh_identity_get_public_line (identity), ==, world->line);
}

/* The last who wants it closes it. */
static void
test_closed (World *world, gconstpointer options)
{
  SubletIdentityStore *mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  SubletSshIdentity *identity = load (mine);

  g_object_add_weak_pointer (G_OBJECT (identity), (gpointer *) &identity);
  g_object_unref (identity);
  g_assert_nonnull (identity);
  g_object_unref (mine);
  sublet_test_await (is_gone, &identity);
}

/* A connection that somebody still shows at the end: nobody is asked any more. */
static void
test_orphan (World *world, gconstpointer options)
{
  SubletIdentityStore *mine = sublet_identity_store_ref_fixed (world->store, world->choice);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (g_steal_pointer (&world->store));
  begin (mine, &result);
  g_assert_null (end (mine, &result, &error));
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_PASSPHRASE);
  g_assert_cmpuint (world->n_asked, ==, 0);
  sublet_test_await (is_alone, mine);
  g_assert_finalize_object (mine);
}

/* Another file, and one that is gone, are no reason to take Sublet's. */
static void
test_gone (World *world, gconstpointer options)
{
  g_autofree char *path = g_build_filename (world->folder, "gone", NULL);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  g_autoptr (SubletIdentityStore) mine = sublet_identity_store_ref_fixed (world->store, choice);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  begin (mine, &result);
  g_assert_null (end (mine, &result, &error));
  g_assert_cmpint (sublet_key_problem_of_error (error), ==, SUBLET_KEY_PROBLEM_GONE);
  g_assert_null (sublet_identity_store_get_identity (mine));
  sublet_test_await (is_alone, mine);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

#define ADD(name, options, function) \
  g_test_add ("/core/ssh/identity-fixed/" name, World, options, set_up, function, tear_down)
#define OPEN "-t ed25519 -C mine -N ''"
#define LOCKED "-t ed25519 -C mine -N secret -a 1"

  ADD ("beside", OPEN, test_beside);
  ADD ("asked-once", LOCKED, test_asked_once);
  ADD ("withdrawn", LOCKED, test_withdrawn);
  ADD ("withdrawn-alone", LOCKED, test_withdrawn_alone);
  ADD ("declined-stays", LOCKED, test_declined_stays);
  ADD ("rental-alone", LOCKED, test_rental_alone);
  ADD ("withdrawn-given-up", LOCKED, test_withdrawn_given_up);
  ADD ("withdrawn-by-hand", LOCKED, test_withdrawn_by_hand);
  ADD ("locked", LOCKED, test_locked);
  ADD ("closed", OPEN, test_closed);
  ADD ("orphan", LOCKED, test_orphan);
  ADD ("gone", OPEN, test_gone);

  return g_test_run ();
}
