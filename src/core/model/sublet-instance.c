/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-instance.h"

#include "core/base/sublet-money.h"

#include <math.h>
#include <string.h>

struct _SubletInstance
{
  GObject parent_instance;

  SubletInstanceData data; /* (owned) */
  gint64 known_at_us;
};

G_DEFINE_FINAL_TYPE (SubletInstance, sublet_instance, G_TYPE_OBJECT)

/* The first two are not words of the wire; sublet_actual_status_from_word() skips them. */
G_DEFINE_ENUM_TYPE (SubletActualStatus,
                    sublet_actual_status,
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_UNKNOWN_WORD, "unknown-word"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_FROZEN, "frozen"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_EXITED, "exited"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_REBOOTING, "rebooting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_RESTARTING, "restarting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_RECYCLING, "recycling"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_SCHEDULING, "scheduling"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_CREATING, "creating"),
                    G_DEFINE_ENUM_VALUE (SUBLET_ACTUAL_STATUS_ERROR, "error"))

G_DEFINE_ENUM_TYPE (SubletContractStatus,
                    sublet_contract_status,
                    G_DEFINE_ENUM_VALUE (SUBLET_CONTRACT_STATUS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONTRACT_STATUS_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONTRACT_STATUS_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONTRACT_STATUS_FROZEN, "frozen"),
                    G_DEFINE_ENUM_VALUE (SUBLET_CONTRACT_STATUS_UNLOADED, "unloaded"))

