/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-volume-deletion.h"

/* What became of a deletion whose answer was lost, with its process or without: lists tell. */

/* A volume that is listed so long after its deletion was written down was not deleted: its answer,
 * the looks after it and what was sent too fast are over by then. */
#define PATIENCE_US (5 * G_TIME_SPAN_MINUTE)

typedef struct
{
  SubletIdleVolumes *volumes; /* (owned) */
  GPtrArray *listed;          /* (owned) (element-type SubletVolume) all there are */
  gint64 known_at_us;
  guint generation; /* of the engine's key it was asked for with */
} Settling;

static void
settling_free (Settling *settling)
{
  g_object_unref (settling->volumes);
  g_ptr_array_unref (settling->listed);
  g_free (settling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Settling, settling_free)

/* Another key's list says nothing of it. */
static bool
is_of_present_key (SubletRentalEngine *engine, const SubletVolumeDeletion *row)
{
  if (row->owner.account_id != engine->owner.account_id)
    return false;

  return row->owner.account_id != 0 ||
         (engine->key_print != NULL && g_strcmp0 (row->key_print, engine->key_print) == 0);
}

static void
settle_row (SubletIdleVolumes *self, const Settling *settling, const SubletVolumeDeletion *row)
{
  SubletRentalEngine *engine = self->engine;
  const char *outcome = NULL;

  /* A list from before the order tells nothing of it. */
  if (settling->known_at_us < row->written_us)
    return;

  if (sublet_idle_volumes_find (settling->listed, row->volume_id) == NULL)
    outcome = SUBLET_VOLUME_OUTCOME_GONE;
  else if (settling->known_at_us - row->written_us > PATIENCE_US &&
           !sublet_idle_volumes_is_deleting (self, row->volume_id))
    outcome = SUBLET_VOLUME_OUTCOME_STILL_THERE;
  if (outcome == NULL)
    return;

  sublet_volume_deletion_close (engine->database,
                                row->id,
                                sublet_engine_now_us (engine),
                                outcome,
                                NULL);
  sublet_idle_volumes_tell_journal (self);
  if (g_str_equal (outcome, SUBLET_VOLUME_OUTCOME_STILL_THERE))
    sublet_idle_volumes_set_deletion (self,
                                      row->volume_id,
                                      false,
                                      g_error_new_literal (SUBLET_ERROR,
                                                           SUBLET_ERROR_OUTCOME_UNKNOWN,
                                                           "the volume is listed long after its "
                                                           "deletion"));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Settling) settling = user_data;
  SubletIdleVolumes *self = settling->volumes;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = sublet_volume_deletion_load_open_finish (SUBLET_DATABASE (source), result, &error);
  guint i;

  if (rows == NULL)
    {
      g_info ("deletions of volumes are not known: %s", error->message);
      return;
    }
  if (self->engine == NULL || settling->generation != self->engine->generation ||
      !sublet_engine_check_writable (self->engine, NULL))
    return;

  for (i = 0; i < rows->len; i++)
    {
      const SubletVolumeDeletion *row = g_ptr_array_index (rows, i);

      if (is_of_present_key (self->engine, row))
        settle_row (self, settling, row);
    }
}

/**
 * sublet_idle_volumes_settle_by:
 * @self: the volumes
 * @listing: what the service listed; nothing is concluded from one that is not whole
 *
 * Closes what the journal has open and the list tells of.
 */
void
sublet_idle_volumes_settle_by (SubletIdleVolumes *self, const SubletCatalogueListing *listing)
{
  Settling *settling;

  if (!listing->whole || !sublet_engine_check_writable (self->engine, NULL))
    return;

  settling = g_new0 (Settling, 1);
  settling->volumes = g_object_ref (self);
  settling->listed = g_ptr_array_ref (listing->items);
  settling->known_at_us = listing->known_at_us;
  settling->generation = self->engine->generation;
  sublet_volume_deletion_load_open_async (self->engine->database,
                                          self->engine->owner.server,
                                          on_loaded,
                                          settling);
}
