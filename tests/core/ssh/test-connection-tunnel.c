/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "support/sublet-test.h"

#include <libsoup/soup.h>
#include <string.h>
#include <unistd.h>

/* The tunnels of one connection, as it starts, is lost and comes back. */

static bool
is_open (gpointer data)
{
  return sublet_tunnel_get_state (data) == SUBLET_TUNNEL_STATE_OPEN;
}

static bool
is_waiting (gpointer data)
{
  return sublet_tunnel_get_state (data) == SUBLET_TUNNEL_STATE_WAITING;
}

static bool
knows_that_nothing_listens (gpointer data)
{
  return sublet_tunnel_get_nothing_listens (data);
}

static void
connect_to (SubletTunnel *tunnel)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_socket_client_connect_to_host_async (client,
                                         "127.0.0.1",
                                         sublet_tunnel_get_local_port (tunnel),
                                         NULL,
                                         sublet_test_on_result,
                                         &result);
  sublet_test_await_result (&result);
  /* It is reset, which may be seen this early. */
  connection = g_socket_client_connect_to_host_finish (client, result, NULL);
  sublet_test_await (knows_that_nothing_listens, tunnel);
}

static void
assert_stays (SubletTestInstance *world, SubletConnectionState state)
{
  sublet_test_drain ();
  g_assert_cmpint (sublet_connection_get_state (world->connection), ==, state);
}

/* A tunnel that is wanted has the connection start; it is there again when that is. */
static void
test_tunnel (SubletTestInstance *world, gconstpointer data)
{
  SubletTunnelList *tunnels = sublet_connection_get_tunnels (world->connection);
  SubletTunnel *tunnel = sublet_tunnel_list_open (tunnels, 8888, "Jupyter");

  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  sublet_test_await (is_open, tunnel);
  connect_to (tunnel);

  sublet_test_instance_set_link (world, NULL, "cut");
  sublet_test_await (is_waiting, tunnel);
  assert_stays (world, SUBLET_CONNECTION_STATE_LOST);
  sublet_test_instance_set_link (world, NULL, "ok");
  sublet_connection_start (world->connection);
  sublet_test_await (is_open, tunnel);
  connect_to (tunnel);

  sublet_connection_stop (world->connection);
  g_assert_cmpint (sublet_tunnel_get_state (tunnel), ==, SUBLET_TUNNEL_STATE_WAITING);
  assert_stays (world, SUBLET_CONNECTION_STATE_IDLE);
}

/* ---- a Jupyter server's page ---- */

/* A server's own file, of a process that is there (the first one), and one that another left
 * behind. */
#define COMMAND                                                                                \
  "d=~/.local/share/jupyter/runtime; mkdir -p $d;"                                             \
  " printf '{\"port\": 8888, \"token\": \"0ld\"}' > $d/jpserver-09999999.json;"                \
  " printf '{\"port\": 8888, \"token\": \"c0ffee\", \"secure\": false}' > $d/jpserver-1.json;" \
  " exit 0\n"

static char *
find_page (SubletTestInstance *world, SubletTunnel *tunnel)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *page;

  sublet_connection_find_page_async (world->connection,
                                     tunnel,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_test_await_result (&result);
  page = sublet_connection_find_page_finish (world->connection, result, &error);
  g_assert_no_error (error);

  return page;
}

