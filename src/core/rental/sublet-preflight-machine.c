/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-preflight-private.h"

#include "core/rental/sublet-image-needs.h"
#include "core/runtime/sublet-runtime-report-store.h"

#include <math.h>
#include <string.h>

/* Does the image run there, does it get there, and what did the machine do before. */

/* Versions are one decimal. */
#define CUDA_SLACK 0.05

/* What a container needs beside its image before it can do anything. */
#define LEAST_ROOM_GB 2

/* Names of cards that are not for data centres: without NVIDIA's forward compatibility. Source:
 * README of vast-ai/base-image, "Consumer GPUs do not support this". */
static const char *const consumer_names[] = { "RTX 2", "RTX 3", "RTX 4", "RTX 5", "GTX ", "Titan" };

static bool
is_consumer (const char *gpu_name)
{
  gsize i;

  for (i = 0; gpu_name != NULL && i < G_N_ELEMENTS (consumer_names); i++)
    {
      /* "RTX 4000Ada" is a workstation's. */
      if (g_str_has_prefix (gpu_name, consumer_names[i]))
        return strstr (gpu_name, "Ada") == NULL;
    }

  return false;
}

/* The least of a figure that every offer has; NAN when one of them does not say. */
static double
get_least (SubletPreflight *self, gsize offset)
{
  double least = INFINITY;
  guint i;

  for (i = 0; i < self->offers->len; i++)
    {
      const SubletOfferRow *row = sublet_offer_get_row (g_ptr_array_index (self->offers, i));
      double figure = G_STRUCT_MEMBER (double, row, offset);

      if (!isfinite (figure))
        return NAN;
      least = MIN (least, figure);
    }

  return least;
}

static void
get_needs (SubletPreflight *self, SubletImageNeeds *needs)
{
  sublet_image_needs_find (sublet_rental_request_get_image (self->request), needs);
  if (isfinite (self->said_cuda))
    {
      needs->cuda = self->said_cuda;
      needs->cuda_least = false;
    }
  if (isfinite (self->said_size_gb))
    needs->size_gb = self->said_size_gb;
}

/**
 * sublet_preflight_look_at_cuda: (skip)
 * @self: a preflight
 * @finding: filled
 *
 * Source: NVIDIA, "CUDA Compatibility": within a major version an older driver mostly does, across
 * it does only on cards for data centres.
 */
void
sublet_preflight_look_at_cuda (SubletPreflight *self, SubletPreflightFinding *finding)
{
  SubletOffer *offer = g_ptr_array_index (self->offers, 0);
  SubletImageNeeds needs;

  get_needs (self, &needs);
  finding->needed = needs.cuda;
  finding->needed_is_least = needs.cuda_least;
  finding->offered = get_least (self, G_STRUCT_OFFSET (SubletOfferRow, cuda_max_good));

  /* Not known, or none: nothing to compare, and that is said. */
  if (!isfinite (finding->needed) || finding->needed < 1 || !isfinite (finding->offered))
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  else if (finding->offered + CUDA_SLACK >= finding->needed)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  else if (floor (finding->offered + CUDA_SLACK) < floor (finding->needed + CUDA_SLACK) &&
           is_consumer (sublet_offer_get_row (offer)->gpu_name))
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  else
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
}

/**
 * sublet_preflight_look_at_image: (skip)
 * @self: a preflight
 * @finding: filled
 */
void
sublet_preflight_look_at_image (SubletPreflight *self, SubletPreflightFinding *finding)
{
  const SubletJob *job = sublet_rental_request_get_job (self->request);
  SubletImageNeeds needs;

  get_needs (self, &needs);
  finding->needed = needs.size_gb;
  finding->offered = job->disk_gb;
  finding->duration_us =
    sublet_image_needs_get_pull_us (&needs,
                                    get_least (self,
                                               G_STRUCT_OFFSET (SubletOfferRow, inet_down_mbps)));

  if (!isfinite (finding->needed))
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
  else if (finding->needed > job->disk_gb)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_STOP;
  else if (finding->needed + LEAST_ROOM_GB > job->disk_gb ||
           finding->duration_us > self->engine->patience_us)
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_WARNING;
  else
    finding->verdict = SUBLET_PREFLIGHT_VERDICT_FINE;
}

/* ---- what the machines did before ---- */

static void
on_machine (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletPreflightReading) reading = user_data;
  g_autoptr (SubletPreflight) self = g_weak_ref_get (&reading->preflight);
  SubletMachineRecord record;
  g_autoptr (GError) error = NULL;
  bool known =
    sublet_journal_read_machine_finish (SUBLET_JOURNAL (source), result, &record, &error);

  if (self == NULL || reading->round != self->round)
    return;

  self->n_machines_asked--;
  if (known)
    {
      self->machines.rentals += record.rentals;
      self->machines.failures += record.failures;
      self->machines.last_failed_us = MAX (self->machines.last_failed_us, record.last_failed_us);
    }
  else
    {
      g_clear_error (&self->machines_error);
      self->machines_error = g_steal_pointer (&error);
    }
  if (self->n_machines_asked == 0)
    sublet_preflight_check_again (self);
}

