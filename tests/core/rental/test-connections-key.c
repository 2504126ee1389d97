/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"

#include "core/rental/connections-world.h"
#include "support/sublet-test.h"

/* Connections of rentals with an SSH key of their own. */

/* A rental with a key of its own, beside one with the key of Preferences; the server has what was
 * attached and nothing else. It is still its key in the next process. */
static void
test_own_key (ConnectionsWorld *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) plain = connections_world_rent_ready (world);
  g_autoptr (SubletRental) rental = connections_world_rent_with_key (world, uri);
  SubletConnection *connection;
  g_autofree char *block = NULL;
  gint64 contract_id;

  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  connections_world_assert_signs_in_with (world, rental, line, true);
  connections_world_assert_signs_in_with (world, plain, line, false);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_cmpstr (sublet_key_choice_get_path (sublet_connection_get_key_choice (connection)),
                   ==,
                   path);
  block = sublet_connection_dup_config (connection, "lab");
  g_assert_nonnull (strstr (block, path));
  g_assert_nonnull (strstr (block, "IdentitiesOnly yes"));

  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  g_clear_object (&plain);
  rental = connections_world_restart (world, contract_id);
  connections_world_assert_signs_in_with (world, rental, line, true);
}

/* A key that is not there, or that only another version knows: no other takes its place. */
static void
assert_no_other_key (ConnectionsWorld *world, const char *ssh_key)
{
  g_autoptr (SubletRental) rental = connections_world_rent_with_key (world, ssh_key);
  ConnectionsAwaited awaited = { world, rental, SUBLET_RENTAL_STATE_CONNECTING, 0 };
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");
  SubletConnection *connection;

  sublet_test_await (connections_world_has_no_key, &awaited);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_null (connection->identity);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached);
}

static void
test_no_other_key (ConnectionsWorld *world, gconstpointer data)
{
  assert_no_other_key (world, "file:///nonexistent/lab");
}

static bool
has_diagnosis (gpointer data)
{
  return sublet_doctor_get_checked_us (data) > 0;
}

/* Wherever it is asked which key this rental has, it is none that is known, and none signs in. */
static void
assert_unknown_key (ConnectionsWorld *world, SubletRental *rental)
{
  g_autofree char *path = NULL;
  g_autofree char *line = connections_world_make_key (world, "of-preferences", &path);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  ConnectionsAwaited awaited = { world, rental, 0, 0 };
  guint n_attached = connections_world_count_requests (world, "instance-ssh-attach");
  SubletConnection *connection;
  g_autofree char *block = NULL;
  g_autoptr (SubletDoctor) doctor = NULL;

  sublet_identity_store_set_choice (world->identities, choice);
  sublet_test_await (connections_world_has_failed_connection, &awaited);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_cmpint (sublet_connection_get_broken_link (connection), ==, SUBLET_CONNECTION_LINK_KEY);
  g_assert_null (connection->identity);
  g_assert_cmpint (sublet_key_choice_get_kind (sublet_connection_get_key_choice (connection)),
                   ==,
                   SUBLET_KEY_CHOICE_OTHER);
  block = sublet_connection_dup_config (connection, "lab");
  g_assert_nonnull (block);
  g_assert_null (strstr (block, "IdentityFile"));

  doctor = sublet_connection_make_doctor (connection);
  sublet_doctor_start (doctor);
  sublet_test_await (has_diagnosis, doctor);
  g_assert_cmpint (sublet_doctor_get_first (doctor), ==, SUBLET_DOCTOR_LINK_KEYS);
  g_assert_cmpint (sublet_doctor_get_result (doctor, SUBLET_DOCTOR_LINK_KEYS)->finding,
                   ==,
                   SUBLET_DOCTOR_FINDING_NO_KEY);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"),
                    ==,
                    n_attached);
}

static SubletRental *
restart_changed (ConnectionsWorld *world, const char *sql)
{
  g_autoptr (SubletRental) rental = connections_world_rent_with_key (world, "own");
  gint64 contract_id;

  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  contract_id = sublet_rental_get_instance_id (rental);
  engine_fixture_order_journal (&world->f, sql);
  g_clear_object (&rental);

  return connections_world_restart (world, contract_id);
}

/* As a newer version wrote it. */
static void
test_newer_key (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = restart_changed (world,
                                                     "UPDATE rentals SET launch_json = "
                                                     "replace (launch_json, '\"ssh-key\":\"own\"', "
                                                     "'\"ssh-key\":\"moon:7\"')");

  assert_unknown_key (world, rental);
}

/* Of a launch that cannot be read at all, nobody knows which key it has. */
static void
test_newer_launch (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental)
    rental = restart_changed (world, "UPDATE rentals SET launch_json = '{\"version\":99}'");
  g_autoptr (SubletLaunch) launch = NULL;

  assert_unknown_key (world, rental);
  launch = sublet_rental_engine_dup_launch (world->f.engine, rental);
  g_assert_nonnull (sublet_launch_get_image (launch));
  g_assert_cmpint (sublet_launch_check (launch, SUBLET_LAUNCH_FIELD_SSH_KEY, NULL),
                   ==,
                   SUBLET_LAUNCH_PROBLEM_MALFORMED);
}

/* One that is made while another key is written has that one, and no longer when the journal does
 * not take it. */
static void
test_made_meanwhile (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  g_autoptr (SubletConnections) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletConnection *connection;

  engine_fixture_order_journal (&world->f,
                                "CREATE TEMP TRIGGER full BEFORE INSERT ON rentals"
                                "  BEGIN SELECT RAISE (ABORT, 'full'); END");
  sublet_rental_engine_set_ssh_key_async (world->f.engine,
                                          rental,
                                          "file:///nonexistent/lab",
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
  other = sublet_connections_new (world->f.engine, world->f.client, world->identities, NULL);
  connection = sublet_connections_get (other, rental);
  g_assert_true (sublet_connection_has_own_key (connection));
  sublet_test_await_result (&result);
  g_assert_false (sublet_rental_engine_set_ssh_key_finish (world->f.engine, result, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  engine_fixture_order_journal (&world->f, "DROP TRIGGER full");
  g_assert_false (sublet_connection_has_own_key (connection));
}

#define ADD(name, func)                        \
  g_test_add ("/rental/connections-key/" name, \
              ConnectionsWorld,                \
              NULL,                            \
              connections_world_set_up,        \
              func,                            \
              connections_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("own-key", test_own_key);
  ADD ("no-other-key", test_no_other_key);
  ADD ("newer-key", test_newer_key);
  ADD ("newer-launch", test_newer_launch);
  ADD ("made-meanwhile", test_made_meanwhile);

  return g_test_run ();
}
