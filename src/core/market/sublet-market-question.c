/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/market/sublet-word-set.h"

/**
 * sublet_market_question_new: (skip)
 * @job: what is to run
 * @filter: (nullable): what is asked for; NULL: whatever is offered
 *
 * Returns: (transfer full): what to ask
 */
SubletOfferQuery *
sublet_market_question_new (const SubletJob *job, const SubletOfferFilter *filter)
{
  SubletOfferQuery *query = sublet_offer_query_new ();

  sublet_offer_query_set_kind (query, job->kind);
  sublet_offer_query_set_disk_gb (query, job->disk_gb);
  if (filter != NULL)
    sublet_offer_filter_add_to_query (filter, job, query);

  return query;
}

/**
 * sublet_market_dup_question: (skip)
 * @self: a market
 *
 * The whole list as long as the service gives it, so that filters are a matter of this computer
 * alone; once it was cut, what the filters let through.
 *
 * Returns: (transfer full): what to ask now
 */
SubletOfferQuery *
sublet_market_dup_question (SubletMarket *self)
{
  return sublet_market_question_new (&self->job, self->whole_was_cut ? self->filter : NULL);
}

static bool
is_filtered (SubletOfferQuery *query)
{
  return sublet_offer_query_get_conditions (query)->len > 0;
}

/* There is more of it than was given. */
static bool
leaves_out (SubletMarketCut cut)
{
  return cut == SUBLET_MARKET_CUT_MORE || cut == SUBLET_MARKET_CUT_PRICE ||
         cut == SUBLET_MARKET_CUT_STUCK;
}

static void
note_words (GPtrArray *seen, const SubletDictionary *words)
{
  guint i;

  for (i = 0; i < words->words->len; i++)
    sublet_word_set_put (seen, g_ptr_array_index (words->words, i), true);
}

/**
 * sublet_market_note_answer: (skip)
 * @self: a market that shows it
 * @query: the question
 * @cut: why there may be more
 */
void
sublet_market_note_answer (SubletMarket *self, SubletOfferQuery *query, SubletMarketCut cut)
{
  const SubletOfferTable *table = self->shown->view->index->table;

  g_set_object (&self->known_query, query);
  if (!is_filtered (query) && cut != SUBLET_MARKET_CUT_REPLY)
    self->whole_was_cut = leaves_out (cut);
  note_words (self->seen_models, &table->models);
  note_words (self->seen_countries, &table->countries);
}

/**
 * sublet_market_holds: (skip)
 * @self: a market
 * @query: a question
 *
 * Returns: whether what is shown answers it, be it as far as the service answered the very same
 */
gboolean
sublet_market_holds (SubletMarket *self, SubletOfferQuery *query)
{
  if (self->known_query == NULL || self->shown == NULL)
    return FALSE;

  return sublet_offer_query_equal (self->known_query, query) ||
         (!leaves_out (self->shown_cut) && sublet_offer_query_covers (self->known_query, query));
}

/**
 * sublet_market_lacks_offers: (skip)
 * @self: a market
 *
 * Returns: whether the filters may let through what is not held and can be asked for
 */
gboolean
sublet_market_lacks_offers (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  /* Kind and room are the job's, and asked for when that changes. */
  if (self->known_query == NULL ||
      sublet_offer_query_get_kind (self->known_query) != self->job.kind)
    return FALSE;

  query = sublet_market_dup_question (self);
  sublet_offer_query_set_disk_gb (query, sublet_offer_query_get_disk_gb (self->known_query));

  return !sublet_market_holds (self, query);
}

/**
 * sublet_market_follow_filter: (skip)
 * @self: a market whose filter or list changed
 *
 * Asks for what the filters let through where it is not held, once they have stopped changing.
 */
void
sublet_market_follow_filter (SubletMarket *self)
{
  g_autoptr (SubletOfferQuery) query = NULL;

  if (self->n_freezes > 0 || !sublet_market_lacks_offers (self))
    return;

  /* What is under way may bring it; it is looked at again then. */
  query = sublet_market_dup_question (self);
  if (self->walk != NULL &&
      sublet_offer_query_covers (sublet_market_walk_get_wanted (self->walk), query))
    return;

  /* More was loaded of another question. */
  self->wanted_rows = 0;
  self->wish_asked = TRUE;
  sublet_market_stop_fetching (self);
  sublet_market_wait_to_settle (self);
}

/**
 * sublet_market_get_filtered:
 * @self: a market
 *
 * Returns: whether only what the filters let through was asked for, so that all counts are of that
 */
gboolean
sublet_market_get_filtered (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), FALSE);

  return self->known_query != NULL && is_filtered (self->known_query);
}

/**
 * sublet_market_get_seen_models:
 * @self: a market
 *
 * Returns: (transfer none): the models that any list named so far, and those of the service's
 *   catalogue, in its spelling; valid until the next "view-changed"
 */
const char *const *
sublet_market_get_seen_models (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return sublet_word_set_get (self->seen_models);
}

/**
 * sublet_market_get_seen_countries:
 * @self: a market
 *
 * Returns: (transfer none): the countries that any list named so far, two capital letters each;
 *   valid until the next "view-changed"
 */
const char *const *
sublet_market_get_seen_countries (SubletMarket *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);

  return sublet_word_set_get (self->seen_countries);
}
