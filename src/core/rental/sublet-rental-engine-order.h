/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/* Orders for what is rented, and its end. */

/* ---- orders, verify, destroy ---- */

/* Whether a reading may change the state, or an order is still on its way; closes what is done. */
bool sublet_engine_check_order (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                SubletInstance *instance,
                                gint64 requested_mono_us);
SubletOrderRecord *sublet_engine_make_order (SubletRentalEngine *self,
                                             SubletRentalTrack *track,
                                             SubletOrder kind);
/* It failed, or what became of it is not known: then lists tell. Takes @error; @task returns it. */
void sublet_engine_fail_order (SubletRentalEngine *self,
                               GTask *task,
                               SubletRentalTrack *track,
                               GError *error);
bool sublet_engine_check_update (SubletRentalEngine *self,
                                 SubletRentalTrack *track,
                                 SubletInstance *instance,
                                 gint64 requested_mono_us);
bool sublet_engine_resume_update (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  SubletOrderRecord *order);
void sublet_engine_forget_host_key (SubletRentalEngine *self, const SubletOrderRecord *order);
void sublet_engine_close_order (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                const char *outcome);
/* It did not come to anything: the state is what the latest reading shows. */
void sublet_engine_go_back (SubletRentalEngine *self, SubletRentalTrack *track);
/* Whether it may have been done. */
bool sublet_engine_is_outcome_unknown (const GError *error);
/* The order's row, still to be written. */
void sublet_engine_make_destroy (SubletRentalEngine *self, SubletRentalTrack *track);
/* @task (transfer full) (nullable): of a person; without one a lease ordered it. */
void sublet_engine_order_destroy (SubletRentalEngine *self, SubletRentalTrack *track, GTask *task);
/* Sends what is due; whether there was anything. */
bool sublet_engine_send_destroys (SubletRentalEngine *self);
void sublet_engine_close_destroy (SubletRentalEngine *self,
                                  SubletRentalTrack *track,
                                  SubletJournalBatch *batch,
                                  const char *outcome);
/* It is listed although it was ordered away. */
void sublet_engine_note_still_there (SubletRentalEngine *self, SubletRentalTrack *track);
/* A complete list does not show it. */
void sublet_engine_note_absent (SubletRentalEngine *self,
                                SubletRentalTrack *track,
                                const SubletInstanceListing *listing);

G_END_DECLS
