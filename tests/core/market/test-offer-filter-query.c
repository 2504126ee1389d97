/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-offer-filter.h"

#include "core/api/sublet-encode-private.h"
#include "core/market/sublet-market-view.h"
#include "support/sublet-manual-clock.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"

#include "random-filters.h"

/* A sanitizer looks at every byte of every answer, five minutes long. */
#ifdef __SANITIZE_ADDRESS__
#define N_QUERIES 20
#else
#define N_QUERIES 200
#endif

static char *
encode (const SubletOfferFilter *filter, const SubletJob *job, bool *all)
{
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();

  *all = sublet_offer_filter_add_to_query (filter, job, query);

  return sublet_encode_search (query);
}

static void
assert_conditions (const SubletOfferFilter *filter,
                   const SubletJob *job,
                   bool all,
                   const char *conditions)
{
  bool got_all;
  g_autofree char *json = encode (filter, job, &got_all);
  g_autofree char *wanted =
    g_strdup_printf ("{\"rentable\":{\"eq\":true},\"external\":{\"eq\":false}%s,"
                     "\"type\":\"on-demand\",\"order\":[[\"dph_total\",\"asc\"]],\"limit\":5000,"
                     "\"allocated_storage\":64}",
                     conditions);

  g_assert_cmpstr (json, ==, wanted);
  g_assert_cmpint (got_all, ==, all);
}

static void
test_words (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;

  sublet_job_init (&job);
  assert_conditions (filter, &job, true, "");

  sublet_offer_filter_set_model (filter, "RTX 4090", true);
  sublet_offer_filter_set_model (filter, "H100 SXM", true);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_4);
  sublet_offer_filter_set_choice (filter, SUBLET_FILTER_PART_VERIFICATION, 1, true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_DATA_CENTER, true);
  assert_conditions (filter,
                     &job,
                     true,
                     ",\"gpu_name\":{\"in\":[\"H100 SXM\",\"RTX 4090\"]},\"num_gpus\":{\"eq\":4}"
                     ",\"verified\":{\"eq\":true},\"datacenter\":{\"eq\":true}");

  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_MODEL);
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_DATA_CENTER);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_8_OR_MORE);
  sublet_offer_filter_set_choice (filter, SUBLET_FILTER_PART_VERIFICATION, 2, true);
  sublet_offer_filter_set_choice (filter, SUBLET_FILTER_PART_ARCHITECTURE, 2, true);
  sublet_offer_filter_set_flag (filter, SUBLET_FILTER_PART_STATIC_IP, true);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 20417);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_MACHINE, 7);
  sublet_offer_filter_add_id (filter, SUBLET_FILTER_PART_HOST, 88012);
  assert_conditions (filter,
                     &job,
                     true,
                     ",\"num_gpus\":{\"gte\":8},\"gpu_arch\":{\"in\":[\"amd\"]}"
                     ",\"verification\":{\"in\":[\"unverified\",\"verified\"]}"
                     ",\"static_ip\":{\"eq\":true},\"machine_id\":{\"in\":[7,20417]}"
                     ",\"host_id\":{\"in\":[88012]}");
}

static void
set_range (SubletOfferFilter *filter, SubletFilterPart part, double lower, double upper)
{
  const SubletFilterRange *range = sublet_filter_range_of_part (part);

  g_assert_true (sublet_offer_filter_set_range (filter,
                                                part,
                                                sublet_filter_bound_from_double (range, lower),
                                                sublet_filter_bound_from_double (range, upper)));
}

static void
test_numbers (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;

  sublet_job_init (&job);
  set_range (filter, SUBLET_FILTER_PART_RELIABILITY, 98.5, -1);
  set_range (filter, SUBLET_FILTER_PART_MEMORY, 24, 48);
  set_range (filter, SUBLET_FILTER_PART_DURATION, 3, -1);
  set_range (filter, SUBLET_FILTER_PART_UP_PRICE, -1, 10.24);
  assert_conditions (filter,
                     &job,
                     true,
                     ",\"reliability\":{\"gte\":0.985}"
                     ",\"gpu_ram\":{\"gte\":22609.92,\"lte\":49152},\"inet_up_cost\":{\"lte\":0.01}"
                     ",\"duration\":{\"gte\":259200}");
}

/* The job's price is ours: what it allows of the service's is a micro-dollar more, and nothing when
 * that figure is not part of it. */
