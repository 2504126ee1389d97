/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ui"

#include "config.h"

#include "ui/instances/sublet-instance-card-private.h"

#include "ui/instances/sublet-rental-text.h"

#include <glib/gi18n.h>

/* A card among those that can be chosen: by its check button, or by a click anywhere on it. */

static void
set_selected_look (SubletInstanceCard *self, gboolean selected)
{
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
}

/**
 * sublet_instance_card_update_selected: (skip)
 * @self: a card
 */
void
sublet_instance_card_update_selected (SubletInstanceCard *self)
{
  gboolean active = self->selection != NULL && self->rental != NULL &&
                    sublet_instance_selection_get_active (self->selection);
  gboolean selected = active && sublet_instance_selection_contains (self->selection, self->rental);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->select_check, active);
  set_selected_look (self, selected);
  if (!active)
    return;

  name = sublet_rental_text_dup_name (self->rental);
  /* TRANSLATORS: a check button that is only heard; %s is an instance's label */
  label = g_strdup_printf (_ ("Select %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->select_check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_widget_set_sensitive (self->select_check, sublet_rental_is_open (self->rental));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->select_check), selected);
}

static void
on_toggled (SubletInstanceCard *self)
{
  if (self->rental == NULL || !gtk_widget_get_visible (self->select_check))
    return;

  sublet_instance_selection_set (self->selection,
                                 self->rental,
                                 gtk_check_button_get_active (
                                   GTK_CHECK_BUTTON (self->select_check)));
}

static void
on_released (GtkGesture *gesture, int n_press, double x, double y, SubletInstanceCard *self)
{
  if (self->rental != NULL && gtk_widget_get_visible (self->select_check))
    sublet_instance_selection_set (self->selection,
                                   self->rental,
                                   !sublet_instance_selection_contains (self->selection,
                                                                        self->rental));
}

/**
 * sublet_instance_card_set_selection:
 * @self: a card that has none
 * @selection: what it can be chosen in
 */
void
sublet_instance_card_set_selection (SubletInstanceCard *self, SubletInstanceSelection *selection)
{
  GtkGesture *click;

  g_return_if_fail (SUBLET_IS_INSTANCE_CARD (self));
  g_return_if_fail (SUBLET_IS_INSTANCE_SELECTION (selection) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection,
                           "changed",
                           G_CALLBACK (sublet_instance_card_update_selected),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->select_check,
                           "toggled",
                           G_CALLBACK (on_toggled),
                           self,
                           G_CONNECT_SWAPPED);
  /* Its buttons take their own clicks. */
  click = gtk_gesture_click_new ();
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  sublet_instance_card_update_selected (self);
}
