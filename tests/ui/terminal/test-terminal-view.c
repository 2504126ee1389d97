/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "terminal-scene.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-search.h"

#include <adwaita.h>
#include <string.h>

static bool
dialog_is_open (gpointer user_data)
{
  return sublet_ui_test_find_dialog (user_data) != NULL;
}

/* ---- one shell after another ---- */

static void
join_next (VteTerminal *terminal, GParamSpec *pspec, TerminalScene *scene)
{
  if (vte_terminal_get_pty (terminal) != NULL)
    return;

  sublet_ui_line_give_shell (scene->line);
  g_assert_true (
    sublet_terminal_view_join (scene->view,
                               sublet_terminal_line_steal_fd (SUBLET_TERMINAL_LINE (scene->line)),
                               NULL));
}

static void
on_eof (VteTerminal *terminal, bool *ended)
{
  *ended = true;
}

static bool
is_set (gpointer user_data)
{
  return *(bool *) user_data;
}

/* VTE says that the first has ended when there is a second one. */
static void
test_next_shell (void)
{
  TerminalScene scene;
  bool ended = false;
  gulong handler;

  terminal_scene_init (&scene);
  sublet_ui_line_say (scene.line, "first\033[?2004h");
  terminal_scene_await (&scene, "first");
  handler = g_signal_connect (terminal_scene_get_terminal (&scene),
                              "notify::pty",
                              G_CALLBACK (join_next),
                              &scene);
  g_signal_connect (terminal_scene_get_terminal (&scene), "eof", G_CALLBACK (on_eof), &ended);
  sublet_ui_line_end_shell (scene.line, 0);
  sublet_test_await (is_set, &ended);
  g_signal_handler_disconnect (terminal_scene_get_terminal (&scene), handler);
  g_assert_true (vte_terminal_get_input_enabled (terminal_scene_get_terminal (&scene)));
  sublet_ui_line_say (scene.line, "second");
  terminal_scene_await (&scene, "first\nsecond");

  ended = false;
  sublet_ui_line_end_shell (scene.line, 0);
  sublet_test_await (is_set, &ended);
  g_assert_null (vte_terminal_get_pty (terminal_scene_get_terminal (&scene)));
  g_assert_false (vte_terminal_get_input_enabled (terminal_scene_get_terminal (&scene)));
  terminal_scene_clear (&scene);
}

/* ---- paste ---- */

static void
set_clipboard (TerminalScene *scene, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene->window), text);
}

