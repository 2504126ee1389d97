/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/logs/sublet-log-private.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/common/sublet-announcer.h"
#include "ui/logs/sublet-log-page-private.h"
#include "ui/logs/sublet-log-view-private.h"
#include "ui/logs/sublet-log-window-private.h"
#include "ui/sublet-ui-log.h"
#include "ui/sublet-ui-minimize.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

#define LINES                               \
  "14:02:11 Pulling layer 7 of 12\n"        \
  "14:02:40 WARNING low on shared memory\n" \
  "14:03:02 ERROR CUDA out of memory\n"     \
  "14:03:03 ERROR CUDA out of memory\n"

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletLog *container;
  SubletLog *host;
  SubletLogWindow *window; /* (nullable) once it is gone */
} Scene;

static bool
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
settle (Scene *scene)
{
  sublet_ui_test_settle (GTK_WIDGET (scene->window));
}

static void
scene_init (Scene *scene)
{
  scene->fixture = sublet_ui_fixture_new ();
  scene->rental = sublet_ui_fixture_add_rental (scene->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  scene->container = sublet_ui_log_new (scene->fixture, FALSE);
  scene->host = sublet_ui_log_new (scene->fixture, TRUE);
  scene->window = sublet_log_window_new (NULL, scene->rental, scene->container, scene->host);
  g_object_add_weak_pointer (G_OBJECT (scene->window), (gpointer *) &scene->window);
  gtk_window_present (GTK_WINDOW (scene->window));
  sublet_test_await (is_mapped, scene->window);
  settle (scene);
}

static void
scene_clear (Scene *scene)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->window);
  g_assert_finalize_object (scene->container);
  g_assert_finalize_object (scene->host);
  sublet_ui_fixture_free (scene->fixture);
}

static GtkWidget *
find (Scene *scene, const char *name)
{
  return sublet_ui_test_find (GTK_WIDGET (scene->window->page), name);
}

static const char *
get_face (Scene *scene)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find (scene, "stack")));
}

static const char *
get_label (Scene *scene, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (find (scene, name)));
}

static void
press (Scene *scene, guint key, GdkModifierType modifiers)
{
  sublet_ui_test_press (GTK_WIDGET (scene->window), key, modifiers);
  sublet_test_drain ();
}

static bool
shows_loading (gpointer user_data)
{
  return strcmp (get_face (user_data), "loading") == 0;
}

static void
test_faces (void)
{
  Scene scene;

  scene_init (&scene);
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
  g_assert_false (gtk_widget_get_visible (find (&scene, "status_box")));

  sublet_ui_log_say (scene.container, "");
  g_assert_cmpstr (get_face (&scene), ==, "empty");
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (scene.window),
                                               "The container has written nothing yet."));
  g_assert_cmpstr (get_label (&scene, "status_line"), ==, "0 lines · known at 14:10, every 10 s");

  sublet_ui_log_say (scene.container, LINES);
  settle (&scene);
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
  scene_clear (&scene);
}

/* Whatever has come of it by now: there is no key here. */
static void
assert_asked (Scene *scene)
{
  const GError *error = sublet_log_get_error (scene->container);

  g_assert_true (error == NULL || strcmp (error->message, "not accepted") != 0);
}

/* By a button beside what failed, and by keys at any time. */
static void
test_ask_again (void)
{
  Scene scene;

  scene_init (&scene);
  sublet_ui_log_say (scene.container, LINES);
  settle (&scene);
  g_assert_false (gtk_widget_get_mapped (find (&scene, "again_button")));
  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  settle (&scene);
  g_assert_true (gtk_widget_get_mapped (find (&scene, "again_button")));
  g_assert_null (scene.container->look);
  sublet_ui_test_click (find (&scene, "again_button"));
  g_assert_nonnull (scene.container->look);
  g_assert_null (sublet_log_get_error (scene.container));
  g_assert_false (gtk_widget_get_visible (find (&scene, "again_button")));

  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  press (&scene, GDK_KEY_F5, 0);
  assert_asked (&scene);
  sublet_ui_log_stop_with (scene.container, SUBLET_ERROR_AUTH, "not accepted");
  press (&scene, GDK_KEY_r, GDK_CONTROL_MASK);
  assert_asked (&scene);
  scene_clear (&scene);
}

