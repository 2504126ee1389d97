/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/instances/sublet-instance-actions.h"
#include "ui/instances/sublet-instance-order.h"
#include "ui/instances/sublet-instance-selection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCES_TABLE (sublet_instances_table_get_type ())

/*
 * The instances as a table: one line for each, the same words and figures as on its card, and the
 * same actions.
 *
 * Property: "popover-open" (read-only): the menu of a line. Signal: "order-wanted" (int
 * SubletInstanceKey, gboolean descending): a title was clicked.
 */
G_DECLARE_FINAL_TYPE (SubletInstancesTable, sublet_instances_table, SUBLET, INSTANCES_TABLE, AdwBin)

/* @records: SubletRental to SubletInstanceRecord. */
GtkWidget *sublet_instances_table_new (SubletRentalEngine *engine,
                                       SubletConnections *connections,
                                       GHashTable *records);

/* What its lines can be chosen in; once. */
void sublet_instances_table_set_selection (SubletInstancesTable *self,
                                           SubletInstanceSelection *selection);
/* Of SubletRental; (nullable) while it is not seen, which costs nothing then. */
void sublet_instances_table_set_model (SubletInstancesTable *self, GListModel *model);
void sublet_instances_table_show_order (SubletInstancesTable *self,
                                        SubletInstanceKey key,
                                        bool descending);
GtkColumnView *sublet_instances_table_get_view (SubletInstancesTable *self);

/* (nullable): whose line has the focus. */
SubletRental *sublet_instances_table_get_focused (SubletInstancesTable *self);
gboolean sublet_instances_table_focus (SubletInstancesTable *self, SubletRental *rental);

/* The actions of its lines, about that rental from now on; NULL: about none. */
SubletInstanceActions *sublet_instances_table_get_actions (SubletInstancesTable *self,
                                                           SubletRental *rental);
void sublet_instances_table_popup_menu (SubletInstancesTable *self, SubletRental *rental);
gboolean sublet_instances_table_get_popover_open (SubletInstancesTable *self);

/* What the clock alone changes, and when: service time, G_MAXINT64 for never. */
void sublet_instances_table_update_clock (SubletInstancesTable *self);
gint64 sublet_instances_table_get_next_change_us (SubletInstancesTable *self);

G_END_DECLS