static void
test_paste (void)
{
  TerminalScene scene;
  g_autofree char *input = NULL;
  g_autofree char *bracketed = NULL;

  terminal_scene_init (&scene);
  set_clipboard (&scene, "echo one");
  sublet_terminal_view_paste (scene.view, false);
  sublet_ui_line_await_input (scene.line, "echo one");
  g_assert_null (sublet_ui_test_find_dialog ("Paste"));
  g_free (sublet_ui_line_take_input (scene.line));

  /* Several lines ask, and show what they are. */
  set_clipboard (&scene, "echo a\r\necho b\necho c\n");
  sublet_terminal_view_paste (scene.view, false);
  sublet_test_await (dialog_is_open, (char *) "Paste 3 Lines?");
  g_assert_nonnull (
    sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Paste"), "echo a\necho b\necho c"));
  sublet_ui_test_answer ("Paste 3 Lines?", "cancel");
  sublet_terminal_view_paste (scene.view, false);
  sublet_test_await (dialog_is_open, (char *) "Paste 3 Lines?");
  sublet_ui_test_answer ("Paste 3 Lines?", "paste");
  sublet_ui_line_await_input (scene.line, "echo c\r");
  input = sublet_ui_line_take_input (scene.line);
  /* Once: the one that was cancelled did not come. */
  g_assert_cmpstr (input, ==, "echo a\recho b\recho c\r");

  /* A shell that asks for brackets gets them, and what would close them early is not let through.
   */
  sublet_ui_line_say (scene.line, "\033[?2004hready");
  terminal_scene_await (&scene, "ready");
  set_clipboard (&scene, "x\033[201~; rm -rf /");
  sublet_terminal_view_paste (scene.view, false);
  sublet_test_await (dialog_is_open, (char *) "Paste This?");
  g_assert_nonnull (
    sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Paste"), "x\\x1b[201~; rm"));
  sublet_ui_test_answer ("Paste This?", "paste");
  sublet_ui_line_await_input (scene.line, "rm -rf /\033[201~");
  bracketed = sublet_ui_line_take_input (scene.line);
  g_assert_true (g_str_has_prefix (bracketed, "\033[200~x"));
  g_assert_true (strstr (bracketed, "\033[201~") == bracketed + strlen (bracketed) - 6);

  /* What is selected goes the same way. */
  gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (scene.window), "one\ntwo");
  sublet_terminal_view_paste (scene.view, true);
  sublet_test_await (dialog_is_open, (char *) "Paste 2 Lines?");
  /* And the window may go while it asks. */
  terminal_scene_clear (&scene);
}

/* ---- colours ---- */

static void
test_follows_style (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  TerminalScene scene;
  GdkRGBA light;
  GdkRGBA dark;

  terminal_scene_init (&scene);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  vte_terminal_get_color_background_for_draw (terminal_scene_get_terminal (&scene), &light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  vte_terminal_get_color_background_for_draw (terminal_scene_get_terminal (&scene), &dark);
  g_assert_cmpfloat (light.red, >, 0.9f);
  g_assert_cmpfloat (dark.red, <, 0.2f);

  /* The person's own wish goes before it, at once. */
  g_object_set (scene.settings, "terminal-colors", "light", NULL);
  vte_terminal_get_color_background_for_draw (terminal_scene_get_terminal (&scene), &light);
  g_assert_cmpfloat (light.red, >, 0.9f);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (scene.settings, "terminal-colors", "dark", NULL);
  vte_terminal_get_color_background_for_draw (terminal_scene_get_terminal (&scene), &dark);
  g_assert_cmpfloat (dark.red, <, 0.2f);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  terminal_scene_clear (&scene);
}

/* ---- search ---- */

static char *
dup_selected (TerminalScene *scene)
{
  return vte_terminal_get_text_selected (terminal_scene_get_terminal (scene), VTE_FORMAT_TEXT);
}

static void
assert_selected (TerminalScene *scene, const char *text)
{
  g_autofree char *selected = dup_selected (scene);

  g_assert_cmpstr (selected, ==, text);
}

static void
type (GtkWidget *search, const char *text)
{
  GtkWidget *entry = sublet_ui_test_find (search, "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* Without the pause that it makes for those who type. */
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (void)
{
  TerminalScene scene;
  GtkWidget *search = g_object_new (SUBLET_TYPE_TERMINAL_SEARCH, NULL);
  GtkWidget *window;
  GtkWidget *status;

  terminal_scene_init (&scene);
  window = sublet_ui_test_present (search, 600, 100);
  sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (search),
                                       terminal_scene_get_terminal (&scene));
  sublet_ui_line_say (scene.line, "Alpha a.b\r\nalpha axb\r\nbeta\r\n$ ");
  terminal_scene_await (&scene, "beta\n$");
  sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (search), TRUE);
  status = sublet_ui_test_find (search, "status");

  /* The last one first; then upwards, and around. */
  type (search, "alpha");
  assert_selected (&scene, "alpha");
  sublet_ui_test_click (sublet_ui_test_find (search, "previous"));
  assert_selected (&scene, "Alpha");
  sublet_ui_test_click (sublet_ui_test_find (search, "next"));
  assert_selected (&scene, "alpha");
  sublet_ui_test_click (sublet_ui_test_find (search, "next"));
  assert_selected (&scene, "Alpha");
  sublet_ui_test_press (search, GDK_KEY_Return, GDK_SHIFT_MASK);
  assert_selected (&scene, "alpha");

  /* Text, not an expression. */
  type (search, "a.b");
  assert_selected (&scene, "a.b");
  type (search, "(");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (status)), ==, "Not found");
  g_assert_true (gtk_widget_has_css_class (sublet_ui_test_find (search, "entry"), "error"));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (search, "match_case")),
                                TRUE);
  type (search, "ALPHA");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (status)), ==, "Not found");
  type (search, "Alpha");
  assert_selected (&scene, "Alpha");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (status)), ==, "");

  /* And not around, if one does not want to. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sublet_ui_test_find (search, "wrap_around")),
                                FALSE);
  sublet_ui_test_click (sublet_ui_test_find (search, "previous"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (status)), ==, "Not found");

  sublet_find_bar_set_search_mode (SUBLET_FIND_BAR (search), FALSE);
  g_assert_null (vte_terminal_search_get_regex (terminal_scene_get_terminal (&scene)));
  sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (search), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  terminal_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/view/next-shell", test_next_shell);
  g_test_add_func ("/ui/terminal/view/paste", test_paste);
  g_test_add_func ("/ui/terminal/view/follows-style", test_follows_style);
  g_test_add_func ("/ui/terminal/view/search", test_search);

  return g_test_run ();
}
