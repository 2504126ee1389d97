/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_BUDGET_ALERT (sublet_budget_alert_get_type ())

/*
 * Tells the desktop when four fifths and when all of a budget are spent, each once in its UTC day
 * or month, and takes it back when that is over.
 */
G_DECLARE_FINAL_TYPE (SubletBudgetAlert, sublet_budget_alert, SUBLET, BUDGET_ALERT, GObject)

SubletBudgetAlert *sublet_budget_alert_new (GtkApplication *application, SubletSettings *settings);

/* Whose budgets: NULL, nobody's. */
void sublet_budget_alert_set_outlook (SubletBudgetAlert *self, SubletOutlook *outlook);

G_END_DECLS
