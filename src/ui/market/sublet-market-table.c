/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-table.h"

#include "ui/common/sublet-text-scale.h"
#include "ui/compat/sublet-ui-compat.h"
#include "ui/market/sublet-offer-cell.h"
#include "ui/market/sublet-offer-columns.h"

#include <glib/gi18n.h>

/* Beside the title of a column: its padding and the arrow. */
#define TITLE_ROOM 30

struct _SubletMarketTable
{
  AdwBin parent_instance;

  SubletOfferListModel *model; /* (owned) (nullable) */
  SubletMarket *market;        /* (owned) (nullable): the model's */
  gulong view_changed_handler;

  GtkColumnView *view; /* (borrowed): inside */
  GPtrArray *columns; /* (owned) (element-type GtkColumnViewColumn): of all columns, shown or not */
  int probed;         /* key whose sorter was asked first, -1 for none */
  gboolean syncing;   /* the arrow is being moved by us */
};

G_DEFINE_FINAL_TYPE (SubletMarketTable, sublet_market_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_MODEL = 1,
  PROP_COLUMNS,
} SubletMarketTableProperty;

static GParamSpec *properties[PROP_COLUMNS + 1];

typedef enum
{
  SIGNAL_ACTIVATED,
} SubletMarketTableSignal;

static guint signals[SIGNAL_ACTIVATED + 1];

/* ---- the header ---- */

typedef struct
{
  SubletMarketTable *table; /* (borrowed): owns the sorter */
  int key;
} Probe;

/* GTK 4.8 does not say which column it sorts by, but it asks that column's sorter first. */
static int
probe (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe *asked = user_data;

  if (asked->table->probed < 0)
    asked->table->probed = asked->key;

  return -1;
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, SubletMarketTable *self)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;
  SubletOfferOrder order;

  if (self->syncing || self->market == NULL)
    return;

  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (self->probed < 0)
    return;

  sublet_market_get_order (self->market, &order);
  sublet_offer_order_sort_by (&order,
                              (SubletOfferKey) self->probed,
                              ordering == GTK_ORDERING_LARGER);
  sublet_market_set_order (self->market, &order);
  sublet_market_table_scroll_to (self, 0);
}

/* (nullable): NULL while it is not shown. */
static GtkColumnViewColumn *
find_shown_column (SubletMarketTable *self, SubletOfferKey key)
{
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);

      if (columns[i].key == (int) key)
        return gtk_column_view_column_get_column_view (column) != NULL ? column : NULL;
    }

  return NULL;
}

static void
sync_arrow (SubletMarketTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkColumnViewColumn *column;
  GtkOrdering ordering;
  SubletOfferOrder order;

  sublet_market_get_order (self->market, &order);
  column = find_shown_column (self, order.first);
  self->probed = -1;
  ordering = gtk_sorter_compare (sorter, a, b);
  if (self->probed < 0 ? column == NULL
                       : self->probed == (int) order.first &&
                           (ordering == GTK_ORDERING_LARGER) == order.first_descending)
    return;

  self->syncing = TRUE;
  /* GTK 4.8 takes an arrow away only when the order is cleared. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column != NULL)
    gtk_column_view_sort_by_column (self->view,
                                    column,
                                    order.first_descending ? GTK_SORT_DESCENDING
                                                           : GTK_SORT_ASCENDING);
  self->syncing = FALSE;
}

static float
get_xalign (const SubletOfferColumn *column)
{
  if (column->key < 0)
    return 0.5F;

  return (column->flags & SUBLET_OFFER_COLUMN_NUMERIC) != 0 ? 1 : 0;
}

/* A column is never narrower than its title, so that translations fit. */
static void
update_widths (SubletMarketTable *self)
{
  double scale = sublet_ui_get_text_scale (GTK_WIDGET (self));
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  for (i = 0; i < n_columns; i++)
    {
      const char *title = columns[i].title[0] != '\0' ? _ (columns[i].title) : "";
      g_autoptr (PangoLayout)
        layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), title);
      int title_width;
      int width = (int) (columns[i].width * scale);

      pango_layout_get_pixel_size (layout, &title_width, NULL);
      if (columns[i].key >= 0)
        width = MAX (width, title_width + TITLE_ROOM);
      gtk_column_view_column_set_fixed_width (g_ptr_array_index (self->columns, i), width);
    }
}

