/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/billing/sublet-figure-table-private.h"

#include "ui/compat/sublet-ui-compat.h"

/* Rows are seen without scrolling up to here. */
#define MAX_HEIGHT 480

/* The least that is seen of words. */
#define WORDS_CHARS 12

G_DEFINE_FINAL_TYPE (SubletFigureTable, sublet_figure_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_SORT = 1,
} SubletFigureTableProperty;

static GParamSpec *properties[PROP_SORT + 1];

/* ---- the columns ---- */

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem *list_item,
          const SubletFigureColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->numeric ? 1 : 0);
  if (column->numeric)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), WORDS_CHARS);
    }
  gtk_list_item_set_child (list_item, label);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static guint
get_index (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         const SubletFigureColumn *column)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  SubletFigureRow *row = gtk_list_item_get_item (list_item);
  const char *text = sublet_figure_row_get_text (row, get_index (factory));
  g_autofree char *sentence = NULL;

  gtk_label_set_text (GTK_LABEL (label), text);
  if (!column->numeric)
    gtk_widget_set_tooltip_text (label, *text != '\0' ? text : NULL);
  if (get_index (factory) != 0)
    return;

  /* The first cell speaks for its line. */
  sentence = sublet_figure_row_dup_sentence (row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static void
add_column (SubletFigureTable *self, guint index)
{
  SubletFigureColumn *of = &self->columns[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (index));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), of);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), of);
  column = gtk_column_view_column_new (of->title, factory);
  gtk_column_view_column_set_expand (column, !of->numeric);
  gtk_column_view_append_column (self->view, column);
  sublet_header_order_add (self->headers, column, (int) index);
  sublet_ui_decorate_column_header (column, of->numeric ? 1 : 0, of->tooltip);
}

/* ---- the widget ---- */

static gboolean
sublet_figure_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SUBLET_FIGURE_TABLE (widget)->view));
}

static void
sublet_figure_table_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SubletFigureTableProperty) prop_id)
    {
    case PROP_SORT:
      g_value_take_string (value, sublet_figure_table_dup_sort (SUBLET_FIGURE_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_figure_table_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((SubletFigureTableProperty) prop_id)
    {
    case PROP_SORT:
      sublet_figure_table_set_sort (SUBLET_FIGURE_TABLE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sublet_figure_table_dispose (GObject *object)
{
  SubletFigureTable *self = SUBLET_FIGURE_TABLE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->view = NULL;
  g_clear_object (&self->headers);
  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->rows);
  g_clear_object (&self->sort_bar);

  G_OBJECT_CLASS (sublet_figure_table_parent_class)->dispose (object);
}

static void
sublet_figure_table_finalize (GObject *object)
{
  g_free (SUBLET_FIGURE_TABLE (object)->columns);

  G_OBJECT_CLASS (sublet_figure_table_parent_class)->finalize (object);
}

static void
sublet_figure_table_class_init (SubletFigureTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sublet_figure_table_dispose;
  object_class->finalize = sublet_figure_table_finalize;
  object_class->get_property = sublet_figure_table_get_property;
  object_class->set_property = sublet_figure_table_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = sublet_figure_table_grab_focus;

  properties[PROP_SORT] =
    g_param_spec_string ("sort",
                         NULL,
                         NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sublet_figure_table_init (SubletFigureTable *self)
{
  self->rows = g_list_store_new (SUBLET_TYPE_FIGURE_ROW);
}

static void
make_view (SubletFigureTable *self, const char *name)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (self->sorted));
  guint i;

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (selection)));
  self->headers = sublet_header_order_new (self->view, sublet_figure_table_on_header, self);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  for (i = 0; i < self->n_columns; i++)
    add_column (self, i);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_add_css_class (scrolled, "figure-table");
  gtk_widget_set_overflow (scrolled, GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sublet_figure_table_new:
 * @columns: (array length=n_columns): the first one says what a row is about; their words must
 *   outlive the table
 * @n_columns: how many
 * @name: translated
 *
 * Returns: (transfer floating): a table without rows, ordered by its first column
 */
GtkWidget *
sublet_figure_table_new (const SubletFigureColumn *columns, guint n_columns, const char *name)
{
  SubletFigureTable *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_object_new (SUBLET_TYPE_FIGURE_TABLE, NULL);
  self->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  self->n_columns = n_columns;
  sublet_figure_table_make_sort (self);
  make_view (self, name);
  sublet_figure_table_follow_sort (self);

  return GTK_WIDGET (self);
}

/**
 * sublet_figure_table_set_rows:
 * @self: a table
 * @rows: (element-type SubletFigureRow): all of them
 *
 * Where all show the same as before, nothing changes, and the place to which one has scrolled
 * stays.
 */
void
sublet_figure_table_set_rows (SubletFigureTable *self, GPtrArray *rows)
{
  GListModel *there;
  guint n_there;
  guint i;

  g_return_if_fail (SUBLET_IS_FIGURE_TABLE (self));
  g_return_if_fail (rows != NULL);

  there = G_LIST_MODEL (self->rows);
  n_there = g_list_model_get_n_items (there);
  for (i = 0; i < n_there && n_there == rows->len; i++)
    {
      g_autoptr (SubletFigureRow) row = g_list_model_get_item (there, i);

      if (!sublet_figure_row_equals (row, g_ptr_array_index (rows, i)))
        break;
    }
  if (i < n_there || n_there != rows->len)
    g_list_store_splice (self->rows, 0, n_there, rows->pdata, rows->len);
}

/**
 * sublet_figure_table_get_rows:
 * @self: a table
 *
 * Returns: (transfer none): its rows in their order
 */
GListModel *
sublet_figure_table_get_rows (SubletFigureTable *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_TABLE (self), NULL);

  return self->sorted;
}

/**
 * sublet_figure_table_get_sort_bar:
 * @self: a table
 *
 * Returns: (transfer none): where its order is chosen
 */
GtkWidget *
sublet_figure_table_get_sort_bar (SubletFigureTable *self)
{
  g_return_val_if_fail (SUBLET_IS_FIGURE_TABLE (self), NULL);

  return self->sort_bar;
}
