/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "tab-scene.h"

#include "core/base/sublet-error.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab.h"

#include <string.h>

/* ---- faces ---- */

static void
test_connecting (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 1);

  /* A connection that stands takes no time: no card flashes up. */
  g_assert_false (tab_scene_shows (&scene, "Connecting to"));
  sublet_manual_clock_advance (scene.fixture->clock, 400);
  g_assert_true (tab_scene_shows (&scene, "Connecting to ada-1…"));
  g_assert_true (tab_scene_shows (&scene, "Step 1 of 7: giving it the SSH key"));
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_DIRECT, 0);
  sublet_ui_line_connect (scene.line, SUBLET_CONNECTION_LINK_HANDSHAKE);
  g_assert_true (tab_scene_shows (&scene, "Connecting to ada-1, direct…"));
  g_assert_true (tab_scene_shows (&scene, "Step 3 of 7: talking to its SSH server"));
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_PROXY, 0);
  g_assert_true (tab_scene_shows (&scene, "through the proxy…"));
  g_assert_cmpstr (tab_scene_get_said (&scene), ==, "Connecting to ada-1…");

  tab_scene_click (&scene, "Cancel");
  g_assert_cmpint (sublet_ui_line_get_state (scene.line), ==, SUBLET_TERMINAL_LINE_IDLE);
  g_assert_true (tab_scene_shows (&scene, "Not Connected"));
  tab_scene_click (&scene, "Try Again");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);

  /* It may go at any time. */
  tab_scene_clear (&scene);
}

static void
test_content (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  g_assert_false (tab_scene_shows (&scene, "Connecting to"));
  g_assert_cmpstr (tab_scene_get_said (&scene), ==, "Connected to ada-1");
  gtk_test_accessible_assert_property (tab_scene_get_terminal (&scene),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Terminal on ada-1");
  g_assert_true (vte_terminal_get_input_enabled (tab_scene_get_terminal (&scene)));
  vte_terminal_feed_child (tab_scene_get_terminal (&scene), "ls\r", -1);
  sublet_ui_line_await_input (scene.line, "ls\r");
  tab_scene_clear (&scene);
}

static void
test_failed (void)
{
  static const struct
  {
    SubletConnectionLink link;
    int code;
    const char *sentence;
  } broken[] = {
    { SUBLET_CONNECTION_LINK_KEY, SUBLET_ERROR_SERVER, "key could not be given to ada-1." },
    { SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_NO_NETWORK, "No port of ada-1 answers" },
    { SUBLET_CONNECTION_LINK_HANDSHAKE, SUBLET_ERROR_TIMED_OUT, "no SSH server is behind it." },
    { SUBLET_CONNECTION_LINK_AUTHENTICATION, SUBLET_ERROR_SSH_AUTH, "does not take the SSH key." },
    { SUBLET_CONNECTION_LINK_COMMAND, SUBLET_ERROR_TIMED_OUT, "but no command answers." },
    { SUBLET_CONNECTION_N_LINKS, SUBLET_ERROR_FAILED, "but gives no shell." },
  };
  TabScene scene;
  gsize i;

  tab_scene_init (&scene);
  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      sublet_ui_line_fail (scene.line, broken[i].link, broken[i].code);
      g_assert_true (tab_scene_shows (&scene, "No Connection to ada-1"));
      g_assert_true (tab_scene_shows (&scene, broken[i].sentence));
      g_assert_true (tab_scene_shows (&scene, "still running and billing."));
      g_assert_null (sublet_ui_test_find_label (scene.tab, "connection refused"));
      tab_scene_click (&scene, "Try Again");
      g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, i + 2);
    }
  tab_scene_clear (&scene);
}

/* What is wrong with the person's own key. */
static void
test_key_cannot_be_used (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  sublet_ui_line_fail_key (scene.line, SUBLET_KEY_PROBLEM_AGENT_OTHERS);
  g_assert_true (tab_scene_shows (&scene,
                                  "Your SSH agent no longer has the key that was chosen. Add it "
                                  "with ssh-add, or choose another in Preferences."));
  g_assert_true (tab_scene_shows (&scene, "still running and billing."));
  g_assert_false (tab_scene_shows (&scene, "could not be given"));
  sublet_ui_line_fail_own_key (scene.line, SUBLET_KEY_PROBLEM_AGENT_OTHERS);
  g_assert_true (
    tab_scene_shows (&scene, "Add it with ssh-add, or choose another key for this instance."));
  g_assert_false (tab_scene_shows (&scene, "Preferences"));
  tab_scene_clear (&scene);
}

