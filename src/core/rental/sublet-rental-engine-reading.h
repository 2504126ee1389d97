/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/* What a list says about each rental: whose row is whose, and what each reading means. */

/* ---- match ---- */

/* Takes the listing; calls @done when all it says is applied. */
void sublet_engine_take_listing (SubletRentalEngine *self,
                                 SubletInstanceListing *listing,
                                 bool walked,
                                 void (*done) (SubletRentalEngine *self));

/* Whether this installation made it. */
bool sublet_engine_is_our_token (SubletRentalEngine *self, const char *token);

/* ---- reach ---- */

/* What a reading means to a rental; false when it says nothing. */
bool sublet_engine_get_reading_input (SubletRentalTrack *track,
                                      SubletInstance *instance,
                                      SubletRentalInput *input);

/* ---- notes ---- */

void sublet_engine_take_notes (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletInstance *instance);
/* An event that changes no state, and the record with it. */
void sublet_engine_add_note (SubletRentalEngine *self,
                             SubletRentalTrack *track,
                             SubletRentalReason reason);
void sublet_engine_look_for_twins (SubletRentalEngine *self);

/* ---- idle ---- */

void sublet_engine_watch_idle (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               SubletInstance *instance,
                               gint64 requested_mono_us);

/* ---- settle ---- */

/* Monotonic time of the next look, G_MAXINT64: none. */
gint64 sublet_engine_get_look_mono_us (SubletRentalEngine *self, SubletRentalTrack *track);
/* Whether a row is the second witness of a request whose answer was lost. */
bool sublet_engine_is_witness (SubletRentalEngine *self,
                               SubletRentalTrack *track,
                               const SubletInstanceListing *listing,
                               SubletInstance *instance);
/* Counts a list that shows nothing of it. */
void sublet_engine_settle (SubletRentalEngine *self,
                           SubletRentalTrack *track,
                           const SubletInstanceListing *listing);
void sublet_engine_show_settling (SubletRentalEngine *self, SubletRentalTrack *track);

G_END_DECLS
