/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-offer-list-model.h"

#include "ui/market/sublet-offer-slot.h"

struct _SubletOfferSlot
{
  GObject parent_instance;

  SubletOfferListModel *list; /* (borrowed) (nullable): NULL when it is gone */
  guint position;
};

struct _SubletOfferListModel
{
  GObject parent_instance;

  SubletMarket *market; /* (owned) */
  GHashTable *live;     /* (owned) (element-type guint SubletOfferSlot): slots in use, borrowed */
  guint n_items;
  gint64 selected_id; /* 0: none */
  guint selected;     /* G_MAXUINT: none, or not in the view */
};

typedef enum
{
  SIGNAL_CHANGED,
} SubletOfferSlotSignal;

static guint slot_signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (SubletOfferSlot, sublet_offer_slot, G_TYPE_OBJECT)

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SubletOfferListModel,
                               sublet_offer_list_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        selection_model_iface_init))

typedef enum
{
  PROP_MARKET = 1,
  PROP_SELECTED_ID,
} SubletOfferListModelProperty;

static GParamSpec *properties[PROP_SELECTED_ID + 1];

/* ---- a position ---- */

static void
sublet_offer_slot_finalize (GObject *object)
{
  SubletOfferSlot *self = SUBLET_OFFER_SLOT (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->live, GUINT_TO_POINTER (self->position));

  G_OBJECT_CLASS (sublet_offer_slot_parent_class)->finalize (object);
}

static void
sublet_offer_slot_class_init (SubletOfferSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_offer_slot_finalize;

  slot_signals[SIGNAL_CHANGED] = g_signal_new ("changed",
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
sublet_offer_slot_init (SubletOfferSlot *self)
{
}

/**
 * sublet_offer_slot_get_market:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): the market whose list it is a position of, NULL after the
 *   list is gone
 */
SubletMarket *
sublet_offer_slot_get_market (SubletOfferSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_SLOT (self), NULL);

  return self->list != NULL ? self->list->market : NULL;
}

/**
 * sublet_offer_slot_get_position:
 * @self: a slot
 *
 * Returns: the position it stands for; may be beyond the end of a list that has become shorter
 */
guint
sublet_offer_slot_get_position (SubletOfferSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_SLOT (self), 0);

  return self->position;
}

/* ---- the list ---- */

static GType
sublet_offer_list_model_get_item_type (GListModel *model)
{
  return SUBLET_TYPE_OFFER_SLOT;
}

static guint
sublet_offer_list_model_get_n_items (GListModel *model)
{
  return SUBLET_OFFER_LIST_MODEL (model)->n_items;
}

static gpointer
sublet_offer_list_model_get_item (GListModel *model, guint position)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (model);
  SubletOfferSlot *slot;

  if (position >= self->n_items)
    return NULL;

  slot = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = g_object_new (SUBLET_TYPE_OFFER_SLOT, NULL);
  slot->list = self;
  slot->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), slot);

  return slot;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sublet_offer_list_model_get_item_type;
  iface->get_n_items = sublet_offer_list_model_get_n_items;
  iface->get_item = sublet_offer_list_model_get_item;
}

/* ---- the selection ---- */

static void
emit_selection_changed (SubletOfferListModel *self, guint before, guint now)
{
  guint first;
  guint last;

  if (before == now)
    return;

  before = before < self->n_items ? before : G_MAXUINT;
  if (before == G_MAXUINT && now == G_MAXUINT)
    return;

  first = MIN (before, now);
  last = before == G_MAXUINT || now == G_MAXUINT ? first : MAX (before, now);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static void
select_offer (SubletOfferListModel *self, gint64 offer_id, guint position)
{
  guint before = self->selected;
  gboolean other = self->selected_id != offer_id;

  self->selected_id = offer_id;
  self->selected = position;
  emit_selection_changed (self, before, position);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

static gboolean
sublet_offer_list_model_is_selected (GtkSelectionModel *model, guint position)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (model);

  return position == self->selected && position < self->n_items;
}

static GtkBitset *
sublet_offer_list_model_get_selection_in_range (GtkSelectionModel *model,
                                                guint position,
                                                guint n_items)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (model);
  GtkBitset *selection = gtk_bitset_new_empty ();

  if (self->selected < self->n_items && self->selected >= position &&
      self->selected - position < n_items)
    gtk_bitset_add (selection, self->selected);

  return selection;
}

static gboolean
sublet_offer_list_model_select_item (GtkSelectionModel *model,
                                     guint position,
                                     gboolean unselect_rest)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (model);
  const SubletOfferRow *row = sublet_market_get_row (self->market, position);

  if (position >= self->n_items || row == NULL)
    return FALSE;

  select_offer (self, row->id, position);

  return TRUE;
}

