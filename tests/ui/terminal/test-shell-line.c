/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/base/sublet-error.h"
#include "support/sublet-test-simulator.h"
#include "ui/sublet-ui-fixtures.h"
#include "ui/sublet-ui-test.h"
#include "ui/terminal/sublet-shell-line.h"
#include "ui/terminal/sublet-terminal-window-private.h"

#include <string.h>

/* A window on a real SSH server: the words on the screen came from a shell. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletIdentityStore *identities;
  SubletProfile *profile;
  SubletDatabase *database;
  SubletConnection *connection;
  char *folder;
  gint64 instance_id;

  SubletUiFixture *fixture;
  SubletClock *clock;
  SubletSettings *settings;
  SubletTerminalWindow *window;
} World;

static void
order (World *world, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (world->simulator, path, json);

  g_assert_nonnull (answer);
}

static void
set_link (World *world, const char *route, const char *how)
{
  g_autofree char *json = g_strdup_printf ("{\"contract\":%" G_GINT64_FORMAT
                                           ",\"route\":\"%s\",\"how\":\"%s\"}",
                                           world->instance_id,
                                           route,
                                           how);

  order (world, "/_sim/link", json);
}

static void
set_links (World *world, const char *how)
{
  set_link (world, "direct", how);
  set_link (world, "proxy", how);
}

static SubletInstance *
read_instance (World *world)
{
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_list_instances_async (world->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_instances_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);

  return g_object_ref (g_ptr_array_index (listing->instances, 0));
}

static bool
is_up (gpointer data)
{
  g_autoptr (SubletInstance) instance = read_instance (data);

  return sublet_instance_get_data (instance)->phase == SUBLET_INSTANCE_PHASE_RUNNING &&
         sublet_instance_get_data (instance)->direct_ssh_port > 0;
}

static void
open_database (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  world->database = sublet_database_new (world->profile);
  sublet_database_open_async (world->database, sublet_test_on_result, &result);
  sublet_database_open_finish (world->database, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
}

static void
make_connection (World *world)
{
  g_autoptr (SubletInstance) instance = NULL;
  SubletConnectionTimes times;

  order (world,
         "/_sim/set",
         "{\"add_foreign_instance\":{\"account\":\"ada\",\"gpu_name\":\"RTX 4090\"}}");
  sublet_test_await (is_up, world);
  instance = read_instance (world);
  world->instance_id = sublet_instance_get_data (instance)->id;
  world->connection = sublet_connection_new (world->client, world->identities, world->instance_id);
  sublet_connection_get_times (world->connection, &times);
  times.first_pause_ms = 50;
  times.longest_pause_ms = 200;
  sublet_connection_set_times (world->connection, &times);
  sublet_connection_set_database (world->connection, world->database, 1);
  sublet_connection_set_instance (world->connection, instance);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");
  g_autofree char *sshd = sublet_test_simulator_dup_sshd_option ();
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  world->simulator = sublet_test_simulator_new ("--speed", "60", "--offers", "100", sshd, NULL);
  world->clock = sublet_clock_new ();
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), world->clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);
  world->identities =
    sublet_identity_store_new (sublet_client_get_server (world->client), "test", TRUE);
  world->folder = sublet_test_make_folder ();
  world->profile = sublet_profile_new_for_folder (world->folder, &error);
  g_assert_no_error (error);
  open_database (world);
  make_connection (world);

  world->fixture = sublet_ui_fixture_new ();
  world->settings = sublet_settings_new (TRUE);
  rental = sublet_ui_fixture_add_rental (world->fixture, "ada-1", SUBLET_RENTAL_STATE_READY);
  world->window = sublet_terminal_window_new (NULL, world->settings, world->clock, FALSE, NULL);
  g_object_add_weak_pointer (G_OBJECT (world->window), (gpointer *) &world->window);
  gtk_window_present (GTK_WINDOW (world->window));
  sublet_terminal_window_add_tab (world->window, rental, world->connection);
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->window != NULL)
    gtk_window_destroy (GTK_WINDOW (world->window));
  sublet_ui_test_assert_gone ((gpointer *) &world->window);
  sublet_connection_stop (world->connection);
  g_clear_object (&world->connection);
  g_clear_object (&world->database);
  g_clear_object (&world->profile);
  g_clear_object (&world->identities);
  g_clear_object (&world->client);
  g_clear_object (&world->simulator);
  g_clear_object (&world->settings);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->fixture, sublet_ui_fixture_free);
  sublet_test_drain ();
  sublet_test_remove_folder (world->folder);
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
  g_assert_nonnull (
    sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "ended with status 3."));
  g_assert_cmpint (sublet_terminal_tab_get_state (first), ==, SUBLET_TERMINAL_LINE_OPEN);
}

static void
test_lost (World *world, gconstpointer data)
{
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo before $((1+1))\r");
  await_screen (world, "before 2");
  set_links (world, "cut");
  await_state (world, SUBLET_TERMINAL_LINE_LOST);
  sublet_ui_test_settle (GTK_WIDGET (world->window));
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (get_tab (world)), "Connection Lost at"));

  set_links (world, "ok");
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (get_tab (world)), "Reconnect"));
  await_state (world, SUBLET_TERMINAL_LINE_OPEN);
  type (world, "echo after $((2+2))\r");
  await_screen (world, "after 4");
  await_screen (world, "before 2");
}

static void
test_closed_while_connecting (World *world, gconstpointer data)
{
  await_state (world, SUBLET_TERMINAL_LINE_CONNECTING);
  gtk_window_close (GTK_WINDOW (world->window));
  sublet_ui_test_assert_gone ((gpointer *) &world->window);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add ("/ui/terminal/shell-line/shell", World, NULL, set_up, test_shell, tear_down);
  g_test_add ("/ui/terminal/shell-line/lost", World, NULL, set_up, test_lost, tear_down);
  g_test_add ("/ui/terminal/shell-line/closed-while-connecting",
              World,
              NULL,
              set_up,
              test_closed_while_connecting,
              tear_down);

  return g_test_run ();
}
