/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-filter-part.h"
#include "core/market/sublet-offer-order.h"
#include "core/market/sublet-radix.h"
#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/*
 * The filters that have a lower and an upper bound, one row of a table each: what is saved, sent,
 * compared and shown is read from the row.
 *
 * A bound is a whole number of billionths of the unit that a person reads, so that a bound on money
 * is nano-dollars, bounds are equal or not, and none is a rounded fraction.
 */

/** No bound. */
#define SUBLET_FILTER_NO_BOUND G_MININT64

#define SUBLET_FILTER_BOUND_UNIT G_GINT64_CONSTANT (1000000000)

/**
 * SubletFilterSource:
 * @SUBLET_FILTER_SOURCE_DOUBLE: a double of the row, NAN when it is not known
 * @SUBLET_FILTER_SOURCE_COUNT: an int of the row, below 0 when it is not known
 * @SUBLET_FILTER_SOURCE_MONEY: a rate of the row
 * @SUBLET_FILTER_SOURCE_JOB_RATE: what the job costs an hour
 * @SUBLET_FILTER_SOURCE_ENDS: when the offer ends
 *
 * Where the value lies that is compared with the bounds.
 */
typedef enum
{
  SUBLET_FILTER_SOURCE_DOUBLE,
  SUBLET_FILTER_SOURCE_COUNT,
  SUBLET_FILTER_SOURCE_MONEY,
  SUBLET_FILTER_SOURCE_JOB_RATE,
  SUBLET_FILTER_SOURCE_ENDS,
} SubletFilterSource;

typedef struct
{
  SubletFilterPart part;
  const char *member; /* of the saved text, behind "min-" and "max-" */
  const char *field;  /* (nullable): on the wire; NULL: the service cannot tell */

  SubletFilterSource source;
  gsize offset; /* of the row's member */

  int key; /* a SubletOfferKey whose column holds the same values, -1 for none */

  /* From a person's unit to the row's, as a fraction; times are in microseconds. */
  gint64 row_factor;
  gint64 row_divisor;
  /* So many per cent of a lower bound do: hardware reports less than it is sold with. */
  int lower_percent;
  /* From the row's unit to the wire's. */
  gint64 wire_factor;
  gint64 wire_divisor;

  int digits;     /* behind the point, that a person reads */
  gint64 highest; /* in a person's unit */
} SubletFilterRange;

#define SUBLET_N_FILTER_RANGES 16

const SubletFilterRange *sublet_filter_range_get (guint i);
const SubletFilterRange *sublet_filter_range_of_part (SubletFilterPart part);

gint64 sublet_filter_bound_from_double (const SubletFilterRange *range, double value);
double sublet_filter_bound_to_double (gint64 bound);

SubletSortKey sublet_filter_range_read_key (const SubletFilterRange *range,
                                            const SubletOfferRow *row);
SubletSortKey sublet_filter_range_get_lower_key (const SubletFilterRange *range,
                                                 gint64 lower,
                                                 gint64 known_at_us);
SubletSortKey sublet_filter_range_get_upper_key (const SubletFilterRange *range,
                                                 gint64 upper,
                                                 gint64 known_at_us);

gint64 sublet_filter_range_get_lower_on_wire (const SubletFilterRange *range, gint64 lower);
gint64 sublet_filter_range_get_upper_on_wire (const SubletFilterRange *range, gint64 upper);

G_END_DECLS
