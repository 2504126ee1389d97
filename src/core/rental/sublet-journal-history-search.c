/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include <string.h>

/* Letters that no decomposition parts from their stroke. */
static const struct
{
  gunichar letter;
  const char *plain;
} strokes[] = {
  { 0x00d8, "o" }, { 0x00f8, "o" },  { 0x0110, "d" },  { 0x0111, "d" },
  { 0x0126, "h" }, { 0x0127, "h" },  { 0x0131, "i" },  { 0x0141, "l" },
  { 0x0142, "l" }, { 0x00c6, "ae" }, { 0x00e6, "ae" }, { 0x00d0, "d" },
  { 0x00f0, "d" }, { 0x0152, "oe" }, { 0x0153, "oe" }, { 0x00d7, "x" },
};

static bool
append_stroke (GString *folded, gunichar letter)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (strokes); i++)
    {
      if (strokes[i].letter == letter)
        {
          g_string_append (folded, strokes[i].plain);
          return true;
        }
    }

  return false;
}

/**
 * sublet_journal_fold: (skip)
 * @text: UTF-8; what is not becomes something that is
 *
 * Returns: (transfer full): the same without capitals, accents and strokes, for comparing
 */
char *
sublet_journal_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *parted = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = NULL;
  const char *at;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  parted = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  plain = g_string_sized_new (strlen (parted));
  for (at = parted; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (!g_unichar_ismark (letter) && !append_stroke (plain, letter))
        g_string_append_unichar (plain, letter);
    }

  return g_utf8_casefold (plain->str, (gssize) plain->len);
}

/**
 * sublet_journal_split_search: (skip)
 * @search: (nullable): what was typed
 *
 * Returns: (transfer full): its words, folded; none for NULL or blanks
 */
char **
sublet_journal_split_search (const char *search)
{
  g_autofree char *folded = sublet_journal_fold (search != NULL ? search : "");
  g_auto (GStrv) pieces = g_strsplit_set (folded, " \t\n", -1);
  GStrvBuilder *words = g_strv_builder_new ();
  char **result;
  gsize i;

  for (i = 0; pieces[i] != NULL; i++)
    {
      if (pieces[i][0] != '\0')
        g_strv_builder_add (words, pieces[i]);
    }
  result = g_strv_builder_end (words);
  g_strv_builder_unref (words);

  return result;
}

/**
 * sublet_journal_matches: (skip)
 * @needles: what is searched
 * @words: folded words
 *
 * Returns: whether each word is somewhere in it
 */
bool
sublet_journal_matches (const SubletJournalNeedles *needles, const char *const *words)
{
  for (; *words != NULL; words++)
    {
      if (strstr (needles->own, *words) == NULL &&
          (needles->place == NULL || strstr (needles->place, *words) == NULL) &&
          (needles->ending == NULL || strstr (needles->ending, *words) == NULL))
        return false;
    }

  return true;
}
