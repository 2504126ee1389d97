/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-instance-json.h"

#include "core/base/sublet-money.h"
#include "simulator/sim-random.h"
#include "simulator/sim-templates.h"

#include <math.h>
#include <string.h>

/* Gauges take a new value this often. */
#define GAUGE_STEP_US (5 * G_USEC_PER_SEC)

/* Where instances are reached that have a server. */
#define LOOPBACK "127.0.0.1"

/* One contract in so many has the odd spelling. */
#define EVERY_NUMBER_PORT 7
#define EVERY_TWO_FAMILIES 3
#define EVERY_STALE_GAUGE 4

/* Hardware and prices reappear under the offers' names, with these exceptions (fact sheet 4.3). */
static const SimField copied_fields[] = {
  SIM_FIELD_BUNDLE_ID,
  SIM_FIELD_BW_NVLINK,
  SIM_FIELD_CLUSTER_ID,
  SIM_FIELD_COMPUTE_CAP,
  SIM_FIELD_CPU_ARCH,
  SIM_FIELD_CPU_CORES,
  SIM_FIELD_CPU_CORES_EFFECTIVE,
  SIM_FIELD_CPU_NAME,
  SIM_FIELD_CPU_RAM,
  SIM_FIELD_CREDIT_DISCOUNT_MAX,
  SIM_FIELD_CUDA_MAX_GOOD,
  SIM_FIELD_DISK_BW,
  SIM_FIELD_DISK_NAME,
  SIM_FIELD_DLPERF,
  SIM_FIELD_DRIVER_VERSION,
  SIM_FIELD_EXTERNAL,
  SIM_FIELD_GEOLOCATION,
  SIM_FIELD_GPU_ARCH,
  SIM_FIELD_GPU_DISPLAY_ACTIVE,
  SIM_FIELD_GPU_FRAC,
  SIM_FIELD_GPU_LANES,
  SIM_FIELD_GPU_MEM_BW,
  SIM_FIELD_GPU_NAME,
  SIM_FIELD_GPU_RAM,
  SIM_FIELD_HAS_AVX,
  SIM_FIELD_HOST_ID,
  SIM_FIELD_HOSTING_TYPE,
  SIM_FIELD_INET_DOWN,
  SIM_FIELD_INET_DOWN_COST,
  SIM_FIELD_INET_UP,
  SIM_FIELD_INET_UP_COST,
  SIM_FIELD_INTERNET_DOWN_COST_PER_TB,
  SIM_FIELD_INTERNET_UP_COST_PER_TB,
  SIM_FIELD_LOGO,
  SIM_FIELD_MACHINE_ID,
  SIM_FIELD_MOBO_NAME,
  SIM_FIELD_NUM_GPUS,
  SIM_FIELD_PCI_GEN,
  SIM_FIELD_PCIE_BW,
  SIM_FIELD_RELIABILITY2,
  SIM_FIELD_STATIC_IP,
  SIM_FIELD_STORAGE_COST,
  SIM_FIELD_TOTAL_FLOPS,
  SIM_FIELD_VERIFICATION,
  SIM_FIELD_WEBPAGE,
};

static void
write_ports (SimInstance *self, const SimState *state, SimJson *json)
{
  static const char *const families[] = { "0.0.0.0", "::" };
  int family_count = self->id % EVERY_TWO_FAMILIES == 0 ? 2 : 1;
  guint i;
  int family;

  /* Absent or null until the container runs; then an object, empty when nothing is mapped. */
  if (!state->up)
    {
      if (self->id % 2 == 0)
        sim_json_null (json, "ports");
      return;
    }

  sim_json_begin_object (json, "ports");
  for (i = 0; i < self->ports->len; i++)
    {
      const SimPort *port = &g_array_index (self->ports, SimPort, i);
      bool served = self->direct_port != 0 && port->inside == 22;
      int number = served ? self->direct_port : port->outside;
      g_autofree char *name = g_strdup_printf ("%d/%s", port->inside, port->protocol);
      g_autofree char *outside = g_strdup_printf ("%d", number);

      sim_json_begin_array (json, name);
      for (family = 0; family < family_count; family++)
        {
          sim_json_begin_object (json, NULL);
          sim_json_string (json, "HostIp", families[family]);
          if (self->id % EVERY_NUMBER_PORT == 0)
            sim_json_int (json, "HostPort", number);
          else
            sim_json_string (json, "HostPort", outside);
          sim_json_end_object (json);
        }
      sim_json_end_array (json);
    }
  sim_json_end_object (json);
}

static double
gauge (SimInstance *self, gint64 now_us, guint64 what, double low, double high)
{
  double unit = sim_hash_unit ((guint64) self->id, what, (guint64) (now_us / GAUGE_STEP_US));

  return round ((low + (high - low) * unit) * 10) / 10;
}

