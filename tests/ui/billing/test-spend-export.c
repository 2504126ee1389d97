/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "core/base/sublet-money.h"
#include "core/billing/sublet-charge-history.h"
#include "core/billing/sublet-charge-store.h"
#include "ui/billing/spend-scene.h"
#include "ui/sublet-ui-chooser.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The charges leave in a file that the person chooses, and never another account's. */

#define FILE_NAME "sublet-spending-2026-11-01-to-2026-11-23."
#define REFUSED "The Spending Was Not Exported"
#define OTHER_ACCOUNT 778
#define N_DAYS 23

/* The month is shown, and the dialog asks where it goes. */
static GtkWidget *
ask (SpendScene *scene, const char *action)
{
  GtkWidget *dialog;

  sublet_ui_chooser_begin ();
  spend_scene_init (scene, N_DAYS);
  spend_scene_load (scene);
  spend_scene_await (scene, "Spent per Day");
  g_assert_true (gtk_widget_activate_action (scene->view, action, NULL));
  dialog = sublet_ui_chooser_await ();
  /* One file at a time. */
  gtk_widget_activate_action (scene->view, action, NULL);
  g_assert_cmpuint (sublet_ui_chooser_count (), ==, 1);

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

  if (!sublet_ui_chooser_is_alone ())
    return;

  gtk_dialog_response (GTK_DIALOG (ask (&scene, action)), GTK_RESPONSE_ACCEPT);
  text = sublet_ui_chooser_await_file (name);
  g_assert_nonnull (strstr (text, "ada-1"));
  g_assert_true (g_str_equal (suffix, "csv") == (strchr (text, '{') == NULL));
  g_assert_false (sublet_ui_chooser_is_told (REFUSED));
  sublet_ui_chooser_end ();
}

static void
test_cancelled (void)
{
  SpendScene scene;

  if (!sublet_ui_chooser_is_alone ())
    return;

  gtk_dialog_response (GTK_DIALOG (ask (&scene, "spending.export-csv")), GTK_RESPONSE_CANCEL);
  g_assert_cmpuint (sublet_ui_chooser_count (), ==, 0);
  g_assert_false (sublet_ui_chooser_is_told (REFUSED));
  /* It can be asked for again. */
  g_assert_true (gtk_widget_activate_action (scene.view, "spending.export-json", NULL));
  sublet_ui_chooser_await ();
  g_assert_null (sublet_ui_chooser_read_file (FILE_NAME "csv"));
  sublet_ui_chooser_end ();
}

/* While the dialog stands, the key becomes another account's. */
static void
test_other_account (void)
{
  SpendScene scene;
  GtkWidget *dialog;

  if (!sublet_ui_chooser_is_alone ())
    return;

  dialog = ask (&scene, "spending.export-csv");
  sublet_charge_history_set_account (scene.charges->history, OTHER_ACCOUNT);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  sublet_ui_chooser_await_told (REFUSED);
  g_assert_null (sublet_ui_chooser_read_file (FILE_NAME "csv"));
  sublet_ui_chooser_end ();
}

/* What is known of the month of another account: each day "theirs" for a dollar. */
static void
put_theirs (SpendScene *scene)
{
  SubletUiCharges *charges = scene->charges;
  gint64 now_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene->fixture->clock));
  guint i;

  for (i = 0; i < N_DAYS; i++)
    {
      gint64 day_us = sublet_charge_day_floor (now_us) - i * G_TIME_SPAN_DAY;
      SubletChargeData data = { .instance_id = 40300000,
                                .type = g_strdup ("instance"),
                                .source = g_strdup ("instance-40300000"),
                                .label = g_strdup ("theirs"),
                                .parts_uusd = { SUBLET_UUSD_PER_USD },
                                .amount_uusd = SUBLET_UUSD_PER_USD };
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (SubletChargeDay) day = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (rows, sublet_charge_new_take (&data));
      day = sublet_charge_day_new (day_us, now_us, rows);
      sublet_charge_store_put_async (charges->journal->database,
                                     sublet_client_get_server (charges->client),
                                     OTHER_ACCOUNT,
                                     day,
                                     sublet_test_on_result,
                                     &result);
      sublet_test_await_result (&result);
      sublet_charge_store_put_finish (charges->journal->database, result, &error);
      g_assert_no_error (error);
    }
}

/* While the dialog stands, the key becomes another account's, whose charges are shown then. */
static void
test_their_charges (void)
{
  SpendScene scene;
  GtkWidget *dialog;

  if (!sublet_ui_chooser_is_alone ())
    return;

  dialog = ask (&scene, "spending.export-csv");
  put_theirs (&scene);
  sublet_charge_history_set_account (scene.charges->history, OTHER_ACCOUNT);
  spend_scene_await (&scene, "$23.00");
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  sublet_ui_chooser_await_told (REFUSED);
  g_assert_null (sublet_ui_chooser_read_file (FILE_NAME "csv"));
  sublet_ui_chooser_end ();
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_data_func ("/ui/billing/spend-export/csv", "csv", test_file);
  g_test_add_data_func ("/ui/billing/spend-export/json", "json", test_file);
  g_test_add_func ("/ui/billing/spend-export/cancelled", test_cancelled);
  g_test_add_func ("/ui/billing/spend-export/other-account", test_other_account);
  g_test_add_func ("/ui/billing/spend-export/their-charges", test_their_charges);

  return g_test_run ();
}
