/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

/* What the list shows: the rentals that match, in groups; and a record of each that is listed. */

static void
forget_records (SubletInstancesPage *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  GHashTableIter iter;
  gpointer rental;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &rental, NULL))
    {
      guint i;
      bool found = false;

      for (i = 0; !found && i < g_list_model_get_n_items (rentals); i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (rentals, i);

          found = item == rental;
        }
      if (!found)
        g_hash_table_iter_remove (&iter);
    }
}

static void
on_rentals_changed (GListModel *rentals,
                    guint position,
                    guint removed,
                    guint added,
                    SubletInstancesPage *self)
{
  guint i;

  if (removed > 0)
    forget_records (self);
  for (i = position; i < position + added; i++)
    {
      SubletRental *rental = g_list_model_get_item (rentals, i);

      if (g_hash_table_contains (self->records, rental))
        {
          g_object_unref (rental);
          continue;
        }
      g_hash_table_insert (self->records, rental, sublet_instance_record_new (rental));
      sublet_instances_page_follow_rental (self, rental);
      /* The line above counts them by state; the engine need not have anything to say itself. */
      g_signal_connect_object (rental,
                               "notify::state",
                               G_CALLBACK (sublet_instances_page_update_status),
                               self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (rental,
                               "notify::rate-now-nusd",
                               G_CALLBACK (sublet_instances_page_update_status),
                               self,
                               G_CONNECT_SWAPPED);
    }
  sublet_instances_page_update (self);
}

void
sublet_instances_page_make_model (SubletInstancesPage *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);
  GtkCustomFilter *filter = gtk_custom_filter_new (sublet_instances_page_matches, self, NULL);

  self->filtered = gtk_filter_list_model_new (g_object_ref (rentals), GTK_FILTER (filter));
  g_signal_connect_object (rentals, "items-changed", G_CALLBACK (on_rentals_changed), self, 0);
  on_rentals_changed (rentals, 0, 0, g_list_model_get_n_items (rentals), self);
  self->grouped = sublet_grouped_model_new (G_LIST_MODEL (self->filtered),
                                            sublet_instance_grouping_get (self->grouping));
  g_signal_connect_object (self->grouped,
                           "notify::pending",
                           G_CALLBACK (sublet_instances_page_update_pending),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered,
                           "items-changed",
                           G_CALLBACK (sublet_instances_page_update_face),
                           self,
                           G_CONNECT_SWAPPED);
}
