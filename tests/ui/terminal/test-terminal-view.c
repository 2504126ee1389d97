/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-line.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-assistive-status.h"
#include "ui/terminal/sublet-terminal-mirror.h"
#include "ui/terminal/sublet-terminal-search.h"
#include "ui/terminal/sublet-terminal-view.h"

#include <adwaita.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MEGABYTE (G_GINT64_CONSTANT (1024) * 1024)

/* The address sanitizer holds back what was freed, 256 MB of it. */
#ifdef __SANITIZE_ADDRESS__
#define MOST_GROWTH (400 * MEGABYTE)
#else
#define MOST_GROWTH (40 * MEGABYTE)
#endif

/* A view whose other end is the test. */
typedef struct
{
  SubletSettings *settings;
  SubletUiLine *line;
  SubletTerminalView *view;
  GtkWidget *window;
} Scene;

static void
scene_init (Scene *scene)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *view;

  scene->settings = sublet_settings_new (TRUE);
  scene->line = sublet_ui_line_new ();
  view = sublet_terminal_view_new (scene->settings);
  scene->view = SUBLET_TERMINAL_VIEW (view);
  scene->window = sublet_ui_test_present (view, 800, 500);
  sublet_ui_line_give_shell (scene->line);
  g_assert_true (
    sublet_terminal_view_join (scene->view,
                               sublet_terminal_line_steal_fd (SUBLET_TERMINAL_LINE (scene->line)),
                               &error));
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &scene->view);
}

static void
scene_clear (Scene *scene)
{
  gtk_window_destroy (GTK_WINDOW (scene->window));
  sublet_ui_test_assert_gone ((gpointer *) &scene->view);
  g_assert_finalize_object (scene->line);
  g_assert_finalize_object (scene->settings);
}

static VteTerminal *
get_terminal (Scene *scene)
{
  return sublet_terminal_view_get_terminal (scene->view);
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
  g_autofree char *text = sublet_terminal_view_dup_text (screen->scene->view);

  return strstr (text, screen->text) != NULL;
}

static void
await_screen (Scene *scene, const char *text)
{
  Screen screen = { scene, text };

  sublet_test_await (screen_has, &screen);
}

static bool
dialog_is_open (gpointer user_data)
{
  return sublet_ui_test_find_dialog (user_data) != NULL;
}

/* ---- one shell after another ---- */

static void
join_next (VteTerminal *terminal, GParamSpec *pspec, Scene *scene)
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
  Scene scene;
  bool ended = false;
  gulong handler;

  scene_init (&scene);
  sublet_ui_line_say (scene.line, "first\033[?2004h");
  await_screen (&scene, "first");
  handler = g_signal_connect (get_terminal (&scene), "notify::pty", G_CALLBACK (join_next), &scene);
  g_signal_connect (get_terminal (&scene), "eof", G_CALLBACK (on_eof), &ended);
  sublet_ui_line_end_shell (scene.line, 0);
  sublet_test_await (is_set, &ended);
  g_signal_handler_disconnect (get_terminal (&scene), handler);
  g_assert_true (vte_terminal_get_input_enabled (get_terminal (&scene)));
  sublet_ui_line_say (scene.line, "second");
  await_screen (&scene, "first\nsecond");

  ended = false;
  sublet_ui_line_end_shell (scene.line, 0);
  sublet_test_await (is_set, &ended);
  g_assert_null (vte_terminal_get_pty (get_terminal (&scene)));
  g_assert_false (vte_terminal_get_input_enabled (get_terminal (&scene)));
  scene_clear (&scene);
}

/* ---- paste ---- */

static void
set_clipboard (Scene *scene, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (scene->window), text);
}

static void
test_paste (void)
{
  Scene scene;
  g_autofree char *input = NULL;
  g_autofree char *bracketed = NULL;

  scene_init (&scene);
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
  await_screen (&scene, "ready");
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
  scene_clear (&scene);
}

/* ---- what is never let through ---- */

static void
on_clipboard_changed (GdkClipboard *clipboard, guint *count)
{
  (*count)++;
}