static void
test_host (void)
{
  Scene scene;

  scene_init (&scene);
  sublet_ui_log_say (scene.container, LINES);
  settle (&scene);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->host_button), TRUE);
  settle (&scene);
  g_assert_false (sublet_log_get_watched (scene.container));
  g_assert_true (sublet_log_get_watched (scene.host));
  g_assert_false (gtk_widget_get_sensitive (scene.window->save_button));
  sublet_ui_log_say (scene.host, "");
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (scene.window),
                                               "The host has written nothing about it yet."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->container_button), TRUE);
  settle (&scene);
  g_assert_cmpstr (get_face (&scene), ==, "lines");
  g_assert_true (gtk_widget_get_sensitive (scene.window->save_button));
  scene_clear (&scene);
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
  Scene scene;

  scene_init (&scene);
  g_assert_true (is_watched (scene.container));
  sublet_ui_test_set_minimized (GTK_WIDGET (scene.window), true);
  sublet_test_await (is_not_watched, scene.container);
  sublet_ui_test_set_minimized (GTK_WIDGET (scene.window), false);
  sublet_test_await (is_watched, scene.container);
  g_assert_false (is_watched (scene.host));
  scene_clear (&scene);
}

static char *
make_lines (guint first, guint n)
{
  GString *text = g_string_new (NULL);
  guint i;

  for (i = first; i < first + n; i++)
    g_string_append_printf (text, "line %u%s\n", i, i % 100 == 7 ? " Seven" : "");

  return g_string_free (text, FALSE);
}

static SubletLogView *
get_view (Scene *scene)
{
  return SUBLET_LOG_VIEW (find (scene, "view"));
}

static GtkAdjustment *
get_adjustment (Scene *scene)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (get_view (scene)->scrolled));
}

static void
test_new_lines (void)
{
  Scene scene;
  g_autofree char *first = make_lines (0, 400);
  g_autofree char *more = make_lines (300, 118);
  GtkRevealer *revealer;
  SubletAnnouncer *announcer;

  scene_init (&scene);
  revealer = GTK_REVEALER (find (&scene, "new_revealer"));
  announcer = SUBLET_ANNOUNCER (
    sublet_ui_test_find_type (GTK_WIDGET (scene.window->page), SUBLET_TYPE_ANNOUNCER));
  sublet_ui_log_say (scene.container, first);
  settle (&scene);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));

  get_view (&scene)->input_us = g_get_monotonic_time ();
  gtk_adjustment_set_value (get_adjustment (&scene), 0);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));
  sublet_ui_log_say (scene.container, more);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (get_label (&scene, "new_label"), ==, "18 new lines");
  g_assert_cmpstr (sublet_announcer_get_said (announcer), ==, "18 new lines");

  sublet_ui_test_click (find (&scene, "down_button"));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->follow_button)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (scene.window)) ==
                 GTK_WIDGET (sublet_log_view_get_text_view (get_view (&scene))));
  /* The button in the header is the same. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->follow_button), FALSE);
  g_assert_false (sublet_log_view_get_follow (get_view (&scene)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->follow_button), TRUE);
  g_assert_true (sublet_log_view_get_follow (get_view (&scene)));
  scene_clear (&scene);
}

static char *
dup_selection (Scene *scene)
{
  GtkTextBuffer *buffer = get_view (scene)->buffer;
  g_autofree char *text = NULL;
  GtkTextIter from;
  GtkTextIter to;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &from, &to))
    return NULL;

  text = gtk_text_iter_get_slice (&from, &to);

  return g_strdup_printf ("%d:%s", gtk_text_iter_get_line (&from), text);
}

static void
assert_found (Scene *scene, const char *selection, const char *status)
{
  g_autofree char *found = dup_selection (scene);
  GtkWidget *label = sublet_ui_test_find (find (scene, "search"), "status");

  g_assert_cmpstr (found, ==, selection);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, status);
}

static void
type (Scene *scene, const char *text)
{
  GtkWidget *entry = find (scene, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (void)
{
  Scene scene;
  g_autofree char *first = make_lines (0, 400);
  g_autofree char *more = make_lines (300, 108);

  scene_init (&scene);
  press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_false (sublet_log_page_get_search_mode (scene.window->page));
  sublet_ui_log_say (scene.container, first);
  settle (&scene);
  press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  g_assert_true (sublet_log_page_get_search_mode (scene.window->page));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->search_button)));

  /* The latest first, upper and lower case are one. */
  type (&scene, "SEVEN");
  assert_found (&scene, "307:Seven", "4 of 4");
  sublet_ui_test_click (find (&scene, "previous"));
  assert_found (&scene, "207:Seven", "3 of 4");
  sublet_ui_test_click (find (&scene, "next"));
  sublet_ui_test_click (find (&scene, "next"));
  assert_found (&scene, "7:Seven", "1 of 4");
  sublet_ui_test_click (find (&scene, "previous"));
  assert_found (&scene, "307:Seven", "4 of 4");
  /* What came meanwhile is found as well. */
  sublet_ui_log_say (scene.container, more);
  sublet_ui_test_click (find (&scene, "next"));
  assert_found (&scene, "407:Seven", "5 of 5");

  type (&scene, "no such text");
  assert_found (&scene, "407:Seven", "Not found");
  g_assert_false (gtk_widget_get_sensitive (find (&scene, "next")));
  type (&scene, "");
  assert_found (&scene, "407:Seven", "");

  /* Escape closes the search, then the window. */
  press (&scene, GDK_KEY_Escape, 0);
  g_assert_false (sublet_log_page_get_search_mode (scene.window->page));
  press (&scene, GDK_KEY_Escape, 0);
  sublet_ui_test_assert_gone ((gpointer *) &scene.window);
  scene_clear (&scene);
}

