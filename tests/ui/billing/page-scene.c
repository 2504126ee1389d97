/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/billing/page-scene.h"

#include "core/billing/sublet-charge-history-private.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

static void
on_show_section (PageScene *scene, const char *section)
{
  g_free (scene->section);
  scene->section = g_strdup (section);
}

static void
on_show_instances (PageScene *scene)
{
  scene->n_instances++;
}

/* 23 November: so many days of the month are known. */
void
page_scene_init (PageScene *scene, guint n_days)
{
  memset (scene, 0, sizeof *scene);
  scene->fixture = sublet_ui_fixture_new ();
  sublet_ui_fixture_set_account (scene->fixture, PAGE_SCENE_CREDIT_UUSD);
  sublet_ui_fixture_set_burn (scene->fixture, PAGE_SCENE_BURN_NUSD);
  sublet_ui_fixture_set_knowledge (scene->fixture, SUBLET_KNOWLEDGE_KNOWN);
  scene->overview = sublet_ui_overview_new (scene->fixture);
  sublet_ui_charges_put_all (scene->overview->charges, n_days);
  sublet_ui_overview_answer (scene->overview, 200, true);
}

void
page_scene_present (PageScene *scene)
{
  scene->page = sublet_billing_page_new (scene->overview->outlook,
                                         scene->overview->payments,
                                         scene->overview->model);
  g_signal_connect_swapped (scene->page, "show-section", G_CALLBACK (on_show_section), scene);
  g_signal_connect_swapped (scene->page, "show-instances", G_CALLBACK (on_show_instances), scene);
  scene->window = sublet_ui_test_present (scene->page, 1000, 900);
  g_object_add_weak_pointer (G_OBJECT (scene->page), (gpointer *) &scene->page);
}

void
page_scene_clear (PageScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  g_assert_cmpuint (scene->overview->charges->history->ranges->len, ==, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene->page);
  g_clear_pointer (&scene->overview, sublet_ui_overview_free);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
  g_free (scene->section);
}

typedef struct
{
  PageScene *scene;
  const char *text;
} Wanted;

static bool
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;
  GtkWidget *label;

  sublet_ui_test_settle (wanted->scene->window);
  label = sublet_ui_test_find_label (wanted->scene->page, wanted->text);
  return label != NULL && gtk_widget_get_mapped (label);
}

/* One question does not follow the other at once, which is a matter of the clock. */
static bool
is_shown_in_time (gpointer user_data)
{
  Wanted *wanted = user_data;

  sublet_manual_clock_advance (wanted->scene->fixture->clock, 50);
  return is_shown (wanted);
}

bool
page_scene_shows (PageScene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  return is_shown (&wanted);
}

void
page_scene_await (PageScene *scene, const char *text)
{
  Wanted wanted = { scene, text };

  sublet_test_await (is_shown_in_time, &wanted);
}

GtkWidget *
page_scene_find (PageScene *scene, const char *name)
{
  return sublet_ui_test_find (scene->page, name);
}

/* Of a tile: "figure" or "line". */
const char *
page_scene_get_text (PageScene *scene, const char *tile, const char *name)
{
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (page_scene_find (scene, tile), name)));
}

void
page_scene_click (PageScene *scene, const char *label)
{
  sublet_ui_test_settle (scene->window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene->page, label));
}
