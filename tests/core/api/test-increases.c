/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* Price increases as they are read, and answered over real HTTP. */

static const SubletPriceIncreaseData *
get_data (SubletCatalogueListing *listing, guint i)
{
  return sublet_price_increase_get_data (g_ptr_array_index (listing->items, i));
}

static SubletCatalogueListing *
read_list (Fixture *fixture, const char *rows, const char *rest)
{
  g_autofree char *body =
    g_strdup_printf ("{\"success\":true,\"pending_price_increases\":[%s]%s}", rows, rest);
  g_autoptr (GError) error = NULL;
  SubletCatalogueListing *listing;

  g_queue_clear_full (&fixture->answers, g_free);
  fixture_answer (fixture, 200, body);
  listing = list_increases (fixture->client, &error);
  g_assert_no_error (error);

  return listing;
}

/* Per second there, per hour here, converted once. */
static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletCatalogueListing) listing =
    read_list (fixture,
               "{\"pending_price_increase_id\":9,\"contract_id\":40112233,\"host_id\":88012,"
               "\"old_gpu_costpersec\":0.000086111111111,\"new_gpu_costpersec\":\"0.0000969444\","
               "\"old_disk_ram_costpersec\":0.000001,\"new_disk_ram_costpersec\":0.0000015,"
               "\"old_bwu_cost\":1,\"new_bwu_cost\":1,\"new_bwd_cost\":null,"
               "\"contract_end_date\":1786000000,\"ask_end_date\":null,\"created_at\":1785000000}",
               ",\"count\":1,\"truncated\":false");
  const SubletPriceIncreaseData *increase = get_data (listing, 0);
  SubletPriceIncrease *object = g_ptr_array_index (listing->items, 0);

  g_assert_cmpstr (fixture_get_request (fixture, 0)->method, ==, "GET");
  g_assert_cmpstr (fixture_get_request (fixture, 0)->path,
                   ==,
                   "/api/v0/instances/pending-price-increases/");
  g_assert_true (listing->whole);
  g_assert_cmpint (increase->id, ==, 9);
  g_assert_cmpint (increase->contract_id, ==, 40112233);
  g_assert_cmpint (increase->old_gpu_nusd, ==, 310000000);
  g_assert_cmpint (increase->new_gpu_nusd, ==, 348999840);
  g_assert_cmpint (increase->old_disk_nusd, ==, 3600000);
  g_assert_cmpint (increase->new_disk_nusd, ==, 5400000);
  g_assert_cmpint (increase->from_us, ==, G_GINT64_CONSTANT (1786000000000000));
  g_assert_cmpint (increase->created_us, ==, G_GINT64_CONSTANT (1785000000000000));
  g_assert_false (increase->changes_others);
  g_assert_cmpint (sublet_price_increase_get_gpu_more_nusd (object), ==, 38999840);
  g_assert_cmpint (sublet_price_increase_get_more_nusd (object), ==, 38999840 + 1800000);
}

/* Each field may be null, missing, of another type or nonsense. */
static void
test_nothing_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletCatalogueListing) listing =
    read_list (fixture,
               "{\"pending_price_increase_id\":9,\"contract_id\":1,\"new_gpu_costpersec\":null,"
               "\"old_gpu_costpersec\":[],\"contract_end_date\":null},"
               "{\"pending_price_increase_id\":10,\"contract_id\":2,\"new_gpu_costpersec\":-1,"
               "\"new_disk_ram_costpersec\":1e300,\"new_platform_fee\":0.1},"
               "{\"pending_price_increase_id\":11,\"contract_id\":3,"
               "\"new_gpu_costpersec\":0.0001},"
               "{\"pending_price_increase_id\":null,\"contract_id\":2},{\"contract_id\":3},"
               "{\"pending_price_increase_id\":12},null,7",
               "");
  guint i;

  g_assert_cmpuint (listing->items->len, ==, 3);
  g_assert_cmpuint (listing->skipped_rows, ==, 5);
  g_assert_false (listing->whole);
  for (i = 0; i < 2; i++)
    {
      SubletPriceIncrease *increase = g_ptr_array_index (listing->items, i);

      g_assert_cmpint (get_data (listing, i)->new_gpu_nusd, ==, SUBLET_MONEY_UNKNOWN);
      g_assert_cmpint (get_data (listing, i)->new_disk_nusd, ==, SUBLET_MONEY_UNKNOWN);
      g_assert_cmpint (get_data (listing, i)->from_us, ==, 0);
      g_assert_cmpint (sublet_price_increase_get_more_nusd (increase), ==, 0);
      g_assert_cmpint (get_data (listing, i)->changes_others, ==, i == 1);
    }
  /* Dearer, and nobody says by how much. */
  g_assert_cmpint (sublet_price_increase_get_more_nusd (g_ptr_array_index (listing->items, 2)),
                   ==,
                   SUBLET_MONEY_UNKNOWN);
}

