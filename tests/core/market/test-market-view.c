/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/market/sublet-market-view.h"

#include "support/sublet-test.h"

#include "random-filters.h"
#include "random-offers.h"

#define NOW_US (G_GINT64_CONSTANT (1763388600) * G_TIME_SPAN_SECOND)

/* Filtering and ordering as they would be written without an index: the reference. */
typedef struct
{
  const SubletOfferRow *row;
  SubletPriceKind kind;
  gint64 job_rate_nusd;
  gint64 job_uusd;
  gint64 gpu_rate_nusd;
  char *place;
} Naive;

typedef struct
{
  double number; /* NAN: missing */
  char *text;    /* NULL: missing, when the key is a text */
  gint64 second; /* for GPU */
} NaiveKey;

static char *
name_place (const char *region, const char *country)
{
  return g_strdup_printf ("%s, %s", region != NULL ? region : "all", country);
}

static double
money (gint64 value)
{
  return value == SUBLET_MONEY_UNKNOWN ? NAN : (double) value;
}

static double
count (gint64 value)
{
  return value < 0 ? NAN : (double) value;
}

static bool
is_text (SubletOfferKey key)
{
  return key == SUBLET_OFFER_KEY_GPU || key == SUBLET_OFFER_KEY_PLACE ||
         key == SUBLET_OFFER_KEY_CPU;
}

static const char *
get_text (const Naive *naive, SubletOfferKey key)
{
  if (key == SUBLET_OFFER_KEY_GPU)
    return naive->row->gpu_name;
  if (key == SUBLET_OFFER_KEY_CPU)
    return naive->row->cpu_name;

  return naive->row->region == NULL && naive->row->country[0] == '\0' ? NULL : naive->place;
}

static double
get_number (const Naive *naive, SubletOfferKey key)
{
  const SubletOfferRow *row = naive->row;

  switch (key)
    {
    case SUBLET_OFFER_KEY_JOB_RATE:
      return money (naive->job_rate_nusd);
    case SUBLET_OFFER_KEY_JOB_COST:
      return money (naive->job_uusd);
    case SUBLET_OFFER_KEY_GPU_RAM:
      return row->gpu_ram_mb;
    case SUBLET_OFFER_KEY_RELIABILITY:
      return row->reliability;
    case SUBLET_OFFER_KEY_ENDS:
      {
        gint64 by_duration_us = row->duration_us > 0 ? NOW_US + row->duration_us : 0;

        if (row->end_us == 0 && by_duration_us == 0)
          return NAN;
        if (row->end_us == 0 || by_duration_us == 0)
          return (double) (row->end_us + by_duration_us);
        return (double) MIN (row->end_us, by_duration_us);
      }
    case SUBLET_OFFER_KEY_DOWN:
      return row->inet_down_mbps;
    case SUBLET_OFFER_KEY_CUDA:
      return row->cuda_max_good;
    case SUBLET_OFFER_KEY_PORTS:
      return count (row->direct_port_count);
    case SUBLET_OFFER_KEY_VERIFIED:
      return row->verification == SUBLET_VERIFICATION_UNKNOWN ? NAN : (double) row->verification;
    case SUBLET_OFFER_KEY_UP:
      return row->inet_up_mbps;
    case SUBLET_OFFER_KEY_VALUE:
      return naive->job_rate_nusd == SUBLET_MONEY_UNKNOWN
               ? NAN
               : row->dlperf / ((double) naive->job_rate_nusd / 1e9);
    case SUBLET_OFFER_KEY_FLOPS_VALUE:
      return naive->job_rate_nusd == SUBLET_MONEY_UNKNOWN
               ? NAN
               : row->total_flops / ((double) naive->job_rate_nusd / 1e9);
    case SUBLET_OFFER_KEY_DISK:
      return row->disk_space_gb;
    case SUBLET_OFFER_KEY_DISK_SPEED:
      return row->disk_bw_mb_s;
    case SUBLET_OFFER_KEY_CORES:
      return row->cpu_cores_effective;
    case SUBLET_OFFER_KEY_RAM:
      return row->cpu_ram_mb;
    case SUBLET_OFFER_KEY_GPU_RATE:
      return money (naive->gpu_rate_nusd);
    case SUBLET_OFFER_KEY_LOWEST_BID:
      return money (row->min_bid_nusd);
    case SUBLET_OFFER_KEY_MACHINE:
      return count (row->machine_id);
    case SUBLET_OFFER_KEY_ON_DEMAND_RATE:
      return naive->kind == SUBLET_PRICE_KIND_ON_DEMAND ? money (naive->job_rate_nusd) : NAN;
    case SUBLET_OFFER_KEY_BID_RATE:
      return naive->kind == SUBLET_PRICE_KIND_INTERRUPTIBLE ? money (naive->job_rate_nusd) : NAN;
    case SUBLET_OFFER_KEY_RESERVED_RATE:
      return naive->kind == SUBLET_PRICE_KIND_RESERVED ? money (naive->job_rate_nusd) : NAN;
    case SUBLET_OFFER_KEY_GPU:
    case SUBLET_OFFER_KEY_PLACE:
    case SUBLET_OFFER_KEY_CPU:
    default:
      g_assert_not_reached ();
    }
}

