/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-market.h"
#include "core/market/sublet-saved-search.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SubletSearchVerb:
 *
 * What a person can do with a saved search. The nick is the action's name.
 */
typedef enum
{
  SUBLET_SEARCH_VERB_APPLY,
  SUBLET_SEARCH_VERB_REPLACE,
  SUBLET_SEARCH_VERB_RENAME,
  SUBLET_SEARCH_VERB_TOGGLE_DEFAULT,
  SUBLET_SEARCH_VERB_MOVE_UP,
  SUBLET_SEARCH_VERB_MOVE_DOWN,
  SUBLET_SEARCH_VERB_REMOVE,
} SubletSearchVerb;

#define SUBLET_TYPE_SEARCH_VERB (sublet_search_verb_get_type ())

GType sublet_search_verb_get_type (void);

/* What a search is among the others. */
typedef struct
{
  gboolean first;      /* none is above it */
  gboolean last;       /* none is below it */
  gboolean is_default; /* it is applied at start */
  gboolean current;    /* it was applied last */
  gboolean read_only;  /* nothing can be changed */
} SubletSearchPlace;

#define SUBLET_TYPE_SEARCH_ROW (sublet_search_row_get_type ())

/*
 * One saved search: a handle to drag it by, its name, what is cheapest now, a menu. Signals "act"
 * (SubletSearchVerb) and "dragged" (y in the row, whether it was let go). Actions of the group
 * "search", by the verbs' nicks.
 */
G_DECLARE_FINAL_TYPE (SubletSearchRow, sublet_search_row, SUBLET, SEARCH_ROW, GtkListBoxRow)

SubletSearchRow *sublet_search_row_new (SubletSavedSearch *search);

SubletSavedSearch *sublet_search_row_get_search (SubletSearchRow *self);
void sublet_search_row_set_place (SubletSearchRow *self, const SubletSearchPlace *place);
void sublet_search_row_set_lowest (SubletSearchRow *self, const SubletLowest *lowest);

G_END_DECLS