/* Readings survive the container: an exited one may still show a busy GPU (fact sheet 2.7). */
static void
write_gauges (SimInstance *self, const SimState *state, gint64 now_us, SimJson *json)
{
  double minutes = (double) (now_us - state->since_us) / G_TIME_SPAN_MINUTE;
  double gigabytes = MIN (self->disk_gb * 0.9, 6.8 + minutes * 0.02);

  if (!state->up)
    {
      bool stale = state->actual != NULL && g_str_equal (state->actual, "exited") &&
                   self->id % EVERY_STALE_GAUGE == 0;

      sim_json_value (json, "gpu_util", stale ? SIM_DOUBLE (99.999908) : SIM_NULL);
      sim_json_null (json, "gpu_temp");
      sim_json_null (json, "cpu_util");
      sim_json_null (json, "mem_usage");
      sim_json_null (json, "vmem_usage");
      sim_json_int (json, "disk_usage", -1);
      sim_json_int (json, "disk_util", -1);
      sim_json_null (json, "uptime_mins");
      return;
    }

  sim_json_double (json,
                   "gpu_util",
                   isnan (self->gpu_load) ? gauge (self, now_us, 41, 0, 100) : self->gpu_load);
  sim_json_double (json, "gpu_temp", gauge (self, now_us, 42, 38, 74));
  sim_json_double (json, "cpu_util", gauge (self, now_us, 43, 0, 10) / 10);
  sim_json_double (json, "mem_usage", gauge (self, now_us, 44, 2, 20));
  sim_json_double (json, "vmem_usage", gauge (self, now_us, 45, 0.4, 20));
  sim_json_double (json, "disk_usage", round (gigabytes * 1000) / 1000);
  sim_json_double (json, "disk_util", round (gigabytes / self->disk_gb * 1e5) / 1e5);
  sim_json_double (json, "uptime_mins", round (minutes * 100) / 100);
}

static void
write_contract (SimInstance *self, const SimState *state, gint64 now_us, SimJson *json)
{
  const SimTemplate *template =
    self->template_hash != NULL ? sim_template_find (self->template_hash, self->account->id) : NULL;
  g_auto (GStrv) words = NULL;
  guint i;

  sim_json_int (json, "id", self->id);
  sim_json_string (json, "label", self->label);
  sim_json_string (json, "actual_status", state->actual);
  sim_json_string (json, "intended_status", state->intended);
  sim_json_string (json, "cur_state", state->current);
  sim_json_string (json, "next_state", state->next);
  sim_json_string (json, "status_msg", state->message);
  sim_json_string (json, "image_uuid", self->image);
  sim_json_string (json, "image_runtype", self->runtype);
  sim_json_begin_array (json, "image_args");
  if (self->args != NULL && g_shell_parse_argv (self->args, NULL, &words, NULL))
    for (i = 0; words[i] != NULL; i++)
      sim_json_string (json, NULL, words[i]);
  sim_json_end_array (json);
  sim_json_begin_array (json, "extra_env");
  for (i = 0; i < self->env->len; i++)
    {
      const SimEnv *env = g_ptr_array_index (self->env, i);

      sim_json_begin_array (json, NULL);
      sim_json_string (json, NULL, env->name);
      sim_json_string (json, NULL, env->value);
      sim_json_end_array (json);
    }
  sim_json_end_array (json);
  sim_json_string (json, "onstart", self->onstart);
  sim_json_value (json, "template_id", template != NULL ? SIM_INT (template->id) : SIM_NULL);
  sim_json_string (json, "template_hash_id", self->template_hash);
  sim_json_string (json, "template_name", template != NULL ? template->name : NULL);
  sim_json_string (json, "jupyter_token", self->jupyter_token);
  sim_json_epoch (json, "start_date", self->created_us);
  sim_json_epoch (json, "end_date", self->end_us);
  sim_json_double (json, "duration", (double) (self->end_us - now_us) / G_USEC_PER_SEC);
  sim_json_string (json, "time_remaining", "");
  sim_json_string (json, "time_remaining_isbid", "");
}

static void
write_reach (SimInstance *self, const SimState *state, SimJson *json)
{
  g_autofree char *index = g_strdup_printf ("%d", (int) (self->id % 9 + 1));
  /* A name that no resolver knows: nothing the simulator says may lead out of this computer. */
  g_autofree char *host = g_strdup_printf ("ssh%s.vast.invalid", index);
  bool ssh = strstr (self->runtype, "ssh") != NULL;
  bool served = self->proxy_port != 0;
  gint64 port = 10000 + self->id % 30000;

  /* With jupyter the server is behind the port after the one that is told (fact sheet 4.5). */
  if (served)
    port = strstr (self->runtype, "jupyter") != NULL ? self->proxy_port - 1 : self->proxy_port;

  sim_json_string (json, "ssh_idx", index);
  sim_json_string (json, "ssh_host", !ssh ? NULL : served ? LOOPBACK : host);
  sim_json_value (json, "ssh_port", ssh ? SIM_INT (port) : SIM_NULL);
  sim_json_string (json, "public_ipaddr", served ? LOOPBACK : self->machine->public_ip);
  sim_json_string (json, "local_ipaddrs", "10.0.0.12 172.17.0.1 \n");
  sim_json_int (json, "machine_dir_ssh_port", 41000 + self->id % 900);
  sim_json_int (json, "direct_port_count", self->machine->direct_ports);
  sim_json_int (json, "direct_port_start", -1);
  sim_json_int (json, "direct_port_end", -1);
  sim_json_string (json, "country_code", self->machine->place->country);
  write_ports (self, state, json);
}

