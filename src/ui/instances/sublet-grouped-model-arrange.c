/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-grouped-model-private.h"

/* What stands where, and how what is shown becomes that. */

guint
sublet_grouped_model_get_group (SubletGroupedModel *self, gpointer item)
{
  return self->flat ? 0 : MIN (self->get_group (item), self->n_groups - 1);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SubletGroupedModel *self = user_data;

  return self->compare (*(gconstpointer *) a, *(gconstpointer *) b, self->compare_data);
}

/* Those that are alike stay as they are in the source. */
static GPtrArray *
sort (SubletGroupedModel *self)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, self->watched, NULL, NULL);
  if (self->compare != NULL)
    g_ptr_array_sort_with_data (sorted, compare, self);

  return sorted;
}

static GPtrArray *
arrange (SubletGroupedModel *self)
{
  GPtrArray *arranged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sorted = sort (self);
  guint group;
  guint i;

  for (group = 0; group < self->n_groups; group++)
    {
      gboolean captioned = self->flat;

      for (i = 0; i < sorted->len; i++)
        {
          GObject *item = g_ptr_array_index (sorted, i);

          if (sublet_grouped_model_get_group (self, item) != group)
            continue;
          if (!captioned)
            g_ptr_array_add (arranged, g_object_ref (g_ptr_array_index (self->captions, group)));
          captioned = TRUE;
          g_ptr_array_add (arranged, g_object_ref (item));
        }
    }

  return arranged;
}

/* Neighbours that have changed places. */
static guint
count_misplaced (SubletGroupedModel *self)
{
  guint misplaced = 0;
  guint i;

  for (i = 1; self->compare != NULL && i < self->shown->len; i++)
    {
      gpointer before = g_ptr_array_index (self->shown, i - 1);
      gpointer after = g_ptr_array_index (self->shown, i);

      if (!SUBLET_IS_GROUP_CAPTION (before) && !SUBLET_IS_GROUP_CAPTION (after))
        misplaced += self->compare (before, after, self->compare_data) > 0;
    }

  return misplaced;
}

/* Items that came, went, or stand in another group than they are shown in; else in another order.
 */
static guint
count_changes (SubletGroupedModel *self)
{
  guint kept = 0;
  guint changes = 0;
  guint i;

  for (i = 0; i < self->watched->len; i++)
    {
      GObject *item = g_ptr_array_index (self->watched, i);
      guint shown_group = GPOINTER_TO_UINT (g_hash_table_lookup (self->groups, item));

      if (shown_group != 0)
        kept++;
      if (shown_group != sublet_grouped_model_get_group (self, item) + 1)
        changes++;
    }

  changes += g_hash_table_size (self->groups) - kept;

  return changes > 0 ? changes : count_misplaced (self);
}

/* One change for the stretch that differs: rows outside of it keep their widgets. */
void
sublet_grouped_model_apply (SubletGroupedModel *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  GPtrArray *new = arrange (self);
  guint before = 0;
  guint after = 0;
  guint i;

  while (before < old->len &&
         before < new->len &&g_ptr_array_index (old, before) == g_ptr_array_index (new, before))
    before++;
  while (after < old->len - before &&
         after < new->len - before &&g_ptr_array_index (old, old->len - 1 - after) ==
           g_ptr_array_index (new, new->len - 1 - after))
    after++;

  self->shown = new;
  g_hash_table_remove_all (self->groups);
  for (i = 0; i < self->watched->len; i++)
    {
      GObject *item = g_ptr_array_index (self->watched, i);

      g_hash_table_insert (self->groups,
                           item,
                           GUINT_TO_POINTER (sublet_grouped_model_get_group (self, item) + 1));
    }

  if (before + after < old->len || before + after < new->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                before,
                                old->len - before - after,
                                new->len - before - after);
  sublet_grouped_model_set_pending (self, 0);
}

void
sublet_grouped_model_update (SubletGroupedModel *self)
{
  if (self->held)
    sublet_grouped_model_set_pending (self, count_changes (self));
  else
    sublet_grouped_model_apply (self);
}
