/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-table-private.h"

#include "ui/common/sublet-slot-cell.h"
#include "ui/common/sublet-update-queue.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/instances/sublet-state-icon.h"
#include "ui/instances/sublet-steps-row.h"

#include <glib/gi18n.h>

/*
 * A rental notifies a dozen times when a list comes in. Its cells look at it once, before the next
 * frame, and set what differs; many lines take turns with keys and clicks.
 */

typedef struct
{
  SubletRental *rental;         /* (owned) */
  SubletInstanceRecord *record; /* (owned) (nullable) */
  SubletInstancesTable *table;  /* (borrowed): has the row */
  GPtrArray *cells;             /* (owned) (element-type Cell): borrowed, bound ones */
} Row;

/* Hangs on the widget of a cell. */
typedef struct
{
  SubletInstancesTable *table;        /* (borrowed): has the widget */
  const SubletInstanceColumn *column; /* (nullable): the check buttons have none */
  GtkWidget *widget;                  /* (borrowed) */
  Row *row;                           /* (borrowed) (nullable): while it is bound */
} Cell;

static GQuark
cell_quark (void)
{
  return g_quark_from_static_string ("sublet-instances-table-cell");
}

/* ---- a cell ---- */

/* State alone has an icon before its text, and one behind it where something is wrong. */
static GtkInscription *
get_inscription (Cell *cell)
{
  return GTK_INSCRIPTION (GTK_IS_BOX (cell->widget) ? gtk_widget_get_next_sibling (
                                                        gtk_widget_get_first_child (cell->widget))
                                                    : cell->widget);
}

static void
update_state (Cell *cell, SubletClock *clock)
{
  SubletRental *rental = cell->row->rental;
  SubletInstanceRecord *record = cell->row->record;
  g_autofree char *sentence = sublet_instance_columns_dup_sentence (rental, record, clock);
  g_autofree char *trouble = sublet_instance_columns_dup_trouble (rental, record, clock);

  sublet_state_icon_set (SUBLET_STATE_ICON (gtk_widget_get_first_child (cell->widget)),
                         sublet_rental_text_get_icon_name (rental),
                         sublet_rental_text_get_icon_class (rental),
                         sublet_steps_get_progress (rental, record));
  gtk_widget_set_visible (gtk_widget_get_last_child (cell->widget), trouble != NULL);
  /* The first cell speaks for its line. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static void
update_check (Cell *cell)
{
  SubletRental *rental = cell->row->rental;
  g_autofree char *name = sublet_rental_text_dup_name (rental);
  /* TRANSLATORS: a check button that is only heard; %s is an instance's label */
  g_autofree char *label = g_strdup_printf (_ ("Select %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_sensitive (cell->widget, sublet_rental_is_open (rental));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (cell->widget),
                               sublet_instance_selection_contains (cell->table->selection, rental));
}

static void
update_text (Cell *cell)
{
  SubletClock *clock = sublet_rental_engine_get_clock (cell->table->engine);
  SubletRental *rental = cell->row->rental;
  g_autofree char *text = sublet_instance_column_dup_text (cell->column, rental, clock);
  bool stale = sublet_rental_get_stale (rental);

  if (GTK_IS_BOX (cell->widget))
    update_state (cell, clock);
  sublet_slot_cell_set_text (get_inscription (cell), text, cell->column->numeric);
  if (stale == gtk_widget_has_css_class (cell->widget, "subdued"))
    return;
  if (stale)
    gtk_widget_add_css_class (cell->widget, "subdued");
  else
    gtk_widget_remove_css_class (cell->widget, "subdued");
}

static void
update_cell (Cell *cell)
{
  if (cell->column == NULL)
    update_check (cell);
  else
    update_text (cell);
}

static void
on_toggled (GtkCheckButton *check, Cell *cell)
{
  if (cell->row != NULL)
    sublet_instance_selection_set (cell->table->selection,
                                   cell->row->rental,
                                   gtk_check_button_get_active (check));
}

static GtkWidget *
make_widget (const SubletInstanceColumn *column)
{
  GtkWidget *inscription;
  GtkWidget *trouble;
  GtkWidget *box;

  if (column == NULL)
    return gtk_check_button_new ();

  inscription = sublet_slot_cell_new_inscription (column->numeric);
  /* In a higher line a cut text would stand above the others. */
  gtk_widget_set_valign (inscription, GTK_ALIGN_CENTER);
  if (column->key != SUBLET_INSTANCE_KEY_STATE)
    return inscription;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  trouble = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (trouble, "state-warning");
  gtk_widget_set_visible (trouble, FALSE);
  gtk_box_append (GTK_BOX (box), sublet_state_icon_new ());
  gtk_box_append (GTK_BOX (box), inscription);
  gtk_box_append (GTK_BOX (box), trouble);

  return box;
}

static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  Cell *cell)
{
  g_autofree char *text = NULL;

  if (cell->row == NULL)
    return FALSE;

  text = sublet_instance_column_dup_tooltip (cell->column,
                                             cell->row->rental,
                                             cell->row->record,
                                             sublet_rental_engine_get_clock (cell->table->engine));
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- a row ---- */

static void
on_update (gpointer owner)
{
  g_ptr_array_foreach (((Row *) owner)->cells, (GFunc) (void (*) (void)) update_cell, NULL);
}

static void
on_changed (Row *row)
{
  sublet_update_queue_add (row, on_update);
}

static void
row_free (Row *row)
{
  sublet_update_queue_remove (row);
  g_signal_handlers_disconnect_by_func (row->rental, on_changed, row);
  if (row->record != NULL)
    g_signal_handlers_disconnect_by_func (row->record, on_changed, row);
  g_clear_object (&row->rental);
  g_clear_object (&row->record);
  g_ptr_array_unref (row->cells);
  g_free (row);
}

/**
 * sublet_instances_table_make_rows: (skip)
 *
 * Returns: (transfer full): room for the rows, which cells fill
 */
GHashTable *
sublet_instances_table_make_rows (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) row_free);
}