static GtkColumnViewColumn *
make_column (SubletMarketTable *self, const SubletOfferColumn *column)
{
  GtkColumnViewColumn *view_column =
    gtk_column_view_column_new (column->title[0] != '\0'
                                ? _ (column->title) : "", sublet_offer_cell_factory_new (column));
  g_autoptr (GtkSorter) sorter = NULL;

  gtk_column_view_column_set_expand (view_column,
                                     (column->flags & SUBLET_OFFER_COLUMN_EXPAND) != 0);
  if (column->key >= 0)
    {
      Probe *data = g_new0 (Probe, 1);

      data->table = self;
      data->key = column->key;
      sorter = GTK_SORTER (gtk_custom_sorter_new (probe, data, g_free));
      gtk_column_view_column_set_sorter (view_column, sorter);
    }

  return view_column;
}

static void
show_columns (SubletMarketTable *self, const char *const *ids)
{
  gboolean by_default = ids == NULL || ids[0] == NULL;
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  guint n_shown = 0;
  gsize i;

  /* In our order, whatever order the ids have: a table whose columns jump is no table. */
  for (i = 0; i < n_columns; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      gboolean is_in = gtk_column_view_column_get_column_view (column) != NULL;
      gboolean wanted = by_default ? (columns[i].flags & SUBLET_OFFER_COLUMN_DEFAULT) != 0
                                   : g_strv_contains (ids, columns[i].id);

      /* The mark and the name are what a row is known by. */
      wanted = wanted || columns[i].key < 0 || columns[i].key == SUBLET_OFFER_KEY_GPU;
      if (wanted && !is_in)
        {
          gtk_column_view_insert_column (self->view, n_shown, column);
          sublet_ui_decorate_column_header (column, get_xalign (&columns[i]), _ (columns[i].name));
        }
      else if (!wanted && is_in)
        {
          gtk_column_view_remove_column (self->view, column);
        }
      n_shown += wanted;
    }
}

/* ---- the rows ---- */

static void
on_view_activate (SubletMarketTable *self, guint position)
{
  sublet_slot_list_model_select_position (SUBLET_SLOT_LIST_MODEL (self->model), position);
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

  sublet_ui_follow_text_scale (widget, G_CALLBACK (update_widths));
  update_widths (self);
}

static void
sublet_market_table_unroot (GtkWidget *widget)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (widget);

  g_signal_handlers_disconnect_by_func (gtk_widget_get_settings (widget), update_widths, self);

  GTK_WIDGET_CLASS (sublet_market_table_parent_class)->unroot (widget);
}

static void
sublet_market_table_dispose (GObject *object)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  sublet_market_table_set_model (self, NULL);

  G_OBJECT_CLASS (sublet_market_table_parent_class)->dispose (object);
}

static void
sublet_market_table_finalize (GObject *object)
{
  SubletMarketTable *self = SUBLET_MARKET_TABLE (object);

  g_ptr_array_unref (self->columns);

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

  switch ((SubletMarketTableProperty) prop_id)
    {
    case PROP_MODEL:
      sublet_market_table_set_model (self, g_value_get_object (value));
      break;
    case PROP_COLUMNS:
      sublet_market_table_set_columns (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
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
  properties[PROP_COLUMNS] = g_param_spec_boxed ("columns",
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_STRV,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
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
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  gsize n_columns;
  const SubletOfferColumn *columns = sublet_offer_columns_get (&n_columns);
  gsize i;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
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

  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  for (i = 0; i < n_columns; i++)
    g_ptr_array_add (self->columns, make_column (self, &columns[i]));
  show_columns (self, NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view),
                           "changed",
                           G_CALLBACK (on_sorter_changed),
                           self,
                           0);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                           "changed",
                           G_CALLBACK (show_first_columns),
                           self,
                           0);
  adw_bin_set_child (ADW_BIN (self), scrolled);
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
  g_set_object (&self->model, model);
  if (model != NULL)
    {
      g_object_get (model, "market", &self->market, NULL);
      self->view_changed_handler =
        g_signal_connect_swapped (self->market, "view-changed", G_CALLBACK (sync_arrow), self);
      sync_arrow (self);
    }
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (model));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * sublet_market_table_set_columns:
 * @self: a table
 * @columns: (nullable): ids of the columns to show; none for the twelve
 */
void
sublet_market_table_set_columns (SubletMarketTable *self, const char *const *columns)
{
  g_return_if_fail (SUBLET_IS_MARKET_TABLE (self));

  show_columns (self, columns);
  if (self->market != NULL)
    sync_arrow (self);
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
