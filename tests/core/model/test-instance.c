/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/model/sublet-instance.h"

#include "core/base/sublet-money.h"

#include "support/sublet-test.h"

#include <math.h>

typedef struct
{
  const char *actual;
  const char *intended;
  const char *cur;
  const char *next;
  bool is_bid;
  bool endpoint;
  const char *status_msg;
  SubletInstancePhase phase;
} PhaseRow;

#define PHASE(name) SUBLET_INSTANCE_PHASE_##name

/* Fact sheet 4.4, "What to show", row by row, then what the table leaves open. */
static const PhaseRow phases[] = {
  { "loading", "running", "running", "running", 0, 0, "Error: pull failed", PHASE (FAILED) },
  { "created",
    "running",
    "running",
    "running",
    0,
    0,
    "x: OCI runtime create failed: y",
    PHASE (FAILED) },
  { "loading", "running", "running", "running", 0, 0, "manifest unknown", PHASE (FAILED) },
  { "loading", "running", "running", "running", 0, 0, "pull access denied for x", PHASE (FAILED) },
  { "loading",
    "running",
    "running",
    "running",
    0,
    0,
    "failed to resolve reference",
    PHASE (FAILED) },
  { "loading", "running", "running", "running", 0, 0, "unauthorized: no", PHASE (FAILED) },
  { "exited", "running", "running", "running", 0, 0, "no space left on device", PHASE (FAILED) },
  { "offline", "running", "running", "running", 0, 0, "Error", PHASE (FAILED) },
  { "running", "running", "running", "running", 0, 1, "Error in a log line", PHASE (RUNNING) },
  { "offline", "running", "running", "running", 0, 1, NULL, PHASE (OFFLINE) },
  { "unknown", "stopped", "stopped", "stopped", 0, 1, NULL, PHASE (OFFLINE) },
  { "running", "stopped", "running", "stopped", 0, 1, NULL, PHASE (STOPPING) },
  { "exited", "stopped", "stopped", "stopped", 0, 1, NULL, PHASE (STOPPED) },
  { "stopped", "stopped", "running", "stopped", 0, 1, NULL, PHASE (STOPPED) },
  { NULL, "stopped", NULL, NULL, 0, 0, NULL, PHASE (STOPPED) },
  { "exited", NULL, "stopped", "stopped", 0, 0, NULL, PHASE (STOPPED) },
  { "exited", "stopped", "stopped", "stopped", 1, 0, NULL, PHASE (STOPPED) },
  { "exited", "running", "running", "running", 1, 1, NULL, PHASE (OUTBID) },
  { "stopped", "running", "stopped", "running", 1, 1, NULL, PHASE (OUTBID) },
  { "exited", "running", "stopped", "running", 0, 1, NULL, PHASE (WAITING_FOR_GPU) },
  { "stopped", NULL, "stopped", "running", 0, 1, NULL, PHASE (WAITING_FOR_GPU) },
  { "exited", "running", "running", "running", 0, 1, NULL, PHASE (EXITED) },
  { NULL, "running", "running", "running", 0, 0, NULL, PHASE (STARTING) },
  { NULL, NULL, NULL, NULL, 0, 0, NULL, PHASE (STARTING) },
  { "created", "running", "running", "running", 0, 0, NULL, PHASE (STARTING) },
  { "creating", "running", "running", "running", 0, 0, NULL, PHASE (STARTING) },
  { "loading", "running", "running", "running", 0, 0, "Pulling fs layer", PHASE (STARTING) },
  { "rebooting", "running", "running", "running", 0, 1, NULL, PHASE (RESTARTING) },
  { "restarting", "running", "running", "running", 0, 1, NULL, PHASE (RESTARTING) },
  { "recycling", "running", "running", "running", 0, 1, NULL, PHASE (RECYCLING) },
  { "running", "running", "running", "running", 0, 0, NULL, PHASE (CONNECTING) },
  { "running", "running", "running", "running", 0, 1, "success, running\n", PHASE (RUNNING) },
  { "running", NULL, NULL, NULL, 0, 1, NULL, PHASE (RUNNING) },
  { "frozen", "frozen", "running", "running", 0, 1, NULL, PHASE (STOPPED) },
  { "running", "frozen", "running", "running", 0, 1, NULL, PHASE (STOPPING) },
  { "stopped", "running", "running", "running", 0, 1, NULL, PHASE (STARTING) },
  { "scheduling", "running", "stopped", "running", 0, 0, NULL, PHASE (WAITING_FOR_GPU) },
  { "connecting", "running", "running", "running", 0, 0, NULL, PHASE (CONNECTING) },
  { "error", "running", "running", "running", 0, 0, NULL, PHASE (FAILED) },
  { "levitating", "running", "running", "running", 0, 1, NULL, PHASE (UNKNOWN) },
  /* Our own words for "null" and "not known" are no words of the wire. */
  { "none", "running", "running", "running", 0, 1, NULL, PHASE (UNKNOWN) },
  { "unknown-word", "running", "running", "running", 0, 1, NULL, PHASE (UNKNOWN) },
};

