/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "terminal-scene.h"

#include "ui/sublet-ui-test.h"

#include <stdbool.h>
#include <string.h>

void
terminal_scene_init (TerminalScene *scene)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  scene->settings = sublet_settings_new (TRUE);
  scene->line = sublet_ui_line_new ();
  view = sublet_terminal_view_new (scene->settings);
  scene->view = SUBLET_TERMINAL_VIEW (view);
  scene->window = sublet_ui_test_present (view, 800, 500);
  sublet_ui_line_give_shell (scene->line);
  g_assert_true (
    sublet_terminal_view_join (scene->view,
                               sublet_terminal_line_steal_fd (SUBLET_TERMINAL_LINE (scene->line)),
                               &error));
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &scene->view);
}

void
terminal_scene_clear (TerminalScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_assert_finalize_object (scene->line);
  g_assert_finalize_object (scene->settings);
}

VteTerminal *
terminal_scene_get_terminal (TerminalScene *scene)
{
  return sublet_terminal_view_get_terminal (scene->view);
}

typedef struct
{
  TerminalScene *scene;
  const char *text;
} Screen;

static bool
screen_has (gpointer user_data)
{
  Screen *screen = user_data;
  g_autofree char *text = sublet_terminal_view_dup_text (screen->scene->view);

  return strstr (text, screen->text) != NULL;
}

void
terminal_scene_await (TerminalScene *scene, const char *text)
{
  Screen screen = { scene, text };

  sublet_test_await (screen_has, &screen);
}
