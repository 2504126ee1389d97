/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-rental-engine.h"

G_BEGIN_DECLS

/*
 * One watch for each rental that an engine lists, for whoever tells the desktop about rentals: made
 * when the rental comes, freed when it goes.
 */
typedef struct _SubletRentalWatches SubletRentalWatches;

/**
 * SubletRentalWatchFuncs:
 * @watch_new: (transfer full): a watch of a rental that came; what the owner makes of it
 * @leave: (nullable): the rental is listed no more; the watch is freed next. Not called when the
 *   engine is changed, for a rental goes on without it.
 * @watch_free: frees a watch, whatever ends it: @leave, another engine, or the watches' own end
 */
typedef struct
{
  gpointer (*watch_new) (gpointer owner, SubletRental *rental);
  void (*leave) (gpointer watch);
  void (*watch_free) (gpointer watch);
} SubletRentalWatchFuncs;

SubletRentalWatches *sublet_rental_watches_new (const SubletRentalWatchFuncs *funcs,
                                                gpointer owner);
void sublet_rental_watches_free (SubletRentalWatches *self);
void sublet_rental_watches_set_engine (SubletRentalWatches *self, SubletRentalEngine *engine);

G_END_DECLS
