/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/sublet-clock.h"
#include "core/rental/sublet-rental.h"
#include "ui/common/sublet-size-bin.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_TERMINAL_LEASE (sublet_terminal_lease_get_type ())

/*
 * At the foot of a terminal: that the instance under it ends within minutes, or could not be ended.
 * Signals: "extend" and "end", a button was pressed; what comes of it is somebody else's.
 */
G_DECLARE_FINAL_TYPE (SubletTerminalLease, sublet_terminal_lease, SUBLET, TERMINAL_LEASE, GtkWidget)

/* (nullable): of which instance; its words are looked up anew. */
void sublet_terminal_lease_set_rental (SubletTerminalLease *self,
                                       SubletRental *rental,
                                       SubletClock *clock);
SubletRental *sublet_terminal_lease_get_rental (SubletTerminalLease *self);
void sublet_terminal_lease_set_size_class (SubletTerminalLease *self, SubletSizeClass size_class);

G_END_DECLS
