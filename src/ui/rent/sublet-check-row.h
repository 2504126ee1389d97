/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-preflight.h"
#include "ui/rent/sublet-rent-text.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_CHECK_ROW (sublet_check_row_get_type ())

/*
 * One line of the checks, in one of three looks: fine, a warning with its own check button, a stop
 * with the button that mends it. Signals: "fix" when that button was pressed; "worse" (char *, a
 * sentence) when it turned to a warning or a stop; "order-failed" (GError), of the list that [Show]
 * opens.
 */
G_DECLARE_FINAL_TYPE (SubletCheckRow, sublet_check_row, SUBLET, CHECK_ROW, AdwBin)

GtkWidget *sublet_check_row_new (SubletPreflightCheck *check, SubletRentalEngine *engine);

SubletPreflightCheck *sublet_check_row_get_check (SubletCheckRow *self);
/* Facts of the check at this moment; the row reads nothing by itself. */
void sublet_check_row_show (SubletCheckRow *self, const SubletRentCheckFacts *facts);

G_END_DECLS
