/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-grouped-model-private.h"

/* What stands where, and how what is shown becomes that. */

/* ---- groups ---- */

static guint
group_hash (gconstpointer group)
{
  const SubletGroup *self = group;

  return self->rank ^ (self->key == NULL ? 0 : g_str_hash (self->key));
}

static gboolean
group_equal (gconstpointer a, gconstpointer b)
{
  const SubletGroup *group_a = a;
  const SubletGroup *group_b = b;

  return group_a->rank == group_b->rank && g_strcmp0 (group_a->key, group_b->key) == 0;
}

static void
group_free (SubletGroup *group)
{
  g_free (group->key);
  g_clear_object (&group->caption);
  g_ptr_array_unref (group->members);
  g_free (group);
}

/**
 * sublet_grouped_model_make_groups: (skip)
 *
 * Returns: (transfer full): a set of groups, none yet
 */
GHashTable *
sublet_grouped_model_make_groups (void)
{
  return g_hash_table_new_full (group_hash, group_equal, (GDestroyNotify) group_free, NULL);
}

/* Its key is borrowed from the item. */
static void
read_group (SubletGroupedModel *self, gpointer item, SubletGroup *group)
{
  const SubletGrouping *grouping = self->grouping;

  *group = (SubletGroup){ 0 };
  if (grouping == NULL)
    return;

  group->rank = grouping->get_rank (item);
  if (grouping->get_key != NULL)
    group->key = (char *) grouping->get_key (item);
}

static SubletGroup *
ensure_group (SubletGroupedModel *self, gpointer item)
{
  SubletGroup wanted;
  SubletGroup *group;

  read_group (self, item, &wanted);
  group = g_hash_table_lookup (self->groups, &wanted);
  if (group != NULL)
    return group;

  group = g_new0 (SubletGroup, 1);
  group->rank = wanted.rank;
  group->key = g_strdup (wanted.key);
  group->members = g_ptr_array_new ();
  g_hash_table_add (self->groups, group);

  return group;
}

/**
 * sublet_grouped_model_is_in_place: (skip)
 * @self: a model
 * @item: an item of the source
 *
 * Returns: whether it is shown, and in the group that it is in
 */
bool
sublet_grouped_model_is_in_place (SubletGroupedModel *self, gpointer item)
{
  const SubletGroup *shown = g_hash_table_lookup (self->placed, item);
  SubletGroup now;

  read_group (self, item, &now);

  return shown != NULL && group_equal (shown, &now);
}

/* ---- what stands where ---- */

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

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const SubletGroup *group_a = *(SubletGroup *const *) a;
  const SubletGroup *group_b = *(SubletGroup *const *) b;

  return group_a->rank < group_b->rank ? -1 : group_a->rank > group_b->rank;
}

/* Every group with its members in order; those of one rank stand as their first members do. */
static GPtrArray *
fill_groups (SubletGroupedModel *self)
{
  g_autoptr (GPtrArray) sorted = sort (self);
  GPtrArray *filled = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer group;
  guint i;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    g_ptr_array_set_size (((SubletGroup *) group)->members, 0);
  for (i = 0; i < sorted->len; i++)
    {
      gpointer item = g_ptr_array_index (sorted, i);
      SubletGroup *its_group = ensure_group (self, item);

      if (its_group->members->len == 0)
        g_ptr_array_add (filled, its_group);
      g_ptr_array_add (its_group->members, item);
    }
  g_ptr_array_sort (filled, compare_ranks);

  return filled;
}

/* The same one for as long as the group is shown: its row keeps its widget. */
static SubletGroupCaption *
ref_caption (SubletGroupedModel *self, SubletGroup *group)
{
  if (group->caption == NULL)
    {
      g_autofree char *title = self->grouping->dup_title (g_ptr_array_index (group->members, 0));

      group->caption = g_object_new (SUBLET_TYPE_GROUP_CAPTION, "title", title, NULL);
    }

  return g_object_ref (group->caption);
}

static GPtrArray *
arrange (SubletGroupedModel *self)
{
  GPtrArray *arranged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) filled = fill_groups (self);
  guint i;
  guint j;

  for (i = 0; i < filled->len; i++)
    {
      SubletGroup *group = g_ptr_array_index (filled, i);

      if (self->captioned && self->grouping != NULL)
        g_ptr_array_add (arranged, ref_caption (self, group));
      for (j = 0; j < group->members->len; j++)
        g_ptr_array_add (arranged, g_object_ref (g_ptr_array_index (group->members, j)));
    }

  return arranged;
}

/* ---- what waits ---- */

/* Neighbours that will change places. */
static guint
count_misplaced (SubletGroupedModel *self)
{
  g_autoptr (GPtrArray) arranged = arrange (self);
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  guint misplaced = 0;
  guint before = 0;
  guint i;

  for (i = 0; i < arranged->len; i++)
    g_hash_table_insert (positions, g_ptr_array_index (arranged, i), GUINT_TO_POINTER (i));
  for (i = 0; i < self->shown->len; i++)
    {
      gpointer item = g_ptr_array_index (self->shown, i);
      guint position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, item));

      if (SUBLET_IS_GROUP_CAPTION (item))
        continue;
      misplaced += position < before;
      before = position;
    }

  return misplaced;
}

/* Items that came, went, or stand in another group than they are shown in. */
static guint
count_moves (SubletGroupedModel *self)
{
  guint kept = 0;
  guint moves = 0;
  guint i;

  for (i = 0; i < self->watched->len; i++)
    {
      GObject *item = g_ptr_array_index (self->watched, i);

      kept += g_hash_table_contains (self->placed, item);
      moves += !sublet_grouped_model_is_in_place (self, item);
    }

  return moves + g_hash_table_size (self->placed) - kept;
}

/* ---- what is shown ---- */

/* Which group each item is shown in; groups without any are over. */
static void
place (SubletGroupedModel *self)
{
  GHashTableIter iter;
  gpointer value;
  guint i;

  g_hash_table_remove_all (self->placed);
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      SubletGroup *group = value;

      for (i = 0; i < group->members->len; i++)
        g_hash_table_insert (self->placed, g_ptr_array_index (group->members, i), group);
      if (group->members->len == 0)
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * sublet_grouped_model_apply: (skip)
 * @self: a model
 *
 * One change for the stretch that differs: rows outside of it keep their widgets.
 */
void
sublet_grouped_model_apply (SubletGroupedModel *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  GPtrArray *new = arrange (self);
  guint before = 0;
  guint after = 0;

  while (before < old->len &&
         before < new->len &&g_ptr_array_index (old, before) == g_ptr_array_index (new, before))
    before++;
  while (after < old->len - before &&
         after < new->len - before &&g_ptr_array_index (old, old->len - 1 - after) ==
           g_ptr_array_index (new, new->len - 1 - after))
    after++;

  self->shown = new;
  place (self);
  if (before + after < old->len || before + after < new->len)
    g_list_model_items_changed (G_LIST_MODEL (self),
                                before,
                                old->len - before - after,
                                new->len - before - after);
  self->moves = 0;
  sublet_grouped_model_set_pending (self, 0);
}

/**
 * sublet_grouped_model_update: (skip)
 * @self: a model
 *
 * Shows what has changed, or counts it while it is held.
 */
void
sublet_grouped_model_update (SubletGroupedModel *self)
{
  if (!self->held)
    {
      sublet_grouped_model_apply (self);
      return;
    }

  self->moves = count_moves (self);
  sublet_grouped_model_set_pending (self, self->moves > 0 ? self->moves : count_misplaced (self));
}
