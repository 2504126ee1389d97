/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_VOLUME_ROW (sublet_volume_row_get_type ())

/*
 * One volume that no instance uses: what it is, what a day of it costs, and a button that asks to
 * delete it; while it is being deleted that, and afterwards why it is not. The row of
 * the list around it has the focus.
 */
G_DECLARE_FINAL_TYPE (SubletVolumeRow, sublet_volume_row, SUBLET, VOLUME_ROW, GtkWidget)

GtkWidget *sublet_volume_row_new (SubletIdleVolumes *volumes,
                                  SubletRentalEngine *engine,
                                  SubletVolume *volume);
void sublet_volume_row_set_narrow (SubletVolumeRow *self, bool narrow);
/* Of all in a list that has volumes among its rows. */
void sublet_volume_row_set_list_narrow (GtkWidget *list, bool narrow);
/* As its button does, if that can be used. */
void sublet_volume_row_ask_delete (SubletVolumeRow *self);
/* (transfer none) */
SubletVolume *sublet_volume_row_get_volume (SubletVolumeRow *self);

G_END_DECLS
