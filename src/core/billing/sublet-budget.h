/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-spend.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What was spent so far in the present UTC day and month, and how that stands against what a person
 * wants to spend. Amounts are micro-dollars.
 */

typedef enum
{
  SUBLET_BUDGET_PERIOD_DAY,
  SUBLET_BUDGET_PERIOD_MONTH,
} SubletBudgetPeriod;

#define SUBLET_N_BUDGET_PERIODS (SUBLET_BUDGET_PERIOD_MONTH + 1)

typedef enum
{
  SUBLET_BUDGET_LEVEL_WITHIN, /* also where there is no budget */
  SUBLET_BUDGET_LEVEL_NEAR,   /* four fifths are spent */
  SUBLET_BUDGET_LEVEL_OVER,   /* all is spent */
} SubletBudgetLevel;

/* What one thing cost since the present UTC day began, by its meter. */
typedef struct
{
  gint64 instance_id; /* 0: another's, which "source" names */
  char *source;       /* (owned) (nullable) "volume-7", as the service bills it */
  gint64 metered_uusd;
} SubletMeterReading;

typedef struct
{
  gint64 start_us;
  gint64 end_us;
  gint64 spent_uusd;
  bool known; /* what was charged is known of each day; else it is at least so much */
} SubletSpent;

/* (element-type SubletMeterReading) */
GArray *sublet_meter_readings_new (void);
/* (element-type SubletRental): those that cost something today, ended ones too. */
void sublet_meter_readings_add_rentals (GArray *readings, GListModel *rentals, gint64 now_us);
/* (element-type SubletVolume) */
void sublet_meter_readings_add_volumes (GArray *readings, GPtrArray *volumes, gint64 now_us);

void sublet_spent_read (SubletSpent *spent,
                        SubletBudgetPeriod period,
                        const SubletSpend *spend,
                        gint64 known_at_us,
                        GArray *readings,
                        gint64 now_us);

SubletBudgetLevel sublet_budget_get_level (gint64 budget_uusd, gint64 spent_uusd);

G_END_DECLS
