/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <stdbool.h>

G_BEGIN_DECLS

/**
 * SubletActualStatus:
 *
 * What the host reports, fact sheet 4.4. Nicks are the wire's words; a word this version does not
 * know is UNKNOWN_WORD and never taken for anything else.
 */
typedef enum
{
  SUBLET_ACTUAL_STATUS_UNKNOWN_WORD,
  SUBLET_ACTUAL_STATUS_NONE, /* null or missing: the host has not reported yet */
  SUBLET_ACTUAL_STATUS_CREATED,
  SUBLET_ACTUAL_STATUS_LOADING,
  SUBLET_ACTUAL_STATUS_RUNNING,
  SUBLET_ACTUAL_STATUS_STOPPED,
  SUBLET_ACTUAL_STATUS_FROZEN,
  SUBLET_ACTUAL_STATUS_EXITED,
  SUBLET_ACTUAL_STATUS_REBOOTING,
  SUBLET_ACTUAL_STATUS_RESTARTING,
  SUBLET_ACTUAL_STATUS_RECYCLING,
  SUBLET_ACTUAL_STATUS_UNKNOWN, /* the wire's word "unknown": no recent heartbeat */
  SUBLET_ACTUAL_STATUS_OFFLINE,
  SUBLET_ACTUAL_STATUS_SCHEDULING,
  SUBLET_ACTUAL_STATUS_CONNECTING,
  SUBLET_ACTUAL_STATUS_CREATING,
  SUBLET_ACTUAL_STATUS_ERROR,
} SubletActualStatus;

#define SUBLET_TYPE_ACTUAL_STATUS (sublet_actual_status_get_type ())

GType sublet_actual_status_get_type (void);

/* NULL is NONE. */
SubletActualStatus sublet_actual_status_from_word (const char *word);

/**
 * SubletContractStatus:
 *
 * `intended_status`, `cur_state` and `next_state`.
 */
typedef enum
{
  SUBLET_CONTRACT_STATUS_UNKNOWN,
  SUBLET_CONTRACT_STATUS_RUNNING,
  SUBLET_CONTRACT_STATUS_STOPPED,
  SUBLET_CONTRACT_STATUS_FROZEN,
  SUBLET_CONTRACT_STATUS_UNLOADED,
} SubletContractStatus;

#define SUBLET_TYPE_CONTRACT_STATUS (sublet_contract_status_get_type ())

GType sublet_contract_status_get_type (void);

SubletContractStatus sublet_contract_status_from_word (const char *word);

/**
 * SubletInstancePhase:
 *
 * The table "what to show" of fact sheet 4.4, first match wins.
 */
typedef enum
{
  SUBLET_INSTANCE_PHASE_UNKNOWN,
  SUBLET_INSTANCE_PHASE_FAILED,
  SUBLET_INSTANCE_PHASE_OFFLINE,
  SUBLET_INSTANCE_PHASE_STOPPING,
  SUBLET_INSTANCE_PHASE_STOPPED,
  SUBLET_INSTANCE_PHASE_OUTBID,
  SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU,
  SUBLET_INSTANCE_PHASE_EXITED,
  SUBLET_INSTANCE_PHASE_STARTING,
  SUBLET_INSTANCE_PHASE_RESTARTING,
  SUBLET_INSTANCE_PHASE_RECYCLING,
  SUBLET_INSTANCE_PHASE_CONNECTING,
  SUBLET_INSTANCE_PHASE_RUNNING,
} SubletInstancePhase;

#define SUBLET_TYPE_INSTANCE_PHASE (sublet_instance_phase_get_type ())

GType sublet_instance_phase_get_type (void);

/* A port of the container that the host has open to the internet. */
typedef struct
{
  int inside;
  int outside; /* of the host's address */
  bool udp;    /* else TCP */
} SubletOpenPort;

/**
 * SubletInstanceData:
 *
 * One row of the instance list in our units. Missing: text NULL, double NAN, integer -1, money
 * SUBLET_MONEY_UNKNOWN, time 0. Secrets of the row (jupyter_token, instance_api_key, environment
 * values, on-start text) are dropped while decoding, except our own token.
 * Source: fact sheet 4.3.
 */
typedef struct
{
  gint64 id;
  gint64 machine_id;
  gint64 host_id;

  char *label;
  char *gpu_name;
  char *region;
  char country[3];
  char *image;
  char *status_msg;    /* trimmed */
  char *rental_token;  /* value of SUBLET_RENTAL in extra_env */
  bool env_listed;     /* extra_env has variables; it is sometimes left out */
  char *ssh_host;      /* proxy */
  char *public_ipaddr; /* direct */
  char *template_hash_id;
  char *image_runtype; /* as sent, "ssh ssh_direc ssh_proxy" */
  GArray *open_ports;  /* (nullable) (element-type SubletOpenPort) by the number inside */
  char **env_names;    /* of extra_env: variables, and flags as "-p 7860:7860"; ours left out */

  SubletActualStatus actual_status;
  SubletContractStatus intended_status;
  SubletContractStatus cur_state;
  SubletContractStatus next_state;
  SubletInstancePhase phase; /* derived from the above */

  gint64 dph_total_nusd; /* while running, with disk */
  gint64 dph_base_nusd;
  gint64 storage_nusd_per_gb_month;
  gint64 inet_up_nusd_per_tb;
  gint64 inet_down_nusd_per_tb;
  gint64 min_bid_nusd;
  gint64 credit_balance_uusd; /* what is left of its deposit */

  gint64 start_us;
  gint64 end_us;

  double gpu_ram_mb;
  double gpu_util_percent; /* 0 to 100; stale readings survive a stop */
  double gpu_temp_celsius;
  double vmem_used_ratio; /* 0 to 1 */
  double cpu_util_percent;
  double mem_used_gb;
  double mem_limit_gb;
  double disk_space_gb; /* rented */
  double disk_used_gb;
  double inet_up_mbps;
  double inet_down_mbps;
  double cuda_max_good;
  double reliability;
  double credit_discount;     /* 0 to 0.5, that the deposit gives */
  double credit_discount_max; /* that the largest would give */

  int num_gpus;
  int ssh_port;        /* proxy; as sent, without the jupyter rule */
  int direct_ssh_port; /* mapped 22/tcp */
  bool is_bid;
  bool jupyter; /* image_runtype contains "jupyter" */
} SubletInstanceData;

void sublet_instance_data_init (SubletInstanceData *data);
void sublet_instance_data_clear (SubletInstanceData *data);

#define SUBLET_TYPE_INSTANCE (sublet_instance_get_type ())

/* One reading of one instance; a later poll makes a new one. Immutable, so any thread may hold it.
 */
G_DECLARE_FINAL_TYPE (SubletInstance, sublet_instance, SUBLET, INSTANCE, GObject)

/* Takes the data's members. Computes the phase. */
SubletInstance *sublet_instance_new_take (SubletInstanceData *data, gint64 known_at_us);

const SubletInstanceData *sublet_instance_get_data (SubletInstance *self);
gint64 sublet_instance_get_known_at_us (SubletInstance *self);
bool sublet_instance_bills_gpu (SubletInstance *self);
gint64 sublet_instance_get_rate_now_nusd (SubletInstance *self);
gint64 sublet_instance_get_rate_running_nusd (SubletInstance *self);
gint64 sublet_instance_get_rate_stopped_nusd (SubletInstance *self);
/* Running, if so much were bid for its GPUs. */
gint64 sublet_instance_get_rate_at_bid_nusd (SubletInstance *self, gint64 bid_nusd);

G_END_DECLS
