/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"

#include "core/rental/connections-world.h"
#include "support/sublet-test.h"

#include <glib/gstdio.h>

/* Another SSH key for what is rented already. */

static void
assert_has_key (ConnectionsWorld *world, SubletRental *rental, const char *ssh_key)
{
  g_autofree char *has = sublet_rental_engine_dup_ssh_key (world->f.engine, rental);

  g_assert_cmpstr (has, ==, ssh_key);
}

/* Of the only rental, in the journal. */
static void
assert_journal_has (ConnectionsWorld *world, const char *text, guint n_changes)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM rentals WHERE instr (launch_json, '%s') > 0", text);

  g_assert_cmpint (engine_fixture_ask_journal (&world->f, sql), ==, 1);
  g_assert_cmpuint (engine_fixture_count_events (&world->f, "ssh-key-changed"), ==, n_changes);
}

/* Rented with a file that is taken away: broken at that link until it is given another, by which it
 * is reached at once; so it is in the next process too. */
static void
test_broken (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) rental = connections_world_rent_with_key (world, uri);
  ConnectionsAwaited awaited = { world, rental, 0, 0 };
  SubletConnection *connection;
  gint64 contract_id;
  guint n_paid;

  g_unlink (path);
  awaited.state = SUBLET_RENTAL_STATE_CONNECTING;
  sublet_test_await (connections_world_has_no_key, &awaited);
  sublet_test_await (connections_world_has_failed_connection, &awaited);
  connection = sublet_connections_get (world->connections, rental);
  n_paid = connections_world_count_requests (world, "create");
  g_assert_true (sublet_connection_has_own_key (connection));
  g_assert_true (sublet_rental_can_set_ssh_key (rental));

  connections_world_set_key (world, rental, "own");
  g_assert_true (sublet_connections_get (world->connections, rental) == connection);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_CHECKING);
  g_assert_cmpint (sublet_key_choice_get_kind (sublet_connection_get_key_choice (connection)),
                   ==,
                   SUBLET_KEY_CHOICE_OWN);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  connections_world_assert_signs_in_with (world, rental, line, false);
  assert_has_key (world, rental, "own");
  assert_journal_has (world, "\"ssh-key\":\"own\"", 1);
  g_assert_cmpuint (connections_world_count_requests (world, "create"), ==, n_paid);

  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  assert_has_key (world, rental, "own");
  connections_world_assert_signs_in_with (world, rental, line, false);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_true (sublet_connection_has_own_key (connection));

  /* What Preferences name is no key of its own. */
  connections_world_set_key (world, rental, NULL);
  g_assert_false (sublet_connection_has_own_key (connection));
  assert_has_key (world, rental, NULL);
}

static bool
is_placed (gpointer data)
{
  return !sublet_connection_get_key_missing (data);
}

static bool
has_problem (gpointer data)
{
  return sublet_connection_get_key_missing_error (data) != NULL;
}

static SubletSshShell *
open_shell (SubletConnection *connection)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletSshShell *shell;

  sublet_connection_open_shell_async (connection,
                                      NULL,
                                      80,
                                      24,
                                      NULL,
                                      sublet_test_on_result,
                                      &result);
  sublet_test_await_result (&result);
  shell = sublet_connection_open_shell_finish (connection, result, &error);
  g_assert_no_error (error);

  return shell;
}

/* What is connected stays so, its shells too; the instance gets the key beside it, and the next
 * connection signs in with that one. */
