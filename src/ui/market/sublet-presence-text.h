/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/* Words for what became of an offer that is not listed; (transfer none), NULL where it is. */
const char *sublet_presence_get_word (SubletPresence presence);
const char *sublet_presence_get_label (SubletPresence presence);
const char *sublet_presence_get_sentence (SubletPresence presence);

G_END_DECLS
