/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-filter-range.h"

#include "core/base/sublet-money.h"

#include <math.h>

/* Cards report less than they are sold with: what the driver and error correction take. The worst
 * seen is 15 109 MiB of "16 GB"; a 22 GB card must not pass for a 24 GB one. What firmware and
 * kernel keep of a machine's RAM is of the same order. */
#define MEMORY_PERCENT 92

#define MB_PER_GB 1024

#define DOUBLE(member) \
  .source = SUBLET_FILTER_SOURCE_DOUBLE, .offset = G_STRUCT_OFFSET (SubletOfferRow, member)
#define COUNT(member) \
  .source = SUBLET_FILTER_SOURCE_COUNT, .offset = G_STRUCT_OFFSET (SubletOfferRow, member)
#define MONEY(member) \
  .source = SUBLET_FILTER_SOURCE_MONEY, .offset = G_STRUCT_OFFSET (SubletOfferRow, member)
#define SAME_UNITS \
  .row_factor = 1, .row_divisor = 1, .lower_percent = 100, .wire_factor = 1, .wire_divisor = 1
#define MEMORY_UNITS                                                                            \
  .row_factor = MB_PER_GB, .row_divisor = 1, .lower_percent = MEMORY_PERCENT, .wire_factor = 1, \
  .wire_divisor = 1

/* Source of fields and units: fact sheet 2.3 and 2.5. That each of them may be searched for, and in
 * which unit, is what the vendor's client does; `gpu_total_ram`, `disk_bw` and `cuda_max_good` were
 * never seen in a recorded query (unconfirmed). The job's price is none of the service's figures:
 * see sublet_offer_filter_add_to_query(). */
