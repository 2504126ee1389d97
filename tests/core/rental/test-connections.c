/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/rental/sublet-connections.h"

#include "core/base/sublet-error.h"
#include "core/ssh/sublet-connection-private.h"
#include "core/ssh/sublet-ssh-agent-private.h"

#include "core/rental/engine-fixture.h"
#include "support/sublet-test.h"

/* The shipped engine, connections and SSH in real time, against instances that are real servers. */

typedef struct
{
  EngineFixture f;
  SubletIdentityStore *identities;
  SubletConnections *connections;
} World;

static void
open_connections (World *world, const GError *problem)
{
  world->connections =
    sublet_connections_new (world->f.engine, world->f.client, world->identities, problem);
}

static void
set_up (World *world, gconstpointer data)
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
  open_connections (world, NULL);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->connections);
  g_clear_object (&world->identities);
  sublet_test_drain ();
  engine_fixture_tear_down (&world->f, data);
}

/* ---- waiting; lists are asked for faster than a person's window would ---- */

typedef struct
{
  World *world;
  SubletRental *rental;
  SubletRentalState state;
  gint64 asked_us;
} Awaited;

static bool
has_state (gpointer data)
{
  Awaited *awaited = data;
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

static void
await_state (World *world, SubletRental *rental, SubletRentalState state)
{
  Awaited awaited = { world, rental, state, 0 };

  if (!sublet_test_wait_for (has_state, &awaited, SUBLET_TEST_TIMEOUT_MS))
    g_error ("state %d instead of %d", sublet_rental_get_state (rental), state);
}

static bool
is_failed (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_FAILED;
}

static bool
is_ready (gpointer data)
{
  return sublet_connection_get_state (data) == SUBLET_CONNECTION_STATE_READY;
}

static bool
is_lost (gpointer data)
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
  Awaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_get (awaited->world->connections, awaited->rental);

  return connection != NULL && is_ready (connection);
}

static void
await_connection (World *world, SubletRental *rental)
{
  Awaited awaited = { world, rental, 0, 0 };

  sublet_test_await (has_ready_connection, &awaited);
}

static SubletRental *
rent_ready (World *world)
{
  SubletRental *rental = engine_fixture_rent (&world->f);

  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  return rental;
}

static void
set_links (World *world, SubletRental *rental, const char *how)
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

static guint
count_requests (World *world, const char *route)
{
  return sublet_test_simulator_count_requests (world->f.simulator, route);
}

/* ---- tests ---- */

static void
test_ready_by_itself (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
  const GArray *events = sublet_rental_get_events (rental);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  guint n = events->len;

  g_assert_true (is_ready (connection));
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
test_elsewhere (World *world, gconstpointer data)
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
  await_state (world, rental, SUBLET_RENTAL_STATE_RUNNING);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, 0);

  /* Nothing vouches for its host key. */
  sublet_connection_start (connection);
  sublet_test_await (is_failed, connection);
  g_assert_error (sublet_connection_get_error (connection),
                  SUBLET_ERROR,
                  SUBLET_ERROR_SSH_HOST_KEY_NEW);
  key = sublet_ssh_host_key_ref (sublet_connection_get_presented_key (connection));
  sublet_connection_accept_host_key (connection, key);
  sublet_test_await (is_ready, connection);
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  /* Once for each start. */
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, 2);
}

static void
test_stop_and_start (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_STOP, &error));
  g_assert_no_error (error);
  await_state (world, rental, SUBLET_RENTAL_STATE_STOPPED);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_START, &error));
  g_assert_no_error (error);
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

/* A container that is made anew has a host key of its own, which is no alarm. */
static void
test_made_anew (World *world, gconstpointer data)
{
  SubletRentalEngine *engine = world->f.engine;
  g_autoptr (SubletRental) rental = rent_ready (world);
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
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
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
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  keys[2] = sublet_ssh_host_key_ref (connection->pinned);

  g_assert_true (sublet_connections_get (world->connections, rental) == connection);
  g_assert_false (sublet_ssh_host_key_equal (keys[0], keys[1]));
  g_assert_false (sublet_ssh_host_key_equal (keys[1], keys[2]));
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    sublet_ssh_host_key_unref (keys[i]);
}

