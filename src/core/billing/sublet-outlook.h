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
/* 0: there is none. */
gint64 sublet_outlook_get_budget_uusd (SubletOutlook *self, SubletBudgetPeriod period);

G_END_DECLS
