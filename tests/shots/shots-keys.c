/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/ssh/key-fixture.h"
#include "core/ssh/sublet-account-keys-private.h"
#include "support/sublet-test.h"
#include "ui/common/sublet-passphrase-question.h"
#include "ui/preferences/sublet-key-group-private.h"
#include "ui/preferences/sublet-preferences-window.h"
#include "ui/sublet-ui-test.h"

/* A key of the person's: chosen in the preferences, locked, its passphrase asked for and kept. */

#define NAME "id_ed25519_of-the-render-farm-in-the-cellar"

static GtkWidget *
make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

/* (transfer full): a file with a passphrase; the same at every call. */
static SubletKeyChoice *
make_choice (SubletUiFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, NAME, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_free (key_fixture_make (fixture->folder, NAME, "-t ed25519 -N secret -C ada@desk -a 1"));

  return sublet_key_choice_new_file (path);
}

static bool
is_locked (gpointer store)
{
  return sublet_identity_store_get_locked (store);
}

static SubletKeyGroup *
show_group (SubletUiFixture *fixture, GtkWidget *window, bool locked)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletKeyChoice) choice = make_choice (fixture);
  SubletIdentityStore *store = sublet_account_keys_get_identity_store (keys);
  SubletPreferencesWindow *preferences;
  SubletKeyGroup *group;

  sublet_settings_set_key_choice (settings, choice);
  sublet_identity_store_set_agent_path (store, fixture->folder);
  sublet_identity_store_set_choice (store, choice);
  sublet_identity_store_load_async (store, NULL, NULL, NULL);
  if (locked)
    sublet_test_await (is_locked, store);
  preferences = sublet_preferences_window_new (GTK_WINDOW (window),
                                               settings,
                                               keys->session,
                                               fixture->engine,
                                               fixture->profile,
                                               keys);
  gtk_window_set_decorated (GTK_WINDOW (preferences), FALSE);
  sublet_preferences_window_show_page (preferences, "connection");
  gtk_window_present (GTK_WINDOW (preferences));
  sublet_test_drain ();
  sublet_ui_test_settle (GTK_WIDGET (preferences));
  group =
    SUBLET_KEY_GROUP (sublet_ui_test_find_type (GTK_WIDGET (preferences), SUBLET_TYPE_KEY_GROUP));
  sublet_key_group_set_agent_path (group, fixture->folder);

  return group;
}

static bool
has_facts (gpointer group)
{
  return sublet_ui_test_find_label (group, "SHA256:") != NULL;
}

static GtkWidget *
scroll_to (SubletKeyGroup *group)
{
  GtkWidget *preferences = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (group)));
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (group), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  double y = 0;

  sublet_test_await (has_facts, group);
  sublet_ui_test_settle (preferences);
  gtk_widget_translate_coordinates (GTK_WIDGET (group), scroller, 0, 0, NULL, &y);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + y);
  sublet_ui_test_settle (preferences);

  return preferences;
}

static void
show_kept (SubletKeyGroup *group)
{
  group->n_kept = 2;
  adw_action_row_set_subtitle (group->kept_row,
                               "The keyring keeps 2, and is asked before you are.");
  gtk_widget_set_visible (GTK_WIDGET (group->kept_row), TRUE);
  gtk_widget_set_visible (group->forget_row, TRUE);
}

static GtkWidget *
show_locked (SubletUiFixture *fixture, GtkWidget *window)
{
  return scroll_to (show_group (fixture, window, true));
}

static GtkWidget *
show_remembered (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletKeyGroup *group = show_group (fixture, window, false);

  show_kept (group);
  return scroll_to (group);
}

static bool
has_dialog (gpointer heading)
{
  return sublet_ui_test_find_dialog (heading) != NULL;
}

static GtkWidget *
show_forget (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletKeyGroup *group = show_group (fixture, window, false);

  show_kept (group);
  adw_action_row_activate (ADW_ACTION_ROW (group->forget_row));
  sublet_test_drain ();

  return sublet_ui_test_find_dialog ("");
}

/* Where there is a keyring to keep it in. */
static GtkWidget *
ask (SubletUiFixture *fixture, GtkWidget *window)
{
  SubletIdentityStore *store = sublet_identity_store_new ("https://console.vast.ai", "desk", FALSE);
  g_autoptr (SubletKeyChoice) choice = make_choice (fixture);

  g_object_set_data_full (G_OBJECT (window), "shots-identities", store, g_object_unref);
  sublet_passphrase_question_follow (GTK_WINDOW (window), store);
  sublet_identity_store_set_choice (store, choice);
  sublet_identity_store_load_async (store, NULL, NULL, NULL);
  sublet_test_await (has_dialog, (gpointer) "");

  return sublet_ui_test_find_dialog ("");
}

static GtkWidget *
show_question (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = ask (fixture, window);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (sublet_ui_test_find (dialog, "remember")), TRUE);

  return dialog;
}

const Shot keys_shots[] = {
  { "keys-locked", make_behind, show_locked, true },
  { "keys-remembered", make_behind, show_remembered, true },
  { "keys-forget", make_behind, show_forget, false },
  { "keys-question", make_behind, show_question, true },
  { NULL },
};
