/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rent/sublet-rent-steps.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_STEP_ROW (sublet_step_row_get_type ())

/* One step of a rental: its sign, what it was, and when. */
G_DECLARE_FINAL_TYPE (SubletStepRow, sublet_step_row, SUBLET, STEP_ROW, GtkListBoxRow)

GtkWidget *sublet_step_row_new (void);

void sublet_step_row_show (SubletStepRow *self, const SubletRentStep *step);

G_END_DECLS