static void
test_lost_and_found (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
  SubletConnection *connection = sublet_connections_get (world->connections, rental);

  set_links (world, rental, "cut");
  sublet_test_await (is_lost, connection);
  await_state (world, rental, SUBLET_RENTAL_STATE_CONNECTING);
  set_links (world, rental, "ok");
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

/* Another process after this one. */
static SubletRental *
restart (World *world, gint64 contract_id)
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
  open_connections (world, NULL);
  g_assert_false (sublet_rental_engine_get_read_only (world->f.engine));
  engine_fixture_await_known (&world->f);

  return g_object_ref (engine_fixture_find (&world->f, contract_id));
}

static void
test_restart (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
  gint64 contract_id = sublet_rental_get_instance_id (rental);

  g_clear_object (&rental);
  rental = restart (world, contract_id);
  /* The journal says READY; only a command that answers proves it. */
  await_connection (world, rental);
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
}

static bool
is_checked (gpointer data)
{
  return sublet_connection_get_report (data) != NULL &&
         !sublet_connection_get_checking_runtime (data);
}

/* What the latest checks of its connection found of one package; the verdict on the whole. */
static const SubletRuntimeFound *
await_package (World *world, SubletRental *rental, const char *name, SubletRuntimeVerdict *verdict)
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
test_required (World *world, gconstpointer data)
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
  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  found = await_package (world, rental, "sublet-other", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_GAPS);
  found = await_package (world, rental, "sublet-absent", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_cmpint (verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);

  contract_id = sublet_rental_get_instance_id (rental);
  g_clear_object (&rental);
  rental = restart (world, contract_id);
  await_connection (world, rental);
  sublet_connection_check_runtime (sublet_connections_get (world->connections, rental));
  found = await_package (world, rental, "sublet-absent", &verdict);
  g_assert_nonnull (found);
  g_assert_cmpint (found->item.verdict, ==, SUBLET_RUNTIME_VERDICT_UNFIT);
  g_assert_null (await_package (world, rental, "sublet-other", &verdict));
}

/* (transfer full): its public half's line; *path: (out): the file. */
static char *
make_key (World *world, const char *name, char **path)
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

static SubletRental *
rent_with_key (World *world, const char *ssh_key)
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

static void
assert_signs_in_with (World *world, SubletRental *rental, const char *line, bool same)
{
  SubletConnection *connection = sublet_connections_get (world->connections, rental);
  const char *used;

  await_connection (world, rental);
  used = sublet_ssh_identity_get_public_line (connection->identity);
  g_assert_true (g_str_equal (used, line) == same);
}

/* A rental with a key of its own, beside one with the key of Preferences; the server has what was
 * attached and nothing else. It is still its key in the next process. */
static void
test_own_key (World *world, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *line = make_key (world, "lab", &path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (SubletRental) plain = rent_ready (world);
  g_autoptr (SubletRental) rental = rent_with_key (world, uri);
  SubletConnection *connection;
  g_autofree char *block = NULL;
  gint64 contract_id;

  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  assert_signs_in_with (world, rental, line, true);
  assert_signs_in_with (world, plain, line, false);
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
  rental = restart (world, contract_id);
  assert_signs_in_with (world, rental, line, true);
}

static bool
has_no_key (gpointer data)
{
  Awaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_peek (awaited->world->connections, awaited->rental);

  return has_state (awaited) && connection != NULL &&
         sublet_connection_get_broken_link (connection) == SUBLET_CONNECTION_LINK_KEY;
}

/* A key that is not there, or that only another version knows: no other takes its place. */
static void
assert_no_other_key (World *world, const char *ssh_key)
{
  g_autoptr (SubletRental) rental = rent_with_key (world, ssh_key);
  Awaited awaited = { world, rental, SUBLET_RENTAL_STATE_CONNECTING, 0 };
  guint n_attached = count_requests (world, "instance-ssh-attach");
  SubletConnection *connection;

  sublet_test_await (has_no_key, &awaited);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_SSH_KEY);
  g_assert_null (connection->identity);
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, n_attached);
}

