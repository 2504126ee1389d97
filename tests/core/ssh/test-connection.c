/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "connection-fixture.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-ssh-config.h"

#include "key-fixture.h"
#include "support/sublet-test.h"

/* From *running* to *ready* against real SSH servers, and what it says when a link is broken. */

static bool
is_lost (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_LOST;
}

static bool
is_broken (gpointer data)
{
  return sublet_connection_get_broken_link (data) != SUBLET_CONNECTION_N_LINKS;
}

static void
test_ready (SubletTestInstance *world, gconstpointer data)
{
  SubletConnection *connection = world->connection;
  SubletSshRoute *route;
  g_autofree char *command = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *config = NULL;
  g_autofree char *block = NULL;

  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  connection_fixture_start_well (connection);

  connection_fixture_assert_links (connection, SUBLET_CONNECTION_N_LINKS);
  g_assert_null (sublet_connection_get_error (connection));
  route = sublet_connection_get_route (connection);
  g_assert_cmpint (route->kind, ==, SUBLET_SSH_ROUTE_DIRECT);
  g_assert_false (sublet_connection_get_fell_back (connection));
  g_assert_cmpint (sublet_connection_get_latency_us (connection), >, 0);
  command = sublet_connection_dup_command (connection);
  expected = g_strdup_printf ("ssh -p %u root@%s", route->port, route->host);
  g_assert_cmpstr (command, ==, expected);
  config = sublet_connection_dup_config (connection, "ada");
  block = sublet_ssh_config_dup_host ("ada",
                                      world->id,
                                      route->host,
                                      route->port,
                                      sublet_connection_get_key_choice (connection));
  g_assert_nonnull (block);
  g_assert_cmpstr (config, ==, block);

  /* It goes already. */
  sublet_connection_start (connection);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_READY);
}

static void
test_port_shut (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_set_link (world, NULL, "refuse");
  connection_fixture_give_up_soon (world, 500);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_NO_NETWORK);
}

static void
test_no_handshake (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_set_link (world, NULL, "silent");
  connection_fixture_give_up_soon (world, 500);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_HANDSHAKE, SUBLET_ERROR_TIMED_OUT);
}

/* The service does not take the key for the instance, so it cannot open the door. */
static void
test_key_not_attached (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_order (world,
                              "/_sim/faults",
                              "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\","
                              "\"times\":0}");
  connection_fixture_give_up_soon (world, 5000);
  sublet_connection_start (world->connection);
  sublet_test_await (connection_fixture_is_failed, world->connection);
  g_assert_cmpint (sublet_connection_get_broken_link (world->connection),
                   ==,
                   SUBLET_CONNECTION_LINK_KEY);
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_LINK_KEY);
}

/* The next try attaches it again. */
static void
test_key_comes_late (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_order (world,
                              "/_sim/faults",
                              "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\","
                              "\"times\":2}");
  sublet_connection_start (world->connection);
  sublet_test_await (is_broken, world->connection);
  g_assert_cmpint (sublet_connection_get_broken_link (world->connection),
                   ==,
                   SUBLET_CONNECTION_LINK_KEY);
  sublet_test_await (connection_fixture_is_ready, world->connection);
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_N_LINKS);
}

static SubletSshKeyListing *
list_keys (SubletTestInstance *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshKeyListing *listing;

  sublet_client_list_instance_ssh_keys_async (world->client,
                                              world->id,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  listing = sublet_client_list_instance_ssh_keys_finish (world->client,
                                                         sublet_test_await_result (&result),
                                                         &error);
  g_assert_no_error (error);

  return listing;
}

/* The service took it and somebody took it away again: the instance refuses it once, and the next
 * try attaches it. */
static void
test_key_taken_away (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_test_instance_set_link (world, NULL, "refuse");
  sublet_connection_start (world->connection);
  sublet_test_await (is_broken, world->connection);
  listing = list_keys (world);
  g_assert_cmpuint (listing->keys->len, ==, 1);
  sublet_client_detach_ssh_key_async (world->client,
                                      world->id,
                                      sublet_ssh_key_get_data (g_ptr_array_index (listing->keys, 0))
                                        ->id,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_client_detach_ssh_key_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);

  sublet_test_instance_set_link (world, NULL, "ok");
  sublet_test_await (connection_fixture_is_ready, world->connection);
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_N_LINKS);
}

static void
test_command_hangs (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_order (world,
                              "/_sim/set",
                              "{\"hang_commands\":%" G_GINT64_FORMAT "}",
                              world->id);
  connection_fixture_give_up_soon (world, 500);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_COMMAND, SUBLET_ERROR_TIMED_OUT);
}

static void
test_proxy_only (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_set_link (world, "direct", "refuse");
  connection_fixture_start_well (world->connection);
  g_assert_cmpint (sublet_connection_get_route (world->connection)->kind,
                   ==,
                   SUBLET_SSH_ROUTE_PROXY);
  g_assert_true (sublet_connection_get_fell_back (world->connection));
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_N_LINKS);
}

static void
test_server_comes_up (SubletTestInstance *world, gconstpointer data)
{
  sublet_test_instance_set_link (world, NULL, "refuse");
  sublet_connection_start (world->connection);
  sublet_test_await (is_broken, world->connection);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  g_assert_cmpint (sublet_connection_get_broken_link (world->connection),
                   ==,
                   SUBLET_CONNECTION_LINK_PORT);
  sublet_test_instance_set_link (world, NULL, "ok");
  sublet_test_await (connection_fixture_is_ready, world->connection);
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_N_LINKS);
  g_assert_null (sublet_connection_get_error (world->connection));
}

