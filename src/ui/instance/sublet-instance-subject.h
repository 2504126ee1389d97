/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/rental/sublet-connections.h"
#include "ui/instances/sublet-instance-record.h"

#include <stdbool.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_SUBJECT (sublet_instance_subject_get_type ())

/*
 * What the page of one instance is about, for all of its sections: the rental, the way to it, and
 * who is asked. Signal "changed": the rental, its connection or what the clock says of them is
 * another one; once before a frame, and only while it is watched.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceSubject,
                      sublet_instance_subject,
                      SUBLET,
                      INSTANCE_SUBJECT,
                      GObject)

SubletInstanceSubject *sublet_instance_subject_new (SubletRentalEngine *engine,
                                                    SubletConnections *connections,
                                                    SubletClient *client,
                                                    SubletRental *rental,
                                                    SubletInstanceRecord *record);

SubletRentalEngine *sublet_instance_subject_get_engine (SubletInstanceSubject *self);
SubletConnections *sublet_instance_subject_get_connections (SubletInstanceSubject *self);
SubletClient *sublet_instance_subject_get_client (SubletInstanceSubject *self);
SubletRental *sublet_instance_subject_get_rental (SubletInstanceSubject *self);
SubletInstanceRecord *sublet_instance_subject_get_record (SubletInstanceSubject *self);
SubletClock *sublet_instance_subject_get_clock (SubletInstanceSubject *self);
/* (nullable): while it runs. */
SubletConnection *sublet_instance_subject_get_connection (SubletInstanceSubject *self);
/* It is over, or not listed any more. */
bool sublet_instance_subject_can_change_key (SubletInstanceSubject *self);
bool sublet_instance_subject_is_gone (SubletInstanceSubject *self);

/* While somebody may see the page. */
void sublet_instance_subject_set_watched (SubletInstanceSubject *self, bool watched);

G_END_DECLS