/* The worst of several, of equals the newest. */
static bool
is_worse (const SubletRuntimeReport *one, const SubletRuntimeReport *other)
{
  SubletRuntimeVerdict verdict = sublet_runtime_report_get_machine_verdict (one);
  SubletRuntimeVerdict than = sublet_runtime_report_get_machine_verdict (other);

  return verdict > than || (verdict == than && sublet_runtime_report_get_at_us (one) >
                                                 sublet_runtime_report_get_at_us (other));
}

static void
on_report (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletPreflightReading) reading = user_data;
  g_autoptr (SubletPreflight) self = g_weak_ref_get (&reading->preflight);
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletRuntimeReport)
    report = sublet_runtime_report_store_load_finish (SUBLET_DATABASE (source), result, &error);

  if (self == NULL || reading->round != self->round)
    return;

  self->n_machines_asked--;
  /* Only a note: without it everything else is known all the same. */
  if (error != NULL)
    g_message ("what was found on a machine cannot be read: %s", error->message);
  if (report != NULL && (self->machines_report == NULL || is_worse (report, self->machines_report)))
    {
      g_clear_pointer (&self->machines_report, sublet_runtime_report_unref);
      self->machines_report = g_steal_pointer (&report);
    }
  if (self->n_machines_asked == 0)
    sublet_preflight_check_again (self);
}

/**
 * sublet_preflight_read_machines: (skip)
 * @self: a preflight whose offers changed
 *
 * Asks the journal what happened on their machines, and what was found there.
 */
void
sublet_preflight_read_machines (SubletPreflight *self)
{
  guint i;

  self->round++;
  self->machines = (SubletMachineRecord){ 0 };
  g_clear_error (&self->machines_error);
  g_clear_pointer (&self->machines_report, sublet_runtime_report_unref);
  self->n_machines_asked = 0;
  if (self->engine->journal == NULL)
    return;

  for (i = 0; i < self->offers->len; i++)
    {
      const SubletOfferRow *row = sublet_offer_get_row (g_ptr_array_index (self->offers, i));
      SubletRuntimeMachine machine;

      if (row->machine_id <= 0)
        continue;
      self->n_machines_asked++;
      sublet_journal_read_machine_async (self->engine->journal,
                                         self->engine->owner.server,
                                         row->machine_id,
                                         on_machine,
                                         sublet_preflight_reading_new (self));
      machine = (SubletRuntimeMachine){ row->machine_id, row->host_id };
      self->n_machines_asked++;
      sublet_runtime_report_store_load_machine_async (sublet_rental_engine_get_database (
                                                        self->engine),
                                                      self->engine->owner.server,
                                                      &machine,
                                                      on_report,
                                                      sublet_preflight_reading_new (self));
    }
}

/**
 * sublet_preflight_look_at_machine: (skip)
 * @self: a preflight
 * @finding: filled
 */
void
sublet_preflight_look_at_machine (SubletPreflight *self, SubletPreflightFinding *finding)
{
  bool unfit = false;

  /* Being read, which takes an instant. */
  if (self->n_machines_asked > 0)
    return;

  finding->count = self->machines.failures;
  finding->time_us = self->machines.last_failed_us;
  if (self->machines_error != NULL)
    finding->error = g_error_copy (self->machines_error);
  if (self->machines_report != NULL)
    {
      finding->report = sublet_runtime_report_ref (self->machines_report);
      unfit = sublet_runtime_report_get_machine_verdict (finding->report) ==
              SUBLET_RUNTIME_VERDICT_UNFIT;
    }
  finding->verdict = finding->count > 0 || finding->error != NULL || unfit
                       ? SUBLET_PREFLIGHT_VERDICT_WARNING
                       : SUBLET_PREFLIGHT_VERDICT_FINE;
}

/**
 * sublet_preflight_reading_new: (skip)
 * @self: a preflight
 *
 * Returns: (transfer full): what an answer of the journal is for; holds no reference
 */
SubletPreflightReading *
sublet_preflight_reading_new (SubletPreflight *self)
{
  SubletPreflightReading *reading = g_new0 (SubletPreflightReading, 1);

  g_weak_ref_init (&reading->preflight, self);
  reading->round = self->round;

  return reading;
}

void
sublet_preflight_reading_free (SubletPreflightReading *reading)
{
  g_weak_ref_clear (&reading->preflight);
  g_free (reading);
}
