/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

/* A card that is never seen acts for a line of the table. */

/**
 * sublet_instance_card_get_menu:
 * @self: a card
 *
 * Returns: (transfer none): what its menu button opens
 */
GMenuModel *
sublet_instance_card_get_menu (SubletInstanceCard *self)
{
  g_return_val_if_fail (SUBLET_IS_INSTANCE_CARD (self), NULL);

  return gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->menu_button));
}

/* (nullable): nothing can be done. Of what can be done about one that was outbid, which stands at
 * its foot, the first. */
static const char *
get_main_action (SubletInstanceCard *self)
{
  if (gtk_widget_get_visible (self->outbid_row))
    return "instance.change-bid";
  if (!gtk_widget_get_visible (self->main_button) || !gtk_widget_get_sensitive (self->main_button))
    return NULL;

  return gtk_actionable_get_action_name (GTK_ACTIONABLE (self->main_button));
}

/**
 * sublet_instance_card_activate_main:
 * @self: a card
 *
 * As if its button had been clicked: the action that fits the state.
 *
 * Returns: whether there is one that can be done
 */
gboolean
sublet_instance_card_activate_main (SubletInstanceCard *self)
{
  const char *action;

  g_return_val_if_fail (SUBLET_IS_INSTANCE_CARD (self), FALSE);

  action = self->rental != NULL ? get_main_action (self) : NULL;

  return action != NULL && gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}