static const SubletFilterRange ranges[] = {
  { SUBLET_FILTER_PART_PRICE,
    "rate",
    NULL,
    .source = SUBLET_FILTER_SOURCE_JOB_RATE,
    .key = SUBLET_OFFER_KEY_JOB_RATE,
    SAME_UNITS,
    .digits = 3,
    .highest = 1000 },
  { SUBLET_FILTER_PART_RELIABILITY,
    "reliability",
    "reliability",
    DOUBLE (reliability),
    .key = SUBLET_OFFER_KEY_RELIABILITY,
    .row_factor = 1,
    .row_divisor = 100,
    .lower_percent = 100,
    .wire_factor = 1,
    .wire_divisor = 1,
    .digits = 2,
    .highest = 100 },
  { SUBLET_FILTER_PART_MEMORY,
    "memory",
    "gpu_ram",
    DOUBLE (gpu_ram_mb),
    .key = SUBLET_OFFER_KEY_GPU_RAM,
    MEMORY_UNITS,
    .highest = 10000 },
  { SUBLET_FILTER_PART_TOTAL_MEMORY,
    "total-memory",
    "gpu_total_ram",
    DOUBLE (gpu_total_ram_mb),
    .key = -1,
    MEMORY_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_COMPUTE,
    "compute",
    "compute_cap",
    DOUBLE (compute_cap),
    .key = -1,
    .row_factor = 1,
    .row_divisor = 1,
    .lower_percent = 100,
    .wire_factor = 100,
    .wire_divisor = 1,
    .digits = 1,
    .highest = 100 },
  { SUBLET_FILTER_PART_CUDA,
    "cuda",
    "cuda_max_good",
    DOUBLE (cuda_max_good),
    .key = SUBLET_OFFER_KEY_CUDA,
    SAME_UNITS,
    .digits = 1,
    .highest = 100 },
  { SUBLET_FILTER_PART_DOWN,
    "down",
    "inet_down",
    DOUBLE (inet_down_mbps),
    .key = SUBLET_OFFER_KEY_DOWN,
    SAME_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_UP,
    "up",
    "inet_up",
    DOUBLE (inet_up_mbps),
    .key = SUBLET_OFFER_KEY_UP,
    SAME_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_DOWN_PRICE,
    "down-price",
    "inet_down_cost",
    MONEY (inet_down_nusd_per_tb),
    .key = -1,
    .row_factor = 1,
    .row_divisor = 1,
    .lower_percent = 100,
    .wire_factor = 1,
    .wire_divisor = SUBLET_GB_PER_TB,
    .digits = 2,
    .highest = 10000 },
  { SUBLET_FILTER_PART_UP_PRICE,
    "up-price",
    "inet_up_cost",
    MONEY (inet_up_nusd_per_tb),
    .key = -1,
    .row_factor = 1,
    .row_divisor = 1,
    .lower_percent = 100,
    .wire_factor = 1,
    .wire_divisor = SUBLET_GB_PER_TB,
    .digits = 2,
    .highest = 10000 },
  { SUBLET_FILTER_PART_PORTS,
    "ports",
    "direct_port_count",
    COUNT (direct_port_count),
    .key = SUBLET_OFFER_KEY_PORTS,
    SAME_UNITS,
    .highest = 100000 },
  { SUBLET_FILTER_PART_DISK,
    "disk",
    "disk_space",
    DOUBLE (disk_space_gb),
    .key = SUBLET_OFFER_KEY_DISK,
    SAME_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_DISK_SPEED,
    "disk-speed",
    "disk_bw",
    DOUBLE (disk_bw_mb_s),
    .key = SUBLET_OFFER_KEY_DISK_SPEED,
    SAME_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_CORES,
    "cores",
    "cpu_cores_effective",
    DOUBLE (cpu_cores_effective),
    .key = SUBLET_OFFER_KEY_CORES,
    SAME_UNITS,
    .highest = 100000 },
  { SUBLET_FILTER_PART_RAM,
    "ram",
    "cpu_ram",
    DOUBLE (cpu_ram_mb),
    .key = SUBLET_OFFER_KEY_RAM,
    MEMORY_UNITS,
    .highest = 1000000 },
  { SUBLET_FILTER_PART_DURATION,
    "duration",
    "duration",
    .source = SUBLET_FILTER_SOURCE_ENDS,
    .key = SUBLET_OFFER_KEY_ENDS,
    .row_factor = G_TIME_SPAN_DAY,
    .row_divisor = 1,
    .lower_percent = 100,
    .wire_factor = 1,
    .wire_divisor = G_TIME_SPAN_SECOND,
    .digits = 1,
    .highest = 10000 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (ranges) == SUBLET_N_FILTER_RANGES);

/* A lower bound goes down and an upper one up, so that what is asked for is never less than what
 * passes here. */
static gint64
scale_down (gint64 value, gint64 factor, gint64 divisor)
{
  __int128 product = (__int128) value * factor;

  return (gint64) (product / divisor - (product % divisor < 0));
}

static gint64
scale_up (gint64 value, gint64 factor, gint64 divisor)
{
  return -scale_down (-value, factor, divisor);
}

static SubletSortKey
make_key (const SubletFilterRange *range,
          gint64 bound,
          gint64 percent,
          gint64 known_at_us,
          bool upper)
{
  switch (range->source)
    {
    case SUBLET_FILTER_SOURCE_DOUBLE:
      /* One division of whole numbers, which gives what the wire's text is read as. */
      return sublet_sort_key_from_double (
        (double) bound * (double) (range->row_factor * percent) /
        ((double) SUBLET_FILTER_BOUND_UNIT * (double) range->row_divisor * 100));
    case SUBLET_FILTER_SOURCE_COUNT:
      return sublet_sort_key_from_int (upper ? scale_down (bound, 1, SUBLET_FILTER_BOUND_UNIT)
                                             : scale_up (bound, 1, SUBLET_FILTER_BOUND_UNIT));
    case SUBLET_FILTER_SOURCE_ENDS:
      return sublet_sort_key_from_int (
        known_at_us + scale_down (bound, range->row_factor, SUBLET_FILTER_BOUND_UNIT));
    case SUBLET_FILTER_SOURCE_MONEY:
    case SUBLET_FILTER_SOURCE_JOB_RATE:
    default:
      return sublet_sort_key_from_int (bound);
    }
}

/**
 * sublet_filter_range_get:
 * @i: which, below SUBLET_N_FILTER_RANGES
 *
 * Returns: (transfer none): a row of the table
 */
const SubletFilterRange *
sublet_filter_range_get (guint i)
{
  g_return_val_if_fail (i < SUBLET_N_FILTER_RANGES, NULL);

  return &ranges[i];
}

/**
 * sublet_filter_range_of_part:
 * @part: a filter
 *
 * Returns: (transfer none) (nullable): its row, NULL when it is no range
 */
const SubletFilterRange *
sublet_filter_range_of_part (SubletFilterPart part)
{
  guint i;

  for (i = 0; i < SUBLET_N_FILTER_RANGES; i++)
    if (ranges[i].part == part)
      return &ranges[i];

  return NULL;
}

/**
 * sublet_filter_bound_from_double:
 * @range: what it bounds
 * @value: in a person's unit
 *
 * Returns: the bound, at most the highest; SUBLET_FILTER_NO_BOUND for what is negative or no number
 */
gint64
sublet_filter_bound_from_double (const SubletFilterRange *range, double value)
{
  if (!isfinite (value) || value < 0)
    return SUBLET_FILTER_NO_BOUND;
  if (value >= (double) range->highest)
    return range->highest * SUBLET_FILTER_BOUND_UNIT;

  return llround (value * (double) SUBLET_FILTER_BOUND_UNIT);
}

/**
 * sublet_filter_bound_to_double:
 * @bound: a bound
 *
 * For showing and saving; nothing is compared in doubles of a person's unit.
 *
 * Returns: it in a person's unit, NaN for none
 */
double
sublet_filter_bound_to_double (gint64 bound)
{
  return bound != SUBLET_FILTER_NO_BOUND ? (double) bound / (double) SUBLET_FILTER_BOUND_UNIT : NAN;
}

/**
 * sublet_filter_range_read_key:
 * @range: a range that compares a member of the row
 * @row: an offer
 *
 * Returns: its value as a key, SUBLET_SORT_KEY_MISSING when it is not known
 */
SubletSortKey
sublet_filter_range_read_key (const SubletFilterRange *range, const SubletOfferRow *row)
{
  gconstpointer member = G_STRUCT_MEMBER_P (row, range->offset);

  switch (range->source)
    {
    case SUBLET_FILTER_SOURCE_DOUBLE:
      return sublet_sort_key_from_double (*(const double *) member);
    case SUBLET_FILTER_SOURCE_COUNT:
      return *(const int *) member < 0 ? SUBLET_SORT_KEY_MISSING
                                       : sublet_sort_key_from_int (*(const int *) member);
    case SUBLET_FILTER_SOURCE_MONEY:
      return *(const gint64 *) member == SUBLET_MONEY_UNKNOWN
               ? SUBLET_SORT_KEY_MISSING
               : sublet_sort_key_from_int (*(const gint64 *) member);
    case SUBLET_FILTER_SOURCE_JOB_RATE:
    case SUBLET_FILTER_SOURCE_ENDS:
    default:
      g_return_val_if_reached (SUBLET_SORT_KEY_MISSING);
    }
}

/**
 * sublet_filter_range_get_lower_key:
 * @range: a range
 * @lower: its lower bound
 * @known_at_us: when the offers were known, service time
 *
 * Returns: the lowest key that passes
 */
SubletSortKey
sublet_filter_range_get_lower_key (const SubletFilterRange *range, gint64 lower, gint64 known_at_us)
{
  return make_key (range, lower, range->lower_percent, known_at_us, false);
}

/**
 * sublet_filter_range_get_upper_key:
 * @range: a range
 * @upper: its upper bound
 * @known_at_us: when the offers were known, service time
 *
 * Returns: the highest key that passes
 */
SubletSortKey
sublet_filter_range_get_upper_key (const SubletFilterRange *range, gint64 upper, gint64 known_at_us)
{
  return make_key (range, upper, 100, known_at_us, true);
}

/**
 * sublet_filter_range_get_lower_on_wire:
 * @range: a range with a field
 * @lower: its lower bound
 *
 * Returns: what to ask the service for, in billionths of the wire's unit
 */
gint64
sublet_filter_range_get_lower_on_wire (const SubletFilterRange *range, gint64 lower)
{
  return scale_down (lower,
                     range->row_factor * range->lower_percent * range->wire_factor,
                     range->row_divisor * 100 * range->wire_divisor);
}

/**
 * sublet_filter_range_get_upper_on_wire:
 * @range: a range with a field
 * @upper: its upper bound
 *
 * Returns: what to ask the service for, in billionths of the wire's unit
 */
gint64
sublet_filter_range_get_upper_on_wire (const SubletFilterRange *range, gint64 upper)
{
  return scale_up (upper,
                   range->row_factor * range->wire_factor,
                   range->row_divisor * range->wire_divisor);
}