static int
compare_key (const Naive *a, const Naive *b, SubletOfferKey key, bool descending)
{
  int difference;

  if (is_text (key))
    {
      const char *text_a = get_text (a, key);
      const char *text_b = get_text (b, key);
      g_autofree char *sort_a = NULL;
      g_autofree char *sort_b = NULL;

      if (text_a == NULL || text_b == NULL)
        return (text_a == NULL) - (text_b == NULL);

      sort_a = g_utf8_collate_key_for_filename (text_a, -1);
      sort_b = g_utf8_collate_key_for_filename (text_b, -1);
      difference = strcmp (sort_a, sort_b);
      if (difference == 0 && key == SUBLET_OFFER_KEY_GPU)
        difference = MAX (a->row->num_gpus, 0) - MAX (b->row->num_gpus, 0);
    }
  else
    {
      double number_a = get_number (a, key);
      double number_b = get_number (b, key);

      if (isnan (number_a) || isnan (number_b))
        return isnan (number_a) - isnan (number_b);

      difference = (number_a > number_b) - (number_a < number_b);
    }

  return descending ? -difference : difference;
}

static int
compare_naively (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Naive *naive_a = *(Naive *const *) a;
  const Naive *naive_b = *(Naive *const *) b;
  const SubletOfferOrder *order = user_data;
  int difference = compare_key (naive_a, naive_b, order->first, order->first_descending);

  if (difference == 0)
    difference = compare_key (naive_a, naive_b, order->second, order->second_descending);
  if (difference == 0)
    difference = naive_a->row->id < naive_b->row->id ? -1 : 1;

  return difference;
}

static bool
is_eligible (const SubletOfferRow *row, const SubletJob *job)
{
  return row->rentable && !row->rented &&
         (isnan (row->disk_space_gb) || row->disk_space_gb >= job->disk_gb);
}