static void
test_phases (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      const PhaseRow *row = &phases[i];
      g_autoptr (SubletInstance) instance = NULL;
      SubletInstanceData data;

      sublet_instance_data_init (&data);
      data.actual_status = sublet_actual_status_from_word (row->actual);
      data.intended_status = sublet_contract_status_from_word (row->intended);
      data.cur_state = sublet_contract_status_from_word (row->cur);
      data.next_state = sublet_contract_status_from_word (row->next);
      data.is_bid = row->is_bid;
      data.status_msg = g_strdup (row->status_msg);
      if (row->endpoint)
        {
          data.ssh_host = g_strdup ("ssh5.example.org");
          data.ssh_port = 12232;
        }
      instance = sublet_instance_new_take (&data, 1);

      if (sublet_instance_get_data (instance)->phase != row->phase)
        g_error ("row %" G_GSIZE_FORMAT ": phase %u",
                 i,
                 sublet_instance_get_data (instance)->phase);
    }
}

static void
test_endpoint (void)
{
  g_autoptr (SubletInstance) direct = NULL;
  g_autoptr (SubletInstance) half = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.public_ipaddr = g_strdup ("198.51.100.24");
  half = sublet_instance_new_take (&data, 1);
  g_assert_cmpint (sublet_instance_get_data (half)->phase, ==, SUBLET_INSTANCE_PHASE_CONNECTING);
  g_assert_null (data.public_ipaddr);

  data.actual_status = SUBLET_ACTUAL_STATUS_RUNNING;
  data.public_ipaddr = g_strdup ("198.51.100.24");
  data.direct_ssh_port = 41022;
  direct = sublet_instance_new_take (&data, 1);
  g_assert_cmpint (sublet_instance_get_data (direct)->phase, ==, SUBLET_INSTANCE_PHASE_RUNNING);
}

typedef struct
{
  const char *actual;
  const char *intended;
  bool bills_gpu;
  gint64 rate_now_nusd;
} RateRow;

/* Fact sheet 4.4, column "GPU billed"; 0.3194 $/h running, 0.17 $/GB/month for 40 GB. */
#define RUNNING_NUSD 319400000
#define STOPPED_NUSD 9444444

static const RateRow rates[] = {
  { NULL, "running", false, STOPPED_NUSD },
  { "created", "running", false, STOPPED_NUSD },
  { "loading", "running", false, STOPPED_NUSD },
  { "running", "running", true, RUNNING_NUSD },
  { "running", "stopped", true, RUNNING_NUSD },
  { "stopped", "stopped", false, STOPPED_NUSD },
  { "frozen", "frozen", false, STOPPED_NUSD },
  { "exited", "running", false, STOPPED_NUSD },
  { "rebooting", "running", true, RUNNING_NUSD },
  { "restarting", "running", true, RUNNING_NUSD },
  { "recycling", "running", true, RUNNING_NUSD },
  { "unknown", "running", true, RUNNING_NUSD },
  { "unknown", "stopped", false, STOPPED_NUSD },
  { "levitating", "running", true, RUNNING_NUSD },
  { "offline", "running", false, 0 },
};