static void
test_clipboard_refused (void)
{
  static const char *const writes[] = {
    "\033]52;c;ZXZpbA==\a",
    "\033]52;p;ZXZpbA==\033\\",
    "\033]52;;ZXZpbA==\a",
    "\033]52;c;?\a",
    "\x9d"
    "52;c;ZXZpbA==\x9c",
  };
  Scene scene;
  GdkClipboard *clipboard;
  g_autofree char *input = NULL;
  guint n_changes = 0;
  gsize i;

  scene_init (&scene);
  clipboard = gtk_widget_get_clipboard (scene.window);
  gdk_clipboard_set_text (clipboard, "mine");
  g_signal_connect (clipboard, "changed", G_CALLBACK (on_clipboard_changed), &n_changes);
  g_signal_connect (gtk_widget_get_primary_clipboard (scene.window),
                    "changed",
                    G_CALLBACK (on_clipboard_changed),
                    &n_changes);
  for (i = 0; i < G_N_ELEMENTS (writes); i++)
    sublet_ui_line_say (scene.line, writes[i]);
  sublet_ui_line_say (scene.line, "\r\ndone");
  await_screen (&scene, "done");
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (gdk_clipboard_is_local (clipboard));
  /* Nor is it told what is in there. */
  input = sublet_ui_line_take_input (scene.line);
  g_assert_null (strstr (input, "bWluZQ"));
  g_assert_null (strstr (input, "]52"));
  g_signal_handlers_disconnect_by_data (clipboard, &n_changes);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_primary_clipboard (scene.window),
                                        &n_changes);
  scene_clear (&scene);
}

/* Every control string there is, cut short and endless, with every parameter; then it still shows
 * what is said, and nothing of this computer has changed. */
