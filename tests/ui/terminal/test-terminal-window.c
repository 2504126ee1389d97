/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "window-scene.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-private.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-search.h"
#include "ui/terminal/sublet-terminal-window-private.h"

#include <string.h>

static AdwTabPage *
get_page (WindowScene *scene)
{
  return adw_tab_view_get_selected_page (scene->window->tab_view);
}

static const char *
get_title (WindowScene *scene)
{
  return adw_window_title_get_title (ADW_WINDOW_TITLE (scene->window->title));
}

/* With plain blanks; valid until the next call. */
static const char *
get_subtitle (WindowScene *scene)
{
  static GString *subtitle;

  if (subtitle == NULL)
    subtitle = g_string_new (NULL);
  g_string_assign (subtitle,
                   adw_window_title_get_subtitle (ADW_WINDOW_TITLE (scene->window->title)));
  g_string_replace (subtitle, "\xc2\xa0", " ", 0);

  return subtitle->str;
}

static bool
tabs_are (gpointer user_data)
{
  WindowScene *scene = user_data;

  return scene->window == NULL || sublet_terminal_window_get_n_tabs (scene->window) == 1;
}

static bool
window_is_gone (gpointer user_data)
{
  return ((WindowScene *) user_data)->window == NULL;
}

static bool
line_is_idle (gpointer user_data)
{
  return sublet_ui_line_get_state (user_data) == SUBLET_TERMINAL_LINE_IDLE;
}

static void
on_signal (SubletTerminalWindow *window, guint *count)
{
  (*count)++;
}

static void
test_empty (void)
{
  WindowScene scene;
  guint n_shown = 0;

  window_scene_init_empty (&scene);
  g_signal_connect (scene.window, "show-instances", G_CALLBACK (on_signal), &n_shown);
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (scene.window), "Choose an instance that is ready."));
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (scene.window), "Instances"));
  g_assert_cmpuint (n_shown, ==, 1);
  g_assert_false (sublet_terminal_window_show_tab (scene.window, scene.rental));
  window_scene_clear (&scene);
}

static void
test_title (void)
{
  WindowScene scene;
  gint64 lease_us;

  window_scene_init (&scene);
  g_assert_cmpstr (get_title (&scene), ==, "ada-1");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.window)), ==, "ada-1");
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_DIRECT, 23400);
  g_assert_cmpstr (get_subtitle (&scene), ==, "RTX 4090 · $0.325/h, $1.44 so far");
  sublet_ui_line_give_shell (scene.line);
  g_assert_cmpstr (get_subtitle (&scene), ==, "RTX 4090 · direct 23 ms · $0.325/h, $1.44 so far");
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_PROXY, 140000);
  g_assert_nonnull (strstr (get_subtitle (&scene), " · proxy 140 ms · "));
  g_assert_null (strstr (get_subtitle (&scene), "203.0.113"));

  /* By the minute, and by the one clock. */
  lease_us = sublet_clock_get_service_us (SUBLET_CLOCK (scene.fixture->clock)) +
             228 * G_TIME_SPAN_MINUTE + 30 * G_TIME_SPAN_SECOND;
  sublet_rental_set_lease_end_us (scene.rental, lease_us);
  g_assert_true (g_str_has_suffix (get_subtitle (&scene), " · lease 3 h 48 min"));
  sublet_manual_clock_advance (scene.fixture->clock, 31 * 1000);
  sublet_test_drain ();
  g_assert_true (g_str_has_suffix (get_subtitle (&scene), " · lease 3 h 47 min"));
  sublet_manual_clock_advance (scene.fixture->clock, 2 * 3600 * 1000);
  sublet_test_drain ();
  g_assert_true (g_str_has_suffix (get_subtitle (&scene), "$2.09 so far · lease 1 h 47 min"));

  /* What the shell wants it to be called is nobody's business. */
  sublet_ui_line_say (scene.line, "\033]2;evil\a\033]0;evil\a");
  window_scene_say (&scene, scene.line, "seen");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (scene.window)), ==, "ada-1");
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "ada-1");
  window_scene_clear (&scene);
}

