/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/* A lease: when it begins, when it ends, and what is done then. */

/* ---- lease ---- */

/* Does what is due now. */
void sublet_engine_keep_leases (SubletRentalEngine *self);
/* Monotonic time at which that is to be called again, G_MAXINT64: not because of time. */
gint64 sublet_engine_get_lease_mono_us (SubletRentalEngine *self);
/* How it stands, to the rental. */
void sublet_engine_show_lease (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_is_lease_over (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_is_lease_put_off (SubletRentalEngine *self, SubletRentalTrack *track);
/* The stop that it orders at its end. */
void sublet_engine_order_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
bool sublet_engine_has_lease_stop (SubletRentalTrack *track);
bool sublet_engine_resume_lease_stop (SubletRentalTrack *track, SubletOrderRecord *order);
bool sublet_engine_is_lease_stop_due (SubletRentalEngine *self, SubletRentalTrack *track);
/* The lease has not ended any more. */
void sublet_engine_withdraw_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
void sublet_engine_review_lease_stop (SubletRentalEngine *self, SubletRentalTrack *track);
/* A lease's stops that are due: what an earlier process began goes on with this. Whether any is on
 * its way. */
bool sublet_engine_send_lease_stops (SubletRentalEngine *self);
/* The service took it, and the lists do not show it. */
void sublet_engine_note_not_stopped (SubletRentalEngine *self,
                                     SubletRentalTrack *track,
                                     const char *detail);
/* Whether a reading says that the contract is meant to stand still. */
bool sublet_engine_is_halted (SubletInstance *instance);

/* ---- term ---- */

/* From then on, service time, unless it has none. */
void sublet_engine_begin_lease (SubletRentalEngine *self, SubletRentalTrack *track, gint64 from_us);
/* After a reading: what was started again after its lease's end has another one. */
void sublet_engine_renew_lease (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                SubletRentalState before,
                                SubletInstance *instance);

G_END_DECLS
