/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/spend-scene.h"

#include "core/billing/sublet-charge-history-private.h"
#include "ui/billing/sublet-spend-chart.h"
#include "ui/billing/sublet-spend-view.h"
#include "ui/sublet-ui-test.h"

/* 23 November: so many days of the month are known. */
void
spend_scene_init (SpendScene *scene, guint n_days)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->charges = sublet_ui_charges_new (scene->fixture);
  sublet_ui_charges_put_all (scene->charges, n_days);
  scene->view = sublet_spend_view_new (scene->charges->journal->history);
  scene->window = sublet_ui_test_present (scene->view, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
}

void
spend_scene_clear (SpendScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_cmpuint (scene->charges->history->ranges->len, ==, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_clear_pointer (&scene->charges, sublet_ui_charges_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

/* The databases are open, and the account is known. */
void
spend_scene_load (SpendScene *scene)
{
  sublet_spend_view_set_history (SUBLET_SPEND_VIEW (scene->view), scene->charges->history);
  sublet_ui_charges_load (scene->charges);
}

typedef struct
{
  SpendScene *scene;
  const char *text;
} Wanted;

static bool
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;

  sublet_ui_test_settle (wanted->scene->window);
  return sublet_ui_test_find_label (wanted->scene->view, wanted->text) != NULL;
}

void
spend_scene_await (SpendScene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  sublet_test_await (is_shown, &wanted);
}

bool
spend_scene_shows (SpendScene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  return is_shown (&wanted);
}

const char *
spend_scene_get_text (SpendScene *scene, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (scene->view, name)));
}

guint
spend_scene_get_n_bars (SpendScene *scene)
{
  GtkWidget *chart = sublet_ui_test_find_type (scene->view, SUBLET_TYPE_SPEND_CHART);

  return sublet_spend_chart_get_bars (SUBLET_SPEND_CHART (chart))->buckets->len;
}

void
spend_scene_choose (SpendScene *scene, const char *chooser, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sublet_ui_test_find (scene->view, chooser)), position);
  sublet_ui_test_settle (scene->window);
}
