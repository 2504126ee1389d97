/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/api/sublet-client.h"
#include "core/market/sublet-job.h"
#include "core/market/sublet-offer-filter.h"
#include "core/market/sublet-offer-order.h"
#include "core/market/sublet-offer-table.h"
#include "core/market/sublet-offer-warnings.h"
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

/**
 * SubletMarketCut:
 * @SUBLET_MARKET_CUT_NONE: all offers are known
 * @SUBLET_MARKET_CUT_MORE: there are more, which nobody has asked for yet
 * @SUBLET_MARKET_CUT_PRICE: of one price, GPU and country there are more than the service shows;
 *   all others are known
 * @SUBLET_MARKET_CUT_STUCK: the service says that there are more and does not give them
 * @SUBLET_MARKET_CUT_REPLY: an answer ended early; what came before is known
 * @SUBLET_MARKET_CUT_KEPT: the newest answer ended early with less than the list before it had,
 *   which is still known
 *
 * Why there may be offers that are not known.
 */
typedef enum
{
  SUBLET_MARKET_CUT_NONE,
  SUBLET_MARKET_CUT_MORE,
  SUBLET_MARKET_CUT_PRICE,
  SUBLET_MARKET_CUT_STUCK,
  SUBLET_MARKET_CUT_REPLY,
  SUBLET_MARKET_CUT_KEPT,
} SubletMarketCut;

#define SUBLET_TYPE_MARKET_CUT (sublet_market_cut_get_type ())

GType sublet_market_cut_get_type (void);

/**
 * SubletPresence:
 * @SUBLET_PRESENCE_LISTED: the last answer has it, and it can be rented
 * @SUBLET_PRESENCE_TAKEN: it is offered no more
 * @SUBLET_PRESENCE_NO_ROOM: its disk is too small for the job
 * @SUBLET_PRESENCE_UNLISTED: the last answer has it not, and need not have it: it was cut, has
 *   rows that could not be read, or was asked for with filters that the offer may pass no more
 *
 * What became of an offer that somebody saw.
 */
typedef enum
{
  SUBLET_PRESENCE_LISTED,
  SUBLET_PRESENCE_TAKEN,
  SUBLET_PRESENCE_NO_ROOM,
  SUBLET_PRESENCE_UNLISTED,
} SubletPresence;

#define SUBLET_TYPE_PRESENCE (sublet_presence_get_type ())

GType sublet_presence_get_type (void);

/**
 * SubletKindState:
 * @SUBLET_KIND_STATE_OFF: nobody wants it beside the job's kind
 * @SUBLET_KIND_STATE_AWAITED: not answered yet
 * @SUBLET_KIND_STATE_FAILED: it was never answered, and the last request failed
 * @SUBLET_KIND_STATE_KNOWN: all that is offered is known
 * @SUBLET_KIND_STATE_CUT: what is known of it is not all
 *
 * What is known of a kind of price beside the others.
 */
typedef enum
{
  SUBLET_KIND_STATE_OFF,
  SUBLET_KIND_STATE_AWAITED,
  SUBLET_KIND_STATE_FAILED,
  SUBLET_KIND_STATE_KNOWN,
  SUBLET_KIND_STATE_CUT,
} SubletKindState;

#define SUBLET_TYPE_KIND_STATE (sublet_kind_state_get_type ())

GType sublet_kind_state_get_type (void);

/** How many offers are loaded at most, unless somebody says otherwise. */
#define SUBLET_MARKET_MAX_ROWS 20000

#define SUBLET_TYPE_MARKET (sublet_market_get_type ())

/*
 * What is offered, for one job, through one set of filters, in one order. Main thread; large
 * filters and sorts run on a worker. Properties (read-only, notify): "state", "error" (boxed),
 * "known-at-us", "refreshing", "progress", "total", "shown", "cut", "max-rows", "changes". Signal
 * "view-changed": rows, their order or the counts changed; "total" and "shown" are true already.
 * Signal "kinds-changed": what is known of another kind of price, or why it is not.
 */
G_DECLARE_FINAL_TYPE (SubletMarket, sublet_market, SUBLET, MARKET, GObject)

SubletMarket *sublet_market_new (SubletClient *client);

