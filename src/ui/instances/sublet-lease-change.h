/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "ui/instances/sublet-instance-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a person makes of a lease. Each is told in a toast that takes it back; what fails is said on
 * the card, by its record (nullable). @widget stands in the window that asks and tells.
 */

/* By an hour, and nothing is asked. @widget (nullable): nobody is told. */
void sublet_lease_change_extend (GtkWidget *widget,
                                 SubletRentalEngine *engine,
                                 SubletRental *rental,
                                 SubletInstanceRecord *record);
/* Asks whether it is to run without an end. */
void sublet_lease_change_ask_none (GtkWidget *widget,
                                   SubletRentalEngine *engine,
                                   SubletRental *rental,
                                   SubletInstanceRecord *record);
/* Asks for how long from now on, and what is to be done then. */
void sublet_lease_change_ask_new (GtkWidget *widget,
                                  SubletRentalEngine *engine,
                                  SubletRental *rental,
                                  SubletInstanceRecord *record);

G_END_DECLS