static void
test_host_key (void)
{
  TabScene scene;
  GtkWidget *message;
  const char *first;

  tab_scene_init (&scene);
  sublet_ui_line_fail_host_key (scene.line);
  g_assert_true (tab_scene_shows (&scene, "ada-1 Shows a Different Key"));
  message = sublet_ui_test_find_label (scene.tab, "SHA256:");
  g_assert_nonnull (message);
  first = strstr (gtk_label_get_text (GTK_LABEL (message)), "SHA256:");
  g_assert_nonnull (strstr (first + 1, "SHA256:"));
  /* Not a way around it. */
  g_assert_null (sublet_ui_test_find_button (scene.tab, "Try Again"));
  g_assert_null (sublet_ui_test_find_button (scene.tab, "Accept"));
  g_assert_nonnull (sublet_ui_test_find_button (scene.tab, "Find the Cause"));
  tab_scene_clear (&scene);
}

/* One that was never seen is shown, with the way to look at it, and nothing else. */
static void
test_new_host_key (void)
{
  TabScene scene;

  tab_scene_init (&scene);
  sublet_ui_line_fail_new_host_key (scene.line);
  g_assert_true (tab_scene_shows (&scene, "ada-1 Has an Unknown Host Key"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.tab, "SHA256:"));
  g_assert_nonnull (sublet_ui_test_find_label (scene.tab, "ssh-keygen -lf "));
  g_assert_null (sublet_ui_test_find_button (scene.tab, "Try Again"));
  g_assert_nonnull (sublet_ui_test_find_button (scene.tab, "Find the Cause"));
  tab_scene_clear (&scene);
}

static bool
is_small (gpointer user_data)
{
  return gtk_widget_get_height (user_data) <= 220;
}

/* Where the card does not fit it shows its beginning, and its button. */
static void
test_small_card (void)
{
  TabScene scene;
  GtkWidget *words;
  GtkWidget *button;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  tab_scene_init (&scene);
  sublet_ui_line_fail_host_key (scene.line);
  sublet_ui_test_settle (scene.window);
  words = sublet_ui_test_find (scene.tab, "words");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (words));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_page_size (adjustment),
                                  gtk_adjustment_get_upper (adjustment),
                                  0.5);

  gtk_window_set_default_size (GTK_WINDOW (scene.window), 360, 220);
  sublet_test_await (is_small, scene.window);
  sublet_ui_test_settle (scene.window);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (adjustment),
                     <,
                     gtk_adjustment_get_upper (adjustment));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 0, 0.5);
  button = sublet_ui_test_find_button (scene.tab, "Find the Cause");
  g_assert_true (gtk_widget_compute_bounds (button, scene.tab, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (scene.tab));
  tab_scene_clear (&scene);
}

static void
test_no_servers (void)
{
  TabScene scene;
  guint n_closed = 0;

  tab_scene_init_demo (&scene, TRUE, "The demo has no SSH: no server is installed.");
  g_signal_connect (scene.tab, "close-requested", G_CALLBACK (tab_scene_on_signal), &n_closed);
  g_assert_true (tab_scene_shows (&scene, "No Terminal in This Demo"));
  g_assert_true (tab_scene_shows (&scene, "The demo has no SSH: no server is installed."));
  g_assert_cmpstr (tab_scene_get_said (&scene),
                   ==,
                   "No Terminal in This Demo. The demo has no SSH: no server is installed.");
  /* And nothing is tried. */
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 0);
  tab_scene_click (&scene, "Close Tab");
  g_assert_cmpuint (n_closed, ==, 1);
  tab_scene_clear (&scene);
}

/* ---- the size ---- */

static bool
size_is_told (gpointer user_data)
{
  TabScene *scene = user_data;
  int columns, rows;
  int told_columns, told_rows;

  sublet_terminal_view_get_size (tab_scene_get_view (scene), &columns, &rows);
  sublet_ui_line_get_size (scene->line, &told_columns, &told_rows);

  return columns == told_columns && rows == told_rows;
}

static bool
is_wider (gpointer user_data)
{
  TabScene *scene = user_data;

  return gtk_widget_get_width (scene->tab) >= 1000;
}

