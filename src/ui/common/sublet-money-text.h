/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-burn.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-size-bin.h"

#include <stdbool.h>

G_BEGIN_DECLS

/* What the money pill says, and the sentence behind it: read from the engine at one moment. */
typedef struct
{
  SubletKnowledge knowledge;
  gint64
    rate_nusd; /* now, all rentals, volumes and traffic; SUBLET_MONEY_UNKNOWN: a price is missing */
  gint64 credit_uusd;    /* SUBLET_MONEY_UNKNOWN: the key may not see it */
  gint64 lasts_us;       /* how long the credit lasts, 0: for ever or not known */
  gint64 end_local_us;   /* when it ends, this computer's time; 0 likewise */
  gint64 known_local_us; /* when the list was known, or since when it is not */
  gint64 now_local_us;
  bool low; /* the credit ends within the limit */
} SubletMoneyFacts;

void sublet_money_facts_read (SubletMoneyFacts *facts,
                              SubletRentalEngine *engine,
                              int low_credit_hours);

char *sublet_money_facts_dup_pill (const SubletMoneyFacts *facts, SubletSizeClass size_class);
char *sublet_money_facts_dup_sentence (const SubletMoneyFacts *facts);
char *sublet_money_facts_dup_low (const SubletMoneyFacts *facts);
char *sublet_money_facts_dup_age (const SubletMoneyFacts *facts);
/* Microseconds until the pill reads differently by itself; G_MAXINT64: never. */
gint64 sublet_money_facts_get_next_change_us (const SubletMoneyFacts *facts);

/* What is spent on, by kind. */
typedef enum
{
  SUBLET_SPENDING_RUNNING,
  SUBLET_SPENDING_STARTING,
  SUBLET_SPENDING_STOPPED,
  SUBLET_SPENDING_ENDING,
  SUBLET_SPENDING_VOLUMES,
  SUBLET_SPENDING_TRAFFIC, /* counted is of how many instances */
} SubletSpending;

#define SUBLET_SPENDING_N (SUBLET_SPENDING_TRAFFIC + 1)

typedef struct
{
  guint count;
  gint64 rate_nusd; /* SUBLET_MONEY_UNKNOWN: a price is missing */
} SubletSpendingPart;

void sublet_spending_read (SubletSpendingPart parts[SUBLET_SPENDING_N], SubletRentalEngine *engine);
/* What is paid for beside rentals. */
void sublet_spending_read_beside (SubletSpendingPart parts[SUBLET_SPENDING_N],
                                  const SubletBurn *burn);
/* "3 running", "1 starting, disk only", "2 stopped disks" */
char *sublet_spending_dup_name (SubletSpending kind, guint count);

G_END_DECLS
