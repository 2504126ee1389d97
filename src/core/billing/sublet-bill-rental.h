/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* How an instance is billed at a time. Source: fact sheet 4.4. */
typedef enum
{
  SUBLET_BILL_SPAN_FREE,    /* nothing: it is not there yet, or its host is offline */
  SUBLET_BILL_SPAN_LOADING, /* the disk alone, before it ran for the first time */
  SUBLET_BILL_SPAN_RUNNING, /* GPU and disk */
  SUBLET_BILL_SPAN_STOPPED, /* the disk alone, after that */
} SubletBillSpanKind;

#define SUBLET_N_BILL_SPAN_KINDS (SUBLET_BILL_SPAN_STOPPED + 1)

typedef struct
{
  gint64 from_us; /* service time; until the next one's */
  SubletBillSpanKind kind;
} SubletBillSpan;

/* One rental of the journal, as far as it matters to its bill. */
typedef struct
{
  char *id;           /* (owned) */
  char *label;        /* (owned) (nullable) */
  char *gpu_name;     /* (owned) (nullable) */
  gint64 contract_id; /* of the instance */
  gint64 made_us;     /* service time */
  gint64 ended_us;    /* when that was noticed, or ordered here; 0: not yet */
  gint64 seen_us;     /* when a list showed it last, if nobody here ended it; else 0 */

  gint64 quoted_running_nusd; /* an hour of it all; SUBLET_MONEY_UNKNOWN: not known */
  gint64 quoted_stopped_nusd; /* an hour of the disk alone; as above */
  gint64 traffic_uusd;        /* what traffic was thought to cost; 0: nothing was said */

  gint64 meter_uusd; /* the running total at meter_at_us; SUBLET_MONEY_UNKNOWN: not known */
  gint64 meter_at_us;
  gint64 meter_rate_nusd; /* what an hour costs since */

  bool repriced; /* the journal has another price than the one that was accepted */
  bool ran;      /* it did at least once */
  GArray *spans; /* (owned) (element-type SubletBillSpan) the earliest first */
} SubletBillRental;

SubletBillRental *sublet_bill_rental_new (void);
void sublet_bill_rental_free (SubletBillRental *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletBillRental, sublet_bill_rental_free)

/* What the journal has of it, in its order. */
void sublet_bill_rental_add_event (SubletBillRental *self,
                                   gint64 at_us,
                                   SubletRentalState state,
                                   SubletRentalReason reason);

/* How long it was billed in which way between two moments. */
void sublet_bill_rental_measure (const SubletBillRental *self,
                                 gint64 from_us,
                                 gint64 until_us,
                                 gint64 *durations_us);
/* When it was there for the last time, of one whose end was noticed much later; else 0. */
gint64 sublet_bill_rental_get_unseen_us (const SubletBillRental *self);
gint64 sublet_bill_rental_get_metered_uusd (const SubletBillRental *self, gint64 now_us);

G_END_DECLS