SubletClock *sublet_market_get_clock (SubletMarket *self);
/* For sorting by place; before the first answer. */
void sublet_market_set_place_namer (SubletMarket *self, SubletPlaceNamer place_namer);

void sublet_market_refresh (SubletMarket *self);
/* When the list was cut: asks for what comes after it, from now on, up to so many offers. */
void sublet_market_set_max_rows (SubletMarket *self, guint max_rows);
guint sublet_market_get_max_rows (SubletMarket *self);
gboolean sublet_market_can_load_more (SubletMarket *self);
void sublet_market_load_more (SubletMarket *self);
/* While a list of several pages comes; FALSE at all other times. */
gboolean sublet_market_get_progress (SubletMarket *self, guint *n_rows, guint *n_pages);
/* Asks no further; what came is shown. */
void sublet_market_stop (SubletMarket *self);
/* Visible: refreshes by itself every 60 s, a long list less often. */
void sublet_market_set_visible (SubletMarket *self, gboolean visible);
/* Forgets everything (another account or server). */
void sublet_market_clear (SubletMarket *self);

SubletMarketState sublet_market_get_state (SubletMarket *self);
const GError *sublet_market_get_error (SubletMarket *self);
gint64 sublet_market_get_known_at_us (SubletMarket *self);
gboolean sublet_market_get_refreshing (SubletMarket *self);
guint sublet_market_get_total (SubletMarket *self);
guint sublet_market_get_shown (SubletMarket *self);
guint sublet_market_get_hidden (SubletMarket *self);
SubletMarketCut sublet_market_get_cut (SubletMarket *self);
/* Offers of the answer that nobody could read. */
guint sublet_market_get_skipped (SubletMarket *self);
/* Only what the filters let through was asked for: counts are of that. */
gboolean sublet_market_get_filtered (SubletMarket *self);

void sublet_market_get_job (SubletMarket *self, SubletJob *job);
/* A change of kind and a smaller disk ask the service; everything else is calculated here, but for
 * what the filters let through of a list that was cut. */
void sublet_market_set_job (SubletMarket *self, const SubletJob *job);

const SubletOfferFilter *sublet_market_get_filter (SubletMarket *self);
void sublet_market_set_filter (SubletMarket *self, const SubletOfferFilter *filter);
void sublet_market_get_order (SubletMarket *self, SubletOfferOrder *order);
void sublet_market_set_order (SubletMarket *self, const SubletOfferOrder *order);

/* Frozen: nothing is calculated or asked; what was wanted meanwhile is done once, at the last thaw.
 */
void sublet_market_freeze (SubletMarket *self);
void sublet_market_thaw (SubletMarket *self);

/* ---- nothing moves under the pointer ---- */

/* Held: a refresh changes figures but neither order nor membership; offers that are gone stay.
 * What the person changes is shown at once all the same. */
void sublet_market_set_held (SubletMarket *self, gboolean held);
/* How many rows would come, go or move. */
guint sublet_market_get_changes (SubletMarket *self);
void sublet_market_show_changes (SubletMarket *self);

/* ---- what stands at a position of the view; positions are below "shown" ---- */

/* Row at a position of the view; borrowed, valid until the next "view-changed". */
const SubletOfferRow *sublet_market_get_row (SubletMarket *self, guint position);
/* (transfer full) (nullable) */
SubletOffer *sublet_market_dup_offer (SubletMarket *self, guint position);
gboolean sublet_market_is_gone (SubletMarket *self, guint position);
SubletPresence sublet_market_get_presence_at (SubletMarket *self, guint position);
void sublet_market_get_quote (SubletMarket *self, guint position, SubletQuote *quote);
SubletOfferWarnings sublet_market_get_warnings (SubletMarket *self, guint position);
gint64 sublet_market_get_ends_us (SubletMarket *self, guint position);
gboolean sublet_market_get_old_rate (SubletMarket *self,
                                     guint position,
                                     gint64 *job_rate_nusd,
                                     gint64 *known_at_us);
