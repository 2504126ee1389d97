/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "window-scene.h"

#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-window-private.h"

#include <string.h>

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

void
window_scene_init_empty (WindowScene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->line = sublet_ui_line_new ();
  scene->settings = sublet_settings_new (TRUE);
  scene->window = sublet_terminal_window_new (NULL,
                                              scene->settings,
                                              SUBLET_CLOCK (scene->fixture->clock),
                                              FALSE,
                                              NULL);
  g_object_add_weak_pointer (G_OBJECT (scene->window), (gpointer *) &scene->window);
  gtk_window_present (GTK_WINDOW (scene->window));
  sublet_test_await (is_mapped, scene->window);
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

void
window_scene_init (WindowScene *scene)
{
  window_scene_init_empty (scene);
  sublet_terminal_window_add_line (scene->window,
                                   scene->rental,
                                   SUBLET_TERMINAL_LINE (scene->line));
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

void
window_scene_clear (WindowScene *scene)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->window);
  /* What was waited for is told so. */
  sublet_test_drain ();
  g_assert_cmpint (sublet_ui_line_get_state (scene->line), !=, SUBLET_TERMINAL_LINE_OPEN);
  g_assert_cmpint (sublet_ui_line_get_state (scene->line), !=, SUBLET_TERMINAL_LINE_CONNECTING);
  g_assert_finalize_object (scene->line);
  g_assert_finalize_object (scene->settings);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

SubletTerminalView *
window_scene_get_view (WindowScene *scene)
{
  return sublet_terminal_tab_get_view (sublet_terminal_window_get_tab (scene->window));
}

void
window_scene_act (WindowScene *scene, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (scene->window), action, NULL));
}

void
window_scene_press (WindowScene *scene, guint key, GdkModifierType modifiers)
{
  g_assert_true (sublet_terminal_window_press (scene->window, key, modifiers));
}

typedef struct
{
  SubletTerminalView *view;
  const char *text;
} Screen;

static bool
screen_has (gpointer user_data)
{
  Screen *screen = user_data;
  g_autofree char *text = sublet_terminal_view_dup_text (screen->view);

  return strstr (text, screen->text) != NULL;
}

void
window_scene_say (WindowScene *scene, SubletUiLine *line, const char *text)
{
  Screen screen = { window_scene_get_view (scene), text };

  sublet_ui_line_say (line, text);
  sublet_test_await (screen_has, &screen);
}

bool
window_scene_dialog_is_open (gpointer user_data)
{
  return sublet_ui_test_find_dialog (user_data) != NULL;
}
