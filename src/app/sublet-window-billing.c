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
#include "ui/journal/sublet-journal-view.h"

/* The page of billing: its parts, what they ask for, and the way back from them. */

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

/* What a section of billing asks the window for. */
static void
follow_section (SubletWindow *self, GtkWidget *section)
{
  static const struct
  {
    const char *name;
    void (*callback) (SubletWindow *);
  } signals[] = {
    { "find-gpu", sublet_window_show_market },
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

  g_signal_connect_object (view,
                           "find-gpu",
                           G_CALLBACK (sublet_window_show_market),
                           self,
                           G_CONNECT_SWAPPED);
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

void
sublet_window_build_billing (SubletWindow *self)
{
  GtkWidget *forecast = sublet_forecast_view_new (sublet_services_get_outlook (self->services));
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
  sublet_sections_add (sections, "forecast", _ ("Forecast"), forecast);
  self->journal_view = make_journal (self);
  /* TRANSLATORS: a part of the billing page: everything that was ever rented */
  sublet_sections_add (sections, "journal", _ ("Journal"), self->journal_view);
  sublet_window_add_page (self,
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
  sublet_window_bind_size (self, self->billing_page);
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
