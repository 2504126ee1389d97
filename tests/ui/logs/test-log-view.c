/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log-line.h"
#include "ui/logs/sublet-log-text.h"
#include "ui/logs/sublet-log-view-private.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

typedef struct
{
  GListStore *lines;
  SubletLogView *view;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene)
{
  scene->lines = g_list_store_new (SUBLET_TYPE_LOG_LINE);
  scene->view = g_object_new (SUBLET_TYPE_LOG_VIEW, NULL);
  scene->window = sublet_ui_test_present (GTK_WIDGET (scene->view), 500, 300);
  g_object_add_weak_pointer (G_OBJECT (scene->view), (gpointer *) &scene->view);
  sublet_log_view_set_lines (scene->view, G_LIST_MODEL (scene->lines));
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_assert_finalize_object (scene->lines);
}

static void
add (Scene *scene, const char *text)
{
  g_autoptr (SubletLogLine) line = sublet_log_line_new_take (g_strdup (text), 0);

  g_list_store_append (scene->lines, line);
}

static void
add_many (Scene *scene, guint n)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  for (i = 0; i < n; i++)
    g_ptr_array_add (lines, sublet_log_line_new_take (g_strdup_printf ("line %u", i), 0));
  g_list_store_splice (scene->lines,
                       g_list_model_get_n_items (G_LIST_MODEL (scene->lines)),
                       0,
                       lines->pdata,
                       n);
}

static char *
dup_text (Scene *scene)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (sublet_log_view_get_text_view (scene->view));
  char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return text;
}

static void
assert_text (Scene *scene, const char *expected)
{
  g_autofree char *text = dup_text (scene);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  Scene scene;
  g_autoptr (SubletLogLine) gap = sublet_log_line_new_gap ();
  g_autoptr (SubletLogLine) cut = sublet_log_line_new_take (g_strdup ("long"), 5000000);
  g_autoptr (SubletLogLine) one = sublet_log_line_new_take (g_strdup ("14:03:02 ERROR x"), 0);
  g_autoptr (SubletLogLine) four = sublet_log_line_new_repeated (one, 3);

  scene_init (&scene);
  add (&scene, "pulling");
  add (&scene, "WARNING low on shared memory");
  assert_text (&scene, "  pulling\n⚠ WARNING low on shared memory\n");
  g_list_store_append (scene.lines, gap);
  g_list_store_append (scene.lines, cut);
  assert_text (&scene,
               "  pulling\n⚠ WARNING low on shared memory\n— lines may be missing here —\n"
               "  long [5.0\302\240MB more]\n");
  /* With the first time there is a column of them. */
  g_list_store_append (scene.lines, four);
  assert_text (&scene,
               "           pulling\n         ⚠ WARNING low on shared memory\n"
               "— lines may be missing here —\n"
               "           long [5.0\302\240MB more]\n"
               "14:03:02 × ERROR x\n           3 more like this\n");
  g_assert_cmpuint (sublet_log_view_get_n_lines (scene.view), ==, 7);
  scene_clear (&scene);
}

/* Whatever comes and goes: the text is that of the lines that are there. */
static void
test_changes (void)
{
  Scene scene;
  guint round;

  scene_init (&scene);
  for (round = 0; round < 300; round++)
    {
      g_autoptr (GString) expected = g_string_new (NULL);
      guint n = g_list_model_get_n_items (G_LIST_MODEL (scene.lines));
      guint at = (guint) g_test_rand_int_range (0, (int) n + 1);
      guint n_removed = (guint) g_test_rand_int_range (0, (int) MIN (n - at, 3) + 1);
      g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
      guint n_lines = 0;
      gboolean timed;
      guint i;

      for (i = 0; i < (guint) g_test_rand_int_range (0, 4); i++)
        {
          char *text = g_strdup_printf ("%s%u", round == 100 ? "12:00:00 " : "", round);
          g_autoptr (SubletLogLine) line = sublet_log_line_new_take (text, 0);

          g_ptr_array_add (added,
                           sublet_log_line_new_repeated (line,
                                                         (guint) g_test_rand_int_range (0, 2)));
        }
      g_list_store_splice (scene.lines, at, n_removed, added->pdata, added->len);

      timed = scene.view->timed;
      n = g_list_model_get_n_items (G_LIST_MODEL (scene.lines));
      for (i = 0; i < n; i++)
        {
          g_autoptr (SubletLogLine) line = g_list_model_get_item (G_LIST_MODEL (scene.lines), i);

          sublet_log_text_append (expected, line, timed);
          n_lines += sublet_log_text_count (line);
        }
      assert_text (&scene, expected->str);
      g_assert_cmpuint (sublet_log_view_get_n_lines (scene.view), ==, n_lines);
    }
  scene_clear (&scene);
}

