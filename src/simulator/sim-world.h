/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-account.h"
#include "simulator/sim-clock.h"
#include "simulator/sim-instance.h"
#include "simulator/sim-ledger.h"
#include "simulator/sim-market.h"
#include "simulator/sim-volumes.h"

G_BEGIN_DECLS

/* What the command line says and a scenario or a control request may change. */
typedef struct
{
  guint64 seed;
  int offers;
  double speed;        /* divides the waits of the provisioning timeline */
  double rate_scale;   /* multiplies the documented gaps between calls; 0: no limit */
  int page_cap;        /* rows of one search at most */
  int charge_rows;     /* rows of one page of charges at most; 0: as documented */
  double start_odds;   /* how often a start finds its GPUs free */
  double date_offset;  /* seconds by which `Date` is wrong */
  double one_price;    /* $/h: what every offer costs in a search; 0: what it costs */
  bool keyless_search; /* a search needs no key */
  bool old_list_works; /* the v0 list still answers, as for some accounts in August 2026 */
  bool market_empty;   /* searches find nothing */
  bool sloppy_filters; /* numeric filters let some rows through that they should not */
  bool low_bids;       /* a bid below the floor is accepted, and stays stopped */
  bool utf8;           /* text beyond ASCII as it is, without escapes */
  bool history;        /* accounts start with past charges */
  bool month;          /* the first account starts with a month of rentals behind it */
} SimOptions;

/* A log that was asked for. */
typedef struct
{
  gint64 contract_id;
  gint64 ready_us; /* service time from which it can be fetched */
  gint64 tail;
  bool daemon;
  char *filter; /* (owned) (nullable) */
} SimLogRequest;

/*
 * Everything there is, apart from the wire. Nothing here has a timer: before each request
 * sim_world_advance() catches up with what has become due since the last one.
 */
typedef struct
{
  SimOptions options;
  char *default_key;    /* (owned): of the first account */
  char *base_url;       /* (owned) (nullable): where the service listens */
  int port;             /* of base_url */
  int inside_port;      /* where it listens for instances (--sshd) */
  SimClock *clock;      /* (owned) */
  SimMarket *market;    /* (owned) */
  GPtrArray *accounts;  /* (element-type SimAccount) (owned) */
  GPtrArray *instances; /* (element-type SimInstance) (owned): every contract there ever was */
  GPtrArray *volumes;   /* (element-type SimVolume) (owned) */
  SimLedger *ledger;    /* (owned) */
  GArray *logs;         /* (element-type SimLogRequest) (owned) */
  gint64 next_ssh_key_id;
  gint64 next_increase_id;
  gint64 advanced_us; /* service time that the contracts have caught up with */
} SimWorld;

typedef struct
{
  SimOffer *offer;
  const char *image;
  const char *label; /* (nullable) */
  const char *runtype;
  const char *onstart;       /* (nullable) */
  const char *args;          /* (nullable): of the container */
  const char *image_login;   /* (nullable): a secret */
  const char *template_hash; /* (nullable) */
  GPtrArray *env;            /* (element-type SimEnv) (transfer full) */
  SimVolumeOrder volume;
  double disk_gb;
  double bid; /* NAN: on-demand */
  bool stopped;
  bool foreign;
} SimOrder;

SimWorld *sim_world_new (const SimOptions *options, const char *key);
void sim_world_free (SimWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimWorld, sim_world_free)

void sim_world_reset (SimWorld *self);
void sim_world_advance (SimWorld *self);
gint64 sim_world_now_us (SimWorld *self);

SimAccount *sim_world_find_account (SimWorld *self, const char *name);
SimAccount *sim_world_add_account (SimWorld *self,
                                   const char *username,
                                   const char *email,
                                   const char *key,
                                   gint64 credit_uusd);
SimKey *sim_world_find_key (SimWorld *self, const char *text, SimAccount **account);

SimInstance *sim_world_rent (SimWorld *self, SimAccount *account, const SimOrder *order);
void sim_world_destroy (SimWorld *self, SimInstance *instance);
SimInstance *sim_world_find_instance (SimWorld *self, gint64 id);

gint64 sim_world_get_spent_uusd (SimWorld *self, SimAccount *account);
gint64 sim_world_get_drawn_uusd (SimWorld *self, SimAccount *account);
gint64 sim_world_get_credit_uusd (SimWorld *self, SimAccount *account);

void sim_world_add_history (SimWorld *self, SimAccount *account);
void sim_world_drop_history (SimWorld *self);
void sim_world_set_epoch (SimWorld *self, gint64 epoch_us);
bool sim_world_has_rented (SimWorld *self);

G_END_DECLS
