/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/logs/log-scene.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The search in a log's window. */

static char *
dup_selection (LogScene *scene)
{
  GtkTextBuffer *buffer = log_scene_get_view (scene)->buffer;
  g_autofree char *text = NULL;
  GtkTextIter from;
  GtkTextIter to;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &from, &to))
    return NULL;

  text = gtk_text_iter_get_slice (&from, &to);

  return g_strdup_printf ("%d:%s", gtk_text_iter_get_line (&from), text);
}

static void
assert_found (LogScene *scene, const char *selection, const char *status)
{
  g_autofree char *found = dup_selection (scene);
  GtkWidget *label = sublet_ui_test_find (log_scene_find (scene, "search"), "status");

  g_assert_cmpstr (found, ==, selection);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, status);
}

static void
type (LogScene *scene, const char *text)
{
  GtkWidget *entry = log_scene_find (scene, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (void)
{
  LogScene scene;
  g_autofree char *first = log_scene_make_lines (0, 400);
  g_autofree char *more = log_scene_make_lines (300, 108);

  log_scene_init (&scene);
  log_scene_press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_false (sublet_log_page_get_search_mode (scene.window->page));
  sublet_ui_log_say (scene.container, first);
  log_scene_settle (&scene);
  log_scene_press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (sublet_log_page_get_search_mode (scene.window->page));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->search_button)));

  /* The latest first, upper and lower case are one. */
  type (&scene, "SEVEN");
  assert_found (&scene, "307:Seven", "4 of 4");
  sublet_ui_test_click (log_scene_find (&scene, "previous"));
  assert_found (&scene, "207:Seven", "3 of 4");
  sublet_ui_test_click (log_scene_find (&scene, "next"));
  sublet_ui_test_click (log_scene_find (&scene, "next"));
  assert_found (&scene, "7:Seven", "1 of 4");
  sublet_ui_test_click (log_scene_find (&scene, "previous"));
  assert_found (&scene, "307:Seven", "4 of 4");
  /* What came meanwhile is found as well. */
  sublet_ui_log_say (scene.container, more);
  sublet_ui_test_click (log_scene_find (&scene, "next"));
  assert_found (&scene, "407:Seven", "5 of 5");

  type (&scene, "no such text");
  assert_found (&scene, "407:Seven", "Not found");
  g_assert_false (gtk_widget_get_sensitive (log_scene_find (&scene, "next")));
  type (&scene, "");
  assert_found (&scene, "407:Seven", "");

  /* Escape closes the search, then the window. */
  log_scene_press (&scene, GDK_KEY_Escape, 0);
  g_assert_false (sublet_log_page_get_search_mode (scene.window->page));
  log_scene_press (&scene, GDK_KEY_Escape, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene.window);
  log_scene_clear (&scene);
}

static bool
says_how_many (gpointer user_data)
{
  GtkWidget *label = sublet_ui_test_find (log_scene_find (user_data, "search"), "status");

  return strstr (gtk_label_get_label (GTK_LABEL (label)), " of ") != NULL;
}

/* A long one is searched in parts: the latest that has it is shown at once, how many there are when
 * that is known, and a step waits for it. */
static void
test_long_search (void)
{
  LogScene scene;
  g_autoptr (GString) text = g_string_new ("first Needle\n");
  g_autofree char *filler = g_strnfill (280, 'x');
  guint i;

  log_scene_init (&scene);
  for (i = 1; i < 1000; i++)
    g_string_append_printf (text, "%u %s%s\n", i, filler, i == 500 || i == 990 ? " needle" : "");
  sublet_ui_log_say (scene.container, text->str);
  log_scene_settle (&scene);
  log_scene_press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  /* Nothing but this test tells that it has changed. */
  g_object_set (log_scene_find (&scene, "entry"), "search-delay", 3600000, NULL);
  type (&scene, "needle");
  assert_found (&scene, "990:needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "990:needle", "3 of 3");

  /* What came since is looked for first. */
  sublet_ui_log_say (scene.container, "999 of them, with a needle\n");
  sublet_ui_test_click (log_scene_find (&scene, "previous"));
  assert_found (&scene, "990:needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "500:needle", "2 of 4");
  sublet_ui_test_click (log_scene_find (&scene, "previous"));
  assert_found (&scene, "0:Needle", "1 of 4");

  /* What is found above is not shown at once, and is when it is found. */
  type (&scene, "first needle");
  assert_found (&scene, "0:Needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "0:first Needle", "1 of 1");
  type (&scene, "no such text");
  sublet_test_drain ();
  assert_found (&scene, "0:first Needle", "Not found");
  log_scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/logs/search/short", test_search);
  g_test_add_func ("/ui/logs/search/long", test_long_search);

  return g_test_run ();
}