G_DEFINE_ENUM_TYPE (SubletInstancePhase,
                    sublet_instance_phase,
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_STOPPING, "stopping"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_OUTBID, "outbid"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU, "waiting-for-gpu"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_EXITED, "exited"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_RESTARTING, "restarting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_RECYCLING, "recycling"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_INSTANCE_PHASE_RUNNING, "running"))

/* Source: fact sheet 4.4, row "Failed". */
static const char *const failure_words[] = {
  "Error",
  "OCI runtime create failed",
  "manifest unknown",
  "pull access denied",
  "failed to resolve reference",
  "unauthorized",
  "no space left",
};

static int
find_word (GType type, const char *word, int first, int otherwise)
{
  g_autoptr (GEnumClass) words = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value_by_nick (words, word);

  return value != NULL && value->value >= first ? value->value : otherwise;
}

static bool
tells_failure (const char *status_msg)
{
  gsize i;

  if (status_msg == NULL)
    return false;

  for (i = 0; i < G_N_ELEMENTS (failure_words); i++)
    {
      if (strstr (status_msg, failure_words[i]) != NULL)
        return true;
    }

  return false;
}

static bool
has_ssh_endpoint (const SubletInstanceData *data)
{
  return (data->public_ipaddr != NULL && data->direct_ssh_port > 0) ||
         (data->ssh_host != NULL && data->ssh_port > 0);
}

/* Not running, whatever the reason. */
static SubletInstancePhase
get_halted_phase (const SubletInstanceData *data)
{
  bool wants_run = data->intended_status == SUBLET_CONTRACT_STATUS_RUNNING;
  bool exited = data->actual_status == SUBLET_ACTUAL_STATUS_EXITED;

  if (data->is_bid && wants_run)
    return SUBLET_INSTANCE_PHASE_OUTBID;
  if (data->cur_state == SUBLET_CONTRACT_STATUS_STOPPED &&
      (wants_run || data->next_state == SUBLET_CONTRACT_STATUS_RUNNING))
    return SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU;
  if (exited)
    return SUBLET_INSTANCE_PHASE_EXITED;

  /* The table is silent here: the host stopped it, the contract wants it to run. */
  return wants_run ? SUBLET_INSTANCE_PHASE_STARTING : SUBLET_INSTANCE_PHASE_STOPPED;
}

static SubletInstancePhase
get_phase (const SubletInstanceData *data)
{
  SubletActualStatus actual = data->actual_status;
  bool running = actual == SUBLET_ACTUAL_STATUS_RUNNING;
  bool halted = actual == SUBLET_ACTUAL_STATUS_EXITED || actual == SUBLET_ACTUAL_STATUS_STOPPED;
  bool to_stop = data->intended_status == SUBLET_CONTRACT_STATUS_STOPPED ||
                 data->intended_status == SUBLET_CONTRACT_STATUS_FROZEN;
  bool contract_stopped = data->cur_state == SUBLET_CONTRACT_STATUS_STOPPED &&
                          data->next_state == SUBLET_CONTRACT_STATUS_STOPPED;

  if (!running && tells_failure (data->status_msg))
    return SUBLET_INSTANCE_PHASE_FAILED;
  if (running && to_stop)
    return SUBLET_INSTANCE_PHASE_STOPPING;
  if ((to_stop || contract_stopped) && (halted || actual == SUBLET_ACTUAL_STATUS_NONE))
    return SUBLET_INSTANCE_PHASE_STOPPED;

  switch (actual)
    {
    case SUBLET_ACTUAL_STATUS_ERROR:
      return SUBLET_INSTANCE_PHASE_FAILED;

    case SUBLET_ACTUAL_STATUS_OFFLINE:
    case SUBLET_ACTUAL_STATUS_UNKNOWN:
      return SUBLET_INSTANCE_PHASE_OFFLINE;

    case SUBLET_ACTUAL_STATUS_EXITED:
    case SUBLET_ACTUAL_STATUS_STOPPED:
      return get_halted_phase (data);

    /* Paused with its memory kept; the table has no row for it, and nothing runs or bills a GPU. */
    case SUBLET_ACTUAL_STATUS_FROZEN:
      return SUBLET_INSTANCE_PHASE_STOPPED;

    case SUBLET_ACTUAL_STATUS_REBOOTING:
    case SUBLET_ACTUAL_STATUS_RESTARTING:
      return SUBLET_INSTANCE_PHASE_RESTARTING;

    case SUBLET_ACTUAL_STATUS_RECYCLING:
      return SUBLET_INSTANCE_PHASE_RECYCLING;

    case SUBLET_ACTUAL_STATUS_NONE:
    case SUBLET_ACTUAL_STATUS_CREATED:
    case SUBLET_ACTUAL_STATUS_CREATING:
    case SUBLET_ACTUAL_STATUS_LOADING:
      return SUBLET_INSTANCE_PHASE_STARTING;

    case SUBLET_ACTUAL_STATUS_SCHEDULING:
      return SUBLET_INSTANCE_PHASE_WAITING_FOR_GPU;

    case SUBLET_ACTUAL_STATUS_CONNECTING:
      return SUBLET_INSTANCE_PHASE_CONNECTING;

    case SUBLET_ACTUAL_STATUS_RUNNING:
      return has_ssh_endpoint (data) ? SUBLET_INSTANCE_PHASE_RUNNING
                                     : SUBLET_INSTANCE_PHASE_CONNECTING;

    case SUBLET_ACTUAL_STATUS_UNKNOWN_WORD:
    default:
      return SUBLET_INSTANCE_PHASE_UNKNOWN;
    }
}

static void
sublet_instance_finalize (GObject *object)
{
  SubletInstance *self = SUBLET_INSTANCE (object);

  sublet_instance_data_clear (&self->data);

  G_OBJECT_CLASS (sublet_instance_parent_class)->finalize (object);
}

static void
sublet_instance_class_init (SubletInstanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_instance_finalize;
}

static void
sublet_instance_init (SubletInstance *self)
{
  sublet_instance_data_init (&self->data);
}

/**
 * sublet_actual_status_from_word:
 * @word: (nullable): `actual_status` as sent
 *
 * Returns: the state; SUBLET_ACTUAL_STATUS_NONE for NULL, SUBLET_ACTUAL_STATUS_UNKNOWN_WORD for a
 *   word this version does not know
 */
SubletActualStatus
sublet_actual_status_from_word (const char *word)
{
  if (word == NULL)
    return SUBLET_ACTUAL_STATUS_NONE;

  return find_word (SUBLET_TYPE_ACTUAL_STATUS,
                    word,
                    SUBLET_ACTUAL_STATUS_CREATED,
                    SUBLET_ACTUAL_STATUS_UNKNOWN_WORD);
}

/**
 * sublet_contract_status_from_word:
 * @word: (nullable): `intended_status`, `cur_state` or `next_state` as sent
 *
 * Returns: the state; SUBLET_CONTRACT_STATUS_UNKNOWN for NULL and for a word this version does not
 *   know
 */
SubletContractStatus
sublet_contract_status_from_word (const char *word)
{
  if (word == NULL)
    return SUBLET_CONTRACT_STATUS_UNKNOWN;

  return find_word (SUBLET_TYPE_CONTRACT_STATUS,
                    word,
                    SUBLET_CONTRACT_STATUS_RUNNING,
                    SUBLET_CONTRACT_STATUS_UNKNOWN);
}

/**
 * sublet_instance_data_init:
 * @data: (out caller-allocates): memory of any content
 *
 * Every field becomes "missing".
 */
void
sublet_instance_data_init (SubletInstanceData *data)
{
  *data = (SubletInstanceData){
    .actual_status = SUBLET_ACTUAL_STATUS_NONE,
    .dph_total_nusd = SUBLET_MONEY_UNKNOWN,
    .dph_base_nusd = SUBLET_MONEY_UNKNOWN,
    .storage_nusd_per_gb_month = SUBLET_MONEY_UNKNOWN,
    .inet_up_nusd_per_tb = SUBLET_MONEY_UNKNOWN,
    .inet_down_nusd_per_tb = SUBLET_MONEY_UNKNOWN,
    .min_bid_nusd = SUBLET_MONEY_UNKNOWN,
    .credit_balance_uusd = SUBLET_MONEY_UNKNOWN,
    .gpu_ram_mb = NAN,
    .gpu_util_percent = NAN,
    .gpu_temp_celsius = NAN,
    .vmem_used_ratio = NAN,
    .cpu_util_percent = NAN,
    .mem_used_gb = NAN,
    .mem_limit_gb = NAN,
    .disk_space_gb = NAN,
    .disk_used_gb = NAN,
    .inet_up_mbps = NAN,
    .inet_down_mbps = NAN,
    .cuda_max_good = NAN,
    .reliability = NAN,
    .credit_discount = NAN,
    .credit_discount_max = NAN,
    .num_gpus = -1,
    .ssh_port = -1,
    .direct_ssh_port = -1,
  };
}

/**
 * sublet_instance_data_clear:
 * @data: an instance's fields
 *
 * Frees its members; every field is "missing" afterwards.
 */
void
sublet_instance_data_clear (SubletInstanceData *data)
{
  g_free (data->label);
  g_free (data->gpu_name);
  g_free (data->region);
  g_free (data->image);
  g_free (data->status_msg);
  g_free (data->rental_token);
  g_free (data->ssh_host);
  g_free (data->public_ipaddr);
  g_free (data->template_hash_id);
  g_free (data->image_runtype);
  g_clear_pointer (&data->open_ports, g_array_unref);
  g_strfreev (data->env_names);
  sublet_instance_data_init (data);
}

/**
 * sublet_instance_new_take:
 * @data: (transfer full): the fields, `phase` excepted; empty afterwards, its memory stays the
 *   caller's
 * @known_at_us: service time of the reply, Unix microseconds
 *
 * Derives the phase by the table of fact sheet 4.4.
 *
 * Returns: (transfer full): an immutable instance
 */
SubletInstance *
sublet_instance_new_take (SubletInstanceData *data, gint64 known_at_us)
{
  SubletInstance *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_INSTANCE, NULL);
  self->data = *data;
  sublet_instance_data_init (data);
  self->data.phase = get_phase (&self->data);
  self->known_at_us = known_at_us;

  return self;
}

/**
 * sublet_instance_get_data:
 * @self: an instance
 *
 * Returns: (transfer none): its fields
 */
const SubletInstanceData *
sublet_instance_get_data (SubletInstance *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), NULL);

  return &self->data;
}

/**
 * sublet_instance_get_known_at_us:
 * @self: an instance
 *
 * Returns: service time of the reply, Unix microseconds
 */
gint64
sublet_instance_get_known_at_us (SubletInstance *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE (self), 0);

  return self->known_at_us;
}
