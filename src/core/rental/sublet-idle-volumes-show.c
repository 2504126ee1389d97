/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-money.h"

#include <string.h>

/* Which of the latest list are shown: those that nobody uses. */

static bool
is_being_rented (SubletRentalTrack *track)
{
  SubletRentalState state = track->record->state;

  return state == SUBLET_RENTAL_STATE_INTENDED || state == SUBLET_RENTAL_STATE_REQUESTING ||
         state == SUBLET_RENTAL_STATE_UNCLEAR || state == SUBLET_RENTAL_STATE_PROVISIONING;
}

/* It came to be known when the latest list was on its way, or later. */
static bool
is_newer_than_list (SubletIdleVolumes *self, SubletRentalTrack *track)
{
  return track->record->state != SUBLET_RENTAL_STATE_GONE && track->held_mono_us > 0 &&
         track->held_mono_us >= self->asked_mono_us;
}

/**
 * sublet_idle_volumes_is_idle:
 * @self: the volumes
 * @volume: one of the latest list
 *
 * Returns: whether that list shows that no instance uses it, and none is held on its machine that
 *   the list may not know
 */
bool
sublet_idle_volumes_is_idle (SubletIdleVolumes *self, SubletVolume *volume)
{
  const SubletVolumeData *data = sublet_volume_get_data (volume);
  guint i;

  if (data->n_instances != 0)
    return false;
  for (i = 0; i < self->engine->tracks->len; i++)
    {
      SubletRentalTrack *track = g_ptr_array_index (self->engine->tracks, i);

      if (track->record->machine_id == data->machine_id &&
          (is_being_rented (track) || is_newer_than_list (self, track)))
        return false;
    }

  return true;
}

static gint64
add_rates (GPtrArray *volumes)
{
  gint64 sum_nusd = 0;
  guint i;

  for (i = 0; i < volumes->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (volumes, i);

      sum_nusd =
        sublet_money_add (sum_nusd,
                          sublet_volume_get_rate_nusd (volume,
                                                       sublet_volume_get_data (volume)->size_gb));
    }

  return sum_nusd;
}

static bool
is_same (SubletVolume *a, SubletVolume *b)
{
  const SubletVolumeData *x = sublet_volume_get_data (a);
  const SubletVolumeData *y = sublet_volume_get_data (b);

  return a == b || (x->id == y->id && x->machine_id == y->machine_id &&
                    x->start_us == y->start_us && x->nusd_per_gb_month == y->nusd_per_gb_month &&
                    memcmp (&x->size_gb, &y->size_gb, sizeof x->size_gb) == 0 &&
                    g_strcmp0 (x->label, y->label) == 0);
}

/* How many look the same at one end of both, @n at most. These stay the objects they were. */
static guint
keep_same (GPtrArray *old, GPtrArray *shown, guint n, bool at_the_end)
{
  guint i;

  for (i = 0; i < n; i++)
    {
      gpointer *was = &old->pdata[at_the_end ? old->len - 1 - i : i];
      gpointer *is = &shown->pdata[at_the_end ? shown->len - 1 - i : i];

      if (!is_same (*was, *is))
        break;
      g_set_object ((SubletVolume **) is, *was);
    }

  return i;
}

/* What looks the same stays, and whoever has the focus in it. */
static void
emit_difference (SubletIdleVolumes *self, GPtrArray *old)
{
  guint n = MIN (old->len, self->shown->len);
  guint before = keep_same (old, self->shown, n, false);
  guint after = keep_same (old, self->shown, n - before, true);
  guint n_removed = old->len - before - after;
  guint n_added = self->shown->len - before - after;

  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, n_removed, n_added);
}

/* What changed in the list, or in what is rented. */
void
sublet_idle_volumes_show (SubletIdleVolumes *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  gint64 rate_nusd;
  guint i;

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < self->all->len; i++)
    {
      SubletVolume *volume = g_ptr_array_index (self->all, i);

      if (sublet_idle_volumes_is_idle (self, volume))
        g_ptr_array_add (self->shown, g_object_ref (volume));
    }
  emit_difference (self, old);

  rate_nusd = add_rates (self->shown);
  if (self->rate_nusd != rate_nusd)
    {
      self->rate_nusd = rate_nusd;
      g_object_notify (G_OBJECT (self), "rate-nusd");
    }
}
