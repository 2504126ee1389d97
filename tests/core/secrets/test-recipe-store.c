/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-recipe-store.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test-database.h"
#include "support/sublet-test.h"

#include <string.h>

/* The program runs beside a gnome-keyring-daemon of its own; see `ui-env keyring`. */

typedef struct
{
  char *folder;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletJournal *journal;
  SubletRecipeStore *store;
} Fixture;

static void
open_store (Fixture *f, bool memory_only)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->store = sublet_recipe_store_new (f->journal, memory_only);
  sublet_recipe_store_load_async (f->store, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_recipe_store_load_finish (f->store, result, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer memory_only)
{
  g_autoptr (GError) error = NULL;

  f->folder = sublet_test_make_folder ();
  f->profile = sublet_profile_new_for_folder (f->folder, &error);
  g_assert_no_error (error);
  f->database = sublet_test_open_database (f->profile, NULL);
  f->journal = sublet_journal_new (f->database);
  open_store (f, memory_only != NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->store);
  /* A keyring that is still asked holds its own store, not ours. */
  sublet_test_drain ();
  g_clear_object (&f->journal);
  g_clear_object (&f->database);
  g_clear_object (&f->profile);
  sublet_test_remove_folder (f->folder);
}

/* As if the program had ended and was started again. */
static void
restart (Fixture *f, bool memory_only)
{
  g_assert_finalize_object (g_steal_pointer (&f->store));
  open_store (f, memory_only);
}

static SubletRecipe *
make_recipe (const char *name)
{
  g_autoptr (SubletLaunch) launch = sublet_launch_new ();
  SubletRecipeTerms terms;

  sublet_launch_set_image (launch, "a:b");
  sublet_launch_add_env (launch, "HF_TOKEN", "planted-value");
  sublet_launch_set_onstart (launch, "echo planted-script\n");
  sublet_launch_set_registry (launch, "", "ada", "planted-password");
  sublet_recipe_terms_init (&terms);
  terms.count = 2;

  return sublet_recipe_new (name, launch, &terms);
}

typedef void (*Ask) (SubletRecipeStore *store,
                     SubletRecipe *recipe,
                     GAsyncReadyCallback callback,
                     gpointer user_data);

static gboolean
change (Fixture *f, Ask ask, SubletRecipe *recipe, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ask (f->store, recipe, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_recipe_store_change_finish (f->store, result, error);
}

static void
put (Fixture *f, SubletRecipe *recipe)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (change (f, sublet_recipe_store_put_async, recipe, &error));
  g_assert_no_error (error);
}

static SubletRecipe *
nth (Fixture *f, guint position)
{
  g_autoptr (SubletRecipe) recipe = g_list_model_get_item (G_LIST_MODEL (f->store), position);

  g_assert_nonnull (recipe);
  return recipe;
}

static void
assert_names (Fixture *f, const char *names)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->store)); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "," : "", sublet_recipe_get_name (nth (f, i)));
  g_assert_cmpstr (joined->str, ==, names);
}

static SubletLaunch *
load (Fixture *f, SubletRecipe *recipe, GError **missing)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletLaunch *launch;

  sublet_recipe_store_load_launch_async (f->store, recipe, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  launch = sublet_recipe_store_load_launch_finish (f->store, result, missing, &error);
  g_assert_no_error (error);
  g_assert_nonnull (launch);

  return launch;
}

typedef struct
{
  SubletRecipeStore *store;
  SubletRecipe *recipe;
} Kept;

static bool
is_kept (gpointer user_data)
{
  Kept *kept = user_data;

  return sublet_recipe_store_get_keeping (kept->store, kept->recipe) == SUBLET_KEY_KEEPING_KEYRING;
}

static void
await_kept (Fixture *f, SubletRecipe *recipe)
{
  Kept kept = { f->store, recipe };

  sublet_test_await (is_kept, &kept);
}

