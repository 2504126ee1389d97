/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The recorded lists, and what the decoder reads of them. */

/* (transfer full): a file of the test data */
char *offer_decoder_load (const char *name, gsize *length);
/*
 * (transfer full) (nullable) (element-type SubletOfferRow): the rows of a text that comes in pieces
 * of
 * @chunk bytes; @n_skipped is (nullable)
 */
GArray *offer_decoder_decode (const char *text,
                              gsize length,
                              gsize chunk,
                              guint *n_skipped,
                              GError **error);

G_END_DECLS
