/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-money.h"
#include "core/market/sublet-market-view.h"

#include <math.h>

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

static inline char *
name_place (const char *region, const char *country)
{
  return g_strdup_printf ("%s, %s", region != NULL ? region : "all", country);
}

static inline double
money (gint64 value)
{
  return value == SUBLET_MONEY_UNKNOWN ? NAN : (double) value;
}

static inline double
count (gint64 value)
{
  return value < 0 ? NAN : (double) value;
}

static inline bool
is_text (SubletOfferKey key)
{
  return key == SUBLET_OFFER_KEY_GPU || key == SUBLET_OFFER_KEY_PLACE ||
         key == SUBLET_OFFER_KEY_CPU;
}

static inline const char *
get_text (const Naive *naive, SubletOfferKey key)
{
  if (key == SUBLET_OFFER_KEY_GPU)
    return naive->row->gpu_name;
  if (key == SUBLET_OFFER_KEY_CPU)
    return naive->row->cpu_name;

  return naive->row->region == NULL && naive->row->country[0] == '\0' ? NULL : naive->place;
}

static inline double
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

static inline int
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

static inline int
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

static inline bool
is_eligible (const SubletOfferRow *row, const SubletJob *job)
{
  return row->rentable && !row->rented &&
         (isnan (row->disk_space_gb) || row->disk_space_gb >= job->disk_gb);
}

/* In a person's unit, NAN when it is not known. */
static inline double
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
static inline bool
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

static inline guint
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

static inline bool
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

static inline void
naive_free (Naive *naive)
{
  g_free (naive->place);
  g_free (naive);
}

static inline GPtrArray *
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
