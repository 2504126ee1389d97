/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/runtime/sublet-runtime-report-store.h"
#include "ui/common/sublet-announcer.h"
#include "ui/common/sublet-pane-view.h"
#include "ui/market/sublet-filter-pane.h"
#include "ui/market/sublet-job-bar.h"
#include "ui/market/sublet-market-face.h"
#include "ui/market/sublet-market-page.h"
#include "ui/market/sublet-market-status.h"
#include "ui/market/sublet-market-table.h"
#include "ui/market/sublet-offer-details.h"
#include "ui/market/sublet-offer-list-model.h"
#include "ui/market/sublet-policy-button.h"
#include "ui/market/sublet-scroll-anchor.h"
#include "ui/market/sublet-search-button.h"
#include "ui/market/sublet-search-list.h"
#include "ui/market/sublet-search-row.h"

G_BEGIN_DECLS

struct _SubletMarketPage
{
  AdwBin parent_instance;

  SubletMarket *market;          /* (owned) */
  SubletSettings *settings;      /* (owned) */
  SubletSavedSearches *searches; /* (owned) (nullable) */
  char *search_id;               /* (owned) (nullable): of the search that was applied last */
  SubletSizeClass size_class;
  SubletRentalEngine *engine; /* (owned) (nullable) */
  GCancellable *report_asked; /* (owned) (nullable): while a report is looked for */
  SubletRuntimeMachine noted; /* the machine whose report is shown or looked for */

  SubletOfferListModel *model; /* (owned) */
  SubletScrollAnchor *anchor;  /* (owned): of the narrow list */
  gint64 reason_id;            /* the offer that the details pane gives a reason for */
  gboolean focused;            /* the first offers had the focus */
  gboolean storing;            /* the settings follow the market */
  gboolean hovered;            /* the pointer rests on the offers */
  GCancellable *key_pressed;   /* (owned) (nullable): a key was pressed there, not 3 s ago */
  GCancellable *loading;       /* (owned) (nullable): 300 ms before the loading face */
  gboolean loading_due;

  guint widths_timeout; /* 0: no width waits to be remembered */

  GtkWidget *header_start;           /* (owned) */
  GtkWidget *filters_toggle;         /* (borrowed): in header_start */
  GtkLabel *filters_label;           /* (borrowed): in filters_toggle */
  SubletSearchButton *search_button; /* (borrowed) (nullable): in header_start */
  SubletSearchList *search_list;     /* (borrowed) (nullable): in its popover */
  SubletPolicyButton *policy;        /* (borrowed): in header_start */
  GSimpleActionGroup *sort_actions;  /* (owned) */

  /* children */
  SubletJobBar *job_bar;
  SubletFilterPane *filter_pane;
  SubletOfferDetails *details;
  SubletMarketStatus *status;
  SubletMarketTable *table;
  GtkListView *list_view;

  /* template children */
  GtkBox *bar;
  GtkWidget *details_toggle;
  SubletPaneView *panes;
  GtkBox *content;
  GtkStack *stack;
  GtkScrolledWindow *list_scrolled;
  SubletMarketFace *face;
  SubletAnnouncer *announcer;
};

/* -build.c: the parts, and what the page follows */
void sublet_market_page_build (SubletMarketPage *self);
void sublet_market_page_follow (SubletMarketPage *self);

/* -show.c: what is seen of the market */
gboolean sublet_market_page_is_narrow (SubletMarketPage *self);
void sublet_market_page_update_face (SubletMarketPage *self);
void sublet_market_page_apply_docked (SubletMarketPage *self);
void sublet_market_page_apply_size_class (SubletMarketPage *self);
void sublet_market_page_on_selected (SubletMarketPage *self);
void sublet_market_page_on_view_changed (SubletMarketPage *self);
void sublet_market_page_on_kinds_changed (SubletMarketPage *self);
void sublet_market_page_on_state_changed (SubletMarketPage *self);

/* -note.c: what was found on an offer's machine before */
void sublet_market_page_update_note (SubletMarketPage *self, SubletOffer *offer);
void sublet_market_page_look_at_notes (SubletMarketPage *self);
void sublet_market_page_forget_notes (SubletMarketPage *self);

/* The rent window for it. */
void sublet_market_page_request_rent (SubletMarketPage *self, SubletOffer *offer);

/* -policy.c: which offer the button picks */
void sublet_market_page_on_policy_chosen (SubletMarketPage *self, SubletPolicy policy);
void sublet_market_page_on_policy_clicked (SubletMarketPage *self);
void sublet_market_page_ask_limit (SubletMarketPage *self);

/* -search.c: which saved search is set, and their list */
void sublet_market_page_set_search_id (SubletMarketPage *self, const char *id);
void sublet_market_page_update_search (SubletMarketPage *self);
void sublet_market_page_show_searches (SubletMarketPage *self);

/* -search-change.c: what a person changes of them, and takes back */
void sublet_market_page_save_search (SubletMarketPage *self);
void sublet_market_page_move_search (SubletMarketPage *self,
                                     SubletSavedSearch *search,
                                     guint position);
void sublet_market_page_change_search (SubletMarketPage *self,
                                       SubletSavedSearch *search,
                                       SubletSearchVerb verb);

/* -actions.c */
void sublet_market_page_install_actions (GtkWidgetClass *widget_class);
void sublet_market_page_init_actions (SubletMarketPage *self);
void sublet_market_page_update_actions (SubletMarketPage *self);
/* The menu's states follow the market's order. */
void sublet_market_page_update_menus (SubletMarketPage *self);

/* -load.c: more offers, up to a number */
void sublet_market_page_install_load_actions (GtkWidgetClass *widget_class);
void sublet_market_page_init_load_actions (SubletMarketPage *self);
void sublet_market_page_update_load_actions (SubletMarketPage *self);
void sublet_market_page_load_max_offers (SubletMarketPage *self);

/* Nothing moves under the pointer, or right after a key. */
void sublet_market_page_hold_while_used (SubletMarketPage *self);
void sublet_market_page_update_held (SubletMarketPage *self);

/* Between the settings and the market: what is set in one is set in the other. */
void sublet_market_page_load_job (SubletMarketPage *self);
void sublet_market_page_load_side_by_side (SubletMarketPage *self);
void sublet_market_page_switch_side_by_side (SubletMarketPage *self);
void sublet_market_page_load_filter (SubletMarketPage *self);
void sublet_market_page_store_filter (SubletMarketPage *self);
void sublet_market_page_load_order (SubletMarketPage *self);
void sublet_market_page_store_order (SubletMarketPage *self);
void sublet_market_page_load_columns (SubletMarketPage *self);
void sublet_market_page_store_columns (SubletMarketPage *self);
void sublet_market_page_flush_widths (SubletMarketPage *self);
void sublet_market_page_load_policy (SubletMarketPage *self);
void sublet_market_page_load_panes (SubletMarketPage *self);
void sublet_market_page_store_panes (SubletMarketPage *self);

G_END_DECLS
