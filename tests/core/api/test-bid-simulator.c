/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* A changed bid over real HTTP; what the contract stands at is asked of the simulator's ledger. */

#define BEFORE_NUSD (2 * SUBLET_NUSD_PER_USD)
#define BID_NUSD (G_GINT64_CONSTANT (2123456789))

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  gint64 contract_id; /* bids $2 an hour */
} World;

static JsonNode *
control (World *world, const char *path, const char *json)
{
  return sublet_test_simulator_control_post (world->simulator, path, json);
}

static gint64
add_contract (World *world, const char *terms)
{
  g_autofree char *order = g_strdup_printf ("{\"add_foreign_instance\":{\"account\":\"ada\","
                                            "\"gpu_name\":\"RTX 4090\"%s}}",
                                            terms);
  g_autoptr (JsonNode) answer = control (world, "/_sim/set", order);
  gint64 id = sublet_json_opt_int (json_node_get_object (answer), "contract", 0);

  g_assert_cmpint (id, >, 0);
  return id;
}

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
  world->contract_id = add_contract (world, ",\"price\":2");
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->client);
  g_clear_object (&world->simulator);
}

static gint64
get_price_nusd (World *world)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);
  JsonArray *contracts = sublet_json_get_opt_array (json_node_get_object (ledger), "contracts");
  double usd =
    sublet_json_opt_double (json_array_get_object_element (contracts, 0), "gpu_per_hour", -1);
  gint64 nusd;

  g_assert_true (sublet_money_nusd_from_usd (usd, &nusd));
  return nusd;
}

static guint
count_requests (World *world)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);
  JsonArray *requests = sublet_json_get_opt_array (json_node_get_object (ledger), "requests");
  guint count = 0;
  guint i;

  for (i = 0; i < json_array_get_length (requests); i++)
    {
      g_autofree char *route =
        sublet_json_dup_opt_string (json_array_get_object_element (requests, i), "route");

      count += g_strcmp0 (route, "bid") == 0;
    }

  return count;
}

static const SubletInstanceData *
read_row (World *world, SubletInstanceListing **listing)
{
  g_autoptr (GError) error = NULL;

  *listing = list (world->client, &error);
  g_assert_no_error (error);
  return sublet_instance_get_data (g_ptr_array_index ((*listing)->instances, 0));
}

/* To the last digit, there and back. */
static void
test_changed (World *world, gconstpointer data)
{
  g_autoptr (SubletPaidOutcome) outcome = change_bid (world->client, world->contract_id, BID_NUSD);
  g_autoptr (SubletInstanceListing) listing = NULL;
  const SubletInstanceData *row = read_row (world, &listing);

  g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
  g_assert_true (row->is_bid);
  g_assert_cmpint (row->dph_base_nusd, ==, BID_NUSD);
  g_assert_cmpint (get_price_nusd (world), ==, BID_NUSD);
}

/* A bid below the floor is taken, and the contract waits for a better one. */
static void
test_below_floor (World *world, gconstpointer data)
{
  g_autoptr (SubletPaidOutcome)
    outcome = change_bid (world->client, world->contract_id, SUBLET_BID_MIN_NUSD);
  g_autoptr (SubletInstanceListing) listing = NULL;
  const SubletInstanceData *row = read_row (world, &listing);

  g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
  g_assert_cmpint (row->phase, ==, SUBLET_INSTANCE_PHASE_OUTBID);
  g_assert_cmpint (row->min_bid_nusd, >, SUBLET_BID_MIN_NUSD);
}

static void
test_no_bid (World *world, gconstpointer data)
{
  g_autoptr (SubletPaidOutcome)
    on_demand = change_bid (world->client, add_contract (world, ""), SUBLET_NUSD_PER_USD);
  g_autoptr (SubletPaidOutcome) unknown = change_bid (world->client, 5, SUBLET_NUSD_PER_USD);

  g_assert_cmpint (on_demand->verdict, ==, SUBLET_PAID_VERDICT_REFUSED);
  g_assert_error (on_demand->error, SUBLET_ERROR, SUBLET_ERROR_INVALID);
  g_assert_cmpint (unknown->verdict, ==, SUBLET_PAID_VERDICT_REFUSED);
  g_assert_error (unknown->error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
}

typedef struct
{
  const char *name;
  const char *fault;
  SubletPaidVerdict verdict;
  bool changed; /* in truth */
} BidFault;

static const BidFault faults[] = {
  { "lost-reply", "{\"fault\":\"lost-reply\"", SUBLET_PAID_VERDICT_UNCLEAR, true },
  { "lost-reply-reset",
    "{\"fault\":\"lost-reply\",\"how\":\"reset\"",
    SUBLET_PAID_VERDICT_UNCLEAR,
    true },
  { "cut", "{\"fault\":\"cut-json\"", SUBLET_PAID_VERDICT_UNCLEAR, true },
  { "502-done", "{\"fault\":\"502-html\",\"work\":true", SUBLET_PAID_VERDICT_UNCLEAR, true },
  { "false-done", "{\"fault\":\"success-false-rented\"", SUBLET_PAID_VERDICT_UNCLEAR, true },
  { "reset-before", "{\"fault\":\"reset-before\"", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "500", "{\"fault\":\"http-500-html\"", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "empty", "{\"fault\":\"empty-200\"", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "wrong-json", "{\"fault\":\"wrong-json\"", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "false", "{\"fault\":\"success-false\"", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "302", "{\"fault\":\"redirect\",\"status\":302", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "307", "{\"fault\":\"redirect\",\"status\":307", SUBLET_PAID_VERDICT_UNCLEAR, false },
  { "400", "{\"fault\":\"json-error\"", SUBLET_PAID_VERDICT_REFUSED, false },
  { "auth-401", "{\"fault\":\"auth-401\"", SUBLET_PAID_VERDICT_REFUSED, false },
  { "429-plain", "{\"fault\":\"429-plain\"", SUBLET_PAID_VERDICT_NOT_EXECUTED, false },
  { "429-json", "{\"fault\":\"429-json\"", SUBLET_PAID_VERDICT_NOT_EXECUTED, false },
};

static void
test_fault (World *world, gconstpointer data)
{
  const BidFault *fault = data;
  g_autofree char *json = g_strconcat (fault->fault, ",\"route\":\"bid\"}", NULL);
  g_autoptr (JsonNode) armed = control (world, "/_sim/faults", json);
  g_autoptr (SubletPaidOutcome) outcome = change_bid (world->client, world->contract_id, BID_NUSD);

  g_assert_cmpint (outcome->verdict, ==, fault->verdict);
  if (fault->verdict == SUBLET_PAID_VERDICT_UNCLEAR)
    g_assert_error (outcome->error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpuint (count_requests (world), ==, 1);
  g_assert_cmpint (get_price_nusd (world), ==, fault->changed ? BID_NUSD : BEFORE_NUSD);
}

#define ADD(name, func) \
  g_test_add ("/core/api/bid-simulator/" name, World, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  guint i;

  sublet_test_init (&argc, &argv);

  ADD ("changed", test_changed);
  ADD ("below-floor", test_below_floor);
  ADD ("no-bid", test_no_bid);
  for (i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/core/api/bid-simulator/fault/", faults[i].name, NULL);

      g_test_add (path, World, &faults[i], set_up, test_fault, tear_down);
    }

  return g_test_run ();
}
