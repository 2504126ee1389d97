/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instances-page-private.h"

#define HELD_AFTER_KEY_MS 3000

static gboolean
is_popover_open (SubletInstancesPage *self)
{
  guint i;

  for (i = 0; i < self->cards->len; i++)
    {
      if (sublet_instance_card_get_popover_open (g_ptr_array_index (self->cards, i)))
        return TRUE;
    }

  return self->table != NULL &&
         sublet_instances_table_get_popover_open (SUBLET_INSTANCES_TABLE (self->table));
}

void
sublet_instances_page_update_held (SubletInstancesPage *self)
{
  sublet_grouped_model_set_held (self->grouped,
                                 self->pointed_at || self->key_wait != NULL ||
                                   is_popover_open (self));
}

static gboolean
on_popover_settled (gpointer user_data)
{
  SubletInstancesPage *self = user_data;

  self->popover_id = 0;
  sublet_instances_page_update_held (self);
  return G_SOURCE_REMOVE;
}

/* An open menu takes the pointer away from the list, so it holds the list by itself. What waited
 * moves when the popover has gone for good: its card may go too. */
void
sublet_instances_page_on_popover (SubletInstancesPage *self)
{
  if (is_popover_open (self))
    sublet_instances_page_update_held (self);
  else if (self->popover_id == 0)
    self->popover_id = g_idle_add (on_popover_settled, self);
}

static void
on_pointer_enter (SubletInstancesPage *self)
{
  self->pointed_at = TRUE;
  sublet_instances_page_update_held (self);
}

static void
on_pointer_leave (SubletInstancesPage *self)
{
  self->pointed_at = FALSE;
  sublet_instances_page_update_held (self);
}

static void
on_key_wait_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletInstancesPage) self = user_data;

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->key_wait);
  sublet_instances_page_update_held (self);
}

static gboolean
on_key_pressed (SubletInstancesPage *self)
{
  if (self->key_wait != NULL)
    g_cancellable_cancel (self->key_wait);
  g_clear_object (&self->key_wait);
  self->key_wait = g_cancellable_new ();
  sublet_clock_wait_async (sublet_rental_engine_get_clock (self->engine),
                           HELD_AFTER_KEY_MS,
                           self->key_wait,
                           on_key_wait_over,
                           g_object_ref (self));
  sublet_instances_page_update_held (self);

  return GDK_EVENT_PROPAGATE;
}

/* Nothing moves under the pointer, nor right after a key. */
void
sublet_instances_page_watch_list (SubletInstancesPage *self, GtkWidget *list)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_pointer_enter), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_pointer_leave), self);
  gtk_widget_add_controller (list, motion);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (list, key);
}
