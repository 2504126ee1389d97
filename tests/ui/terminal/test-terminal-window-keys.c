/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "window-scene.h"

#include "core/base/sublet-error.h"
#include "ui/sublet-ui-chooser.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-terminal-window-private.h"

/* Keys, and what they do with the text. */

static void
on_show_rental (SubletTerminalWindow *window, SubletRental *rental, SubletRental **shown)
{
  *shown = rental;
}

static void
test_find_cause (void)
{
  WindowScene scene;
  SubletRental *shown = NULL;

  window_scene_init (&scene);
  g_signal_connect (scene.window, "show-rental", G_CALLBACK (on_show_rental), &shown);
  sublet_ui_line_fail (scene.line, SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_TIMED_OUT);
  sublet_ui_test_settle (GTK_WIDGET (scene.window));
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (scene.window), "Find the Cause"));
  g_assert_true (shown == scene.rental);
  window_scene_clear (&scene);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static bool
has_text (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

static char *
read_clipboard (WindowScene *scene)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (scene->window)),
                                 NULL,
                                 on_text,
                                 &text);
  sublet_test_await (has_text, &text);

  return text;
}

static void
test_text_actions (void)
{
  WindowScene scene;
  g_autofree char *command = NULL;
  g_autofree char *copied = NULL;

  window_scene_init (&scene);
  window_scene_act (&scene, "terminal.copy-command");
  command = read_clipboard (&scene);
  g_assert_cmpstr (command, ==, "ssh -p 41022 root@203.0.113.4");

  sublet_ui_line_give_shell (scene.line);
  window_scene_say (&scene, scene.line, "some words");
  window_scene_act (&scene, "terminal.select-all");
  window_scene_press (&scene, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  copied = read_clipboard (&scene);
  g_assert_cmpstr (g_strchomp (copied), ==, "some words");
  window_scene_press (&scene, GDK_KEY_V, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  sublet_test_await (window_scene_dialog_is_open, (char *) "Paste");
  sublet_ui_test_answer ("Paste", "paste");
  sublet_ui_line_await_input (scene.line, "some words");
  window_scene_clear (&scene);
}

static void
test_keys (void)
{
  WindowScene scene;
  VteTerminal *terminal;
  guint letter;

  window_scene_init (&scene);
  terminal = sublet_terminal_view_get_terminal (window_scene_get_view (&scene));

  /* The shell's own. */
  for (letter = GDK_KEY_a; letter <= GDK_KEY_z; letter++)
    g_assert_false (sublet_terminal_window_press (scene.window, letter, GDK_CONTROL_MASK));
  g_assert_false (sublet_terminal_window_press (scene.window, GDK_KEY_F1, 0));
  g_assert_false (sublet_terminal_window_press (scene.window, GDK_KEY_F6, 0));
  g_assert_false (sublet_terminal_window_press (scene.window, GDK_KEY_F10, 0));
  g_assert_false (sublet_terminal_window_press (scene.window, GDK_KEY_Escape, 0));
  g_assert_false (sublet_terminal_window_press (scene.window, GDK_KEY_Tab, 0));

  /* A lock is no key that is held. */
  window_scene_press (&scene, GDK_KEY_plus, GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_LOCK_MASK);
  g_assert_cmpfloat (vte_terminal_get_font_scale (terminal), >, 1.05);
  window_scene_press (&scene, GDK_KEY_0, GDK_CONTROL_MASK);
  g_assert_cmpfloat_with_epsilon (vte_terminal_get_font_scale (terminal), 1.0, 1e-9);
  window_scene_press (&scene, GDK_KEY_minus, GDK_CONTROL_MASK);
  g_assert_cmpfloat (vte_terminal_get_font_scale (terminal), <, 0.95);

  window_scene_press (&scene, GDK_KEY_F, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (scene.window->search_button)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (scene.window->search_button), FALSE);

  /* Out of the shell, and back. */
  gtk_widget_grab_focus (GTK_WIDGET (terminal));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) == GTK_WIDGET (terminal));
  window_scene_press (&scene, GDK_KEY_F6, GDK_CONTROL_MASK);
  g_assert_false (gtk_root_get_focus (GTK_ROOT (scene.window)) == GTK_WIDGET (terminal));
  window_scene_press (&scene, GDK_KEY_F6, GDK_CONTROL_MASK);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (scene.window)) == GTK_WIDGET (terminal));
  window_scene_clear (&scene);
}

/* The application's keys, Ctrl+Q among them, must not come before the shell's. */
static void
test_keys_before_application (void)
{
  g_autoptr (GtkApplication)
    application = gtk_application_new (APPLICATION_ID ".Keys", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GListModel) controllers = NULL;
  g_autoptr (GError) error = NULL;
  WindowScene scene;
  guint ours = G_MAXUINT;
  guint theirs = G_MAXUINT;
  guint i;

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window_scene_init_empty (&scene);
  gtk_window_set_application (GTK_WINDOW (scene.window), application);
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (scene.window));
  for (i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (controller == scene.window->keys)
        ours = i;
      else if (g_strcmp0 (gtk_event_controller_get_name (controller),
                          "gtk-application-shortcuts") == 0)
        theirs = i;
    }
  g_assert_cmpuint (theirs, !=, G_MAXUINT);
  g_assert_cmpuint (ours, <, theirs);
  gtk_window_set_application (GTK_WINDOW (scene.window), NULL);
  g_clear_object (&controllers);
  window_scene_clear (&scene);
}

/* ---- the dialogs that choose what is uploaded ---- */

typedef struct
{
  guint key;
  GtkFileChooserAction action;
} Chooser;

static const Chooser of_files = { GDK_KEY_O, GTK_FILE_CHOOSER_ACTION_OPEN };
static const Chooser of_folders = { GDK_KEY_D, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER };

static void
test_chooser (gconstpointer data)
{
  const Chooser *chooser = data;
  GtkFileChooserAction action;
  GtkWidget *dialog;
  gboolean several;
  WindowScene scene;

  if (!sublet_ui_chooser_is_alone ())
    return;

  sublet_ui_chooser_begin ();
  window_scene_init (&scene);
  sublet_ui_line_give_shell (scene.line);
  window_scene_press (&scene, chooser->key, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  dialog = sublet_ui_chooser_await ();
  g_object_get (dialog, "action", &action, "select-multiple", &several, NULL);
  g_assert_cmpint (action, ==, chooser->action);
  g_assert_true (several);
  sublet_ui_chooser_end ();
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/window/find-cause", test_find_cause);
  g_test_add_func ("/ui/terminal/window/text-actions", test_text_actions);
  g_test_add_func ("/ui/terminal/window/keys", test_keys);
  g_test_add_func ("/ui/terminal/window/keys-before-application", test_keys_before_application);
  g_test_add_data_func ("/ui/terminal/window/upload", &of_files, test_chooser);
  g_test_add_data_func ("/ui/terminal/window/upload-folder", &of_folders, test_chooser);

  return g_test_run ();
}
