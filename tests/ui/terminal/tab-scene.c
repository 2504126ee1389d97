/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tab-scene.h"

#include "ui/common/sublet-announcer.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab.h"

#include <string.h>

void
tab_scene_init_demo (TabScene *scene, gboolean demo, const char *ssh_problem)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->line = sublet_ui_line_new ();
  scene->settings = sublet_settings_new (TRUE);
  scene->status = sublet_assistive_status_new ();
  scene->tab = g_object_new (SUBLET_TYPE_TERMINAL_TAB,
                             "rental",
                             scene->rental,
                             "line",
                             scene->line,
                             "settings",
                             scene->settings,
                             "clock",
                             scene->fixture->clock,
                             "assistive-status",
                             scene->status,
                             "demo",
                             demo,
                             "ssh-problem",
                             ssh_problem,
                             NULL);
  scene->window = sublet_ui_test_present (scene->tab, 800, 500);
  g_object_add_weak_pointer (G_OBJECT (scene->tab), (gpointer *) &scene->tab);
}

void
tab_scene_init (TabScene *scene)
{
  tab_scene_init_demo (scene, FALSE, NULL);
}

void
tab_scene_clear (TabScene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->tab);
  g_assert_cmpint (sublet_ui_line_get_state (scene->line), !=, SUBLET_TERMINAL_LINE_OPEN);
  g_assert_cmpint (sublet_ui_line_get_state (scene->line), !=, SUBLET_TERMINAL_LINE_CONNECTING);
  g_assert_finalize_object (scene->line);
  g_clear_object (&scene->settings);
  g_object_run_dispose (G_OBJECT (scene->status));
  g_clear_object (&scene->status);
  g_clear_pointer (&scene->fixture, sublet_ui_fixture_free);
}

SubletTerminalView *
tab_scene_get_view (TabScene *scene)
{
  return sublet_terminal_tab_get_view (SUBLET_TERMINAL_TAB (scene->tab));
}

VteTerminal *
tab_scene_get_terminal (TabScene *scene)
{
  return sublet_terminal_view_get_terminal (tab_scene_get_view (scene));
}

bool
tab_scene_shows (TabScene *scene, const char *text)
{
  sublet_ui_test_settle (scene->window);
  return sublet_ui_test_find_label (scene->tab, text) != NULL;
}

void
tab_scene_click (TabScene *scene, const char *label)
{
  sublet_ui_test_settle (scene->window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene->tab, label));
}

const char *
tab_scene_get_said (TabScene *scene)
{
  return sublet_announcer_get_said (
    SUBLET_ANNOUNCER (sublet_ui_test_find_type (scene->tab, SUBLET_TYPE_ANNOUNCER)));
}

bool
tab_scene_screen_has (gpointer user_data)
{
  TabScreen *screen = user_data;
  g_autofree char *text = sublet_terminal_view_dup_text (tab_scene_get_view (screen->scene));

  return strstr (text, screen->text) != NULL;
}

void
tab_scene_await_screen (TabScene *scene, const char *text)
{
  TabScreen screen = { scene, text };

  sublet_test_await (tab_scene_screen_has, &screen);
}

void
tab_scene_open_shell (TabScene *scene)
{
  sublet_ui_line_give_shell (scene->line);
  sublet_ui_line_say (scene->line, "root@ada-1:~# ");
  tab_scene_await_screen (scene, "root@ada-1:~#");
}

void
tab_scene_on_signal (GtkWidget *widget, guint *count)
{
  (*count)++;
}
