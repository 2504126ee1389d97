/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"
#include "ui/common/sublet-website.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/market/sublet-market-page.h"

void
sublet_window_add_page (SubletWindow *self,
                        GtkWidget *child,
                        const char *name,
                        const char *title,
                        const char *icon_name,
                        GtkWidget *header_start)
{
  adw_view_stack_add_titled_with_icon (self->stack, child, name, title, icon_name);
  if (header_start != NULL)
    gtk_stack_add_named (self->start_stack, header_start, name);
}

void
sublet_window_bind_size (SubletWindow *self, GtkWidget *page)
{
  g_object_bind_property (self->size_bin, "size-class", page, "size-class", G_BINDING_SYNC_CREATE);
}

static void
remove_page (SubletWindow *self, const char *name)
{
  GtkWidget *child = adw_view_stack_get_child_by_name (self->stack, name);
  GtkWidget *header_start = gtk_stack_get_child_by_name (self->start_stack, name);

  if (child != NULL)
    adw_view_stack_remove (self->stack, child);
  if (header_start != NULL)
    gtk_stack_remove (self->start_stack, header_start);
}

static GtkWidget *
make_mode_button (GtkWidget *page, const char *property, const char *icon_name, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  g_object_bind_property (page,
                          property,
                          button,
                          "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);

  return button;
}

static GtkWidget *
make_instances_start (GtkWidget *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box),
                  make_mode_button (page,
                                    "search-mode",
                                    "edit-find-symbolic",
                                    _ ("Search Instances")));
  gtk_box_append (GTK_BOX (box),
                  make_mode_button (page,
                                    "select-mode",
                                    "selection-mode-symbolic",
                                    _ ("Select Instances")));

  return box;
}

/* ---- what the pages ask for ---- */

static void
on_rent_requested (SubletWindow *self, SubletOffer *offer)
{
  sublet_window_rent (self, offer);
}

static void
on_rent_instead (SubletWindow *self, SubletOffer *offer, SubletRental *rental)
{
  sublet_window_rent (self, offer);
}

void
sublet_window_show_market (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->market_page);
}

static void
on_open_website (SubletWindow *self)
{
  sublet_window_open_website (self, SUBLET_WEBSITE_INSTANCES);
}

/* ---- the pages ---- */

static void
build_market (SubletWindow *self)
{
  self->market_page = sublet_market_page_new (sublet_services_get_market (self->services),
                                              sublet_services_get_settings (self->services));
  sublet_market_page_set_searches (SUBLET_MARKET_PAGE (self->market_page),
                                   sublet_services_get_searches (self->services));
  sublet_market_page_set_engine (SUBLET_MARKET_PAGE (self->market_page), self->engine);
  g_signal_connect_object (self->market_page,
                           "rent-requested",
                           G_CALLBACK (on_rent_requested),
                           self,
                           G_CONNECT_SWAPPED);
  sublet_window_add_page (self,
                          self->market_page,
                          "market",
                          _ ("Market"),
                             "sublet-market-symbolic",
                             sublet_market_page_get_header_start (
                               SUBLET_MARKET_PAGE (self->market_page)));
  sublet_window_bind_size (self, self->market_page);
}

/* As it was left. */
static void
bind_instances (SubletWindow *self)
{
  static const struct
  {
    const char *setting;
    const char *property;
  } bindings[] = {
    { "instances-view", "view" },
    { "instances-group", "group" },
    { "instances-sort", "sort-key" },
    { "instances-descending", "sort-descending" },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_object_bind_property (sublet_services_get_settings (self->services),
                            bindings[i].setting,
                            self->instances_page,
                            bindings[i].property,
                            G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
build_instances (SubletWindow *self)
{
  self->instances_page =
    sublet_instances_page_new (self->engine, sublet_services_get_connections (self->services));
  g_signal_connect_object (self->instances_page,
                           "find-gpu",
                           G_CALLBACK (sublet_window_show_market),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "rent-instead",
                           G_CALLBACK (on_rent_instead),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "open-website",
                           G_CALLBACK (on_open_website),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->instances_page,
                           "terminal",
                           G_CALLBACK (sublet_window_open_terminal),
                           self,
                           G_CONNECT_SWAPPED);
  bind_instances (self);
  sublet_window_bind_size (self, self->instances_page);
  sublet_window_build_instances_place (self);
  sublet_window_add_page (self,
                          GTK_WIDGET (self->instances_place),
                          "instances",
                          _ ("Instances"),
                             "sublet-instances-symbolic",
                             make_instances_start (self->instances_page));
}

/**
 * sublet_window_fill:
 * @self: a window whose services are ready
 *
 * Makes the pages, unless they are there. Not before somebody is to see them: the window comes
 * sooner without.
 */
void
sublet_window_fill (SubletWindow *self)
{
  g_autofree char *page = NULL;

  if (self->market_page != NULL)
    return;

  /* Adding the first page makes it the visible one, which would be remembered. */
  self->filling = TRUE;
  g_object_get (sublet_services_get_settings (self->services), "page", &page, NULL);
  sublet_window_build_frame (self);
  build_market (self);
  build_instances (self);
  sublet_window_build_billing (self);
  if (adw_view_stack_get_child_by_name (self->stack, page) != NULL)
    adw_view_stack_set_visible_child_name (self->stack, page);
  self->filling = FALSE;
  sublet_window_update_attention (self);
}

/**
 * sublet_window_remove_pages:
 * @self: a window
 *
 * Takes the pages away, if there are any.
 */
void
sublet_window_remove_pages (SubletWindow *self)
{
  remove_page (self, "market");
  self->market_page = NULL;
  remove_page (self, "instances");
  self->instances_page = NULL;
  self->instance_page = NULL;
  self->instances_place = NULL;
  remove_page (self, "billing");
  self->billing_page = NULL;
  self->spending_view = NULL;
  self->journal_view = NULL;
}