static bool
says_how_many (gpointer user_data)
{
  GtkWidget *label = sublet_ui_test_find (find (user_data, "search"), "status");

  return strstr (gtk_label_get_label (GTK_LABEL (label)), " of ") != NULL;
}

/* A long one is searched in parts: the latest that has it is shown at once, how many there are when
 * that is known, and a step waits for it. */
static void
test_long_search (void)
{
  Scene scene;
  g_autoptr (GString) text = g_string_new ("first Needle\n");
  g_autofree char *filler = g_strnfill (1000, 'x');
  guint i;

  scene_init (&scene);
  for (i = 1; i < 1000; i++)
    g_string_append_printf (text, "%u %s%s\n", i, filler, i == 500 || i == 990 ? " needle" : "");
  sublet_ui_log_say (scene.container, text->str);
  settle (&scene);
  press (&scene, GDK_KEY_f, GDK_CONTROL_MASK);
  /* Nothing but this test tells that it has changed. */
  g_object_set (find (&scene, "entry"), "search-delay", 3600000, NULL);
  type (&scene, "needle");
  assert_found (&scene, "990:needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "990:needle", "3 of 3");

  /* What came since is looked for first. */
  sublet_ui_log_say (scene.container, "999 of them, with a needle\n");
  sublet_ui_test_click (find (&scene, "previous"));
  assert_found (&scene, "990:needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "500:needle", "2 of 4");
  sublet_ui_test_click (find (&scene, "previous"));
  assert_found (&scene, "0:Needle", "1 of 4");

  /* What is found above is not shown at once, and is when it is found. */
  type (&scene, "first needle");
  assert_found (&scene, "0:Needle", "");
  sublet_test_await (says_how_many, &scene);
  assert_found (&scene, "0:first Needle", "1 of 1");
  type (&scene, "no such text");
  sublet_test_drain ();
  assert_found (&scene, "0:first Needle", "Not found");
  scene_clear (&scene);
}

static bool
is_saved (gpointer user_data)
{
  return ((Scene *) user_data)->window->saving == NULL;
}

static void
test_save (void)
{
  Scene scene;
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "log.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  scene_init (&scene);
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
  scene_clear (&scene);
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
  g_test_add_func ("/ui/logs/window/search", test_search);
  g_test_add_func ("/ui/logs/window/long-search", test_long_search);
  g_test_add_func ("/ui/logs/window/save", test_save);

  return g_test_run ();
}