static void
test_resize (void)
{
  TabScene scene;
  int columns, rows;
  int wider, higher;

  tab_scene_init (&scene);
  tab_scene_open_shell (&scene);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &columns, &rows);
  g_assert_cmpint (columns, >, 20);

  gtk_window_set_default_size (GTK_WINDOW (scene.window), 1000, 700);
  sublet_test_await (is_wider, &scene);
  sublet_ui_test_settle (scene.window);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &wider, &higher);
  g_assert_cmpint (wider, >, columns);
  g_assert_cmpint (higher, >, rows);

  /* Larger characters, fewer of them. */
  sublet_terminal_view_zoom (tab_scene_get_view (&scene), 5);
  sublet_ui_test_settle (scene.window);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &columns, &rows);
  g_assert_cmpint (columns, <, wider);
  sublet_terminal_view_zoom_normal (tab_scene_get_view (&scene));
  sublet_ui_test_settle (scene.window);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &columns, &rows);
  g_assert_cmpint (columns, ==, wider);
  tab_scene_clear (&scene);
}

/* ---- busy or not ---- */

static void
test_busy (void)
{
  static const struct
  {
    const char *said;
    const char *seen;
    gboolean busy;
  } cases[] = {
    { "\r\nroot@ada-1:/workspace# ", "workspace#", FALSE },
    { "python train.py\r\nepoch 3  loss 1.204", "loss 1.204", TRUE },
    { "\r\n(base) ~ ❯ ", "~ ❯", FALSE },
    { "half", "❯ half", TRUE },
    { "\r\n 50%", " 50%", TRUE },
    { "\r\n$ ", "\n$", FALSE },
  };
  TabScene scene;
  SubletTerminalTab *tab;
  gsize i;

  tab_scene_init (&scene);
  tab = SUBLET_TERMINAL_TAB (scene.tab);
  g_assert_false (sublet_terminal_tab_is_busy (tab));
  tab_scene_open_shell (&scene);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sublet_ui_line_say (scene.line, cases[i].said);
      tab_scene_await_screen (&scene, cases[i].seen);
      if (sublet_terminal_tab_is_busy (tab) != cases[i].busy)
        g_error ("busy is wrong after %s", cases[i].seen);
    }
  sublet_ui_line_end_shell (scene.line, 0);
  g_assert_false (sublet_terminal_tab_is_busy (tab));
  tab_scene_clear (&scene);
}

/* ---- what the other end sends ---- */

static bool
bell_has_rung (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
test_bell (void)
{
  TabScene scene;
  guint n_bells = 0;

  tab_scene_init (&scene);
  g_signal_connect (scene.tab, "bell", G_CALLBACK (tab_scene_on_signal), &n_bells);
  g_object_set (scene.settings, "terminal-bell", FALSE, NULL);
  g_assert_false (vte_terminal_get_audible_bell (tab_scene_get_terminal (&scene)));
  tab_scene_open_shell (&scene);
  sublet_ui_line_say (scene.line, "\a");
  sublet_test_await (bell_has_rung, &n_bells);
  tab_scene_clear (&scene);
}

static void
test_settings (void)
{
  TabScene scene;
  const PangoFontDescription *font;

  tab_scene_init (&scene);
  g_object_set (scene.settings,
                "terminal-font",
                "DejaVu Sans Mono 15",
                "terminal-scrollback-lines",
                123,
                NULL);
  font = vte_terminal_get_font (tab_scene_get_terminal (&scene));
  g_assert_cmpstr (pango_font_description_get_family (font), ==, "DejaVu Sans Mono");
  g_assert_cmpint (vte_terminal_get_scrollback_lines (tab_scene_get_terminal (&scene)), ==, 123);
  g_object_set (scene.settings, "terminal-font", "", NULL);
  font = vte_terminal_get_font (tab_scene_get_terminal (&scene));
  g_assert_cmpstr (pango_font_description_get_family (font), ==, "monospace");
  tab_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/tab/connecting", test_connecting);
  g_test_add_func ("/ui/terminal/tab/content", test_content);
  g_test_add_func ("/ui/terminal/tab/failed", test_failed);
  g_test_add_func ("/ui/terminal/tab/key-cannot-be-used", test_key_cannot_be_used);
  g_test_add_func ("/ui/terminal/tab/host-key", test_host_key);
  g_test_add_func ("/ui/terminal/tab/new-host-key", test_new_host_key);
  g_test_add_func ("/ui/terminal/tab/small-card", test_small_card);
  g_test_add_func ("/ui/terminal/tab/no-servers", test_no_servers);
  g_test_add_func ("/ui/terminal/tab/resize", test_resize);
  g_test_add_func ("/ui/terminal/tab/busy", test_busy);
  g_test_add_func ("/ui/terminal/tab/bell", test_bell);
  g_test_add_func ("/ui/terminal/tab/settings", test_settings);

  return g_test_run ();
}
