/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include <glib/gi18n.h>

#include "app/sublet-window-private.h"
#include "ui/billing/sublet-bill-view.h"
#include "ui/billing/sublet-billing-page.h"
#include "ui/billing/sublet-forecast-view.h"
#include "ui/billing/sublet-payments-view.h"
#include "ui/billing/sublet-spend-view.h"
#include "ui/common/sublet-sections.h"
#include "ui/common/sublet-website.h"
#include "ui/instances/sublet-instances-page.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/market/sublet-market-page.h"

static void
add_page (SubletWindow *self,
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

static void
bind_size (SubletWindow *self, GtkWidget *page)
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

static void
on_find_gpu (SubletWindow *self)
{
  adw_view_stack_set_visible_child (self->stack, self->market_page);
}

static void
on_open_website (SubletWindow *self)
{
  sublet_window_open_website (self, SUBLET_WEBSITE_INSTANCES);
}

static void
on_add_credit (SubletWindow *self)
{
  sublet_window_open_website (self, SUBLET_WEBSITE_BILLING);
}

static void
on_open_keys (SubletWindow *self)
{
  sublet_window_open_website (self, SUBLET_WEBSITE_KEYS);
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
  add_page (self,
            self->market_page,
            "market",
            _ ("Market"),
               "sublet-market-symbolic",
               sublet_market_page_get_header_start (SUBLET_MARKET_PAGE (self->market_page)));
  bind_size (self, self->market_page);
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
                           G_CALLBACK (on_find_gpu),
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
  bind_size (self, self->instances_page);
  sublet_window_build_instances_place (self);
  add_page (self,
            GTK_WIDGET (self->instances_place),
            "instances",
            _ ("Instances"),
               "sublet-instances-symbolic",
               make_instances_start (self->instances_page));
}

/* What a section of billing asks the window for. */
static void
follow_section (SubletWindow *self, GtkWidget *section)
{
  static const struct
  {
    const char *name;
    void (*callback) (SubletWindow *);
  } signals[] = {
    { "find-gpu", on_find_gpu },
    { "add-credit", on_add_credit },
    { "open-website", on_add_credit },
    { "open-keys", on_open_keys },
  };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (section,
                             signals[i].name,
                             G_CALLBACK (signals[i].callback),
                             self,
                             G_CONNECT_SWAPPED);
}

static GtkWidget *
make_spending (SubletWindow *self)
{
  GtkWidget *view = sublet_spend_view_new (sublet_services_get_journal (self->services));

  follow_section (self, view);
  g_object_bind_property (self->services, "charges", view, "history", G_BINDING_SYNC_CREATE);
  sublet_spend_view_bind_settings (SUBLET_SPEND_VIEW (view),
                                   sublet_services_get_settings (self->services));
  sublet_spend_view_set_outlook (SUBLET_SPEND_VIEW (view),
                                 sublet_services_get_outlook (self->services));

  return view;
}

static void
on_show_section (SubletWindow *self, const char *section)
{
  sublet_window_show_billing_section (self, section);
}

/* Beside the spending, whose charges are held against the quotes. */
static GtkWidget *
make_overview (SubletWindow *self)
{
  GtkWidget *page =
    sublet_billing_page_new (sublet_services_get_outlook (self->services),
                             sublet_services_get_payments (self->services),
                             sublet_spend_view_get_model (SUBLET_SPEND_VIEW (self->spending_view)));

  follow_section (self, page);
  g_signal_connect_object (page,
                           "show-section",
                           G_CALLBACK (on_show_section),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page,
                           "show-instances",
                           G_CALLBACK (sublet_window_show_instances),
                           self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (sublet_services_get_settings (self->services),
                          "low-credit-hours",
                          page,
                          "low-credit-hours",
                          G_BINDING_SYNC_CREATE);

  return page;
}

static GtkWidget *
make_quotes (SubletWindow *self)
{
  SubletSpendView *spending = SUBLET_SPEND_VIEW (self->spending_view);
  GtkWidget *view = sublet_bill_view_new (sublet_spend_view_get_model (spending));

  follow_section (self, view);
  sublet_bill_view_bind_settings (SUBLET_BILL_VIEW (view),
                                  sublet_services_get_settings (self->services));

  return view;
}

static GtkWidget *
make_payments (SubletWindow *self)
{
  GtkWidget *view = sublet_payments_view_new (sublet_services_get_payments (self->services),
                                              sublet_rental_engine_get_clock (self->engine));

  follow_section (self, view);

  return view;
}

static GtkWidget *
make_journal (SubletWindow *self)
{
  GtkWidget *view = sublet_journal_view_new (sublet_services_get_journal (self->services));

  g_signal_connect_object (view, "find-gpu", G_CALLBACK (on_find_gpu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view,
                           "rent-again",
                           G_CALLBACK (sublet_window_rent_again),
                           self,
                           G_CONNECT_SWAPPED);

  return view;
}

/* There is a way back where a part hides the list of parts. */
static void
on_billing_section (SubletWindow *self)
{
  SubletSections *sections = SUBLET_SECTIONS (self->billing_page);
  const char *section = sublet_sections_get_shown (sections);
  GtkWidget *back = gtk_stack_get_child_by_name (self->start_stack, "billing");

  if (back != NULL)
    gtk_widget_set_visible (gtk_widget_get_first_child (back),
                            sublet_sections_can_go_back (sections));
  if (!self->filling && section != NULL)
    g_object_set (sublet_services_get_settings (self->services), "billing-section", section, NULL);
}

static void
on_leave_section (SubletWindow *self)
{
  sublet_sections_go_back (SUBLET_SECTIONS (self->billing_page));
}

/* In a box, which stays when the button goes: a stack shows another child in the place of a hidden
 * one. */
static GtkWidget *
make_section_back (SubletWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back"), -1);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button,
                           "clicked",
                           G_CALLBACK (on_leave_section),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return box;
}

static void
build_billing (SubletWindow *self)
{
  SubletSections *sections;
  g_autofree char *section = NULL;

  self->billing_page = sublet_sections_new (_ ("Parts of Billing"), TRUE);
  sections = SUBLET_SECTIONS (self->billing_page);
  self->spending_view = make_spending (self);
  /* TRANSLATORS: a part of the billing page: what there is and what it lasts for */
  sublet_sections_add (sections, "overview", _ ("Overview"), make_overview (self));
  /* TRANSLATORS: a part of the billing page: what was billed, as a chart and by instance */
  sublet_sections_add (sections, "spending", _ ("Spending"), self->spending_view);
  /* TRANSLATORS: a part of the billing page: what was quoted beside what was billed */
  sublet_sections_add (sections, "quotes", _ ("Quote and Bill"), make_quotes (self));
  /* TRANSLATORS: a part of the billing page: what was paid in and given back */
  sublet_sections_add (sections, "payments", _ ("Payments"), make_payments (self));
  /* TRANSLATORS: a part of the billing page: what the month will come to */
  sublet_sections_add (sections,
                       "forecast",
                       _ ("Forecast"),
                          sublet_forecast_view_new (sublet_services_get_outlook (self->services)));
  self->journal_view = make_journal (self);
  /* TRANSLATORS: a part of the billing page: everything that was ever rented */
  sublet_sections_add (sections, "journal", _ ("Journal"), self->journal_view);
  add_page (self,
            self->billing_page,
            "billing",
            _ ("Billing"), "sublet-billing-symbolic", make_section_back (self));
  g_object_get (sublet_services_get_settings (self->services), "billing-section", &section, NULL);
  sublet_sections_restore (sections, section);
  g_signal_connect_object (sections,
                           "notify::section",
                           G_CALLBACK (on_billing_section),
                           self,
                           G_CONNECT_SWAPPED);
  bind_size (self, self->billing_page);
}

/**
 * sublet_window_show_journal:
 * @self: a window with pages
 *
 * Brings everything that was ever rented into sight.
 */
void
sublet_window_show_journal (SubletWindow *self)
{
  if (self->billing_page == NULL)
    return;

  sublet_window_show_billing_section (self, "journal");
  gtk_widget_grab_focus (self->billing_page);
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
  build_billing (self);
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
