/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-offer-filter.h"

/*
 * Filters as a person might set them, over all parts. The same seed makes the same filters. Shared
 * by the tests that compare what passes with another way to tell.
 */

/* In a person's unit: where values of the market lie, in steps that some of them are on. */
static const struct
{
  SubletFilterPart part;
  double low;
  double step;
  int n_steps;
} random_bounds[] = {
  { SUBLET_FILTER_PART_PRICE, 0, 0.05, 60 },     { SUBLET_FILTER_PART_RELIABILITY, 80, 0.2, 100 },
  { SUBLET_FILTER_PART_MEMORY, 0, 8, 26 },       { SUBLET_FILTER_PART_TOTAL_MEMORY, 0, 16, 40 },
  { SUBLET_FILTER_PART_COMPUTE, 6, 0.1, 60 },    { SUBLET_FILTER_PART_CUDA, 11.8, 0.1, 16 },
  { SUBLET_FILTER_PART_DOWN, 0, 50, 80 },        { SUBLET_FILTER_PART_UP, 0, 50, 60 },
  { SUBLET_FILTER_PART_DOWN_PRICE, 0, 0.5, 40 }, { SUBLET_FILTER_PART_UP_PRICE, 0, 0.5, 40 },
  { SUBLET_FILTER_PART_PORTS, 0, 1, 100 },       { SUBLET_FILTER_PART_DISK, 0, 25, 80 },
  { SUBLET_FILTER_PART_DISK_SPEED, 0, 100, 70 }, { SUBLET_FILTER_PART_CORES, 0, 2, 60 },
  { SUBLET_FILTER_PART_RAM, 0, 16, 60 },         { SUBLET_FILTER_PART_DURATION, 0, 0.5, 400 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (random_bounds) == SUBLET_N_FILTER_RANGES);

static inline gint64
random_bound (GRand *rand, gsize i)
{
  return sublet_filter_bound_from_double (sublet_filter_range_of_part (random_bounds[i].part),
                                          random_bounds[i].low +
                                            random_bounds[i].step *
                                              g_rand_int_range (rand, 0, random_bounds[i].n_steps));
}

static inline void
random_range (GRand *rand, SubletOfferFilter *filter, SubletFilterPart part)
{
  gint64 lower = SUBLET_FILTER_NO_BOUND;
  gint64 upper = SUBLET_FILTER_NO_BOUND;
  int which = g_rand_int_range (rand, 1, 4);
  gsize i;

  for (i = 0; random_bounds[i].part != part; i++)
    ;
  if ((which & 1) != 0)
    lower = random_bound (rand, i);
  if ((which & 2) != 0)
    upper = random_bound (rand, i);
  if (!sublet_offer_filter_set_range (filter, part, lower, upper))
    g_assert_true (sublet_offer_filter_set_range (filter, part, upper, lower));
}

static inline void
random_place_filter (GRand *rand, SubletOfferFilter *filter)
{
  static const char *const countries[] = { "FI", "US", "ZA", "XX", "DE" };

  if (g_rand_boolean (rand))
    sublet_offer_filter_set_region (filter,
                                    (SubletRegion) g_rand_int_range (rand, 0, SUBLET_N_REGIONS),
                                    true);
  sublet_offer_filter_set_country (filter,
                                   countries[g_rand_int_range (rand, 0, G_N_ELEMENTS (countries))],
                                   true);
}

/* @ids: (array length=n_ids): machines and hosts of the market; 0: none are set */
static inline void
random_part (GRand *rand,
             SubletOfferFilter *filter,
             SubletFilterPart part,
             const gint64 *ids,
             guint n_ids)
{
  static const char *const models[] = { "RTX 4090", "A100 SXM4", "H200", "RTX 3090", "No Such" };
  guint i;

  switch (sublet_filter_part_get_kind (part))
    {
    case SUBLET_FILTER_KIND_MODELS:
      for (i = 0; i < 2; i++)
        sublet_offer_filter_set_model (filter,
                                       models[g_rand_int_range (rand, 0, G_N_ELEMENTS (models))],
                                       true);
      break;
    case SUBLET_FILTER_KIND_COUNT:
      sublet_offer_filter_set_count (filter, (SubletGpuCount) g_rand_int_range (rand, 1, 5));
      break;
    case SUBLET_FILTER_KIND_RANGE:
      random_range (rand, filter, part);
      break;
    case SUBLET_FILTER_KIND_PLACES:
      random_place_filter (rand, filter);
      break;
    case SUBLET_FILTER_KIND_CHOICES:
      sublet_offer_filter_set_choice (filter,
                                      part,
                                      (guint) g_rand_int_range (rand,
                                                                1,
                                                                part ==
                                                                    SUBLET_FILTER_PART_VERIFICATION
                                                                  ? 4
                                                                  : 3),
                                      true);
      break;
    case SUBLET_FILTER_KIND_FLAG:
      sublet_offer_filter_set_flag (filter, part, true);
      break;
    case SUBLET_FILTER_KIND_IDS:
      for (i = 0; i < n_ids && i < 20; i++)
        sublet_offer_filter_add_id (filter, part, ids[g_rand_int_range (rand, 0, (int) n_ids)]);
      break;
    case SUBLET_FILTER_KIND_TEXT:
      sublet_offer_filter_set_text (filter, "xeon");
      break;
    default:
      g_assert_not_reached ();
    }
}
