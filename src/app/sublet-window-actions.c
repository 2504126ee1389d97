/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-app"

#include "config.h"

#include "app/sublet-window.h"

#include "app/sublet-window-private.h"
#include "ui/common/sublet-money-pill.h"
#include "ui/common/sublet-sections.h"
#include "ui/journal/sublet-journal-view.h"
#include "ui/market/sublet-market-page.h"

static void
on_show_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_show_page (SUBLET_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  gtk_widget_activate_action (self->instances_page, "instances.refresh", NULL);
  sublet_market_refresh (sublet_services_get_market (self->services));
  sublet_sections_refresh (SUBLET_SECTIONS (self->billing_page), "billing.refresh");
}

static void
on_show_money (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  sublet_money_pill_popup (SUBLET_MONEY_PILL (adw_bin_get_child (self->pill_slot)));
}

/* By the policy that was used last, among what the filters let through. */
static void
on_new_rental (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);
  SubletSettings *settings = sublet_services_get_settings (self->services);

  adw_view_stack_set_visible_child (self->stack, self->market_page);
  sublet_market_page_rent_by_policy (SUBLET_MARKET_PAGE (self->market_page),
                                     sublet_settings_get_policy (settings));
}

/* As it was rented before, on another offer of the same model. */
static void
on_rent_again (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_rent_again (SUBLET_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_preferences (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_show_preferences (SUBLET_WINDOW (widget), NULL);
}

static void
on_show_preferences_page (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_show_preferences (SUBLET_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Made when it is wanted, not by GtkApplication for later: GTK 4.8 crashes when an assistive
 * technology asks for a window that has just closed while a hidden one was never shown. */
static void
on_show_shortcuts (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (GtkBuilder)
    builder = gtk_builder_new_from_resource (RESOURCE_PATH "/app/sublet-help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_set_destroy_with_parent (overlay, TRUE);
  gtk_window_present (overlay);
}

static void
on_try_again (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_services_try_again (SUBLET_WINDOW (widget)->services);
}

/* The key page over the pages of the program. */
static void
on_replace_key (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  self->looking = FALSE;
  self->replacing = sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN;
  sublet_welcome_page_reset (self->welcome_page);
  sublet_window_update (self);
}

static void
on_forget_key (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_ask_to_forget (SUBLET_WINDOW (widget));
}

/* From the key page to what is rented, with or without a key. */
static void
on_show_rented (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);

  self->replacing = FALSE;
  self->looking = TRUE;
  sublet_welcome_page_reset (self->welcome_page);
  adw_view_stack_set_visible_child_name (self->stack, "instances");
  sublet_window_update (self);
}

/* Which one, and which part of its page. */
static void
on_show_instance (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);
  g_autoptr (SubletRental) rental = NULL;
  const char *id;
  const char *section;

  if (self->engine == NULL)
    return;

  g_variant_get (parameter, "(&s&s)", &id, &section);
  rental = sublet_window_find_rental (self, id);
  if (rental != NULL)
    sublet_window_open_instance (self, rental, section);
}

static void
on_go_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_go_back (SUBLET_WINDOW (widget));
}

static void
on_show_journal (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sublet_window_show_journal (SUBLET_WINDOW (widget));
}

static void
on_show_log (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SubletWindow *self = SUBLET_WINDOW (widget);
  g_autoptr (SubletRental) rental = NULL;

  if (self->engine == NULL)
    return;

  rental = sublet_window_find_rental (self, g_variant_get_string (parameter, NULL));
  if (rental != NULL)
    sublet_window_open_log (self, rental);
}

/**
 * sublet_window_class_install_actions:
 * @widget_class: the window's class
 */
void
sublet_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.forget-key", NULL, on_forget_key);
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, on_go_back);
  gtk_widget_class_install_action (widget_class, "win.new-rental", NULL, on_new_rental);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, on_refresh);
  gtk_widget_class_install_action (widget_class, "win.rent-again", "s", on_rent_again);
  gtk_widget_class_install_action (widget_class, "win.replace-key", NULL, on_replace_key);
  gtk_widget_class_install_action (widget_class, "win.show-instance", "(ss)", on_show_instance);
  gtk_widget_class_install_action (widget_class, "win.show-journal", NULL, on_show_journal);
  gtk_widget_class_install_action (widget_class, "win.show-log", "s", on_show_log);
  gtk_widget_class_install_action (widget_class, "win.show-money", NULL, on_show_money);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", on_show_page);
  gtk_widget_class_install_action (widget_class, "win.show-preferences", NULL, on_show_preferences);
  gtk_widget_class_install_action (widget_class,
                                   "win.show-preferences-page",
                                   "s",
                                   on_show_preferences_page);
  gtk_widget_class_install_action (widget_class, "win.show-rented", NULL, on_show_rented);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, on_show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, on_try_again);
}

/**
 * sublet_window_update_actions:
 * @self: the window
 *
 * Enables what can be done now.
 */
void
sublet_window_update_actions (SubletWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *root = gtk_stack_get_visible_child_name (self->root_stack);
  gboolean in_main = g_strcmp0 (root, "main") == 0;
  gboolean ready = self->session != NULL;
  gboolean demo = sublet_services_get_demo (self->services);
  gboolean signed_in = ready &&
                       sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_SIGNED_IN;
  gboolean rejected = ready &&
                      sublet_session_get_state (self->session) == SUBLET_SESSION_STATE_REJECTED;
  gboolean can_look = ready && (self->replacing || sublet_services_count_open (self->services) > 0);

  gtk_widget_action_set_enabled (widget, "win.forget-key", (signed_in || rejected) && !demo);
  gtk_widget_action_set_enabled (widget, "win.new-rental", in_main && signed_in);
  gtk_widget_action_set_enabled (widget, "win.refresh", signed_in);
  gtk_widget_action_set_enabled (widget, "win.rent-again", in_main && signed_in);
  gtk_widget_action_set_enabled (widget, "win.replace-key", ready && !demo);
  gtk_widget_action_set_enabled (widget, "win.show-instance", in_main);
  gtk_widget_action_set_enabled (widget, "win.show-journal", in_main);
  gtk_widget_action_set_enabled (widget, "win.show-log", in_main && signed_in);
  gtk_widget_action_set_enabled (widget, "win.show-money", in_main);
  gtk_widget_action_set_enabled (widget, "win.show-page", in_main);
  gtk_widget_action_set_enabled (widget, "win.show-preferences", ready);
  gtk_widget_action_set_enabled (widget, "win.show-rented", can_look);
  gtk_widget_action_set_enabled (widget,
                                 "win.try-again",
                                 sublet_services_get_state (self->services) ==
                                   SUBLET_SERVICES_STATE_FAILED);
  if (self->journal_view != NULL)
    sublet_journal_view_set_can_rent_again (SUBLET_JOURNAL_VIEW (self->journal_view), signed_in);
  gtk_widget_set_visible (self->back_button, can_look);
}
