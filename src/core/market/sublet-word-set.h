/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* A set of words: a sorted array that ends with NULL. */

GPtrArray *sublet_word_set_new (void);
GPtrArray *sublet_word_set_copy (GPtrArray *words);
const char *const *sublet_word_set_get (GPtrArray *words);
void sublet_word_set_put (GPtrArray *words, const char *word, bool wanted);
bool sublet_word_set_is_empty (GPtrArray *words);
void sublet_word_set_clear (GPtrArray *words);

G_END_DECLS