static void
test_price (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;

  sublet_job_init (&job);
  set_range (filter, SUBLET_FILTER_PART_PRICE, 0.2, -1);
  assert_conditions (filter, &job, false, "");
  set_range (filter, SUBLET_FILTER_PART_PRICE, 0.2, 0.5);
  assert_conditions (filter, &job, false, ",\"dph_total\":{\"lte\":0.500000126}");
  job.kind = SUBLET_PRICE_KIND_RESERVED;
  assert_conditions (filter, &job, false, "");
}

/* A list that is fetched in parts asks for a part of what the filter asks for: one member for each
 * field, the narrower of two bounds, what is in both of two lists. */
static void
test_parts_of_list (void)
{
  static const char *const models[] = { "RTX 4090", "RTX 5090", NULL };
  static const char *const places[] = { "FI", "SE", NULL };
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autofree char *json = NULL;
  SubletJob job;

  sublet_job_init (&job);
  set_range (filter, SUBLET_FILTER_PART_PRICE, -1, 0.5);
  sublet_offer_filter_set_model (filter, "RTX 4090", true);
  sublet_offer_filter_set_model (filter, "H100 SXM", true);
  sublet_offer_filter_set_country (filter, "FI", true);
  sublet_offer_filter_set_count (filter, SUBLET_GPU_COUNT_1);
  sublet_offer_filter_add_to_query (filter, &job, query);
  sublet_offer_query_set_min_dph_nusd (query, 410000000);
  sublet_offer_query_set_max_dph_nusd (query, 420000000);
  sublet_offer_query_set_gpu_names (query, models);
  sublet_offer_query_set_countries (query, places);
  sublet_offer_query_set_excluded_countries (query, places + 1);
  json = sublet_encode_search (query);
  g_assert_nonnull (strstr (json,
                            ",\"gpu_name\":{\"in\":[\"RTX 4090\"]},"
                            "\"geolocation\":{\"in\":[\"FI\"],\"notin\":[\"SE\"]},"
                            "\"dph_total\":{\"gte\":0.41,\"lte\":0.42},\"num_gpus\":{\"eq\":1},"
                            "\"type\""));
}

static void
test_places (void)
{
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  SubletJob job;

  sublet_job_init (&job);
  sublet_offer_filter_set_region (filter, SUBLET_REGION_SOUTH_AMERICA, true);
  sublet_offer_filter_set_country (filter, "FI", true);
  sublet_offer_filter_set_country (filter, "BR", true);
  assert_conditions (filter,
                     &job,
                     false,
                     ",\"geolocation\":{\"in\":[\"AR\",\"BO\",\"BR\",\"CL\",\"CO\",\"EC\",\"FI\","
                     "\"FK\",\"GF\",\"GY\",\"PE\",\"PY\",\"SR\",\"UY\",\"VE\"]}");

  /* Nobody can say where that is. */
  sublet_offer_filter_set_region (filter, SUBLET_REGION_UNKNOWN, true);
  assert_conditions (filter, &job, false, "");
  sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PLACE);
  sublet_offer_filter_set_text (filter, "epyc");
  assert_conditions (filter, &job, false, "");
}

/* ---- what the service finds is what passes ---- */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletManualClock *clock;
  SubletClient *client;
  SubletJob job;
} World;

static void
world_set_up (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");
  g_autoptr (JsonNode) answer = NULL;

  world->simulator = sublet_test_simulator_new ("--offers", "1500", NULL);
  /* Nothing is listed or priced anew between two searches. */
  answer =
    sublet_test_simulator_control_post (world->simulator, "/_sim/clock", "{\"virtual\":true}");
  world->clock = sublet_manual_clock_new ();
  world->client = sublet_client_new (sublet_test_simulator_get_url (world->simulator),
                                     SUBLET_CLOCK (world->clock),
                                     &error);
  g_assert_no_error (error);
  sublet_client_set_key (world->client, key);

  /* Without traffic the job's price is the service's, so that it can be compared. */
  sublet_job_init (&world->job);
  world->job.down_gb = 0;
  world->job.up_gb = 0;
}

static void
world_tear_down (World *world)
{
  g_object_unref (world->client);
  g_object_unref (world->clock);
  g_object_unref (world->simulator);
}

