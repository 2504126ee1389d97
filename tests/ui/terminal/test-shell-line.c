/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test-instance.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-shell-line.h"
#include "ui/terminal/sublet-terminal-window-private.h"

#include <string.h>

/* A window on a real SSH server: the words on the screen came from a shell. */

typedef struct
{
  SubletTestInstance instance;
  SubletUiFixture *fixture;
  SubletSettings *settings;
  SubletTerminalWindow *window;
} World;

/* @data: (nullable): whether shells are kept in tmux. */
static void
set_up (World *world, gconstpointer data)
{
  SubletRental *rental;

  sublet_test_instance_start (&world->instance);
  world->fixture = sublet_ui_fixture_new ();
  world->settings = sublet_settings_new (TRUE);
  if (data != NULL)
    g_object_set (world->settings, "terminal-tmux", data, NULL);
  rental = sublet_ui_fixture_add_rental (world->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  world->window =
    sublet_terminal_window_new (NULL, world->settings, world->instance.clock, FALSE, NULL);
  g_object_add_weak_pointer (G_OBJECT (world->window), (gpointer *) &world->window);
  gtk_window_present (GTK_WINDOW (world->window));
  sublet_terminal_window_add_tab (world->window, rental, world->instance.connection);
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->window != NULL)
    gtk_window_destroy (GTK_WINDOW (world->window));
  sublet_ui_test_assert_gone ((gpointer *) &world->window);
  g_clear_object (&world->settings);
  g_clear_pointer (&world->fixture, sublet_ui_fixture_free);
  sublet_test_instance_stop (&world->instance);
}

static SubletTerminalTab *
get_tab (World *world)
{
  return sublet_terminal_window_get_tab (world->window);
}

static VteTerminal *
get_terminal (World *world)
{
  return sublet_terminal_view_get_terminal (sublet_terminal_tab_get_view (get_tab (world)));
}

typedef struct
{
  World *world;
  SubletTerminalLineState state;
} Expected;

static bool
state_is (gpointer data)
{
  Expected *expected = data;

  return sublet_terminal_tab_get_state (get_tab (expected->world)) == expected->state;
}

static void
await_state (World *world, SubletTerminalLineState state)
{
  Expected expected = { world, state };

  sublet_test_await (state_is, &expected);
}

typedef struct
{
  World *world;
  const char *text;
} Screen;

static bool
screen_has (gpointer data)
{
  Screen *screen = data;
  g_autofree char *text =
    sublet_terminal_view_dup_text (sublet_terminal_tab_get_view (get_tab (screen->world)));

  return strstr (text, screen->text) != NULL;
}

static void
await_screen (World *world, const char *text)
{
  Screen screen = { world, text };

  sublet_test_await (screen_has, &screen);
}

static void
type (World *world, const char *text)
{
  vte_terminal_feed_child (get_terminal (world), text, -1);
}

/* ---- */

static void
test_shell (World *world, gconstpointer data)
{
  g_autofree char *size = NULL;
  SubletTerminalTab *first;
  int columns, rows;

  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  /* What was typed shows too: the answer must differ from the question. */
  type (world, "echo answer is $((6*7))\r");
  await_screen (world, "answer is 42");
  sublet_terminal_view_get_size (sublet_terminal_tab_get_view (get_tab (world)), &columns, &rows);
  size = g_strdup_printf ("size %d %d", rows, columns);
  type (world, "echo size $(stty size)\r");
  await_screen (world, size);
  g_assert_nonnull (
    strstr (adw_window_title_get_subtitle (ADW_WINDOW_TITLE (world->window->title)), "direct"));

  /* A second one over the same connection, of which the first knows nothing. */
  first = get_tab (world);
  type (world, "mine=first\r");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (world->window), "terminal.new-tab", NULL));
  g_assert_false (get_tab (world) == first);
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo mine is [$mine]\r");
  await_screen (world, "mine is []");

  type (world, "exit 3\r");
  await_state (world, SUBLET_TERMINAL_LINE_ENDED);
  sublet_ui_test_settle (GTK_WIDGET (world->window));
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "exit status was 3."));
  g_assert_cmpint (sublet_terminal_tab_get_state (first), ==, SUBLET_TERMINAL_LINE_OPEN);
}

