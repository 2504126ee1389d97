/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The different texts of one column, in the order a person expects, and which of them each row
 * has. Immutable once it is built.
 */
typedef struct
{
  GPtrArray *words; /* (owned) (element-type utf8): sorted, each once */
  guint32 *of_row;  /* (owned) (array): index into words, SUBLET_DICTIONARY_MISSING for none */
} SubletDictionary;

#define SUBLET_DICTIONARY_MISSING G_MAXUINT32

/**
 * SubletDictionaryReader:
 * @row: which row
 * @user_data: the caller's
 *
 * Returns: (transfer none) (nullable): the row's text, valid until the next call
 */
typedef const char *(*SubletDictionaryReader) (guint row, gpointer user_data);

/* Maps a row's text to the one that is shown, (transfer full) (nullable). */
typedef char *(*SubletDictionaryNamer) (const char *text, gpointer user_data);

void sublet_dictionary_init (SubletDictionary *self,
                             guint n_rows,
                             SubletDictionaryReader reader,
                             SubletDictionaryNamer namer,
                             gpointer user_data);
void sublet_dictionary_clear (SubletDictionary *self);

G_END_DECLS
