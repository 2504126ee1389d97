/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

/* What is said of each volume's deletion: that it goes on, or why it failed. */

/* How it stands with one volume: it is going on, or it failed. */
typedef struct
{
  bool busy;
  GError *error; /* (owned) (nullable) unless it is busy */
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_clear_error (&deletion->error);
  g_free (deletion);
}

/* (transfer full): for each object of the class. */
GHashTable *
sublet_idle_volumes_make_deletions (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, deletion_free);
}

/* Takes the error; neither busy nor an error: there is nothing to say any more. */
void
sublet_idle_volumes_set_deletion (SubletIdleVolumes *self,
                                  gint64 volume_id,
                                  bool busy,
                                  GError *error)
{
  if (busy || error != NULL)
    {
      Deletion *deletion = g_new0 (Deletion, 1);

      deletion->busy = busy;
      deletion->error = error;
      g_hash_table_replace (self->deletions, g_memdup2 (&volume_id, sizeof volume_id), deletion);
    }
  else
    {
      g_hash_table_remove (self->deletions, &volume_id);
    }
  g_signal_emit_by_name (self, "deletion-changed", volume_id);
}

void
sublet_idle_volumes_tell_journal (SubletIdleVolumes *self)
{
  g_signal_emit_by_name (self, "journal-changed");
}

/* (transfer none) (nullable) */
SubletVolume *
sublet_idle_volumes_find (GPtrArray *volumes, gint64 volume_id)
{
  guint i;

  for (i = 0; i < volumes->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (volumes, i);

      if (sublet_volume_get_data (volume)->id == volume_id)
        return volume;
    }

  return NULL;
}

/* Failures of volumes that are not there. What goes on ends by itself. */
void
sublet_idle_volumes_forget_deletions (SubletIdleVolumes *self)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->deletions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (!((const Deletion *) value)->busy &&
          sublet_idle_volumes_find (self->all, *(const gint64 *) key) == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * sublet_idle_volumes_is_deleting:
 * @self: the volumes
 * @volume_id: that of a volume
 *
 * Returns: whether its deletion was ordered and is not settled
 */
gboolean
sublet_idle_volumes_is_deleting (SubletIdleVolumes *self, gint64 volume_id)
{
  const Deletion *deletion;

  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), FALSE);

  deletion = g_hash_table_lookup (self->deletions, &volume_id);

  return deletion != NULL && deletion->busy;
}

/**
 * sublet_idle_volumes_get_delete_error:
 * @self: the volumes
 * @volume_id: that of a volume
 *
 * Returns: (transfer none) (nullable): why the latest try to delete it failed, as
 *   sublet_idle_volumes_delete_finish() said; until the next try, or until it is gone
 */
const GError *
sublet_idle_volumes_get_delete_error (SubletIdleVolumes *self, gint64 volume_id)
{
  const Deletion *deletion;

  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), NULL);

  deletion = g_hash_table_lookup (self->deletions, &volume_id);

  return deletion != NULL ? deletion->error : NULL;
}
