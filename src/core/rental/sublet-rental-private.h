/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/*
 * What only the engine may do to a rental, and a test that wants one in some state. Each setter
 * compares first and notifies once; several changes that belong together stand between
 * g_object_freeze_notify() and g_object_thaw_notify().
 */

typedef enum
{
  PROP_STATE = 1,
  PROP_REASON,
  PROP_ORIGIN,
  PROP_INSTANCE_ID,
  PROP_LABEL,
  PROP_GPU_NAME,
  PROP_NUM_GPUS,
  PROP_PLACE,
  PROP_IMAGE,
  PROP_STATUS_MESSAGE,
  PROP_DETAIL,
  PROP_INSTANCE,
  PROP_RATE_NOW_NUSD,
  PROP_RATE_RUNNING_NUSD,
  PROP_RATE_STOPPED_NUSD,
  PROP_QUOTED_RATE_NUSD,
  PROP_NEXT_RATE_NUSD,
  PROP_STATE_SINCE_US,
  PROP_KNOWN_AT_US,
  PROP_LEASE_END_US,
  PROP_LEASE_AT_END,
  PROP_LEASE_STATE,
  PROP_NEXT_LOOK_US,
  PROP_LOOK,
  PROP_LOOKS,
  PROP_GONE_LOOKS,
  PROP_STALE,
  PROP_BUSY,
  PROP_DIFFERENCES,
  PROP_ACCEPTED_RATE_NUSD,
  PROP_GIVES_UP_AT_US,
  PROP_STUCK,
  PROP_TWIN_ID,
  PROP_REPLACES,
  PROP_DEPOSIT_UUSD,
  PROP_DEPOSIT_STATE,
  PROP_BID_ASKED_NUSD,
  PROP_BID_STATE,
  PROP_IDLE_SINCE_US,
  PROP_INCREASE,
  PROP_INCREASE_KNOWN_AT_US,
  PROP_INCREASE_STATE,
  PROP_INCREASE_ACCEPTS,
  N_PROPERTIES,
} SubletRentalProperty;

struct _SubletRental
{
  GObject parent_instance;

  char *id;          /* (owned) */
  gint64 made_us;    /* for the order of the list */
  gint64 renewed_us; /* service time: its container was seen to be another; not kept */

  SubletRentalState state;
  SubletRentalReason reason;
  SubletRentalOrigin origin;
  gint64 instance_id;

  char *label;              /* (owned) (nullable) */
  char *gpu_name;           /* (owned) (nullable) */
  char *place;              /* (owned) (nullable) */
  char *image;              /* (owned) (nullable) */
  char *status_message;     /* (owned) (nullable) */
  char *detail;             /* (owned) (nullable) */
  SubletInstance *instance; /* (owned) (nullable) */
  SubletOffer *next_offer;  /* (owned) (nullable) */
  int num_gpus;

  gint64 rate_now_nusd;
  gint64 rate_running_nusd;
  gint64 rate_stopped_nusd;
  gint64 quoted_rate_nusd;
  gint64 next_rate_nusd;

  gint64 state_since_us;
  gint64 known_at_us;
  gint64 lease_end_us;
  SubletLeaseEnd lease_at_end;
  SubletLeaseState lease_state;
  gint64 next_look_us;
  int look;
  int looks;
  int gone_looks;
  gboolean stale;
  gboolean busy;

  SubletRentalDifferences differences;
  gint64 accepted_rate_nusd;
  gint64 gives_up_at_us;
  gboolean stuck;
  gint64 twin_id;
  gboolean launch_known;  /* what it was started with is in the journal */
  gboolean takes_ssh_key; /* another SSH key of its own can be written there */
  char *replaces;         /* (owned) (nullable) */
  gint64 deposit_uusd;
  SubletDepositState deposit_state;
  gint64 bid_asked_nusd;
  SubletBidState bid_state;
  gint64 idle_since_us;
  SubletPriceIncrease *increase; /* (owned) (nullable) */
  gint64 increase_known_at_us;
  SubletIncreaseState increase_state;
  gboolean increase_accepts;
  gint64 awaited_rate_nusd;