static void
write_prices (SimInstance *self, const SimState *state, gint64 at_us, SimJson *json)
{
  double disk = sim_row_get_double (&self->row, SIM_FIELD_STORAGE_COST, 0) * self->disk_gb /
                SUBLET_HOURS_PER_MONTH;
  bool prepaid = sim_instance_is_prepaid (self) && at_us >= self->prepaid.since_us;
  SimValue discount = prepaid ? SIM_DOUBLE (self->prepaid.discount) : SIM_NULL;
  double off = prepaid ? self->price * self->prepaid.discount : 0;
  gint64 held_uusd = sim_instance_get_balance_uusd (self, at_us + 1);
  bool billed = state->gpu_rate_nusd > 0;

  sim_json_double (json, "dph_base", self->price);
  sim_json_double (json, "dph_total", self->price + disk);
  sim_json_double (json, "storage_total_cost", disk);
  sim_json_double (json, "disk_space", self->disk_gb);
  sim_json_bool (json, "is_bid", self->bid);
  sim_json_double (json, "min_bid", self->min_bid);
  if (!self->prepaid.hidden)
    sim_json_double (json, "credit_balance", prepaid ? sublet_money_usd_from_uusd (held_uusd) : 0);
  sim_json_value (json, "credit_discount", discount);
  sim_json_double (json,
                   "credit_discount_max",
                   sim_row_get_double (&self->row, SIM_FIELD_CREDIT_DISCOUNT_MAX, 0));
  sim_json_value (json, "discount_rate", discount);
  sim_row_write_cost (json, "search", self->price, disk, off);
  sim_row_write_cost (json, "instance", billed ? self->price : 0, disk, billed ? off : 0);
}

/**
 * sim_instance_write:
 * @self: a contract
 * @at_us: service time whose state is shown; in the past for a stale answer
 * @now_us: service time
 * @in_list: a row of the list, which has a member more than the single read
 * @json: where to
 * @name: (nullable): the member
 */
void
sim_instance_write (SimInstance *self,
                    gint64 at_us,
                    gint64 now_us,
                    bool in_list,
                    SimJson *json,
                    const char *name)
{
  const SimState *state = sim_instance_get_state_at (self, at_us);
  guint i;

  sim_json_begin_object (json, name);
  write_contract (self, state, now_us, json);
  write_reach (self, state, json);
  write_gauges (self, state, now_us, json);
  write_prices (self, state, at_us, json);
  for (i = 0; i < G_N_ELEMENTS (copied_fields); i++)
    sim_json_value (json,
                    sim_field_get_name (copied_fields[i]),
                    self->row.values[copied_fields[i]]);
  sim_json_value (json, "gpu_totalram", self->row.values[SIM_FIELD_GPU_TOTAL_RAM]);
  sim_json_double (json, "mem_limit", self->machine->cpu_ram_mb / 1000.0);
  /* Text in offers, a number here for some (fact sheet 2.7). */
  if (self->id % 2 == 0)
    sim_json_value (json, "os_version", self->row.values[SIM_FIELD_OS_VERSION]);
  else
    sim_json_double (json, "os_version", 22.04);
  if (in_list)
    {
      sim_json_begin_array (json, "volume_info");
      if (self->volume_gb > 0)
        {
          sim_json_begin_object (json, NULL);
          sim_json_int (json, "id", self->volume_id);
          sim_json_double (json, "avail_space", self->volume_gb);
          sim_json_double (json, "total_space", self->volume_gb);
          sim_json_end_object (json);
        }
      sim_json_end_array (json);
    }
  sim_json_end_object (json);
}

/**
 * sim_instance_get_column:
 * @self: a contract
 * @column: a name in select_filters or order_by
 * @at_us: service time whose state counts
 * @known: (out): whether the column is stored; computed ones cannot be filtered on
 *
 * Returns: the value, borrowing from @self
 */
SimValue
sim_instance_get_column (SimInstance *self, const char *column, gint64 at_us, bool *known)
{
  const SimState *state = sim_instance_get_state_at (self, at_us);

  *known = true;
  if (g_str_equal (column, "id"))
    return SIM_INT (self->id);
  if (g_str_equal (column, "label"))
    return sim_value_string (self->label);
  if (g_str_equal (column, "actual_status"))
    return sim_value_string (state->actual);
  if (g_str_equal (column, "intended_status"))
    return sim_value_string (state->intended);
  if (g_str_equal (column, "gpu_name"))
    return self->row.values[SIM_FIELD_GPU_NAME];
  if (g_str_equal (column, "verification"))
    return self->row.values[SIM_FIELD_VERIFICATION];
  if (g_str_equal (column, "machine_id"))
    return SIM_INT (self->machine->machine_id);
  if (g_str_equal (column, "start_date"))
    return SIM_DOUBLE ((double) self->created_us / G_USEC_PER_SEC);

  *known = false;
  return SIM_NULL;
}
