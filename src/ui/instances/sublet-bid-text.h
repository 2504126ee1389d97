/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said of another bid. Rates are nano-dollars per hour, or SUBLET_MONEY_UNKNOWN. */
typedef struct
{
  gint64 bid_nusd;        /* that is typed */
  gint64 now_nusd;        /* that it bids */
  gint64 floor_nusd;      /* the lowest that is taken */
  gint64 rate_nusd;       /* running at that bid, disk included */
  gint64 credit_lasts_us; /* then; 0: not known */
} SubletBidFacts;

char *sublet_bid_text_format_floor (gint64 floor_nusd); /* "$0.281/h", never less than it */
/* (nullable) */
char *sublet_bid_text_dup_problem (const SubletBidFacts *facts);
char *sublet_bid_text_dup_terms (const SubletBidFacts *facts);
char *sublet_bid_text_dup_question (const SubletBidFacts *facts);

G_END_DECLS
