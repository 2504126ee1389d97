/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/runtime/sublet-runtime-report.h"

#include "core/ssh/sublet-key-placement.h"

#include "core/ssh/ssh-fixture.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The script over a real server's exec, in the simulator's sandbox with its stand-ins. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletSshIdentity *identity;
  SubletInstance *instance; /* as it was last listed */
  SubletSshSession *session;
} World;

static SubletTestSimulator *
start_simulator (void)
{
  const char *sshd = g_getenv ("SUBLET_SSHD");
  g_autofree char *option = NULL;

  /* Without either the simulator says what is missing. */
  option = sshd != NULL && g_file_test (sshd, G_FILE_TEST_IS_EXECUTABLE)
             ? g_strconcat ("--sshd=", sshd, NULL)
             : g_strdup ("--sshd");
  return sublet_test_simulator_new (option, "--speed", "50", "--offers", "100", NULL);
}

static bool
is_running (gpointer user_data)
{
  World *world = user_data;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const SubletInstanceData *data;

  sublet_client_list_instances_async (world->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_instances_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);
  g_set_object (&world->instance, g_ptr_array_index (listing->instances, 0));
  data = sublet_instance_get_data (world->instance);

  return data->actual_status == SUBLET_ACTUAL_STATUS_RUNNING && data->ssh_port > 0;
}

static void
attach (World *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_key_placement_attach_async (world->client,
                                     sublet_instance_get_data (world->instance)->id,
                                     sublet_ssh_identity_get_public_line (world->identity),
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  sublet_key_placement_attach_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
}

/* The key takes a moment to get inside. */
static bool
is_connected (gpointer user_data)
{
  World *world = user_data;
  guint16 port = (guint16) sublet_instance_get_data (world->instance)->ssh_port;

  world->session = ssh_make_session (world->identity, 0, port, NULL);
  if (ssh_connect (world->session, NULL))
    return true;

  ssh_close (world->session);
  g_clear_object (&world->session);
  return false;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  world->simulator = start_simulator ();
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);
  world->identity = ssh_make_identity ();
  answer = sublet_test_simulator_control_post (world->simulator,
                                               "/_sim/set",
                                               "{\"add_foreign_instance\":{\"account\":\"ada\","
                                               "\"gpu_name\":\"RTX 4090\"}}");
  sublet_test_await (is_running, world);
  attach (world);
  sublet_test_await (is_connected, world);
}

static void
tear_down (World *world, gconstpointer data)
{
  ssh_close (world->session);
  g_assert_finalize_object (g_steal_pointer (&world->session));
  g_clear_object (&world->instance);
  g_assert_finalize_object (world->client);
  g_clear_object (&world->identity);
  g_clear_object (&world->simulator);
}

static SubletRuntimeReport *
check (World *world, const SubletRuntimeWish *wish)
{
  const SubletSshExecLimits limits = { SUBLET_RUNTIME_OUTPUT_BYTES,
                                       1024,
                                       SUBLET_RUNTIME_SCRIPT_MS };
  g_autofree char *script = sublet_runtime_report_dup_script (NULL, NULL);
  g_autoptr (SubletSshExecResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = ssh_exec (world->session, script, &limits, &error);
  g_assert_no_error (error);
  g_assert_false (result->output_truncated);

  return sublet_runtime_report_new (result->output, wish, 1);
}

static void
test_as_rented (World *world, gconstpointer data)
{
  const SubletInstanceData *instance = sublet_instance_get_data (world->instance);
  SubletRuntimeWish wish = { instance->gpu_name, instance->num_gpus, instance->gpu_ram_mb };
  g_autoptr (SubletRuntimeReport) report = check (world, &wish);
  g_autoptr (SubletRuntimeReport) other = NULL;
  int i;

  for (i = 0; i < SUBLET_RUNTIME_N_TOPICS; i++)
    {
      const SubletRuntimeItem *item = sublet_runtime_report_get_item (report, i);

      if (item->verdict != SUBLET_RUNTIME_VERDICT_FINE)
        g_error ("topic %d: finding %d, %s, %s", i, item->finding, item->value, item->detail);
    }
  g_assert_cmpint (sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_TORCH)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_FINE);
  g_assert_cmpint (sublet_runtime_report_get_item (report, SUBLET_RUNTIME_TOPIC_XFORMERS)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_MISSING);

  wish.gpu_name = "RTX 4090 D";
  other = check (world, &wish);
  g_assert_cmpint (sublet_runtime_report_get_item (other, SUBLET_RUNTIME_TOPIC_GPUS)->finding,
                   ==,
                   SUBLET_RUNTIME_FINDING_OTHER);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/core/ssh/runtime-sshd/as-rented", World, NULL, set_up, test_as_rented, tear_down);

  return g_test_run ();
}
