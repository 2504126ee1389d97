/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_VOLUMES_GROUP (sublet_volumes_group_get_type ())

/*
 * The last group of the instances: volumes that no instance uses, each with what a day of it costs
 * and a button that asks to delete it. It takes no room while there are none and that is known.
 */
G_DECLARE_FINAL_TYPE (SubletVolumesGroup, sublet_volumes_group, SUBLET, VOLUMES_GROUP, GtkWidget)

/* Once; it asks for them while it is mapped. */
void sublet_volumes_group_set_volumes (SubletVolumesGroup *self,
                                       SubletIdleVolumes *volumes,
                                       SubletRentalEngine *engine);
void sublet_volumes_group_set_margins (SubletVolumesGroup *self, int margin);

G_END_DECLS