static void
test_lost (SubletTestInstance *world, gconstpointer data)
{
  connection_fixture_start_well (world->connection);
  sublet_test_instance_set_link (world, NULL, "cut");
  sublet_test_await (is_lost, world->connection);
  g_assert_nonnull (sublet_connection_get_error (world->connection));
  sublet_test_instance_set_link (world, NULL, "ok");
  connection_fixture_start_well (world->connection);
  g_assert_null (sublet_connection_get_error (world->connection));
}

static void
test_stopped (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletSshShell) shell = NULL;
  g_autoptr (GError) error = NULL;

  sublet_test_instance_set_link (world, NULL, "silent");
  sublet_connection_open_shell_async (world->connection,
                                      NULL,
                                      80,
                                      24,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_CHECKING);
  sublet_connection_stop (world->connection);
  shell = sublet_connection_open_shell_finish (world->connection,
                                               sublet_test_await_result (&result),
                                               &error);
  g_assert_null (shell);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sublet_connection_get_state (world->connection),
                   ==,
                   SUBLET_CONNECTION_STATE_IDLE);
  g_assert_cmpint (sublet_connection_get_broken_link (world->connection),
                   ==,
                   SUBLET_CONNECTION_N_LINKS);
}

/* Who waits for a shell is told when he gives up, and when the chain does. */
static void
test_shell_in_vain (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) given_up = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;

  sublet_test_instance_set_link (world, NULL, "silent");
  connection_fixture_give_up_soon (world, 500);
  sublet_connection_open_shell_async (world->connection,
                                      NULL,
                                      80,
                                      24,
                                      cancellable,
                                      sublet_test_on_result,
                                      &given_up);
  sublet_connection_open_shell_async (world->connection,
                                      NULL,
                                      80,
                                      24,
                                      NULL,
                                      sublet_test_on_result,
                                      &failed);
  g_cancellable_cancel (cancellable);
  g_assert_null (sublet_connection_open_shell_finish (world->connection,
                                                      sublet_test_await_result (&given_up),
                                                      &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (sublet_connection_open_shell_finish (world->connection,
                                                      sublet_test_await_result (&failed),
                                                      &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_TIMED_OUT);
}

static void
test_no_port (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletInstance) bare = NULL;
  SubletInstanceData row;

  sublet_instance_data_init (&row);
  row.id = world->id;
  bare = sublet_instance_new_take (&row, 0);
  sublet_connection_set_instance (world->connection, bare);
  g_assert_null (sublet_connection_dup_command (world->connection));
  g_assert_null (sublet_connection_dup_config (world->connection, "ada"));
  connection_fixture_give_up_soon (world, 500);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_PORT, SUBLET_ERROR_NOT_FOUND);
}

static void
test_hostile_address (SubletTestInstance *world, gconstpointer data)
{
  g_autoptr (SubletInstance) hostile = NULL;
  g_autofree char *command = NULL;
  SubletInstanceData row;

  sublet_instance_data_init (&row);
  row.public_ipaddr = g_strdup ("a;reboot");
  row.direct_ssh_port = 22;
  hostile = sublet_instance_new_take (&row, 0);
  sublet_connection_set_instance (world->connection, hostile);
  command = sublet_connection_dup_command (world->connection);
  g_assert_cmpstr (command, ==, "ssh -p 22 'root@a;reboot'");
}

static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        const char *word)
{
  SecretValue *passphrase = secret_value_new (word, -1, "text/plain");

  sublet_identity_store_answer (asker, passphrase);
  secret_value_unref (passphrase);
}

/* A person who does not give the passphrase is not asked on and on; once it is unlocked, the same
 * connection comes up. */
static void
test_key_locked (SubletTestInstance *world, gconstpointer data)
{
  g_autofree char *path =
    key_fixture_make (world->folder, "mine", "-t ed25519 -C mine -N secret -a 1");
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  SubletConnectionTimes times;

  /* It would try for longer than a test may wait. */
  sublet_connection_get_times (world->connection, &times);
  times.limit_ms = 24 * 60 * 60 * 1000;
  sublet_connection_set_times (world->connection, &times);
  sublet_identity_store_set_choice (world->identities, choice);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_KEY, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_connection_get_next_try_us (world->connection), ==, 0);
  connection_fixture_fail_at (world, SUBLET_CONNECTION_LINK_KEY, SUBLET_ERROR_SSH_KEY);

  g_signal_connect (world->identities, "ask-passphrase", G_CALLBACK (on_ask), (gpointer) "secret");
  sublet_identity_store_unlock (world->identities);
  connection_fixture_start_well (world->connection);
  connection_fixture_assert_links (world->connection, SUBLET_CONNECTION_N_LINKS);
}

#define ADD(name, func)                  \
  g_test_add ("/ssh/connection/" name,   \
              SubletTestInstance,        \
              NULL,                      \
              connection_fixture_set_up, \
              func,                      \
              connection_fixture_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("ready", test_ready);
  ADD ("port-shut", test_port_shut);
  ADD ("no-handshake", test_no_handshake);
  ADD ("key-not-attached", test_key_not_attached);
  ADD ("key-comes-late", test_key_comes_late);
  ADD ("key-taken-away", test_key_taken_away);
  ADD ("key-locked", test_key_locked);
  ADD ("command-hangs", test_command_hangs);
  ADD ("proxy-only", test_proxy_only);
  ADD ("server-comes-up", test_server_comes_up);
  ADD ("lost", test_lost);
  ADD ("stopped", test_stopped);
  ADD ("shell-in-vain", test_shell_in_vain);
  ADD ("no-port", test_no_port);
  ADD ("hostile-address", test_hostile_address);

  return g_test_run ();
}