static void
test_tabs (void)
{
  WindowScene scene;
  g_autoptr (SubletUiLine) other_line = sublet_ui_line_new ();
  g_autoptr (SubletUiLine) second = NULL;
  SubletRental *other;
  GPtrArray *others;

  window_scene_init (&scene);
  other = sublet_ui_fixture_add_rental (scene.fixture, "ada-2", SUBLET_RENTAL_STATE_PROVISIONING);
  others = sublet_ui_line_get_others (scene.line);
  g_assert_true (adw_tab_page_get_loading (get_page (&scene)));
  sublet_ui_line_give_shell (scene.line);
  g_assert_false (adw_tab_page_get_loading (get_page (&scene)));

  /* Over the same connection. */
  window_scene_press (&scene, GDK_KEY_T, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpuint (others->len, ==, 1);
  second = g_object_ref (g_ptr_array_index (others, 0));
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "ada-1 (2)");
  sublet_ui_test_settle (GTK_WIDGET (scene.window));
  g_assert_cmpuint (sublet_ui_line_get_n_opened (second), ==, 1);

  sublet_terminal_window_add_line (scene.window, other, SUBLET_TERMINAL_LINE (other_line));
  g_assert_cmpstr (get_title (&scene), ==, "ada-2");
  window_scene_press (&scene, GDK_KEY_1, GDK_ALT_MASK);
  g_assert_cmpstr (get_title (&scene), ==, "ada-1");
  window_scene_press (&scene, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "ada-1 (2)");
  window_scene_press (&scene, GDK_KEY_Page_Up, GDK_CONTROL_MASK);
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "ada-1");
  window_scene_press (&scene, GDK_KEY_9, GDK_ALT_MASK);
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "ada-1");
  g_assert_true (sublet_terminal_window_show_tab (scene.window, other));
  g_assert_cmpstr (get_title (&scene), ==, "ada-2");

  /* A new label is on all of its tabs. */
  sublet_rental_set_label (scene.rental, "bert");
  window_scene_press (&scene, GDK_KEY_2, GDK_ALT_MASK);
  g_assert_cmpstr (adw_tab_page_get_title (get_page (&scene)), ==, "bert (2)");
  g_assert_cmpstr (get_title (&scene), ==, "bert");
  g_ptr_array_set_size (others, 0);
  window_scene_clear (&scene);
}

static const char *
get_icon_name (AdwTabPage *page)
{
  return g_themed_icon_get_names (G_THEMED_ICON (adw_tab_page_get_icon (page)))[0];
}

static bool
needs_attention (gpointer user_data)
{
  return adw_tab_page_get_needs_attention (user_data);
}

static void
test_state_and_bell (void)
{
  WindowScene scene;
  g_autoptr (SubletUiLine) second = NULL;
  AdwTabPage *first;

  window_scene_init (&scene);
  sublet_ui_line_give_shell (scene.line);
  first = get_page (&scene);
  g_assert_cmpstr (get_icon_name (first), ==, "sublet-state-ready-symbolic");
  g_assert_cmpstr (adw_tab_page_get_tooltip (first), ==, "ada-1: Ready");

  window_scene_act (&scene, "terminal.new-tab");
  second = g_object_ref (g_ptr_array_index (sublet_ui_line_get_others (scene.line), 0));
  g_ptr_array_set_size (sublet_ui_line_get_others (scene.line), 0);
  g_assert_false (adw_tab_page_get_needs_attention (first));
  sublet_ui_line_say (scene.line, "\a");
  sublet_test_await (needs_attention, first);
  window_scene_press (&scene, GDK_KEY_1, GDK_ALT_MASK);
  g_assert_false (adw_tab_page_get_needs_attention (first));

  sublet_ui_line_lose (scene.line);
  g_assert_cmpstr (get_icon_name (first), ==, "dialog-warning-symbolic");
  g_assert_cmpstr (adw_tab_page_get_tooltip (first), ==, "ada-1: Connection lost");
  sublet_ui_line_fail (scene.line, SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_TIMED_OUT);
  g_assert_cmpstr (get_icon_name (first), ==, "sublet-state-failed-symbolic");
  window_scene_clear (&scene);
}

static void
test_close_tab (void)
{
  WindowScene scene;
  g_autoptr (SubletUiLine) second = NULL;

  window_scene_init (&scene);
  sublet_ui_line_give_shell (scene.line);
  window_scene_act (&scene, "terminal.new-tab");
  second = g_object_ref (g_ptr_array_index (sublet_ui_line_get_others (scene.line), 0));
  g_ptr_array_set_size (sublet_ui_line_get_others (scene.line), 0);
  sublet_ui_test_settle (GTK_WIDGET (scene.window));

  /* While it connects there is nothing to lose. */
  window_scene_press (&scene, GDK_KEY_W, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  sublet_test_await (tabs_are, &scene);
  sublet_test_await (line_is_idle, second);

  window_scene_say (&scene, scene.line, "epoch 3");
  window_scene_act (&scene, "terminal.close-tab");
  sublet_test_await (window_scene_dialog_is_open, (char *) "Close the Terminal ada-1?");
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Close"),
                                               "may end with it. ada-1 keeps billing."));
  sublet_ui_test_answer ("Close the Terminal ada-1?", "cancel");
  g_assert_cmpuint (sublet_terminal_window_get_n_tabs (scene.window), ==, 1);
  g_assert_cmpint (sublet_ui_line_get_state (scene.line), ==, SUBLET_TERMINAL_LINE_OPEN);

  window_scene_act (&scene, "terminal.close-tab");
  sublet_test_await (window_scene_dialog_is_open, (char *) "Close the Terminal ada-1?");
  sublet_ui_test_answer ("Close the Terminal ada-1?", "close");
  /* The last one takes the window along. */
  sublet_test_await (window_is_gone, &scene);
  window_scene_clear (&scene);
}

