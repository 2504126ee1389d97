/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/logs/log-scene.h"
#include "ui/logs/sublet-log-page-private.h"
#include "ui/sublet-ui-minimize.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

#define LINES                               \
  "14:02:11 Pulling layer 7 of 12\n"        \
  "14:02:40 WARNING low on shared memory\n" \
  "14:03:02 ERROR CUDA out of memory\n"     \
  "14:03:03 ERROR CUDA out of memory\n"

static const char *
get_face (LogScene *scene)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (log_scene_find (scene, "stack")));
}

static const char *
get_label (LogScene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (log_scene_find (scene, name)));
}

static bool
shows_loading (gpointer user_data)
{
  return strcmp (get_face (user_data), "loading") == 0;
}

static void
test_faces (void)
{
  LogScene scene;

  log_scene_init (&scene);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.window)), ==, "Log of ada-1");
  g_assert_true (sublet_log_get_watched (scene.container));
  g_assert_false (sublet_log_get_watched (scene.host));
  sublet_test_await (shows_loading, &scene);
  g_assert_false (gtk_widget_get_sensitive (scene.window->save_button));
  g_assert_false (gtk_widget_get_sensitive (scene.window->search_button));

  sublet_ui_log_fail (scene.container, SUBLET_ERROR_HOST_SILENT, "no file within 30 s");
  g_assert_cmpstr (get_face (&scene), ==, "error");
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (scene.window), "The Log Did Not Arrive"));
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (scene.window), "The host may be offline."));
  g_assert_cmpstr (gtk_label_get_label (scene.window->page->error_message),
                   ==,
                   "no file within 30 s");
  g_assert_false (gtk_widget_get_visible (log_scene_find (&scene, "status_box")));

  sublet_ui_log_say (scene.container, "");
  g_assert_cmpstr (get_face (&scene), ==, "empty");
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (scene.window),
                                               "The container has written nothing yet."));
  g_assert_cmpstr (get_label (&scene, "status_line"), ==, "0 lines · known at 14:10, every 10 s");

  sublet_ui_log_say (scene.container, LINES);
  log_scene_settle (&scene);
  g_assert_cmpstr (get_face (&scene), ==, "lines");
  g_assert_cmpstr (get_label (&scene, "status_line"), ==, "4 lines · known at 14:10, every 10 s");
  g_assert_true (gtk_widget_get_sensitive (scene.window->save_button));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (scene.window)),
                                         GTK_WIDGET (scene.window->page)));

  /* A later failure leaves the lines and says why they are old. */
  sublet_ui_log_fail (scene.container, SUBLET_ERROR_HOST_SILENT, "no file within 30 s");
  g_assert_cmpstr (get_face (&scene), ==, "lines");
  g_assert_cmpstr (get_label (&scene, "status_line"),
                   ==,
                   "4 lines · known at 14:10 · The host may be offline.");
  /* Only of a host that is silent, not of a network that is. */
  sublet_ui_log_fail (scene.container, SUBLET_ERROR_TIMED_OUT, "no answer in time");
  g_assert_true (g_str_has_prefix (get_label (&scene, "status_line"),
                                   "4 lines · known at 14:10 · Vast did not answer in time."));
  sublet_rental_set_label (scene.rental, "ada-2");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.window)), ==, "Log of ada-2");
  log_scene_clear (&scene);
}

/* Whatever has come of it by now: there is no key here. */
static void
assert_asked (LogScene *scene)
{
  const GError *error = sublet_log_get_error (scene->container);

  g_assert_true (error == NULL || strcmp (error->message, "not accepted") != 0);
}

/* By a button beside what failed, and by keys at any time. */
static void
test_ask_again (void)
{
  LogScene scene;

  log_scene_init (&scene);
  sublet_ui_log_say (scene.container, LINES);
  log_scene_settle (&scene);
  g_assert_false (gtk_widget_get_mapped (log_scene_find (&scene, "again_button")));
  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  log_scene_settle (&scene);
  g_assert_true (gtk_widget_get_mapped (log_scene_find (&scene, "again_button")));
  g_assert_null (scene.container->look);
  sublet_ui_test_click (log_scene_find (&scene, "again_button"));
  g_assert_nonnull (scene.container->look);
  g_assert_null (sublet_log_get_error (scene.container));
  g_assert_false (gtk_widget_get_visible (log_scene_find (&scene, "again_button")));

  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  log_scene_press (&scene, GDK_KEY_F5, 0);
  assert_asked (&scene);
  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  log_scene_press (&scene, GDK_KEY_r, GDK_CONTROL_MASK);
  assert_asked (&scene);
  log_scene_clear (&scene);
}

