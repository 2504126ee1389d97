/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-connection-row.h"
#include "ui/instances/sublet-instances-page-private.h"
#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* What is said aloud. */

static void
on_state_changed (SubletInstancesPage *self, GParamSpec *pspec, SubletRental *rental)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  g_autofree char *line = sublet_rental_text_dup_line (rental, clock);
  g_autofree char *sentence = NULL;

  if (line != NULL)
    sentence =
      /* TRANSLATORS: said aloud: an instance's name, its new state, and what that means */
      g_strdup_printf (_ ("%1$s: %2$s. %3$s"), name, sublet_rental_text_get_word (rental), line);
  else
    /* TRANSLATORS: said aloud: an instance's name and its new state */
    sentence = g_strdup_printf (_ ("%1$s: %2$s."), name, sublet_rental_text_get_word (rental));
  sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
  /* Another rate or another word: the timer was set for the old ones. */
  sublet_instances_page_start_clock (self);
}

/**
 * sublet_instances_page_follow_rental:
 * @self: a page
 * @rental: one that has come to its list
 *
 * From now on each state of it is told.
 */
void
sublet_instances_page_follow_rental (SubletInstancesPage *self, SubletRental *rental)
{
  g_signal_connect_object (rental,
                           "notify::state",
                           G_CALLBACK (on_state_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static SubletRental *
find_rental (SubletInstancesPage *self, SubletConnection *connection)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_instance_id (rental) == sublet_connection_get_instance_id (connection))
        return rental;
    }

  return NULL;
}

/* That a chain is broken, and what the checks found: neither is a state of the rental. */
static void
on_connection_news (SubletInstancesPage *self, GParamSpec *pspec, SubletConnection *connection)
{
  SubletRental *rental = find_rental (self, connection);
  g_autofree char *name = rental == NULL ? NULL : sublet_rental_text_dup_name (rental);
  g_autofree char *sentence =
    name == NULL ? NULL : sublet_connection_row_dup_news (connection, name, pspec->name);

  if (sentence != NULL)
    sublet_announcer_say (SUBLET_ANNOUNCER (self->announcer), sentence);
}

static void
on_connection_added (SubletInstancesPage *self, SubletConnection *connection)
{
  g_signal_connect_object (connection,
                           "notify::state",
                           G_CALLBACK (on_connection_news),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (connection,
                           "notify::report",
                           G_CALLBACK (on_connection_news),
                           self,
                           G_CONNECT_SWAPPED);
}

void
sublet_instances_page_follow_connections (SubletInstancesPage *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  guint i;

  if (self->connections == NULL)
    return;

  g_signal_connect_object (self->connections,
                           "added",
                           G_CALLBACK (on_connection_added),
                           self,
                           G_CONNECT_SWAPPED);
  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);
      SubletConnection *connection = sublet_connections_peek (self->connections, rental);

      if (connection != NULL)
        on_connection_added (self, connection);
    }
}
