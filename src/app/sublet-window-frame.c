/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window-private.h"

#include "ui/common/sublet-sections.h"
#include "ui/common/sublet-money-pill.h"
#include "ui/common/sublet-strip.h"
#include "ui/common/sublet-website.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/instances/sublet-lease-change.h"
#include "ui/instances/sublet-next-end.h"

static void
on_add_credit (SubletWindow *self)
{
  sublet_window_open_website (self, SUBLET_WEBSITE_BILLING);
}

/* What the money pill's figures are of. */
static void
on_show_billing (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->billing_page);
  sublet_sections_show (SUBLET_SECTIONS (self->billing_page), "overview");
}

/**
 * sublet_window_show_instances:
 * @self: a window with pages
 *
 * Brings the list of instances into sight, not the page of one.
 */
void
sublet_window_show_instances (SubletWindow *self)
{
  sublet_window_leave_instance (self);
  adw_view_stack_set_visible_child (self->stack, GTK_WIDGET (self->instances_place));
}

static void
on_extend (SubletWindow *self, SubletRental *rental)
{
  sublet_lease_change_extend (GTK_WIDGET (self->stack), self->engine, rental, NULL);
}

static void
on_strip_activated (SubletWindow *self, SubletStripKind kind, SubletStrip *strip)
{
  switch (kind)
    {
    case SUBLET_STRIP_KIND_STILL_LISTED:
    case SUBLET_STRIP_KIND_UNCLEAR:
      sublet_window_show_instances (self);
      if (sublet_strip_get_rental (strip) != NULL)
        sublet_instances_page_show_rental (SUBLET_INSTANCES_PAGE (self->instances_page),
                                           sublet_strip_get_rental (strip));
      break;
    case SUBLET_STRIP_KIND_LOW_CREDIT:
      on_add_credit (self);
      break;
    case SUBLET_STRIP_KIND_KEY:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.replace-key", NULL);
      break;
    case SUBLET_STRIP_KIND_SESSION_KEY:
      sublet_session_retry_keyring (self->session);
      break;
    case SUBLET_STRIP_KIND_DEMO:
      gtk_widget_activate_action (GTK_WIDGET (self), "app.use-own-key", NULL);
      break;
    case SUBLET_STRIP_KIND_NONE:
    case SUBLET_STRIP_KIND_UNKNOWN:
    case SUBLET_STRIP_KIND_READ_ONLY:
    default:
      break;
    }
}

/**
 * sublet_window_build_frame:
 * @self: a window whose services are ready
 *
 * Puts the strip over the pages and the pill into the header bar.
 */
void
sublet_window_build_frame (SubletWindow *self)
{
  SubletSettings *settings = sublet_services_get_settings (self->services);
  SubletSession *session = sublet_services_get_session (self->services);
  GtkWidget *strip;
  GtkWidget *pill;
  GtkWidget *next_end;

  strip = sublet_strip_new (self->engine,
                            sublet_services_get_profile (self->services),
                            sublet_session_get_key_store (session));
  sublet_strip_set_session (SUBLET_STRIP (strip), session);
  g_object_bind_property (settings,
                          "low-credit-hours",
                          strip,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (strip,
                           "activated",
                           G_CALLBACK (on_strip_activated),
                           self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->strip_slot, strip);

  pill = sublet_money_pill_new (self->engine);
  g_object_bind_property (settings,
                          "low-credit-hours",
                          pill,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->size_bin, "size-class", pill, "size-class", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (pill,
                           "show-instances",
                           G_CALLBACK (sublet_window_show_instances),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pill,
                           "show-billing",
                           G_CALLBACK (on_show_billing),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "add-credit", G_CALLBACK (on_add_credit), self, G_CONNECT_SWAPPED);
  sublet_money_pill_set_outlook (SUBLET_MONEY_PILL (pill),
                                 sublet_services_get_outlook (self->services));
  next_end = sublet_next_end_new (self->engine);
  g_signal_connect_object (next_end, "extend", G_CALLBACK (on_extend), self, G_CONNECT_SWAPPED);
  sublet_money_pill_set_extra (SUBLET_MONEY_PILL (pill), next_end);
  adw_bin_set_child (self->pill_slot, pill);
}
