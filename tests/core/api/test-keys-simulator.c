/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

#define LINE "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN8qIOvOozlFVYAV1n1aUisqjWGX8T4DvCDxrU5swanp"
#define ECDSA                                                                          \
  "ecdsa-sha2-nistp256 "                                                               \
  "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDMkbx8JK0iaQQJNLAcabl8/t3cJ02" \
  "1Q95kFgcfcjN1LV2pi9VnHIvKeNR2arZVMXjfahSiIiHMZSs9kZKmCWIA="

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
} World;

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SecretValue) key = new_key ("demo-key");
  g_autoptr (GError) error = NULL;

  world->simulator = sublet_test_simulator_new ("--speed", "50", "--offers", "100", NULL);
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->client);
  g_clear_object (&world->simulator);
}

static gint64
make_instance (World *world)
{
  g_autoptr (SubletOfferPage) offers = NULL;
  g_autoptr (SubletInstanceListing) listing = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *order = NULL;

  offers = search (world->client, NULL, &error);
  g_assert_no_error (error);
  order = g_strdup_printf ("{\"add_foreign_instance\":{\"account\":\"ada\",\"offer\":"
                           "%" G_GINT64_FORMAT "}}",
                           g_array_index (offers->rows, SubletOfferRow, 0).id);
  answer = sublet_test_simulator_control_post (world->simulator, "/_sim/set", order);
  listing = list (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->instances->len, ==, 1);

  return sublet_instance_get_data (g_ptr_array_index (listing->instances, 0))->id;
}

static gint64
get_only_key (const SubletSshKeyListing *listing)
{
  g_assert_cmpuint (listing->keys->len, ==, 1);
  g_assert_cmpuint (listing->skipped_rows, ==, 0);
  return sublet_ssh_key_get_data (g_ptr_array_index (listing->keys, 0))->id;
}