static bool
has_tag (Scene *scene, int row, int column, GtkTextTag *tag)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (scene->view->buffer, &iter, row, column);
  return gtk_text_iter_has_tag (&iter, tag);
}

/* A sign has the colour of what it means, and the text has none. */
static void
test_signs (void)
{
  Scene scene;
  g_autoptr (GdkRGBA) warning = NULL;
  g_autoptr (GdkRGBA) error = NULL;

  scene_init (&scene);
  add (&scene, "WARNING w");
  add (&scene, "ERROR e");
  add (&scene, "fine");
  sublet_ui_test_settle (scene.window);
  g_assert_true (has_tag (&scene, 0, 0, scene.view->warning));
  g_assert_false (has_tag (&scene, 0, 2, scene.view->warning));
  g_assert_true (has_tag (&scene, 1, 0, scene.view->error));
  g_assert_false (has_tag (&scene, 1, 2, scene.view->error));
  g_assert_false (has_tag (&scene, 2, 0, scene.view->warning));
  g_assert_false (has_tag (&scene, 2, 0, scene.view->error));
  g_object_get (scene.view->warning, "foreground-rgba", &warning, NULL);
  g_object_get (scene.view->error, "foreground-rgba", &error, NULL);
  g_assert_false (gdk_rgba_equal (warning, error));

  /* With times they stand behind them. */
  add (&scene, "12:00:00 WARNING w");
  g_assert_true (has_tag (&scene, 3, SUBLET_LOG_TEXT_TIME_CHARS, scene.view->warning));
  g_assert_false (has_tag (&scene, 3, 0, scene.view->warning));
  g_assert_true (has_tag (&scene, 0, SUBLET_LOG_TEXT_TIME_CHARS, scene.view->warning));
  scene_clear (&scene);
}

static GtkAdjustment *
get_adjustment (Scene *scene)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scene->view->scrolled));
}

static bool
is_at_end (gpointer user_data)
{
  GtkAdjustment *adjustment = get_adjustment (user_data);

  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment) &&
         gtk_adjustment_get_value (adjustment) >=
           gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) - 1;
}

/* As a person does. */
static void
scroll (Scene *scene, double value)
{
  scene->view->input_us = g_get_monotonic_time ();
  gtk_adjustment_set_value (get_adjustment (scene), value);
  scene->view->input_us = 0;
}

static void
test_follow (void)
{
  Scene scene;
  g_autoptr (SubletNotifyCounter) follows = NULL;
  double value;

  scene_init (&scene);
  follows = sublet_notify_counter_new (scene.view, "follow");
  add_many (&scene, 2000);
  sublet_test_await (is_at_end, &scene);
  sublet_ui_test_settle (scene.window);
  add (&scene, "one more");
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_at_end (&scene));
  g_assert_true (sublet_log_view_get_follow (scene.view));
  g_assert_cmpuint (sublet_notify_counter_take (follows), ==, 0);

  /* Scrolled up: what comes does not move it, and is counted. */
  value = gtk_adjustment_get_value (get_adjustment (&scene)) - 200;
  scroll (&scene, value);
  g_assert_false (sublet_log_view_get_follow (scene.view));
  g_assert_cmpuint (sublet_notify_counter_take (follows), ==, 1);
  add_many (&scene, 18);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_adjustment (&scene)), value, 1);
  g_assert_cmpuint (sublet_log_view_get_n_new (scene.view), ==, 18);
  /* What goes at the beginning is not new. */
  g_list_store_remove (scene.lines, 0);
  g_assert_cmpuint (sublet_log_view_get_n_new (scene.view), ==, 18);

  sublet_log_view_set_follow (scene.view, TRUE);
  sublet_ui_test_settle (scene.window);
  g_assert_true (is_at_end (&scene));
  g_assert_cmpuint (sublet_log_view_get_n_new (scene.view), ==, 0);
  g_assert_cmpuint (sublet_notify_counter_take (follows), ==, 1);

  /* Back at the end by hand is following again. */
  scroll (&scene, 100);
  g_assert_false (sublet_log_view_get_follow (scene.view));
  scroll (&scene, gtk_adjustment_get_upper (get_adjustment (&scene)));
  g_assert_true (sublet_log_view_get_follow (scene.view));
  scene_clear (&scene);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/logs/view/text", test_text);
  g_test_add_func ("/ui/logs/view/changes", test_changes);
  g_test_add_func ("/ui/logs/view/signs", test_signs);
  g_test_add_func ("/ui/logs/view/follow", test_follow);

  return g_test_run ();
}