static void
test_rates (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (SubletInstance) instance = NULL;
      SubletInstanceData data;

      sublet_instance_data_init (&data);
      data.actual_status = sublet_actual_status_from_word (rates[i].actual);
      data.intended_status = sublet_contract_status_from_word (rates[i].intended);
      data.dph_base_nusd = 310000000;
      data.dph_total_nusd = RUNNING_NUSD;
      data.storage_nusd_per_gb_month = 170000000;
      data.disk_space_gb = 40;
      instance = sublet_instance_new_take (&data, 1);

      g_assert_cmpint (sublet_instance_bills_gpu (instance), ==, rates[i].bills_gpu);
      g_assert_cmpint (sublet_instance_get_rate_now_nusd (instance), ==, rates[i].rate_now_nusd);
      g_assert_cmpint (sublet_instance_get_rate_running_nusd (instance), ==, RUNNING_NUSD);
      g_assert_cmpint (sublet_instance_get_rate_stopped_nusd (instance), ==, STOPPED_NUSD);
    }
}

static void
test_partial_rates (void)
{
  g_autoptr (SubletInstance) nothing = NULL;
  g_autoptr (SubletInstance) no_total = NULL;
  g_autoptr (SubletInstance) no_storage = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  nothing = sublet_instance_new_take (&data, 1);
  g_assert_cmpint (sublet_instance_get_rate_running_nusd (nothing), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_instance_get_rate_stopped_nusd (nothing), ==, SUBLET_MONEY_UNKNOWN);
  g_assert_cmpint (sublet_instance_get_rate_now_nusd (nothing), ==, SUBLET_MONEY_UNKNOWN);

  data.dph_base_nusd = 400000000;
  data.storage_nusd_per_gb_month = 180000000;
  data.disk_space_gb = 40;
  no_total = sublet_instance_new_take (&data, 1);
  g_assert_cmpint (sublet_instance_get_rate_running_nusd (no_total), ==, 410000000);

  data.dph_base_nusd = 400000000;
  data.dph_total_nusd = 410000000;
  no_storage = sublet_instance_new_take (&data, 1);
  g_assert_cmpint (sublet_instance_get_rate_stopped_nusd (no_storage), ==, 10000000);
}

static void
test_object (void)
{
  g_autoptr (SubletInstance) instance = NULL;
  SubletInstanceData data;

  sublet_instance_data_init (&data);
  g_assert_true (isnan (data.gpu_util_percent));
  g_assert_cmpint (data.ssh_port, ==, -1);
  g_assert_cmpint (data.actual_status, ==, SUBLET_ACTUAL_STATUS_NONE);
  data.id = 40112233;
  data.label = g_strdup ("ada-1");
  data.gpu_name = g_strdup ("RTX 4090");
  data.region = g_strdup ("Uusimaa");
  data.image = g_strdup ("pytorch/pytorch:latest");
  data.status_msg = g_strdup ("success");
  data.rental_token = g_strdup ("a/b");
  data.ssh_host = g_strdup ("ssh5.example.org");
  data.public_ipaddr = g_strdup ("198.51.100.24");
  data.template_hash_id = g_strdup ("abc");
  instance = sublet_instance_new_take (&data, 99);

  g_assert_cmpint (sublet_instance_get_data (instance)->id, ==, 40112233);
  g_assert_cmpstr (sublet_instance_get_data (instance)->rental_token, ==, "a/b");
  g_assert_cmpint (sublet_instance_get_known_at_us (instance), ==, 99);
  g_assert_finalize_object (g_steal_pointer (&instance));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/model/instance/phases", test_phases);
  g_test_add_func ("/core/model/instance/endpoint", test_endpoint);
  g_test_add_func ("/core/model/instance/rates", test_rates);
  g_test_add_func ("/core/model/instance/partial-rates", test_partial_rates);
  g_test_add_func ("/core/model/instance/object", test_object);

  return g_test_run ();
}
