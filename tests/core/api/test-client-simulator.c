/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "api-fixture.h"

#include "core/base/sublet-error.h"
#include "core/base/sublet-json.h"
#include "core/base/sublet-money.h"

#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

/* The real client over real HTTP against the simulator; its ledger is the witness. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
} World;

/* Most tests need an offer to rent; a search needs a market, and so do sixty rentals: whoever rents
 * one offer of a machine takes others of it away. */
#define FEW_OFFERS "100"
#define MANY_OFFERS "2500"

static void
set_up_market (World *world, const char *n_offers)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SecretValue) key = new_key ("demo-key");
  g_autoptr (GError) error = NULL;

  world->simulator = sublet_test_simulator_new ("--speed", "50", "--offers", n_offers, NULL);
  world->client =
    sublet_client_new (sublet_test_simulator_get_url (world->simulator), clock, &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);
}

static void
set_up (World *world, gconstpointer data)
{
  set_up_market (world, FEW_OFFERS);
}

static void
set_up_large (World *world, gconstpointer data)
{
  set_up_market (world, MANY_OFFERS);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_assert_finalize_object (world->client);
  g_clear_object (&world->simulator);
}

static void
control (World *world, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = sublet_test_simulator_control_post (world->simulator, path, json);
}

static gint64
count_in_ledger (World *world, const char *member)
{
  g_autoptr (JsonNode) ledger = sublet_test_simulator_ledger (world->simulator);

  return sublet_json_opt_int (json_node_get_object (ledger), member, -1);
}

/* Polls the list until the instance has the phase. */
static SubletInstance *
await_phase (World *world, gint64 id, SubletInstancePhase phase)
{
  SubletClock *clock = sublet_client_get_clock (world->client);
  int i;

  for (i = 0; i < 100; i++)
    {
      g_autoptr (SubletInstanceListing) listing = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint j;

      listing = list (world->client, &error);
      g_assert_no_error (error);
      g_assert_true (listing->complete);
      for (j = 0; j < listing->instances->len; j++)
        {
          SubletInstance *instance = g_ptr_array_index (listing->instances, j);

          if (sublet_instance_get_data (instance)->id == id &&
              sublet_instance_get_data (instance)->phase == phase)
            return g_object_ref (instance);
        }
      sublet_clock_wait_async (clock, 100, NULL, sublet_test_on_result, &result);
      sublet_test_await_result (&result);
    }

  g_error ("the instance never came to phase %d", (int) phase);
}

static gint64
rent (World *world, SubletOfferPage *offers, guint i, const char *token)
{
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (SubletLaunch) launch = make_launch ("pytorch/pytorch:latest");
  SubletCreateRequest request = { .offer_id = g_array_index (offers->rows, SubletOfferRow, i).id,
                                  .launch = launch,
                                  .direct = true,
                                  .disk_gb = 64,
                                  .label = "ada",
                                  .token = token,
                                  .bid_nusd = SUBLET_MONEY_UNKNOWN };

  outcome = create (world->client, &request);
  g_assert_cmpint (outcome->verdict, ==, SUBLET_CREATE_VERDICT_CREATED);
  g_assert_no_error (outcome->error);
  g_assert_cmpint (outcome->instance_id, >, 0);

  return outcome->instance_id;
}

static void
test_account (World *world, gconstpointer data)
{
  g_autoptr (SubletAccount) account = NULL;
  g_autoptr (SubletKeyCheck) good = NULL;
  g_autoptr (SubletKeyCheck) bad = NULL;
  g_autoptr (GError) error = NULL;

  account = get_account (world->client, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_account_get_default_label (account), ==, "ada");
  g_assert_cmpint (sublet_account_get_data (account)->credit_uusd, ==, 41370000);

  good = check_key (world->client, "demo-key", &error);
  g_assert_no_error (error);
  g_assert_cmpint (good->scopes,
                   ==,
                   SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_MISC | SUBLET_SCOPE_INSTANCE_READ |
                     SUBLET_SCOPE_INSTANCE_WRITE | SUBLET_SCOPE_USER_WRITE |
                     SUBLET_SCOPE_BILLING_READ);
  g_assert_cmpstr (sublet_account_get_data (good->account)->username, ==, "ada");

  bad = check_key (world->client, "somebody-elses", &error);
  g_assert_null (bad);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_AUTH);
}

