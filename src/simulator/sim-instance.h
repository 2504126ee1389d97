/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-account.h"
#include "simulator/sim-market.h"

G_BEGIN_DECLS

/*
 * A contract. Its whole life is one list of states, each with the moment it began: what is shown,
 * what is billed and what a stale list shows are all read from that list. What will happen if
 * nobody interferes is a second list, the plan; every order (stop, start, …) replaces the plan.
 */

typedef enum
{
  SIM_SCRIPT_NONE,
  SIM_SCRIPT_MANIFEST_UNKNOWN, /* stays loading, status_msg holds an error */
  SIM_SCRIPT_OCI_FAILURE,      /* stays created, status_msg holds an error */
  SIM_SCRIPT_EXIT_AT_ONCE,     /* runs two seconds, then exited with intended running */
  SIM_SCRIPT_HOST_OFFLINE,     /* 60 s after the create the host is gone */
  SIM_SCRIPT_HANG_LOADING,     /* the pull stalls */
  SIM_SCRIPT_NEVER_REPORTS,    /* actual_status stays null */
  SIM_SCRIPT_NO_SPACE,         /* stays loading, no space left on device */
  SIM_SCRIPT_PULL_DENIED,      /* stays loading, the registry gives it to nobody here */
  SIM_SCRIPT_UNAUTHORIZED,     /* stays loading, the registry wants a login */
  SIM_SCRIPT_UNRESOLVED,       /* stays loading, no registry knows the reference */
  SIM_SCRIPT_SLOW_PULL,        /* a pull of three hours, its message changing all the time */
} SimScript;

/* Texts are literals or interned. */
typedef struct
{
  gint64 since_us;    /* service time */
  const char *actual; /* (nullable) */
  const char *intended;
  const char *current;
  const char *next;
  const char *message;  /* (nullable) */
  gint64 gpu_rate_nusd; /* what is billed per hour in this state */
  gint64 disk_rate_nusd;
  double download_gb; /* traffic billed at the moment the state begins */
  double upload_gb;
  bool up; /* the container runs: ports, gauges, SSH */
  bool holds_gpu;
  bool needs_gpu; /* in a plan: begins only when the machine's GPUs are free */
} SimState;

typedef struct
{
  char *name;  /* (owned) */
  char *value; /* (owned) */
} SimEnv;

typedef struct
{
  int inside;
  const char *protocol; /* tcp or udp */
  int outside;
} SimPort;

/* What the service added to a bill after the fact, or took from it. */
typedef struct
{
  gint64 at_us; /* service time of what is billed */
  gint64 amount_uusd;
} SimCorrection;

/* One prepayment. */
typedef struct
{
  gint64 at_us; /* service time */
  gint64 amount_uusd;
} SimDeposit;

/*
 * What was paid ahead for a contract, and what became of it: what the contract costs is taken from
 * here while it lasts, and from the account's credit before and after.
 */
typedef struct
{
  GArray *deposits; /* (element-type SimDeposit) (owned) (nullable) */
  gint64 since_us;  /* of the latest deposit; 0: there was none */
  gint64 ended_us;  /* when it was used up or the contract destroyed; 0: it lasts, or never was */
  gint64 held_uusd; /* what lay here at since_us */
  gint64 earlier_uusd; /* what had been drawn from the account's credit for all else by then */
  gint64 saved_uusd;   /* the discount that was given until since_us */
  gint64 refund_uusd;  /* what the account got back at the end */
  double discount;     /* of the GPU's price, while it lasts */
  double months;       /* that the latest deposit was thought to last */
  bool hidden;         /* lists do not say what lies here */
} SimPrepaid;

/* What became of the host's wish for a higher rate. */
typedef enum
{
  SIM_INCREASE_NONE,
  SIM_INCREASE_PENDING,
  SIM_INCREASE_ACCEPTED,
  SIM_INCREASE_REJECTED,
  SIM_INCREASE_WITHDRAWN, /* by the host, or never answered until the contract's end */
  SIM_INCREASE_APPLIED,   /* accepted, and the contract goes on at the new rate */
} SimIncreaseState;

/* Of a contract. */
typedef struct
{
  SimIncreaseState state;
  gint64 id;
  gint64 created_us;       /* service time */
  double old_price;        /* $/h of the GPU part */
  double new_price;        /* NAN: stays as it is */
  double old_storage_cost; /* $/GB and month */
  double new_storage_cost; /* NAN: stays as it is */
  int decimals;            /* of the figures a second in lists; 0: all of them */
} SimIncrease;

