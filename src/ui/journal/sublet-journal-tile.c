/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/journal/sublet-journal-tile.h"

#include "ui/journal/sublet-journal-text.h"

#include <glib/gi18n.h>

struct _SubletJournalTile
{
  AdwBin parent_instance;

  SubletJournalSlot *slot; /* (owned) (nullable) */
  gulong changed_handler;

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
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;

  gtk_label_set_text (label, text);
  /* What is cut off is told. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

static void
update (SubletJournalTile *self)
{
  const SubletJournalRow *row = sublet_journal_slot_get_row (self->slot);
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

  clock = sublet_journal_history_get_clock (sublet_journal_slot_get_history (self->slot));
  label = sublet_journal_text_dup_label (row);
  gpu = sublet_journal_text_dup_gpu (row);
  when = sublet_journal_text_dup_when (row, clock);
  duration = sublet_journal_text_dup_ran_for (row, clock);
  real = sublet_journal_text_dup_real (row, clock);
  sentence = sublet_journal_text_dup_sentence (row, clock);
  /* TRANSLATORS: name and GPU of a rental, as in "ada-1 · RTX 4090" */
  name = row->label != NULL ? g_strdup_printf (_ ("%1$s · %2$s"), label, gpu) : g_strdup (gpu);
  /* TRANSLATORS: when a rental was made, and how long it ran */
  facts = g_strdup_printf (_ ("%1$s · %2$s"), when, duration);

  set_text (self->name, name);
  set_text (self->facts, facts);
  set_text (self->real, real);
  set_text (self->ended, sublet_journal_text_get_ended_by (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
}

static void
sublet_journal_tile_dispose (GObject *object)
{
  sublet_journal_tile_set_slot (SUBLET_JOURNAL_TILE (object), NULL);

  G_OBJECT_CLASS (sublet_journal_tile_parent_class)->dispose (object);
}

static void
sublet_journal_tile_class_init (SubletJournalTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sublet_journal_tile_dispose;

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
 * sublet_journal_tile_set_slot:
 * @self: a tile
 * @slot: (nullable): the position to show from now on
 */
void
sublet_journal_tile_set_slot (SubletJournalTile *self, SubletJournalSlot *slot)
{
  g_return_if_fail (SUBLET_IS_JOURNAL_TILE (self));

  if (self->slot != NULL)
    g_clear_signal_handler (&self->changed_handler, self->slot);
  g_set_object (&self->slot, slot);
  if (slot == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (slot, "changed", G_CALLBACK (update), self);
  update (self);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, sublet_journal_tile_new ());
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  sublet_journal_tile_set_slot (SUBLET_JOURNAL_TILE (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  sublet_journal_tile_set_slot (SUBLET_JOURNAL_TILE (gtk_list_item_get_child (item)), NULL);
}

/**
 * sublet_journal_tile_factory_new:
 *
 * Returns: (transfer full): makes tiles for slots of a SubletJournalListModel
 */
GtkListItemFactory *
sublet_journal_tile_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);

  return factory;
}
