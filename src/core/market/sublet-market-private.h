/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market-shown.h"
#include "core/market/sublet-market-walk.h"
#include "core/market/sublet-market.h"

G_BEGIN_DECLS

/*
 * The market is one type in several files: properties (sublet-market.c, -get.c), what the person
 * wants (-wishes.c), several wishes at once (-freeze.c), when to ask (-refresh.c), what to ask
 * (-question.c), asking (-fetch.c, -names.c), asking for other kinds of price (-kinds.c),
 * calculating (-recalculate.c), answering (-rows.c, -kind-rows.c, -counts.c, -pick.c, -presence.c)
 * and of other wishes what is cheapest (-lowest.c) and what is like a rental (-like.c).
 */

struct _SubletMarket
{
  GObject parent_instance;

  SubletClient *client; /* (owned) */
  SubletPlaceNamer place_namer;

  /* what the person wants */
  SubletJob job;
  SubletOfferFilter *filter; /* (owned) */
  SubletOfferOrder order;
  gint64 policy_max_rate_nusd;
  gboolean held;
  gboolean visible;
  guint max_rows;    /* how many offers are loaded more at most */
  guint wanted_rows; /* how many offers a refresh asks for; 0: one page */

  /* several wishes at once */
  guint n_freezes;
  SubletJob frozen_job; /* as it was at the first freeze */
  gboolean ask_wanted;  /* meanwhile somebody wanted to ask */

  /* what is known */
  SubletMarketState state;
  GError *error; /* (owned) (nullable) */
  gint64 known_at_us;
  SubletMarketCut cut;
  SubletMarketCut shown_cut; /* the same, but for what a newer answer left as it was */
  guint skipped_rows;
  SubletOfferQuery *known_query; /* (owned) (nullable): what @shown answers */
  SubletMarketShown *shown;      /* (owned) (nullable) */
  gboolean whole_was_cut;        /* when it was last asked for without filters */
  GPtrArray *seen_models;        /* (owned): word set, of all answers and the catalogue */
  GPtrArray *seen_countries;     /* (owned): likewise */

  /* what is being asked */
  GCancellable *fetching; /* (owned) (nullable): while an answer is awaited */
  SubletMarketWalk *walk; /* (owned) (nullable): likewise */
  gint64 begun_us;        /* our own clock */
  gboolean loading_more;  /* somebody ordered it */
  GCancellable *naming;   /* (owned) (nullable): once the names of all models were asked for */
  gboolean wish_asked;    /* the next answer shows what the person changed */
  SubletPriceKind fetched_kind;
  double fetched_disk_gb;
  gsize wire_bytes;      /* of that answer, and of what was asked after it */
  gint64 ended_us;       /* when the last answer came, by our own clock; 0 before the first */
  gint64 refresh_ms;     /* how long after it the next one is due */
  GCancellable *waiting; /* (owned) (nullable): while the next refresh is awaited */
  gboolean settling;     /* that is due when the person has stopped changing */

  /* the other kinds of price; by kind */
  gboolean side_by_side;
  guint kinds_due;                                  /* a bit for each that is to be asked for */
  GCancellable *kinds_fetching;                     /* (owned) (nullable) */
  SubletMarketWalk *kind_walk;                      /* (owned) (nullable): through one of them */
  SubletKindList *kind_lists[SUBLET_N_PRICE_KINDS]; /* (owned) (nullable) */
  GError *kind_errors[SUBLET_N_PRICE_KINDS];        /* (owned) (nullable) */
  gboolean kinds_dirty;                             /* they are not shown yet */

  /* what is being calculated */
  SubletOfferPage *page;        /* (owned) (nullable): an answer that is not shown yet */
  SubletOfferQuery *page_query; /* (owned) (nullable): what the last answer answers, shown or not */
  SubletMarketCut page_cut;
  gboolean dirty;   /* the person changed something that is not shown yet */
  gboolean working; /* a worker has a SubletMarketWork of this generation */
  guint generation;
};

