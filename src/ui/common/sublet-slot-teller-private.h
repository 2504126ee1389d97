/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Tells the slots of a list that they show something else, those that are seen first. Views hold
 * 205 rows or so, of which a person sees thirty: the others are told after the frame, or before
 * somebody scrolls to them (measured: a third of what a sort of twelve columns took until it was
 * seen).
 */
typedef struct
{
  GObject *list; /* (borrowed): whose teller it is */
  guint n_items;
  GtkAdjustment *adjustment; /* (owned) (nullable): of the view that shows the list */
  double row_height;         /* 0: not known */
  GPtrArray *late;           /* (owned) (element-type SubletSlot): not told yet */
  guint source;              /* 0: nobody is late */
} SubletSlotTeller;

void sublet_slot_teller_init (SubletSlotTeller *self, GObject *list);
/* May be called twice. */
void sublet_slot_teller_clear (SubletSlotTeller *self);

void sublet_slot_teller_set_adjustment (SubletSlotTeller *self, GtkAdjustment *adjustment);
/* live: (element-type guint SubletSlot): those that somebody holds. */
void sublet_slot_teller_tell (SubletSlotTeller *self, GHashTable *live, guint n_items);

G_END_DECLS
