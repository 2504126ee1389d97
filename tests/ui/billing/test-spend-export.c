/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "core/billing/sublet-charge-history.h"
#include "ui/billing/spend-scene.h"
#include "ui/sublet-ui-save.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The charges leave in a file that the person chooses, and never another account's. */

#define FILE_NAME "sublet-spending-2026-11-01-to-2026-11-23."
#define REFUSED "The Spending Was Not Exported"
#define OTHER_ACCOUNT 778

/* The month is shown, and the dialog asks where it goes. */
static GtkWidget *
ask (SpendScene *scene, const char *action)
{
  GtkWidget *dialog;

  sublet_ui_save_begin ();
  spend_scene_init (scene, 23);
  spend_scene_load (scene);
  spend_scene_await (scene, "Spent per Day");
  g_assert_true (gtk_widget_activate_action (scene->view, action, NULL));
  dialog = sublet_ui_save_await_dialog ();
  /* One file at a time. */
  gtk_widget_activate_action (scene->view, action, NULL);
  g_assert_cmpuint (sublet_ui_save_count_dialogs (), ==, 1);

  return dialog;
}

static void
test_file (gconstpointer data)
{
  const char *suffix = data;
  g_autofree char *action = g_strconcat ("spending.export-", suffix, NULL);
  g_autofree char *name = g_strconcat (FILE_NAME, suffix, NULL);
  g_autofree char *text = NULL;
  SpendScene scene;

  if (!sublet_ui_save_is_alone ())
    return;

  gtk_dialog_response (GTK_DIALOG (ask (&scene, action)), GTK_RESPONSE_ACCEPT);
  text = sublet_ui_save_await (name);
  g_assert_nonnull (strstr (text, "ada-1"));
  g_assert_true (g_str_equal (suffix, "csv") == (strchr (text, '{') == NULL));
  g_assert_false (sublet_ui_save_is_told (REFUSED));
  sublet_ui_save_end ();
}

static void
test_cancelled (void)
{
  SpendScene scene;

  if (!sublet_ui_save_is_alone ())
    return;

  gtk_dialog_response (GTK_DIALOG (ask (&scene, "spending.export-csv")), GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (sublet_ui_save_count_dialogs (), ==, 0);
  g_assert_false (sublet_ui_save_is_told (REFUSED));
  /* It can be asked for again. */
  g_assert_true (gtk_widget_activate_action (scene.view, "spending.export-json", NULL));
  sublet_ui_save_await_dialog ();
  g_assert_null (sublet_ui_save_read (FILE_NAME "csv"));
  sublet_ui_save_end ();
}

/* While the dialog stands, the key becomes another account's. */
static void
test_other_account (void)
{
  SpendScene scene;
  GtkWidget *dialog;

  if (!sublet_ui_save_is_alone ())
    return;

  dialog = ask (&scene, "spending.export-csv");
  sublet_charge_history_set_account (scene.charges->history, OTHER_ACCOUNT);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  sublet_ui_save_await_told (REFUSED);
  g_assert_null (sublet_ui_save_read (FILE_NAME "csv"));
  sublet_ui_save_end ();
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_data_func ("/ui/billing/spend-export/csv", "csv", test_file);
  g_test_add_data_func ("/ui/billing/spend-export/json", "json", test_file);
  g_test_add_func ("/ui/billing/spend-export/cancelled", test_cancelled);
  g_test_add_func ("/ui/billing/spend-export/other-account", test_other_account);

  return g_test_run ();
}