static void
test_host (void)
{
  LogScene scene;

  log_scene_init (&scene);
  sublet_ui_log_say (scene.container, LINES);
  log_scene_settle (&scene);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->host_button), TRUE);
  log_scene_settle (&scene);
  g_assert_false (sublet_log_get_watched (scene.container));
  g_assert_true (sublet_log_get_watched (scene.host));
  g_assert_false (gtk_widget_get_sensitive (scene.window->save_button));
  sublet_ui_log_say (scene.host, "");
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (scene.window),
                                               "The host has written nothing about it yet."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->container_button), TRUE);
  log_scene_settle (&scene);
  g_assert_cmpstr (get_face (&scene), ==, "lines");
  g_assert_true (gtk_widget_get_sensitive (scene.window->save_button));
  log_scene_clear (&scene);
}

static bool
is_watched (gpointer user_data)
{
  return sublet_log_get_watched (user_data);
}

static bool
is_not_watched (gpointer user_data)
{
  return !sublet_log_get_watched (user_data);
}

/* Asked for only while somebody may see it. */
static void
test_minimized (void)
{
  LogScene scene;

  log_scene_init (&scene);
  g_assert_true (is_watched (scene.container));
  sublet_ui_test_set_minimized (GTK_WIDGET (scene.window), true);
  sublet_test_await (is_not_watched, scene.container);
  sublet_ui_test_set_minimized (GTK_WIDGET (scene.window), false);
  sublet_test_await (is_watched, scene.container);
  g_assert_false (is_watched (scene.host));
  log_scene_clear (&scene);
}

static GtkAdjustment *
get_adjustment (LogScene *scene)
{
  return gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (log_scene_get_view (scene)->scrolled));
}

static void
test_new_lines (void)
{
  LogScene scene;
  g_autofree char *first = log_scene_make_lines (0, 400);
  g_autofree char *more = log_scene_make_lines (300, 118);
  GtkRevealer *revealer;
  SubletAnnouncer *announcer;

  log_scene_init (&scene);
  revealer = GTK_REVEALER (log_scene_find (&scene, "new_revealer"));
  announcer = SUBLET_ANNOUNCER (
    sublet_ui_test_find_type (GTK_WIDGET (scene.window->page), SUBLET_TYPE_ANNOUNCER));
  sublet_ui_log_say (scene.container, first);
  log_scene_settle (&scene);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));

  log_scene_get_view (&scene)->input_us = g_get_monotonic_time ();
  gtk_adjustment_set_value (get_adjustment (&scene), 0);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));
  sublet_ui_log_say (scene.container, more);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (get_label (&scene, "new_label"), ==, "18 new lines");
  g_assert_cmpstr (sublet_announcer_get_said (announcer), ==, "18 new lines");

  sublet_ui_test_click (log_scene_find (&scene, "down_button"));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (scene.window)) ==
                 GTK_WIDGET (sublet_log_view_get_text_view (log_scene_get_view (&scene))));
  /* The button in the header is the same. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->follow_button), FALSE);
  g_assert_false (sublet_log_view_get_follow (log_scene_get_view (&scene)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->follow_button), TRUE);
  g_assert_true (sublet_log_view_get_follow (log_scene_get_view (&scene)));
  log_scene_clear (&scene);
}

static bool
is_saved (gpointer user_data)
{
  return ((LogScene *) user_data)->window->saving == NULL;
}

static void
test_save (void)
{
  LogScene scene;
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "log.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  log_scene_init (&scene);
  sublet_ui_log_say (scene.container, LINES);
  scene.window->saving = g_cancellable_new ();
  sublet_log_window_write (scene.window, file);
  sublet_test_await (is_saved, &scene);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text,
                   ==,
                   "14:02:11 Pulling layer 7 of 12\n"
                   "14:02:40 WARNING low on shared memory\n"
                   "14:03:02 ERROR CUDA out of memory\n"
                   "  1 more like this\n");
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (scene.window), "Log saved"));

  /* Where it cannot be written that stays in sight. */
  scene.window->saving = g_cancellable_new ();
  g_clear_object (&file);
  file = g_file_new_build_filename (folder, "nowhere", "log.txt", NULL);
  sublet_log_window_write (scene.window, file);
  sublet_test_await (is_saved, &scene);
  sublet_ui_test_answer ("The Log Was Not Saved", "close");
  log_scene_clear (&scene);
  sublet_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/logs/window/faces", test_faces);
  g_test_add_func ("/ui/logs/window/ask-again", test_ask_again);
  g_test_add_func ("/ui/logs/window/host", test_host);
  g_test_add_func ("/ui/logs/window/minimized", test_minimized);
  g_test_add_func ("/ui/logs/window/new-lines", test_new_lines);
  g_test_add_func ("/ui/logs/window/save", test_save);

  return g_test_run ();
}
