/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-ssh-agent-private.h"

#include "core/rental/connections-world.h"
#include "support/sublet-test.h"

/* Connections to what is rented. */

static void
set_links (ConnectionsWorld *world, SubletRental *rental, const char *how)
{
  const char *const routes[] = { "direct", "proxy" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"contract\":%" G_GINT64_FORMAT
                                               ",\"route\":\"%s\",\"how\":\"%s\"}",
                                               sublet_rental_get_instance_id (rental),
                                               routes[i],
                                               how);

      engine_fixture_post (&world->f, "/_sim/link", json);
    }
}

/* ---- tests ---- */

static void
test_ready_by_itself (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  const GArray *events = sublet_rental_get_events (rental);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  guint n = events->len;

  g_assert_true (connections_world_is_ready (connection));
  g_assert_true (sublet_connections_get (world->connections, rental) == connection);
  g_assert_cmpint (g_array_index (events, SubletRentalEvent, n - 1).state,
                   ==,
                   SUBLET_RENTAL_STATE_READY);
  g_assert_cmpint (g_array_index (events, SubletRentalEvent, n - 2).state,
                   ==,
                   SUBLET_RENTAL_STATE_CONNECTING);
  g_assert_cmpint (engine_fixture_ask_journal (&world->f, "SELECT count (*) FROM host_keys"),
                   ==,
                   1);
}

/* Somebody else's machine gets no key of ours until a person asks for it. */
static void
test_elsewhere (ConnectionsWorld *world, gconstpointer data)
{
  SubletConnection *connection;
  SubletRental *rental;
  g_autoptr (SubletSshHostKey) key = NULL;

  engine_fixture_set (&world->f,
                      "{\"add_foreign_instance\":{\"account\":\"ada\",\"gpu_name\":\"RTX 4090\"}}");
  sublet_rental_engine_refresh (world->f.engine);
  while (engine_fixture_count (&world->f) == 0)
    g_main_context_iteration (NULL, TRUE);
  rental = engine_fixture_nth (&world->f, 0);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_RUNNING);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"), ==, 0);

  /* Nothing vouches for its host key. */
  sublet_connection_start (connection);
  sublet_test_await (connections_world_is_failed, connection);
  g_assert_error (sublet_connection_get_error (connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_HOST_KEY_NEW);
  key = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (connection));
  sublet_connection_accept_host_key (connection, key);
  sublet_test_await (connections_world_is_ready, connection);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  /* Once for each start. */
  g_assert_cmpuint (connections_world_count_requests (world, "instance-ssh-attach"), ==, 2);
}

static void
test_stop_and_start (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_START, &error));
  g_assert_no_error (error);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

/* A container that is made anew has a host key of its own, which is no alarm. */
static void
test_made_anew (ConnectionsWorld *world, gconstpointer data)
{
  SubletRentalEngine *engine = world->f.engine;
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  g_autoptr (SubletLaunch) launch = sublet_rental_engine_dup_launch (engine, rental);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  SubletSshHostKey *keys[3] = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize i;

  keys[0] = sublet_ssh_host_key_ref (connection->pinned);
  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_RECYCLE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  keys[1] = sublet_ssh_host_key_ref (connection->pinned);

  sublet_rental_engine_update_software_async (engine,
                                              rental,
                                              launch,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  sublet_test_await_result (&result);
  g_assert_true (sublet_rental_engine_update_software_finish (engine, result, &error));
  g_assert_no_error (error);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  keys[2] = sublet_ssh_host_key_ref (connection->pinned);

  g_assert_true (sublet_connections_get (world->connections, rental) == connection);
  g_assert_false (sublet_ssh_host_key_equal (keys[0], keys[1]));
  g_assert_false (sublet_ssh_host_key_equal (keys[1], keys[2]));
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    sublet_ssh_host_key_unref (keys[i]);
}

static void
test_lost_and_found (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);

  set_links (world, rental, "cut");
  sublet_test_await (connections_world_is_lost, connection);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_CONNECTING);
  set_links (world, rental, "ok");
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

