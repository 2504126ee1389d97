/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Turns the reply to a search into rows while it arrives. Any thread, one at a time. The fields are
 * read straight from the bytes, which is many times faster than a JSON tree.
 */
typedef struct _SubletOfferDecoder SubletOfferDecoder;

SubletOfferDecoder *sublet_offer_decoder_new (void);
void sublet_offer_decoder_free (SubletOfferDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletOfferDecoder, sublet_offer_decoder_free)

bool sublet_offer_decoder_feed (SubletOfferDecoder *self,
                                const char *text,
                                gsize length,
                                GError **error);
bool sublet_offer_decoder_finish (SubletOfferDecoder *self, GError **error);

bool sublet_offer_decoder_get_found (SubletOfferDecoder *self);
guint sublet_offer_decoder_get_n_skipped (SubletOfferDecoder *self);
JsonObject *sublet_offer_decoder_get_envelope (SubletOfferDecoder *self);
GArray *sublet_offer_decoder_steal_rows (SubletOfferDecoder *self);

G_END_DECLS
