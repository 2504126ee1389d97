/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-model"

#include "config.h"

#include "core/model/sublet-volume.h"

#include "core/base/sublet-money.h"

struct _SubletVolume
{
  GObject parent_instance;

  SubletVolumeData data; /* (owned) its texts */
};

G_DEFINE_FINAL_TYPE (SubletVolume, sublet_volume, G_TYPE_OBJECT)

static void
sublet_volume_finalize (GObject *object)
{
  sublet_volume_data_clear (&SUBLET_VOLUME (object)->data);

  G_OBJECT_CLASS (sublet_volume_parent_class)->finalize (object);
}

static void
sublet_volume_class_init (SubletVolumeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_volume_finalize;
}

static void
sublet_volume_init (SubletVolume *self)
{
}

/**
 * sublet_volume_data_clear:
 * @data: a volume's fields
 *
 * Frees its members; nothing is left in it.
 */
void
sublet_volume_data_clear (SubletVolumeData *data)
{
  g_free (data->label);
  g_free (data->status);
  *data = (SubletVolumeData){ .nusd_per_gb_month = SUBLET_MONEY_UNKNOWN };
}

/**
 * sublet_volume_new_take:
 * @data: (transfer full): the fields; empty afterwards, its memory stays the caller's
 *
 * Returns: (transfer full): an immutable volume
 */
SubletVolume *
sublet_volume_new_take (SubletVolumeData *data)
{
  SubletVolume *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (SUBLET_TYPE_VOLUME, NULL);
  self->data = *data;
  *data = (SubletVolumeData){ .nusd_per_gb_month = SUBLET_MONEY_UNKNOWN };

  return self;
}

/**
 * sublet_volume_get_data:
 * @self: a volume
 *
 * Returns: (transfer none): its fields
 */
const SubletVolumeData *
sublet_volume_get_data (SubletVolume *self)
{
  g_return_val_if_fail (SUBLET_IS_VOLUME (self), NULL);

  return &self->data;
}

/**
 * sublet_volume_get_rate_nusd:
 * @self: a volume
 * @size_gb: how much of it, as sold
 *
 * Returns: what so much costs per hour; SUBLET_MONEY_UNKNOWN where its price is not known
 */
gint64
sublet_volume_get_rate_nusd (SubletVolume *self, double size_gb)
{
  g_return_val_if_fail (SUBLET_IS_VOLUME (self), SUBLET_MONEY_UNKNOWN);

  return sublet_money_disk_rate_nusd (self->data.nusd_per_gb_month, size_gb);
}
