/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/common/sublet-slot.h"

G_BEGIN_DECLS

/* The slots of a list that somebody holds, by position: each takes itself out when it goes. */
SubletSlot *sublet_slot_new (gpointer list, GHashTable *live, guint position);
/* Its list is gone. */
void sublet_slot_forget_list (SubletSlot *self);
void sublet_slot_emit_changed (SubletSlot *self);

G_END_DECLS