/* What a pending request or wait knows: not enough to keep the market alive. */
typedef struct
{
  GWeakRef market;
  GCancellable *cancellable; /* (owned) */
} SubletMarketPending;

SubletMarketPending *sublet_market_pending_new (SubletMarket *self, GCancellable *cancellable);
void sublet_market_pending_free (SubletMarketPending *pending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletMarketPending, sublet_market_pending_free)

/* NULL while nothing is known. */
const SubletMarketShown *sublet_market_get_shown_data (SubletMarket *self);

SubletPolicyTerms sublet_market_get_policy_terms (SubletMarket *self, SubletPolicy policy);
/* (transfer full) (nullable) */
SubletOffer *sublet_market_pick_like (SubletMarket *self,
                                      SubletPolicy policy,
                                      const SubletJob *job,
                                      const char *gpu_name,
                                      int num_gpus);

void sublet_market_set_state (SubletMarket *self, SubletMarketState state);
/* (transfer full) (nullable) */
void sublet_market_take_error (SubletMarket *self, GError *error);
void sublet_market_set_cut (SubletMarket *self, SubletMarketCut cut);
void sublet_market_set_known_at_us (SubletMarket *self, gint64 known_at_us);
/* Takes one reference and gives the other, both may be NULL; notifies. */
SubletMarketShown *sublet_market_exchange_shown (SubletMarket *self, SubletMarketShown *shown);
void sublet_market_emit_view_changed (SubletMarket *self);

/* Shows what is not shown yet: a new answer, what the person changed. */
void sublet_market_recalculate (SubletMarket *self);
/* (transfer full): an answer, which is shown when it is calculated; @query: to what. */
void sublet_market_take_page (SubletMarket *self,
                              SubletOfferPage *page,
                              SubletOfferQuery *query,
                              SubletMarketCut cut);

/* What the person changed is shown, and asked for where it takes an answer. */
void sublet_market_follow_wish (SubletMarket *self);
void sublet_market_follow_job (SubletMarket *self, const SubletJob *before);

/* (transfer full) */
SubletOfferQuery *sublet_market_question_new (const SubletJob *job,
                                              const SubletOfferFilter *filter);
SubletOfferQuery *sublet_market_dup_question (SubletMarket *self);
void sublet_market_note_answer (SubletMarket *self, SubletOfferQuery *query, SubletMarketCut cut);
gboolean sublet_market_holds (SubletMarket *self, SubletOfferQuery *query);
gboolean sublet_market_lacks_offers (SubletMarket *self);
void sublet_market_follow_filter (SubletMarket *self);

void sublet_market_ask_names (SubletMarket *self);
void sublet_market_forget_names (SubletMarket *self);

void sublet_market_fetch_now (SubletMarket *self);
void sublet_market_stop_fetching (SubletMarket *self);
/* What is being asked ended by itself, and when the next may come follows from what it took. */
void sublet_market_note_end (SubletMarket *self);
/* For the next refresh; only while visible. The first after what else is to be asked, the second
 * for what is left of the time since the last answer. */
void sublet_market_wait_for_next (SubletMarket *self);
void sublet_market_wait_for_rest (SubletMarket *self);
/* Until the person has stopped changing what is asked for. */
void sublet_market_wait_to_settle (SubletMarket *self);
void sublet_market_stop_waiting (SubletMarket *self);
/* Other kinds; they are asked for only when the job's kind is not. */
void sublet_market_want_kinds (SubletMarket *self);
gboolean sublet_market_begin_kinds (SubletMarket *self);
void sublet_market_stop_kinds (SubletMarket *self);
void sublet_market_forget_kinds (SubletMarket *self);
void sublet_market_keep_kind (SubletMarket *self);
void sublet_market_fail_kinds (SubletMarket *self, const GError *error);
void sublet_market_forget_offers (SubletMarket *self);

G_END_DECLS
