/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-volume.h"
#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_IDLE_VOLUMES (sublet_idle_volumes_get_type ())

/*
 * The account's volumes that no instance uses, and bill all the same: a GListModel of SubletVolume.
 * One whose use the service does not say is not one of them, and then not all are known. A volume
 * on a machine where something is being rented, or came up since the list was asked for, counts as
 * used, for the list may not know that yet. Which tool made it the service does not say.
 *
 * It is asked for while somebody may see it, every five minutes, and before and after each
 * deletion. What it costs changes in months.
 *
 * Properties (all read-only, all notify): "knowledge", "known-at-us" (service time), "rate-nusd"
 * (of all of them, SUBLET_MONEY_UNKNOWN when one is not known). Signal: "deletion-changed" (gint64
 * volume id): what the two getters of a deletion say of that volume; "journal-changed": an order to
 * delete one was written, or what became of it was found by a list.
 */
G_DECLARE_FINAL_TYPE (SubletIdleVolumes, sublet_idle_volumes, SUBLET, IDLE_VOLUMES, GObject)

/* Those that all who look at this engine have: they are asked for once. */
SubletIdleVolumes *sublet_idle_volumes_dup_shared (SubletRentalEngine *engine);
/* For one who looks alone. */
SubletIdleVolumes *sublet_idle_volumes_new (SubletRentalEngine *engine);

SubletKnowledge sublet_idle_volumes_get_knowledge (SubletIdleVolumes *self);
gint64 sublet_idle_volumes_get_known_at_us (SubletIdleVolumes *self);
gint64 sublet_idle_volumes_get_rate_nusd (SubletIdleVolumes *self);
/* (element-type SubletVolume) those in use too. */
GPtrArray *sublet_idle_volumes_get_all (SubletIdleVolumes *self);
/* (nullable): why it is not known. */
const GError *sublet_idle_volumes_get_error (SubletIdleVolumes *self);

/* Whether somebody may see it; counted, each TRUE needs its FALSE. */
void sublet_idle_volumes_set_watched (SubletIdleVolumes *self, gboolean watched);
void sublet_idle_volumes_refresh (SubletIdleVolumes *self);

/* With its data, for good, if a list that is asked for now shows that no instance uses it;
 * completes when a list has shown that it is gone. One at a time of each volume. */
void sublet_idle_volumes_delete_async (SubletIdleVolumes *self,
                                       SubletVolume *volume,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sublet_idle_volumes_delete_finish (SubletIdleVolumes *self,
                                            GAsyncResult *result,
                                            GError **error);

gboolean sublet_idle_volumes_is_deleting (SubletIdleVolumes *self, gint64 volume_id);
/* (nullable): why the latest try failed; kept until the next one, or until a list shows it gone. */
const GError *sublet_idle_volumes_get_delete_error (SubletIdleVolumes *self, gint64 volume_id);

/* For tests of what shows it. @listing (nullable): it is not known, because of @error. */
void sublet_idle_volumes_take (SubletIdleVolumes *self,
                               const SubletCatalogueListing *listing,
                               const GError *error);

G_END_DECLS
