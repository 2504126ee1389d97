/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-cell.h"

#include "ui/common/sublet-text-side.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>

/*
 * A cell is a plain GtkInscription, for a table realises sixteen hundred of them; the last one has
 * the shape of a state beside its word. The slot tells it when to look again.
 */

static const SubletJournalColumn columns[SUBLET_JOURNAL_N_COLUMNS] = {
  { SUBLET_JOURNAL_COLUMN_WHEN, N_ ("When"), 110, false, false },
    { SUBLET_JOURNAL_COLUMN_LABEL, N_ ("Label"), 110, false, true },
      { SUBLET_JOURNAL_COLUMN_GPU, N_ ("GPU"), 140, false, false },
        { SUBLET_JOURNAL_COLUMN_PLACE, N_ ("Place"), 120, false, false, true },
          { SUBLET_JOURNAL_COLUMN_QUOTED, N_ ("Quoted"), 84, true, false, true },
            { SUBLET_JOURNAL_COLUMN_REAL, N_ ("Real"), 96, true, false },
              { SUBLET_JOURNAL_COLUMN_RAN_FOR, N_ ("Ran For"), 92, true, false, true },
                { SUBLET_JOURNAL_COLUMN_ENDED_BY, N_ ("Ended By"), 205, false, false },
              };

/**
 * sublet_journal_columns_get:
 *
 * Returns: (transfer none): the columns, SUBLET_JOURNAL_N_COLUMNS of them
 */
const SubletJournalColumn *
sublet_journal_columns_get (void)
{
  return columns;
}

/**
 * sublet_journal_column_dup_text:
 * @column: a column
 * @row: a row
 * @clock: the clock
 *
 * Returns: (transfer full): what the cell says
 */
char *
sublet_journal_column_dup_text (const SubletJournalColumn *column,
                                const SubletJournalRow *row,
                                SubletClock *clock)
{
  switch (column->id)
    {
    case SUBLET_JOURNAL_COLUMN_WHEN:
      return sublet_journal_text_dup_when (row, clock);

    case SUBLET_JOURNAL_COLUMN_LABEL:
      return sublet_journal_text_dup_label (row);

    case SUBLET_JOURNAL_COLUMN_GPU:
      return sublet_journal_text_dup_gpu (row);

    case SUBLET_JOURNAL_COLUMN_PLACE:
      return sublet_journal_text_dup_place (row);

    case SUBLET_JOURNAL_COLUMN_QUOTED:
      return sublet_journal_text_dup_quoted (row);

    case SUBLET_JOURNAL_COLUMN_REAL:
      return sublet_journal_text_dup_real (row, clock);

    case SUBLET_JOURNAL_COLUMN_RAN_FOR:
      return sublet_journal_text_dup_ran_for (row, clock);

    case SUBLET_JOURNAL_COLUMN_ENDED_BY:
    default:
      return g_strdup (sublet_journal_text_get_ended_by (row));
    }
}

static GQuark
column_quark (void)
{
  return g_quark_from_static_string ("sublet-journal-column");
}

/* A cell is the text, or a box of shape and text. */
static GtkInscription *
get_inscription (GtkWidget *cell)
{
  return GTK_INSCRIPTION (GTK_IS_BOX (cell) ? gtk_widget_get_last_child (cell) : cell);
}

/* Only what is open has a shape; its room is kept, for a change would lay out the whole list. */
static void
update_icon (GtkImage *image, const SubletJournalRow *row)
{
  static const char *const classes[] = { "state-accent",
                                         "state-success",
                                         "state-warning",
                                         "state-error" };
  const char *icon_class = NULL;
  const char *icon_name = sublet_rental_text_get_state_icon (row->state, &icon_class);
  gboolean open = row->ending == SUBLET_JOURNAL_ENDING_NONE;
  gsize i;

  gtk_widget_set_opacity (GTK_WIDGET (image), open ? 1 : 0);
  if (!open || g_strcmp0 (gtk_image_get_icon_name (image), icon_name) == 0)
    return;

  gtk_image_set_from_icon_name (image, icon_name);
  for (i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (g_strcmp0 (classes[i], icon_class) == 0)
        gtk_widget_add_css_class (GTK_WIDGET (image), classes[i]);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (image), classes[i]);
    }
}

static void
update_cell (SubletJournalSlot *slot, GtkWidget *cell)
{
  const SubletJournalColumn *column = g_object_get_qdata (G_OBJECT (cell), column_quark ());
  const SubletJournalRow *row = sublet_journal_slot_get_row (slot);
  SubletClock *clock;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;

  clock = sublet_journal_history_get_clock (sublet_journal_slot_get_history (slot));
  text = sublet_journal_column_dup_text (column, row, clock);
  if (g_strcmp0 (gtk_inscription_get_text (get_inscription (cell)), text) != 0)
    gtk_inscription_set_text (get_inscription (cell), text);
  sublet_ui_set_side (get_inscription (cell), column->numeric);
  if (GTK_IS_BOX (cell))
    update_icon (GTK_IMAGE (gtk_widget_get_first_child (cell)), row);
  /* The first cell speaks for its row. */
  if (column->id == SUBLET_JOURNAL_COLUMN_WHEN)
    {
      g_autofree char *sentence = sublet_journal_text_dup_sentence (row, clock);

      gtk_accessible_update_property (GTK_ACCESSIBLE (cell),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      sentence,
                                      -1);
    }
}

/* What is cut off is told. */
static gboolean
on_query_tooltip (GtkWidget *cell,
                  int x,
                  int y,
                  gboolean keyboard_mode,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  GtkInscription *inscription = get_inscription (cell);
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL)
    return FALSE;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width <= gtk_widget_get_width (GTK_WIDGET (inscription)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static GtkWidget *
make_inscription (const SubletJournalColumn *column)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 0);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (column->numeric || column->id == SUBLET_JOURNAL_COLUMN_WHEN)
    gtk_widget_add_css_class (inscription, "numeric");
  gtk_widget_set_hexpand (inscription, TRUE);

  return inscription;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, const SubletJournalColumn *column)
{
  GtkWidget *cell = make_inscription (column);

  if (column->id == SUBLET_JOURNAL_COLUMN_ENDED_BY)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *image = gtk_image_new ();

      gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (box), image);
      gtk_box_append (GTK_BOX (box), cell);
      cell = box;
    }
  g_object_set_qdata (G_OBJECT (cell), column_quark (), (gpointer) column);
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  gtk_list_item_set_child (item, cell);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  SubletJournalSlot *slot = gtk_list_item_get_item (item);
  GtkWidget *cell = gtk_list_item_get_child (item);

  g_signal_connect (slot, "changed", G_CALLBACK (update_cell), cell);
  update_cell (slot, cell);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item),
                                        update_cell,
                                        gtk_list_item_get_child (item));
}

/**
 * sublet_journal_cell_factory_new:
 * @column: the column
 *
 * Returns: (transfer full): makes its cells for slots of a SubletJournalListModel
 */
GtkListItemFactory *
sublet_journal_cell_factory_new (const SubletJournalColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  return factory;
}