static void
test_account (World *world, gconstpointer data)
{
  g_autoptr (SubletSshKeyListing) before = NULL;
  g_autoptr (SubletSshKeyListing) between = NULL;
  g_autoptr (SubletSshKeyListing) after = NULL;
  g_autoptr (SubletSshKey) key = NULL;
  g_autoptr (SubletSshKey) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  before = list_keys (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->keys->len, ==, 0);

  g_assert_cmpint (add_key (world->client, LINE " ada@desk", &key, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_DONE);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_ssh_key_get_name (key), ==, "ada@desk");
  g_assert_cmpint (sublet_ssh_key_get_data (key)->created_us, >, 0);
  id = sublet_ssh_key_get_data (key)->id;

  g_assert_cmpint (add_key (world->client, LINE " another", &again, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_no_error (error);
  g_assert_null (again);

  between = list_keys (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_only_key (between), ==, id);
  g_assert_true (sublet_ssh_key_listing_contains (between, LINE));

  g_assert_true (delete_key (world->client, id, &error));
  g_assert_no_error (error);
  g_assert_false (delete_key (world->client, id, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  after = list_keys (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->keys->len, ==, 0);
}

/* The simulator writes rows in every form: text under two names, times in two spellings. */
static void
test_many (World *world, gconstpointer data)
{
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  for (i = 0; i < 12; i++)
    {
      guint8 blob[51];
      g_autofree char *base64 = NULL;
      g_autofree char *line = NULL;

      memcpy (blob, "\0\0\0\x0bssh-ed25519\0\0\0\x20", 19);
      memset (blob + 19, (int) i, 32);
      base64 = g_base64_encode (blob, sizeof blob);
      line = g_strdup_printf ("ssh-ed25519 %s key-%u", base64, i);
      g_assert_cmpint (add_key (world->client, line, NULL, &error), ==, SUBLET_KEY_PLACEMENT_DONE);
      g_assert_no_error (error);
    }

  listing = list_keys (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->keys->len, ==, 12);
  g_assert_cmpuint (listing->skipped_rows, ==, 0);
  for (i = 0; i < 12; i++)
    {
      SubletSshKey *key = g_ptr_array_index (listing->keys, i);
      g_autofree char *name = g_strdup_printf ("key-%u", i);

      g_assert_cmpstr (sublet_ssh_key_get_name (key), ==, name);
      g_assert_cmpstr (sublet_ssh_key_get_algorithm (key), ==, "ssh-ed25519");
      g_assert_cmpint (sublet_ssh_key_get_data (key)->created_us, >, 0);
    }
}

static void
test_instance (World *world, gconstpointer data)
{
  gint64 id = make_instance (world);
  g_autoptr (SubletSshKeyListing) before = NULL;
  g_autoptr (SubletSshKeyListing) between = NULL;
  g_autoptr (SubletSshKeyListing) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 key_id;

  before = list_instance_keys (world->client, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->keys->len, ==, 0);

  g_assert_cmpint (attach_key (world->client, id, ECDSA " ada's \"old\" key", &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_DONE);
  g_assert_no_error (error);
  g_assert_cmpint (attach_key (world->client, id, ECDSA, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_ALREADY_THERE);
  g_assert_no_error (error);

  between = list_instance_keys (world->client, id, &error);
  g_assert_no_error (error);
  key_id = get_only_key (between);
  g_assert_cmpstr (sublet_ssh_key_get_name (g_ptr_array_index (between->keys, 0)),
                   ==,
                   "ada's \"old\" key");

  g_assert_true (detach_key (world->client, id, key_id, &error));
  g_assert_no_error (error);
  g_assert_false (detach_key (world->client, id, key_id, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  after = list_instance_keys (world->client, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->keys->len, ==, 0);

  g_assert_null (list_instance_keys (world->client, id + 1, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (attach_key (world->client, id + 1, LINE, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

static void
test_team (World *world, gconstpointer data)
{
  gint64 id = make_instance (world);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (SecretValue) key = new_key ("the-teams");
  g_autoptr (GError) error = NULL;

  answer = sublet_test_simulator_control_post (world->simulator,
                                               "/_sim/set",
                                               "{\"add_key\":{\"account\":\"ada\",\"key\":\"the-"
                                               "teams\",\"team\":true}}");
  sublet_client_set_key (world->client, key);

  g_assert_cmpint (add_key (world->client, LINE, NULL, &error),
                   ==,
                   SUBLET_KEY_PLACEMENT_TEAM_REFUSED);
  g_assert_no_error (error);
  g_assert_false (delete_key (world->client, 71, &error));
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN);
  g_clear_error (&error);
  g_assert_cmpint (attach_key (world->client, id, LINE, &error), ==, SUBLET_KEY_PLACEMENT_DONE);
  g_assert_no_error (error);
}

/* A lost answer is never repeated here: whoever asks looks at the list. */
static void
test_lost (World *world, gconstpointer data)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) ledger = NULL;
  g_autoptr (SubletSshKeyListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  answer = sublet_test_simulator_control_post (world->simulator,
                                               "/_sim/faults",
                                               "{\"fault\":\"lost-reply\",\"route\":\"ssh-add\"}");
  g_assert_cmpint (add_key (world->client, LINE, NULL, &error), ==, SUBLET_KEY_PLACEMENT_FAILED);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_clear_error (&error);

  ledger = sublet_test_simulator_ledger (world->simulator);
  g_assert_cmpuint (json_array_get_length (
                      sublet_json_get_opt_array (json_node_get_object (ledger), "requests")),
                    ==,
                    1);
  listing = list_keys (world->client, &error);
  g_assert_no_error (error);
  g_assert_true (sublet_ssh_key_listing_contains (listing, LINE));
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  ADD ("/core/api/keys-simulator/account", test_account);
  ADD ("/core/api/keys-simulator/many", test_many);
  ADD ("/core/api/keys-simulator/instance", test_instance);
  ADD ("/core/api/keys-simulator/team", test_team);
  ADD ("/core/api/keys-simulator/lost", test_lost);

  return g_test_run ();
}
