/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/common/sublet-slot-teller-private.h"

#include "ui/common/sublet-slot-private.h"

static GPtrArray *
make_slots (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/* Those that listen may let go of slots, make new ones, and let go of the list. */
static void
emit_changed (SubletSlotTeller *self, GPtrArray *slots)
{
  g_autoptr (GObject) kept = g_object_ref (self->list);
  guint i;

  for (i = 0; i < slots->len; i++)
    if (sublet_slot_get_position (slots->pdata[i]) < self->n_items)
      sublet_slot_emit_changed (slots->pdata[i]);
}

static void
tell_late_ones (SubletSlotTeller *self)
{
  g_autoptr (GPtrArray) slots = g_steal_pointer (&self->late);

  self->late = make_slots ();
  g_clear_handle_id (&self->source, g_source_remove);
  emit_changed (self, slots);
}

static gboolean
on_frame_done (gpointer self)
{
  ((SubletSlotTeller *) self)->source = 0;
  tell_late_ones (self);

  return G_SOURCE_REMOVE;
}

/* Of the list as it is now, which the view has not laid out yet. */
static void
get_seen (SubletSlotTeller *self, guint *first, guint *last)
{
  double value;
  double page;

  *first = 0;
  *last = G_MAXUINT;
  if (self->adjustment == NULL || self->row_height <= 0)
    return;

  page = gtk_adjustment_get_page_size (self->adjustment);
  value = gtk_adjustment_get_value (self->adjustment);
  /* A list that became shorter is shown up to its end. */
  value = MAX (0, MIN (value, self->n_items * self->row_height - page));
  *first = (guint) (value / self->row_height);
  /* With those that are cut at an edge. */
  *last = *first + (guint) (page / self->row_height) + 2;
}

static void
on_adjustment_changed (SubletSlotTeller *self)
{
  if (self->n_items > 0)
    self->row_height = gtk_adjustment_get_upper (self->adjustment) / self->n_items;
}

static void
disconnect_adjustment (SubletSlotTeller *self)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  self->row_height = 0;
}

void
sublet_slot_teller_init (SubletSlotTeller *self, GObject *list)
{
  self->list = list;
  self->late = make_slots ();
}

void
sublet_slot_teller_clear (SubletSlotTeller *self)
{
  disconnect_adjustment (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->late, g_ptr_array_unref);
}

/**
 * sublet_slot_teller_set_adjustment:
 * @self: a teller
 * @adjustment: (nullable): the vertical one of the view, whose rows are equally high; NULL: all
 *   slots are told at once
 */
void
sublet_slot_teller_set_adjustment (SubletSlotTeller *self, GtkAdjustment *adjustment)
{
  if (self->adjustment == adjustment)
    return;

  tell_late_ones (self);
  disconnect_adjustment (self);
  if (adjustment == NULL)
    return;

  self->adjustment = g_object_ref (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (tell_late_ones), self);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (on_adjustment_changed), self);
}

/**
 * sublet_slot_teller_tell:
 * @self: a teller
 * @live: (element-type guint SubletSlot): the slots that somebody holds, by position
 * @n_items: how many positions there are now
 *
 * Tells those that are seen at once, and the others later.
 */
void
sublet_slot_teller_tell (SubletSlotTeller *self, GHashTable *live, guint n_items)
{
  g_autoptr (GPtrArray) seen = make_slots ();
  GHashTableIter iter;
  gpointer slot;
  guint first;
  guint last;

  self->n_items = n_items;
  get_seen (self, &first, &last);
  g_ptr_array_set_size (self->late, 0);
  g_hash_table_iter_init (&iter, live);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      guint position = sublet_slot_get_position (slot);

      g_ptr_array_add (position >= first && position <= last ? seen : self->late,
                       g_object_ref (slot));
    }
  if (self->late->len > 0 && self->source == 0)
    self->source = g_idle_add (on_frame_done, self);
  emit_changed (self, seen);
}
