/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/billing/sublet-spend-model.h"
#include "ui/common/sublet-size-bin.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_SPEND_BAR (sublet_spend_bar_get_type ())

/* Which days spending is shown of and how they are added up; what is missing of them. */
G_DECLARE_FINAL_TYPE (SubletSpendBar, sublet_spend_bar, SUBLET, SPEND_BAR, GtkWidget)

GtkWidget *sublet_spend_bar_new (SubletSpendModel *model);

/* @shared: said below the days, as in "The same days as in Spending". */
void sublet_spend_bar_set_days_only (SubletSpendBar *self, const char *shared);
void sublet_spend_bar_set_size_class (SubletSpendBar *self, SubletSizeClass size_class);

G_END_DECLS
