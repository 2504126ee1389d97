/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-key-group.h"

#include "core/ssh/key-fixture.h"
#include "core/ssh/sublet-identity-store-kept.h"
#include "support/sublet-test-keyring.h"
#include "ui/common/sublet-passphrase-question.h"
#include "ui/sublet-ui-test.h"

/* Passphrases that a real keyring keeps, as the preferences show and forget them. See
 * `ui-env keyring`. */

#define QUESTION "Unlock Your SSH Key"
#define FORGET "Remembered Passphrase"
#define ROW "Remembered Passphrases"

typedef struct
{
  char *folder;
  SubletSettings *settings;
  SubletIdentityStore *store;
  GtkWidget *group;
  GtkWidget *window;
} Fixture;

static void
on_setting (SubletSettings *settings, GParamSpec *pspec, SubletIdentityStore *store)
{
  g_autoptr (SubletKeyChoice) choice = sublet_settings_dup_key_choice (settings);

  sublet_identity_store_set_choice (store, choice);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sublet_test_make_folder ();
  fixture->settings = sublet_settings_new (TRUE);
  fixture->store = sublet_identity_store_new ("https://console.vast.ai", "desk", FALSE);
  g_signal_connect (fixture->settings, "notify::ssh-key", G_CALLBACK (on_setting), fixture->store);
  fixture->group = sublet_key_group_new (fixture->settings, fixture->store);
  sublet_key_group_set_agent_path (SUBLET_KEY_GROUP (fixture->group), fixture->folder);
  fixture->window = sublet_ui_test_present (fixture->group, 500, 600);
  sublet_passphrase_question_follow (GTK_WINDOW (fixture->window), fixture->store);
}

static bool
is_last (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->group;

  g_object_add_weak_pointer (G_OBJECT (fixture->group), &weak);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone (&weak);
  sublet_test_await (is_last, fixture->store);
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->store);
  sublet_test_remove_folder (fixture->folder);
}

/* ---- what is seen ---- */

typedef struct
{
  Fixture *fixture;
  const char *text;
} Shown;

static bool
is_shown (gpointer user_data)
{
  Shown *shown = user_data;

  return sublet_ui_test_find_label (shown->fixture->group, shown->text) != NULL;
}

static bool
is_not_shown (gpointer user_data)
{
  return !is_shown (user_data);
}

static void
await_text (Fixture *fixture, const char *text)
{
  Shown shown = { fixture, text };

  sublet_test_await (is_shown, &shown);
}

static void
await_no_text (Fixture *fixture, const char *text)
{
  Shown shown = { fixture, text };

  sublet_test_await (is_not_shown, &shown);
}

static bool
is_asked (gpointer heading)
{
  return sublet_ui_test_find_dialog (heading) != NULL;
}

static bool
is_open (gpointer store)
{
  return sublet_identity_store_get_identity (store) != NULL;
}

/* ---- what is done ---- */

/* A key whose passphrase the person wants remembered, and ticks so. */
static void
remember (Fixture *fixture, const char *name)
{
  g_autofree char *path =
    key_fixture_make (fixture->folder, name, "-t ed25519 -a 1 -N secret -C mine");
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  GtkWidget *dialog;

  sublet_settings_set_key_choice (fixture->settings, choice);
  sublet_identity_store_load_async (fixture->store, NULL, NULL, NULL);
  sublet_test_await (is_asked, (gpointer) QUESTION);
  dialog = sublet_ui_test_find_dialog (QUESTION);
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find_type (dialog, GTK_TYPE_PASSWORD_ENTRY)),
                         "secret");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (sublet_ui_test_find (dialog, "remember")), TRUE);
  sublet_ui_test_answer (QUESTION, "unlock");
  sublet_test_await (is_open, fixture->store);
}

static void
ask_to_forget (Fixture *fixture)
{
  GtkWidget *label = sublet_ui_test_find_label (fixture->group, "Forget…");

  g_assert_nonnull (label);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
  sublet_test_await (is_asked, (gpointer) FORGET);
}

static int
count (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  sublet_identity_store_count_remembered_async (fixture->store, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  n = sublet_identity_store_count_remembered_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return n;
}

/* ---- tests ---- */

/* Seen as soon as there are some, and gone with them; nothing is forgotten without a question. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count (fixture), ==, 0);
  sublet_ui_test_settle (fixture->window);
  g_assert_null (sublet_ui_test_find_label (fixture->group, ROW));
  remember (fixture, "mine");
  await_text (fixture, "The keyring keeps 1, and is asked before you are.");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->group, ROW));
  remember (fixture, "other");
  await_text (fixture, "The keyring keeps 2, and");

  ask_to_forget (fixture);
  g_assert_nonnull (sublet_ui_test_find_dialog ("Forget 2 Remembered Passphrases?"));
  sublet_ui_test_answer (FORGET, "cancel");
  g_assert_cmpint (count (fixture), ==, 2);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->group, "The keyring keeps 2, and"));

  ask_to_forget (fixture);
  sublet_ui_test_answer (FORGET, "forget");
  await_no_text (fixture, ROW);
  g_assert_null (sublet_ui_test_find_label (fixture->group, "Forget…"));
  g_assert_cmpint (count (fixture), ==, 0);
  /* What is open stays so. */
  g_assert_true (is_open (fixture->store));
}

/* What a locked keyring keeps is not said to be forgotten. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "mine");
  await_text (fixture, "The keyring keeps 1, and");
  sublet_test_keyring_lock ();
  ask_to_forget (fixture);
  g_assert_nonnull (sublet_ui_test_find_dialog ("Forget 1 Remembered Passphrase?"));
  sublet_ui_test_answer (FORGET, "forget");
  await_text (fixture, "They may still be kept: the keyring is locked or does not answer.");
  g_assert_nonnull (sublet_ui_test_find_label (fixture->group, "Forget…"));
  g_assert_cmpint (count (fixture), ==, 1);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/ui/preferences/key-group-kept/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("forget", test_forget);
  /* Last: nothing unlocks the keyring again. */
  ADD ("locked", test_locked);

  return g_test_run ();
}
