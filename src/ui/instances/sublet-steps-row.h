/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/instances/sublet-instance-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_STEPS_N 4

typedef struct
{
  gint64 begun_us; /* service time, 0: not begun or not seen */
  gint64 ended_us; /* service time, 0: not ended or not seen */
  gboolean begun;
  gboolean ended;
} SubletStep;

/* Rented, host, image, running: how far a rental has come. */
void sublet_steps_of (SubletRental *rental,
                      SubletInstanceRecord *record,
                      SubletStep steps[SUBLET_STEPS_N]);
/* 0 to 1, less than 0: it does not come up. */
double sublet_steps_get_progress (SubletRental *rental, SubletInstanceRecord *record);

#define SUBLET_TYPE_STEPS_ROW (sublet_steps_row_get_type ())

G_DECLARE_FINAL_TYPE (SubletStepsRow, sublet_steps_row, SUBLET, STEPS_ROW, GtkWidget)

void sublet_steps_row_set_size_class (SubletStepsRow *self, SubletSizeClass size_class);
void sublet_steps_row_update (SubletStepsRow *self,
                              SubletRental *rental,
                              SubletInstanceRecord *record,
                              SubletClock *clock);

G_END_DECLS
