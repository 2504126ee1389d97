/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/sublet-ui-volumes.h"

#include "core/base/sublet-money.h"

#define KNOWN_AT_US (G_GINT64_CONSTANT (1795443000) * G_TIME_SPAN_SECOND)

void
sublet_ui_show_volumes (SubletIdleVolumes *volumes, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  SubletCatalogueListing listing = {
    .items = items,
    .n_found = n,
    .whole = true,
    .known_at_us = KNOWN_AT_US,
  };
  guint i;

  for (i = 0; i < n; i++)
    {
      SubletVolumeData data = {
        .id = 61 + i,
        .machine_id = 20417,
        .label = i == 0 ? g_strdup ("d1 & <b>data</b>") : NULL,
        .size_gb = 50.0 * (i + 1),
        /* $0.30 a day for 50 GB. */
        .nusd_per_gb_month = 180 * SUBLET_NUSD_PER_USD / 1000,
        .start_us = KNOWN_AT_US - 40 * G_TIME_SPAN_DAY,
      };

      g_ptr_array_add (items, sublet_volume_new_take (&data));
    }
  sublet_idle_volumes_take (volumes, &listing, NULL);
}
