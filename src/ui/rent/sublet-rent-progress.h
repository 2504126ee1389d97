/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_RENT_PROGRESS (sublet_rent_progress_get_type ())

/*
 * How one rental goes, step by step as the journal has it. Signals: "answered" when there is an
 * instance; "refused" when nothing was rented; "step" (char *, a sentence to be spoken);
 * "rent-instead" (SubletOffer) and "back" when the person wants to go on after a refusal.
 */
G_DECLARE_FINAL_TYPE (SubletRentProgress, sublet_rent_progress, SUBLET, RENT_PROGRESS, AdwBin)

GtkWidget *sublet_rent_progress_new (void);

/* Nothing is in the journal yet. */
void sublet_rent_progress_start (SubletRentProgress *self, SubletClock *clock);
void sublet_rent_progress_set_rental (SubletRentProgress *self,
                                      SubletRental *rental,
                                      gint64 ceiling_nusd);

G_END_DECLS
