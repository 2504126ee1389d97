/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"

static AdwViewStackPage *
add_page (SubletWindow *self,
          GtkWidget *child,
          const char *name,
          const char *title,
          const char *icon_name)
{
  return adw_view_stack_add_titled_with_icon (self->stack, child, name, title, icon_name);
}

static void
on_attention (SubletWindow *self)
{
  AdwViewStackPage *page;

  if (self->instances_page == NULL)
    return;

  page = adw_view_stack_get_page (self->stack, self->instances_page);
  adw_view_stack_page_set_badge_number (page,
                                        sublet_rental_engine_get_running_count (self->engine));
  adw_view_stack_page_set_needs_attention (page,
                                           sublet_rental_engine_get_attention_count (self->engine) >
                                             0);
}

/**
 * sublet_window_build_pages:
 * @self: a window whose services are ready
 *
 * Makes the pages and hands them what they show.
 */
void
sublet_window_build_pages (SubletWindow *self)
{
  g_autofree char *page = NULL;

  self->session = g_object_ref (sublet_services_get_session (self->services));
  self->engine = g_object_ref (sublet_services_get_engine (self->services));
  g_signal_group_set_target (self->session_group, self->session);
  g_signal_group_set_target (self->engine_group, self->engine);
  g_signal_group_set_target (self->rentals_group, sublet_rental_engine_get_rentals (self->engine));
  sublet_welcome_page_set_session (self->welcome_page, self->session);

  g_object_get (sublet_services_get_settings (self->services), "page", &page, NULL);
  self->market_page = adw_status_page_new ();
  add_page (self, self->market_page, "market", _ ("Market"), "sublet-market-symbolic");
  self->instances_page = adw_status_page_new ();
  add_page (self, self->instances_page, "instances", _ ("Instances"), "sublet-instances-symbolic");
  if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);

  g_signal_connect_object (self->engine,
                           "notify::running-count",
                           G_CALLBACK (on_attention),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine,
                           "notify::attention-count",
                           G_CALLBACK (on_attention),
                           self,
                           G_CONNECT_SWAPPED);
  on_attention (self);
}

/**
 * sublet_window_remove_pages:
 * @self: a window
 *
 * Lets go of everything that the services handed down.
 */
void
sublet_window_remove_pages (SubletWindow *self)
{
  if (self->session == NULL)
    return;

  g_signal_group_set_target (self->session_group, NULL);
  g_signal_group_set_target (self->engine_group, NULL);
  g_signal_group_set_target (self->rentals_group, NULL);
  g_signal_handlers_disconnect_by_func (self->engine, on_attention, self);
  g_clear_object (&self->session);
  sublet_welcome_page_set_session (self->welcome_page, NULL);
  if (self->market_page != NULL)
    adw_view_stack_remove (self->stack, self->market_page);
  self->market_page = NULL;
  if (self->instances_page != NULL)
    adw_view_stack_remove (self->stack, self->instances_page);
  self->instances_page = NULL;
  g_clear_object (&self->engine);
}