/* In a person's unit, NAN when it is not known. */
static double
get_measure (const Naive *naive, SubletFilterPart part)
{
  const SubletOfferRow *row = naive->row;

  switch ((int) part)
    {
    case SUBLET_FILTER_PART_PRICE:
      return money (naive->job_rate_nusd) / 1e9;
    case SUBLET_FILTER_PART_RELIABILITY:
      return row->reliability * 100;
    case SUBLET_FILTER_PART_MEMORY:
      return row->gpu_ram_mb / 1024;
    case SUBLET_FILTER_PART_TOTAL_MEMORY:
      return row->gpu_total_ram_mb / 1024;
    case SUBLET_FILTER_PART_COMPUTE:
      return row->compute_cap;
    case SUBLET_FILTER_PART_CUDA:
      return row->cuda_max_good;
    case SUBLET_FILTER_PART_DOWN:
      return row->inet_down_mbps;
    case SUBLET_FILTER_PART_UP:
      return row->inet_up_mbps;
    case SUBLET_FILTER_PART_DOWN_PRICE:
      return money (row->inet_down_nusd_per_tb) / 1e9;
    case SUBLET_FILTER_PART_UP_PRICE:
      return money (row->inet_up_nusd_per_tb) / 1e9;
    case SUBLET_FILTER_PART_PORTS:
      return count (row->direct_port_count);
    case SUBLET_FILTER_PART_DISK:
      return row->disk_space_gb;
    case SUBLET_FILTER_PART_DISK_SPEED:
      return row->disk_bw_mb_s;
    case SUBLET_FILTER_PART_CORES:
      return row->cpu_cores_effective;
    case SUBLET_FILTER_PART_RAM:
      return row->cpu_ram_mb / 1024;
    case SUBLET_FILTER_PART_DURATION:
      return (get_number (naive, SUBLET_OFFER_KEY_ENDS) - (double) NOW_US) / G_TIME_SPAN_DAY;
    default:
      g_assert_not_reached ();
    }
}

/* What is within a rounding error of a bound is on it. */
static bool
is_within (const Naive *naive, const SubletOfferFilter *filter, SubletFilterPart part)
{
  bool is_memory = part == SUBLET_FILTER_PART_MEMORY || part == SUBLET_FILTER_PART_TOTAL_MEMORY ||
                   part == SUBLET_FILTER_PART_RAM;
  double value = get_measure (naive, part);
  double lower = sublet_filter_bound_to_double (sublet_offer_filter_get_lower (filter, part));
  double upper = sublet_filter_bound_to_double (sublet_offer_filter_get_upper (filter, part));

  if (is_memory)
    lower *= 0.92;

  return !isnan (value) && (isnan (lower) || value >= lower - 1e-9) &&
         (isnan (upper) || value <= upper + 1e-9);
}

static guint
count_unknown (GPtrArray *all,
               const SubletJob *job,
               const SubletOfferFilter *filter,
               SubletFilterPart part)
{
  guint n_unknown = 0;
  guint i;

  if (!sublet_offer_filter_is_active (filter, part) ||
      sublet_filter_part_get_kind (part) != SUBLET_FILTER_KIND_RANGE)
    return 0;

  for (i = 0; i < all->len; i++)
    {
      const Naive *naive = g_ptr_array_index (all, i);

      n_unknown += is_eligible (naive->row, job) && isnan (get_measure (naive, part));
    }

  return n_unknown;
}

static bool
passes_part (const Naive *naive, const SubletOfferFilter *filter, SubletFilterPart part)
{
  const SubletOfferRow *row = naive->row;

  if (!sublet_offer_filter_is_active (filter, part))
    return true;
  if (sublet_filter_part_get_kind (part) == SUBLET_FILTER_KIND_RANGE)
    return is_within (naive, filter, part);

  switch ((int) part)
    {
    case SUBLET_FILTER_PART_MODEL:
      return row->gpu_name != NULL && sublet_offer_filter_has_model (filter, row->gpu_name);
    case SUBLET_FILTER_PART_COUNT:
      {
        static const int exact[] = { 0, 1, 2, 4 };
        SubletGpuCount wanted = sublet_offer_filter_get_count (filter);

        return wanted == SUBLET_GPU_COUNT_8_OR_MORE ? row->num_gpus >= 8
                                                    : row->num_gpus == exact[wanted];
      }
    case SUBLET_FILTER_PART_ARCHITECTURE:
      return sublet_offer_filter_has_choice (filter, part, row->architecture);
    case SUBLET_FILTER_PART_PLACE:
      return row->country[0] != '\0' &&
             (sublet_offer_filter_has_country (filter, row->country) ||
              sublet_offer_filter_has_region (filter, sublet_region_from_country (row->country)));
    case SUBLET_FILTER_PART_VERIFICATION:
      return sublet_offer_filter_has_choice (filter, part, row->verification);
    case SUBLET_FILTER_PART_DATA_CENTER:
      return row->hosting_type == 1;
    case SUBLET_FILTER_PART_STATIC_IP:
      return row->static_ip;
    case SUBLET_FILTER_PART_MACHINE:
      return sublet_offer_filter_has_id (filter, part, row->machine_id);
    case SUBLET_FILTER_PART_HOST:
      return sublet_offer_filter_has_id (filter, part, row->host_id);
    case SUBLET_FILTER_PART_TEXT:
      return sublet_offer_filter_passes_text (filter, row);
    default:
      g_assert_not_reached ();
    }
}