static void
test_torture (void)
{
  static const char *const strings[] = {
    "\033]0;evil title\a",
    "\033]2;evil title\033\\",
    "\033]1;evil icon\a",
    "\033]7;file://ada-1/root\a",
    "\033]6;file:///etc/passwd\a",
    "\033]8;;file:///etc/passwd\033\\a file\033]8;;\033\\",
    "\033]8;id=1;https://example.org\033\\a page\033]8;;\033\\",
    "\033]4;1;#ff0000\a\033]10;#000000\a\033]11;#000000\a\033]104\a\033]110\a\033]111\a",
    "\033]9;4;1;50\a",
    "\033]777;notify;a;b\a",
    "\033]1337;File=name=eA==;inline=1:AAAA\a",
    "\033P0;0;0q\"1;1;2000;2000#0;2;0;0;0#0!2000~-\033\\",
    "\033P+q544e\033\\",
    "\033P$qm\033\\",
    "\033_Gf=100;AAAA\033\\",
    "\033^private\033\\",
    "\033Xstring\033\\",
    "\033[8;500;500t\033[3;0;0t\033[2t\033[1t\033[9;1t\033[21t\033[20t\033[18t",
    "\033[?1049h\033[?1049l\033[?47h\033[?47l\033[?3h\033[?3l\033[?5h\033[?5l",
    "\033[999999999;999999999H\033[999999999A\033[999999999@\033[999999999P\033[999999999b",
    "\033[5n\033[6n\033[c\033[>c\033[=c\033[?6n\033[x",
    "\033#8\033c\033[!p",
    "\033(0qqq\033(B\033)0\016\017\033%G\033%@",
    "\033[38;2;1;2;3m\033[38;5;300m\033[48:2::1:2:3m\033[4:3m\033[58;5;1m\033[0m",
    "\xff\xfe\x80\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80",
    "\033[\033[\033]\033P\033_\033^",
    "\033[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;m",
    "e\xcc\x81\xcc\x81\xcc\x81\xe2\x80\xae"
    "abc\xe2\x80\xac\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20261128);
  g_autoptr (GString) noise = g_string_new (NULL);
  Scene scene;
  const char *title;
  gsize i;

  scene_init (&scene);
  gtk_window_set_title (GTK_WINDOW (scene.window), "mine");
  for (i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      gsize length = strlen (strings[i]);
      gsize cut;

      sublet_ui_line_say (scene.line, strings[i]);
      for (cut = 1; cut < MIN (length, 24); cut++)
        {
          g_autofree char *head = g_strndup (strings[i], cut);

          sublet_ui_line_say (scene.line, head);
          /* Out of whatever that began. */
          sublet_ui_line_say (scene.line, "\030\033\\");
        }
    }

  /* An address without an end. */
  g_string_assign (noise, "\033]8;;https://");
  for (i = 0; i < 100000; i++)
    g_string_append_c (noise, 'a');
  g_string_append (noise, "\033\\x\033]8;;\033\\");
  /* Whatever comes to mind, the same each time. */
  for (i = 0; i < 200000; i++)
    {
      guint8 byte = (guint8) g_rand_int_range (random, 1, 256);

      g_string_append_c (noise, (char) (g_rand_int_range (random, 0, 8) == 0 ? 033 : byte));
    }
  sublet_ui_line_say (scene.line, noise->str);

  sublet_ui_line_say (scene.line, "\030\033\\\033c\033[!pstill here");
  await_screen (&scene, "still here");
  title = gtk_window_get_title (GTK_WINDOW (scene.window));
  g_assert_cmpstr (title, ==, "mine");
  g_assert_cmpint (gtk_widget_get_width (scene.window), ==, 800);
  g_assert_true (gtk_widget_get_mapped (scene.window));
  scene_clear (&scene);
}

/* ---- much of it ---- */

typedef struct
{
  int fd;
  gint64 rest;
  gint done; /* atomic */
} Flood;

static gpointer
flood (gpointer user_data)
{
  Flood *self = user_data;
  g_autoptr (GString) block = g_string_new (NULL);
  int i;

  for (i = 0; block->len < 64 * 1024; i++)
    g_string_append_printf (block,
                            "\033[3%dmline %d of a program that writes\033[0m\r\n",
                            i % 8,
                            i);
  while (self->rest > 0)
    {
      gssize n = write (self->fd, block->str, block->len);

      if (n > 0)
        self->rest -= n;
      else if (errno == EAGAIN)
        poll (&(struct pollfd){ self->fd, POLLOUT, 0 }, 1, 1000);
      else
        break;
    }
  g_atomic_int_set (&self->done, 1);

  return NULL;
}

static bool
flood_is_over (gpointer user_data)
{
  return g_atomic_int_get (&((Flood *) user_data)->done) != 0;
}

static gboolean
on_turn (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

static gint64
read_resident_bytes (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*d %ld", &pages), ==, 1);

  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

static void
test_flood (void)
{
  Scene scene;
  Flood state = { .rest = 50 * MEGABYTE };
  GThread *thread;
  gint64 before;
  guint n_turns = 0;
  guint source;

  scene_init (&scene);
  state.fd = sublet_ui_line_get_fd (scene.line);
  before = read_resident_bytes ();
  source = g_timeout_add (1, on_turn, &n_turns);
  thread = g_thread_new ("flood", flood, &state);
  sublet_test_await (flood_is_over, &state);
  g_thread_join (thread);
  g_source_remove (source);
  g_assert_cmpint (state.rest, <=, 0);
  /* Others had their turns all the while: a source of low priority among them. */
  g_assert_cmpuint (n_turns, >, 20);
  /* The last block may have been cut within a control string. */
  sublet_ui_line_say (scene.line, "\030\r\nthe end");
  await_screen (&scene, "the end");
  g_assert_cmpint (read_resident_bytes () - before, <, MOST_GROWTH);
  scene_clear (&scene);
}

/* ---- colours ---- */

static void
test_follows_style (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  Scene scene;
  GdkRGBA light;
  GdkRGBA dark;

  scene_init (&scene);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  vte_terminal_get_color_background_for_draw (get_terminal (&scene), &light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  vte_terminal_get_color_background_for_draw (get_terminal (&scene), &dark);
  g_assert_cmpfloat (light.red, >, 0.9f);
  g_assert_cmpfloat (dark.red, <, 0.2f);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  scene_clear (&scene);
}

/* ---- search ---- */

static char *
dup_selected (Scene *scene)
{
  return vte_terminal_get_text_selected (get_terminal (scene), VTE_FORMAT_TEXT);
}

static void
assert_selected (Scene *scene, const char *text)
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
  Scene scene;
  GtkWidget *search = g_object_new (SUBLET_TYPE_TERMINAL_SEARCH, NULL);
  GtkWidget *window;
  GtkWidget *status;

  scene_init (&scene);
  window = sublet_ui_test_present (search, 600, 100);
  sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (search), get_terminal (&scene));
  sublet_ui_line_say (scene.line, "Alpha a.b\r\nalpha axb\r\nbeta\r\n$ ");
  await_screen (&scene, "beta\n$");
  sublet_terminal_search_set_search_mode (SUBLET_TERMINAL_SEARCH (search), TRUE);
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

  sublet_terminal_search_set_search_mode (SUBLET_TERMINAL_SEARCH (search), FALSE);
  g_assert_null (vte_terminal_search_get_regex (get_terminal (&scene)));
  sublet_terminal_search_set_terminal (SUBLET_TERMINAL_SEARCH (search), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  scene_clear (&scene);
}

/* ---- who does not see ---- */

/* What a desktop has on its session bus: org.a11y.Status, with a switch. */
typedef struct
{
  GDBusConnection *bus; /* (owned) */
  GDBusNodeInfo *node;
  guint object;
  guint name;
  gboolean owned;
  gboolean reader;
} Desktop;

static GVariant *
on_get_property (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  Desktop *desktop = user_data;

  return g_variant_new_boolean (g_str_equal (property, "ScreenReaderEnabled") && desktop->reader);
}

static void
on_owned (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Desktop *) user_data)->owned = TRUE;
}

static bool
is_owned (gpointer user_data)
{
  return ((Desktop *) user_data)->owned;
}

static void
desktop_init (Desktop *desktop, gboolean reader)
{
  static const char xml[] = "<node><interface name='org.a11y.Status'>"
                            "<property name='IsEnabled' type='b' access='read'/>"
                            "<property name='ScreenReaderEnabled' type='b' access='read'/>"
                            "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .get_property = on_get_property };
  g_autoptr (GError) error = NULL;

  *desktop = (Desktop){ .reader = reader };
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  desktop->node = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  desktop->object = g_dbus_connection_register_object (desktop->bus,
                                                       "/org/a11y/bus",
                                                       desktop->node->interfaces[0],
                                                       &vtable,
                                                       desktop,
                                                       NULL,
                                                       &error);
  g_assert_no_error (error);
  desktop->name = g_bus_own_name_on_connection (desktop->bus,
                                                "org.a11y.Bus",
                                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_owned,
                                                NULL,
                                                desktop,
                                                NULL);
  sublet_test_await (is_owned, desktop);
}

static void
desktop_set_reader (Desktop *desktop, gboolean reader)
{
  g_autoptr (GError) error = NULL;
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  desktop->reader = reader;
  g_variant_builder_add (&changed, "{sv}", "ScreenReaderEnabled", g_variant_new_boolean (reader));
  g_dbus_connection_emit_signal (desktop->bus,
                                 NULL,
                                 "/org/a11y/bus",
                                 "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", "org.a11y.Status", &changed, NULL),
                                 &error);
  g_assert_no_error (error);
}

