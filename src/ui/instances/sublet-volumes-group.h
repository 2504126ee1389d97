/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-idle-volumes.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>
#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_VOLUMES_GROUP (sublet_volumes_group_get_type ())

/*
 * Volumes that no instance uses, each with what a day of it costs and a button that asks to delete
 * it, where they cannot stand in the list of the instances. It takes no room while there are none
 * and nothing is wrong. In a low window it is folded to its heading, which has the sum; a person
 * folds and unfolds it as they like.
 */
G_DECLARE_FINAL_TYPE (SubletVolumesGroup, sublet_volumes_group, SUBLET, VOLUMES_GROUP, GtkWidget)

/* Once. @shown: those that it shows. */
void sublet_volumes_group_set_volumes (SubletVolumesGroup *self,
                                       SubletIdleVolumes *volumes,
                                       GListModel *shown,
                                       SubletRentalEngine *engine);
/* Whether what is in doubt is said elsewhere. */
void sublet_volumes_group_set_quiet (SubletVolumesGroup *self, bool quiet);
void sublet_volumes_group_set_room (SubletVolumesGroup *self, int margin, bool narrow);

G_END_DECLS
