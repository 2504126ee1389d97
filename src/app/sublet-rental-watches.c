/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-rental-watches.h"

struct _SubletRentalWatches
{
  const SubletRentalWatchFuncs *funcs; /* (borrowed): of static storage */
  gpointer owner;                      /* (borrowed): it owns this */

  GListModel *rentals; /* (owned) (nullable) */
  gulong items_handler;
  GHashTable *watches; /* (owned) (element-type SubletRental gpointer) */
};

/* What leaves is told first: the watch is freed with its place in the table. */
static void
drop_those_not_in (SubletRentalWatches *self, GHashTable *listed)
{
  GHashTableIter iter;
  gpointer rental;
  gpointer watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &rental, &watch))
    {
      if (g_hash_table_contains (listed, rental))
        continue;
      if (self->funcs->leave != NULL)
        self->funcs->leave (watch);
      g_hash_table_iter_remove (&iter);
    }
}

static void
on_rentals (SubletRentalWatches *self)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (self->rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (self->rentals, i);

      g_hash_table_add (listed, rental);
      if (!g_hash_table_contains (self->watches, rental))
        g_hash_table_insert (self->watches,
                             g_object_ref (rental),
                             self->funcs->watch_new (self->owner, rental));
    }

  drop_those_not_in (self, listed);
}

/**
 * sublet_rental_watches_set_engine:
 * @self: watches
 * @engine: (nullable): whose rentals are watched from now on; NULL: nobody's
 */
void
sublet_rental_watches_set_engine (SubletRentalWatches *self, SubletRentalEngine *engine)
{
  GListModel *rentals = NULL;

  g_return_if_fail (engine == NULL || SUBLET_IS_RENTAL_ENGINE (engine));

  if (engine != NULL)
    rentals = sublet_rental_engine_get_rentals (engine);
  if (rentals == self->rentals)
    return;

  if (self->rentals != NULL)
    g_clear_signal_handler (&self->items_handler, self->rentals);
  g_hash_table_remove_all (self->watches);
  g_set_object (&self->rentals, rentals);
  if (self->rentals != NULL)
    {
      self->items_handler =
        g_signal_connect_swapped (self->rentals, "items-changed", G_CALLBACK (on_rentals), self);
      on_rentals (self);
    }
}

/**
 * sublet_rental_watches_new:
 * @funcs: what to do with each; of static storage
 * @owner: for @funcs; it outlives the watches
 *
 * Returns: (transfer full): watches of no rentals yet
 */
SubletRentalWatches *
sublet_rental_watches_new (const SubletRentalWatchFuncs *funcs, gpointer owner)
{
  SubletRentalWatches *self = g_new0 (SubletRentalWatches, 1);

  self->funcs = funcs;
  self->owner = owner;
  self->watches = g_hash_table_new_full (NULL, NULL, g_object_unref, funcs->watch_free);

  return self;
}

/**
 * sublet_rental_watches_free:
 * @self: (transfer full): watches
 */
void
sublet_rental_watches_free (SubletRentalWatches *self)
{
  sublet_rental_watches_set_engine (self, NULL);
  g_hash_table_unref (self->watches);
  g_free (self);
}
