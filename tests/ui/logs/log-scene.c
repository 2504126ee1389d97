/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/logs/log-scene.h"

#include "ui/sublet-ui-test.h"

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

void
log_scene_settle (LogScene *scene)
{
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

void
log_scene_init (LogScene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->container = sublet_ui_log_new (scene->fixture, FALSE);
  scene->host = sublet_ui_log_new (scene->fixture, TRUE);
  scene->window = sublet_log_window_new (NULL, scene->rental, scene->container, scene->host);
  g_object_add_weak_pointer (G_OBJECT (scene->window), (gpointer *) &scene->window);
  gtk_window_present (GTK_WINDOW (scene->window));
  sublet_test_await (is_mapped, scene->window);
  log_scene_settle (scene);
}

void
log_scene_clear (LogScene *scene)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->window);
  g_assert_finalize_object (scene->container);
  g_assert_finalize_object (scene->host);
  sublet_ui_fixture_free (scene->fixture);
}

GtkWidget *
log_scene_find (LogScene *scene, const char *name)
{
  return sublet_ui_test_find (GTK_WIDGET (scene->window->page), name);
}

void
log_scene_press (LogScene *scene, guint key, GdkModifierType modifiers)
{
  sublet_ui_test_press (GTK_WIDGET (scene->window), key, modifiers);
  sublet_test_drain ();
}

char *
log_scene_make_lines (guint first, guint n)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = first; i < first + n; i++)
    g_string_append_printf (text, "line %u%s\n", i, i % 100 == 7 ? " Seven" : "");

  return g_string_free (text, FALSE);
}

SubletLogView *
log_scene_get_view (LogScene *scene)
{
  return SUBLET_LOG_VIEW (log_scene_find (scene, "view"));
}
