/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"

#include "core/rental/connections-world.h"
#include "support/sublet-test.h"

/* Another SSH key that what is READY could not be given yet. */

/* By itself it would be tried later than a test may wait. */
#define LONG_MS (24 * 60 * 60 * 1000)

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

/* The service does not take it: it is tried again by itself, and the reason is kept until then. */
static void
test_not_taken (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);

  engine_fixture_arm (&world->f,
                      "{\"fault\":\"json-error\",\"route\":\"instance-ssh-attach\",\"status\":"
                      "400}");
  connections_world_set_key (world, rental, uri);
  g_assert_null (sublet_connection_get_key_missing_error (connection));
  sublet_test_await (has_problem, connection);
  g_assert_true (sublet_connection_get_key_missing (connection));
  sublet_test_await (is_placed, connection);
  g_assert_null (sublet_connection_get_key_missing_error (connection));
  g_assert_true (connections_world_is_ready (connection));

  sublet_connection_stop (connection);
  sublet_connection_start (connection);
  connections_world_assert_signs_in_with (world, rental, line, true);
}

/* A person does not wait for the next try: it is sent at once, and once. */
static void
test_by_hand (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  g_autoptr (SubletSshSession) session = g_object_ref (connection->session);
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");

  /* Nothing waits for a try. */
  sublet_connection_place_key (connection);
  g_assert_false (sublet_connection_get_key_missing (connection));

  connection->times.first_pause_ms = LONG_MS;
  engine_fixture_arm (&world->f,
                      "{\"fault\":\"json-error\",\"route\":\"instance-ssh-attach\",\"status\":"
                      "400}");
  connections_world_set_key (world, rental, uri);
  sublet_test_await (has_problem, connection);

  sublet_connection_place_key (connection);
  g_assert_null (sublet_connection_get_key_missing_error (connection));
  g_assert_true (sublet_connection_get_key_missing (connection));
  /* It is under way already. */
  sublet_connection_place_key (connection);
  sublet_test_await (is_placed, connection);
  g_assert_true (connections_world_is_ready (connection));
  g_assert_true (connection->session == session);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached + 2);

  sublet_connection_stop (connection);
  sublet_connection_start (connection);
  connections_world_assert_signs_in_with (world, rental, line, true);
}

static void
lock_key (const char *path)
{
  g_autofree char *command =
    g_strdup_printf ("ssh-keygen -q -p -P '' -N secret -a 1 -f '%s'", path);
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  int status;

  g_spawn_command_line_sync (command, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* @passphrase: (nullable) */
static void
on_ask (SubletIdentityStore *store,
        const char *path,
        gboolean wrong,
        SubletIdentityStore *asker,
        const char *passphrase)
{
  g_autoptr (SecretValue)
    value = passphrase != NULL ? secret_value_new (passphrase, -1, "text/plain") : NULL;

  sublet_identity_store_answer (asker, value);
}

/* The person does not give the passphrase, and later does, where keys are unlocked or where it is
 * told that the instance has none: it goes to the instance at once. */
static void
test_unlocked (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  gulong handler;

  connection->times.first_pause_ms = LONG_MS;
  lock_key (path);
  handler = g_signal_connect (world->identities, "ask-passphrase", G_CALLBACK (on_ask), NULL);
  connections_world_set_key (world, rental, uri);
  sublet_test_await (has_problem, connection);
  g_assert_error (sublet_connection_get_key_missing_error (connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_KEY);
  g_assert_true (sublet_connection_get_key_missing (connection));
  g_signal_handler_disconnect (world->identities, handler);

  g_signal_connect (world->identities, "ask-passphrase", G_CALLBACK (on_ask), (gpointer) "secret");
  if (data != NULL)
    sublet_connection_place_key (connection);
  else
    sublet_identity_store_unlock (world->identities);
  sublet_test_await (is_placed, connection);
  g_assert_true (connections_world_is_ready (connection));
  g_assert_true (sublet_connection_has_agent_command (connection));

  sublet_connection_stop (connection);
  sublet_connection_start (connection);
  connections_world_assert_signs_in_with (world, rental, line, true);
}

#define ADD(name, data, func)                        \
  g_test_add ("/rental/connections-key-place/" name, \
              ConnectionsWorld,                      \
              data,                                  \
              connections_world_set_up,              \
              func,                                  \
              connections_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("not-taken", NULL, test_not_taken);
  ADD ("by-hand", NULL, test_by_hand);
  ADD ("unlocked", NULL, test_unlocked);
  ADD ("unlocked-by-hand", GINT_TO_POINTER (TRUE), test_unlocked);

  return g_test_run ();
}
