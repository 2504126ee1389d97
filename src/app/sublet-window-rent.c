/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/instances/sublet-instances-page.h"

static void
on_rented (SubletWindow *self, SubletRental *rental)
{
  if (self->instances_page == NULL)
    return;

  sublet_window_leave_instance (self);
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->instances_place));
  sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
}

static void
on_preferences_requested (SubletWindow *self, const char *page)
{
  sublet_window_show_preferences (self, page);
}

/**
 * sublet_window_rent:
 * @self: a window whose services are ready
 * @offer: what the person chose
 *
 * Opens the rent window, which is the question.
 *
 * Returns: (transfer none): that window
 */
SubletRentDialog *
sublet_window_rent (SubletWindow *self, SubletOffer *offer)
{
  SubletRentDialog *dialog;

  dialog = sublet_rent_dialog_new (GTK_WINDOW (self),
                                   self->engine,
                                   sublet_services_get_settings (self->services),
                                   sublet_services_get_market (self->services),
                                   offer);
  sublet_rent_dialog_set_client (dialog, sublet_session_get_client (self->session));
  sublet_rent_dialog_set_recipes (dialog, sublet_services_get_recipes (self->services));
  g_signal_connect_object (dialog, "rented", G_CALLBACK (on_rented), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog,
                           "preferences-requested",
                           G_CALLBACK (on_preferences_requested),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