static char *
ask_page (const char *address)
{
  g_autoptr (SoupSession) browser = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (browser,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (browser, result, NULL);
  g_assert_nonnull (body);

  return g_strdup (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
}

static bool
has_ended (gpointer data)
{
  return sublet_ssh_shell_get_ended (data);
}

static void
write_down (SubletTestInstance *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshShell) shell = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  sublet_connection_open_shell_async (world->connection,
                                      NULL,
                                      80,
                                      24,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  shell = sublet_connection_open_shell_finish (world->connection, result, &error);
  g_assert_no_error (error);
  fd = sublet_ssh_shell_steal_terminal_fd (shell);
  g_assert_cmpint (write (fd, COMMAND, strlen (COMMAND)), ==, strlen (COMMAND));
  sublet_test_await (has_ended, shell);
  close (fd);
}

static void
test_page (SubletTestInstance *world, gconstpointer data)
{
  SubletTunnelList *tunnels = sublet_connection_get_tunnels (world->connection);
  SubletTunnel *jupyter = sublet_tunnel_list_open (tunnels, 8888, "Jupyter");
  SubletTunnel *other = sublet_tunnel_list_open (tunnels, 6006, NULL);
  g_autofree char *before = NULL;
  g_autofree char *page = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *target = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *other_plain = NULL;
  g_autofree char *other_page = NULL;

  sublet_test_await (is_open, jupyter);
  plain = sublet_tunnel_dup_address (jupyter);
  before = find_page (world, jupyter);
  g_assert_cmpstr (before, ==, plain);

  write_down (world);
  page = find_page (world, jupyter);
  g_assert_cmpstr (page, !=, plain);
  g_assert_null (strstr (page, "c0ffee"));
  target = ask_page (page);
  expected = g_strconcat (plain, "?token=c0ffee", NULL);
  g_assert_cmpstr (target, ==, expected);

  other_plain = sublet_tunnel_dup_address (other);
  other_page = find_page (world, other);
  g_assert_cmpstr (other_page, ==, other_plain);
}

static void
set_up_jupyter (SubletTestInstance *world, gconstpointer data)
{
  world->jupyter = true;
  sublet_test_instance_start (world);
}

/* As a browser does: with cookies, and where it is sent. (transfer full): where it ended. */
static char *
visit (const char *address, const char *expected)
{
  g_autoptr (SoupSession) browser = soup_session_new ();
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_session_add_feature (browser, SOUP_SESSION_FEATURE (jar));
  soup_session_send_and_read_async (browser,
                                    message,
                                    G_PRIORITY_DEFAULT,
                                    NULL,
                                    sublet_test_on_result,
                                    &result);
  sublet_test_await_result (&result);
  body = soup_session_send_and_read_finish (browser, result, NULL);
  g_assert_nonnull (body);
  g_assert_cmpmem (g_bytes_get_data (body, NULL),
                   g_bytes_get_size (body),
                   expected,
                   strlen (expected));

  return g_uri_to_string (soup_message_get_uri (message));
}

/* All the way: from the click to the page, and nothing of the token is left in its address. */
static void
test_jupyter (SubletTestInstance *world, gconstpointer data)
{
  SubletTunnelList *tunnels = sublet_connection_get_tunnels (world->connection);
  SubletTunnel *tunnel = sublet_tunnel_list_open (tunnels, 8888, "Jupyter");
  g_autofree char *plain = NULL;
  g_autofree char *page = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *first = NULL;
  g_autofree char *target = NULL;
  g_autofree char *logs = NULL;
  const char *token;

  sublet_test_await (is_open, tunnel);
  plain = sublet_tunnel_dup_address (tunnel);
  expected = g_strconcat (plain, "lab", NULL);
  refused = visit (plain, "Token required.\n");
  sublet_test_logs_start ();
  first = find_page (world, tunnel);
  target = ask_page (first);
  page = find_page (world, tunnel);
  shown = visit (page, "Jupyter, signed in\n");
  g_assert_cmpstr (shown, ==, expected);
  g_assert_false (sublet_tunnel_get_nothing_listens (tunnel));

  /* It was in that one answer, and in nothing that was given to a browser or written down. */
  logs = sublet_test_logs_stop ();
  token = strstr (target, "token=");
  g_assert_nonnull (token);
  token += strlen ("token=");
  g_assert_cmpuint (strlen (token), >, 8);
  g_assert_null (strstr (first, token));
  g_assert_null (strstr (page, token));
  g_assert_null (strstr (logs, token));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/ssh/connection-tunnel/comes-and-goes",
              SubletTestInstance,
              NULL,
              connection_fixture_set_up,
              test_tunnel,
              connection_fixture_tear_down);
  g_test_add ("/ssh/connection-tunnel/page",
              SubletTestInstance,
              NULL,
              connection_fixture_set_up,
              test_page,
              connection_fixture_tear_down);

  g_test_add ("/ssh/connection-tunnel/jupyter",
              SubletTestInstance,
              NULL,
              set_up_jupyter,
              test_jupyter,
              connection_fixture_tear_down);

  return g_test_run ();
}
