/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-idle-volumes-private.h"

#include "core/base/sublet-cancel.h"
#include "core/base/sublet-error.h"

static void sublet_idle_volumes_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletIdleVolumes,
                               sublet_idle_volumes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sublet_idle_volumes_list_model_iface_init))

typedef enum
{
  VOLUMES_PROP_KNOWLEDGE = 1,
  VOLUMES_PROP_KNOWN_AT_US,
  VOLUMES_PROP_RATE_NUSD,
} SubletIdleVolumesProperty;

static GParamSpec *properties[VOLUMES_PROP_RATE_NUSD + 1];

/* ---- what is known of them ---- */

static void
set_knowledge (SubletIdleVolumes *self, SubletKnowledge knowledge, gint64 known_at_us)
{
  if (self->knowledge != knowledge)
    {
      self->knowledge = knowledge;
      g_object_notify_by_pspec (G_OBJECT (self), properties[VOLUMES_PROP_KNOWLEDGE]);
    }
  if (self->known_at_us != known_at_us)
    {
      self->known_at_us = known_at_us;
      g_object_notify_by_pspec (G_OBJECT (self), properties[VOLUMES_PROP_KNOWN_AT_US]);
    }
}

static bool
says_who_uses_each (const SubletCatalogueListing *listing)
{
  guint i;

  for (i = 0; i < listing->items->len; i++)
    {
      if (sublet_volume_get_data (g_ptr_array_index (listing->items, i))->n_instances < 0)
        return false;
    }

  return true;
}

/**
 * sublet_idle_volumes_take:
 * @self: the volumes
 * @listing: (nullable): all there are; NULL: they are not known
 * @error: (nullable): why not
 *
 * A list with rows that cannot be read, or do not say who uses the volume, is not known: what is
 * not shown may bill with nobody using it. What was known stays.
 */
