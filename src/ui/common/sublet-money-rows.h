/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/billing/sublet-outlook.h"
#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of the money pill's popover: what is spent on, and of which budget how much. */

void sublet_money_rows_fill_parts (GtkWidget *box,
                                   SubletRentalEngine *engine,
                                   SubletOutlook *outlook,
                                   GCallback on_clicked,
                                   GObject *user);
void sublet_money_rows_fill_budgets (GtkWidget *box, SubletOutlook *outlook);

G_END_DECLS
