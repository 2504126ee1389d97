/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_NEXT_END (sublet_next_end_get_type ())

/*
 * Which lease ends next, in one line; not visible where none does. Property: "engine"
 * (construct-only). Signal: "extend" (SubletRental), that one is wanted for an hour more.
 */
G_DECLARE_FINAL_TYPE (SubletNextEnd, sublet_next_end, SUBLET, NEXT_END, GtkWidget)

GtkWidget *sublet_next_end_new (SubletRentalEngine *engine);

/* (transfer none) (nullable): whose lease that is. */
SubletRental *sublet_next_end_get_rental (SubletNextEnd *self);

G_END_DECLS
