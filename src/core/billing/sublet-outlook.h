/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-budget.h"
#include "core/billing/sublet-burn.h"
#include "core/billing/sublet-charge-history.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_OUTLOOK (sublet_outlook_get_type ())

/*
 * What an account pays for now, what it spent today and this month, and its budgets: of what the
 * engine, the list of volumes and the charges say. It asks for volumes and charges while somebody
 * looks, or has a budget. Main thread; reads only. Signal "changed": something of it is another.
 */
G_DECLARE_FINAL_TYPE (SubletOutlook, sublet_outlook, SUBLET, OUTLOOK, GObject)

/* What is known of the days of the present UTC month, until today. */
typedef struct
{
  gint64 from_us; /* a moment of the first one, service time in Unix microseconds */
  gint64 until_us;
  guint n_days;
  guint n_known;
  gint64 known_at_us; /* of the latest answer about one of them; 0: none */
} SubletOutlookMonth;

SubletOutlook *sublet_outlook_new (SubletRentalEngine *engine,
                                   SubletClient *client,
                                   SubletSettings *settings);

/* Once, as soon as there is one: no charges are known before. */
void sublet_outlook_set_history (SubletOutlook *self, SubletChargeHistory *history);
/* The history's. 0: nobody, or not known. */
gint64 sublet_outlook_get_account (SubletOutlook *self);
/* Whether somebody looks; counted, each TRUE needs its FALSE. */
void sublet_outlook_set_watched (SubletOutlook *self, gboolean watched);

SubletRentalEngine *sublet_outlook_get_engine (SubletOutlook *self);
/* As it is now. */
SubletBurn *sublet_outlook_make_burn (SubletOutlook *self);
void sublet_outlook_read_spent (SubletOutlook *self, SubletBudgetPeriod period, SubletSpent *spent);
/* Whether a person is to be told how the budget stands, which then counts as told. */
gboolean sublet_outlook_take_warning (SubletOutlook *self,
                                      SubletBudgetPeriod period,
                                      SubletBudgetLevel *level,
                                      SubletSpent *spent);
void sublet_outlook_read_month (SubletOutlook *self, SubletOutlookMonth *month);
/* (transfer full) (nullable): no day of the month is known. */
SubletSpendSeries *sublet_outlook_make_month_series (SubletOutlook *self);
/* (nullable): why charges were not answered last. */
const GError *sublet_outlook_get_error (SubletOutlook *self);
/* Asks again now for the charges that are missing. */
void sublet_outlook_retry (SubletOutlook *self);
/* 0: there is none. */
gint64 sublet_outlook_get_budget_uusd (SubletOutlook *self, SubletBudgetPeriod period);

G_END_DECLS
