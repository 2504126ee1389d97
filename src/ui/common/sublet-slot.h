/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SUBLET_TYPE_SLOT (sublet_slot_get_type ())

/*
 * A position of a SubletSlotListModel, whatever stands there now: what GTK takes for a row. Signal
 * "changed": something else stands there, or the same with other figures. It does not keep its list
 * alive, and may outlive it.
 */
G_DECLARE_FINAL_TYPE (SubletSlot, sublet_slot, SUBLET, SLOT, GObject)

/* (transfer none) (nullable): the SubletSlotListModel, NULL after it is gone. */
gpointer sublet_slot_get_list (SubletSlot *self);
guint sublet_slot_get_position (SubletSlot *self);

G_END_DECLS
