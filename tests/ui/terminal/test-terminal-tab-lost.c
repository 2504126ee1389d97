/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tab-scene.h"

#include "ui/sublet-ui-test.h"

/* A shell that is lost or ends. */

/* To the announcer's next sentence. */
static void
pass_pause (TabScene *scene)
{
  sublet_manual_clock_advance (scene->fixture->clock, 3000);
  sublet_test_drain ();
}

static void
test_lost (void)
{
  TabScene scene;
  guint n_causes = 0;

  tab_scene_init (&scene);
  g_signal_connect (scene.tab, "find-cause", G_CALLBACK (tab_scene_on_signal), &n_causes);
  tab_scene_open_shell (&scene);
  pass_pause (&scene);
  /* The mode of a program that is gone is not the next shell's. */
  sublet_ui_line_say (scene.line, "python train.py\r\nepoch 3\033[?2004h\033[?1000h");
  tab_scene_await_screen (&scene, "epoch 3");
  sublet_ui_line_lose (scene.line);

  g_assert_true (tab_scene_shows (&scene, "Connection Lost at 14:10"));
  g_assert_true (tab_scene_shows (&scene, "ada-1 is still running and billing."));
  tab_scene_await_screen (&scene, "epoch 3");
  g_assert_cmpstr (tab_scene_get_said (&scene),
                   ==,
                   "Connection Lost at 14:10. ada-1 is still running and billing.");
  g_assert_false (vte_terminal_get_input_enabled (tab_scene_get_terminal (&scene)));
  tab_scene_click (&scene, "Find the Cause");
  g_assert_cmpuint (n_causes, ==, 1);

  tab_scene_click (&scene, "Reconnect");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);
  g_assert_false (tab_scene_shows (&scene, "Connection Lost"));
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  tab_scene_await_screen (&scene, "python train.py\nepoch 3\nwelcome back");
  vte_terminal_paste_text (tab_scene_get_terminal (&scene), "x");
  sublet_ui_line_await_input (scene.line, "x");
  {
    g_autofree char *input = sublet_ui_line_take_input (scene.line);

    g_assert_cmpstr (input, ==, "x");
  }
  tab_scene_clear (&scene);
}

/* An editor has a screen of its own; the next shell is not to begin on it. */
static void
test_lost_in_editor (void)
{
  TabScene scene;
  TabScreen editor = { &scene, "an editor" };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_ui_line_say (scene.line, "vi\r\n\033[?1049h\033[2J\033[Han editor");
  tab_scene_await_screen (&scene, "an editor");
  sublet_ui_line_lose (scene.line);
  g_assert_true (tab_scene_screen_has (&editor));
  tab_scene_click (&scene, "Reconnect");
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  tab_scene_await_screen (&scene, "root@ada-1:~# vi\n\nwelcome back");
  g_assert_false (tab_scene_screen_has (&editor));
  tab_scene_clear (&scene);
}

/* Whoever is quick asks for the next shell before the terminal knows that the last one is gone. */
static void
test_reconnected_at_once (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_ui_line_lose_open (scene.line);
  tab_scene_click (&scene, "Reconnect");
  g_assert_nonnull (vte_terminal_get_pty (tab_scene_get_terminal (&scene)));
  g_assert_false (vte_terminal_get_input_enabled (tab_scene_get_terminal (&scene)));
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  tab_scene_await_screen (&scene, "root@ada-1:~# \nwelcome back");
  g_assert_true (vte_terminal_get_input_enabled (tab_scene_get_terminal (&scene)));
  vte_terminal_feed_child (tab_scene_get_terminal (&scene), "ls\r", -1);
  sublet_ui_line_await_input (scene.line, "ls\r");

  /* And whoever closes it. */
  sublet_ui_line_lose_open (scene.line);
  tab_scene_click (&scene, "Reconnect");
  tab_scene_clear (&scene);
}

static void
test_lost_and_over (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_ui_line_lose (scene.line);
  g_assert_true (tab_scene_shows (&scene, "ada-1 is still running and billing."));
  tab_scene_clear (&scene);

  /* What costs nothing is not said to cost. */
  scene.fixture = NULL;
  tab_scene_init_demo (&scene, TRUE, NULL);
  tab_scene_open_shell (&scene);
  sublet_ui_line_lose (scene.line);
  g_assert_true (tab_scene_shows (&scene, "ada-1 is still running."));
  tab_scene_clear (&scene);
}

static void
test_ended (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  /* What it says last is read though it has ended. */
  sublet_ui_line_say (scene.line, "logout\r\n");
  sublet_ui_line_end_shell (scene.line, 3);
  tab_scene_await_screen (&scene, "logout");
  g_assert_true (tab_scene_shows (&scene, "Shell Ended at 14:10"));
  g_assert_true (tab_scene_shows (&scene, "Its exit status was 3."));
  tab_scene_click (&scene, "New Shell");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "again$ ");
  tab_scene_await_screen (&scene, "again$");
  tab_scene_await_screen (&scene, "logout");
  tab_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/tab/lost", test_lost);
  g_test_add_func ("/ui/terminal/tab/lost-in-editor", test_lost_in_editor);
  g_test_add_func ("/ui/terminal/tab/reconnected-at-once", test_reconnected_at_once);
  g_test_add_func ("/ui/terminal/tab/lost-and-over", test_lost_and_over);
  g_test_add_func ("/ui/terminal/tab/ended", test_ended);

  return g_test_run ();
}
