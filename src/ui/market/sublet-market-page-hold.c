/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

/* After a key in the list nothing moves for so long. */
#define KEY_HOLD_MS 3000

/**
 * sublet_market_page_update_held:
 * @self: a page
 *
 * Holds the market while the pointer rests on the offers or a key was pressed there.
 */
void
sublet_market_page_update_held (SubletMarketPage *self)
{
  sublet_market_set_held (self->market, self->hovered || self->key_pressed != NULL);
}

static void
on_enter (SubletMarketPage *self)
{
  self->hovered = TRUE;
  sublet_market_page_update_held (self);
}

static void
on_leave (SubletMarketPage *self)
{
  self->hovered = FALSE;
  sublet_market_page_update_held (self);
}

static void
on_key_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SubletMarketPage) self = g_steal_pointer (&user_data);

  if (!sublet_clock_wait_finish (SUBLET_CLOCK (source), result, NULL))
    return;

  g_clear_object (&self->key_pressed);
  sublet_market_page_update_held (self);
}

static gboolean
on_key_pressed (SubletMarketPage *self)
{
  g_cancellable_cancel (self->key_pressed);
  g_clear_object (&self->key_pressed);
  self->key_pressed = g_cancellable_new ();
  sublet_market_page_update_held (self);
  sublet_clock_wait_async (sublet_market_get_clock (self->market),
                           KEY_HOLD_MS,
                           self->key_pressed,
                           on_key_forgotten,
                           g_object_ref (self));

  return GDK_EVENT_PROPAGATE;
}

/**
 * sublet_market_page_hold_while_used:
 * @self: a page that has its children
 *
 * Watches pointer and keys over the offers.
 */
void
sublet_market_page_hold_while_used (SubletMarketPage *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), motion);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys,
                           "key-pressed",
                           G_CALLBACK (on_key_pressed),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), keys);
}