static void
desktop_clear (Desktop *desktop)
{
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object);
  g_dbus_node_info_unref (desktop->node);
  g_object_unref (desktop->bus);
}

static bool
is_present (gpointer user_data)
{
  return sublet_assistive_status_get_present (user_data);
}

static bool
is_absent (gpointer user_data)
{
  return !sublet_assistive_status_get_present (user_data);
}

static void
test_assistive_status (void)
{
  g_autoptr (SubletAssistiveStatus) status = sublet_assistive_status_new ();
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (status, "present");
  Desktop desktop;

  /* Nobody tells yet. */
  g_assert_false (sublet_assistive_status_get_present (status));
  desktop_init (&desktop, FALSE);
  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  desktop_set_reader (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 3);
  desktop_clear (&desktop);
  sublet_test_await (is_absent, status);
}

/* In a sandbox nobody tells: somebody may be there. Who is seen to tell is believed. */
static void
test_assistive_status_hidden (void)
{
  g_autoptr (SubletAssistiveStatus) status = NULL;
  Desktop desktop;

  g_setenv ("AT_SPI_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  status = sublet_assistive_status_new ();
  g_assert_false (sublet_assistive_status_get_present (status));
  sublet_test_await (is_present, status);
  desktop_init (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  desktop_clear (&desktop);
  sublet_test_await (is_present, status);
  g_unsetenv ("AT_SPI_BUS_ADDRESS");
}

static bool
clock_is_waited_for (gpointer user_data)
{
  return sublet_manual_clock_get_n_waiting (user_data) == 1;
}

static void
test_mirror (void)
{
  g_autoptr (SubletManualClock) clock = sublet_manual_clock_new ();
  g_autoptr (SubletAssistiveStatus) status = NULL;
  SubletTerminalMirror *mirror;
  Desktop desktop;
  Scene scene;

  desktop_init (&desktop, TRUE);
  status = sublet_assistive_status_new ();
  sublet_test_await (is_present, status);
  scene_init (&scene);
  mirror = sublet_terminal_mirror_new (scene.view, status, SUBLET_CLOCK (clock));
  sublet_ui_line_say (scene.line, "python train.py\r\n\r\nepoch 1   \r\n");
  await_screen (&scene, "epoch 1");

  /* Gathered, then read once. */
  sublet_test_await (clock_is_waited_for, clock);
  g_assert_null (sublet_terminal_mirror_get_text (mirror));
  sublet_manual_clock_advance (clock, 600);
  sublet_test_drain ();
  g_assert_cmpstr (sublet_terminal_mirror_get_text (mirror), ==, "python train.py\nepoch 1");
  gtk_test_accessible_assert_property (get_terminal (&scene),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "python train.py\nepoch 1");

  /* Nobody is there: nothing is read, and nothing old stays. */
  desktop_set_reader (&desktop, FALSE);
  sublet_test_await (is_absent, status);
  g_assert_null (sublet_terminal_mirror_get_text (mirror));
  sublet_ui_line_say (scene.line, "epoch 2\r\n");
  await_screen (&scene, "epoch 2");
  g_assert_cmpuint (sublet_manual_clock_get_n_waiting (clock), ==, 0);

  desktop_set_reader (&desktop, TRUE);
  sublet_test_await (is_present, status);
  sublet_manual_clock_advance (clock, 600);
  sublet_test_drain ();
  g_assert_cmpstr (sublet_terminal_mirror_get_text (mirror),
                   ==,
                   "python train.py\nepoch 1\nepoch 2");
  g_object_run_dispose (G_OBJECT (mirror));
  g_object_unref (mirror);
  scene_clear (&scene);
  desktop_clear (&desktop);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/view/next-shell", test_next_shell);
  g_test_add_func ("/ui/terminal/view/paste", test_paste);
  g_test_add_func ("/ui/terminal/view/clipboard-refused", test_clipboard_refused);
  g_test_add_func ("/ui/terminal/view/torture", test_torture);
  g_test_add_func ("/ui/terminal/view/flood", test_flood);
  g_test_add_func ("/ui/terminal/view/follows-style", test_follows_style);
  g_test_add_func ("/ui/terminal/view/search", test_search);
  g_test_add_func ("/ui/terminal/view/assistive-status", test_assistive_status);
  g_test_add_func ("/ui/terminal/view/assistive-status-hidden", test_assistive_status_hidden);
  g_test_add_func ("/ui/terminal/view/mirror", test_mirror);

  return g_test_run ();
}
