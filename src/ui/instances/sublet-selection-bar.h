/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-size-bin.h"
#include "ui/instances/sublet-instance-selection.h"

#include "core/rental/sublet-order-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SELECTION_BAR (sublet_selection_bar_get_type ())

/*
 * At the foot of the instances: how many are chosen, what can be done with them, how far that is,
 * and what became of it. Signal: "said" (string): to be told aloud.
 */
G_DECLARE_FINAL_TYPE (SubletSelectionBar, sublet_selection_bar, SUBLET, SELECTION_BAR, GtkWidget)

/* @records: SubletRental to SubletInstanceRecord, for what failed. */
GtkWidget *sublet_selection_bar_new (SubletRentalEngine *engine,
                                     SubletInstanceSelection *selection,
                                     GHashTable *records);

void sublet_selection_bar_set_size_class (SubletSelectionBar *self, SubletSizeClass size_class);
/* As its button, if that can be pressed. */
void sublet_selection_bar_order (SubletSelectionBar *self, SubletRunKind kind);

G_END_DECLS
