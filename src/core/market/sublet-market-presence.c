/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

G_DEFINE_ENUM_TYPE (SubletPresence,
                    sublet_presence,
                    G_DEFINE_ENUM_VALUE (SUBLET_PRESENCE_LISTED, "listed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRESENCE_TAKEN, "taken"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRESENCE_NO_ROOM, "no-room"),
                    G_DEFINE_ENUM_VALUE (SUBLET_PRESENCE_UNLISTED, "unlisted"))

/* Of what the service can be asked for: whether the offer, as it was seen last, passes the filters
 * now as well. What is no lasting trait of an offer, its price above all, may be another by now. */
static bool
passes_still (const SubletOfferFilter *filter, const SubletOfferRow *row)
{
  guint i;

  for (i = 0; i < SUBLET_N_FILTER_PARTS; i++)
    {
      SubletFilterPart part = (SubletFilterPart) i;

      if (!sublet_offer_filter_is_active (filter, part))
        continue;

      switch ((int) part)
        {
        case SUBLET_FILTER_PART_MODEL:
          if (!sublet_offer_filter_passes_model (filter, row->gpu_name))
            return false;
          break;
        case SUBLET_FILTER_PART_PLACE:
          if (!sublet_offer_filter_passes_place (filter, row->country))
            return false;
          break;
        case SUBLET_FILTER_PART_COUNT:
        case SUBLET_FILTER_PART_ARCHITECTURE:
        case SUBLET_FILTER_PART_DATA_CENTER:
        case SUBLET_FILTER_PART_MACHINE:
        case SUBLET_FILTER_PART_HOST:
          if (!sublet_offer_filter_passes_row (filter, part, row))
            return false;
          break;
        case SUBLET_FILTER_PART_TEXT:
          /* Nobody is asked for it. */
          break;
        default:
          return false;
        }
    }

  return true;
}

/* Whether the answer that is shown would have the offer if it were still offered. */
static bool
would_have (SubletMarket *self, const SubletOfferRow *row, SubletPriceKind kind)
{
  g_autoptr (SubletOfferQuery) question = NULL;

  if (self->shown_cut != SUBLET_MARKET_CUT_NONE || self->skipped_rows > 0 ||
      sublet_offer_query_get_kind (self->known_query) != kind)
    return false;
  if (sublet_offer_query_get_conditions (self->known_query)->len == 0)
    return true;

  /* What passes the filters now passed a question that covers them. */
  question = sublet_market_question_new (&self->job, self->filter);

  return sublet_offer_query_covers (self->known_query, question) &&
         passes_still (self->filter, row);
}

static SubletPresence
find_presence (SubletMarket *self, const SubletOfferRow *row, SubletPriceKind kind)
{
  const SubletMarketIndex *index = self->shown->view->index;
  guint found = sublet_offer_table_find (index->table, row->id);

  if (found != G_MAXUINT)
    {
      const SubletOfferRow *now = sublet_offer_table_get_row (index->table, found);

      if (sublet_market_index_is_eligible (index, found))
        return SUBLET_PRESENCE_LISTED;

      return now->rentable && !now->rented ? SUBLET_PRESENCE_NO_ROOM : SUBLET_PRESENCE_TAKEN;
    }
  if (row->disk_space_gb < sublet_offer_query_get_disk_gb (self->known_query))
    return SUBLET_PRESENCE_NO_ROOM;

  return would_have (self, row, kind) ? SUBLET_PRESENCE_TAKEN : SUBLET_PRESENCE_UNLISTED;
}

/**
 * sublet_market_get_presence:
 * @self: a market
 * @offer: an offer as it was seen last
 *
 * Absence from an answer proves nothing where the answer need not have the offer: one that was cut,
 * that has rows which could not be read, or that was asked for with filters on what changes.
 *
 * Returns: what the last answer says of it, hidden by a filter or not
 */
SubletPresence
sublet_market_get_presence (SubletMarket *self, SubletOffer *offer)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_PRESENCE_UNLISTED);
  g_return_val_if_fail (SUBLET_IS_OFFER (offer), SUBLET_PRESENCE_UNLISTED);

  if (self->shown == NULL)
    return SUBLET_PRESENCE_UNLISTED;

  return find_presence (self, sublet_offer_get_row (offer), sublet_offer_get_kind (offer));
}

/**
 * sublet_market_get_presence_at:
 * @self: a market
 * @position: a position of the view
 *
 * Returns: what the last answer says of the offer there; anything but listed where the list is held
 *   and the offer gone
 */
SubletPresence
sublet_market_get_presence_at (SubletMarket *self, guint position)
{
  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_PRESENCE_UNLISTED);
  g_return_val_if_fail (position < sublet_market_get_shown (self), SUBLET_PRESENCE_UNLISTED);

  if (!sublet_market_shown_is_gone (self->shown, position))
    return SUBLET_PRESENCE_LISTED;

  /* A list is held only while its kind of price stays. */
  return find_presence (self,
                        sublet_market_shown_get_row (self->shown, position),
                        self->shown->view->index->table->kind);
}