static void
randomise (GRand *rand, SubletOfferFilter *filter, SubletOfferOrder *order, SubletJob *job)
{
  static const gint64 ids[] = { 7500000, 7500001, 7500010, 7500020, 3, 17, 31, 48 };
  guint part;

  sublet_job_init (job);
  job->hours = g_rand_double_range (rand, 0.5, 200);
  job->disk_gb = g_rand_int_range (rand, 8, 600);
  job->up_gb = g_rand_int_range (rand, 0, 3);

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    if (g_rand_int_range (rand, 0, 8) == 0)
      random_part (rand, filter, (SubletFilterPart) part, ids, G_N_ELEMENTS (ids));

  order->first = (SubletOfferKey) g_rand_int_range (rand, 0, SUBLET_N_OFFER_KEYS);
  order->second = (SubletOfferKey) g_rand_int_range (rand, 0, SUBLET_N_OFFER_KEYS);
  order->first_descending = g_rand_boolean (rand);
  order->second_descending = g_rand_boolean (rand);
}

static void
naive_free (Naive *naive)
{
  g_free (naive->place);
  g_free (naive);
}

static GPtrArray *
make_naive (GArray *rows, const SubletJob *job)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) naive_free);
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      const SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);
      Naive *naive = g_new0 (Naive, 1);
      SubletQuote quote;

      sublet_quote_for_row (row, job, &quote);
      naive->row = row;
      naive->kind = job->kind;
      naive->job_rate_nusd = quote.job_rate_nusd;
      naive->job_uusd = quote.job_uusd;
      naive->gpu_rate_nusd = quote.gpu_rate_nusd;
      naive->place = name_place (row->region, row->country);
      g_ptr_array_add (all, naive);
    }

  return all;
}