void
sublet_idle_volumes_take (SubletIdleVolumes *self,
                          const SubletCatalogueListing *listing,
                          const GError *error)
{
  g_return_if_fail (SUBLET_IS_IDLE_VOLUMES (self));

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_error (&self->error);
  if (listing != NULL)
    {
      g_clear_pointer (&self->all, g_ptr_array_unref);
      self->all = g_ptr_array_ref (listing->items);
      sublet_idle_volumes_show (self);
    }
  if (error != NULL)
    self->error = g_error_copy (error);
  else if (listing != NULL && !listing->whole)
    g_set_error (&self->error, SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, "a list with unreadable rows");
  else if (listing != NULL && !says_who_uses_each (listing))
    g_set_error (&self->error,
                 SUBLET_ERROR,
                 SUBLET_ERROR_PROTOCOL,
                 "who uses a volume is not said");
  set_knowledge (self,
                 self->error == NULL ? SUBLET_KNOWLEDGE_KNOWN : SUBLET_KNOWLEDGE_UNKNOWN,
                 self->error == NULL ? listing->known_at_us : self->known_at_us);
  if (self->error == NULL)
    sublet_idle_volumes_forget_deletions (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* What another key sees is something else. */
void
sublet_idle_volumes_forget (SubletIdleVolumes *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_error (&self->error);
  g_ptr_array_unref (self->all);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  sublet_idle_volumes_show (self);
  set_knowledge (self, SUBLET_KNOWLEDGE_NEVER, 0);
  sublet_idle_volumes_forget_deletions (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* ---- the object ---- */

static GType
sublet_idle_volumes_get_item_type (GListModel *list)
{
  return SUBLET_TYPE_VOLUME;
}

static guint
sublet_idle_volumes_get_n_items (GListModel *list)
{
  return SUBLET_IDLE_VOLUMES (list)->shown->len;
}

static gpointer
sublet_idle_volumes_get_item (GListModel *list, guint position)
{
  GPtrArray *shown = SUBLET_IDLE_VOLUMES (list)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
sublet_idle_volumes_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_idle_volumes_get_item_type;
  iface->get_n_items = sublet_idle_volumes_get_n_items;
  iface->get_item = sublet_idle_volumes_get_item;
}

static void
sublet_idle_volumes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletIdleVolumes *self = SUBLET_IDLE_VOLUMES (object);

  switch ((SubletIdleVolumesProperty) prop_id)
    {
    case VOLUMES_PROP_KNOWLEDGE:
      g_value_set_enum (value, self->knowledge);
      break;

    case VOLUMES_PROP_KNOWN_AT_US:
      g_value_set_int64 (value, self->known_at_us);
      break;

    case VOLUMES_PROP_RATE_NUSD:
      g_value_set_int64 (value, self->rate_nusd);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_idle_volumes_dispose (GObject *object)
{
  SubletIdleVolumes *self = SUBLET_IDLE_VOLUMES (object);

  sublet_idle_volumes_cancel_wait (self);
  sublet_cancel_clear (&self->cancellable);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (sublet_idle_volumes_parent_class)->dispose (object);
}

static void
sublet_idle_volumes_finalize (GObject *object)
{
  SubletIdleVolumes *self = SUBLET_IDLE_VOLUMES (object);

  g_clear_error (&self->error);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->deletions);

  G_OBJECT_CLASS (sublet_idle_volumes_parent_class)->finalize (object);
}

/* What each property means stands at its getter. */
static void
sublet_idle_volumes_class_init (SubletIdleVolumesClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_idle_volumes_dispose;
  object_class->finalize = sublet_idle_volumes_finalize;
  object_class->get_property = sublet_idle_volumes_get_property;

  properties[VOLUMES_PROP_KNOWLEDGE] = g_param_spec_enum ("knowledge",
                                                          NULL,
                                                          NULL,
                                                          SUBLET_TYPE_KNOWLEDGE,
                                                          SUBLET_KNOWLEDGE_NEVER,
                                                          flags);
  properties[VOLUMES_PROP_KNOWN_AT_US] =
    g_param_spec_int64 ("known-at-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[VOLUMES_PROP_RATE_NUSD] =
    g_param_spec_int64 ("rate-nusd", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_signal_new ("deletion-changed",
                G_TYPE_FROM_CLASS (klass),
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_INT64);
  g_signal_new ("journal-changed",
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
sublet_idle_volumes_init (SubletIdleVolumes *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->deletions = sublet_idle_volumes_make_deletions ();
  self->cancellable = g_cancellable_new ();
}

/**
 * sublet_idle_volumes_new:
 * @engine: whose account, and what is being rented
 *
 * Returns: (transfer full): the volumes, not known yet, and asked for by nobody
 */
SubletIdleVolumes *
sublet_idle_volumes_new (SubletRentalEngine *engine)
{
  SubletIdleVolumes *self;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);

  self = g_object_new (SUBLET_TYPE_IDLE_VOLUMES, NULL);
  self->engine = g_object_ref (engine);
  self->generation = engine->generation;
  g_signal_connect_object (engine,
                           "notify",
                           G_CALLBACK (sublet_idle_volumes_follow_engine),
                           self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * sublet_idle_volumes_dup_shared:
 * @engine: whose account, and what is being rented
 *
 * Returns: (transfer full): the volumes that others of this engine have, too, as long as somebody
 *   has them
 */
SubletIdleVolumes *
sublet_idle_volumes_dup_shared (SubletRentalEngine *engine)
{
  static const char key[] = "sublet-idle-volumes";
  SubletIdleVolumes *self;
  GWeakRef *shared;

  g_return_val_if_fail (SUBLET_IS_RENTAL_ENGINE (engine), NULL);

  shared = g_object_get_data (G_OBJECT (engine), key);
  if (shared == NULL)
    {
      shared = g_new0 (GWeakRef, 1);
      g_weak_ref_init (shared, NULL);
      g_object_set_data_full (G_OBJECT (engine), key, shared, free_weak_ref);
    }
  self = g_weak_ref_get (shared);
  if (self == NULL)
    {
      self = sublet_idle_volumes_new (engine);
      g_weak_ref_set (shared, self);
    }

  return self;
}

/**
 * sublet_idle_volumes_get_knowledge:
 * @self: the volumes
 *
 * Returns: whether all there are are known; UNKNOWN: what is shown was known once, or is not all
 */
SubletKnowledge
sublet_idle_volumes_get_knowledge (SubletIdleVolumes *self)
{
  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), SUBLET_KNOWLEDGE_NEVER);

  return self->knowledge;
}

/**
 * sublet_idle_volumes_get_known_at_us:
 * @self: the volumes
 *
 * Returns: service time of the latest list that had all; 0: none came
 */
gint64
sublet_idle_volumes_get_known_at_us (SubletIdleVolumes *self)
{
  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), 0);

  return self->known_at_us;
}

/**
 * sublet_idle_volumes_get_rate_nusd:
 * @self: the volumes
 *
 * Returns: what an hour of all of them costs, SUBLET_MONEY_UNKNOWN when that of one is not known
 */
gint64
sublet_idle_volumes_get_rate_nusd (SubletIdleVolumes *self)
{
  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), SUBLET_MONEY_UNKNOWN);

  return self->rate_nusd;
}

/**
 * sublet_idle_volumes_get_all:
 * @self: the volumes
 *
 * Returns: (transfer none) (element-type SubletVolume): all of the latest list, in use or not,
 *   until the next one; as little to be believed as "knowledge" says
 */
GPtrArray *
sublet_idle_volumes_get_all (SubletIdleVolumes *self)
{
  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), NULL);

  return self->all;
}

/**
 * sublet_idle_volumes_get_error:
 * @self: the volumes
 *
 * Returns: (transfer none) (nullable): why they are not known
 */
const GError *
sublet_idle_volumes_get_error (SubletIdleVolumes *self)
{
  g_return_val_if_fail (SUBLET_IS_IDLE_VOLUMES (self), NULL);

  return self->error;
}
