/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-record-private.h"

#include <math.h>

/*
 * How busy a machine is: what the service's list says of it every minute, and, while somebody looks
 * at its page, what it says itself every few seconds.
 */

/* So much later than the machine's own word a reading may be and not go before it. */
#define FRESH_US (15 * G_TIME_SPAN_SECOND)

/* A machine's disk is the container's where it is about as large as what was rented; else it is
 * the host's. */
#define DISK_LEAST 0.8
#define DISK_MOST 1.25

/* Late ones are left out: the charts go by time. */
void
sublet_instance_record_add_sample (SubletInstanceRecord *self, const SubletUsageSample *sample)
{
  GArray *samples = self->samples;
  guint stale = 0;

  if (samples->len > 0 &&
      g_array_index (samples, SubletUsageSample, samples->len - 1).at_us > sample->at_us)
    return;

  while (stale < samples->len && g_array_index (samples, SubletUsageSample, stale).at_us <
                                   sample->at_us - SUBLET_USAGE_SPAN_US)
    stale++;
  if (stale > 0)
    g_array_remove_range (samples, 0, stale);
  g_array_append_vals (samples, sample, 1);
}

/**
 * sublet_instance_record_take_use:
 * @self: a record
 * @use: what the machine says itself
 * @at_us: when, service time
 */
void
sublet_instance_record_take_use (SubletInstanceRecord *self, const SubletUse *use, gint64 at_us)
{
  SubletUsageSample sample = { .at_us = at_us };

  g_return_if_fail (SUBLET_IS_INSTANCE_RECORD (self));
  g_return_if_fail (use != NULL);

  self->use = *use;
  self->use_at_us = at_us;
  sample.gpu_ratio = CLAMP (use->gpu_util_percent / 100.0, 0.0, 1.0);
  sample.vram_ratio = CLAMP (use->vmem_used_ratio, 0.0, 1.0);
  if (isfinite (sample.gpu_ratio) || isfinite (sample.vram_ratio))
    sublet_instance_record_add_sample (self, &sample);
  sublet_instance_record_tell (self);
}

static void
prefer (double *value, double own)
{
  if (isfinite (own))
    *value = own;
}

/**
 * sublet_instance_record_get_use:
 * @self: (nullable): a record
 * @instance: the latest reading
 * @use: (out caller-allocates): how busy it is, NAN where nobody says
 *
 * Each figure is the machine's own where that is as new as the reading.
 */
void
sublet_instance_record_get_use (SubletInstanceRecord *self,
                                SubletInstance *instance,
                                SubletUse *use)
{
  const SubletInstanceData *data = sublet_instance_get_data (instance);
  const SubletUse *own;

  *use = (SubletUse){ .gpu_util_percent = data->gpu_util_percent,
                      .gpu_temp_celsius = data->gpu_temp_celsius,
                      .vmem_used_ratio = data->vmem_used_ratio,
                      .cpu_util_percent = data->cpu_util_percent,
                      .mem_used_gb = data->mem_used_gb,
                      .mem_limit_gb = data->mem_limit_gb,
                      .disk_used_gb = data->disk_used_gb,
                      .disk_size_gb = data->disk_space_gb };
  if (self == NULL || self->use_at_us == 0 ||
      self->use_at_us + FRESH_US < sublet_instance_get_known_at_us (instance))
    return;

  own = &self->use;
  prefer (&use->gpu_util_percent, own->gpu_util_percent);
  prefer (&use->gpu_temp_celsius, own->gpu_temp_celsius);
  prefer (&use->vmem_used_ratio, own->vmem_used_ratio);
  prefer (&use->cpu_util_percent, own->cpu_util_percent);
  if (isfinite (own->mem_used_gb) && isfinite (own->mem_limit_gb))
    {
      use->mem_used_gb = own->mem_used_gb;
      use->mem_limit_gb = own->mem_limit_gb;
    }
  if (own->disk_size_gb > DISK_LEAST * data->disk_space_gb &&
      own->disk_size_gb < DISK_MOST * data->disk_space_gb)
    prefer (&use->disk_used_gb, own->disk_used_gb);
}
