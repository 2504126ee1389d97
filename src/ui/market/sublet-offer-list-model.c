/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-list-model.h"

struct _SubletOfferListModel
{
  SubletSlotListModel parent_instance;

  SubletMarket *market; /* (owned) (nullable): NULL after dispose */
  gint64 selected_id;   /* 0: none */

  /* what else the selected offer is known by */
  gint64 machine_id;
  int num_gpus;
  GArray *same;  /* (owned) (element-type gint64): offers of as many GPUs there when last seen */
  gboolean lost; /* it was looked for in vain: what comes later is another */
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

static void
remember (SubletOfferListModel *self, gint64 offer_id)
{
  if (self->selected_id == offer_id)
    return;

  self->selected_id = offer_id;
  self->lost = FALSE;
  self->machine_id = -1;
  g_array_set_size (self->same, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static gboolean
was_there (SubletOfferListModel *self, gint64 offer_id)
{
  guint i;

  for (i = 0; i < self->same->len; i++)
    if (g_array_index (self->same, gint64, i) == offer_id)
      return TRUE;

  return FALSE;
}

/* What is seen of the selected offer is what it can be recognised by when its number is another. */
static void
look_at (SubletOfferListModel *self, guint position)
{
  const SubletOfferRow *row = sublet_market_get_row (self->market, position);
  guint i;

  self->lost = FALSE;
  self->machine_id = row->machine_id;
  self->num_gpus = row->num_gpus;
  g_array_set_size (self->same, 0);
  for (i = sublet_market_find_on_machine (self->market, self->machine_id, self->num_gpus, 0);
       i != G_MAXUINT;
       i = sublet_market_find_on_machine (self->market, self->machine_id, self->num_gpus, i + 1))
    g_array_append_val (self->same, sublet_market_get_row (self->market, i)->id);
}

/* As many GPUs of the same machine, under a number that was not there before: the offer was listed
 * anew. One that was there beside it is another offer. */
static guint
find_successor (SubletOfferListModel *self)
{
  guint i;

  for (i = sublet_market_find_on_machine (self->market, self->machine_id, self->num_gpus, 0);
       i != G_MAXUINT;
       i = sublet_market_find_on_machine (self->market, self->machine_id, self->num_gpus, i + 1))
    if (!was_there (self, sublet_market_get_row (self->market, i)->id))
      return i;

  return G_MAXUINT;
}

static guint
sublet_offer_list_model_find_selected (SubletSlotListModel *list)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (list);
  guint position;

  if (self->selected_id == 0)
    return G_MAXUINT;

  position = sublet_market_find_offer (self->market, self->selected_id);
  if (position == G_MAXUINT && !self->lost &&
      sublet_market_get_state (self->market) == SUBLET_MARKET_STATE_KNOWN &&
      !sublet_market_has_offer (self->market, self->selected_id))
    {
      position = find_successor (self);
      self->lost = position == G_MAXUINT;
      if (!self->lost)
        remember (self, sublet_market_get_row (self->market, position)->id);
    }
  if (position != G_MAXUINT)
    look_at (self, position);

  return position;
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
sublet_offer_list_model_finalize (GObject *object)
{
  g_array_unref (SUBLET_OFFER_LIST_MODEL (object)->same);

  G_OBJECT_CLASS (sublet_offer_list_model_parent_class)->finalize (object);
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
  object_class->finalize = sublet_offer_list_model_finalize;
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
  self->machine_id = -1;
  self->same = g_array_new (FALSE, FALSE, sizeof (gint64));
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