static void
check_narrow_key (World *world, const char *key, const char *scopes, int refusal, SubletScopes may)
{
  g_autofree char *order = g_strdup_printf ("{\"add_key\":{\"account\":\"ada\",\"key\":\"%s\","
                                            "\"without\":[%s],\"refusal_status\":%d}}",
                                            key,
                                            scopes,
                                            refusal);
  g_autoptr (SubletKeyCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  control (world, "/_sim/set", order);
  check = check_key (world->client, key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check->scopes & (SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_MISC |
                                    SUBLET_SCOPE_INSTANCE_READ | SUBLET_SCOPE_BILLING_READ),
                   ==,
                   may);
  g_assert_cmpint (check->account != NULL, ==, (may & SUBLET_SCOPE_USER_READ) != 0);
}

static void
test_narrow_keys (World *world, gconstpointer data)
{
  check_narrow_key (world,
                    "no-user",
                    "\"user_read\"",
                    401,
                    SUBLET_SCOPE_MISC | SUBLET_SCOPE_INSTANCE_READ | SUBLET_SCOPE_BILLING_READ);
  check_narrow_key (world,
                    "no-billing",
                    "\"billing_read\"",
                    403,
                    SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_MISC | SUBLET_SCOPE_INSTANCE_READ);
  check_narrow_key (world,
                    "no-misc-no-list",
                    "\"misc\",\"instance_read\"",
                    401,
                    SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_BILLING_READ);
}

static void
test_search (World *world, gconstpointer data)
{
  static const char *const names[] = { "RTX 4090", NULL };
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) all = NULL;
  g_autoptr (SubletOfferPage) some = NULL;
  g_autoptr (SubletOfferPage) bids = NULL;
  g_autoptr (GError) error = NULL;
  guint i;

  all = search (world->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->rows->len, >=, 2000);
  g_assert_cmpuint (all->skipped_rows, ==, 0);
  g_assert_cmpint (all->kind, ==, SUBLET_PRICE_KIND_ON_DEMAND);
  g_assert_cmpint (all->known_at_us, >, 0);

  sublet_offer_query_set_gpu_names (query, names);
  sublet_offer_query_set_num_gpus (query, 1);
  sublet_offer_query_set_verified_only (query, true);
  some = search (world->client, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->rows->len, >, 0);
  g_assert_cmpuint (some->rows->len, <, all->rows->len);
  for (i = 0; i < some->rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (some->rows, SubletOfferRow, i);

      g_assert_cmpstr (row->gpu_name, ==, "RTX 4090");
      g_assert_cmpint (row->num_gpus, ==, 1);
      g_assert_cmpint (row->verification, ==, SUBLET_VERIFICATION_VERIFIED);
      g_assert_cmpint (row->dph_total_nusd, >, 0);
    }

  sublet_offer_query_set_kind (query, SUBLET_PRICE_KIND_INTERRUPTIBLE);
  bids = search (world->client, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bids->kind, ==, SUBLET_PRICE_KIND_INTERRUPTIBLE);
}

static void
test_life (World *world, gconstpointer data)
{
  g_autoptr (SubletOfferPage) offers = NULL;
  g_autoptr (SubletInstance) running = NULL;
  g_autoptr (SubletInstance) stopped = NULL;
  g_autoptr (SubletInstance) again = NULL;
  g_autoptr (SubletInstance) gone = NULL;
  g_autoptr (GError) error = NULL;
  const SubletInstanceData *seen;
  gboolean queued = TRUE;
  gint64 id;

  control (world, "/_sim/set", "{\"start_odds\":1}");
  offers = search (world->client, NULL, &error);
  g_assert_no_error (error);
  id = rent (world, offers, 0, "install/rental-1");
  running = await_phase (world, id, SUBLET_INSTANCE_PHASE_RUNNING);
  seen = sublet_instance_get_data (running);
  g_assert_cmpstr (seen->rental_token, ==, "install/rental-1");
  g_assert_cmpstr (seen->label, ==, "ada");
  g_assert_cmpstr (seen->image, ==, "pytorch/pytorch:latest");
  g_assert_cmpint (seen->machine_id,
                   ==,
                   g_array_index (offers->rows, SubletOfferRow, 0).machine_id);
  g_assert_cmpint (sublet_instance_get_rate_running_nusd (running),
                   ==,
                   g_array_index (offers->rows, SubletOfferRow, 0).dph_total_nusd);

  g_assert_true (set_label (world->client, id, "a \"new\"\nname", &error));
  g_assert_no_error (error);
  g_assert_true (stop (world->client, id, &error));
  stopped = await_phase (world, id, SUBLET_INSTANCE_PHASE_STOPPED);
  g_assert_cmpstr (sublet_instance_get_data (stopped)->label, ==, "a \"new\"\nname");
  g_assert_true (start (world->client, id, &queued, &error));
  g_assert_false (queued);
  again = await_phase (world, id, SUBLET_INSTANCE_PHASE_RUNNING);
  g_assert_true (reboot_instance (world->client, id, &error));
  g_assert_no_error (error);

  g_assert_true (destroy (world->client, id, &error));
  g_assert_no_error (error);
  for (;;)
    {
      g_clear_object (&gone);
      gone = get_instance (world->client, id, &error);
      if (gone == NULL)
        break;
    }
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_NOT_FOUND);
  g_assert_cmpint (count_in_ledger (world, "create_requests"), ==, 1);
  g_assert_cmpint (count_in_ledger (world, "destroy_requests"), ==, 1);
  g_assert_cmpint (count_in_ledger (world, "query_key_requests"), ==, 0);
}

