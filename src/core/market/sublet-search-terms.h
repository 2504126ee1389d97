/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/market/sublet-offer-filter.h"
#include "core/market/sublet-offer-order.h"
#include "core/store/sublet-settings.h"

G_BEGIN_DECLS

/* What a person looks for, and how they want to see it: what is saved as a search. */
typedef struct
{
  SubletOfferFilter *filter; /* (owned) */
  SubletJob job;             /* lease and CUDA are a rental's, and not part of it */
  SubletOfferOrder order;
  char **columns; /* (owned) ids as in the settings; none: the usual ones */
} SubletSearchTerms;

/**
 * SubletSearchReading:
 * @SUBLET_SEARCH_READING_NONE: it is damaged, and nothing of it can be applied
 * @SUBLET_SEARCH_READING_PARTLY: it is from a newer version; what is known here is applied
 * @SUBLET_SEARCH_READING_WHOLLY: all of it is understood
 */
typedef enum
{
  SUBLET_SEARCH_READING_NONE,
  SUBLET_SEARCH_READING_PARTLY,
  SUBLET_SEARCH_READING_WHOLLY,
} SubletSearchReading;

void sublet_search_terms_init (SubletSearchTerms *terms);
void sublet_search_terms_copy (const SubletSearchTerms *terms, SubletSearchTerms *copy);
void sublet_search_terms_clear (SubletSearchTerms *terms);
bool sublet_search_terms_equal (const SubletSearchTerms *a, const SubletSearchTerms *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SubletSearchTerms, sublet_search_terms_clear)

/* ---- what is set in the program ---- */

void sublet_search_terms_init_from_settings (SubletSearchTerms *terms, SubletSettings *settings);
void sublet_search_terms_apply (const SubletSearchTerms *terms, SubletSettings *settings);

/* ---- what is stored ---- */

char *sublet_search_terms_to_json (const SubletSearchTerms *terms);
SubletSearchReading sublet_search_terms_init_from_json (SubletSearchTerms *terms, const char *json);

G_END_DECLS
