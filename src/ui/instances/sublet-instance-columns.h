/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-order.h"
#include "ui/instances/sublet-instance-record.h"

G_BEGIN_DECLS

/* The columns of the table of instances, and what stands in them. Pure functions. */

typedef struct
{
  SubletInstanceKey key;
  int width; /* px at normal text size, the least */
  bool numeric;
  bool expand;       /* takes the room that is left */
  const char *title; /* marked for translation */
  const char *name;  /* full name and unit, marked for translation */
} SubletInstanceColumn;

/* SUBLET_INSTANCE_N_KEYS of them, each at the place of its key. */
const SubletInstanceColumn *sublet_instance_columns_get (void);

char *sublet_instance_column_dup_text (const SubletInstanceColumn *column,
                                       SubletRental *rental,
                                       SubletClock *clock);
/* What a cell cannot show, (nullable). @record: (nullable) what the window remembers of it. */
char *sublet_instance_column_dup_tooltip (const SubletInstanceColumn *column,
                                          SubletRental *rental,
                                          SubletInstanceRecord *record,
                                          SubletClock *clock);
/* That an order failed, something is wrong or a price increase waits, as on the foot of its card;
 * (nullable). */
char *sublet_instance_columns_dup_trouble (SubletRental *rental,
                                           SubletInstanceRecord *record,
                                           SubletClock *clock);
/* With its trouble. */
char *sublet_instance_columns_dup_sentence (SubletRental *rental,
                                            SubletInstanceRecord *record,
                                            SubletClock *clock);

G_END_DECLS
