/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Cells of a list of slots. A cell is a plain GtkInscription, or what holds one: a table realises
 * two and a half thousand of them. It looks again whenever its slot says so.
 */

/**
 * SubletSlotCells:
 * @make: a cell of that column, empty
 * @update: shows what stands at the slot now, which may be nothing any more
 * @dup_tooltip: (nullable): what to say about the cell; NULL when it says all itself
 *
 * How the cells of a view are made. @column is what the factory was given.
 */
typedef struct
{
  GtkWidget *(*make) (gconstpointer column);
  void (*update) (GtkWidget *cell, SubletSlot *slot, gconstpointer column);
  char *(*dup_tooltip) (GtkWidget *cell, SubletSlot *slot, gconstpointer column);
} SubletSlotCells;

/* Both are borrowed and last as long as the program. */
GtkListItemFactory *sublet_slot_cell_factory_new (const SubletSlotCells *cells,
                                                  gconstpointer column);

GtkWidget *sublet_slot_cell_new_inscription (gboolean numeric);
void sublet_slot_cell_set_text (GtkInscription *inscription, const char *text, gboolean at_end);

G_END_DECLS
