/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-part.h"

static const char *const *
get_named (SubletOfferQuery *query, SubletMarketPartLevel level)
{
  return level == SUBLET_MARKET_PART_MODEL ? sublet_offer_query_get_gpu_names (query)
                                           : sublet_offer_query_get_countries (query);
}

static const char *const *
get_excluded (SubletOfferQuery *query, SubletMarketPartLevel level)
{
  return level == SUBLET_MARKET_PART_MODEL ? sublet_offer_query_get_excluded_gpu_names (query)
                                           : sublet_offer_query_get_excluded_countries (query);
}

static void
set_named (SubletOfferQuery *query, SubletMarketPartLevel level, const char *const *words)
{
  if (level == SUBLET_MARKET_PART_MODEL)
    sublet_offer_query_set_gpu_names (query, words);
  else
    sublet_offer_query_set_countries (query, words);
}

static void
set_excluded (SubletOfferQuery *query, SubletMarketPartLevel level, const char *const *words)
{
  if (level == SUBLET_MARKET_PART_MODEL)
    sublet_offer_query_set_excluded_gpu_names (query, words);
  else
    sublet_offer_query_set_excluded_countries (query, words);
}

/* NULL where the service did not say. */
static const char *
get_word (GArray *rows, guint i, SubletMarketPartLevel level)
{
  const SubletOfferRow *row = &g_array_index (rows, SubletOfferRow, i);

  if (level == SUBLET_MARKET_PART_MODEL)
    return row->gpu_name;

  return row->country[0] != '\0' ? row->country : NULL;
}

static bool
has_word (const char *const *words, const char *word)
{
  return words != NULL && word != NULL && g_strv_contains (words, word);
}

/* The service passes over a filter that it does not know; then it would say the same forever. */
static bool
is_honoured (const SubletMarketPart *part, GArray *rows)
{
  const char *const *words;
  guint n_strange = 0;
  guint i;

  if (part->level == SUBLET_MARKET_PART_PRICE)
    return true;

  words = part->rest ? get_excluded (part->query, part->level)
                     : get_named (part->query, part->level);
  for (i = 0; i < rows->len; i++)
    n_strange += has_word (words, get_word (rows, i, part->level)) == part->rest;

  return 2 * n_strange <= rows->len;
}

/* (transfer container) (element-type utf8): the words of the rows that no earlier part had; they
 * live as long as @rows. */
static GPtrArray *
find_words (const SubletMarketPart *part, SubletMarketPartLevel level, GArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *const *excluded = get_excluded (part->query, level);
  GPtrArray *words = g_ptr_array_new ();
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      const char *word = get_word (rows, i, level);

      if (word != NULL && !has_word (excluded, word) && g_hash_table_add (seen, (gpointer) word))
        g_ptr_array_add (words, (gpointer) word);
    }

  return words;
}

static bool
are_all_of (GArray *rows, SubletMarketPartLevel level, const char *word)
{
  guint i;

  for (i = 0; i < rows->len; i++)
    {
      if (g_strcmp0 (get_word (rows, i, level), word) != 0)
        return false;
    }

  return true;
}

/* (transfer full): what @query asks for beside @words. */
static SubletMarketPart *
make_rest (SubletOfferQuery *query, SubletMarketPartLevel level, GPtrArray *words)
{
  SubletOfferQuery *rest = sublet_offer_query_copy (query);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *before = get_excluded (query, level);
  g_auto (GStrv) excluded = NULL;
  guint i;

  if (before != NULL)
    g_strv_builder_addv (builder, (const char **) before);
  for (i = 0; i < words->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (words, i));
  excluded = g_strv_builder_end (builder);
  set_excluded (rest, level, (const char *const *) excluded);

  return sublet_market_part_new (rest, level, true);
}

static SubletMarketPart *
make_one (SubletOfferQuery *query, SubletMarketPartLevel level, const char *word)
{
  const char *words[] = { word, NULL };
  SubletOfferQuery *one = sublet_offer_query_copy (query);

  set_named (one, level, words);

  return sublet_market_part_new (one, level, false);
}

static bool
split_by (const SubletMarketPart *part,
          SubletMarketPartLevel level,
          GPtrArray *words,
          GArray *rows,
          GQueue *parts)
{
  guint i;

  g_queue_push_head (parts, make_rest (part->query, level, words));
  if (are_all_of (rows, level, g_ptr_array_index (words, 0)))
    {
      /* Asked for alone, it would be the same page. */
      g_autoptr (SubletMarketPart)
        one = make_one (part->query, level, g_ptr_array_index (words, 0));

      return sublet_market_part_split (one, rows, parts);
    }

  for (i = words->len; i > 0; i--)
    g_queue_push_head (parts, make_one (part->query, level, g_ptr_array_index (words, i - 1)));

  return true;
}

/**
 * sublet_market_part_new: (skip)
 * @query: (transfer full): what asks for it
 * @level: what tells it from others
 * @rest: whether it is what others left over
 *
 * Returns: (transfer full): a part
 */
SubletMarketPart *
sublet_market_part_new (SubletOfferQuery *query, SubletMarketPartLevel level, bool rest)
{
  SubletMarketPart *part = g_new0 (SubletMarketPart, 1);

  part->query = query;
  part->level = level;
  part->rest = rest;

  return part;
}

/**
 * sublet_market_part_free: (skip)
 * @part: (transfer full): a part
 */
void
sublet_market_part_free (SubletMarketPart *part)
{
  g_object_unref (part->query);
  g_free (part);
}

/**
 * sublet_market_part_split: (skip)
 * @part: a part that one page does not hold
 * @rows: (element-type SubletOfferRow): that page
 * @parts: (element-type SubletMarketPart): gets what to ask instead, before what it has
 *
 * By the words of the page, and what has none of them; of that in turn, should it be cut too.
 *
 * Returns: whether all of it is asked for then
 */
bool
sublet_market_part_split (const SubletMarketPart *part, GArray *rows, GQueue *parts)
{
  SubletMarketPartLevel level = part->rest ? part->level : part->level + 1;

  if (!is_honoured (part, rows))
    return false;

  for (; level <= SUBLET_MARKET_PART_COUNTRY; level++)
    {
      g_autoptr (GPtrArray) words = find_words (part, level, rows);

      if (words->len > 0)
        return split_by (part, level, words, rows, parts);
    }

  return false;
}
