/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine-private.h"

G_BEGIN_DECLS

/* Renting: from the click through the one PUT to what is taken instead. */

/* ---- keys ---- */

/* Whether what is started so is reached with the key that Preferences name. */
bool sublet_engine_needs_account_key (SubletLaunch *launch);
void sublet_engine_look_for_ssh_key (SubletRentalEngine *self, SubletLaunch *launch);
void sublet_engine_await_ssh_key_async (SubletRentalEngine *self,
                                        SubletRentalTrack *track,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void sublet_engine_await_ssh_key_finish (SubletRentalEngine *self, GAsyncResult *result);
/* Of a rental that is there and has another key now: to the account, if it is this one's. */
void sublet_engine_place_ssh_key (SubletRentalEngine *self, SubletRentalTrack *track);

/* ---- intent, create, next ---- */

void sublet_engine_send_create (SubletRentalEngine *self, SubletRentalTrack *track);
void sublet_engine_try_next (SubletRentalEngine *self, SubletRentalTrack *track);

/* A track of a request, its intent not written yet. */
SubletRentalTrack *sublet_engine_make_track (SubletRentalEngine *self,
                                             SubletRentalRequest *request);
/* Its intent into a batch: the rental, the intent and the first event. */
void sublet_engine_put_intent (SubletRentalTrack *track,
                               SubletJournalBatch *batch,
                               SubletRentalEvent *event);

const SubletOfferRow *sublet_engine_choose_next (SubletRentalEngine *self,
                                                 SubletRentalTrack *track,
                                                 SubletRentalRequest *request,
                                                 gint64 avoid_machine_id,
                                                 const SubletOfferPage *page,
                                                 gint64 *rate_nusd);
SubletOfferQuery *sublet_engine_make_requery (SubletRentalRequest *request);

/* Offers that are asked for later: nobody's next candidate until then. */
void sublet_engine_reserve (SubletRentalEngine *self, gint64 offer_id);
void sublet_engine_release (SubletRentalEngine *self, gint64 offer_id);

/* ---- replace ---- */

/* The service took the order to end it, or it is gone: what follows it is asked for now. */
void sublet_engine_follow (SubletRentalEngine *self, SubletRentalTrack *track);
/* It is not ended yet: after two minutes what follows it is given up. */
void sublet_engine_follow_too_late (SubletRentalEngine *self, SubletRentalTrack *track);
/* Nothing that waits for an end is asked for any more. */
void sublet_engine_drop_followers (SubletRentalEngine *self);

G_END_DECLS
