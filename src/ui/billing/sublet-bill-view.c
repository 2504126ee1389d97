/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-bill-view.h"

#include "ui/billing/sublet-bill-text.h"
#include "ui/billing/sublet-billing-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <stdbool.h>

/* ---- a rental as an item ---- */

#define SUBLET_TYPE_BILL_ITEM (sublet_bill_item_get_type ())

static G_DECLARE_FINAL_TYPE (SubletBillItem, sublet_bill_item, SUBLET, BILL_ITEM, GObject)

struct _SubletBillItem
{
  GObject parent_instance;

  char *title;      /* (owned) */
  char *facts;      /* (owned) */
  char *difference; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletBillItem, sublet_bill_item, G_TYPE_OBJECT)

static void
sublet_bill_item_finalize (GObject *object)
{
  SubletBillItem *self = SUBLET_BILL_ITEM (object);

  g_free (self->title);
  g_free (self->facts);
  g_free (self->difference);

  G_OBJECT_CLASS (sublet_bill_item_parent_class)->finalize (object);
}

static void
sublet_bill_item_class_init (SubletBillItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_bill_item_finalize;
}

static void
sublet_bill_item_init (SubletBillItem *self)
{
}

/* ---- the view ---- */

struct _SubletBillView
{
  GtkWidget parent_instance;

  SubletSpendModel *model; /* (owned) */
  SubletSizeClass size_class;
  GListStore *captions;   /* (owned) (element-type GtkWidget): what stands above the rentals */
  GListStore *items;      /* (owned) (element-type SubletBillItem) */
  GtkWidget *caption;     /* (owned) */
  GCancellable *checking; /* (owned) (nullable) */
  gboolean stale;         /* what is compared is not all any more */

  /* template children */
  GtkWidget *scrolled;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SubletBillView, sublet_bill_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SIZE_CLASS = 1,
} SubletBillViewProperty;

static GParamSpec *properties[PROP_SIZE_CLASS + 1];

static void check (SubletBillView *self);

static void
show (SubletBillView *self, const SubletBillCheck *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_exceeding = 0;
  g_autofree char *caption = NULL;
  guint i;

  for (i = 0; found != NULL && i < found->rows->len; i++)
    {
      const SubletBillCheckRow *row = &g_array_index (found->rows, SubletBillCheckRow, i);
      SubletBillItem *item = g_object_new (SUBLET_TYPE_BILL_ITEM, NULL);

      item->title = sublet_bill_text_dup_title (row);
      item->facts = sublet_bill_text_dup_facts (row);
      item->difference = sublet_bill_text_dup_difference (row);
      g_ptr_array_add (items, item);
      n_exceeding += row->exceeds;
    }
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
  if (items->len == 0)
    caption = g_strdup (_ ("No rental can be compared with its bill yet."));
  else if (n_exceeding == 0)
    caption = g_strdup (_ ("No bill is above its quote by more than 10 cents and 5 %."));
  else
    caption =
      /* TRANSLATORS: %u is a number of bills */
      g_strdup_printf (ngettext ("%u bill is above its quote by more than 10 cents and 5 %%.",
                                 "%u bills are above their quotes by more than 10 cents and 5 %%.",
                                 n_exceeding),
                       n_exceeding);
  gtk_label_set_label (GTK_LABEL (self->caption), caption);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletBillView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SubletBillCheck) found =
    sublet_charge_history_check_bill_finish (SUBLET_CHARGE_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->checking);
  if (found == NULL)
    g_info ("bills were not compared: %s", error->message);
  show (self, found);
  if (self->stale)
    check (self);
}

