/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-rental-engine.h"
#include "core/store/sublet-settings.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_NOTIFIER (sublet_notifier_get_type ())

/*
 * Tells the desktop what happens to rentals while the person does something else: one notification
 * for each, taken back when it is no longer true. It asks and spends nothing; its buttons are the
 * application's actions.
 */
G_DECLARE_FINAL_TYPE (SubletNotifier, sublet_notifier, SUBLET, NOTIFIER, GObject)

SubletNotifier *sublet_notifier_new (GtkApplication *application, SubletSettings *settings);

/* Whose rentals, and the connections to them: NULL, none. */
void sublet_notifier_set_engine (SubletNotifier *self,
                                 SubletRentalEngine *engine,
                                 SubletConnections *connections);

G_END_DECLS
