/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a person reads about a failure. Sentences are translated and live for ever; what the error
 * itself says is technical English and belongs under Details only.
 */

const char *sublet_error_text_get_title (const GError *error);     /* "Vast Does Not Answer" */
const char *sublet_error_text_get_sentence (const GError *error);  /* what happened */
const char *sublet_error_text_get_next_step (const GError *error); /* what to do, (nullable) */
char *sublet_error_text_dup_both (const GError *error);            /* sentence and next step */

G_END_DECLS
