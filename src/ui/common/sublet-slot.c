/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-slot-private.h"

struct _SubletSlot
{
  GObject parent_instance;

  gpointer list;    /* (borrowed) (nullable): NULL when it is gone */
  GHashTable *live; /* (owned) (element-type guint SubletSlot): its list's, so that the slot can
                     * take itself out whichever of the two goes first */
  guint position;
};

typedef enum
{
  SIGNAL_CHANGED,
} SubletSlotSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (SubletSlot, sublet_slot, G_TYPE_OBJECT)

static void
sublet_slot_finalize (GObject *object)
{
  SubletSlot *self = SUBLET_SLOT (object);

  if (self->list != NULL)
    g_hash_table_remove (self->live, GUINT_TO_POINTER (self->position));
  g_hash_table_unref (self->live);

  G_OBJECT_CLASS (sublet_slot_parent_class)->finalize (object);
}

static void
sublet_slot_class_init (SubletSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_slot_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
sublet_slot_init (SubletSlot *self)
{
}

/**
 * sublet_slot_new:
 * @list: (transfer none): the list, not kept alive
 * @live: its slots in use, to which this one is added
 * @position: the position it stands for
 *
 * Returns: (transfer full): the slot
 */
SubletSlot *
sublet_slot_new (gpointer list, GHashTable *live, guint position)
{
  SubletSlot *self = g_object_new (SUBLET_TYPE_SLOT, NULL);

  self->list = list;
  self->live = g_hash_table_ref (live);
  self->position = position;
  g_hash_table_insert (live, GUINT_TO_POINTER (position), self);

  return self;
}

/**
 * sublet_slot_forget_list:
 * @self: a slot whose list goes, and has emptied the table of slots in use
 */
void
sublet_slot_forget_list (SubletSlot *self)
{
  self->list = NULL;
}

/**
 * sublet_slot_emit_changed:
 * @self: a slot
 */
void
sublet_slot_emit_changed (SubletSlot *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sublet_slot_get_list:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): the SubletSlotListModel it is a position of, NULL after that
 *   is gone
 */
gpointer
sublet_slot_get_list (SubletSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_SLOT (self), NULL);

  return self->list;
}

/**
 * sublet_slot_get_position:
 * @self: a slot
 *
 * Returns: the position it stands for; may be beyond the end of a list that has become shorter
 */
guint
sublet_slot_get_position (SubletSlot *self)
{
  g_return_val_if_fail (SUBLET_IS_SLOT (self), 0);

  return self->position;
}