static void
test_close_window (void)
{
  WindowScene scene;

  /* While it connects. */
  window_scene_init (&scene);
  gtk_window_close (GTK_WINDOW (scene.window));
  sublet_test_await (window_is_gone, &scene);
  sublet_test_await (line_is_idle, scene.line);
  window_scene_clear (&scene);

  /* At a prompt. */
  window_scene_init (&scene);
  sublet_ui_line_give_shell (scene.line);
  window_scene_say (&scene, scene.line, "root@ada-1:~# ");
  gtk_window_close (GTK_WINDOW (scene.window));
  sublet_test_await (window_is_gone, &scene);
  window_scene_clear (&scene);

  /* In the middle of something. */
  window_scene_init (&scene);
  sublet_ui_line_give_shell (scene.line);
  window_scene_say (&scene, scene.line, "epoch 3");
  gtk_window_close (GTK_WINDOW (scene.window));
  gtk_window_close (GTK_WINDOW (scene.window));
  sublet_test_await (window_scene_dialog_is_open, (char *) "Close This Window?");
  sublet_ui_test_answer ("Close This Window?", "cancel");
  g_assert_null (sublet_ui_test_find_dialog ("Close This Window?"));
  g_assert_nonnull (scene.window);
  gtk_window_close (GTK_WINDOW (scene.window));
  sublet_test_await (window_scene_dialog_is_open, (char *) "Close This Window?");
  sublet_ui_test_answer ("Close This Window?", "close");
  sublet_test_await (window_is_gone, &scene);
  window_scene_clear (&scene);
}

static void
test_narrow (void)
{
  WindowScene scene;
  GtkWidget *close;

  window_scene_init (&scene);
  sublet_rental_set_lease_end_us (scene.rental,
                                  sublet_clock_get_service_us (
                                    SUBLET_CLOCK (scene.fixture->clock)) +
                                    2 * G_TIME_SPAN_HOUR);
  gtk_window_set_default_size (GTK_WINDOW (scene.window), 400, 600);
  while (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (scene.window->size_bin)) !=
         SUBLET_SIZE_CLASS_NARROW)
    sublet_ui_test_settle (GTK_WIDGET (scene.window));
  g_assert_cmpstr (get_subtitle (&scene), ==, "$0.325/h · lease 2 h");
  g_assert_false (gtk_widget_get_visible (scene.window->facts));

  /* The header's button is gone, and the search brings its own. */
  window_scene_act (&scene, "terminal.find");
  sublet_ui_test_settle (GTK_WIDGET (scene.window));
  g_assert_true (sublet_find_bar_get_search_mode (SUBLET_FIND_BAR (scene.window->search)));
  close = sublet_ui_test_find (scene.window->search, "close");
  g_assert_true (gtk_widget_get_mapped (close));
  gtk_test_accessible_assert_property (close, GTK_ACCESSIBLE_PROPERTY_LABEL, "Close");
  sublet_ui_test_click (close);
  g_assert_false (sublet_find_bar_get_search_mode (SUBLET_FIND_BAR (scene.window->search)));
  window_scene_clear (&scene);
}

/* Rate and lease stay whole: below the header, where between its buttons they would be cut. */
static void
test_large_text (void)
{
  WindowScene scene;
  GtkSettings *settings;
  int before;

  window_scene_init (&scene);
  settings = gtk_widget_get_settings (GTK_WIDGET (scene.window));
  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 98304, NULL);
  gtk_window_set_default_size (GTK_WINDOW (scene.window), 400, 600);
  while (sublet_size_bin_get_size_class (SUBLET_SIZE_BIN (scene.window->size_bin)) !=
         SUBLET_SIZE_CLASS_NARROW)
    sublet_ui_test_settle (GTK_WIDGET (scene.window));
  sublet_terminal_window_update (scene.window);
  sublet_ui_test_settle (GTK_WIDGET (scene.window));
  g_assert_cmpstr (get_subtitle (&scene), ==, "");
  g_assert_true (gtk_widget_get_mapped (scene.window->facts));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (scene.window->facts)), ==, "$0.325/h");
  g_assert_false (
    pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (scene.window->facts))));
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
  window_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/window/empty", test_empty);
  g_test_add_func ("/ui/terminal/window/title", test_title);
  g_test_add_func ("/ui/terminal/window/tabs", test_tabs);
  g_test_add_func ("/ui/terminal/window/state-and-bell", test_state_and_bell);
  g_test_add_func ("/ui/terminal/window/close-tab", test_close_tab);
  g_test_add_func ("/ui/terminal/window/close-window", test_close_window);
  g_test_add_func ("/ui/terminal/window/narrow", test_narrow);
  g_test_add_func ("/ui/terminal/window/large-text", test_large_text);

  return g_test_run ();
}
