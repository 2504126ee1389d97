/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-key-group.h"

#include "ui/common/sublet-key-problem-text.h"
#include "ui/common/sublet-passphrase-question.h"
#include "ui/sublet-ui-test.h"

/* Which key instances are reached with, chosen in the preferences; and the question for its
 * passphrase. */

#define QUESTION "Unlock Your SSH Key"

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
  fixture->store = sublet_identity_store_new ("https://console.vast.ai", "desk", TRUE);
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

/* (transfer full) */
static char *
make_key (Fixture *fixture, const char *name, const char *options)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *command = g_strdup_printf ("ssh-keygen -q -a 1 %s -f %s", options, path);
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return path;
}

static void
take_file (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  sublet_key_group_take_file (SUBLET_KEY_GROUP (fixture->group), file);
}

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

static void
await_text (Fixture *fixture, const char *text)
{
  Shown shown = { fixture, text };

  sublet_test_await (is_shown, &shown);
}

static void
assert_choice (Fixture *fixture, SubletKeyChoiceKind kind)
{
  g_autoptr (SubletKeyChoice) choice = sublet_settings_dup_key_choice (fixture->settings);

  g_assert_cmpint (sublet_key_choice_get_kind (choice), ==, kind);
  g_assert_true (
    sublet_key_choice_equal (choice, sublet_identity_store_get_choice (fixture->store)));
}

/* The tick that is set. */
static GtkWidget *
find_ticked (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_ticked (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
assert_ticked (Fixture *fixture, const char *title)
{
  GtkWidget *row = gtk_widget_get_ancestor (find_ticked (fixture->group), ADW_TYPE_ACTION_ROW);

  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
}

/* ---- choosing ---- */

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_key (fixture, "mine", "-t ed25519 -N ''");
  g_autofree char *rsa = make_key (fixture, "rsa", "-t rsa -b 1024 -N ''");
  GtkWidget *own;

  assert_ticked (fixture, "A Key of Sublet's Own");
  own = find_ticked (fixture->group);
  take_file (fixture, path);
  await_text (fixture, "SHA256:");
  assert_choice (fixture, SUBLET_KEY_CHOICE_FILE);
  assert_ticked (fixture, "Private Key File");

  /* What cannot be used is said, and what is in use stays. */
  take_file (fixture, rsa);
  await_text (fixture, sublet_key_problem_text_get_sentence (SUBLET_KEY_PROBLEM_RSA));
  assert_choice (fixture, SUBLET_KEY_CHOICE_FILE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (own), TRUE);
  assert_choice (fixture, SUBLET_KEY_CHOICE_OWN);
  take_file (fixture, rsa);
  sublet_ui_test_settle (fixture->window);
  await_text (fixture, sublet_key_problem_text_get_sentence (SUBLET_KEY_PROBLEM_RSA));
  assert_choice (fixture, SUBLET_KEY_CHOICE_OWN);
  assert_ticked (fixture, "A Key of Sublet's Own");
}

static void
test_no_agent (Fixture *fixture, gconstpointer data)
{
  await_text (fixture, sublet_key_problem_text_get_sentence (SUBLET_KEY_PROBLEM_NO_AGENT));
}

/* ---- the passphrase ---- */

static bool
is_asked (gpointer user_data)
{
  return sublet_ui_test_find_dialog (QUESTION) != NULL;
}

static bool
is_not_asked (gpointer user_data)
{
  return sublet_ui_test_find_dialog (QUESTION) == NULL;
}

static void
answer (const char *passphrase)
{
  GtkWidget *dialog;
  GtkWidget *entry;

  sublet_test_await (is_asked, NULL);
  dialog = sublet_ui_test_find_dialog (QUESTION);
  entry = sublet_ui_test_find_type (dialog, GTK_TYPE_PASSWORD_ENTRY);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), passphrase);
  sublet_ui_test_answer (QUESTION, *passphrase != '\0' ? "unlock" : "cancel");
  sublet_test_await (is_not_asked, NULL);
}

static bool
is_open (gpointer store)
{
  return sublet_identity_store_get_identity (store) != NULL;
}

static void
test_passphrase (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_key (fixture, "mine", "-t ed25519 -N secret");
  GtkWidget *unlock;

  take_file (fixture, path);
  await_text (fixture, "Its passphrase is asked for");
  assert_choice (fixture, SUBLET_KEY_CHOICE_FILE);
  sublet_identity_store_load_async (fixture->store, NULL, NULL, NULL);
  answer ("Secret");
  sublet_test_await (is_asked, NULL);
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find_dialog (QUESTION),
                                               "That was not the passphrase"));
  answer ("");
  await_text (fixture, "An SSH Key Is Locked");
  g_assert_false (is_open (fixture->store));

  unlock = sublet_ui_test_find_label (fixture->group, "Unlock…");
  g_assert_nonnull (unlock);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (unlock, ADW_TYPE_ACTION_ROW)));
  answer ("secret");
  sublet_test_await (is_open, fixture->store);
  g_assert_null (sublet_ui_test_find_label (fixture->group, "An SSH Key Is Locked"));
  g_assert_null (sublet_ui_test_find_label (fixture->group, "Unlock…"));
}

#define NOT_REMEMBERED "The Passphrase Is Not Remembered"

static bool
is_told (gpointer user_data)
{
  return sublet_ui_test_find_dialog (NOT_REMEMBERED) != NULL;
}

/* To be remembered where there is no keyring: the key opens, and it is said. Off unless it is
 * ticked; in the demo there is nothing to tick. */
static void
test_not_remembered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_key (fixture, "mine", "-t ed25519 -N secret");
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  g_autoptr (SubletIdentityStore)
    store = sublet_identity_store_new ("https://console.vast.ai", "desk", FALSE);
  GtkWidget *remember;

  sublet_passphrase_question_follow (GTK_WINDOW (fixture->window), store);
  sublet_identity_store_set_choice (store, choice);
  sublet_identity_store_load_async (store, NULL, NULL, NULL);
  sublet_test_await (is_asked, NULL);
  remember = sublet_ui_test_find (sublet_ui_test_find_dialog (QUESTION), "remember");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (remember)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (remember), TRUE);
  answer ("secret");
  sublet_test_await (is_told, NULL);
  g_assert_true (is_open (store));
  sublet_ui_test_answer (NOT_REMEMBERED, "cancel");

  take_file (fixture, path);
  await_text (fixture, "Its passphrase is asked for");
  sublet_identity_store_load_async (fixture->store, NULL, NULL, NULL);
  sublet_test_await (is_asked, NULL);
  g_assert_null (
    sublet_ui_test_find_type (sublet_ui_test_find_dialog (QUESTION), GTK_TYPE_CHECK_BUTTON));
  answer ("");
}

/* Another is chosen meanwhile: the question goes by itself. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_key (fixture, "mine", "-t ed25519 -N secret");
  g_autoptr (SubletKeyChoice) own = sublet_key_choice_new_own ();

  take_file (fixture, path);
  await_text (fixture, "Its passphrase is asked for");
  sublet_identity_store_load_async (fixture->store, NULL, NULL, NULL);
  sublet_test_await (is_asked, NULL);
  sublet_settings_set_key_choice (fixture->settings, own);
  sublet_test_await (is_not_asked, NULL);
  sublet_test_await (is_open, fixture->store);
  g_assert_false (sublet_identity_store_get_locked (fixture->store));
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/ui/preferences/key-group/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("file", test_file);
  ADD ("no-agent", test_no_agent);
  ADD ("passphrase", test_passphrase);
  ADD ("not-remembered", test_not_remembered);
  ADD ("gone", test_gone);

  return g_test_run ();
}
