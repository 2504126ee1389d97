/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RUNNING_ROW (sublet_running_row_get_type ())

/*
 * One rental in the rent window. Seen only while it is paid for. Properties: "rental"
 * (construct-only). Signal: "order" (SubletOrder): a button was pressed.
 */
G_DECLARE_FINAL_TYPE (SubletRunningRow, sublet_running_row, SUBLET, RUNNING_ROW, GtkListBoxRow)

GtkWidget *sublet_running_row_new (SubletRental *rental);

SubletRental *sublet_running_row_get_rental (SubletRunningRow *self);

G_END_DECLS
