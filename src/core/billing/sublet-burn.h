/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"
#include "core/model/sublet-volume.h"
#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/*
 * What is paid for now, and what an hour of it costs: the instances of one account, its volumes and
 * the traffic of the last days. A value that is read at one moment; any thread.
 */

typedef enum
{
  SUBLET_BURN_KIND_RUNNING,   /* GPUs and their disks */
  SUBLET_BURN_KIND_STARTING,  /* the disk alone, until it runs */
  SUBLET_BURN_KIND_STOPPED,   /* the disk alone */
  SUBLET_BURN_KIND_ENDING,    /* is being stopped or destroyed, at the rate that still holds */
  SUBLET_BURN_KIND_OFFLINE,   /* nothing, until its host is back */
  SUBLET_BURN_KIND_UNSETTLED, /* nothing that is known: it may bill without anyone knowing */
  SUBLET_BURN_KIND_VOLUME,
} SubletBurnKind;

#define SUBLET_N_BURN_KINDS (SUBLET_BURN_KIND_VOLUME + 1)

/* Whether its host announced another price that comes later. */
typedef enum
{
  SUBLET_BURN_INCREASE_NONE,
  SUBLET_BURN_INCREASE_WAITING,  /* for an answer, or nobody knows what became of that */
  SUBLET_BURN_INCREASE_ACCEPTED, /* and does not hold yet */
} SubletBurnIncrease;

/* One thing that is paid for. Rates are nano-dollars per hour, SUBLET_MONEY_UNKNOWN: not known. */
typedef struct
{
  SubletBurnKind kind;
  char *id;           /* (owned) of the rental; "volume-7", as the service bills it */
  char *name;         /* (owned) (nullable) */
  gint64 instance_id; /* 0: none, or not known yet */
  gint64 start_us;    /* service time, 0: not known */
  gint64 now_nusd;
  gint64 running_nusd; /* of a volume what it always is */
  gint64 stopped_nusd; /* likewise */
  gint64 traffic_nusd; /* beside it while it runs, as in the last days; 0: none, or not known */
  gint64 lease_end_us; /* service time, 0: nothing ends by itself */
  SubletLeaseEnd lease_at_end;
  gint64 contract_end_us; /* its host's, service time; 0: not known */
  gint64 increase_us;     /* since when the announced price holds, service time; 0: not known */
  gint64 increased_running_nusd;
  gint64 increased_stopped_nusd;
  gint64 deposit_uusd; /* left of what was paid ahead; 0: none; SUBLET_MONEY_UNKNOWN: some */
  SubletBurnIncrease increase;
  bool increase_vague; /* beside these two prices it changes what is not counted */
  bool spot;           /* its price is a bid */
  bool destroyed;      /* ENDING: nothing is left then, else its disk */
} SubletBurnItem;

void sublet_burn_item_clear (SubletBurnItem *item);

typedef struct
{
  guint count;
  guint n_unpriced;
  gint64 rate_nusd; /* of those with a price */
} SubletBurnPart;

typedef struct
{
  GArray *items; /* (owned) (element-type SubletBurnItem) in the order they were added */
  SubletBurnPart parts[SUBLET_N_BURN_KINDS];
  SubletBurnPart sum;  /* of all parts and the traffic */
  gint64 traffic_nusd; /* of all that run */
  bool volumes_known;
  bool traffic_known;
} SubletBurn;

SubletBurn *sublet_burn_new (void);
void sublet_burn_free (SubletBurn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletBurn, sublet_burn_free)

/* Takes the item's members. */
void sublet_burn_add (SubletBurn *self, SubletBurnItem *item);
/* (element-type SubletRental): those that may be paid for. */
void sublet_burn_add_rentals (SubletBurn *self, GListModel *rentals);
/* (element-type SubletVolume): all there are, in use or not. */
void sublet_burn_add_volumes (SubletBurn *self, GPtrArray *volumes);
/* After the rentals. */
void sublet_burn_add_traffic (SubletBurn *self, const SubletSpend *spend, gint64 known_at_us);

bool sublet_burn_find_kind (SubletRental *rental, SubletBurnKind *kind);

G_END_DECLS
