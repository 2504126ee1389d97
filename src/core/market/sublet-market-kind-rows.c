/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-market"

#include "config.h"

#include "core/market/sublet-market-private.h"

#include "core/base/sublet-money.h"

/* What is known of the kinds of price side by side. */

G_DEFINE_ENUM_TYPE (SubletKindState,
                    sublet_kind_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_KIND_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KIND_STATE_AWAITED, "awaited"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KIND_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KIND_STATE_KNOWN, "known"),
                    G_DEFINE_ENUM_VALUE (SUBLET_KIND_STATE_CUT, "cut"))

static const SubletOfferTable *
get_table (SubletMarket *self)
{
  return self->shown != NULL ? self->shown->view->index->table : NULL;
}

/**
 * sublet_market_get_kind_state:
 * @self: a market
 * @kind: a kind of price
 *
 * Returns: what is known of it; of the kind that is shown, that it is known
 */
SubletKindState
sublet_market_get_kind_state (SubletMarket *self, SubletPriceKind kind)
{
  const SubletOfferTable *table;

  g_return_val_if_fail (SUBLET_IS_MARKET (self), SUBLET_KIND_STATE_OFF);
  g_return_val_if_fail (kind < SUBLET_N_PRICE_KINDS, SUBLET_KIND_STATE_OFF);

  table = get_table (self);
  if (table != NULL && table->kind == kind)
    return SUBLET_KIND_STATE_KNOWN;
  if (!self->side_by_side)
    return SUBLET_KIND_STATE_OFF;
  if (self->kind_lists[kind] != NULL)
    return self->kind_lists[kind]->cut ? SUBLET_KIND_STATE_CUT : SUBLET_KIND_STATE_KNOWN;

  return self->kind_errors[kind] != NULL ? SUBLET_KIND_STATE_FAILED : SUBLET_KIND_STATE_AWAITED;
}

/**
 * sublet_market_get_kind_error:
 * @self: a market
 * @kind: a kind of price
 *
 * Returns: (transfer none) (nullable): why its last request failed, though what was known before
 *   stays; NULL after an answer
 */
const GError *
sublet_market_get_kind_error (SubletMarket *self, SubletPriceKind kind)
{
  const SubletOfferTable *table;

  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);
  g_return_val_if_fail (kind < SUBLET_N_PRICE_KINDS, NULL);

  table = get_table (self);

  return table != NULL && table->kind == kind ? self->error : self->kind_errors[kind];
}

/**
 * sublet_market_get_kind_known_at_us:
 * @self: a market
 * @kind: a kind of price
 *
 * Returns: service time of its answer, Unix µs; 0 for none
 */
gint64
sublet_market_get_kind_known_at_us (SubletMarket *self, SubletPriceKind kind)
{
  const SubletOfferTable *table;

  g_return_val_if_fail (SUBLET_IS_MARKET (self), 0);
  g_return_val_if_fail (kind < SUBLET_N_PRICE_KINDS, 0);

  table = get_table (self);
  if (table != NULL && table->kind == kind)
    return table->known_at_us;

  return self->kind_lists[kind] != NULL ? self->kind_lists[kind]->known_at_us : 0;
}

/**
 * sublet_market_get_kind_rate_nusd:
 * @self: a market
 * @position: a position of the view
 * @kind: a kind of price
 *
 * Returns: what the job costs per hour in that kind on the machine there, with as many GPUs;
 *   SUBLET_MONEY_UNKNOWN when it is not known or not offered, or the offer is gone
 */
gint64
sublet_market_get_kind_rate_nusd (SubletMarket *self, guint position, SubletPriceKind kind)
{
  const SubletMarketShown *shown = sublet_market_get_shown_data (self);

  g_return_val_if_fail (shown != NULL && position < shown->n_positions, SUBLET_MONEY_UNKNOWN);
  g_return_val_if_fail (kind < SUBLET_N_PRICE_KINDS, SUBLET_MONEY_UNKNOWN);

  if (sublet_market_shown_is_gone (shown, position))
    return SUBLET_MONEY_UNKNOWN;

  return sublet_market_index_get_kind_rate_nusd (shown->view->index,
                                                 shown->positions[position],
                                                 kind);
}

/**
 * sublet_market_dup_kind_offer:
 * @self: a market
 * @like: an offer of any kind
 * @kind: a kind of price
 *
 * Returns: (transfer full) (nullable): what can be rented in that kind on its machine, with as many
 *   GPUs, at that kind's own prices; NULL when it is not known or not offered
 */
SubletOffer *
sublet_market_dup_kind_offer (SubletMarket *self, SubletOffer *like, SubletPriceKind kind)
{
  const SubletOfferTable *table;
  const SubletKindList *list;
  const SubletOfferRow *row;

  g_return_val_if_fail (SUBLET_IS_MARKET (self), NULL);
  g_return_val_if_fail (SUBLET_IS_OFFER (like), NULL);
  g_return_val_if_fail (kind < SUBLET_N_PRICE_KINDS, NULL);

  table = get_table (self);
  if (sublet_offer_get_kind (like) == kind)
    return g_object_ref (like);
  if (table == NULL || table->kind == kind)
    return NULL;

  list = self->shown->view->index->kind_lists[kind];
  row =
    list != NULL
      ? sublet_kind_list_find (list, sublet_offer_get_row (like), &self->shown->view->index->job)
      : NULL;

  return row != NULL ? sublet_offer_new (row, kind, list->known_at_us) : NULL;
}