static void
test_queued_start (World *world, gconstpointer data)
{
  g_autoptr (SubletOfferPage) offers = NULL;
  g_autoptr (SubletInstance) running = NULL;
  g_autoptr (SubletInstance) stopped = NULL;
  g_autoptr (SubletInstance) waiting = NULL;
  g_autoptr (GError) error = NULL;
  gboolean queued = FALSE;
  gint64 id;

  control (world, "/_sim/set", "{\"start_odds\":0}");
  offers = search (world->client, NULL, &error);
  g_assert_no_error (error);
  id = rent (world, offers, 1, "install/rental-2");
  running = await_phase (world, id, SUBLET_INSTANCE_PHASE_RUNNING);
  g_assert_true (stop (world->client, id, &error));
  stopped = await_phase (world, id, SUBLET_INSTANCE_PHASE_STOPPED);
  g_assert_true (start (world->client, id, &queued, &error));
  g_assert_no_error (error);
  g_assert_true (queued);
  waiting = await_phase (world, id, SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU);
}

/* Three pages, then only some of them. */
static void
test_pages (World *world, gconstpointer data)
{
  g_autoptr (SubletOfferPage) offers = NULL;
  g_autoptr (SubletInstanceListing) all = NULL;
  g_autoptr (SubletInstanceListing) some = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 wanted[2];
  guint i;

  offers = search (world->client, NULL, &error);
  g_assert_no_error (error);
  for (i = 0; i < 60; i++)
    {
      g_autofree char *order = g_strdup_printf ("{\"add_foreign_instance\":{\"account\":\"ada\","
                                                "\"offer\":%" G_GINT64_FORMAT "}}",
                                                g_array_index (offers->rows, SubletOfferRow, i).id);

      control (world, "/_sim/set", order);
    }
  all = list (world->client, &error);
  g_assert_no_error (error);
  g_assert_true (all->complete);
  g_assert_cmpuint (all->instances->len, ==, 60);
  g_assert_cmpint (all->requested_at_us, <=, all->known_at_us);

  wanted[0] = sublet_instance_get_data (g_ptr_array_index (all->instances, 7))->id;
  wanted[1] = sublet_instance_get_data (g_ptr_array_index (all->instances, 50))->id;
  sublet_client_list_some_instances_async (world->client,
                                           wanted,
                                           2,
                                           NULL,
                                           sublet_test_on_result,
                                           &result);
  some = sublet_client_list_some_instances_finish (world->client,
                                                   sublet_test_await_result (&result),
                                                   &error);
  g_assert_no_error (error);
  g_assert_false (some->complete);
  g_assert_cmpuint (some->instances->len, ==, 2);
  g_assert_cmpint (sublet_instance_get_data (g_ptr_array_index (some->instances, 0))->id,
                   ==,
                   wanted[0]);
}

typedef struct
{
  const char *fault;
  SubletCreateVerdict verdict;
  gint64 n_contracts; /* in truth */
} CreateFault;

