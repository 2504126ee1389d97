/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-tile.h"

#include "ui/common/sublet-label.h"
#include "ui/common/sublet-slot-cell.h"
#include "ui/common/sublet-tooltip.h"
#include "ui/journal/sublet-journal-list-model.h"
#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>

struct _SubletJournalTile
{
  AdwBin parent_instance;

  /* template children */
  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *real;
  GtkLabel *ended;
};

G_DEFINE_FINAL_TYPE (SubletJournalTile, sublet_journal_tile, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  /* What is cut off is told. */
  if (sublet_label_set_text (label, text))
    sublet_tooltip_set (GTK_WIDGET (label), text);
}

static void
sublet_journal_tile_class_init (SubletJournalTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/ui/journal/sublet-journal-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, SubletJournalTile, name);
  gtk_widget_class_bind_template_child (widget_class, SubletJournalTile, facts);
  gtk_widget_class_bind_template_child (widget_class, SubletJournalTile, real);
  gtk_widget_class_bind_template_child (widget_class, SubletJournalTile, ended);
}

static void
sublet_journal_tile_init (SubletJournalTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sublet_journal_tile_new:
 *
 * Returns: (transfer floating): a tile without a rental
 */
GtkWidget *
sublet_journal_tile_new (void)
{
  return g_object_new (SUBLET_TYPE_JOURNAL_TILE, NULL);
}

/**
 * sublet_journal_tile_show:
 * @self: a tile
 * @slot: the position to show; beyond the end what is shown stays
 */
void
sublet_journal_tile_show (SubletJournalTile *self, SubletSlot *slot)
{
  const SubletJournalRow *row = sublet_journal_slot_get_row (slot);
  SubletClock *clock;
  g_autofree char *label = NULL;
  g_autofree char *gpu = NULL;
  g_autofree char *name = NULL;
  g_autofree char *when = NULL;
  g_autofree char *duration = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *real = NULL;
  g_autofree char *sentence = NULL;

  if (row == NULL)
    return;

  clock = sublet_journal_history_get_clock (sublet_journal_slot_get_history (slot));
  label = sublet_journal_text_dup_label (row);
  gpu = sublet_journal_text_dup_gpu (row);
  when = sublet_journal_text_dup_when (row, clock);
  duration = sublet_journal_text_dup_ran_for (row, clock);
  real = sublet_journal_text_dup_real (row, clock);
  sentence = sublet_journal_text_dup_sentence (row, clock);
  /* TRANSLATORS: name and GPU of a rental, as in "ada-1 · RTX 4090" */
  name = row->label != NULL ? g_strdup_printf (_ ("%1$s · %2$s"), label, gpu)
                            : g_strdup (row->volume_id != 0 ? label : gpu);
  if (row->volume_id != 0)
    facts = g_strdup (when);
  else
    /* TRANSLATORS: when a rental was made, and how long it ran */
    facts = g_strdup_printf (_ ("%1$s · %2$s"), when, duration);

  set_text (self->name, name);
  set_text (self->facts, facts);
  /* What a volume has cost is not in the journal. */
  set_text (self->real, row->volume_id != 0 ? "" : real);
  set_text (self->ended, sublet_journal_text_get_ended_by (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static GtkWidget *
make_tile (gconstpointer column)
{
  return sublet_journal_tile_new ();
}

static void
update_tile (GtkWidget *tile, SubletSlot *slot, gconstpointer column)
{
  sublet_journal_tile_show (SUBLET_JOURNAL_TILE (tile), slot);
}

static const SubletSlotCells tiles = { make_tile, update_tile, NULL };

/**
 * sublet_journal_tile_factory_new:
 *
 * Returns: (transfer full): makes tiles for slots of a SubletJournalListModel
 */
GtkListItemFactory *
sublet_journal_tile_factory_new (void)
{
  return sublet_slot_cell_factory_new (&tiles, NULL);
}
