/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-slot-cell.h"

#include "ui/common/sublet-text-side.h"

typedef struct
{
  const SubletSlotCells *cells;
  gconstpointer column;
} Maker;

/* What made a cell hangs on it, and lasts as long as the last of the factory and its cells. */
static GQuark
maker_quark (void)
{
  return g_quark_from_static_string ("sublet-slot-cell-maker");
}

static void
update (SubletSlot *slot, GtkWidget *cell)
{
  const Maker *maker = g_object_get_qdata (G_OBJECT (cell), maker_quark ());

  maker->cells->update (cell, slot, maker->column);
}

static gboolean
on_query_tooltip (GtkWidget *cell,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  GtkListItem *item)
{
  const Maker *maker = g_object_get_qdata (G_OBJECT (cell), maker_quark ());
  SubletSlot *slot = gtk_list_item_get_item (item);
  g_autofree char *text = NULL;

  if (slot != NULL)
    text = maker->cells->dup_tooltip (cell, slot, maker->column);
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, Maker *maker)
{
  GtkWidget *cell = maker->cells->make (maker->column);

  g_object_set_qdata_full (G_OBJECT (cell),
                           maker_quark (),
                           g_rc_box_acquire (maker),
                           g_rc_box_release);
  if (maker->cells->dup_tooltip != NULL)
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect_object (cell, "query-tooltip", G_CALLBACK (on_query_tooltip), item, 0);
    }
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SubletSlot *slot = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_connect (slot, "changed", G_CALLBACK (update), cell);
  update (slot, cell);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item),
                                        update,
                                        gtk_list_item_get_child (item));
}

static void
release_maker (gpointer data, GClosure *closure)
{
  g_rc_box_release (data);
}

/**
 * sublet_slot_cell_factory_new:
 * @cells: (transfer none): how cells are made; static
 * @column: (nullable) (transfer none): of which column; static
 *
 * Returns: (transfer full): makes the cells for slots of a SubletSlotListModel
 */
GtkListItemFactory *
sublet_slot_cell_factory_new (const SubletSlotCells *cells, gconstpointer column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Maker *maker = g_rc_box_new (Maker);

  maker->cells = cells;
  maker->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup), maker, release_maker, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  return factory;
}

/**
 * sublet_slot_cell_new_inscription:
 * @numeric: whether it shows figures, which are equally wide
 *
 * What is too long ends with dots, so that no part of a figure is taken for all of it.
 *
 * Returns: (transfer floating): one line of text that asks for no width of its own
 */
GtkWidget *
sublet_slot_cell_new_inscription (gboolean numeric)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  if (numeric)
    gtk_widget_add_css_class (inscription, "numeric");
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (inscription, TRUE);

  return inscription;
}

/**
 * sublet_slot_cell_set_text:
 * @inscription: the text of a cell
 * @text: what it says now
 * @at_end: whether its column's edge is the end
 *
 * Setting the same text again would lay it out again.
 */
void
sublet_slot_cell_set_text (GtkInscription *inscription, const char *text, gboolean at_end)
{
  if (g_strcmp0 (gtk_inscription_get_text (inscription), text) != 0)
    gtk_inscription_set_text (inscription, text);
  sublet_ui_set_side (inscription, at_end);
}
