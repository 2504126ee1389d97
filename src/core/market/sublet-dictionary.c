/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-dictionary.h"

#include <string.h>

typedef struct
{
  char *word;     /* (owned) (nullable): as shown */
  char *sort_key; /* (owned) */
  guint32 id;     /* as found */
} Found;

static void
found_free (Found *found)
{
  g_free (found->word);
  g_free (found->sort_key);
  g_free (found);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *found_a = *(Found *const *) a;
  const Found *found_b = *(Found *const *) b;
  int difference;

  if (found_a->word == NULL || found_b->word == NULL)
    return (found_a->word == NULL) - (found_b->word == NULL);

  difference = strcmp (found_a->sort_key, found_b->sort_key);

  return difference != 0 ? difference : strcmp (found_a->word, found_b->word);
}

/* Texts get ids as they come; the same text is the same id. */
static GPtrArray *
find_texts (guint32 *of_row,
            guint n_rows,
            SubletDictionaryReader reader,
            SubletDictionaryNamer namer,
            gpointer user_data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
  guint row;

  for (row = 0; row < n_rows; row++)
    {
      const char *text = reader (row, user_data);
      gpointer id;

      if (text == NULL)
        {
          of_row[row] = SUBLET_DICTIONARY_MISSING;
          continue;
        }
      if (!g_hash_table_lookup_extended (ids, text, NULL, &id))
        {
          Found *found = g_new0 (Found, 1);

          found->id = all->len;
          found->word = namer != NULL ? namer (text, user_data) : g_strdup (text);
          /* The one for file names sorts "RTX 4090" before "RTX 30000". */
          found->sort_key =
            g_utf8_collate_key_for_filename (found->word != NULL ? found->word : "", -1);
          g_ptr_array_add (all, found);
          id = GUINT_TO_POINTER (found->id);
          g_hash_table_insert (ids, g_strdup (text), id);
        }
      of_row[row] = GPOINTER_TO_UINT (id);
    }

  return all;
}

/**
 * sublet_dictionary_init:
 * @self: (out caller-allocates): the dictionary
 * @n_rows: how many rows there are
 * @reader: gives the text of a row
 * @namer: (nullable): gives what is shown for a text; different texts may share a name, and a text
 *   without one is missing
 * @user_data: for both
 *
 * Any thread.
 */
void
sublet_dictionary_init (SubletDictionary *self,
                        guint n_rows,
                        SubletDictionaryReader reader,
                        SubletDictionaryNamer namer,
                        gpointer user_data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree guint32 *places = NULL;
  const char *last = NULL;
  guint i;

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->of_row = g_new (guint32, MAX (n_rows, 1));

  all = find_texts (self->of_row, n_rows, reader, namer, user_data);
  g_ptr_array_sort (all, compare_found);

  places = g_new (guint32, MAX (all->len, 1));
  for (i = 0; i < all->len; i++)
    {
      Found *found = g_ptr_array_index (all, i);

      if (found->word == NULL)
        {
          places[found->id] = SUBLET_DICTIONARY_MISSING;
          continue;
        }
      if (last == NULL || strcmp (last, found->word) != 0)
        {
          last = found->word;
          g_ptr_array_add (self->words, g_strdup (found->word));
        }
      places[found->id] = self->words->len - 1;
    }

  for (i = 0; i < n_rows; i++)
    if (self->of_row[i] != SUBLET_DICTIONARY_MISSING)
      self->of_row[i] = places[self->of_row[i]];
}

/**
 * sublet_dictionary_clear:
 * @self: a dictionary
 */
void
sublet_dictionary_clear (SubletDictionary *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->of_row, g_free);
}
