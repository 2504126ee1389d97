/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-cell.h"

#include "ui/common/sublet-slot-cell.h"
#include "ui/instances/sublet-rental-text.h"
#include "ui/journal/sublet-journal-list-model.h"
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
update_cell (GtkWidget *cell, SubletSlot *slot, gconstpointer data)
{
  const SubletJournalColumn *column = data;
  const SubletJournalRow *row = sublet_journal_slot_get_row (slot);
  SubletClock *clock;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;

  clock = sublet_journal_history_get_clock (sublet_journal_slot_get_history (slot));
  text = sublet_journal_column_dup_text (column, row, clock);
  sublet_slot_cell_set_text (get_inscription (cell), text, column->numeric);
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
static char *
dup_tooltip (GtkWidget *cell, SubletSlot *slot, gconstpointer column)
{
  GtkInscription *inscription = get_inscription (cell);
  const char *text = gtk_inscription_get_text (inscription);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL)
    return NULL;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), text);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width > gtk_widget_get_width (GTK_WIDGET (inscription)) ? g_strdup (text) : NULL;
}

static GtkWidget *
make_cell (gconstpointer data)
{
  const SubletJournalColumn *column = data;
  GtkWidget *inscription =
    sublet_slot_cell_new_inscription (column->numeric || column->id == SUBLET_JOURNAL_COLUMN_WHEN);
  GtkWidget *image;
  GtkWidget *box;

  if (column->id != SUBLET_JOURNAL_COLUMN_ENDED_BY)
    return inscription;

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  image = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), inscription);

  return box;
}

static const SubletSlotCells cells = { make_cell, update_cell, dup_tooltip };

/**
 * sublet_journal_cell_factory_new:
 * @column: the column
 *
 * Returns: (transfer full): makes its cells for slots of a SubletJournalListModel
 */
GtkListItemFactory *
sublet_journal_cell_factory_new (const SubletJournalColumn *column)
{
  return sublet_slot_cell_factory_new (&cells, column);
}
