/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/ssh/sublet-key-placement.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/ssh/sublet-ssh-identity.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The real client over real HTTP against the simulator, whose ledger tells what was sent. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletSshIdentity *identity;
  const char *line;
  gint64 instance_id;
} World;

static void
set_key (World *world, const char *text)
{
  g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");

  sublet_client_set_key (world->client, key);
}

static void
order (World *world, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (world->simulator, path, json);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  world->simulator = sublet_test_simulator_new ("--speed", "50", "--offers", "100", NULL);
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), clock, &error);
  g_assert_no_error (error);
  set_key (world, "demo-key");
  world->identity = sublet_ssh_identity_new ("desk", &error);
  g_assert_no_error (error);
  world->line = sublet_ssh_identity_get_public_line (world->identity);

  order (world,
         "/_sim/set",
         "{\"add_foreign_instance\":{\"account\":\"ada\",\"gpu_name\":\"RTX 4090\"}}");
  sublet_client_list_instances_async (world->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_instances_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);
  world->instance_id = sublet_instance_get_data (g_ptr_array_index (listing->instances, 0))->id;
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->client);
  g_clear_object (&world->identity);
  g_clear_object (&world->simulator);
}

static SubletKeyPlacement
register_key (World *world, const char *line, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_placement_register_async (world->client, line, NULL, sublet_test_on_result, &result);
  return sublet_key_placement_register_finish (world->client,
                                               sublet_test_await_result (&result),
                                               error);
}

static SubletKeyPlacement
attach (World *world, gint64 instance_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_key_placement_attach_async (world->client,
                                     instance_id,
                                     world->line,
                                     NULL,
                                     sublet_test_on_result,
                                     &result);
  return sublet_key_placement_attach_finish (world->client,
                                             sublet_test_await_result (&result),
                                             error);
}

static void
assert_registered (World *world, SubletKeyPlacement expected)
{
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement = register_key (world, world->line, &error);

  g_assert_no_error (error);
  g_assert_cmpint (placement, ==, expected);
}

static void
assert_attached (World *world, SubletKeyPlacement expected)
{
  g_autoptr (GError) error = NULL;
  SubletKeyPlacement placement = attach (world, world->instance_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (placement, ==, expected);
}

static guint
count_requests (World *world, const char *route)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);
  JsonArray *requests = sublet_json_get_opt_array (json_node_get_object (ledger), "requests");
  guint n_requests = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      g_autofree char *name =
        sublet_json_dup_opt_string (json_array_get_object_element (requests, i), "route");

      if (g_strcmp0 (name, route) == 0)
        n_requests++;
    }

  return n_requests;
}

static guint
count_account_keys (World *world)
{
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_list_ssh_keys_async (world->client, NULL, sublet_test_on_result, &result);
  listing =
    sublet_client_list_ssh_keys_finish (world->client, sublet_test_await_result (&result), &error);
  g_assert_no_error (error);
  return listing->keys->len;
}

static guint
count_instance_keys (World *world)
{
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_client_list_instance_ssh_keys_async (world->client,
                                              world->instance_id,
                                              NULL,
                                              sublet_test_on_result,
                                              &result);
  listing = sublet_client_list_instance_ssh_keys_finish (world->client,
                                                         sublet_test_await_result (&result),
                                                         &error);
  g_assert_no_error (error);
  return listing->keys->len;
}

/* ---- the account ---- */

static void
test_register (World *world, gconstpointer data)
{
  assert_registered (world, SUBLET_KEY_PLACEMENT_DONE);
  /* Looked once, sent once, and the answer showed the key. */
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, 1);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);

  assert_registered (world, SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  g_assert_cmpuint (count_account_keys (world), ==, 1);
}

/* How often an answer is spoilt, and what comes of it. */
typedef struct
{
  const char *fault;
  SubletKeyPlacement placement; /* FAILED: SUBLET_ERROR_OUTCOME_UNKNOWN */
  guint n_sends;
} Fault;

