/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "ui/common/sublet-announcer.h"
#include "ui/sublet-ui-line.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-tab.h"

#include <string.h>

typedef struct
{
  SubletUiFixture *fixture;
  SubletRental *rental; /* (borrowed) */
  SubletUiLine *line;   /* (owned) */
  SubletSettings *settings;
  SubletAssistiveStatus *status;
  GtkWidget *tab;
  GtkWidget *window;
} Scene;

static void
scene_init_demo (Scene *scene, gboolean demo, const char *ssh_problem)
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

static void
scene_init (Scene *scene)
{
  scene_init_demo (scene, FALSE, NULL);
}

static void
scene_clear (Scene *scene)
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

static SubletTerminalView *
get_view (Scene *scene)
{
  return sublet_terminal_tab_get_view (SUBLET_TERMINAL_TAB (scene->tab));
}

static VteTerminal *
get_terminal (Scene *scene)
{
  return sublet_terminal_view_get_terminal (get_view (scene));
}

static bool
shows (Scene *scene, const char *text)
{
  sublet_ui_test_settle (scene->window);
  return sublet_ui_test_find_label (scene->tab, text) != NULL;
}

static void
click (Scene *scene, const char *label)
{
  sublet_ui_test_settle (scene->window);
  sublet_ui_test_click (sublet_ui_test_find_button (scene->tab, label));
}

static const char *
get_said (Scene *scene)
{
  return sublet_announcer_get_said (
    SUBLET_ANNOUNCER (sublet_ui_test_find_type (scene->tab, SUBLET_TYPE_ANNOUNCER)));
}

typedef struct
{
  Scene *scene;
  const char *text;
} Screen;

static bool
screen_has (gpointer user_data)
{
  Screen *screen = user_data;
  g_autofree char *text = sublet_terminal_view_dup_text (get_view (screen->scene));

  return strstr (text, screen->text) != NULL;
}

static void
await_screen (Scene *scene, const char *text)
{
  Screen screen = { scene, text };

  sublet_test_await (screen_has, &screen);
}

/* To the announcer's next sentence. */
static void
pass_pause (Scene *scene)
{
  sublet_manual_clock_advance (scene->fixture->clock, 3000);
  sublet_test_drain ();
}

static void
open_shell (Scene *scene)
{
  sublet_ui_line_give_shell (scene->line);
  sublet_ui_line_say (scene->line, "root@ada-1:~# ");
  await_screen (scene, "root@ada-1:~#");
}

static void
on_signal (GtkWidget *widget, guint *count)
{
  (*count)++;
}

/* ---- faces ---- */

static void
test_connecting (void)
{
  Scene scene;

  scene_init (&scene);
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 1);

  /* A connection that stands takes no time: no card flashes up. */
  g_assert_false (shows (&scene, "Connecting to"));
  sublet_manual_clock_advance (scene.fixture->clock, 400);
  g_assert_true (shows (&scene, "Connecting to ada-1…"));
  g_assert_true (shows (&scene, "Step 1 of 7: giving it Sublet's key"));
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_DIRECT, 0);
  sublet_ui_line_connect (scene.line, SUBLET_CONNECTION_LINK_HANDSHAKE);
  g_assert_true (shows (&scene, "Connecting to ada-1, direct…"));
  g_assert_true (shows (&scene, "Step 3 of 7: talking to its SSH server"));
  sublet_ui_line_set_route (scene.line, SUBLET_SSH_ROUTE_PROXY, 0);
  g_assert_true (shows (&scene, "through the proxy…"));
  g_assert_cmpstr (get_said (&scene), ==, "Connecting to ada-1…");

  click (&scene, "Cancel");
  g_assert_cmpint (sublet_ui_line_get_state (scene.line), ==, SUBLET_TERMINAL_LINE_IDLE);
  g_assert_true (shows (&scene, "Not Connected"));
  click (&scene, "Try Again");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);

  /* It may go at any time. */
  scene_clear (&scene);
}