static void
test_no_other_key (World *world, gconstpointer data)
{
  assert_no_other_key (world, "file:///nonexistent/lab");
}

static bool
has_failed_connection (gpointer data)
{
  Awaited *awaited = data;
  SubletConnection *connection =
    sublet_connections_peek (awaited->world->connections, awaited->rental);

  return connection != NULL && is_failed (connection);
}

static bool
has_diagnosis (gpointer data)
{
  return sublet_doctor_get_checked_us (data) > 0;
}

/* Wherever it is asked which key this rental has, it is none that is known, and none signs in. */
static void
assert_unknown_key (World *world, SubletRental *rental)
{
  g_autofree char *path = NULL;
  g_autofree char *line = make_key (world, "of-preferences", &path);
  g_autoptr (SubletKeyChoice) choice = sublet_key_choice_new_file (path);
  Awaited awaited = { world, rental, 0, 0 };
  guint n_attached = count_requests (world, "instance-ssh-attach");
  SubletConnection *connection;
  g_autofree char *block = NULL;
  g_autoptr (SubletDoctor) doctor = NULL;

  sublet_identity_store_set_choice (world->identities, choice);
  sublet_test_await (has_failed_connection, &awaited);
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
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, n_attached);
}

static SubletRental *
restart_changed (World *world, const char *sql)
{
  g_autoptr (SubletRental) rental = rent_with_key (world, "own");
  gint64 contract_id;

  await_state (world, rental, SUBLET_RENTAL_STATE_READY);
  contract_id = sublet_rental_get_instance_id (rental);
  engine_fixture_order_journal (&world->f, sql);
  g_clear_object (&rental);

  return restart (world, contract_id);
}

/* As a newer version wrote it. */
static void
test_newer_key (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = restart_changed (world,
                                                     "UPDATE rentals SET launch_json = "
                                                     "replace (launch_json, '\"ssh-key\":\"own\"', "
                                                     "'\"ssh-key\":\"moon:7\"')");

  assert_unknown_key (world, rental);
}

/* Of a launch that cannot be read at all, nobody knows which key it has. */
static void
test_newer_launch (World *world, gconstpointer data)
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

static void
test_destroyed (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
  g_autoptr (SubletConnection)
    connection = g_object_ref (sublet_connections_get (world->connections, rental));
  g_autoptr (GError) error = NULL;

  g_assert_true (engine_fixture_order (&world->f, rental, SUBLET_ORDER_DESTROY, &error));
  g_assert_no_error (error);
  await_state (world, rental, SUBLET_RENTAL_STATE_GONE);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  g_assert_cmpuint (engine_fixture_ledger_billing (&world->f), ==, 0);
}

/* All connections share one agent, and its socket goes with them, whoever still holds one. */
static void
test_agent (World *world, gconstpointer data)
{
  g_autoptr (SubletRental) rental = rent_ready (world);
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
  open_connections (world, NULL);
}

/* A demo without SSH servers does not knock at doors for two minutes. */
static void
test_problem (World *world, gconstpointer data)
{
  g_autoptr (GError)
    problem = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND, "no servers here");
  g_autoptr (SubletRental) rental = NULL;
  SubletConnection *connection;

  g_assert_finalize_object (world->connections);
  open_connections (world, problem);
  rental = engine_fixture_rent (&world->f);
  await_state (world, rental, SUBLET_RENTAL_STATE_RUNNING);
  connection = sublet_connections_get (world->connections, rental);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_IDLE);
  sublet_connection_start (connection);
  g_assert_cmpint (sublet_connection_get_state (connection), ==, SUBLET_CONNECTION_STATE_FAILED);
  g_assert_error (sublet_connection_get_error (connection), SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

#define ADD(name, func) \
  g_test_add ("/rental/connections/" name, World, NULL, set_up, func, tear_down)

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
  ADD ("own-key", test_own_key);
  ADD ("no-other-key", test_no_other_key);
  ADD ("newer-key", test_newer_key);
  ADD ("newer-launch", test_newer_launch);
  ADD ("destroyed", test_destroyed);
  ADD ("agent", test_agent);
  ADD ("problem", test_problem);

  return g_test_run ();
}