/* One comparison at a time. */
static void
check (SubletBillView *self)
{
  self->stale = self->checking != NULL;
  if (self->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->checking = g_cancellable_new ();
  if (!sublet_spend_model_check_bill_async (self->model,
                                            self->checking,
                                            on_checked,
                                            g_object_ref (self)))
    {
      g_object_unref (self);
      g_clear_object (&self->checking);
      show (self, NULL);
    }
}

static void
stop_checking (SubletBillView *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->stale = FALSE;
}

/* ---- rows ---- */

static bool
is_at (GListModel *model, guint position, gpointer item)
{
  g_autoptr (GObject) there = g_list_model_get_item (model, position);

  return there == item;
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, SubletBillView *self)
{
  GObject *object = gtk_list_item_get_item (list_item);
  GListModel *items = G_LIST_MODEL (self->items);
  SubletBillItem *item;
  GtkWidget *row;

  gtk_list_item_set_activatable (list_item, FALSE);
  if (GTK_IS_WIDGET (object))
    {
      gtk_list_item_set_child (list_item, GTK_WIDGET (object));
      return;
    }

  row = gtk_list_item_get_child (list_item);
  if (!SUBLET_IS_BILLING_ROW (row))
    {
      row = sublet_billing_row_new ();
      gtk_list_item_set_child (list_item, row);
    }
  item = SUBLET_BILL_ITEM (object);
  sublet_billing_row_set_words (SUBLET_BILLING_ROW (row),
                                item->title,
                                item->facts,
                                item->difference);
  sublet_billing_row_set_ends (SUBLET_BILLING_ROW (row),
                               is_at (items, 0, item),
                               is_at (items, g_list_model_get_n_items (items) - 1, item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  if (!SUBLET_IS_BILLING_ROW (gtk_list_item_get_child (list_item)))
    gtk_list_item_set_child (list_item, NULL);
}

static void
make_rows (SubletBillView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->caption = g_object_ref_sink (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (self->caption), 0);
  gtk_label_set_wrap (GTK_LABEL (self->caption), TRUE);
  gtk_widget_add_css_class (self->caption, "bill-caption");
  self->captions = g_list_store_new (GTK_TYPE_WIDGET);
  self->items = g_list_store_new (SUBLET_TYPE_BILL_ITEM);
  g_list_store_append (self->captions, self->caption);
  g_list_store_append (models, self->captions);
  g_list_store_append (models, self->items);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  selection =
    gtk_no_selection_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

/* ---- the widget ---- */

static void
sublet_bill_view_map (GtkWidget *widget)
{
  SubletBillView *self = SUBLET_BILL_VIEW (widget);

  GTK_WIDGET_CLASS (sublet_bill_view_parent_class)->map (widget);

  sublet_spend_model_set_visible (self->model, TRUE);
  check (self);
}

static void
sublet_bill_view_unmap (GtkWidget *widget)
{
  SubletBillView *self = SUBLET_BILL_VIEW (widget);

  stop_checking (self);
  sublet_spend_model_set_visible (self->model, FALSE);

  GTK_WIDGET_CLASS (sublet_bill_view_parent_class)->unmap (widget);
}

static void
sublet_bill_view_dispose (GObject *object)
{
  SubletBillView *self = SUBLET_BILL_VIEW (object);

  stop_checking (self);
  if (self->list != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_object (&self->captions);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), SUBLET_TYPE_BILL_VIEW);
  g_clear_object (&self->caption);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sublet_bill_view_parent_class)->dispose (object);
}

static void
sublet_bill_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletBillViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, SUBLET_BILL_VIEW (object)->size_class);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((SubletBillViewProperty) prop_id)
    {
    case PROP_SIZE_CLASS:
      sublet_bill_view_set_size_class (SUBLET_BILL_VIEW (object),
                                       (SubletSizeClass) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_bill_view_class_init (SubletBillViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sublet_bill_view_dispose;
  object_class->get_property = sublet_bill_view_get_property;
  object_class->set_property = sublet_bill_view_set_property;
  widget_class->map = sublet_bill_view_map;
  widget_class->unmap = sublet_bill_view_unmap;

  properties[PROP_SIZE_CLASS] =
    g_param_spec_enum ("size-class",
                       NULL,
                       NULL,
                       SUBLET_TYPE_SIZE_CLASS,
                       SUBLET_SIZE_CLASS_WIDE,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/billing/sublet-bill-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletBillView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SubletBillView, list);
  gtk_widget_class_set_css_name (widget_class, "billview");
}

static void
sublet_bill_view_init (SubletBillView *self)
{
  self->size_class = SUBLET_SIZE_CLASS_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_bill_view_new:
 * @model: that of the section Spending
 *
 * Returns: (transfer floating): the section
 */
GtkWidget *
sublet_bill_view_new (SubletSpendModel *model)
{
  SubletBillView *self = g_object_new (SUBLET_TYPE_BILL_VIEW, NULL);

  self->model = g_object_ref (model);
  make_rows (self);
  g_signal_connect_object (model, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  show (self, NULL);

  return GTK_WIDGET (self);
}

/**
 * sublet_bill_view_set_size_class:
 * @self: a section
 * @size_class: how much room the window has
 */
void
sublet_bill_view_set_size_class (SubletBillView *self, SubletSizeClass size_class)
{
  g_return_if_fail (SUBLET_IS_BILL_VIEW (self));

  if (self->size_class == size_class)
    return;

  self->size_class = size_class;
  if (size_class == SUBLET_SIZE_CLASS_NARROW)
    gtk_widget_add_css_class (self->list, "narrow");
  else
    gtk_widget_remove_css_class (self->list, "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}