static void
test_content (void)
{
  Scene scene;

  scene_init (&scene);
  open_shell (&scene);
  g_assert_false (shows (&scene, "Connecting to"));
  g_assert_cmpstr (get_said (&scene), ==, "Connected to ada-1");
  gtk_test_accessible_assert_property (get_terminal (&scene),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Terminal on ada-1");
  g_assert_true (vte_terminal_get_input_enabled (get_terminal (&scene)));
  vte_terminal_feed_child (get_terminal (&scene), "ls\r", -1);
  sublet_ui_line_await_input (scene.line, "ls\r");
  scene_clear (&scene);
}

static void
test_lost (void)
{
  Scene scene;
  guint n_causes = 0;

  scene_init (&scene);
  g_signal_connect (scene.tab, "find-cause", G_CALLBACK (on_signal), &n_causes);
  open_shell (&scene);
  pass_pause (&scene);
  /* The mode of a program that is gone is not the next shell's. */
  sublet_ui_line_say (scene.line, "python train.py\r\nepoch 3\033[?2004h\033[?1000h");
  await_screen (&scene, "epoch 3");
  sublet_ui_line_lose (scene.line);

  g_assert_true (shows (&scene, "Connection Lost at 14:10"));
  g_assert_true (shows (&scene, "ada-1 is still running and billing."));
  await_screen (&scene, "epoch 3");
  g_assert_cmpstr (get_said (&scene),
                   ==,
                   "Connection Lost at 14:10. ada-1 is still running and billing.");
  g_assert_false (vte_terminal_get_input_enabled (get_terminal (&scene)));
  click (&scene, "Find the Cause");
  g_assert_cmpuint (n_causes, ==, 1);

  click (&scene, "Reconnect");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);
  g_assert_false (shows (&scene, "Connection Lost"));
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  await_screen (&scene, "python train.py\nepoch 3\nwelcome back");
  vte_terminal_paste_text (get_terminal (&scene), "x");
  sublet_ui_line_await_input (scene.line, "x");
  {
    g_autofree char *input = sublet_ui_line_take_input (scene.line);

    g_assert_cmpstr (input, ==, "x");
  }
  scene_clear (&scene);
}

/* An editor has a screen of its own; the next shell is not to begin on it. */
static void
test_lost_in_editor (void)
{
  Scene scene;
  Screen editor = { &scene, "an editor" };

  scene_init (&scene);
  open_shell (&scene);
  sublet_ui_line_say (scene.line, "vi\r\n\033[?1049h\033[2J\033[Han editor");
  await_screen (&scene, "an editor");
  sublet_ui_line_lose (scene.line);
  g_assert_true (screen_has (&editor));
  click (&scene, "Reconnect");
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  await_screen (&scene, "root@ada-1:~# vi\n\nwelcome back");
  g_assert_false (screen_has (&editor));
  scene_clear (&scene);
}

/* Whoever is quick asks for the next shell before the terminal knows that the last one is gone. */
static void
test_reconnected_at_once (void)
{
  Scene scene;

  scene_init (&scene);
  open_shell (&scene);
  sublet_ui_line_lose_open (scene.line);
  click (&scene, "Reconnect");
  g_assert_nonnull (vte_terminal_get_pty (get_terminal (&scene)));
  g_assert_false (vte_terminal_get_input_enabled (get_terminal (&scene)));
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "welcome back");
  await_screen (&scene, "root@ada-1:~# \nwelcome back");
  g_assert_true (vte_terminal_get_input_enabled (get_terminal (&scene)));
  vte_terminal_feed_child (get_terminal (&scene), "ls\r", -1);
  sublet_ui_line_await_input (scene.line, "ls\r");

  /* And whoever closes it. */
  sublet_ui_line_lose_open (scene.line);
  click (&scene, "Reconnect");
  scene_clear (&scene);
}

