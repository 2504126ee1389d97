/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-volumes.h"

#include "core/base/sublet-money.h"

#include <math.h>

#define FIRST_VOLUME_ID 61
#define FIRST_OFFER_ID 52000000

/* So much of a machine's disk is for volumes; some hosts offer none. */
#define VOLUME_SHARE 0.25
#define EVERY_WITHOUT 4

/**
 * sim_volume_free:
 * @self: (transfer full): a volume
 */
void
sim_volume_free (SimVolume *self)
{
  g_free (self->label);
  g_free (self);
}

/**
 * sim_volume_get_offer_id:
 * @machine: a machine
 *
 * Returns: the number of its offer of volumes, 0: it has none
 */
gint64
sim_volume_get_offer_id (const SimMachine *machine)
{
  return machine->index % EVERY_WITHOUT == 3 ? 0 : FIRST_OFFER_ID + machine->index;
}

/**
 * sim_volume_get_free_gb:
 * @volumes: (element-type SimVolume): all that there are
 * @machine: a machine
 *
 * Returns: how large a new volume on it can be
 */
double
sim_volume_get_free_gb (GPtrArray *volumes, const SimMachine *machine)
{
  double left = floor (machine->disk_gb * VOLUME_SHARE);
  guint i;

  for (i = 0; i < volumes->len; i++)
    {
      const SimVolume *volume = g_ptr_array_index (volumes, i);

      if (volume->machine == machine && volume->deleted_us == 0)
        left -= volume->size_gb;
    }

  return sim_volume_get_offer_id (machine) != 0 ? MAX (left, 0) : 0;
}

/**
 * sim_volume_find:
 * @volumes: (element-type SimVolume): all that there are
 * @id: a number
 *
 * Returns: (transfer none) (nullable): the volume, if it is there
 */
SimVolume *
sim_volume_find (GPtrArray *volumes, gint64 id)
{
  guint i;

  for (i = 0; i < volumes->len; i++)
    {
      SimVolume *volume = g_ptr_array_index (volumes, i);

      if (volume->id == id && volume->deleted_us == 0)
        return volume;
    }

  return NULL;
}

/**
 * sim_volume_add:
 * @volumes: (element-type SimVolume): gets it
 * @account: who pays
 * @machine: where
 * @label: (nullable): its name
 * @size_gb: how large
 * @now_us: service time
 *
 * Returns: (transfer none): the new volume
 */
SimVolume *
sim_volume_add (GPtrArray *volumes,
                SimAccount *account,
                SimMachine *machine,
                const char *label,
                double size_gb,
                gint64 now_us)
{
  SimVolume *volume = g_new0 (SimVolume, 1);

  volume->id = FIRST_VOLUME_ID + volumes->len;
  volume->account = account;
  volume->machine = machine;
  volume->label = g_strdup (label);
  volume->size_gb = size_gb;
  volume->created_us = now_us;
  g_ptr_array_add (volumes, volume);

  return volume;
}

/**
 * sim_volume_get_cost_uusd:
 * @self: a volume
 * @from_us: service time
 * @until_us: service time, not included
 *
 * Returns: what that time cost, as far as the volume was there
 */
gint64
sim_volume_get_cost_uusd (const SimVolume *self, gint64 from_us, gint64 until_us)
{
  gint64 end_us = self->deleted_us != 0 ? MIN (self->deleted_us, until_us) : until_us;
  gint64 month_nusd;

  if (!sublet_money_nusd_from_usd (self->machine->storage_price, &month_nusd))
    return 0;

  return sublet_money_cost_uusd (sublet_money_disk_rate_nusd (month_nusd, self->size_gb),
                                 MAX (end_us - MAX (from_us, self->created_us), 0));
}
