/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/market/sublet-market-page-private.h"

#include "ui/compat/sublet-ui-compat.h"

static void
update_seen (SubletMarketPage *self)
{
  sublet_market_set_visible (self->market,
                             gtk_widget_get_mapped (GTK_WIDGET (self)) &&
                               (self->toplevel == NULL ||
                                !sublet_ui_toplevel_is_hidden (self->toplevel)));
}

/**
 * sublet_market_page_follow_toplevel:
 * @self: a page that was just mapped, or is no longer
 *
 * The market asks by itself only while somebody may see the page: it is mapped, and its window is
 * not minimised.
 */
void
sublet_market_page_follow_toplevel (SubletMarketPage *self)
{
  GtkNative *native = NULL;

  if (self->toplevel != NULL)
    g_signal_handlers_disconnect_by_data (self->toplevel, self);
  g_clear_object (&self->toplevel);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    native = gtk_widget_get_native (GTK_WIDGET (self));
  if (native != NULL && GDK_IS_TOPLEVEL (gtk_native_get_surface (native)))
    {
      self->toplevel = g_object_ref (GDK_TOPLEVEL (gtk_native_get_surface (native)));
      g_signal_connect_object (self->toplevel,
                               "notify::state",
                               G_CALLBACK (update_seen),
                               self,
                               G_CONNECT_SWAPPED);
    }
  update_seen (self);
}
