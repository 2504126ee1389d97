/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/connections-world.h"

#include "core/ssh/sublet-connection-private.h"

#include "support/sublet-test.h"

void
connections_world_open (ConnectionsWorld *world, const GError *problem)
{
  world->connections =
    sublet_connections_new (world->f.engine, world->f.client, world->identities, problem);
}

void
connections_world_set_up (ConnectionsWorld *world, gconstpointer data)
{
  EngineFixture *f = &world->f;
  g_autofree char *sshd = sublet_test_simulator_dup_sshd_option ();

  f->folder = sublet_test_make_folder ();
  f->simulator = sublet_test_simulator_new ("--offers", "300", "--speed", "60", sshd, NULL);
  engine_fixture_set (f, "{\"start_odds\": 1}");
  f->clock = sublet_clock_new ();
  engine_fixture_open (f);
  engine_fixture_sign_in (f, "demo-key");
  engine_fixture_await_known (f);
  world->identities =
    sublet_identity_store_new (sublet_client_get_server (f->client), "test", TRUE);
  connections_world_open (world, NULL);
}

void
connections_world_tear_down (ConnectionsWorld *world, gconstpointer data)
{
  g_assert_finalize_object (world->connections);
  g_clear_object (&world->identities);
  sublet_test_drain ();
  engine_fixture_tear_down (&world->f, data);
}

/* ---- waiting; lists are asked for faster than a person's window would ---- */

bool
connections_world_has_state (gpointer data)
{
  ConnectionsAwaited *awaited = data;
  gint64 now_us = g_get_monotonic_time ();

  if (sublet_rental_get_state (awaited->rental) == awaited->state)
    return true;
  if (now_us - awaited->asked_us > 300 * G_TIME_SPAN_MILLISECOND)
    {
      awaited->asked_us = now_us;
      sublet_rental_engine_refresh (awaited->world->f.engine);
    }

  return false;
}

void
connections_world_await_state (ConnectionsWorld *world,
                               SubletRental *rental,
                               SubletRentalState state)
{
  ConnectionsAwaited awaited = { world, rental, state, 0 };

  if (!sublet_test_wait_for (connections_world_has_state, &awaited, SUBLET_TEST_TIMEOUT_MS))
    g_error ("state %d instead of %d", sublet_rental_get_state (rental), state);
}

bool
connections_world_is_failed (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_FAILED;
}

bool
connections_world_is_ready (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_READY;
}

bool
connections_world_is_lost (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_LOST;
}

static bool
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static bool
has_ready_connection (gpointer data)
{
  ConnectionsAwaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_get (awaited->world->connections, awaited->rental);

  return connection != NULL && connections_world_is_ready (connection);
}

void
connections_world_await_connection (ConnectionsWorld *world, SubletRental *rental)
{
  ConnectionsAwaited awaited = { world, rental, 0, 0 };

  sublet_test_await (has_ready_connection, &awaited);
}

SubletRental *
connections_world_rent_ready (ConnectionsWorld *world)
{
  SubletRental *rental = engine_fixture_rent (&world->f);

  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  return rental;
}

bool
connections_world_try_key (ConnectionsWorld *world,
                           SubletRental *rental,
                           const char *ssh_key,
                           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_rental_engine_set_ssh_key_async (world->f.engine,
                                          rental,
                                          ssh_key,
                                          NULL,
                                          sublet_test_on_result,
                                          &result);
  sublet_test_await_result (&result);

  return sublet_rental_engine_set_ssh_key_finish (world->f.engine, result, error);
}

void
connections_world_set_key (ConnectionsWorld *world, SubletRental *rental, const char *ssh_key)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (connections_world_try_key (world, rental, ssh_key, &error));
  g_assert_no_error (error);
}

guint
connections_world_count_requests (ConnectionsWorld *world, const char *route)
{
  return sublet_test_simulator_count_requests (world->f.simulator, route);
}

/* Another process after this one. */
SubletRental *
connections_world_restart (ConnectionsWorld *world, gint64 contract_id)
{
  SubletDatabase *database = sublet_rental_engine_get_database (world->f.engine);

  g_object_add_weak_pointer (G_OBJECT (database), (gpointer *) &database);
  g_assert_finalize_object (world->connections);
  engine_fixture_close (&world->f);
  /* What was at work holds the databases, and with them the profile's lock. */
  sublet_test_await (is_gone, &database);
  engine_fixture_open (&world->f);
  engine_fixture_sign_in (&world->f, "demo-key");
  /* No keyring: the next start has another key, and gives it to what runs. */
  g_clear_object (&world->identities);
  world->identities =
    sublet_identity_store_new (sublet_client_get_server (world->f.client), "test", TRUE);
  connections_world_open (world, NULL);
  g_assert_false (sublet_rental_engine_get_read_only (world->f.engine));
  engine_fixture_await_known (&world->f);

  return g_object_ref (engine_fixture_find (&world->f, contract_id));
}

/* (transfer full): its public half's line; *path: (out): the file. */
char *
connections_world_make_key (ConnectionsWorld *world, const char *name, char **path)
{
  g_autofree char *public_path = NULL;
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;
  char *line = NULL;
  int status;

  *path = g_build_filename (world->f.folder, name, NULL);
  public_path = g_strconcat (*path, ".pub", NULL);
  command = g_strdup_printf ("ssh-keygen -q -t ed25519 -C %s -N '' -f '%s'", name, *path);
  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_file_get_contents (public_path, &line, NULL, &error);
  g_assert_no_error (error);

  return g_strchomp (line);
}

SubletRental *
connections_world_rent_with_key (ConnectionsWorld *world, const char *ssh_key)
{
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (&world->f, offer);
  g_autoptr (GError) error = NULL;
  SubletRental *rental;

  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_ssh_key (launch, ssh_key);
  sublet_rental_request_set_launch (request, launch);
  rental = engine_fixture_try_rent (&world->f, request, &error);
  g_assert_no_error (error);

  return rental;
}

void
connections_world_assert_signs_in_with (ConnectionsWorld *world,
                                        SubletRental *rental,
                                        const char *line,
                                        bool same)
{
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  const char *used;

  connections_world_await_connection (world, rental);
  used = sublet_ssh_identity_get_public_line (connection->identity);
  g_assert_true (g_str_equal (used, line) == same);
}

bool
connections_world_has_no_key (gpointer data)
{
  ConnectionsAwaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_peek (awaited->world->connections, awaited->rental);

  return connections_world_has_state (awaited) && connection != NULL &&
         sublet_connection_get_broken_link (connection) == SUBLET_CONNECTION_LINK_KEY;
}

bool
connections_world_has_failed_connection (gpointer data)
{
  ConnectionsAwaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_peek (awaited->world->connections, awaited->rental);

  return connection != NULL && connections_world_is_failed (connection);
}