static void
test_lost_and_over (void)
{
  Scene scene;

  scene_init (&scene);
  open_shell (&scene);
  sublet_ui_line_lose (scene.line);
  g_assert_true (shows (&scene, "ada-1 is still running and billing."));
  scene_clear (&scene);

  /* What costs nothing is not said to cost. */
  scene.fixture = NULL;
  scene_init_demo (&scene, TRUE, NULL);
  open_shell (&scene);
  sublet_ui_line_lose (scene.line);
  g_assert_true (shows (&scene, "ada-1 is still running."));
  scene_clear (&scene);
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
    { SUBLET_CONNECTION_LINK_AUTHENTICATION, SUBLET_ERROR_SSH_AUTH, "does not take Sublet's key." },
    { SUBLET_CONNECTION_LINK_COMMAND, SUBLET_ERROR_TIMED_OUT, "but no command answers." },
    { SUBLET_CONNECTION_N_LINKS, SUBLET_ERROR_FAILED, "but gives no shell." },
  };
  Scene scene;
  gsize i;

  scene_init (&scene);
  for (i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      sublet_ui_line_fail (scene.line, broken[i].link, broken[i].code);
      g_assert_true (shows (&scene, "No Connection to ada-1"));
      g_assert_true (shows (&scene, broken[i].sentence));
      g_assert_true (shows (&scene, "still running and billing."));
      g_assert_null (sublet_ui_test_find_label (scene.tab, "connection refused"));
      click (&scene, "Try Again");
      g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, i + 2);
    }
  scene_clear (&scene);
}

static void
test_host_key (void)
{
  Scene scene;
  GtkWidget *message;
  const char *first;

  scene_init (&scene);
  sublet_ui_line_fail_host_key (scene.line);
  g_assert_true (shows (&scene, "ada-1 Shows a Different Key"));
  message = sublet_ui_test_find_label (scene.tab, "SHA256:");
  g_assert_nonnull (message);
  first = strstr (gtk_label_get_text (GTK_LABEL (message)), "SHA256:");
  g_assert_nonnull (strstr (first + 1, "SHA256:"));
  /* Not a way around it. */
  g_assert_null (sublet_ui_test_find_button (scene.tab, "Try Again"));
  g_assert_null (sublet_ui_test_find_button (scene.tab, "Accept"));
  g_assert_nonnull (sublet_ui_test_find_button (scene.tab, "Find the Cause"));
  scene_clear (&scene);
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
  Scene scene;
  GtkWidget *words;
  GtkWidget *button;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  scene_init (&scene);
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
  scene_clear (&scene);
}

static void
test_no_servers (void)
{
  Scene scene;
  guint n_closed = 0;

  scene_init_demo (&scene, TRUE, "The demo has no SSH: no server is installed.");
  g_signal_connect (scene.tab, "close-requested", G_CALLBACK (on_signal), &n_closed);
  g_assert_true (shows (&scene, "No Terminal in This Demo"));
  g_assert_true (shows (&scene, "The demo has no SSH: no server is installed."));
  g_assert_cmpstr (get_said (&scene),
                   ==,
                   "No Terminal in This Demo. The demo has no SSH: no server is installed.");
  /* And nothing is tried. */
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 0);
  click (&scene, "Close Tab");
  g_assert_cmpuint (n_closed, ==, 1);
  scene_clear (&scene);
}

static void
test_ended (void)
{
  Scene scene;

  scene_init (&scene);
  open_shell (&scene);
  /* What it says last is read though it has ended. */
  sublet_ui_line_say (scene.line, "logout\r\n");
  sublet_ui_line_end_shell (scene.line, 3);
  await_screen (&scene, "logout");
  g_assert_true (shows (&scene, "Shell Ended at 14:10"));
  g_assert_true (shows (&scene, "Its exit status was 3."));
  click (&scene, "New Shell");
  g_assert_cmpuint (sublet_ui_line_get_n_opened (scene.line), ==, 2);
  sublet_ui_line_give_shell (scene.line);
  sublet_ui_line_say (scene.line, "again$ ");
  await_screen (&scene, "again$");
  await_screen (&scene, "logout");
  scene_clear (&scene);
}

/* ---- the size ---- */

static bool
size_is_told (gpointer user_data)
{
  Scene *scene = user_data;
  int columns, rows;
  int told_columns, told_rows;

  sublet_terminal_view_get_size (get_view (scene), &columns, &rows);
  sublet_ui_line_get_size (scene->line, &told_columns, &told_rows);

  return columns == told_columns && rows == told_rows;
}

