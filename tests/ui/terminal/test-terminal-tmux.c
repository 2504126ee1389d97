/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tab-scene.h"

#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab-private.h"

/* Whether a tab's shell is kept in tmux: as the person wants it, offered, and what comes of that.
 */

static void
set_mode (TabScene *scene, const char *mode)
{
  g_object_set (scene->settings, "terminal-tmux", mode, NULL);
}

static gboolean
is_offered (TabScene *scene)
{
  return sublet_terminal_offer_get_shown (SUBLET_TERMINAL_TAB (scene->tab)->offer);
}

/* The plain shell is there at once, and asked about while it is used. */
static void
test_offered (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  g_assert_null (sublet_ui_line_get_tmux (scene.line));
  g_assert_cmpuint (sublet_ui_line_get_n_looked (scene.line), ==, 1);
  g_assert_false (is_offered (&scene));
  g_assert_false (sublet_terminal_tab_can_keep (SUBLET_TERMINAL_TAB (scene.tab)));
  sublet_ui_line_find_tmux (scene.line);
  g_assert_true (is_offered (&scene));
  g_assert_true (tab_scene_shows (&scene,
                                  "This shell can be kept in tmux: what runs in it outlives a lost "
                                  "connection."));

  tab_scene_click (&scene, "Keep in tmux");
  g_assert_cmpint (sublet_ui_line_get_state (scene.line), ==, SUBLET_TERMINAL_LINE_CONNECTING);
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);
  g_assert_cmpstr (sublet_ui_line_get_tmux (scene.line), ==, "sublet-1");
  g_assert_false (is_offered (&scene));
  sublet_ui_line_give_shell (scene.line);
  g_assert_cmpuint (sublet_ui_line_get_n_looked (scene.line), ==, 1);
  g_assert_false (is_offered (&scene));

  /* A lost connection leads back to the same. */
  sublet_ui_line_lose (scene.line);
  tab_scene_click (&scene, "Reconnect");
  g_assert_cmpstr (sublet_ui_line_get_tmux (scene.line), ==, "sublet-1");
  tab_scene_clear (&scene);
}

static void
test_declined (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_ui_line_find_tmux (scene.line);
  tab_scene_click (&scene, "Not Now");
  g_assert_false (is_offered (&scene));
  /* The menu still has it. */
  g_assert_true (sublet_terminal_tab_can_keep (SUBLET_TERMINAL_TAB (scene.tab)));
  sublet_ui_line_lose (scene.line);
  tab_scene_click (&scene, "Reconnect");
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_find_tmux (scene.line);
  g_assert_false (is_offered (&scene));
  g_assert_null (sublet_ui_line_get_tmux (scene.line));
  tab_scene_clear (&scene);
}

/* What runs in the plain shell is not ended for it. */
static void
test_busy (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_ui_line_find_tmux (scene.line);
  sublet_ui_line_say (scene.line, "epoch 3 of 90");
  tab_scene_await_screen (&scene, "epoch 3");
  g_assert_true (sublet_terminal_tab_is_busy (SUBLET_TERMINAL_TAB (scene.tab)));
  tab_scene_click (&scene, "Keep in tmux");
  g_assert_cmpint (sublet_ui_line_get_state (scene.line), ==, SUBLET_TERMINAL_LINE_OPEN);
  g_assert_true (is_offered (&scene));
  g_assert_true (tab_scene_shows (&scene,
                                  "Something runs in this shell and would end. Keep it in tmux "
                                  "when that is done."));
  tab_scene_clear (&scene);
}

/* From the next shell on. */
static void
test_always (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  g_assert_null (sublet_ui_line_get_tmux (scene.line));
  set_mode (&scene, "always");
  sublet_ui_line_lose (scene.line);
  tab_scene_click (&scene, "Reconnect");
  g_assert_cmpstr (sublet_ui_line_get_tmux (scene.line), ==, "sublet-1");
  sublet_ui_line_give_shell (scene.line);
  g_assert_cmpuint (sublet_ui_line_get_n_looked (scene.line), ==, 1);
  /* What is kept stays so, whatever is wanted of others. */
  set_mode (&scene, "never");
  sublet_ui_line_lose (scene.line);
  tab_scene_click (&scene, "Reconnect");
  g_assert_cmpstr (sublet_ui_line_get_tmux (scene.line), ==, "sublet-1");
  tab_scene_clear (&scene);
}

static void
test_never (void)
{
  TabScene scene = { 0 };

  tab_scene_init (&scene);
  set_mode (&scene, "never");
  tab_scene_open_shell (&scene);
  g_assert_cmpuint (sublet_ui_line_get_n_looked (scene.line), ==, 0);
  g_assert_null (sublet_ui_line_get_tmux (scene.line));
  tab_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/tmux/offered", test_offered);
  g_test_add_func ("/ui/terminal/tmux/declined", test_declined);
  g_test_add_func ("/ui/terminal/tmux/busy", test_busy);
  g_test_add_func ("/ui/terminal/tmux/always", test_always);
  g_test_add_func ("/ui/terminal/tmux/never", test_never);

  return g_test_run ();
}
