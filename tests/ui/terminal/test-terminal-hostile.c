/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "terminal-scene.h"
#include "ui/sublet-ui-test.h"

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
  TerminalScene scene;
  GdkClipboard *clipboard;
  g_autofree char *input = NULL;
  guint n_changes = 0;
  gsize i;

  terminal_scene_init (&scene);
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
  terminal_scene_await (&scene, "done");
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_true (gdk_clipboard_is_local (clipboard));
  /* Nor is it told what is in there. */
  input = sublet_ui_line_take_input (scene.line);
  g_assert_null (strstr (input, "bWluZQ"));
  g_assert_null (strstr (input, "]52"));
  g_signal_handlers_disconnect_by_data (clipboard, &n_changes);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_primary_clipboard (scene.window),
                                        &n_changes);
  terminal_scene_clear (&scene);
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
  TerminalScene scene;
  const char *title;
  gsize i;

  terminal_scene_init (&scene);
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
  terminal_scene_await (&scene, "still here");
  title = gtk_window_get_title (GTK_WINDOW (scene.window));
  g_assert_cmpstr (title, ==, "mine");
  g_assert_cmpint (gtk_widget_get_width (scene.window), ==, 800);
  g_assert_true (gtk_widget_get_mapped (scene.window));
  terminal_scene_clear (&scene);
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
  TerminalScene scene;
  Flood state = { .rest = 50 * MEGABYTE };
  GThread *thread;
  gint64 before;
  guint n_turns = 0;
  guint source;

  terminal_scene_init (&scene);
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
  terminal_scene_await (&scene, "the end");
  g_assert_cmpint (read_resident_bytes () - before, <, MOST_GROWTH);
  terminal_scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/terminal/view/clipboard-refused", test_clipboard_refused);
  g_test_add_func ("/ui/terminal/view/torture", test_torture);
  g_test_add_func ("/ui/terminal/view/flood", test_flood);

  return g_test_run ();
}
