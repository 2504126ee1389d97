/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-search-terms.h"

G_BEGIN_DECLS

/** In characters. */
#define SUBLET_SAVED_SEARCH_MAX_NAME 80

#define SUBLET_TYPE_SAVED_SEARCH (sublet_saved_search_get_type ())

/*
 * What a person looks for under a name. A value: it never changes, another takes its place. What a
 * newer version stored stays with it to the letter until somebody saves it anew.
 */
G_DECLARE_FINAL_TYPE (SubletSavedSearch, sublet_saved_search, SUBLET, SAVED_SEARCH, GObject)

SubletSavedSearch *sublet_saved_search_new (const char *name, const SubletSearchTerms *terms);
SubletSavedSearch *sublet_saved_search_new_instead (SubletSavedSearch *self,
                                                    const SubletSearchTerms *terms);
SubletSavedSearch *sublet_saved_search_new_stored (const char *id,
                                                   const char *name,
                                                   const char *json);

const char *sublet_saved_search_get_id (SubletSavedSearch *self);
const char *sublet_saved_search_get_name (SubletSavedSearch *self);
const SubletSearchTerms *sublet_saved_search_get_terms (SubletSavedSearch *self);
SubletSearchReading sublet_saved_search_get_reading (SubletSavedSearch *self);
const char *sublet_saved_search_get_json (SubletSavedSearch *self);

/**
 * SubletSearchNameProblem:
 *
 * Why a search cannot be called so.
 */
typedef enum
{
  SUBLET_SEARCH_NAME_PROBLEM_NONE,
  SUBLET_SEARCH_NAME_PROBLEM_EMPTY,
  SUBLET_SEARCH_NAME_PROBLEM_LONG,
  SUBLET_SEARCH_NAME_PROBLEM_CONTROL, /* a line break, a tab, what no line of text has */
  SUBLET_SEARCH_NAME_PROBLEM_TAKEN,   /* by another, big and small letters being the same */
} SubletSearchNameProblem;

char *sublet_saved_search_normalize_name (const char *name);
SubletSearchNameProblem sublet_saved_search_check_name (const char *name);
bool sublet_saved_search_names_equal (const char *a, const char *b);

G_END_DECLS
