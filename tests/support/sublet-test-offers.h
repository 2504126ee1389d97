/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Invented offers with as many fields and as many bytes as the service sends for one, its quirks
 * included. The same seed gives the same text. */
void sublet_test_offers_append_row (GString *text, GRand *random, gint64 id);
GString *sublet_test_offers_make_reply (guint n_offers, guint32 seed);

G_END_DECLS