static const Fault account_faults[] = {
  { "{\"fault\":\"lost-reply\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 1 },
  { "{\"fault\":\"lost-reply\",\"route\":\"ssh-add\",\"how\":\"reset\"}",
    SUBLET_KEY_PLACEMENT_DONE,
    1 },
  { "{\"fault\":\"502-html\",\"route\":\"ssh-add\",\"work\":true}", SUBLET_KEY_PLACEMENT_DONE, 1 },
  { "{\"fault\":\"cut-json\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 1 },
  /* The list shows that nothing was done: only then is it sent again. */
  { "{\"fault\":\"reset-before\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 2 },
  { "{\"fault\":\"empty-200\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 2 },
  { "{\"fault\":\"http-500-html\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 2 },
  { "{\"fault\":\"wrong-json\",\"route\":\"ssh-add\"}", SUBLET_KEY_PLACEMENT_DONE, 2 },
  { "{\"fault\":\"reset-before\",\"route\":\"ssh-add\",\"times\":0}",
    SUBLET_KEY_PLACEMENT_FAILED,
    2 },
};

static const Fault instance_faults[] = {
  { "{\"fault\":\"lost-reply\",\"route\":\"instance-ssh-attach\"}", SUBLET_KEY_PLACEMENT_DONE, 1 },
  { "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\",\"work\":true}",
    SUBLET_KEY_PLACEMENT_DONE,
    1 },
  { "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\"}",
    SUBLET_KEY_PLACEMENT_DONE,
    2 },
  { "{\"fault\":\"empty-200\",\"route\":\"instance-ssh-attach\"}", SUBLET_KEY_PLACEMENT_DONE, 2 },
  { "{\"fault\":\"http-500-html\",\"route\":\"instance-ssh-attach\",\"times\":0}",
    SUBLET_KEY_PLACEMENT_FAILED,
    2 },
};

static void
test_account_fault (World *world, gconstpointer data)
{
  const Fault *fault = data;
  bool failed = fault->placement == SUBLET_KEY_PLACEMENT_FAILED;
  SubletKeyPlacement placement;
  g_autoptr (GError) error = NULL;

  order (world, "/_sim/faults", fault->fault);
  placement = register_key (world, world->line, &error);
  g_test_message ("%s: %s", fault->fault, error != NULL ? error->message : "no error");
  g_assert_cmpint (placement, ==, fault->placement);
  if (failed)
    g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  else
    g_assert_no_error (error);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, fault->n_sends);
  g_assert_cmpuint (count_account_keys (world), ==, failed ? 0 : 1);
}

static void
test_team (World *world, gconstpointer data)
{
  order (world,
         "/_sim/set",
         "{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}}");
  set_key (world, "the-teams");

  assert_registered (world, SUBLET_KEY_PLACEMENT_TEAM_REFUSED);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 1);
  assert_attached (world, SUBLET_KEY_PLACEMENT_DONE);
  g_assert_cmpuint (count_instance_keys (world), ==, 1);
}

static void
test_narrow_keys (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  order (world,
         "/_sim/set",
         "[{\"add_key\":{\"account\":\"ada\",\"key\":\"no-read\",\"without\":[\"user_read\"],"
         "\"refusal_status\":403}},"
         "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-write\",\"without\":[\"user_write\"],"
         "\"refusal_status\":401}}]");

  set_key (world, "no-write");
  g_assert_cmpint (register_key (world, world->line, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);

  /* Who may write but not look. */
  set_key (world, "no-read");
  assert_registered (world, SUBLET_KEY_PLACEMENT_DONE);
  assert_registered (world, SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  set_key (world, "demo-key");
  g_assert_cmpuint (count_account_keys (world), ==, 1);
}

static void
test_refused (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (register_key (world, "no key", &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (count_requests (world, "ssh-list"), ==, 0);

  set_key (world, "nobodys");
  g_assert_cmpint (register_key (world, world->line, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 0);
}

static void
test_cancelled (World *world, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_key_placement_register_async (world->client,
                                       world->line,
                                       cancellable,
                                       sublet_test_on_result,
                                       &result);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (sublet_key_placement_register_finish (world->client,
                                                         sublet_test_await_result (&result),
                                                         &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_requests (world, "ssh-add"), ==, 0);
}

/* ---- one instance ---- */

static void
test_attach (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_attached (world, SUBLET_KEY_PLACEMENT_DONE);
  assert_attached (world, SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, 2);
  g_assert_cmpuint (count_requests (world, "instance-ssh-list"), ==, 0);
  g_assert_cmpuint (count_instance_keys (world), ==, 1);

  g_assert_cmpint (attach (world, world->instance_id + 1, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

static void
test_instance_fault (World *world, gconstpointer data)
{
  const Fault *fault = data;
  bool failed = fault->placement == SUBLET_KEY_PLACEMENT_FAILED;
  SubletKeyPlacement placement;
  g_autoptr (GError) error = NULL;

  order (world, "/_sim/faults", fault->fault);
  placement = attach (world, world->instance_id, &error);
  g_test_message ("%s: %s", fault->fault, error != NULL ? error->message : "no error");
  g_assert_cmpint (placement, ==, fault->placement);
  if (failed)
    g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  else
    g_assert_no_error (error);
  g_assert_cmpuint (count_requests (world, "instance-ssh-attach"), ==, fault->n_sends);
  g_assert_cmpuint (count_instance_keys (world), ==, failed ? 0 : 1);
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

static void
add_faults (const char *name,
            const Fault *faults,
            gsize n_faults,
            void (*function) (World *, gconstpointer))
{
  gsize i;

  for (i = 0; i < n_faults; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/core/ssh/key-placement/%s/%" G_GSIZE_FORMAT, name, i);

      g_test_add (path, World, &faults[i], set_up, function, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/ssh/key-placement/register", test_register);
  ADD ("/core/ssh/key-placement/team", test_team);
  ADD ("/core/ssh/key-placement/narrow-keys", test_narrow_keys);
  ADD ("/core/ssh/key-placement/refused", test_refused);
  ADD ("/core/ssh/key-placement/cancelled", test_cancelled);
  ADD ("/core/ssh/key-placement/attach", test_attach);
  add_faults ("account-fault", account_faults, G_N_ELEMENTS (account_faults), test_account_fault);
  add_faults ("instance-fault",
              instance_faults,
              G_N_ELEMENTS (instance_faults),
              test_instance_fault);

  return g_test_run ();
}
