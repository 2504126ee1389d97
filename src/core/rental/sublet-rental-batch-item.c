/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-rental"

#include "config.h"

#include "core/rental/sublet-rental-batch-private.h"

struct _SubletRentalBatchItem
{
  GObject parent_instance;

  SubletRentalRequest *request; /* (owned) */
  SubletRental *rental;         /* (owned) (nullable) */
  SubletBatchItemState state;
  GError *error; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SubletRentalBatchItem, sublet_rental_batch_item, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SubletBatchItemState,
                    sublet_batch_item_state,
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_RENTED, "rented"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_UNCLEAR, "unclear"),
                    G_DEFINE_ENUM_VALUE (SUBLET_BATCH_ITEM_NOT_ASKED, "not-asked"))

typedef enum
{
  PROP_ITEM_STATE = 1,
  PROP_ITEM_RENTAL,
  PROP_ITEM_ERROR,
  N_ITEM_PROPERTIES,
} SubletRentalBatchItemProperty;

static GParamSpec *properties[N_ITEM_PROPERTIES];

static void
sublet_rental_batch_item_dispose (GObject *object)
{
  SubletRentalBatchItem *self = SUBLET_RENTAL_BATCH_ITEM (object);

  g_clear_object (&self->request);
  g_clear_object (&self->rental);

  G_OBJECT_CLASS (sublet_rental_batch_item_parent_class)->dispose (object);
}

static void
sublet_rental_batch_item_finalize (GObject *object)
{
  SubletRentalBatchItem *self = SUBLET_RENTAL_BATCH_ITEM (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (sublet_rental_batch_item_parent_class)->finalize (object);
}

static void
sublet_rental_batch_item_get_property (GObject *object,
                                       guint prop_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  SubletRentalBatchItem *self = SUBLET_RENTAL_BATCH_ITEM (object);

  switch ((SubletRentalBatchItemProperty) prop_id)
    {
    case PROP_ITEM_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ITEM_RENTAL:
      g_value_set_object (value, self->rental);
      break;

    case PROP_ITEM_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case N_ITEM_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_rental_batch_item_class_init (SubletRentalBatchItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_rental_batch_item_dispose;
  object_class->finalize = sublet_rental_batch_item_finalize;
  object_class->get_property = sublet_rental_batch_item_get_property;

  properties[PROP_ITEM_STATE] =
    g_param_spec_enum ("state", NULL, NULL, SUBLET_TYPE_BATCH_ITEM_STATE, 0, flags);
  properties[PROP_ITEM_RENTAL] =
    g_param_spec_object ("rental", NULL, NULL, SUBLET_TYPE_RENTAL, flags);
  properties[PROP_ITEM_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_ITEM_PROPERTIES, properties);
}

static void
sublet_rental_batch_item_init (SubletRentalBatchItem *self)
{
}

/**
 * sublet_rental_batch_item_new:
 * @request: (transfer none): what is asked for when its turn comes
 *
 * Returns: (transfer full): one that waits
 */
SubletRentalBatchItem *
sublet_rental_batch_item_new (SubletRentalRequest *request)
{
  SubletRentalBatchItem *self = g_object_new (SUBLET_TYPE_RENTAL_BATCH_ITEM, NULL);

  self->request = g_object_ref (request);
  return self;
}

void
sublet_rental_batch_item_set_state (SubletRentalBatchItem *self, SubletBatchItemState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM_STATE]);
}

void
sublet_rental_batch_item_set_rental (SubletRentalBatchItem *self, SubletRental *rental)
{
  if (g_set_object (&self->rental, rental))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM_RENTAL]);
}

void
sublet_rental_batch_item_set_error (SubletRentalBatchItem *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM_ERROR]);
}

/**
 * sublet_rental_batch_item_get_state:
 * @self: one of several
 *
 * Returns: how far it is
 */
SubletBatchItemState
sublet_rental_batch_item_get_state (SubletRentalBatchItem *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH_ITEM (self), SUBLET_BATCH_ITEM_WAITING);

  return self->state;
}

/**
 * sublet_rental_batch_item_get_rental:
 * @self: one of several
 *
 * Returns: (transfer none) (nullable): the rental, once its intent is in the journal
 */
SubletRental *
sublet_rental_batch_item_get_rental (SubletRentalBatchItem *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH_ITEM (self), NULL);

  return self->rental;
}

/**
 * sublet_rental_batch_item_get_request:
 * @self: one of several
 *
 * Returns: (transfer none): what is asked for, with its own offer and label
 */
SubletRentalRequest *
sublet_rental_batch_item_get_request (SubletRentalBatchItem *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH_ITEM (self), NULL);

  return self->request;
}

/**
 * sublet_rental_batch_item_get_error:
 * @self: one of several
 *
 * Returns: (transfer none) (nullable): why nothing was written or sent, when it has no rental
 */
const GError *
sublet_rental_batch_item_get_error (SubletRentalBatchItem *self)
{
  g_return_val_if_fail (SUBLET_IS_RENTAL_BATCH_ITEM (self), NULL);

  return self->error;
}