static SubletOfferPage *
search (World *world, SubletOfferQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SubletOfferPage *page;

  /* The client paces its searches. */
  sublet_manual_clock_advance (world->clock, 10000);
  sublet_client_search_offers_async (world->client, query, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  page = sublet_client_search_offers_finish (world->client, result, &error);
  g_assert_no_error (error);
  g_assert_false (page->truncated);

  return page;
}

/* Ids of the offers in the page that pass. */
static GHashTable *
pass (World *world, SubletOfferPage *page, const SubletOfferFilter *filter)
{
  g_autoptr (SubletOfferTable)
    table = sublet_offer_table_new (page->rows, page->kind, page->known_at_us, NULL);
  g_autoptr (SubletMarketIndex) index = sublet_market_index_new (table, &world->job, NULL);
  g_autoptr (SubletMarketView) view = NULL;
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  SubletOfferOrder order;
  guint i;

  sublet_offer_order_init (&order);
  view = sublet_market_view_new (index, filter, &order, NULL);
  for (i = 0; i < view->n_rows; i++)
    g_hash_table_add (ids,
                      g_memdup2 (&sublet_offer_table_get_row (table, view->rows[i])->id,
                                 sizeof (gint64)));

  return ids;
}

static void
assert_same_ids (GHashTable *a, GHashTable *b, const char *text)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      g_error ("%" G_GINT64_FORMAT " is missing: %s", *(gint64 *) id, text);
  g_hash_table_iter_init (&iter, b);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (a, id))
      g_error ("%" G_GINT64_FORMAT " is too many: %s", *(gint64 *) id, text);
}

/* Returns whether the filter hides some of the market and leaves some. */
static bool
check_filter (World *world, SubletOfferPage *everything, const SubletOfferFilter *filter)
{
  g_autoptr (SubletOfferFilter) none = sublet_offer_filter_new ();
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) page = NULL;
  g_autoptr (GHashTable) kept = pass (world, everything, filter);
  g_autoptr (GHashTable) found = NULL;
  g_autofree char *text = sublet_offer_filter_to_text (filter);
  bool all = sublet_offer_filter_add_to_query (filter, &world->job, query);

  page = search (world, query);
  /* What cannot be asked for in full is filtered again, as is all that the service sends. */
  found = pass (world, page, all ? none : filter);
  assert_same_ids (kept, found, text);

  return g_hash_table_size (kept) > 0 && g_hash_table_size (kept) < everything->rows->len;
}

static void
make_filter (GRand *rand, SubletOfferPage *everything, guint i, SubletOfferFilter *filter)
{
  guint n_parts = i < 3 * SUBLET_N_FILTER_PARTS ? 1 : (guint) g_rand_int_range (rand, 2, 5);
  guint n;

  for (n = 0; n < n_parts; n++)
    {
      SubletFilterPart part =
        (SubletFilterPart) (n == 0 ? i % SUBLET_N_FILTER_PARTS
                                   : (guint) g_rand_int_range (rand, 0, SUBLET_N_FILTER_PARTS));
      gint64 ids[10];
      guint j;

      for (j = 0; j < G_N_ELEMENTS (ids); j++)
        {
          const SubletOfferRow *row =
            &g_array_index (everything->rows,
                            SubletOfferRow,
                            g_rand_int_range (rand, 0, (int) everything->rows->len));

          ids[j] = part == SUBLET_FILTER_PART_MACHINE ? row->machine_id : row->host_id;
        }
      random_part (rand, filter, part, ids, G_N_ELEMENTS (ids));
    }
}

static void
test_against_simulator (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (SubletOfferQuery) query = sublet_offer_query_new ();
  g_autoptr (SubletOfferPage) everything = NULL;
  World world;
  guint n_telling = 0;
  guint i;

  world_set_up (&world);
  everything = search (&world, query);
  g_assert_cmpuint (everything->rows->len, >, 500);

  for (i = 0; i < N_QUERIES; i++)
    {
      g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();

      make_filter (rand, everything, i, filter);
      n_telling += check_filter (&world, everything, filter);
    }
  /* An empty set is equal to another whatever was asked. */
  g_assert_cmpuint (n_telling, >, N_QUERIES / 2);
  world_tear_down (&world);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/offer-filter-query/words", test_words);
  g_test_add_func ("/core/market/offer-filter-query/numbers", test_numbers);
  g_test_add_func ("/core/market/offer-filter-query/price", test_price);
  g_test_add_func ("/core/market/offer-filter-query/parts-of-list", test_parts_of_list);
  g_test_add_func ("/core/market/offer-filter-query/places", test_places);
  g_test_add_func ("/core/market/offer-filter-query/against-simulator", test_against_simulator);

  return g_test_run ();
}
