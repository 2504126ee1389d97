/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-selection.h"

#include <stdbool.h>

struct _SubletInstanceSelection
{
  GObject parent_instance;

  GListModel *rentals;  /* (owned) */
  GPtrArray *listed;    /* (owned) (element-type SubletRental): what the list holds */
  GHashTable *selected; /* (owned) (element-type SubletRental): kept by listed */
  GArray *lost;         /* (owned) (element-type gint64): machines that have just left the list */
  guint lost_id;
  guint tell_id;
  bool active;
};

G_DEFINE_FINAL_TYPE (SubletInstanceSelection, sublet_instance_selection, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACTIVE = 1,
} SubletInstanceSelectionProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];

typedef enum
{
  SIGNAL_CHANGED,
} SubletInstanceSelectionSignal;

static guint signals[SIGNAL_CHANGED + 1];

static void
tell (SubletInstanceSelection *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
on_tell (gpointer user_data)
{
  SubletInstanceSelection *self = user_data;

  self->tell_id = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

/* A poll changes many properties of each: that is told once, before the next frame. */
static void
on_notify (SubletInstanceSelection *self, GParamSpec *pspec, SubletRental *rental)
{
  if (!g_hash_table_contains (self->selected, rental))
    return;

  if (!sublet_rental_is_open (rental))
    g_hash_table_remove (self->selected, rental);
  if (self->tell_id == 0)
    self->tell_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_tell, self, NULL);
}

/* ---- the list ---- */

static gboolean
on_settled (gpointer user_data)
{
  SubletInstanceSelection *self = user_data;

  self->lost_id = 0;
  g_array_set_size (self->lost, 0);

  return G_SOURCE_REMOVE;
}

/* An adopted one leaves as somebody else's, and comes as ours in the same turn of the main loop. */
static void
lose (SubletInstanceSelection *self, SubletRental *rental)
{
  gint64 id = sublet_rental_get_instance_id (rental);

  if (!g_hash_table_remove (self->selected, rental) || id <= 0)
    return;

  g_array_append_val (self->lost, id);
  if (self->lost_id == 0)
    self->lost_id = g_idle_add (on_settled, self);
}

static bool
find_again (SubletInstanceSelection *self, SubletRental *rental)
{
  guint i;

  for (i = 0; i < self->lost->len; i++)
    {
      if (g_array_index (self->lost, gint64, i) == sublet_rental_get_instance_id (rental) &&
          sublet_rental_is_open (rental))
        return true;
    }

  return false;
}

static void
on_items_changed (GListModel *rentals,
                  guint position,
                  guint removed,
                  guint added,
                  SubletInstanceSelection *self)
{
  guint before = g_hash_table_size (self->selected);
  bool found = false;
  guint i;

  for (i = position; i < position + removed; i++)
    {
      SubletRental *rental = g_ptr_array_index (self->listed, i);

      g_signal_handlers_disconnect_by_func (rental, on_notify, self);
      lose (self, rental);
    }
  if (removed > 0)
    g_ptr_array_remove_range (self->listed, position, removed);
  for (i = position; i < position + added; i++)
    {
      SubletRental *rental = g_list_model_get_item (rentals, i);

      g_ptr_array_insert (self->listed, (int) i, rental);
      g_signal_connect_object (rental, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
      if (self->active && find_again (self, rental))
        found = g_hash_table_add (self->selected, rental);
    }
  if (found || g_hash_table_size (self->selected) != before)
    tell (self);
}

/* ---- the object ---- */

static void
sublet_instance_selection_dispose (GObject *object)
{
  SubletInstanceSelection *self = SUBLET_INSTANCE_SELECTION (object);

  g_clear_handle_id (&self->lost_id, g_source_remove);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  if (self->rentals != NULL)
    g_signal_handlers_disconnect_by_func (self->rentals, on_items_changed, self);
  g_clear_object (&self->rentals);

  G_OBJECT_CLASS (sublet_instance_selection_parent_class)->dispose (object);
}

static void
sublet_instance_selection_finalize (GObject *object)
{
  SubletInstanceSelection *self = SUBLET_INSTANCE_SELECTION (object);

  g_hash_table_unref (self->selected);
  g_ptr_array_unref (self->listed);
  g_array_unref (self->lost);

  G_OBJECT_CLASS (sublet_instance_selection_parent_class)->finalize (object);
}

static void
sublet_instance_selection_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    g_value_set_boolean (value, SUBLET_INSTANCE_SELECTION (object)->active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_instance_selection_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    sublet_instance_selection_set_active (SUBLET_INSTANCE_SELECTION (object),
                                          g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_instance_selection_class_init (SubletInstanceSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_instance_selection_dispose;
  object_class->finalize = sublet_instance_selection_finalize;
  object_class->get_property = sublet_instance_selection_get_property;
  object_class->set_property = sublet_instance_selection_set_property;

  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active",
                          NULL,
                          NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_instance_selection_init (SubletInstanceSelection *self)
{
  self->listed = g_ptr_array_new_with_free_func (g_object_unref);
  self->selected = g_hash_table_new (NULL, NULL);
  self->lost = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * sublet_instance_selection_new:
 * @rentals: (element-type SubletRental): what there is to choose from
 *
 * Returns: (transfer full): a selection of none
 */
SubletInstanceSelection *
sublet_instance_selection_new (GListModel *rentals)
{
  SubletInstanceSelection *self = g_object_new (SUBLET_TYPE_INSTANCE_SELECTION, NULL);

  self->rentals = g_object_ref (rentals);
  g_signal_connect_object (rentals, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  on_items_changed (rentals, 0, 0, g_list_model_get_n_items (rentals), self);

  return self;
}

/**
 * sublet_instance_selection_get_active:
 * @self: a selection
 *
 * Returns: whether machines can be chosen
 */
gboolean
sublet_instance_selection_get_active (SubletInstanceSelection *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SELECTION (self), FALSE);

  return self->active;
}

/**
 * sublet_instance_selection_set_active:
 * @self: a selection
 * @active: whether machines can be chosen; when not, none is
 */
void
sublet_instance_selection_set_active (SubletInstanceSelection *self, gboolean active)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_SELECTION (self));

  if (self->active == active)
    return;

  self->active = active;
  if (!active)
    g_hash_table_remove_all (self->selected);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  tell (self);
}

static bool
can_choose (SubletInstanceSelection *self, SubletRental *rental)
{
  return sublet_rental_is_open (rental) && g_ptr_array_find (self->listed, rental, NULL);
}

/**
 * sublet_instance_selection_set:
 * @self: a selection
 * @rental: one of the list
 * @selected: whether it is chosen, which makes the selection active
 */
void
sublet_instance_selection_set (SubletInstanceSelection *self,
                               SubletRental *rental,
                               gboolean selected)
{
  bool changed;

  g_return_if_fail (SUBLET_IS_INSTANCE_SELECTION (self));

  if (selected && !can_choose (self, rental))
    return;

  if (selected)
    sublet_instance_selection_set_active (self, TRUE);
  changed = selected ? g_hash_table_add (self->selected, rental)
                     : g_hash_table_remove (self->selected, rental);
  if (changed)
    tell (self);
}

/**
 * sublet_instance_selection_add_all:
 * @self: a selection, which becomes active
 * @items: those that are shown, with or without what is no rental
 */
void
sublet_instance_selection_add_all (SubletInstanceSelection *self, GListModel *items)
{
  guint i;

  g_return_if_fail (SUBLET_IS_INSTANCE_SELECTION (self));

  for (i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (SUBLET_IS_RENTAL (item) && can_choose (self, SUBLET_RENTAL (item)))
        g_hash_table_add (self->selected, item);
    }
  if (self->active)
    tell (self);
  else
    sublet_instance_selection_set_active (self, TRUE);
}

/**
 * sublet_instance_selection_contains:
 * @self: a selection
 * @rental: a rental
 *
 * Returns: whether it is chosen
 */
gboolean
sublet_instance_selection_contains (SubletInstanceSelection *self, SubletRental *rental)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SELECTION (self), FALSE);

  return g_hash_table_contains (self->selected, rental);
}

/**
 * sublet_instance_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many are chosen
 */
guint
sublet_instance_selection_get_n_selected (SubletInstanceSelection *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_SELECTION (self), 0);

  return g_hash_table_size (self->selected);
}

/**
 * sublet_instance_selection_dup_rentals:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type SubletRental): those that are chosen, as the list has them
 */
GPtrArray *
sublet_instance_selection_dup_rentals (SubletInstanceSelection *self)
{
  GPtrArray *rentals = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  g_return_val_if_fail (SUBLET_IS_INSTANCE_SELECTION (self), rentals);

  for (i = 0; i < self->listed->len; i++)
    {
      SubletRental *rental = g_ptr_array_index (self->listed, i);

      if (g_hash_table_contains (self->selected, rental))
        g_ptr_array_add (rentals, g_object_ref (rental));
    }

  return rentals;
}
