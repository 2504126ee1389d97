/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-next-offer.h"

#include <glib.h>

G_BEGIN_DECLS

/*
 * What each thing costs that can be done about an instance that was outbid. All return new text.
 * Pure functions of what is known.
 */

char *sublet_outbid_text_dup_raise (SubletRental *rental);
char *sublet_outbid_text_dup_move (SubletRental *rental,
                                   SubletNextOfferState state,
                                   SubletRentalRequest *request);
char *sublet_outbid_text_dup_end (SubletRental *rental);

G_END_DECLS