static void
test_ready (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  g_autoptr (SubletSshShell) shell = open_shell (connection);
  g_autoptr (SubletSshSession) session = g_object_ref (connection->session);
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");

  connections_world_set_key (world, rental, uri);
  g_assert_true (sublet_connection_get_key_missing (connection));
  g_assert_false (sublet_connection_has_agent_command (connection));
  g_assert_true (connections_world_is_ready (connection));
  sublet_test_await (is_placed, connection);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached + 1);
  g_assert_true (sublet_connection_has_agent_command (connection));
  g_assert_true (connection->session == session);
  g_assert_true (connections_world_is_ready (connection));
  g_assert_false (sublet_ssh_shell_get_ended (shell));
  g_assert_cmpint (sublet_rental_get_state (rental), ==, SUBLET_RENTAL_STATE_READY);

  /* The same again is nothing new. */
  connections_world_set_key (world, rental, uri);
  g_assert_false (sublet_connection_get_key_missing (connection));
  assert_journal_has (world, uri, 1);

  g_clear_object (&shell);
  sublet_connection_stop (connection);
  sublet_connection_start (connection);
  connections_world_assert_signs_in_with (world, rental, line, true);
}

/* The next one cannot be opened: what is connected stays so, and it is told that the instance does
 * not have it. */
static void
test_locked_out (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");

  connections_world_set_key (world, rental, "file:///nonexistent/lab");
  sublet_test_await (has_problem, connection);
  g_assert_true (sublet_connection_get_key_missing (connection));
  g_assert_true (connections_world_is_ready (connection));
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached);
  sublet_connection_stop (connection);
  g_assert_false (sublet_connection_get_key_missing (connection));
  sublet_connection_start (connection);
  sublet_test_await (connections_world_is_failed, connection);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
}

/* What the journal does not take is not so, here and in the next process. */
static void
test_not_written (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");
  guint n_events = sublet_rental_get_events (rental)->len;
  g_autoptr (GError) error = NULL;
  gint64 contract_id;

  engine_fixture_order_journal (&world->f,
                                "CREATE TEMP TRIGGER full BEFORE INSERT ON rentals"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_assert_false (connections_world_try_key (world, rental, "file:///nonexistent/lab", &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_order_journal (&world->f, "DROP TRIGGER full");
  assert_has_key (world, rental, NULL);
  g_assert_false (sublet_connection_has_own_key (connection));
  g_assert_true (connections_world_is_ready (connection));
  g_assert_cmpuint (sublet_rental_get_events (rental)->len, ==, n_events);
  g_assert_cmpuint (engine_fixture_count_events (&world->f, "ssh-key-changed"), ==, 0);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached);

  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  assert_has_key (world, rental, NULL);
  /* It can be tried again. */
  connections_world_set_key (world, rental, "own");
}

static void
assert_refused (ConnectionsWorld *world, SubletRental *rental, const char *ssh_key)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (connections_world_try_key (world, rental, ssh_key, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
}

/* What is no key, what ends, and what only a newer version can read. */
static void
test_refused (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  gint64 contract_id = sublet_rental_get_instance_id (rental);
  g_autoptr (GError) error = NULL;

  assert_refused (world, rental, "moon:7");
  assert_has_key (world, rental, NULL);

  engine_fixture_order_journal (&world->f, "UPDATE rentals SET launch_json = '{\"version\":99}'");
  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  g_assert_false (sublet_rental_can_set_ssh_key (rental));
  assert_refused (world, rental, "own");
  assert_journal_has (world, "{\"version\":99}", 0);

  /* One that was adopted has no launch: it gets one that says nothing else. */
  engine_fixture_order_journal (&world->f, "UPDATE rentals SET launch_json = NULL");
  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  g_assert_false (sublet_rental_can_update_software (rental));
  connections_world_set_key (world, rental, "own");
  assert_has_key (world, rental, "own");
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  g_assert_false (sublet_rental_can_update_software (rental));

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  g_assert_false (sublet_rental_can_set_ssh_key (rental));
  assert_refused (world, rental, NULL);
}

#define ADD(name, func)                               \
  g_test_add ("/rental/connections-key-change/" name, \
              ConnectionsWorld,                       \
              NULL,                                   \
              connections_world_set_up,               \
              func,                                   \
              connections_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("broken", test_broken);
  ADD ("ready", test_ready);
  ADD ("locked-out", test_locked_out);
  ADD ("not-written", test_not_written);
  ADD ("refused", test_refused);

  return g_test_run ();
}
