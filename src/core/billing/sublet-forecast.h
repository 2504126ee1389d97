/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-burn.h"

G_BEGIN_DECLS

/*
 * What will be paid for from now until some moment, if things go on as they stand: each instance
 * until its lease or contract ends, the disks of those that are stopped, all volumes, the traffic
 * of the last days, each at the price that its host announced once that holds. A value; any thread.
 * Amounts are micro-dollars.
 */

/* What a person might do with an instance, now. */
typedef enum
{
  SUBLET_WHAT_IF_NOTHING,
  SUBLET_WHAT_IF_STOP,
  SUBLET_WHAT_IF_DESTROY,
} SubletWhatIf;

/* What the figures rest on, of how many and at what rate. */
typedef enum
{
  SUBLET_ASSUMPTION_LIST_UNKNOWN,   /* as it was known last; "at" since when */
  SUBLET_ASSUMPTION_RUNS,           /* until the end of the forecast, without a lease that ends */
  SUBLET_ASSUMPTION_STARTS,         /* runs from now on, and until the end likewise */
  SUBLET_ASSUMPTION_LEASE_STOPS,    /* runs until "at", the first of them; then its disk */
  SUBLET_ASSUMPTION_LEASE_DESTROYS, /* bills until "at", the first of them; then nothing */
  SUBLET_ASSUMPTION_CONTRACT_STOPS, /* its host's contract ends at "at"; then its disk */
  SUBLET_ASSUMPTION_INCREASE_ACCEPTED, /* costs "rate" from "at" on, the first of them */
  SUBLET_ASSUMPTION_INCREASE_WAITING,  /* likewise, if it is accepted */
  SUBLET_ASSUMPTION_INCREASE_VAGUE,    /* becomes dearer by what is not known, or not when */
  SUBLET_ASSUMPTION_SPOT,         /* of those that run: goes on at today's bid, and is not outbid */
  SUBLET_ASSUMPTION_STOPPED,      /* stays stopped, at the rate of its disk */
  SUBLET_ASSUMPTION_ENDS,         /* its end was ordered, and is counted as done */
  SUBLET_ASSUMPTION_OFFLINE,      /* its host stays away, and nothing is billed */
  SUBLET_ASSUMPTION_UNSETTLED,    /* may exist, and is not counted */
  SUBLET_ASSUMPTION_UNPRICED,     /* costs something that is not known, and is not counted */
  SUBLET_ASSUMPTION_IF_STOPPED,   /* would be stopped now */
  SUBLET_ASSUMPTION_IF_DESTROYED, /* would be destroyed now */
  SUBLET_ASSUMPTION_DEPOSIT,      /* holds "amount" paid ahead, of which nothing is taken off */
  SUBLET_ASSUMPTION_VOLUMES,      /* stay */
  SUBLET_ASSUMPTION_VOLUMES_UNKNOWN, /* are not counted */
  SUBLET_ASSUMPTION_TRAFFIC,         /* goes on as in the last days, while they run */
  SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN, /* is not counted */
} SubletAssumptionKind;

#define SUBLET_N_ASSUMPTIONS (SUBLET_ASSUMPTION_TRAFFIC_UNKNOWN + 1)

typedef struct
{
  guint count;        /* 0: it is not assumed */
  const char *name;   /* (borrowed from the burn) (nullable) of the first of them */
  gint64 at_us;       /* service time, 0: none */
  gint64 rate_nusd;   /* together, at first; of a price increase then */
  gint64 amount_uusd; /* of deposits: left, together; SUBLET_MONEY_UNKNOWN: not known of all */
} SubletAssumption;

typedef struct
{
  const SubletBurnItem *item; /* (borrowed from the burn) */
  SubletWhatIf what;
  gint64 cost_uusd; /* its traffic included */
  gint64 base_uusd; /* if nothing were done */
} SubletForecastItem;

typedef struct
{
  gint64 from_us;
  gint64 until_us;
  GArray *items;     /* (owned) (element-type SubletForecastItem) in the order of the burn */
  gint64 total_uusd; /* of what is known */
  gint64 base_uusd;  /* if nothing were done */
  SubletAssumption assumptions[SUBLET_N_ASSUMPTIONS];
} SubletForecast;

/* Ids of SubletBurnItem to SubletWhatIf. */
GHashTable *sublet_what_ifs_new (void);
void sublet_what_ifs_set (GHashTable *what_ifs, const char *id, SubletWhatIf what);

SubletForecast *sublet_forecast_new (const SubletBurn *burn,
                                     GHashTable *what_ifs,
                                     gint64 unknown_since_us,
                                     gint64 from_us,
                                     gint64 until_us);
void sublet_forecast_free (SubletForecast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletForecast, sublet_forecast_free)

/* When so much credit, as it was at some moment, is used up. */
gint64 sublet_forecast_get_credit_end_us (const SubletBurn *burn,
                                          GHashTable *what_ifs,
                                          gint64 credit_uusd,
                                          gint64 at_us);

/* The start of the UTC month after the one of a moment. */
gint64 sublet_forecast_get_month_end_us (gint64 at_us);
gint64 sublet_forecast_get_month_start_us (gint64 at_us);

G_END_DECLS
