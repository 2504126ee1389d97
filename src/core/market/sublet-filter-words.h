/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/sublet-offer.h"

G_BEGIN_DECLS

/*
 * Words that must all occur in what an offer is called: its model, place and processor, in any
 * case. For one thread, and for rows that outlive it. The texts of rows are shared, so each is
 * looked through once, however many rows have it.
 */
typedef struct _SubletFilterWords SubletFilterWords;

SubletFilterWords *sublet_filter_words_new (const char *folded);
void sublet_filter_words_free (SubletFilterWords *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletFilterWords, sublet_filter_words_free)

bool sublet_filter_words_occur_in (SubletFilterWords *self, const SubletOfferRow *row);

G_END_DECLS
