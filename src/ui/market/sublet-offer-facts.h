/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"

G_BEGIN_DECLS

/*
 * Everything about an offer that is not its price, in groups, each term with one line that explains
 * it. Pure.
 */

typedef enum
{
  SUBLET_OFFER_FACTS_GPU,
  SUBLET_OFFER_FACTS_NETWORK,
  SUBLET_OFFER_FACTS_DISK,
  SUBLET_OFFER_FACTS_CPU,
  SUBLET_OFFER_FACTS_CONTRACT,
} SubletOfferFactGroup;

#define SUBLET_N_OFFER_FACT_GROUPS (SUBLET_OFFER_FACTS_CONTRACT + 1)

/* What a fact is read from. */
typedef struct
{
  const SubletOfferRow *row;
  const SubletQuote *quote; /* for the job */
  SubletPriceKind kind;
  gint64 known_at_us; /* service time */
  gint64 now_us;      /* service time */
} SubletOfferFactSource;

typedef struct
{
  SubletOfferFactGroup group;
  const char *title;       /* marked for translation */
  const char *explanation; /* marked for translation, (nullable) where the title says all */
  char *(*format) (const SubletOfferFactSource *source);
} SubletOfferFact;

const SubletOfferFact *sublet_offer_facts_get (gsize *n_facts);
const char *sublet_offer_fact_group_get_title (SubletOfferFactGroup group);

G_END_DECLS