static bool
is_wider (gpointer user_data)
{
  Scene *scene = user_data;

  return gtk_widget_get_width (scene->tab) >= 1000;
}

static void
test_resize (void)
{
  Scene scene;
  int columns, rows;
  int wider, higher;

  scene_init (&scene);
  open_shell (&scene);
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
  sublet_terminal_view_zoom (get_view (&scene), 5);
  sublet_ui_test_settle (scene.window);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &columns, &rows);
  g_assert_cmpint (columns, <, wider);
  sublet_terminal_view_zoom_normal (get_view (&scene));
  sublet_ui_test_settle (scene.window);
  sublet_test_await (size_is_told, &scene);
  sublet_ui_line_get_size (scene.line, &columns, &rows);
  g_assert_cmpint (columns, ==, wider);
  scene_clear (&scene);
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
  Scene scene;
  SubletTerminalTab *tab;
  gsize i;

  scene_init (&scene);
  tab = SUBLET_TERMINAL_TAB (scene.tab);
  g_assert_false (sublet_terminal_tab_is_busy (tab));
  open_shell (&scene);
  for (i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sublet_ui_line_say (scene.line, cases[i].said);
      await_screen (&scene, cases[i].seen);
      if (sublet_terminal_tab_is_busy (tab) != cases[i].busy)
        g_error ("busy is wrong after %s", cases[i].seen);
    }
  sublet_ui_line_end_shell (scene.line, 0);
  g_assert_false (sublet_terminal_tab_is_busy (tab));
  scene_clear (&scene);
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
  Scene scene;
  guint n_bells = 0;

  scene_init (&scene);
  g_signal_connect (scene.tab, "bell", G_CALLBACK (on_signal), &n_bells);
  g_object_set (scene.settings, "terminal-bell", FALSE, NULL);
  g_assert_false (vte_terminal_get_audible_bell (get_terminal (&scene)));
  open_shell (&scene);
  sublet_ui_line_say (scene.line, "\a");
  sublet_test_await (bell_has_rung, &n_bells);
  scene_clear (&scene);
}

static void
test_settings (void)
{
  Scene scene;
  const PangoFontDescription *font;

  scene_init (&scene);
  g_object_set (scene.settings,
                "terminal-font",
                "DejaVu Sans Mono 15",
                "terminal-scrollback-lines",
                123,
                NULL);
  font = vte_terminal_get_font (get_terminal (&scene));
  g_assert_cmpstr (pango_font_description_get_family (font), ==, "DejaVu Sans Mono");
  g_assert_cmpint (vte_terminal_get_scrollback_lines (get_terminal (&scene)), ==, 123);
  g_object_set (scene.settings, "terminal-font", "", NULL);
  font = vte_terminal_get_font (get_terminal (&scene));
  g_assert_cmpstr (pango_font_description_get_family (font), ==, "monospace");
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/tab/connecting", test_connecting);
  g_test_add_func ("/ui/terminal/tab/content", test_content);
  g_test_add_func ("/ui/terminal/tab/lost", test_lost);
  g_test_add_func ("/ui/terminal/tab/lost-in-editor", test_lost_in_editor);
  g_test_add_func ("/ui/terminal/tab/reconnected-at-once", test_reconnected_at_once);
  g_test_add_func ("/ui/terminal/tab/lost-and-over", test_lost_and_over);
  g_test_add_func ("/ui/terminal/tab/failed", test_failed);
  g_test_add_func ("/ui/terminal/tab/host-key", test_host_key);
  g_test_add_func ("/ui/terminal/tab/small-card", test_small_card);
  g_test_add_func ("/ui/terminal/tab/no-servers", test_no_servers);
  g_test_add_func ("/ui/terminal/tab/ended", test_ended);
  g_test_add_func ("/ui/terminal/tab/resize", test_resize);
  g_test_add_func ("/ui/terminal/tab/busy", test_busy);
  g_test_add_func ("/ui/terminal/tab/bell", test_bell);
  g_test_add_func ("/ui/terminal/tab/settings", test_settings);

  return g_test_run ();
}
