/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/instance/sublet-instance-page.h"
#include "ui/instances/sublet-instances-page.h"

/* All instances, or the page of one of them in their place. */

/**
 * sublet_window_build_instances_place:
 * @self: a window that has the page of all instances
 *
 * Puts it where one instance may take its place.
 */
void
sublet_window_build_instances_place (SubletWindow *self)
{
  self->instances_place = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->instances_place, FALSE);
  gtk_stack_set_vhomogeneous (self->instances_place, FALSE);
  gtk_stack_add_child (self->instances_place, self->instances_page);
}

static void
on_title (SubletWindow *self)
{
  sublet_window_update_header (self, gtk_stack_get_visible_child_name (self->root_stack));
}

static GtkWidget *
make_page (SubletWindow *self, SubletRental *rental)
{
  g_autoptr (SubletInstanceSubject) subject =
    sublet_instance_subject_new (self->engine,
                                 sublet_services_get_connections (self->services),
                                 sublet_session_get_client (self->session),
                                 rental,
                                 sublet_instances_page_get_record (SUBLET_INSTANCES_PAGE (
                                                                     self->instances_page),
                                                                   rental));
  GtkWidget *page = sublet_instance_page_new (subject);

  g_object_bind_property (self->size_bin, "size-class", page, "size-class", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page,
                           "leave",
                           G_CALLBACK (sublet_window_leave_instance),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page,
                           "terminal",
                           G_CALLBACK (sublet_window_open_terminal),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::title", G_CALLBACK (on_title), self, G_CONNECT_SWAPPED);

  return page;
}

/**
 * sublet_window_open_instance:
 * @self: a window with pages
 * @rental: whose page
 * @section: which part of it; empty: the one that was looked at, or the first
 */
void
sublet_window_open_instance (SubletWindow *self, SubletRental *rental, const char *section)
{
  GtkWidget *before = self->instance_page;

  if (self->instances_place == NULL)
    return;

  if (before == NULL || sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (before)) != rental)
    {
      self->instance_page = make_page (self, rental);
      gtk_stack_add_child (self->instances_place, self->instance_page);
      gtk_stack_set_visible_child (self->instances_place, self->instance_page);
      if (before != NULL)
        gtk_stack_remove (self->instances_place, before);
    }
  if (*section != '\0')
    sublet_instance_page_show_section (SUBLET_INSTANCE_PAGE (self->instance_page), section);
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->instances_place));
  sublet_window_update (self);
  gtk_widget_grab_focus (self->instance_page);
}

/**
 * sublet_window_leave_instance:
 * @self: a window
 *
 * Back to all instances, and to the card that was left, if the page of one is open.
 */
void
sublet_window_leave_instance (SubletWindow *self)
{
  g_autoptr (SubletRental) rental = NULL;
  GtkWidget *page = self->instance_page;

  if (page == NULL)
    return;

  rental = g_object_ref (sublet_instance_page_get_rental (SUBLET_INSTANCE_PAGE (page)));
  self->instance_page = NULL;
  gtk_stack_set_visible_child (self->instances_place, self->instances_page);
  gtk_stack_remove (self->instances_place, page);
  sublet_window_update (self);
  sublet_instances_page_return_to (SUBLET_INSTANCES_PAGE (self->instances_page), rental);
}

/**
 * sublet_window_go_back:
 * @self: a window
 *
 * One step out of the page of an instance, if it is open.
 */
void
sublet_window_go_back (SubletWindow *self)
{
  if (self->instance_page != NULL)
    gtk_widget_activate_action (self->instance_page, "page.back", NULL);
}
