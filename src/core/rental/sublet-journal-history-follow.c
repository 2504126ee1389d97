/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-journal-history-private.h"

#include <string.h>

/*
 * What the engine changes is read again from the journal: it was written there before it was shown.
 * Many changes of one main loop turn are read at once.
 */

static void
on_changed_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletJournalHistory) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = NULL;

  if (!sublet_database_run_finish (SUBLET_DATABASE (source), result, &data, &error))
    sublet_journal_history_fail (self, error);
  else
    sublet_journal_history_merge (self, ((SubletJournalRowsQuery *) data)->rows);
}

static gboolean
read_changed (gpointer user_data)
{
  SubletJournalHistory *self = user_data;
  SubletJournalRowsQuery *query = g_new0 (SubletJournalRowsQuery, 1);
  guint length;
  guint i;

  self->read_source = 0;
  query->volumes = self->volumes_changed;
  self->volumes_changed = false;
  query->ids = (char **) g_hash_table_get_keys_as_array (self->changed, &length);
  for (i = 0; i < length; i++)
    query->ids[i] = g_strdup (query->ids[i]);
  g_hash_table_remove_all (self->changed);
  sublet_database_run_async (self->database,
                             SUBLET_DATABASE_RENTALS,
                             SUBLET_DATABASE_READ,
                             sublet_journal_read_rows,
                             query,
                             (GDestroyNotify) sublet_journal_rows_query_free,
                             on_changed_read,
                             g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
want_read (SubletJournalHistory *self)
{
  if (self->read_source == 0)
    self->read_source = g_idle_add (read_changed, self);
}

/* A volume is ordered away, or what became of it was found. */
static void
on_volumes (SubletJournalHistory *self)
{
  self->volumes_changed = true;
  want_read (self);
}

static void
on_rental (SubletJournalHistory *self, GParamSpec *pspec, SubletRental *rental)
{
  g_hash_table_add (self->changed, g_strdup (sublet_rental_get_id (rental)));
  want_read (self);
}

static void
unfollow_rental (SubletJournalHistory *self, SubletRental *rental)
{
  g_signal_handlers_disconnect_by_data (rental, self);
}

/* Instances that are not ours are in no journal, until they are adopted as another rental. */
static void
follow_rental (SubletJournalHistory *self, SubletRental *rental)
{
  static const char *const notifications[] = {
    "notify::state",         "notify::reason",       "notify::label", "notify::instance-id",
    "notify::rate-now-nusd", "notify::lease-end-us", "notify::place", "notify::quoted-rate-nusd"
  };
  gsize i;

  if (sublet_rental_get_origin (rental) != SUBLET_RENTAL_ORIGIN_OURS ||
      !g_hash_table_add (self->followed, g_object_ref (rental)))
    return;

  for (i = 0; i < G_N_ELEMENTS (notifications); i++)
    g_signal_connect_swapped (rental, notifications[i], G_CALLBACK (on_rental), self);
}

static void
on_rentals (SubletJournalHistory *self,
            guint position,
            guint n_removed,
            guint n_added,
            GListModel *rentals)
{
  guint i;

  for (i = position; i < position + n_added; i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      follow_rental (self, rental);
      /* It may have come or changed before anybody followed it. */
      if (sublet_rental_get_origin (rental) == SUBLET_RENTAL_ORIGIN_OURS)
        on_rental (self, NULL, rental);
    }
}

/* What it has cost goes on between two lists; that is told with each. */
static void
on_known (SubletJournalHistory *self)
{
  guint i;

  for (i = 0; i < self->view->len; i++)
    {
      const SubletJournalRow *row = sublet_journal_history_get_row (self, i);

      if (row->ending == SUBLET_JOURNAL_ENDING_NONE)
        g_signal_emit_by_name (self, "row-changed", i);
    }
}

/**
 * sublet_journal_history_follow: (skip)
 * @self: a history that was read
 */
void
sublet_journal_history_follow (SubletJournalHistory *self)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (self->engine);

  g_signal_connect_object (rentals,
                           "items-changed",
                           G_CALLBACK (on_rentals),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine,
                           "notify::known-at-us",
                           G_CALLBACK (on_known),
                           self,
                           G_CONNECT_SWAPPED);
  self->volumes = sublet_idle_volumes_dup_shared (self->engine);
  g_signal_connect_object (self->volumes,
                           "deletion-changed",
                           G_CALLBACK (on_volumes),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->volumes,
                           "journal-changed",
                           G_CALLBACK (on_volumes),
                           self,
                           G_CONNECT_SWAPPED);
  on_rentals (self, 0, 0, g_list_model_get_n_items (rentals), rentals);
}

/**
 * sublet_journal_history_unfollow: (skip)
 * @self: a history that is going
 */
void
sublet_journal_history_unfollow (SubletJournalHistory *self)
{
  GHashTableIter iter;
  gpointer rental;

  g_clear_handle_id (&self->read_source, g_source_remove);
  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (sublet_rental_engine_get_rentals (self->engine), self);
      g_signal_handlers_disconnect_by_data (self->engine, self);
    }
  if (self->volumes != NULL)
    g_signal_handlers_disconnect_by_data (self->volumes, self);
  g_clear_object (&self->volumes);
  g_hash_table_iter_init (&iter, self->followed);
  while (g_hash_table_iter_next (&iter, &rental, NULL))
    {
      unfollow_rental (self, rental);
      g_hash_table_iter_remove (&iter);
    }
}
