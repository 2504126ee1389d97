/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_LEASE_ALERT (sublet_lease_alert_get_type ())

/*
 * Tells the desktop half an hour and five minutes before a lease ends, and when an end cannot be
 * carried out; takes it back when it is no longer true. It ends and extends nothing itself.
 */
G_DECLARE_FINAL_TYPE (SubletLeaseAlert, sublet_lease_alert, SUBLET, LEASE_ALERT, GObject)

SubletLeaseAlert *sublet_lease_alert_new (GtkApplication *application, SubletSettings *settings);

/* Whose rentals: NULL, nobody's. */
void sublet_lease_alert_set_engine (SubletLeaseAlert *self, SubletRentalEngine *engine);

G_END_DECLS
