/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/sublet-billing-page-private.h"

#include "ui/billing/page-scene.h"
#include "ui/sublet-ui-test.h"

/* Overview: what it says where something, or all of it, is nothing or not known. */

static void
on_signal (GtkWidget *page, guint *count)
{
  (*count)++;
}

static void
test_forbidden (void)
{
  PageScene scene;
  guint keys = 0;

  page_scene_init (&scene, 0);
  sublet_ui_overview_answer (scene.overview, 403, false);
  page_scene_present (&scene);
  g_signal_connect (scene.page, "open-keys", G_CALLBACK (on_signal), &keys);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "Billing Is Not Visible");
  g_assert_true (page_scene_shows (&scene, "This key lacks billing_read."));
  g_assert_false (page_scene_shows (&scene, "Nothing was billed"));
  g_assert_false (page_scene_shows (&scene, "Payments"));
  g_assert_false (gtk_widget_get_visible (page_scene_find (&scene, "retry_button")));
  page_scene_click (&scene, "Open Vast's Key Page");
  g_assert_cmpuint (keys, ==, 1);
  page_scene_clear (&scene);
}

/* What is known stays, and what is wrong is said, until there is an answer. */
static void
test_part (void)
{
  PageScene scene;

  page_scene_init (&scene, 12);
  sublet_ui_overview_answer (scene.overview, 403, false);
  page_scene_present (&scene);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "11 of 23 days are not known yet.");
  g_assert_true (page_scene_shows (&scene, "Spent per Day"));
  g_assert_true (page_scene_shows (&scene, "This key lacks the permission for it."));
  g_assert_true (gtk_widget_get_visible (page_scene_find (&scene, "note_icon")));
  g_assert_true (page_scene_shows (&scene, "Not known yet"));

  sublet_ui_overview_answer (scene.overview, 200, true);
  page_scene_click (&scene, "Try Again");
  page_scene_await (&scene, "+\u2060$50.00");
  page_scene_await (&scene, "Known at 14:10");
  g_assert_false (gtk_widget_get_visible (page_scene_find (&scene, "note_icon")));
  page_scene_clear (&scene);
}

/* Known to be nothing, which is not the same as not known. */
static void
test_empty (void)
{
  PageScene scene;
  guint found = 0;
  guint i;

  page_scene_init (&scene, 0);
  for (i = 0; i < 30; i++)
    sublet_ui_charges_put (scene.overview->charges, i, false);
  sublet_ui_overview_answer (scene.overview, 200, false);
  page_scene_present (&scene);
  g_signal_connect (scene.page, "find-gpu", G_CALLBACK (on_signal), &found);
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "Nothing Spent");
  page_scene_click (&scene, "Find a GPU");
  g_assert_cmpuint (found, ==, 1);

  /* A payment is something. */
  sublet_ui_overview_answer (scene.overview, 200, true);
  sublet_payments_refresh (scene.overview->payments);
  page_scene_await (&scene, "+\u2060$50.00");
  g_assert_false (page_scene_shows (&scene, "Nothing Spent"));
  /* And there is no chart of nothing. */
  g_assert_true (gtk_widget_get_mapped (page_scene_find (&scene, "no_spending")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (page_scene_find (&scene, "no_spending"))),
                   ==,
                   "Nothing was billed in these days.");
  g_assert_false (gtk_widget_get_mapped (SUBLET_BILLING_PAGE (scene.page)->figure));
  page_scene_clear (&scene);
}

static bool
are_payments_known (gpointer payments)
{
  return sublet_payments_get_known_at_us (payments) > 0;
}

/* Nothing in the days that are known, and nothing paid: of the others nobody knows. */
static void
test_unknown (void)
{
  PageScene scene;
  guint i;

  page_scene_init (&scene, 0);
  for (i = 0; i < 12; i++)
    sublet_ui_charges_put (scene.overview->charges, i, false);
  sublet_ui_overview_answer (scene.overview, 200, false);
  page_scene_present (&scene);
  sublet_payments_set_account (scene.overview->payments, SUBLET_UI_ACCOUNT);
  sublet_test_await (are_payments_known, scene.overview->payments);
  sublet_ui_overview_answer (scene.overview, 403, false);
  sublet_ui_charges_load (scene.overview->charges);
  page_scene_await (&scene, "11 of 23 days are not known yet.");
  g_assert_false (page_scene_shows (&scene, "Nothing Spent"));
  page_scene_clear (&scene);
}

/* A spinner only after 300 ms, and only where nothing is known. */
static void
test_loading (void)
{
  PageScene scene;

  page_scene_init (&scene, 30);
  page_scene_present (&scene);
  g_assert_false (page_scene_shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 299);
  g_assert_false (page_scene_shows (&scene, "Adding up charges…"));
  sublet_manual_clock_advance (scene.fixture->clock, 1);
  g_assert_true (page_scene_shows (&scene, "Adding up charges…"));
  g_assert_true (gtk_spinner_get_spinning (GTK_SPINNER (page_scene_find (&scene, "spinner"))));
  sublet_ui_overview_load (scene.overview);
  page_scene_await (&scene, "Spent per Day");
  g_assert_false (page_scene_shows (&scene, "Adding up charges…"));
  page_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/billing/page/forbidden", test_forbidden);
  g_test_add_func ("/ui/billing/page/part", test_part);
  g_test_add_func ("/ui/billing/page/empty", test_empty);
  g_test_add_func ("/ui/billing/page/unknown", test_unknown);
  g_test_add_func ("/ui/billing/page/loading", test_loading);

  return g_test_run ();
}
