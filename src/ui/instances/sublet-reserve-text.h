/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* What is said of paying ahead for what runs on demand. Amounts are micro-dollars, rates
 * nano-dollars per hour, or SUBLET_MONEY_UNKNOWN. */
typedef struct
{
  const char *label;   /* the instance's name */
  gint64 amount_uusd;  /* that is typed */
  gint64 credit_uusd;  /* that it is taken from */
  gint64 rate_nusd;    /* of the instance, without discount */
  gint64 burn_nusd;    /* of everything */
  double discount_max; /* a fraction of the GPU's price; NAN: not known */
  bool above_cap;      /* what runs is, so that nothing is paid */
} SubletReserveFacts;

/* A month of it, in whole dollars, as far as the credit goes and lasts a day after it; 0: none. */
gint64 sublet_reserve_text_get_first_uusd (const SubletReserveFacts *facts);
/* (nullable) */
char *sublet_reserve_text_dup_problem (const SubletReserveFacts *facts);
/* (nullable) */
char *sublet_reserve_text_dup_warning (const SubletReserveFacts *facts);
char *sublet_reserve_text_dup_terms (const SubletReserveFacts *facts);
char *sublet_reserve_text_dup_question (const SubletReserveFacts *facts);

G_END_DECLS