static Row *
ensure_row (SubletInstancesTable *self, SubletRental *rental)
{
  Row *row = g_hash_table_lookup (self->rows, rental);

  if (row != NULL)
    return row;

  row = g_new0 (Row, 1);
  row->table = self;
  row->rental = g_object_ref (rental);
  g_set_object (&row->record, g_hash_table_lookup (self->records, rental));
  row->cells = g_ptr_array_new ();
  g_signal_connect_swapped (rental, "notify", G_CALLBACK (on_changed), row);
  if (row->record != NULL)
    g_signal_connect_swapped (row->record, "notify", G_CALLBACK (on_changed), row);
  g_hash_table_insert (self->rows, rental, row);

  return row;
}

/* ---- the factory of a column ---- */

typedef struct
{
  SubletInstancesTable *table; /* (borrowed): has the columns */
  const SubletInstanceColumn *column;
} Maker;

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->table = maker->table;
  cell->column = maker->column;
  cell->widget = make_widget (maker->column);
  g_object_set_qdata_full (G_OBJECT (cell->widget), cell_quark (), cell, g_free);
  if (cell->column == NULL)
    g_signal_connect (cell->widget, "toggled", G_CALLBACK (on_toggled), cell);
  else
    {
      gtk_widget_set_has_tooltip (cell->widget, TRUE);
      g_signal_connect (cell->widget, "query-tooltip", G_CALLBACK (on_query_tooltip), cell);
    }
  gtk_list_item_set_child (item, cell->widget);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)), cell_quark ());

  cell->row = ensure_row (cell->table, gtk_list_item_get_item (item));
  g_ptr_array_add (cell->row->cells, cell);
  update_cell (cell);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  Cell *cell = g_object_get_qdata (G_OBJECT (gtk_list_item_get_child (item)), cell_quark ());
  Row *row = cell->row;

  cell->row = NULL;
  g_ptr_array_remove_fast (row->cells, cell);
  if (row->cells->len == 0)
    g_hash_table_remove (cell->table->rows, row->rental);
}

static void
free_maker (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * sublet_instances_table_make_cells: (skip)
 * @self: the table
 * @column: (nullable): one of its columns; NULL: the one of check buttons
 *
 * Returns: (transfer full): what makes its cells
 */
GtkListItemFactory *
sublet_instances_table_make_cells (SubletInstancesTable *self, const SubletInstanceColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Maker *maker = g_new0 (Maker, 1);

  maker->table = self;
  maker->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup), maker, free_maker, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), maker);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), maker);

  return factory;
}

/* ---- all of them ---- */

/**
 * sublet_instances_table_get_list: (skip)
 * @self: a table
 *
 * Returns: (transfer none): the list inside the column view, whose children are the lines
 */
GtkWidget *
sublet_instances_table_get_list (SubletInstancesTable *self)
{
  return gtk_widget_get_last_child (GTK_WIDGET (self->view));
}

/**
 * sublet_instances_table_find_rental: (skip)
 * @self: a table
 * @widget: (nullable): a line, or what stands in one
 *
 * Returns: (transfer none) (nullable): whose line it is
 */
SubletRental *
sublet_instances_table_find_rental (SubletInstancesTable *self, GtkWidget *widget)
{
  GtkWidget *list = sublet_instances_table_get_list (self);
  GtkWidget *child;
  Cell *cell;

  while (widget != NULL && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  child = widget == NULL ? NULL : gtk_widget_get_first_child (widget);
  child = child == NULL ? NULL : gtk_widget_get_first_child (child);
  cell = child == NULL ? NULL : g_object_get_qdata (G_OBJECT (child), cell_quark ());

  return cell == NULL || cell->row == NULL ? NULL : cell->row->rental;
}

static void
update_check_cells (Row *row)
{
  guint i;

  for (i = 0; i < row->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (row->cells, i);

      if (cell->column == NULL)
        update_check (cell);
    }
}

/**
 * sublet_instances_table_update_selected: (skip)
 * @self: a table
 *
 * Brings the check buttons up to date.
 */
void
sublet_instances_table_update_selected (SubletInstancesTable *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    update_check_cells (row);
}

/**
 * sublet_instances_table_update_clock:
 * @self: a table
 *
 * Brings what depends on the time up to date.
 */
void
sublet_instances_table_update_clock (SubletInstancesTable *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (SUBLET_IS_INSTANCES_TABLE (self));

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    on_update (value);
}

/**
 * sublet_instances_table_get_next_change_us:
 * @self: a table
 *
 * Returns: service time at which the first of its texts changes by itself; G_MAXINT64: never
 */
gint64
sublet_instances_table_get_next_change_us (SubletInstancesTable *self)
{
  SubletClock *clock = sublet_rental_engine_get_clock (self->engine);
  gint64 next_us = G_MAXINT64;
  GHashTableIter iter;
  gpointer rental;

  g_return_val_if_fail (SUBLET_IS_INSTANCES_TABLE (self), G_MAXINT64);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &rental, NULL))
    next_us = MIN (next_us, sublet_rental_text_get_next_change_us (rental, clock));

  return next_us;
}