static void
assert_counts (SubletMarketView *view, GPtrArray *all, const SubletOfferFilter *filter)
{
  const SubletOfferTable *table = view->index->table;
  g_autoptr (GHashTable) by_model = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_hidden[SUBLET_N_FILTER_PARTS] = { 0 };
  guint n_by_region[SUBLET_N_REGIONS] = { 0 };
  guint i;
  guint part;

  for (i = 0; i < all->len; i++)
    {
      const Naive *naive = g_ptr_array_index (all, i);
      guint n_failed = 0;
      bool fails_model;
      bool fails_place;

      if (!is_eligible (naive->row, &view->index->job))
        continue;

      for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
        if (!passes_part (naive, filter, (SubletFilterPart) part))
          {
            n_failed++;
            n_hidden[part]++;
          }
      fails_model = !passes_part (naive, filter, SUBLET_FILTER_PART_MODEL);
      fails_place = !passes_part (naive, filter, SUBLET_FILTER_PART_PLACE);
      if (naive->row->gpu_name != NULL && n_failed == fails_model)
        {
          gpointer n = g_hash_table_lookup (by_model, naive->row->gpu_name);

          g_hash_table_insert (by_model,
                               naive->row->gpu_name,
                               GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
        }
      if (naive->row->country[0] != '\0' && n_failed == fails_place)
        n_by_region[sublet_region_from_country (naive->row->country)]++;
    }

  for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
    {
      g_assert_cmpuint (view->n_hidden[part], ==, n_hidden[part]);
      g_assert_cmpuint (view->n_unknown[part],
                        ==,
                        count_unknown (all, &view->index->job, filter, (SubletFilterPart) part));
    }
  for (i = 0; i < SUBLET_N_REGIONS; i++)
    g_assert_cmpuint (view->n_by_region[i], ==, n_by_region[i]);
  for (i = 0; i < table->models.words->len; i++)
    {
      gpointer n = g_hash_table_lookup (by_model, g_ptr_array_index (table->models.words, i));

      g_assert_cmpuint (view->n_by_model[i], ==, GPOINTER_TO_UINT (n));
    }
}

static void
assert_rows (SubletMarketView *view, GPtrArray *all, const SubletOfferFilter *filter)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  gint64 lowest_rate_nusd = SUBLET_MONEY_UNKNOWN;
  guint n_eligible = 0;
  guint i;
  guint part;

  for (i = 0; i < all->len; i++)
    {
      Naive *naive = g_ptr_array_index (all, i);
      bool passes = is_eligible (naive->row, &view->index->job);

      n_eligible += passes;
      for (part = 0; part < SUBLET_N_FILTER_PARTS; part++)
        passes = passes && passes_part (naive, filter, (SubletFilterPart) part);
      if (passes)
        g_ptr_array_add (expected, naive);
    }
  g_ptr_array_sort_with_data (expected, compare_naively, &view->order);

  g_assert_cmpuint (view->index->n_eligible, ==, n_eligible);
  g_assert_cmpuint (view->n_rows, ==, expected->len);
  for (i = 0; i < expected->len; i++)
    {
      const Naive *naive = g_ptr_array_index (expected, i);

      g_assert_cmpint (sublet_offer_table_get_row (view->index->table, view->rows[i])->id,
                       ==,
                       naive->row->id);
      if (naive->job_rate_nusd != SUBLET_MONEY_UNKNOWN &&
          (lowest_rate_nusd == SUBLET_MONEY_UNKNOWN || naive->job_rate_nusd < lowest_rate_nusd))
        lowest_rate_nusd = naive->job_rate_nusd;
    }
  g_assert_cmpint (view->lowest_rate_nusd, ==, lowest_rate_nusd);
}

static void
test_against_naive (void)
{
  static const guint sizes[] = { 0, 1, 63, 64, 65, 700 };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint i;

  for (i = 0; i < 150; i++)
    {
      g_autoptr (GArray)
        rows = random_offers_new (g_rand_int (rand), sizes[i % G_N_ELEMENTS (sizes)], NOW_US);
      g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
      g_autoptr (SubletOfferTable) table = NULL;
      g_autoptr (SubletMarketIndex) index = NULL;
      g_autoptr (SubletMarketView) view = NULL;
      g_autoptr (SubletMarketView) again = NULL;
      g_autoptr (GPtrArray) all = NULL;
      SubletOfferOrder order;
      SubletJob job;

      randomise (rand, filter, &order, &job);
      job.kind = (SubletPriceKind) g_rand_int_range (rand, 1, 4);
      table = sublet_offer_table_new (rows, job.kind, NOW_US, name_place);
      index = sublet_market_index_new (table, &job, NULL);
      view = sublet_market_view_new (index, filter, &order, NULL);
      all = make_naive (rows, &job);
      assert_rows (view, all, filter);
      assert_counts (view, all, filter);

      /* Another filter in the same order takes the order over. */
      sublet_offer_filter_clear (filter, SUBLET_FILTER_PART_PRICE);
      again = sublet_market_view_new (index, filter, &order, view);
      assert_rows (again, all, filter);
      assert_counts (again, all, filter);
    }
}

/* Every other offer is there in each of the other kinds. */
static void
join_some (SubletMarketIndex *index, GArray *rows)
{
  SubletKindList *lists[SUBLET_N_PRICE_KINDS] = { NULL };
  g_autoptr (GArray) some = sublet_offer_rows_new (rows->len);
  guint kind;
  guint i;

  for (i = 0; i < rows->len; i += 2)
    {
      g_array_set_size (some, some->len + 1);
      sublet_offer_row_copy (&g_array_index (rows, SubletOfferRow, i),
                             &g_array_index (some, SubletOfferRow, some->len - 1));
    }
  for (kind = SUBLET_PRICE_KIND_ON_DEMAND; kind < SUBLET_N_PRICE_KINDS; kind++)
    lists[kind] = sublet_kind_list_new (some, (SubletPriceKind) kind, NOW_US, true);
  sublet_market_index_join (index, lists);
  g_assert_true (sublet_market_index_is_joined (index, lists));
  for (kind = 0; kind < SUBLET_N_PRICE_KINDS; kind++)
    g_clear_pointer (&lists[kind], sublet_kind_list_unref);
}