static bool
upload_is_told (gpointer data)
{
  World *world = data;

  return sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "“uploaded” is in /workspace.") !=
         NULL;
}

static void
test_lost (World *world, gconstpointer data)
{
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo before $((1+1))\r");
  await_screen (world, "before 2");
  sublet_test_instance_set_link (&world->instance, NULL, "cut");
  await_state (world, SUBLET_TERMINAL_LINE_LOST);
  sublet_ui_test_settle (GTK_WIDGET (world->window));
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "Connection Lost at"));

  sublet_test_instance_set_link (&world->instance, NULL, "ok");
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (get_tab (world)), "Reconnect"));
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo after $((2+2))\r");
  await_screen (world, "after 4");
  await_screen (world, "before 2");
}

/* A file that is given to the tab is there for the shell. */
static void
test_upload (World *world, gconstpointer data)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "uploaded", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "came $((20+2))", -1, &error);
  g_assert_no_error (error);
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  g_list_store_append (files, file);
  sublet_terminal_tab_upload (get_tab (world), G_LIST_MODEL (files));
  g_assert_true (sublet_terminal_tab_is_uploading (get_tab (world)));
  sublet_test_await (upload_is_told, world);
  g_assert_false (sublet_terminal_tab_is_uploading (get_tab (world)));
  type (world, "eval echo \"$(cat /workspace/uploaded)\"\r");
  await_screen (world, "came 22");
  sublet_test_remove_folder (folder);
}

/* What is kept in tmux outlives the connection: the shell that knows it is the same. */
static void
test_kept (World *world, gconstpointer data)
{
  g_autofree char *tmux = g_find_program_in_path ("tmux");

  if (tmux == NULL)
    {
      g_test_skip ("there is no tmux");
      return;
    }

  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  await_screen (world, "[sublet-1]");
  type (world, "x=kept; echo before $((1+1))\r");
  await_screen (world, "before 2");
  sublet_test_instance_set_link (&world->instance, NULL, "cut");
  await_state (world, SUBLET_TERMINAL_LINE_LOST);

  sublet_test_instance_set_link (&world->instance, NULL, "ok");
  sublet_ui_test_settle (GTK_WIDGET (world->window));
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (get_tab (world)), "Reconnect"));
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo after $x $((2+2))\r");
  await_screen (world, "after kept 4");
}

static void
test_closed_while_connecting (World *world, gconstpointer data)
{
  await_state (world, SUBLET_TERMINAL_LINE_CONNECTING);
  gtk_window_close (GTK_WINDOW (world->window));
  sublet_ui_test_assert_gone ((gpointer *) &world->window);
}

static void
set_up_unknown (World *world, gconstpointer data)
{
  set_up (world, data);
  sublet_connection_set_new_key_until (world->instance.connection, 0);
}

/* The tab waits before a key that nobody has looked at, and goes on when somebody has. */
static void
test_host_key (World *world, gconstpointer data)
{
  SubletConnection *connection = world->instance.connection;
  g_autoptr (SubletSshHostKey) key = NULL;

  await_state (world, SUBLET_TERMINAL_LINE_FAILED);
  g_assert_error (sublet_connection_get_error (connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_HOST_KEY_NEW);
  key = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (connection));
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "ada-1 Has an Unknown Host Key"));
  sublet_connection_accept_host_key (connection, key);
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/terminal/shell-line/shell", World, NULL, set_up, test_shell, tear_down);
  g_test_add ("/ui/terminal/shell-line/host-key",
              World,
              NULL,
              set_up_unknown,
              test_host_key,
              tear_down);
  g_test_add ("/ui/terminal/shell-line/upload", World, NULL, set_up, test_upload, tear_down);
  g_test_add ("/ui/terminal/shell-line/kept", World, "always", set_up, test_kept, tear_down);
  g_test_add ("/ui/terminal/shell-line/lost", World, NULL, set_up, test_lost, tear_down);
  g_test_add ("/ui/terminal/shell-line/closed-while-connecting",
              World,
              NULL,
              set_up,
              test_closed_while_connecting,
              tear_down);

  return g_test_run ();
}
