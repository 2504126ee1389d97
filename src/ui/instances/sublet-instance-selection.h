/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental.h"

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCE_SELECTION (sublet_instance_selection_get_type ())

/*
 * Which machines are chosen, on cards and in the table alike, wherever they stand. What is gone
 * leaves it; a machine that was adopted stays, although its rental is another one then.
 *
 * Property: "active": whether machines can be chosen; when not, none is. Signal: "changed": others
 * are chosen, or a state of one of them is another one.
 */
G_DECLARE_FINAL_TYPE (SubletInstanceSelection,
                      sublet_instance_selection,
                      SUBLET,
                      INSTANCE_SELECTION,
                      GObject)

/* @rentals: of SubletRental. */
SubletInstanceSelection *sublet_instance_selection_new (GListModel *rentals);

gboolean sublet_instance_selection_get_active (SubletInstanceSelection *self);
void sublet_instance_selection_set_active (SubletInstanceSelection *self, gboolean active);

/* One that is open; another one cannot be chosen. */
void sublet_instance_selection_set (SubletInstanceSelection *self,
                                    SubletRental *rental,
                                    gboolean selected);
/* All rentals of another list, as it is shown. */
void sublet_instance_selection_add_all (SubletInstanceSelection *self, GListModel *items);
gboolean sublet_instance_selection_contains (SubletInstanceSelection *self, SubletRental *rental);
guint sublet_instance_selection_get_n_selected (SubletInstanceSelection *self);
/* (transfer container) (element-type SubletRental): in the order of the list. */
GPtrArray *sublet_instance_selection_dup_rentals (SubletInstanceSelection *self);

G_END_DECLS