/* What proves an absence. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rest;
    bool whole;
  } rows[] = {
    { "", true },
    { ",\"count\":1,\"truncated\":false", true },
    { ",\"count\":1,\"truncated\":true", false },
    { ",\"count\":2,\"truncated\":false", false },
    { ",\"count\":null,\"truncated\":null", true },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SubletCatalogueListing) listing =
        read_list (fixture, "{\"pending_price_increase_id\":9,\"contract_id\":1}", rows[i].rest);

      g_assert_cmpint (listing->whole, ==, rows[i].whole);
    }
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int status;
    const char *body;
    SubletError code;
  } rows[] = {
    { 403, "{\"error\":\"permission_denied\"}", SUBLET_ERROR_FORBIDDEN },
    { 404, "{\"error\":\"not_found\",\"msg\":\"x\"}", SUBLET_ERROR_NOT_FOUND },
    { 200, "{\"success\":true}", SUBLET_ERROR_PROTOCOL },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_queue_clear_full (&fixture->answers, g_free);
      fixture_answer (fixture, rows[i].status, rows[i].body);
      g_assert_null (list_increases (fixture->client, &error));
      g_assert_error (error, SUBLET_ERROR, (int) rows[i].code);
    }
}

static void
test_same (void)
{
  const SubletPriceIncreaseData data = { .id = 1, .new_gpu_nusd = 5 };
  const SubletPriceIncreaseData dearer = { .id = 1, .new_gpu_nusd = 6 };
  g_autoptr (SubletPriceIncrease) a = sublet_price_increase_new (&data);
  g_autoptr (SubletPriceIncrease) b = sublet_price_increase_new (&data);
  g_autoptr (SubletPriceIncrease) c = sublet_price_increase_new (&dearer);

  g_assert_true (sublet_price_increase_is_same (a, b));
  g_assert_true (sublet_price_increase_is_same (NULL, NULL));
  g_assert_false (sublet_price_increase_is_same (a, c));
  g_assert_false (sublet_price_increase_is_same (a, NULL));
}

/* ---- against the simulator ---- */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  gint64 contract_id;
  gint64 increase_id;
} World;

static JsonNode *
control (World *world, const char *path, const char *json)
{
  return sublet_test_simulator_control_post (world->simulator, path, json);
}

static gint64
order (World *world, const char *json, const char *result)
{
  g_autoptr (JsonNode) answer = control (world, "/_sim/set", json);

  return sublet_json_opt_int (json_node_get_object (answer), result, 0);
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SecretValue) key = new_key ("demo-key");
  g_autoptr (GError) error = NULL;
  g_autofree char *increase = NULL;

  world->simulator = sublet_test_simulator_new ("--speed", "50", "--offers", "100", NULL);
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);
  world->contract_id = order (world,
                              "{\"add_foreign_instance\":{\"account\":\"ada\","
                              "\"gpu_name\":\"RTX 4090\"}}",
                              "contract");
  increase = g_strdup_printf ("{\"increase_price\":{\"contract\":%" G_GINT64_FORMAT
                              ",\"gpu\":1.5}}",
                              world->contract_id);
  world->increase_id = order (world, increase, "increase");
  g_assert_cmpint (world->increase_id, >, 0);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->client);
  g_clear_object (&world->simulator);
}

static char *
dup_state (World *world)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);
  JsonArray *contracts = sublet_json_get_opt_array (json_node_get_object (ledger), "contracts");
  JsonObject *increase =
    sublet_json_get_opt_object (json_array_get_object_element (contracts, 0), "increase");

  return sublet_json_dup_opt_string (increase, "state");
}

static void
test_listed (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing) listing = list_increases (world->client, &error);

  g_assert_no_error (error);
  g_assert_true (listing->whole);
  g_assert_cmpuint (listing->items->len, ==, 1);
  g_assert_cmpint (get_data (listing, 0)->contract_id, ==, world->contract_id);
  /* As a fraction of a dollar per second and back. */
  g_assert_cmpint (get_data (listing, 0)->new_gpu_nusd, ==, 3 * SUBLET_NUSD_PER_USD / 2);
  g_assert_cmpint (get_data (listing, 0)->new_disk_nusd, ==, SUBLET_MONEY_UNKNOWN);
}

static void
check_answered (World *world, bool accept, const char *state)
{
  g_autoptr (SubletPaidOutcome)
    outcome = answer_increase (world->client, world->increase_id, accept);
  g_autoptr (SubletPaidOutcome)
    stale = answer_increase (world->client, world->increase_id, !accept);
  g_autofree char *real = dup_state (world);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletCatalogueListing) listing = list_increases (world->client, &error);

  g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_DONE);
  g_assert_cmpint (stale->verdict, ==, SUBLET_PAID_VERDICT_REFUSED);
  g_assert_error (stale->error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpstr (real, ==, state);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->items->len, ==, 0);
}

static void
test_accepted (World *world, gconstpointer data)
{
  check_answered (world, true, "accepted");
}

static void
test_rejected (World *world, gconstpointer data)
{
  check_answered (world, false, "rejected");
}

/* Sent once each, whatever came back. */
static void
test_lost (World *world, gconstpointer data)
{
  g_autoptr (JsonNode) armed =
    control (world, "/_sim/faults", "{\"fault\":\"lost-reply\",\"route\":\"increase-accept\"}");
  g_autoptr (SubletPaidOutcome) outcome = answer_increase (world->client, world->increase_id, true);
  g_autofree char *state = dup_state (world);

  g_assert_cmpint (outcome->verdict, ==, SUBLET_PAID_VERDICT_UNCLEAR);
  g_assert_error (outcome->error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);
  g_assert_cmpstr (state, ==, "accepted");
}

#define ADD(name, func) \
  g_test_add ("/core/api/increases/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
#define ADD_SIMULATED(name, func) \
  g_test_add ("/core/api/increases/simulator/" name, World, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/api/increases/same", test_same);
  ADD ("fields", test_fields);
  ADD ("nothing-said", test_nothing_said);
  ADD ("whole", test_whole);
  ADD ("refused", test_refused);
  ADD_SIMULATED ("listed", test_listed);
  ADD_SIMULATED ("accepted", test_accepted);
  ADD_SIMULATED ("rejected", test_rejected);
  ADD_SIMULATED ("lost", test_lost);

  return g_test_run ();
}
