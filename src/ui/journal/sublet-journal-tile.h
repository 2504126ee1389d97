/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_JOURNAL_TILE (sublet_journal_tile_get_type ())

/* A rental of the journal in two lines, where there is no room for columns. */
G_DECLARE_FINAL_TYPE (SubletJournalTile, sublet_journal_tile, SUBLET, JOURNAL_TILE, AdwBin)

GtkWidget *sublet_journal_tile_new (void);
void sublet_journal_tile_show (SubletJournalTile *self, SubletSlot *slot);

/* (transfer full): makes tiles for slots of a SubletJournalListModel. */
GtkListItemFactory *sublet_journal_tile_factory_new (void);

G_END_DECLS
