/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/instances/sublet-connection-row.h"

/* Its menu and its panes of details, whichever is open. */

static gboolean
is_open (GtkWidget *menu_button)
{
  return gtk_widget_get_visible (
    GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu_button))));
}

static void
on_popover_toggled (SubletInstanceCard *self)
{
  g_object_notify (G_OBJECT (self), "popover-open");
}

/* The button itself tells nobody before GTK 4.10. */
static void
watch_popover (SubletInstanceCard *self, GtkWidget *menu_button)
{
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (menu_button)),
                           "notify::visible",
                           G_CALLBACK (on_popover_toggled),
                           self,
                           G_CONNECT_SWAPPED);
}

void
sublet_instance_card_watch_popovers (SubletInstanceCard *self)
{
  watch_popover (self, self->menu_button);
  watch_popover (self, self->foot_details_button);
  g_signal_connect_object (self->connection_row,
                           "notify::popover-open",
                           G_CALLBACK (on_popover_toggled),
                           self,
                           G_CONNECT_SWAPPED);
}

/**
 * sublet_instance_card_popup_menu:
 * @self: a card
 *
 * All its actions, for the keyboard.
 */
void
sublet_instance_card_popup_menu (SubletInstanceCard *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  if (gtk_widget_get_visible (self->menu_button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
}

/**
 * sublet_instance_card_get_popover_open:
 * @self: a card
 *
 * Returns: whether its menu or a pane of details is open
 */
gboolean
sublet_instance_card_get_popover_open (SubletInstanceCard *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_CARD (self), FALSE);

  return is_open (self->menu_button) || is_open (self->foot_details_button) ||
         sublet_connection_row_get_popover_open (SUBLET_CONNECTION_ROW (self->connection_row));
}

/**
 * sublet_instance_card_popdown:
 * @self: a card
 *
 * Closes what is open. A popover that goes with its card without having been closed keeps the grab
 * (GTK 4.8): the window would take neither keys nor clicks any more.
 */
void
sublet_instance_card_popdown (SubletInstanceCard *self)
{
  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->menu_button));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->foot_details_button));
  sublet_connection_row_popdown (SUBLET_CONNECTION_ROW (self->connection_row));
}