static void
test_restart (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  gint64 contract_id = sublet_rental_get_instance_id (rental);

  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  /* The journal says READY; only a command that answers proves it. */
  connections_world_await_connection (world, rental);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

static bool
is_checked (gpointer data)
{
  return sublet_connection_get_report (data) != NULL &&
         !sublet_connection_get_checking_runtime (data);
}

/* What the latest checks of its connection found of one package; the verdict on the whole. */
static const SubletRuntimeFound *
await_package (ConnectionsWorld *world,
               SubletRental *rental,
               const char *name,
               SubletRuntimeVerdict *verdict)
{
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  const SubletRuntimeReport *report;
  guint i;

  sublet_test_await (is_checked, connection);
  report = sublet_connection_get_report (connection);
  *verdict = sublet_runtime_report_get_verdict (report);
  for (i = 0; i < sublet_runtime_report_get_n_packages (report); i++)
    {
      const SubletRuntimeFound *found = sublet_runtime_report_get_package (report, i);

      if (g_str_equal (found->package->name, name))
        return found;
    }

  return NULL;
}

/* What a recipe requires goes before what the person only wishes for, and outlives the process. */
static void
test_required (ConnectionsWorld *world, gconstpointer data)
{
  static const char *const required[] = { "sublet-absent>=2", NULL };
  static const char *const wished[] = { "?Sublet_Absent", "?sublet-other", NULL };
  g_autoptr (SubletLaunch) launch = NULL;
  g_autoptr (SubletOffer) offer = engine_fixture_pick_offer (&world->f, 0);
  g_autoptr (SubletRentalRequest) request = engine_fixture_make_request (&world->f, offer);
  g_autoptr (SubletRental) rental = NULL;
  g_autoptr (GError) error = NULL;
  const SubletRuntimeFound *found;
  SubletRuntimeVerdict verdict;
  gint64 contract_id;

  launch = sublet_launch_copy (sublet_rental_request_get_launch (request));
  sublet_launch_set_packages (launch, required);
  sublet_rental_request_set_launch (request, launch);
  g_object_set (world->connections, "packages", wished, NULL);
  rental = engine_fixture_try_rent (&world->f, request, &error);
  g_assert_no_error (error);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  found = await_package (world, rental, "sublet-other", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_GAPS);
  found = await_package (world, rental, "sublet-absent", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_cmpint (verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);

  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  rental = connections_world_restart (world, contract_id);
  connections_world_await_connection (world, rental);
  sublet_connection_check_runtime (sublet_connections_get (world->connections, rental));
  found = await_package (world, rental, "sublet-absent", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_null (await_package (world, rental, "sublet-other", &verdict));
}

static void
test_destroyed (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  g_autoptr (SubletConnection)
    connection = g_object_ref (sublet_connections_get (world->connections, rental));
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  g_assert_cmpuint (engine_fixture_ledger_billing (&world->f), ==, 0);
}

/* All connections share one agent, and its socket goes with them, whoever still holds one. */
static void
test_agent (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = connections_world_rent_ready (world);
  g_autoptr (SubletConnection)
    connection = g_object_ref (sublet_connections_get (world->connections, rental));
  g_auto (GStrv) command = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  sublet_ssh_agent_set_parent (connection->agent, world->f.folder);
  g_assert_null (sublet_ssh_agent_get_socket_path (connection->agent));
  command = sublet_connection_dup_agent_command (connection, &error);
  g_assert_no_error (error);
  path = g_strdup (sublet_ssh_agent_get_socket_path (connection->agent));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_finalize_object (world->connections);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (sublet_connection_has_agent_command (connection));
  g_clear_object (&connection);
  connections_world_open (world, NULL);
}

/* A demo without SSH servers does not knock at doors for two minutes. */
static void
test_problem (ConnectionsWorld *world, gconstpointer data)
{
  g_autoptr (GError)
    problem = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no servers here");
  g_autoptr (SubletRental) rental = NULL;
  SubletConnection *connection;

  g_assert_finalize_object (world->connections);
  connections_world_open (world, problem);
  rental = engine_fixture_rent (&world->f);
  connections_world_await_state (world, rental, SUBLET_RENTAL_STATE_RUNNING);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  sublet_connection_start (connection);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_FAILED);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

#define ADD(name, func)                    \
  g_test_add ("/rental/connections/" name, \
              ConnectionsWorld,            \
              NULL,                        \
              connections_world_set_up,    \
              func,                        \
              connections_world_tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("ready-by-itself", test_ready_by_itself);
  ADD ("elsewhere", test_elsewhere);
  ADD ("stop-and-start", test_stop_and_start);
  ADD ("made-anew", test_made_anew);
  ADD ("lost-and-found", test_lost_and_found);
  ADD ("restart", test_restart);
  ADD ("required", test_required);
  ADD ("destroyed", test_destroyed);
  ADD ("agent", test_agent);
  ADD ("problem", test_problem);

  return g_test_run ();
}
