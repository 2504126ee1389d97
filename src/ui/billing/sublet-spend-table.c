/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-spend-table.h"

#include "ui/billing/sublet-spend-text.h"
#include "ui/common/sublet-format.h"
#include "ui/compat/sublet-ui-compat.h"

#include <glib/gi18n.h>

/* Rows are seen without scrolling up to here. */
#define MAX_HEIGHT 320

/* The columns: the days, each kind, and all. */
typedef enum
{
  COLUMN_DAYS,
  COLUMN_FIRST_KIND,
  COLUMN_TOTAL = COLUMN_FIRST_KIND + SUBLET_N_CHARGE_KINDS,
} Column;

#define N_COLUMNS (COLUMN_TOTAL + 1)

/* ---- a row ---- */

#define SUBLET_TYPE_SPEND_ROW (sublet_spend_row_get_type ())

static G_DECLARE_FINAL_TYPE (SubletSpendRow, sublet_spend_row, SUBLET, SPEND_ROW, GObject)

struct _SubletSpendRow
{
  GObject parent_instance;

  SubletSpendBucket bucket;
  char *days; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SubletSpendRow, sublet_spend_row, G_TYPE_OBJECT)

static void
sublet_spend_row_finalize (GObject *object)
{
  g_free (SUBLET_SPEND_ROW (object)->days);

  G_OBJECT_CLASS (sublet_spend_row_parent_class)->finalize (object);
}

static void
sublet_spend_row_class_init (SubletSpendRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_spend_row_finalize;
}

static void
sublet_spend_row_init (SubletSpendRow *self)
{
}

static SubletSpendRow *
make_row (const SubletSpendBucket *bucket, const SubletSpendSeries *series)
{
  SubletSpendRow *row = g_object_new (SUBLET_TYPE_SPEND_ROW, NULL);
  g_autofree char *days = sublet_spend_text_dup_bucket (bucket, series);

  row->bucket = *bucket;
  row->days = bucket->complete ? g_steal_pointer (&days)
                               /* TRANSLATORS: some charges of these days are still to come, as in
                                * "Tue 17 Nov, so far" */
                               : g_strdup_printf (_ ("%s, so far"), days);

  return row;
}

/* ---- the table ---- */

struct _SubletSpendTable
{
  AdwBin parent_instance;

  GListStore *rows;    /* (owned) (element-type SubletSpendRow) */
  GtkColumnView *view; /* (borrowed): inside */
};

G_DEFINE_FINAL_TYPE (SubletSpendTable, sublet_spend_table, ADW_TYPE_BIN)

static const char *
get_title (Column column)
{
  switch (column)
    {
    case COLUMN_DAYS:
      /* TRANSLATORS: a column's title: days that begin and end by UTC */
      return _ ("UTC Days");
    case COLUMN_TOTAL:
      /* TRANSLATORS: a column's title: the sum of the others */
      return C_ ("charge", "Total");
    case COLUMN_FIRST_KIND:
    default:
      return sublet_spend_text_get_kind ((SubletChargeKind) (column - COLUMN_FIRST_KIND));
    }
}

static char *
dup_text (SubletSpendRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_DAYS:
      return g_strdup (row->days);
    case COLUMN_TOTAL:
      return sublet_format_amount (row->bucket.total_uusd);
    case COLUMN_FIRST_KIND:
    default:
      return sublet_format_amount (row->bucket.parts_uusd[column - COLUMN_FIRST_KIND]);
    }
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), GPOINTER_TO_INT (column) == COLUMN_DAYS ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (list_item, label);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer column)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  SubletSpendRow *row = gtk_list_item_get_item (list_item);
  g_autofree char *text = dup_text (row, (Column) GPOINTER_TO_INT (column));

  gtk_label_set_text (GTK_LABEL (label), text);
  if (GPOINTER_TO_INT (column) == COLUMN_TOTAL)
    gtk_widget_add_css_class (label, "heading");
}

static void
add_column (SubletSpendTable *self, Column id)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GINT_TO_POINTER (id));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GINT_TO_POINTER (id));
  column = gtk_column_view_column_new (get_title (id), factory);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  sublet_ui_decorate_column_header (column, id == COLUMN_DAYS ? 0 : 1, get_title (id));
}

static gboolean
sublet_spend_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_SPEND_TABLE (widget)->view));
}

static void
sublet_spend_table_dispose (GObject *object)
{
  g_clear_object (&SUBLET_SPEND_TABLE (object)->rows);

  G_OBJECT_CLASS (sublet_spend_table_parent_class)->dispose (object);
}

static void
sublet_spend_table_class_init (SubletSpendTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sublet_spend_table_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = sublet_spend_table_grab_focus;
}

static void
sublet_spend_table_init (SubletSpendTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkNoSelection *selection;
  int id;

  self->rows = g_list_store_new (SUBLET_TYPE_SPEND_ROW);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Spending over time"), -1);
  for (id = 0; id < N_COLUMNS; id++)
    add_column (self, (Column) id);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sublet_spend_table_new:
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
sublet_spend_table_new (void)
{
  return g_object_new (SUBLET_TYPE_SPEND_TABLE, NULL);
}

/**
 * sublet_spend_table_set_series:
 * @self: a table
 * @series: (nullable): what to show, a row for each bucket, the latest first
 */
void
sublet_spend_table_set_series (SubletSpendTable *self, const SubletSpendSeries *series)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint i;

  g_return_if_fail (SUBLET_IS_SPEND_TABLE (self));

  for (i = series != NULL ? series->buckets->len : 0; i > 0; i--)
    g_ptr_array_add (rows,
                     make_row (&g_array_index (series->buckets, SubletSpendBucket, i - 1), series));
  g_list_store_splice (self->rows,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata,
                       rows->len);
}