/* G_MAXUINT when it is not in the view. */
guint sublet_market_find_offer (SubletMarket *self, gint64 offer_id);
/* Whether it can be rented as far as is known, hidden by a filter or not. */
guint sublet_market_find_on_machine (SubletMarket *self,
                                     gint64 machine_id,
                                     int num_gpus,
                                     guint from);
gboolean sublet_market_has_offer (SubletMarket *self, gint64 offer_id);
SubletPresence sublet_market_get_presence (SubletMarket *self, SubletOffer *offer);
/* Of the job, for the most reliable; SUBLET_MONEY_UNKNOWN: any. */
gint64 sublet_market_get_policy_max_rate_nusd (SubletMarket *self);
void sublet_market_set_policy_max_rate_nusd (SubletMarket *self, gint64 max_rate_nusd);
/* The position that a policy chooses among what is shown; G_MAXUINT when nothing is. */
guint sublet_market_choose (SubletMarket *self, SubletPolicy policy);
/* (transfer full) (element-type SubletOffer): as many offers of as many machines as there are,
 * @first (nullable) first, the rest as a policy chooses among what is shown. */
GPtrArray *sublet_market_pick (SubletMarket *self,
                               SubletPolicy policy,
                               SubletOffer *first,
                               guint count);
/* Of that model, any where it is NULL and 0, what a policy chooses: asked for where the list has
 * none. */
void sublet_market_find_like_async (SubletMarket *self,
                                    SubletPolicy policy,
                                    const SubletJob *job,
                                    const char *gpu_name,
                                    int num_gpus,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (nullable): NULL without an error where there is none */
SubletOffer *sublet_market_find_like_finish (SubletMarket *self,
                                             GAsyncResult *result,
                                             gboolean *passes,
                                             GError **error);

/* What is cheapest now of what somebody might look for. */
typedef struct
{
  bool known;       /* what is held covers it: this kind of price, room enough, nothing cut off */
  gint64 rate_nusd; /* of its job; SUBLET_MONEY_UNKNOWN: nothing passes */
} SubletLowest;

/* Of what is known, asking nothing; @searches: (element-type SubletSavedSearch). */
void sublet_market_find_lowest_async (SubletMarket *self,
                                      GListModel *searches,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) (element-type SubletLowest): in their order */
GArray *sublet_market_find_lowest_finish (SubletMarket *self, GAsyncResult *result, GError **error);

/* ---- other kinds of price beside the job's, found by machine, model and number of GPUs ---- */

void sublet_market_set_side_by_side (SubletMarket *self, gboolean side_by_side);
gboolean sublet_market_get_side_by_side (SubletMarket *self);
SubletKindState sublet_market_get_kind_state (SubletMarket *self, SubletPriceKind kind);
const GError *sublet_market_get_kind_error (SubletMarket *self, SubletPriceKind kind);
gint64 sublet_market_get_kind_known_at_us (SubletMarket *self, SubletPriceKind kind);
gint64 sublet_market_get_kind_rate_nusd (SubletMarket *self, guint position, SubletPriceKind kind);
/* (transfer full) (nullable) */
SubletOffer *sublet_market_dup_kind_offer (SubletMarket *self,
                                           SubletOffer *like,
                                           SubletPriceKind kind);

/* ---- counts ---- */

gint64 sublet_market_get_lowest_rate_nusd (SubletMarket *self);
/* Offers that fail this filter, whatever the others say. */
guint sublet_market_get_n_hidden (SubletMarket *self, SubletFilterPart part);
guint sublet_market_get_n_unknown (SubletMarket *self, SubletFilterPart part);
guint sublet_market_get_n_models (SubletMarket *self);
/* By name. *n_total: offers of it; *n_choosable: those that pass all other filters. */
const char *sublet_market_get_model (SubletMarket *self,
                                     guint i,
                                     guint *n_total,
                                     guint *n_choosable);
guint sublet_market_get_n_countries (SubletMarket *self);
const char *sublet_market_get_country (SubletMarket *self, guint i, guint *n_choosable);
guint sublet_market_get_n_in_region (SubletMarket *self, SubletRegion region);
/* Of all lists so far, also of those that held more. */
const char *const *sublet_market_get_seen_models (SubletMarket *self);
const char *const *sublet_market_get_seen_countries (SubletMarket *self);

G_END_DECLS
