/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-engine-private.h"

/* What the engine knows of each rental: the tracks, and which of them the list shows. */

/**
 * sublet_engine_find_rental:
 * @self: an engine
 * @rental: a rental
 *
 * Returns: (transfer none) (nullable): its track
 */
SubletRentalTrack *
sublet_engine_find_rental (SubletRentalEngine *self, SubletRental *rental)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->rental == rental)
        return track;
    }

  return NULL;
}

/**
 * sublet_engine_find_contract:
 * @self: an engine
 * @contract_id: a contract that the present key sees
 *
 * Returns: (transfer none) (nullable): its track
 */
SubletRentalTrack *
sublet_engine_find_contract (SubletRentalEngine *self, gint64 contract_id)
{
  guint i;

  for (i = 0; i < self->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->tracks, i);

      if (track->record->contract_id == contract_id &&
          g_strcmp0 (track->record->owner.server, self->owner.server) == 0)
        return track;
    }

  return NULL;
}

static guint
find_position (SubletRentalEngine *self, SubletRental *rental)
{
  GListModel *model = G_LIST_MODEL (self->rentals);
  guint n = g_list_model_get_n_items (model);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (SubletRental) other = g_list_model_get_item (model, i);

      if (other->made_us < rental->made_us)
        break;
    }

  return i;
}

/**
 * sublet_engine_show_track:
 * @self: an engine
 * @track: one of its tracks
 *
 * Puts it into the list, newest first, unless it is there.
 */
void
sublet_engine_show_track (SubletRentalEngine *self, SubletRentalTrack *track)
{
  if (track->shown)
    return;

  track->shown = true;
  sublet_engine_show_state (self, track);
  g_list_store_insert (self->rentals, find_position (self, track->rental), track->rental);
}

/**
 * sublet_engine_add_track:
 * @self: an engine
 * @track: (transfer full): a new track
 * @show: whether it belongs into the list already
 */
void
sublet_engine_add_track (SubletRentalEngine *self, SubletRentalTrack *track, bool show)
{
  g_ptr_array_add (self->tracks, track);
  if (show)
    sublet_engine_show_track (self, track);
}

/**
 * sublet_engine_remove_track:
 * @self: an engine
 * @track: one of its tracks; may be freed
 */
void
sublet_engine_remove_track (SubletRentalEngine *self, SubletRentalTrack *track)
{
  guint position;

  if (track->shown && g_list_store_find (self->rentals, track->rental, &position))
    g_list_store_remove (self->rentals, position);
  track->shown = false;
  g_ptr_array_remove (self->tracks, track);
}

static gpointer
copy_track (gconstpointer track, gpointer user_data)
{
  return sublet_rental_track_ref ((SubletRentalTrack *) track);
}

/**
 * sublet_engine_copy_tracks:
 * @self: an engine
 *
 * Returns: (transfer full): its tracks as they are now
 */
GPtrArray *
sublet_engine_copy_tracks (SubletRentalEngine *self)
{
  return g_ptr_array_copy (self->tracks, copy_track, NULL);
}

/**
 * sublet_engine_show_state:
 * @self: an engine
 * @track: one of its tracks
 *
 * What is in the journal, unless the key of its account is gone: then nobody knows. UNKNOWN is how
 * it looks, never what is stored.
 */
void
sublet_engine_show_state (SubletRentalEngine *self, SubletRentalTrack *track)
{
  bool open = !sublet_rental_machine_is_ended (track->written_state);
  bool foreign_key = self->account_decided && !sublet_engine_has_key_for (self, track);

  if (foreign_key && open)
    sublet_rental_set_state (track->rental,
                             SUBLET_RENTAL_STATE_UNKNOWN,
                             SUBLET_RENTAL_REASON_NONE,
                             track->written_since_us);
  else
    sublet_rental_set_state (track->rental,
                             track->written_state,
                             track->written_reason,
                             track->written_since_us);
  sublet_rental_set_stale (track->rental, open && self->knowledge != SUBLET_KNOWLEDGE_KNOWN);
}
