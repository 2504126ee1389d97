/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-header-order.h"
#include "ui/instances/sublet-instance-columns.h"
#include "ui/instances/sublet-instances-table.h"

G_BEGIN_DECLS

struct _SubletInstancesTable
{
  AdwBin parent_instance;

  SubletRentalEngine *engine; /* (owned) */
  GHashTable *records;        /* (owned) SubletRental to SubletInstanceRecord */

  GListModel *model;         /* (owned) (nullable) */
  GtkColumnView *view;       /* (borrowed): inside */
  GPtrArray *columns;        /* (owned) (element-type GtkColumnViewColumn): as the keys are */
  SubletHeaderOrder *header; /* (owned) */
  SubletInstanceSelection *selection; /* (owned) (nullable) */
  GtkColumnViewColumn *checks;        /* (owned) (nullable): its column, while it is active */
  GHashTable *rows;                   /* (owned) SubletRental to its row: those that have cells */

  /* -menu.c */
  SubletInstanceActions *actions; /* (owned): about the line that is meant */
  GtkWidget *menu;                /* (owned): all of them */
};

/* -cells.c: what stands in the lines, and which rental that is. */
GtkListItemFactory *sublet_instances_table_make_cells (SubletInstancesTable *self,
                                                       const SubletInstanceColumn *column);
GHashTable *sublet_instances_table_make_rows (void);
/* Of the column of check buttons alone, and of the lines that are chosen. */
void sublet_instances_table_update_selected (SubletInstancesTable *self);
/* (nullable): of the line that a widget stands in, or is. */
SubletRental *sublet_instances_table_find_rental (SubletInstancesTable *self, GtkWidget *widget);
/* (nullable): the list of lines inside. */
GtkWidget *sublet_instances_table_get_list (SubletInstancesTable *self);

/* -menu.c: what is done to a line, and the menu of it. */
void sublet_instances_table_make_actions (SubletInstancesTable *self,
                                          SubletConnections *connections);
void sublet_instances_table_drop_actions (SubletInstancesTable *self);

G_END_DECLS
