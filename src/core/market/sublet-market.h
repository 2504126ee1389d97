/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/market/sublet-job.h"
#include "core/market/sublet-policy.h"

G_BEGIN_DECLS

/**
 * SubletMarketState:
 * @SUBLET_MARKET_STATE_NEVER: not asked yet
 * @SUBLET_MARKET_STATE_LOADING: asked for the first time
 * @SUBLET_MARKET_STATE_KNOWN: offers are there; "error" tells when a later refresh failed
 * @SUBLET_MARKET_STATE_ERROR: nothing was ever known
 */
typedef enum
{
  SUBLET_MARKET_STATE_NEVER,
  SUBLET_MARKET_STATE_LOADING,
  SUBLET_MARKET_STATE_KNOWN,
  SUBLET_MARKET_STATE_ERROR,
} SubletMarketState;

#define SUBLET_TYPE_MARKET_STATE (sublet_market_state_get_type ())

GType sublet_market_state_get_type (void);

#define SUBLET_TYPE_MARKET (sublet_market_get_type ())

/*
 * What is offered, for one job, through one set of filters, in one order. Main thread; large
 * filters and sorts run on a worker. Properties (read-only, notify): "state", "error" (boxed),
 * "known-at-us", "refreshing", "total", "shown", "truncated". Signal "view-changed": rows or their
 * order changed; "total" and "shown" are true already. The index, the filter and the sort have
 * headers of their own in this folder.
 */
G_DECLARE_FINAL_TYPE (SubletMarket, sublet_market, SUBLET, MARKET, GObject)

SubletMarket *sublet_market_new (SubletClient *client);

void sublet_market_refresh (SubletMarket *self);
/* Visible: refreshes by itself every 60 s. */
void sublet_market_set_visible (SubletMarket *self, gboolean visible);
/* Forgets everything (another account or server). */
void sublet_market_clear (SubletMarket *self);

SubletMarketState sublet_market_get_state (SubletMarket *self);
const GError *sublet_market_get_error (SubletMarket *self);
gint64 sublet_market_get_known_at_us (SubletMarket *self);
guint sublet_market_get_total (SubletMarket *self);
guint sublet_market_get_shown (SubletMarket *self);
gboolean sublet_market_get_truncated (SubletMarket *self);

void sublet_market_get_job (SubletMarket *self, SubletJob *job);
/* A change of kind asks the service; everything else is calculated here. */
void sublet_market_set_job (SubletMarket *self, const SubletJob *job);

/* Row at a position of the view; borrowed, valid until the next "view-changed". */
const SubletOfferRow *sublet_market_get_row (SubletMarket *self, guint position);
/* (transfer full) (nullable) */
SubletOffer *sublet_market_dup_offer (SubletMarket *self, guint position);
/* G_MAXUINT when it is not in the view. */
guint sublet_market_find_offer (SubletMarket *self, gint64 offer_id);
/* The position that a policy chooses among what is shown; G_MAXUINT when nothing is. */
guint sublet_market_choose (SubletMarket *self, SubletPolicy policy);

G_END_DECLS
