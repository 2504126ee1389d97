/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-spend-view.h"

#include "ui/billing/spend-scene.h"
#include "ui/sublet-ui-spend.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* Spending: what is chosen of it is shown, remembered and written. */

static void
set_text (SpendScene *scene, const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (scene->view, name)), text);
}

/* What was chosen is chosen the next time, too; what is not to be read is as at the start. */
static void
test_memory (void)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  SubletSpendModel *model;
  gint64 from_us;
  gint64 until_us;
  SpendScene scene;

  spend_scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  spend_scene_choose (&scene, "grouping", SUBLET_SPEND_GROUPING_GPU);
  spend_scene_choose (&scene, "sort", 1);
  sublet_spend_model_set_step (model, SUBLET_SPEND_STEP_WEEK);
  sublet_spend_model_set_days (model,
                               SUBLET_UI_SPEND_DAY_US - 3 * G_TIME_SPAN_DAY,
                               SUBLET_UI_SPEND_DAY_US);
  spend_scene_clear (&scene);

  spend_scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "RTX 4090");
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "14 Nov to 17 Nov, UTC days");
  g_assert_cmpint (sublet_spend_model_get_step (model), ==, SUBLET_SPEND_STEP_WEEK);
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (scene.view, "by-week"))));
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (sublet_ui_test_find (scene.view, "grouping"))),
                    ==,
                    SUBLET_SPEND_GROUPING_GPU);
  g_assert_cmpuint (gtk_drop_down_get_selected (
                      GTK_DROP_DOWN (sublet_ui_test_find (scene.view, "sort"))),
                    ==,
                    1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sublet_ui_test_find (scene.view, "from"))),
                   ==,
                   "2026-11-14");
  spend_scene_clear (&scene);

  g_object_set (settings, "spending-days", "2026-11-31/2026-11-02", NULL);
  spend_scene_init (&scene, 23);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (scene.view), settings);
  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  g_assert_cmpint (sublet_spend_model_get_range (model), ==, SUBLET_BILLING_RANGE_THIS_MONTH);
  sublet_spend_model_get_days (model, &from_us, &until_us);
  g_assert_cmpint (from_us, <, SUBLET_UI_SPEND_DAY_US);
  spend_scene_clear (&scene);
}

static void
test_chosen_days (void)
{
  SpendScene scene;
  GtkWidget *problem;

  spend_scene_init (&scene, 30);
  spend_scene_load (&scene);
  spend_scene_await (&scene, "Spent per Day");
  problem = sublet_ui_test_find (scene.view, "problem");
  spend_scene_choose (&scene, "range", 1);
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "1 Oct to 31 Oct, UTC days");
  spend_scene_choose (&scene, "range", 2);
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 30);
  spend_scene_choose (&scene, "range", 3);
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "1 Jan to 23 Nov, UTC days");

  /* The days that are shown are where one begins. */
  spend_scene_choose (&scene, "range", 4);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (sublet_ui_test_find (scene.view, "from"))),
                   ==,
                   "2026-01-01");
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "1 Jan to 23 Nov, UTC days");
  set_text (&scene, "from", " 2026-11-16");
  set_text (&scene, "until", "2026-11-19 ");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  sublet_ui_test_settle (scene.window);
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "16 Nov to 19 Nov, UTC days");
  g_assert_cmpuint (spend_scene_get_n_bars (&scene), ==, 4);

  set_text (&scene, "from", "2026-11-31");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_true (gtk_widget_has_css_class (sublet_ui_test_find (scene.view, "from"), "error"));
  set_text (&scene, "from", "2026-11-20");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (spend_scene_shows (&scene, "The last day is before the first."));
  g_assert_false (gtk_widget_has_css_class (sublet_ui_test_find (scene.view, "from"), "error"));
  set_text (&scene, "from", "1999-01-01");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_true (spend_scene_shows (&scene, "At most ten years can be shown."));
  /* What was shown stays. */
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "16 Nov to 19 Nov, UTC days");
  set_text (&scene, "from", "2026-11-18");
  sublet_ui_test_click (sublet_ui_test_find_button (scene.view, "Show"));
  g_assert_false (gtk_widget_get_visible (problem));
  g_assert_cmpstr (spend_scene_get_text (&scene, "days"), ==, "18 Nov to 19 Nov, UTC days");
  spend_scene_clear (&scene);
}

/* What is shown is what is written. */
static void
test_export (void)
{
  SpendScene scene;
  SubletSpendModel *model;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  spend_scene_init (&scene, 23);
  g_assert_false (gtk_widget_get_sensitive (sublet_ui_test_find (scene.view, "export_button")));
  spend_scene_load (&scene);
  spend_scene_await (&scene, "ada-1");
  g_assert_true (gtk_widget_get_sensitive (sublet_ui_test_find (scene.view, "export_button")));

  model = sublet_spend_view_get_model (SUBLET_SPEND_VIEW (scene.view));
  sublet_spend_model_set_days (model, SUBLET_UI_SPEND_DAY_US, SUBLET_UI_SPEND_DAY_US);
  path = g_build_filename (scene.fixture->folder, "spending.csv", NULL);
  file = g_file_new_for_path (path);
  sublet_spend_model_export_async (model,
                                   file,
                                   SUBLET_CHARGE_FORMAT_CSV,
                                   NULL,
                                   sublet_test_on_result,
                                   &result);
  sublet_test_await_result (&result);
  sublet_charge_history_export_finish (scene.charges->history, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "2026-11-17"));
  g_assert_null (strstr (text, "2026-11-19"));
  spend_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/spend-view/memory", test_memory);
  g_test_add_func ("/ui/billing/spend-view/chosen-days", test_chosen_days);
  g_test_add_func ("/ui/billing/spend-view/export", test_export);

  return g_test_run ();
}