static void
test_missing_last (void)
{
  g_autoptr (GArray) rows = random_offers_new (7, 500, NOW_US);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletOfferTable) table = NULL;
  g_autoptr (SubletMarketIndex) index = NULL;
  SubletJob job;
  guint key;

  sublet_job_init (&job);
  table = sublet_offer_table_new (rows, job.kind, NOW_US, NULL);
  index = sublet_market_index_new (table, &job, NULL);
  join_some (index, rows);
  for (key = 0; key < SUBLET_N_OFFER_KEYS; key++)
    {
      const SubletSortKey *keys = sublet_market_index_get_keys (index, (SubletOfferKey) key);
      int descending;

      for (descending = 0; descending < 2; descending++)
        {
          SubletOfferOrder order = { (SubletOfferKey) key, descending, (SubletOfferKey) key };
          g_autoptr (SubletMarketView) view = sublet_market_view_new (index, filter, &order, NULL);
          bool missing = false;
          guint i;

          g_assert_cmpuint (view->n_rows, >, 400);
          for (i = 0; i < view->n_rows; i++)
            {
              bool is_missing = keys[view->rows[i]] == SUBLET_SORT_KEY_MISSING;

              g_assert_true (is_missing || !missing);
              missing = is_missing;
            }
        }
    }
}

/* What a view takes over from the one before it is what it would have found itself. */
static void
test_taken_over (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (GArray) rows = random_offers_new (g_rand_int (rand), 500, NOW_US);
  g_autoptr (SubletOfferTable)
    table = sublet_offer_table_new (rows, SUBLET_PRICE_KIND_ON_DEMAND, NOW_US, name_place);
  g_autoptr (SubletOfferFilter) filter = sublet_offer_filter_new ();
  g_autoptr (SubletMarketIndex) index = NULL;
  g_autoptr (SubletMarketView) previous = NULL;
  SubletOfferOrder order;
  SubletJob job;
  guint n_shared = 0;
  guint turn;

  for (turn = 0; turn < 100; turn++)
    {
      g_autoptr (SubletOfferFilter) other = sublet_offer_filter_new ();
      g_autoptr (SubletMarketView) view = NULL;
      g_autoptr (GPtrArray) all = NULL;
      SubletJob other_job;
      guint part;

      randomise (rand, other, &order, &other_job);
      /* In turns: another order, another filter, another job. */
      if (turn % 3 == 1 || turn == 0)
        {
          sublet_offer_filter_free (filter);
          filter = g_steal_pointer (&other);
        }
      if (turn % 3 == 2 || turn == 0)
        {
          job = other_job;
          job.kind = table->kind;
          g_clear_pointer (&index, sublet_market_index_unref);
          index = sublet_market_index_new (table, &job, NULL);
        }
      view = sublet_market_view_new (index, filter, &order, previous);
      all = make_naive (rows, &job);
      assert_rows (view, all, filter);
      assert_counts (view, all, filter);
      for (part = 0; turn % 3 == 0 && turn > 0 && part < SUBLET_N_FILTER_PARTS; part++)
        {
          g_assert_true (view->parts[part] == previous->parts[part]);
          n_shared += view->parts[part] != NULL;
        }
      g_clear_pointer (&previous, sublet_market_view_unref);
      previous = g_steal_pointer (&view);
    }
  g_assert_cmpuint (n_shared, >, 0);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/market/view/against-naive", test_against_naive);
  g_test_add_func ("/core/market/view/taken-over", test_taken_over);
  g_test_add_func ("/core/market/view/missing-last", test_missing_last);

  return g_test_run ();
}
