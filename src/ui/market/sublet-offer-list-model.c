/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-list-model.h"

struct _SubletOfferListModel
{
  SubletSlotListModel parent_instance;

  SubletMarket *market; /* (owned) (nullable): NULL after dispose */
  gint64 selected_id;   /* 0: none */
};

G_DEFINE_FINAL_TYPE (SubletOfferListModel, sublet_offer_list_model, SUBLET_TYPE_SLOT_LIST_MODEL)

typedef enum
{
  PROP_MARKET = 1,
  PROP_SELECTED_ID,
} SubletOfferListModelProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

static guint
sublet_offer_list_model_count (SubletSlotListModel *list)
{
  return sublet_market_get_shown (SUBLET_OFFER_LIST_MODEL (list)->market);
}

static guint
sublet_offer_list_model_find_selected (SubletSlotListModel *list)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (list);

  return self->selected_id != 0 ? sublet_market_find_offer (self->market, self->selected_id)
                                : G_MAXUINT;
}

static void
remember (SubletOfferListModel *self, gint64 offer_id)
{
  if (self->selected_id == offer_id)
    return;

  self->selected_id = offer_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static void
sublet_offer_list_model_remember (SubletSlotListModel *list, guint position)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (list);
  const SubletOfferRow *row = position != G_MAXUINT ? sublet_market_get_row (self->market, position)
                                                    : NULL;

  remember (self, row != NULL ? row->id : 0);
}

static void
sublet_offer_list_model_constructed (GObject *object)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  G_OBJECT_CLASS (sublet_offer_list_model_parent_class)->constructed (object);

  sublet_slot_list_model_changed (SUBLET_SLOT_LIST_MODEL (self));
  g_signal_connect_object (self->market,
                           "view-changed",
                           G_CALLBACK (sublet_slot_list_model_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_offer_list_model_dispose (GObject *object)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  self->selected_id = 0;
  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  g_clear_object (&self->market);

  G_OBJECT_CLASS (sublet_offer_list_model_parent_class)->dispose (object);
}

static void
sublet_offer_list_model_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  switch ((SubletOfferListModelProperty) prop_id)
    {
    case PROP_MARKET:
      g_value_set_object (value, self->market);
      break;
    case PROP_SELECTED_ID:
      g_value_set_int64 (value, self->selected_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_offer_list_model_set_property (GObject *object,
                                      guint prop_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  if (prop_id == PROP_MARKET)
    self->market = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_offer_list_model_class_init (SubletOfferListModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SubletSlotListModelClass *list_class = SUBLET_SLOT_LIST_MODEL_CLASS (klass);

  object_class->constructed = sublet_offer_list_model_constructed;
  object_class->dispose = sublet_offer_list_model_dispose;
  object_class->get_property = sublet_offer_list_model_get_property;
  object_class->set_property = sublet_offer_list_model_set_property;
  list_class->count = sublet_offer_list_model_count;
  list_class->find_selected = sublet_offer_list_model_find_selected;
  list_class->remember = sublet_offer_list_model_remember;

  properties[PROP_MARKET] =
    g_param_spec_object ("market",
                         NULL,
                         NULL,
                         SUBLET_TYPE_MARKET,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED_ID] = g_param_spec_int64 ("selected-id",
                                                     NULL,
                                                     NULL,
                                                     0,
                                                     G_MAXINT64,
                                                     0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_offer_list_model_init (SubletOfferListModel *self)
{
}

/**
 * sublet_offer_list_model_new:
 * @market: what to show
 *
 * Returns: (transfer full): its list, with nothing selected
 */
SubletOfferListModel *
sublet_offer_list_model_new (SubletMarket *market)
{
  return g_object_new (SUBLET_TYPE_OFFER_LIST_MODEL, "market", market, NULL);
}

/**
 * sublet_offer_list_model_get_selected_id:
 * @self: a list
 *
 * Returns: the offer that is selected, in the view or not; 0 for none
 */
gint64
sublet_offer_list_model_get_selected_id (SubletOfferListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_LIST_MODEL (self), 0);

  return self->selected_id;
}

/**
 * sublet_offer_list_model_set_selected_id:
 * @self: a list
 * @offer_id: the offer to select, 0 for none
 */
void
sublet_offer_list_model_set_selected_id (SubletOfferListModel *self, gint64 offer_id)
{
  g_return_if_fail (SUBLET_IS_OFFER_LIST_MODEL (self));

  g_object_freeze_notify (G_OBJECT (self));
  remember (self, offer_id);
  sublet_slot_list_model_reselect (SUBLET_SLOT_LIST_MODEL (self));
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * sublet_offer_slot_get_market:
 * @slot: a slot of a SubletOfferListModel
 *
 * Returns: (transfer none) (nullable): the market whose list it is a position of, NULL after the
 *   list is gone
 */
SubletMarket *
sublet_offer_slot_get_market (SubletSlot *slot)
{
  SubletOfferListModel *list = sublet_slot_get_list (slot);

  return list != NULL ? list->market : NULL;
}