static bool
folder_holds (const char *folder, const char *word)
{
  const char *const names[] = { "rentals.db", "rentals.db-wal" };
  const gsize size = strlen (word);
  gsize i;
  gsize j;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_file_get_contents (path, &bytes, &length, NULL);
      for (j = 0; j + size <= length; j++)
        {
          if (memcmp (bytes + j, word, size) == 0)
            return true;
        }
    }

  return false;
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletRecipe) made = make_recipe ("Training");
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (SubletRecipe) listed = NULL;

  put (f, made);
  await_kept (f, made);
  restart (f, false);
  assert_names (f, "Training");
  listed = g_object_ref (nth (f, 0));
  g_assert_cmpstr (sublet_recipe_get_id (listed), ==, sublet_recipe_get_id (made));
  g_assert_cmpint (sublet_recipe_get_terms (listed)->count, ==, 2);
  /* The list has none of the secrets, and the database neither. */
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (sublet_recipe_get_launch (listed)), ==, 3);
  g_assert_true (folder_holds (f->folder, "HF_TOKEN"));
  g_assert_false (folder_holds (f->folder, "planted"));

  launch = load (f, listed, &missing);
  g_assert_no_error (missing);
  g_assert_true (sublet_launch_equal (launch, sublet_recipe_get_launch (made)));

  g_assert_true (change (f, sublet_recipe_store_remove_async, listed, &missing));
  g_assert_no_error (missing);
  assert_names (f, "");
  g_clear_object (&launch);
  /* The keyring has nothing of it any more. */
  launch = load (f, listed, &missing);
  g_assert_no_error (missing);
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (launch), ==, 3);
  restart (f, false);
  assert_names (f, "");
}

/* Saving a recipe whose secrets were not all at hand loses none of them. */
static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletRecipe) made = make_recipe ("Training");
  g_autoptr (SubletLaunch) edited = NULL;
  g_autoptr (SubletRecipe) instead = NULL;
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) missing = NULL;

  put (f, made);
  await_kept (f, made);
  edited = sublet_launch_copy (sublet_recipe_get_launch (nth (f, 0)));
  sublet_launch_set_image (edited, "newer:image");
  sublet_launch_set_env_value (edited, 0, "planted-other");
  instead = sublet_recipe_new_instead (nth (f, 0),
                                       "Training, newer",
                                       edited,
                                       sublet_recipe_get_terms (nth (f, 0)));
  put (f, instead);
  assert_names (f, "Training, newer");
  await_kept (f, made);
  restart (f, false);

  launch = load (f, nth (f, 0), &missing);
  g_assert_no_error (missing);
  g_assert_cmpstr (sublet_launch_get_image (launch), ==, "newer:image");
  g_assert_cmpstr (sublet_launch_get_env_value (launch, 0), ==, "planted-other");
  g_assert_cmpstr (sublet_launch_get_onstart (launch), ==, "echo planted-script\n");
  g_assert_cmpstr (sublet_launch_get_registry_password (launch), ==, "planted-password");
}

static gboolean
rename_to (Fixture *f, SubletRecipe *recipe, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_recipe_store_rename_async (f->store, recipe, name, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_recipe_store_change_finish (f->store, result, error);
}

static void
move_to (Fixture *f, SubletRecipe *recipe, guint position)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_recipe_store_move_async (f->store, recipe, position, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_recipe_store_change_finish (f->store, result, &error));
  g_assert_no_error (error);
}

