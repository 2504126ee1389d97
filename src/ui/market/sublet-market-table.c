/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-table-private.h"

#include "ui/common/sublet-slot-focus.h"
#include "ui/common/sublet-text-scale.h"

#include <glib/gi18n.h>
#include <stdbool.h>

G_DEFINE_FINAL_TYPE (SubletMarketTable, sublet_market_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_MODEL = 1,
} SubletMarketTableProperty;

static GParamSpec *properties[PROP_MODEL + 1];

typedef enum
{
  SIGNAL_ACTIVATED,
} SubletMarketTableSignal;

static guint signals[SIGNAL_ACTIVATED + 1];

/* ---- the rows ---- */

/* What is rented is what was selected already, as by the first click of two: where that has left
 * the list, the focus is on a row that somebody else's offer has moved to. */
static void
on_view_activate (SubletMarketTable *self, guint position)
{
  bool was_selected = sublet_slot_list_model_get_selected (SUBLET_SLOT_LIST_MODEL (self->model)) ==
                      position;

  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (self->model), position);
  if (was_selected)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
on_first_tick (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  GtkAdjustment *adjustment = user_data;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* A column view shows its left end first, whichever way the window reads. This comes in the middle
 * of an allocation, which is too early to scroll. */
static void
show_first_columns (GtkAdjustment *adjustment, SubletMarketTable *self)
{
  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return;

  g_signal_handlers_disconnect_by_func (adjustment, show_first_columns, self);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                  on_first_tick,
                                  g_object_ref (adjustment),
                                  g_object_unref);
}

static void
sublet_market_table_root (GtkWidget *widget)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (widget);

  GTK_WIDGET_CLASS (sublet_market_table_parent_class)->root (widget);

  sublet_ui_follow_text_scale (widget, G_CALLBACK (sublet_market_table_update_widths));
  sublet_market_table_update_widths (self);
}

static void
sublet_market_table_unroot (GtkWidget *widget)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (widget);

  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget),
                                        sublet_market_table_update_widths,
                                        self);

  GTK_WIDGET_CLASS (sublet_market_table_parent_class)->unroot (widget);
}

static void
sublet_market_table_dispose (GObject *object)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  sublet_market_table_set_model (self, NULL);
  g_clear_object (&self->anchor);

  G_OBJECT_CLASS (sublet_market_table_parent_class)->dispose (object);
}

static void
sublet_market_table_finalize (GObject *object)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  g_object_unref (self->header);
  g_ptr_array_unref (self->columns);
  g_object_unref (self->layout);

  G_OBJECT_CLASS (sublet_market_table_parent_class)->finalize (object);
}

static void
sublet_market_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  if (prop_id == PROP_MODEL)
    g_value_set_object (value, self->model);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_table_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  if (prop_id == PROP_MODEL)
    sublet_market_table_set_model (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sublet_market_table_class_init (SubletMarketTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_market_table_dispose;
  object_class->finalize = sublet_market_table_finalize;
  object_class->get_property = sublet_market_table_get_property;
  object_class->set_property = sublet_market_table_set_property;
  widget_class->root = sublet_market_table_root;
  widget_class->unroot = sublet_market_table_unroot;

  properties[PROP_MODEL] =
    g_param_spec_object ("model",
                         NULL,
                         NULL,
                         SUBLET_TYPE_OFFER_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated",
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
sublet_market_table_init (SubletMarketTable *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sublet_slot_focus_follow (GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "offers");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Offers"), -1);
  g_signal_connect_object (self->view,
                           "activate",
                           G_CALLBACK (on_view_activate),
                           self,
                           G_CONNECT_SWAPPED);

  self->header = sublet_header_order_new (self->view, sublet_market_table_order_by, self);
  sublet_market_table_make_columns (self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  self->anchor = sublet_scroll_anchor_new (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (
                             GTK_SCROLLED_WINDOW (self->scrolled)),
                           "changed",
                           G_CALLBACK (show_first_columns),
                           self,
                           0);
  adw_bin_set_child (ADW_BIN (self), self->scrolled);
}

/**
 * sublet_market_table_new:
 *
 * Returns: (transfer floating): a table with the twelve columns and no offers
 */
GtkWidget *
sublet_market_table_new (void)
{
  return g_object_new (SUBLET_TYPE_MARKET_TABLE, NULL);
}

/**
 * sublet_market_table_set_model:
 * @self: a table
 * @model: (nullable): what to show; NULL while it is not seen, which costs nothing then
 */
void
sublet_market_table_set_model (SubletMarketTable *self, SubletOfferListModel *model)
{
  g_return_if_fail (SUBLET_IS_MARKET_TABLE (self));

  if (self->model == model)
    return;

  if (self->market != NULL)
    g_clear_signal_handler (&self->view_changed_handler, self->market);
  g_clear_object (&self->market);
  if (self->model != NULL)
    sublet_slot_list_model_set_adjustment (SUBLET_SLOT_LIST_MODEL (self->model), NULL);
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      sublet_slot_list_model_set_adjustment (SUBLET_SLOT_LIST_MODEL (model),
                                             gtk_scrolled_window_get_vadjustment (
                                               GTK_SCROLLED_WINDOW (self->scrolled)));
      g_object_get (model, "market", &self->market, NULL);
      self->view_changed_handler =
        g_signal_connect_swapped (self->market,
                                  "view-changed",
                                  G_CALLBACK (sublet_market_table_sync_arrow),
                                  self);
      sublet_market_table_sync_arrow (self);
    }
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  if (self->anchor != NULL)
    sublet_scroll_anchor_set_model (self->anchor, model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * sublet_market_table_get_layout:
 * @self: a table
 *
 * Returns: (transfer none): which columns it shows, in which order and how wide; what is changed
 *   there is changed in the table, and what a person drags in the table is there
 */
SubletOfferLayout *
sublet_market_table_get_layout (SubletMarketTable *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET_TABLE (self), NULL);

  return self->layout;
}

/**
 * sublet_market_table_scroll_to:
 * @self: a table
 * @position: the position to bring into sight
 */
void
sublet_market_table_scroll_to (SubletMarketTable *self, guint position)
{
  GtkWidget *list;

  g_return_if_fail (SUBLET_IS_MARKET_TABLE (self));

  /* The column view has no such action of its own on the floor; the list inside has. */
  list = gtk_widget_get_last_child (GTK_WIDGET (self->view));
  if (self->model != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
}

/**
 * sublet_market_table_get_view:
 * @self: a table
 *
 * Returns: (transfer none): the column view inside
 */
GtkColumnView *
sublet_market_table_get_view (SubletMarketTable *self)
{
  g_return_val_if_fail (SUBLET_IS_MARKET_TABLE (self), NULL);

  return self->view;
}
