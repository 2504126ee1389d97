/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "core/base/sublet-error.h"
#include "core/billing/sublet-charge-history-private.h"
#include "ui/billing/spend-scene.h"
#include "ui/sublet-ui-test.h"

/* Spending: what it says where something, or all of it, is not known. */

static void
on_signal (GtkWidget *view, guint *count)
{
  (*count)++;
}

/* Days that are known are shown, whatever became of the others. */
static void
test_missing (void)
{
  SpendScene scene;

  spend_scene_init (&scene, 20);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  g_assert_true (spend_scene_shows (&scene, "3 of 23 days are not known yet."));
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_SERVER);
  g_assert_true (spend_scene_shows (&scene, "3 of 23 days are not known yet. Vast answered with"));
  g_assert_true (spend_scene_shows (&scene, "not all known"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_nonnull (scene.charges->history->asking);
  g_assert_true (spend_scene_shows (&scene, "ada-1"));
  spend_scene_clear (&scene);
}

static void
test_faces (void)
{
  SpendScene scene;
  guint keys = 0;
  guint found = 0;

  spend_scene_init (&scene, 0);
  g_signal_connect (scene.view, "open-keys", G_CALLBACK (on_signal), &keys);
  g_signal_connect (scene.view, "find-gpu", G_CALLBACK (on_signal), &found);
  g_assert_false (spend_scene_shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  g_assert_true (spend_scene_shows (&scene, "Adding up charges…"));

  spend_scene_load (&scene);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_FORBIDDEN);
  g_assert_true (spend_scene_shows (&scene, "Billing Is Not Visible"));
  g_assert_true (spend_scene_shows (&scene, "This key lacks billing_read."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Open Vast's Key Page"));
  g_assert_cmpuint (keys, ==, 1);
  sublet_ui_charges_fail (scene.charges, SUBLET_ERROR_SERVER);
  g_assert_true (spend_scene_shows (&scene, "Your Bill Is Not Known"));
  spend_scene_clear (&scene);

  spend_scene_init (&scene, 0);
  g_signal_connect (scene.view, "find-gpu", G_CALLBACK (on_signal), &found);
  for (keys = 0; keys < 23; keys++)
    sublet_ui_charges_put (scene.charges, keys, false);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "Nothing Spent");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Find a GPU"));
  g_assert_cmpuint (found, ==, 1);
  spend_scene_clear (&scene);
}

static void
on_account_wanted (guint *n_wanted)
{
  (*n_wanted)++;
}

/* A start without an answer: what was known is there, with how old it is, and to try again asks
 * whose the key is. */
static void
test_offline (void)
{
  SpendScene scene;
  g_autoptr (GError)
    error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "connection refused");
  guint n_wanted = 0;

  spend_scene_init (&scene, 23);
  g_signal_connect_swapped (scene.charges->history,
                            "account-wanted",
                            G_CALLBACK (on_account_wanted),
                            &n_wanted);
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene.view), scene.charges->history);
  sublet_charge_history_await_account (scene.charges->history, 0, error);
  g_assert_true (spend_scene_shows (&scene, "Your Bill Is Not Known"));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_cmpuint (n_wanted, ==, 1);

  sublet_charge_history_await_account (scene.charges->history, SUBLET_UI_ACCOUNT, error);
  spend_scene_await (&scene, "ada-1");
  g_assert_true (
    spend_scene_shows (&scene, "No answer from Vast since 14:10. You see what was known then."));
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Try Again"));
  g_assert_cmpuint (n_wanted, ==, 2);
  g_assert_null (scene.charges->history->asking);

  sublet_charge_history_set_account (scene.charges->history, SUBLET_UI_ACCOUNT);
  g_assert_false (spend_scene_shows (&scene, "No answer from Vast"));
  g_assert_true (spend_scene_shows (&scene, "ada-1"));
  spend_scene_clear (&scene);
}

/* Another account's charges do not stay, nor do those of a profile that is closed. */
static void
test_other_account (void)
{
  SpendScene scene;
  SubletSpendModel *model;

  spend_scene_init (&scene, 23);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  sublet_charge_history_set_account (scene.charges->history, 0);
  /* Not even until the other's are added up. */
  g_assert_null (sublet_spend_model_make_series (model));
  g_assert_false (spend_scene_shows (&scene, "ada-1"));
  sublet_ui_charges_load (scene.charges);
  spend_scene_await (&scene, "ada-1");
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene.view), NULL);
  g_assert_null (sublet_spend_model_make_series (model));
  g_assert_false (spend_scene_shows (&scene, "ada-1"));
  g_assert_cmpuint (scene.charges->history->ranges->len, ==, 0);
  spend_scene_clear (&scene);
}

/* A spinner comes after a wait of its own each time, and only while somebody looks. */
static void
test_wait (void)
{
  SpendScene scene;

  spend_scene_init (&scene, 23);
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  g_assert_true (spend_scene_shows (&scene, "Adding up charges…"));
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");

  sublet_charge_history_set_account (scene.charges->history, 0);
  g_assert_false (spend_scene_shows (&scene, "ada-1"));
  g_assert_false (spend_scene_shows (&scene, "Adding up charges…"));
  gtk_widget_set_visible (scene.view, FALSE);
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  sublet_test_drain ();
  gtk_widget_set_visible (scene.view, TRUE);
  g_assert_false (spend_scene_shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 300);
  g_assert_true (spend_scene_shows (&scene, "Adding up charges…"));
  spend_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-view/missing", test_missing);
  g_test_add_func ("/ui/billing/spend-view/faces", test_faces);
  g_test_add_func ("/ui/billing/spend-view/wait", test_wait);
  g_test_add_func ("/ui/billing/spend-view/offline", test_offline);
  g_test_add_func ("/ui/billing/spend-view/other-account", test_other_account);

  return g_test_run ();
}