typedef struct
{
  /* as created */
  gint64 id;
  SimAccount *account; /* (borrowed) */
  SimMachine *machine; /* (borrowed) */
  SimOffer *offer;     /* (borrowed) */
  gint64 offer_id;
  guint64 gpu_mask;
  SimRow row; /* the offer at that moment */
  gint64 created_us;
  gint64 end_us;
  bool of_run;         /* rented since the start; false for the past that accounts come with */
  bool foreign;        /* rented elsewhere, by order of a test */
  char *image;         /* (owned) */
  char *runtype;       /* (owned): as image_runtype reports it */
  char *onstart;       /* (owned) (nullable) */
  char *args;          /* (owned) (nullable) */
  char *image_login;   /* (owned) (nullable): a secret, told to nobody but the ledger */
  char *template_hash; /* (owned) (nullable) */
  char *api_key;       /* (owned): may start, stop and destroy this contract only */
  char *jupyter_token; /* (owned) */
  GPtrArray *env;      /* (element-type SimEnv) (owned) */
  GArray *ports;       /* (element-type SimPort) (owned) */
  gint64 volume_id;    /* 0: none */
  double volume_gb;
  double disk_gb;
  SimScript script;
  const char *planted; /* (nullable): why it costs more than was said */

  /* changes */
  char *label;     /* (owned) (nullable) */
  double gpu_load; /* percent; NAN: as busy as it happens to be */
  bool bid;
  double price;             /* $/h of the GPU part: the offer's, or the bid */
  double min_bid;           /* the floor a bid must reach */
  gint64 single_visible_us; /* the single read finds it from here on */
  gint64 list_visible_us;
  gint64 destroyed_us; /* 0 while it lives; billing ends here */
  gint64 gone_us;      /* 0 while it lives; the row disappears here */
  int starts;
  GPtrArray *ssh_keys; /* (element-type SimSshKey) (owned): attached */
  GArray *history;     /* (element-type SimState) (owned) */
  GArray *plan;        /* (element-type SimState) (owned) */
  GArray *corrections; /* (element-type SimCorrection) (owned) */
  SimPrepaid prepaid;
  SimIncrease increase;
  SimIncrease agreed; /* accepted before that one, and still to hold */

  /* with --sshd */
  int direct_port;     /* on 127.0.0.1; 0: there is no server behind this contract */
  int proxy_port;      /* on 127.0.0.1 */
  int host_key_number; /* raised when it gets a new host key */
  bool commands_hang;
} SimInstance;

/* What a stretch of time costs. */
typedef struct
{
  gint64 gpu_uusd;
  gint64 disk_uusd;
  gint64 download_uusd;
  gint64 upload_uusd;
  gint64 gpu_us;  /* how long the GPU was billed */
  gint64 disk_us; /* how long the disk was billed */
} SimCost;

SimInstance *sim_instance_new (void);
void sim_instance_free (SimInstance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimInstance, sim_instance_free)

const SimState *sim_instance_get_state (SimInstance *self);
const SimState *sim_instance_get_state_at (SimInstance *self, gint64 at_us);
bool sim_instance_is_listed (SimInstance *self, gint64 at_us);
bool sim_instance_is_alive (SimInstance *self);
guint sim_instance_count_starts (SimInstance *self);
void sim_instance_enter (SimInstance *self, SimState state);
bool sim_instance_do_next (SimInstance *self);
gint64 sim_instance_get_next_us (SimInstance *self);

void sim_instance_add_cost (SimInstance *self, gint64 from_us, gint64 until_us, SimCost *cost);
gint64 sim_cost_get_total_uusd (const SimCost *cost);
gint64 sim_instance_get_gpu_rate_nusd (SimInstance *self);
gint64 sim_instance_get_disk_rate_nusd (SimInstance *self);

/* What is paid ahead. */
void sim_instance_prepay (SimInstance *self, gint64 now_us, gint64 amount_uusd);
void sim_instance_end_prepaid (SimInstance *self, gint64 now_us);
bool sim_instance_is_prepaid (const SimInstance *self);
gint64 sim_instance_get_balance_uusd (SimInstance *self, gint64 until_us);
gint64 sim_instance_get_drawn_uusd (SimInstance *self, gint64 until_us);
gint64 sim_instance_get_saved_uusd (SimInstance *self, gint64 until_us);
gint64 sim_instance_get_refundable_uusd (SimInstance *self, gint64 until_us);
gint64 sim_instance_get_prepaid_end_us (SimInstance *self, gint64 at_us);

/* A higher rate that the host wants. */
void sim_instance_announce_increase (SimInstance *self,
                                     gint64 id,
                                     gint64 now_us,
                                     double price,
                                     double storage_cost);
void sim_instance_end_term (SimInstance *self, gint64 now_us, double speed);
const char *sim_increase_state_get_name (SimIncreaseState state);

SimScript sim_script_from_image (const char *image);

/* Orders: what the renter or a test wants. Speed divides every wait (--speed). */
void sim_instance_provision (SimInstance *self, gint64 now_us, double speed, bool stopped);
void sim_instance_stop (SimInstance *self, gint64 now_us, double speed);
void sim_instance_start (SimInstance *self, gint64 now_us, double speed, bool at_once);
void sim_instance_reboot (SimInstance *self, gint64 now_us, double speed);
void sim_instance_recycle (SimInstance *self, gint64 now_us, double speed);
void sim_instance_destroy (SimInstance *self, gint64 now_us, double speed);
void sim_instance_go_offline (SimInstance *self, gint64 now_us);
void sim_instance_come_back (SimInstance *self, gint64 now_us, double speed);
void sim_instance_exit (SimInstance *self, gint64 now_us);
void sim_instance_check_bid (SimInstance *self, gint64 now_us, double speed);
void sim_instance_reprice (SimInstance *self, gint64 now_us);

G_END_DECLS
