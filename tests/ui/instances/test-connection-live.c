/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test.h"
#include "ui/instances/connection-world.h"
#include "ui/sublet-ui-test.h"

/*
 * The six ways in which the chain to an instance breaks, for real: the card names the link that is
 * broken, tries again, and is ready when it was mended.
 */

static void
test_port_closed (ConnectionWorld *world, gconstpointer data)
{
  connection_world_set_links (world, "both", "refuse");
  connection_world_show (world, false);
  connection_world_await_trying_again (world,
                                       "No port of ada-1 answers, neither directly nor through "
                                       "Vast's proxy.",
                                       "Port");
  connection_world_set_links (world, "both", "ok");
  connection_world_await_ready (world, " · ");
}

static void
test_no_handshake (ConnectionWorld *world, gconstpointer data)
{
  connection_world_set_links (world, "both", "silent");
  connection_world_show (world, false);
  connection_world_await_trying_again (world,
                                       "A port of ada-1 answers, but no SSH server is behind it.",
                                       "SSH Server");
  connection_world_set_links (world, "both", "ok");
  connection_world_await_ready (world, " · ");
}

static bool
has_failed (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_FAILED;
}

/* Whoever is behind it now stays refused, however often it is asked for. */
static void
test_host_key_changed (ConnectionWorld *world, gconstpointer data)
{
  const char *sentence =
    "ada-1 shows a different host key than before. Somebody may be in between, "
    "so Sublet does not sign in.";
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autoptr (SubletNotifyCounter) states = NULL;
  const char *details;

  connection_world_show (world, false);
  connection_world_await_ready (world, " · ");
  before = connection_world_dup_server_fingerprint (world);
  connection_world_order (world, "/_sim/set", "{\"change_host_key\":CONTRACT}");
  sublet_connection_stop (world->connection);
  sublet_connection_start (world->connection);
  connection_world_await_card (world, sentence, "Host Key");

  now = connection_world_dup_server_fingerprint (world);
  g_assert_cmpstr (before, !=, now);
  details = gtk_label_get_text (
    GTK_LABEL (sublet_ui_test_find (connection_world_find_row (world), "connection_details")));
  g_assert_nonnull (strstr (details, before));
  g_assert_nonnull (strstr (details, now));
  g_assert_cmpuint (strstr (details, before) - details, <, strstr (details, now) - details);
  g_assert_nonnull (sublet_ui_test_find_button (connection_world_find_row (world), "Details"));

  /* The same key would come again: the row leads to where it is looked at. */
  connection_world_await_button (world, "Find the Cause");
  g_assert_null (sublet_ui_test_find_button (connection_world_find_row (world), "Check Again"));
  states = sublet_notify_counter_new (world->connection, "state");
  sublet_connection_start (world->connection);
  sublet_test_await (has_failed, world->connection);
  sublet_test_drain ();
  connection_world_await_card (world, sentence, "Host Key");
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
}

static void
test_key_not_attached (ConnectionWorld *world, gconstpointer data)
{
  connection_world_order (world,
                          "/_sim/faults",
                          "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\","
                          "\"times\":0}");
  connection_world_show (world, false);
  connection_world_await_trying_again (world, "The SSH key could not be given to ada-1.", "Key");
  sublet_test_simulator_disarm (world->f.simulator);
  connection_world_await_ready (world, " · ");
}

static void
test_command_hangs (ConnectionWorld *world, gconstpointer data)
{
  connection_world_order (world, "/_sim/set", "{\"hang_commands\":CONTRACT}");
  connection_world_show (world, false);
  connection_world_await_trying_again (world,
                                       "ada-1 lets Sublet in, but no command answers.",
                                       "Command");
  connection_world_order (world, "/_sim/set", "{\"end_hang_commands\":CONTRACT}");
  connection_world_await_ready (world, " · ");
}

static void
test_proxy_only (ConnectionWorld *world, gconstpointer data)
{
  SubletConnectionTimes times;

  connection_world_set_links (world, "direct", "refuse");
  connection_world_show (world, false);
  connection_world_await_ready (world, "through the proxy, because the direct port is shut · ");

  /* A connection that holds stays; the next one goes straight. */
  connection_world_set_links (world, "direct", "ok");
  sublet_connection_stop (world->connection);
  sublet_connection_get_times (world->connection, &times);
  times.session.proxy_after_ms = SUBLET_TEST_TIMEOUT_MS;
  sublet_connection_set_times (world->connection, &times);
  sublet_connection_start (world->connection);
  connection_world_await_ready (world, "direct · ");
}

/* Given up: the next step is on the card, and its button begins one chain, however often pressed.
 */
static void
test_check_again (ConnectionWorld *world, gconstpointer data)
{
  g_autoptr (SubletNotifyCounter) states = NULL;
  GtkWidget *button;
  guint n_attached;

  connection_world_set_links (world, "both", "refuse");
  connection_world_show (world, true);
  connection_world_await_card (world,
                               "No port of ada-1 answers, neither directly nor through Vast's "
                               "proxy. It may still be starting. If it stays so, reboot it.",
                               "Port");
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_FAILED);

  n_attached = connection_world_count_attached (world);
  connection_world_set_times (world, false);
  connection_world_set_links (world, "both", "ok");
  states = sublet_notify_counter_new (world->connection, "state");
  button = connection_world_await_button (world, "Check Again");
  sublet_ui_test_click (button);
  sublet_ui_test_click (button);
  connection_world_await_ready (world, " · ");
  g_assert_cmpuint (sublet_notify_counter_take (states), ==, 2);
  g_assert_cmpuint (connection_world_count_attached (world), ==, n_attached + 1);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_terminal (ConnectionWorld *world, gconstpointer data)
{
  connection_world_show (world, false);
  connection_world_await_ready (world, " · ");
  g_assert_cmpuint (world->n_asked, ==, 0);
  sublet_ui_test_click (connection_world_await_button (world, "Terminal"));
  g_assert_cmpuint (world->n_asked, ==, 1);
  g_assert_true (world->asked == world->rental);
}

static bool
is_at_handshake (gpointer data)
{
  return sublet_connection_get_link (data, SUBLET_CONNECTION_LINK_HANDSHAKE)->state ==
         SUBLET_LINK_STATE_TRYING;
}

/* The page goes, the chain goes on; and nothing is left of either when both are given up. */
static void
test_closed_on_the_way (ConnectionWorld *world, gconstpointer data)
{
  connection_world_set_links (world, "both", "silent");
  connection_world_show (world, false);
  connection_world_await_trying_again (world,
                                       "A port of ada-1 answers, but no SSH server is behind it.",
                                       "SSH Server");
  sublet_test_await (is_at_handshake, world->connection);
  sublet_ui_test_click (connection_world_await_button (world, "Terminal"));
  g_assert_true (world->asked == world->rental);

  connection_world_close_window (world);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
}

#define ADD(name, func)                    \
  g_test_add ("/ui/connection-live/" name, \
              ConnectionWorld,             \
              NULL,                        \
              connection_world_set_up,     \
              func,                        \
              connection_world_tear_down)

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("port-closed", test_port_closed);
  ADD ("no-handshake", test_no_handshake);
  ADD ("host-key-changed", test_host_key_changed);
  ADD ("key-not-attached", test_key_not_attached);
  ADD ("command-hangs", test_command_hangs);
  ADD ("proxy-only", test_proxy_only);
  ADD ("check-again", test_check_again);
  ADD ("terminal", test_terminal);
  ADD ("closed-on-the-way", test_closed_on_the_way);

  return g_test_run ();
}
