/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/market/sublet-job.h"
#include "core/rental/sublet-preflight.h"
#include "core/ssh/sublet-key-problem.h"
#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

/*
 * The sentences of the rent window. Pure functions of values, so that each sentence has a test. All
 * return new text.
 */

/* What is wrong with a field; NULL when it is fine. */
char *sublet_rent_text_disk_problem (double disk_gb, double most_gb);
char *sublet_rent_text_image_problem (const char *image);
char *sublet_rent_text_label_problem (const char *label);
char *sublet_rent_text_ceiling_problem (gint64 ceiling_nusd, gint64 running_rate_nusd);

/* Of how many are rented at once; count 0: no number is typed. */
char *sublet_rent_text_count_problem (double count, guint most);
char *sublet_rent_text_count_hint (double count);
/* Of a bid, per hour; SUBLET_MONEY_UNKNOWN: no number, or nothing is known. */
char *sublet_rent_text_bid_problem (gint64 bid_nusd, gint64 floor_nusd);
char *sublet_rent_text_bid_hint (gint64 floor_nusd, gint64 market_nusd);
/* How long a lease goes; 0: it has none. */
char *sublet_rent_text_lease_hint (gint64 lease_us, gint64 now_us, gint64 running_rate_nusd);
char *sublet_rent_text_lease_choice (int hours);

char *sublet_rent_text_disk_hint (double most_gb);
char *sublet_rent_text_ceiling_hint (gint64 ceiling_nusd);
/* The base with the first number that no label has yet: "ada-4". labels ends with NULL. */
char *sublet_rent_text_next_label (const char *base, const char *const *labels);
/* "Finland · 99.57 % reliable · verified": what the row of the offer says under the GPU. */
char *sublet_rent_text_offer_line (const SubletOfferRow *row);

/* One line of the checks, as values. */
typedef struct
{
  SubletPreflightKind kind;
  SubletPreflightVerdict verdict;
  guint count;
  gint64 rate_nusd;
  gint64 amount_uusd;
  gint64 deposit_uusd;      /* 0: none */
  gint64 time_us;           /* this computer's time */
  gint64 now_us;            /* this computer's time */
  gint64 cap_per_hour_nusd; /* 0: none */
  gint64 cap_per_day_uusd;  /* 0: none */
  SubletKeyRegistration registration;
  bool own_key;         /* of SSH_KEY: it is about a key of the rental's own */
  const char *key_name; /* (nullable): of SSH_KEY, the rental's own; "": Sublet's */
  const GError *error;  /* (nullable) */
  double needed;        /* of CUDA a version, of IMAGE gigabytes; NAN: not known */
  double offered;
  bool needed_is_least;
  gint64 duration_us;                /* 0: not known */
  const SubletRuntimeReport *report; /* (nullable): of MACHINE */
  SubletClock *clock;                /* (nullable): not without a report */
} SubletRentCheckFacts;

char *sublet_rent_text_check (const SubletRentCheckFacts *facts);
/* What the check button beside a warning says; NULL where there is none. */
char *sublet_rent_text_check_accept (const SubletRentCheckFacts *facts);
/* Why the button is off, for beside it. */
char *sublet_rent_text_check_short (SubletPreflightKind kind);
/* What the button that mends a stop says; NULL where there is none. */
char *sublet_rent_text_check_fix (const SubletRentCheckFacts *facts);

/* Of a deposit: what is wrong with it, and what it buys. */
char *sublet_rent_text_deposit_problem (gint64 deposit_uusd, gint64 credit_uusd);
char *sublet_rent_text_deposit_hint (gint64 deposit_uusd,
                                     const SubletQuote *plain,
                                     const SubletQuote *discounted);
/* Of the credit's line, where a deposit takes part of it. */
char *sublet_rent_text_credit_after_deposit (const SubletRentCheckFacts *facts);
/* Of one kind of line each; sublet_rent_text_check() and _check_fix() ask for these. */
char *sublet_rent_text_ssh_key (const SubletRentCheckFacts *facts);
char *sublet_rent_text_ssh_key_fix (const SubletRentCheckFacts *facts);
char *sublet_rent_text_cuda (const SubletRentCheckFacts *facts);
char *sublet_rent_text_image_size (const SubletRentCheckFacts *facts);
char *sublet_rent_text_machine (const SubletRentCheckFacts *facts);
/* Why a key that was chosen for a rental cannot be used, and the next step. */
char *sublet_rent_text_key_problem (SubletKeyProblem problem);

char *sublet_rent_text_open_warnings (guint open_warnings);

/* How much money is left for how long, at a rate. 0: for ever, or not known. */
gint64 sublet_rent_lasts_us (gint64 credit_uusd, gint64 rate_nusd);

/* "Rent · $0.325/h" and "Rent 4 · $1.300/h", for the button; the rate is that of all together. */
char *sublet_rent_text_button (guint count, gint64 running_rate_nusd);
/* What several cost together, above the price of the first; NULL for one. */
char *sublet_rent_text_all (guint count, gint64 running_rate_nusd);
/* What is spoken when the price has changed: "$0.325 an hour, $2.67 for this job". */
char *sublet_rent_text_total (const SubletQuote *quote, double hours);

G_END_DECLS
