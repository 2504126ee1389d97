/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-filter-words.h"

#include <string.h>

/* A set of words is a bit each. What comes after so many is one word with the last. */
#define MAX_WORDS 31

struct _SubletFilterWords
{
  GStrv words; /* (owned): folded; an empty one occurs everywhere */
  guint all;
  GHashTable *found; /* (owned) (element-type GRefString guint): the words that occur in a text */
};

/**
 * sublet_filter_words_new:
 * @folded: (nullable): words between blanks, folded
 *
 * Returns: (transfer full): the words
 */
SubletFilterWords *
sublet_filter_words_new (const char *folded)
{
  SubletFilterWords *self = g_new0 (SubletFilterWords, 1);

  self->words = g_strsplit (folded != NULL ? folded : "", " ", MAX_WORDS);
  self->all = (1U << g_strv_length (self->words)) - 1;
  self->found = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * sublet_filter_words_free:
 * @self: (transfer full): words
 */
void
sublet_filter_words_free (SubletFilterWords *self)
{
  g_strfreev (self->words);
  g_hash_table_unref (self->found);
  g_free (self);
}

static guint
find (SubletFilterWords *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  guint found = 0;
  guint i;

  for (i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) != NULL)
      found |= 1U << i;

  return found;
}

static guint
find_shared (SubletFilterWords *self, GRefString *text)
{
  gpointer found;

  if (text == NULL)
    return 0;
  if (!g_hash_table_lookup_extended (self->found, text, NULL, &found))
    {
      found = GUINT_TO_POINTER (find (self, text));
      g_hash_table_insert (self->found, text, found);
    }

  return GPOINTER_TO_UINT (found);
}

/**
 * sublet_filter_words_occur_in:
 * @self: words
 * @row: an offer
 *
 * Returns: whether each of them occurs in the offer's model, region, country or processor
 */
bool
sublet_filter_words_occur_in (SubletFilterWords *self, const SubletOfferRow *row)
{
  guint found = find_shared (self, row->gpu_name) | find_shared (self, row->cpu_name) |
                find_shared (self, row->region);

  return found == self->all || (found | find (self, row->country)) == self->all;
}
