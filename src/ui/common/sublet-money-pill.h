/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_MONEY_PILL (sublet_money_pill_get_type ())

/*
 * What is spent, what is left and for how long: always in sight. Its accessible name is the whole
 * sentence. Properties: "engine" (construct-only), "size-class", "low-credit-hours" (bind to the
 * setting), "has-key" (without one the pill hides). Signals: "show-instances", "show-billing",
 * "add-credit".
 */
G_DECLARE_FINAL_TYPE (SubletMoneyPill, sublet_money_pill, SUBLET, MONEY_PILL, GtkWidget)

GtkWidget *sublet_money_pill_new (SubletRentalEngine *engine);

void sublet_money_pill_set_size_class (SubletMoneyPill *self, SubletSizeClass size_class);
void sublet_money_pill_set_low_credit_hours (SubletMoneyPill *self, int low_credit_hours);
void sublet_money_pill_set_has_key (SubletMoneyPill *self, gboolean has_key);
/* (nullable): something more that its popover says. */
void sublet_money_pill_set_extra (SubletMoneyPill *self, GtkWidget *extra);
/* Ctrl+M. */
void sublet_money_pill_popup (SubletMoneyPill *self);

/* (nullable): what its popover says of volumes, traffic and budgets. */
void sublet_money_pill_set_outlook (SubletMoneyPill *self, SubletOutlook *outlook);

G_END_DECLS