  /* The cost meter: what was counted until then, and the rate since. */
  gint64 meter_uusd;
  gint64 meter_at_us;
  gint64 meter_rate_nusd;

  GArray *events; /* (owned) (element-type SubletRentalEvent) */
};

SubletRental *sublet_rental_new (const char *id, SubletRentalOrigin origin);

void sublet_rental_set_state (SubletRental *self,
                              SubletRentalState state,
                              SubletRentalReason reason,
                              gint64 since_us);
void sublet_rental_set_origin (SubletRental *self, SubletRentalOrigin origin);
void sublet_rental_set_instance_id (SubletRental *self, gint64 instance_id);
void sublet_rental_set_label (SubletRental *self, const char *label);
void sublet_rental_set_gpu (SubletRental *self, const char *gpu_name, int num_gpus);
void sublet_rental_set_place (SubletRental *self, const char *place);
void sublet_rental_set_image (SubletRental *self, const char *image);
void sublet_rental_set_launch_known (SubletRental *self, gboolean launch_known);
void sublet_rental_set_takes_ssh_key (SubletRental *self, gboolean takes_ssh_key);
void sublet_rental_set_status_message (SubletRental *self, const char *status_message);
void sublet_rental_set_detail (SubletRental *self, const char *detail);
/* Also what follows from it: status message, label, GPU, place, image, known-at and rates, as far
 * as the reading has them. */
void sublet_rental_set_instance (SubletRental *self, SubletInstance *instance);
void sublet_rental_set_rates (SubletRental *self,
                              gint64 now_nusd,
                              gint64 running_nusd,
                              gint64 stopped_nusd);
void sublet_rental_set_quoted_rate_nusd (SubletRental *self, gint64 quoted_rate_nusd);
void sublet_rental_set_next (SubletRental *self, SubletOffer *next_offer, gint64 next_rate_nusd);
void sublet_rental_set_known_at_us (SubletRental *self, gint64 known_at_us);
void sublet_rental_set_lease_end_us (SubletRental *self, gint64 lease_end_us);
void sublet_rental_set_lease_at_end (SubletRental *self, SubletLeaseEnd lease_at_end);
void sublet_rental_set_lease_state (SubletRental *self, SubletLeaseState lease_state);
void sublet_rental_set_settling (SubletRental *self, int look, int looks, gint64 next_look_us);
void sublet_rental_set_gone_looks (SubletRental *self, int gone_looks);
void sublet_rental_set_stale (SubletRental *self, gboolean stale);
void sublet_rental_set_busy (SubletRental *self, gboolean busy);
void sublet_rental_set_differences (SubletRental *self,
                                    SubletRentalDifferences differences,
                                    gint64 accepted_rate_nusd);
void sublet_rental_set_patience (SubletRental *self, gint64 gives_up_at_us, gboolean stuck);
void sublet_rental_set_twin_id (SubletRental *self, gint64 twin_id);
void sublet_rental_set_replaces (SubletRental *self, const char *replaces);
void sublet_rental_set_deposit (SubletRental *self,
                                gint64 deposit_uusd,
                                SubletDepositState deposit_state);
void sublet_rental_set_bid (SubletRental *self, gint64 bid_asked_nusd, SubletBidState bid_state);
/* @increase (nullable): none waits. */
void sublet_rental_set_increase (SubletRental *self,
                                 SubletPriceIncrease *increase,
                                 gint64 known_at_us);
void sublet_rental_set_awaited_rate_nusd (SubletRental *self, gint64 rate_nusd);
void sublet_rental_set_increase_answer (SubletRental *self,
                                        gboolean accepts,
                                        SubletIncreaseState state);
void sublet_rental_set_idle_since_us (SubletRental *self, gint64 idle_since_us);
/* Nothing notifies: a cost is asked for at a moment. */
void sublet_rental_set_meter (SubletRental *self,
                              gint64 counted_uusd,
                              gint64 counted_at_us,
                              gint64 rate_since_nusd);
void sublet_rental_add_event (SubletRental *self, const SubletRentalEvent *event);

/* "Uusimaa, FI"; (nullable) */
char *sublet_rental_dup_place (const char *region, const char *country);

GParamSpec *sublet_rental_get_pspec (SubletRentalProperty property);

G_END_DECLS