static gboolean
sublet_offer_list_model_unselect_item (GtkSelectionModel *model, guint position)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (model);

  if (position == self->selected)
    select_offer (self, 0, G_MAXUINT);

  return TRUE;
}

static gboolean
sublet_offer_list_model_unselect_all (GtkSelectionModel *model)
{
  select_offer (SUBLET_OFFER_LIST_MODEL (model), 0, G_MAXUINT);

  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = sublet_offer_list_model_is_selected;
  iface->get_selection_in_range = sublet_offer_list_model_get_selection_in_range;
  iface->select_item = sublet_offer_list_model_select_item;
  iface->unselect_item = sublet_offer_list_model_unselect_item;
  iface->unselect_all = sublet_offer_list_model_unselect_all;
}

static void
on_view_changed (SubletOfferListModel *self)
{
  guint n_before = self->n_items;
  guint n_now = sublet_market_get_shown (self->market);
  guint selected_before = self->selected;
  g_autoptr (GPtrArray) slots = g_ptr_array_new_full (g_hash_table_size (self->live), NULL);
  GHashTableIter iter;
  gpointer slot;
  guint i;

  self->n_items = n_now;
  self->selected =
    self->selected_id != 0 ? sublet_market_find_offer (self->market, self->selected_id) : G_MAXUINT;

  if (n_now < n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_now, n_before - n_now, 0);
  else if (n_now > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_now - n_before);

  /* The handlers may let go of slots and make new ones. */
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    g_ptr_array_add (slots, g_object_ref (slot));
  for (i = 0; i < slots->len; i++)
    {
      g_autoptr (SubletOfferSlot) changed = g_ptr_array_index (slots, i);

      if (changed->position < self->n_items)
        g_signal_emit (changed, slot_signals[SIGNAL_CHANGED], 0);
    }

  emit_selection_changed (self, selected_before, self->selected);
}

static void
sublet_offer_list_model_constructed (GObject *object)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  G_OBJECT_CLASS (sublet_offer_list_model_parent_class)->constructed (object);

  self->n_items = sublet_market_get_shown (self->market);
  g_signal_connect_object (self->market,
                           "view-changed",
                           G_CALLBACK (on_view_changed),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
sublet_offer_list_model_dispose (GObject *object)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);
  GHashTableIter iter;
  gpointer slot;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    SUBLET_OFFER_SLOT (slot)->list = NULL;
  g_hash_table_remove_all (self->live);
  self->n_items = 0;

  if (self->market != NULL)
    g_signal_handlers_disconnect_by_data (self->market, self);
  g_clear_object (&self->market);

  G_OBJECT_CLASS (sublet_offer_list_model_parent_class)->dispose (object);
}

static void
sublet_offer_list_model_finalize (GObject *object)
{
  SubletOfferListModel *self = SUBLET_OFFER_LIST_MODEL (object);

  g_hash_table_unref (self->live);

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

  object_class->constructed = sublet_offer_list_model_constructed;
  object_class->dispose = sublet_offer_list_model_dispose;
  object_class->finalize = sublet_offer_list_model_finalize;
  object_class->get_property = sublet_offer_list_model_get_property;
  object_class->set_property = sublet_offer_list_model_set_property;

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
  self->live = g_hash_table_new (NULL, NULL);
  self->selected = G_MAXUINT;
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

  select_offer (self,
                offer_id,
                offer_id != 0 ? sublet_market_find_offer (self->market, offer_id) : G_MAXUINT);
}

/**
 * sublet_offer_list_model_get_selected:
 * @self: a list
 *
 * Returns: the position of the selected offer, G_MAXUINT when it is not in the view
 */
guint
sublet_offer_list_model_get_selected (SubletOfferListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_LIST_MODEL (self), G_MAXUINT);

  return self->selected;
}

/**
 * sublet_offer_list_model_select_position:
 * @self: a list
 * @position: the position to select; beyond the end it changes nothing
 */
void
sublet_offer_list_model_select_position (SubletOfferListModel *self, guint position)
{
  g_return_if_fail (SUBLET_IS_OFFER_LIST_MODEL (self));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self), position, TRUE);
}

/**
 * sublet_offer_list_model_get_n_live:
 * @self: a list
 *
 * Returns: how many positions somebody holds; about 205 for each view, however long the list is
 */
guint
sublet_offer_list_model_get_n_live (SubletOfferListModel *self)
{
  g_return_val_if_fail (SUBLET_IS_OFFER_LIST_MODEL (self), 0);

  return g_hash_table_size (self->live);
}
