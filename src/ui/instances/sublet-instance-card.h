/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/instances/sublet-instance-actions.h"
#include "ui/instances/sublet-instance-record.h"
#include "ui/instances/sublet-instance-selection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_CARD (sublet_instance_card_get_type ())

/*
 * One rental: who it is, what it does, what it costs, what can be done about it. Properties:
 * "engine" and "connections" (construct-only), "size-class", "popover-open" (read-only). Signals:
 * "rent-instead" (SubletRental), the person wants the next candidate that was too dear; "terminal"
 * (SubletRental), a shell on it. Its actions are those of SubletInstanceActions.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceCard, sublet_instance_card, SUBLET, INSTANCE_CARD, GtkWidget)

GtkWidget *sublet_instance_card_new (SubletRentalEngine *engine, SubletConnections *connections);

void sublet_instance_card_set_rental (SubletInstanceCard *self,
                                      SubletRental *rental,
                                      SubletInstanceRecord *record);
SubletRental *sublet_instance_card_get_rental (SubletInstanceCard *self);
void sublet_instance_card_set_size_class (SubletInstanceCard *self, SubletSizeClass size_class);
/* It stands on the page that it would open. */
void sublet_instance_card_set_on_page (SubletInstanceCard *self);
void sublet_instance_card_popup_menu (SubletInstanceCard *self);
gboolean sublet_instance_card_get_popover_open (SubletInstanceCard *self);
void sublet_instance_card_popdown (SubletInstanceCard *self);
/* What it can be chosen in, with others; once. */
void sublet_instance_card_set_selection (SubletInstanceCard *self,
                                         SubletInstanceSelection *selection);
/* About what it shows. */
SubletInstanceActions *sublet_instance_card_get_actions (SubletInstanceCard *self);
/* What the clock alone changes. */
void sublet_instance_card_update_clock (SubletInstanceCard *self);

G_END_DECLS
