/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-connections.h"
#include "core/rental/sublet-rental-engine.h"
#include "ui/common/sublet-size-bin.h"
#include "ui/instances/sublet-instance-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_INSTANCES_PAGE (sublet_instances_page_get_type ())

/*
 * All that is rented, as cards in groups. Properties: "engine" and "connections" (construct-only),
 * "size-class" (bind to the window's size bin), "search-mode" and "select-mode" (bind to buttons in
 * the header bar), "view", "group", "sort-key" and "sort-descending" (bind to the settings).
 *
 * Signals: "find-gpu": the way on from an empty page; "rent-instead" (SubletOffer, SubletRental):
 * the next candidate was too dear, and the person wants it all the same; "open-website": look at
 * the service's own page; "terminal" (SubletRental): a shell on it. Actions: instances.search,
 * instances.refresh, instances.show-changes, instances.select-all, and the properties.
 */
G_DECLARE_FINAL_TYPE (SubletInstancesPage, sublet_instances_page, SUBLET, INSTANCES_PAGE, GtkWidget)

GtkWidget *sublet_instances_page_new (SubletRentalEngine *engine, SubletConnections *connections);

void sublet_instances_page_set_size_class (SubletInstancesPage *self, SubletSizeClass size_class);
/* Shows a rental that was just made and moves the focus to its card. */
void sublet_instances_page_show_rental (SubletInstancesPage *self, SubletRental *rental);
/* The focus to its card, if it is shown. */
void sublet_instances_page_return_to (SubletInstancesPage *self, SubletRental *rental);
/* (transfer none) (nullable): what this window remembers of it. */
SubletInstanceRecord *sublet_instances_page_get_record (SubletInstancesPage *self,
                                                        SubletRental *rental);
/* Shows it, and asks whether another one is to take its place. */
void sublet_instances_page_try_another (SubletInstancesPage *self, SubletRental *rental);
/* And asks for another bid. */
void sublet_instances_page_change_bid (SubletInstancesPage *self, SubletRental *rental);

G_END_DECLS
