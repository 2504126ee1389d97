/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/market/sublet-search-list.h"
#include "ui/market/sublet-search-row.h"

G_BEGIN_DECLS

struct _SubletSearchList
{
  AdwBin parent_instance;

  /* construct-only */
  SubletMarket *market;          /* (owned) */
  SubletSavedSearches *searches; /* (owned) */

  char *current_id;         /* (owned) (nullable) */
  char *focus_id;           /* (owned) (nullable): of the row that has the focus when it is there */
  GCancellable *looking;    /* (owned) (nullable): what is cheapest is being found */
  GArray *lowest;           /* (owned) (nullable) (element-type SubletLowest): by position */
  SubletSearchRow *dragged; /* (borrowed) (nullable): whose handle is held */

  /* template children */
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkListBox *list;
  GtkWidget *save_button;
  GtkLabel *reason_label;
};

/* -show.c */
SubletSearchRow *sublet_search_list_get_row (SubletSearchList *self, guint position);
void sublet_search_list_update_face (SubletSearchList *self);
void sublet_search_list_update_places (SubletSearchList *self);
void sublet_search_list_look_for_lowest (SubletSearchList *self);
void sublet_search_list_stop_looking (SubletSearchList *self);

G_END_DECLS