static const CreateFault create_faults[] = {
  { "{\"fault\":\"lost-reply\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 1 },
  { "{\"fault\":\"lost-reply\",\"route\":\"create\",\"how\":\"reset\"}",
    SUBLET_CREATE_VERDICT_UNCLEAR,
    1 },
  { "{\"fault\":\"reset-before\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 0 },
  { "{\"fault\":\"no-such-ask\",\"route\":\"create\",\"status\":404}",
    SUBLET_CREATE_VERDICT_OFFER_GONE,
    0 },
  { "{\"fault\":\"no-such-ask\",\"route\":\"create\",\"status\":400}",
    SUBLET_CREATE_VERDICT_OFFER_GONE,
    0 },
  { "{\"fault\":\"no-such-ask\",\"route\":\"create\",\"status\":409}",
    SUBLET_CREATE_VERDICT_OFFER_GONE,
    0 },
  { "{\"fault\":\"no-such-ask\",\"route\":\"create\",\"status\":410}",
    SUBLET_CREATE_VERDICT_OFFER_GONE,
    0 },
  { "{\"fault\":\"http-500-html\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 0 },
  { "{\"fault\":\"502-html\",\"route\":\"create\",\"work\":true}",
    SUBLET_CREATE_VERDICT_UNCLEAR,
    1 },
  { "{\"fault\":\"empty-200\",\"route\":\"create\",\"work\":true}",
    SUBLET_CREATE_VERDICT_UNCLEAR,
    1 },
  { "{\"fault\":\"wrong-json\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 0 },
  { "{\"fault\":\"success-false\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 0 },
  { "{\"fault\":\"success-false-rented\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_UNCLEAR, 1 },
  { "{\"fault\":\"success-false-rented\",\"route\":\"create\",\"with_id\":true}",
    SUBLET_CREATE_VERDICT_CREATED,
    1 },
  { "{\"fault\":\"429-plain\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_NOT_EXECUTED, 0 },
  { "{\"fault\":\"redirect\",\"route\":\"create\",\"status\":302}",
    SUBLET_CREATE_VERDICT_UNCLEAR,
    0 },
  { "{\"fault\":\"redirect\",\"route\":\"create\",\"status\":307}",
    SUBLET_CREATE_VERDICT_UNCLEAR,
    0 },
  { "{\"fault\":\"auth-404\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_REFUSED, 0 },
  { "{\"fault\":\"auth-401\",\"route\":\"create\"}", SUBLET_CREATE_VERDICT_REFUSED, 0 },
};

static void
test_create_fault (World *world, gconstpointer data)
{
  const CreateFault *fault = data;
  g_autoptr (SubletOfferPage) offers = NULL;
  g_autoptr (SubletCreateOutcome) outcome = NULL;
  g_autoptr (JsonNode) ledger = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletLaunch) launch = make_launch ("pytorch/pytorch:latest");
  SubletCreateRequest request = { .launch = launch,
                                  .direct = true,
                                  .disk_gb = 64,
                                  .token = "install/rental-3",
                                  .bid_nusd = SUBLET_MONEY_UNKNOWN };

  g_test_message ("%s", fault->fault);
  offers = search (world->client, NULL, &error);
  g_assert_no_error (error);
  request.offer_id = g_array_index (offers->rows, SubletOfferRow, 0).id;
  control (world, "/_sim/faults", fault->fault);
  outcome = create (world->client, &request);
  g_assert_cmpint (outcome->verdict, ==, fault->verdict);
  g_assert_cmpint (outcome->instance_id > 0, ==, fault->verdict == SUBLET_CREATE_VERDICT_CREATED);
  if (fault->verdict == SUBLET_CREATE_VERDICT_UNCLEAR)
    g_assert_error (outcome->error, SUBLET_ERROR, SUBLET_ERROR_OUTCOME_UNKNOWN);

  ledger = sublet_test_simulator_ledger (world->simulator);
  g_assert_cmpint (sublet_json_opt_int (json_node_get_object (ledger), "create_requests", -1),
                   ==,
                   1);
  g_assert_cmpuint (json_array_get_length (
                      sublet_json_get_opt_array (json_node_get_object (ledger), "contracts")),
                    ==,
                    (guint) fault->n_contracts);
}

int
main (int argc, char *argv[])
{
  gsize i;

  sublet_test_init (&argc, &argv);

#define ADD(path, set_up_it, test) \
  g_test_add ("/core/api/client-simulator/" path, World, NULL, set_up_it, test, tear_down)
  ADD ("account", set_up, test_account);
  ADD ("narrow-keys", set_up, test_narrow_keys);
  ADD ("search", set_up_large, test_search);
  ADD ("life", set_up, test_life);
  ADD ("queued-start", set_up, test_queued_start);
  ADD ("pages", set_up_large, test_pages);
#undef ADD
  for (i = 0; i < G_N_ELEMENTS (create_faults); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/core/api/client-simulator/create-fault/%" G_GSIZE_FORMAT, i);

      g_test_add (path, World, &create_faults[i], set_up, test_create_fault, tear_down);
    }

  return g_test_run ();
}
