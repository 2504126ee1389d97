/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_VOLUME_ROW (sublet_volume_row_get_type ())

/*
 * One volume that no instance uses: what it is, what a day of it costs, and a button that asks to
 * delete it; while it is being deleted that, and afterwards why it is not.
 *
 * Signal: "delete": the person wants it gone.
 */
G_DECLARE_FINAL_TYPE (SubletVolumeRow, sublet_volume_row, SUBLET, VOLUME_ROW, AdwActionRow)

GtkWidget *sublet_volume_row_new (SubletIdleVolumes *volumes,
                                  SubletRentalEngine *engine,
                                  SubletVolume *volume);
/* (transfer none) */
SubletVolume *sublet_volume_row_get_volume (SubletVolumeRow *self);

G_END_DECLS
