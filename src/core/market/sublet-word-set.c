/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-word-set.h"

#include <string.h>

/**
 * sublet_word_set_new:
 *
 * Returns: (transfer full) (element-type utf8): no words; ends with NULL at any time, so that its
 *   data is a list of texts
 */
GPtrArray *
sublet_word_set_new (void)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, NULL);
  return words;
}

/**
 * sublet_word_set_get:
 * @words: a set
 *
 * Returns: (transfer none): its words, sorted, so that two sets compare word by word
 */
const char *const *
sublet_word_set_get (GPtrArray *words)
{
  return (const char *const *) words->pdata;
}

/**
 * sublet_word_set_copy:
 * @words: a set
 *
 * Returns: (transfer full) (element-type utf8): the same again
 */
GPtrArray *
sublet_word_set_copy (GPtrArray *words)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);
  const char *const *word;

  for (word = sublet_word_set_get (words); *word != NULL; word++)
    g_ptr_array_add (copy, g_strdup (*word));
  g_ptr_array_add (copy, NULL);

  return copy;
}

/**
 * sublet_word_set_put:
 * @words: a set
 * @word: a word
 * @wanted: whether it is to be in the set
 */
void
sublet_word_set_put (GPtrArray *words, const char *word, bool wanted)
{
  guint i;

  for (i = 0; i + 1 < words->len; i++)
    {
      int difference = strcmp (g_ptr_array_index (words, i), word);

      if (difference == 0)
        {
          if (!wanted)
            g_ptr_array_remove_index (words, i);
          return;
        }
      if (difference > 0)
        break;
    }

  if (wanted)
    g_ptr_array_insert (words, (int) i, g_strdup (word));
}

/**
 * sublet_word_set_is_empty:
 * @words: a set
 *
 * Returns: whether there is no word
 */
bool
sublet_word_set_is_empty (GPtrArray *words)
{
  return words->len == 1;
}

/**
 * sublet_word_set_clear:
 * @words: a set
 */
void
sublet_word_set_clear (GPtrArray *words)
{
  g_ptr_array_remove_range (words, 0, words->len - 1);
}
