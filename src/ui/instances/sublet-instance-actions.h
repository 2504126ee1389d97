/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/instances/sublet-instance-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_ACTIONS (sublet_instance_actions_get_type ())

/*
 * What can be done with one rental, for whatever shows it: a card, or a line of the table. A widget
 * that has it gets the action group "instance": .accept-increase, .adopt, .cancel-runtime,
 * .change-bid, .change-key, .check-runtime, .connect, .copy-command, .copy-id, .destroy,
 * .destroy-again, .extend, .find-cause, .logs, .no-lease, .open, .own-terminal, .reboot, .recycle,
 * .reject-increase, .relabel, .rent-again, .rent-instead, .reserve, .set-lease, .start, .stop,
 * .terminal, .try-another, .update-software. None spends or loses anything without a question.
 *
 * Signals: "changed", the rental, what the window remembers of it or the way to it says something
 * else: whoever shows it looks again before the next frame, and calls
 * sublet_instance_actions_update() then; "rent-instead" (SubletRental), the person wants the next
 * candidate that was too dear; "terminal" (SubletRental), a shell on it.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceActions,
                      sublet_instance_actions,
                      SUBLET,
                      INSTANCE_ACTIONS,
                      GObject)

SubletInstanceActions *sublet_instance_actions_new (GtkWidget *widget,
                                                    SubletRentalEngine *engine,
                                                    SubletConnections *connections);
/* The widget goes away. */
void sublet_instance_actions_detach (SubletInstanceActions *self);

void sublet_instance_actions_set_rental (SubletInstanceActions *self,
                                         SubletRental *rental,
                                         SubletInstanceRecord *record);
SubletRental *sublet_instance_actions_get_rental (SubletInstanceActions *self);
/* (nullable): while it runs. */
SubletConnection *sublet_instance_actions_get_connection (SubletInstanceActions *self);
/* It stands on the page that it would open. */
void sublet_instance_actions_set_on_page (SubletInstanceActions *self);

/* Which of them can be done now. */
void sublet_instance_actions_update (SubletInstanceActions *self);
/* @name: "instance.stop". Whether there is such an action; it does nothing where it cannot be
 * done. */
gboolean sublet_instance_actions_activate (SubletInstanceActions *self, const char *name);
gboolean sublet_instance_actions_can_try_another (SubletInstanceActions *self);
/* Asks for another bid, if there may be one: also before it was brought up to date. */
void sublet_instance_actions_change_bid (SubletInstanceActions *self);

/* (transfer full): all that stand in a menu. */
GMenuModel *sublet_instance_actions_make_menu (void);

G_END_DECLS