static void
test_order_and_names (Fixture *f, gconstpointer data)
{
  const char *const names[] = { "A", "B", "C" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRecipe) twice = make_recipe ("B");
  g_autoptr (SubletRecipe) stranger = make_recipe ("D");
  g_autoptr (SubletNotifyCounter) counter = NULL;
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SubletRecipe) recipe = make_recipe (names[i]);

      put (f, recipe);
    }
  g_assert_false (change (f, sublet_recipe_store_put_async, twice, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);

  move_to (f, nth (f, 0), 2);
  assert_names (f, "B,C,A");
  move_to (f, nth (f, 2), 0);
  assert_names (f, "A,B,C");
  move_to (f, nth (f, 1), 77);
  assert_names (f, "A,C,B");
  restart (f, true);
  assert_names (f, "A,C,B");

  counter = sublet_notify_counter_new (nth (f, 1), "name");
  g_assert_true (rename_to (f, nth (f, 1), "  E \n", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 1);
  assert_names (f, "A,E,B");
  g_assert_false (rename_to (f, nth (f, 1), "A", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rename_to (f, nth (f, 1), " ", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rename_to (f, stranger, "F", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  restart (f, true);
  assert_names (f, "A,E,B");
}

static void
write_rental (Fixture *f, const char *launch_json)
{
  SubletRentalRecord record = {
    .id = (char *) "one",
    .owner = { (char *) "https://vast.example", 900 },
    .token = (char *) "install/one",
    .state = SUBLET_RENTAL_STATE_GONE,
    .label = (char *) "ada-1",
    .disk_gb = 40,
    .launch_json = (char *) launch_json,
    .price_kind = SUBLET_PRICE_KIND_ON_DEMAND,
    .made_us = 1,
    .ended_us = 2,
  };
  SubletJournalBatch *batch = sublet_journal_batch_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_journal_batch_put_rental (batch, &record);
  sublet_journal_commit_async (f->journal, batch, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_journal_commit_finish (f->journal, result, &error));
  g_assert_no_error (error);
}

static SubletRecipe *
load_rental (Fixture *f, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_recipe_store_load_rental_async (f->store, id, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  return sublet_recipe_store_load_rental_finish (f->store, result, error);
}

static void
test_past_rental (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletRecipe) made = make_recipe ("unused");
  g_autofree char *json = sublet_launch_to_json (sublet_recipe_get_launch (made));
  g_autoptr (SubletRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;

  write_rental (f, json);
  recipe = load_rental (f, "one", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_recipe_get_name (recipe), ==, "ada-1");
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (sublet_recipe_get_launch (recipe)), ==, 3);
  g_assert_cmpfloat_with_epsilon (sublet_recipe_get_terms (recipe)->job.disk_gb, 40, 1e-9);
  assert_names (f, "");

  g_assert_null (load_rental (f, "none", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

/* The demo's: what was secret is gone with the program. */
static void
test_memory (Fixture *f, gconstpointer data)
{
  g_autoptr (SubletRecipe) made = make_recipe ("Training");
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) missing = NULL;

  put (f, made);
  launch = load (f, nth (f, 0), &missing);
  g_assert_no_error (missing);
  g_assert_true (sublet_launch_equal (launch, sublet_recipe_get_launch (made)));
  g_assert_cmpint (sublet_recipe_store_get_keeping (f->store, made),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);
  g_clear_object (&launch);
  restart (f, true);
  launch = load (f, nth (f, 0), &missing);
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (launch), ==, 3);
  g_assert_cmpstr (sublet_launch_get_image (launch), ==, "a:b");
}

/* Without a keyring a recipe is there all the same, and says why its secrets are not. */
static void
test_absent (void)
{
  Fixture f = { NULL };
  g_autoptr (SubletRecipe) made = NULL;
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (GError) missing = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  set_up (&f, NULL);
  made = make_recipe ("Training");
  put (&f, made);
  launch = load (&f, nth (&f, 0), &missing);
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (launch), ==, 0);
  g_clear_object (&launch);
  g_clear_error (&missing);

  sublet_test_drain ();
  restart (&f, false);
  launch = load (&f, nth (&f, 0), &missing);
  g_assert_error (missing, SUBLET_ERROR, SUBLET_ERROR_SECRET_STORE);
  g_assert_cmpuint (sublet_launch_get_n_missing_secrets (launch), ==, 3);
  g_assert_cmpstr (sublet_launch_get_image (launch), ==, "a:b");
  tear_down (&f, NULL);
}

#define ADD(path, test, memory_only) \
  g_test_add (path, Fixture, GINT_TO_POINTER (memory_only), set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/rental/recipe-store/round-trip", test_round_trip, false);
  ADD ("/core/rental/recipe-store/replace", test_replace, false);
  ADD ("/core/rental/recipe-store/order-and-names", test_order_and_names, true);
  ADD ("/core/rental/recipe-store/past-rental", test_past_rental, true);
  ADD ("/core/rental/recipe-store/memory", test_memory, true);
  g_test_add_func ("/core/rental/recipe-store/absent", test_absent);

  return g_test_run ();
}
