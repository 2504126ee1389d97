/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "app/sublet-window.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

#include <adwaita.h>

/* The window of the demo, with the head that all pages share. */

static SubletServices *services;

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static bool
is_main (gpointer user_data)
{
  GtkStack *root = GTK_STACK (sublet_ui_test_find (user_data, "root_stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (root), "main") == 0;
}

/* Both pages have something to show. */
static bool
is_filled (gpointer user_data)
{
  SubletRentalEngine *engine = sublet_services_get_engine (services);

  return sublet_rental_engine_get_knowledge (engine) == SUBLET_KNOWLEDGE_KNOWN &&
         sublet_rental_engine_get_account (engine) != NULL &&
         sublet_market_get_total (sublet_services_get_market (services)) > 0;
}

/* Whose profile is locked until nobody holds it. */
static void
end_last (void)
{
  SubletProfile *profile = NULL;

  if (services == NULL)
    return;
  g_set_weak_pointer (&profile, sublet_services_get_profile (services));
  g_clear_object (&services);
  sublet_test_await (is_null, &profile);
}

static GtkWidget *
make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

static GtkWidget *
show (GtkWidget *behind, const char *page)
{
  GtkWidget *window;

  end_last ();
  services = sublet_services_new (TRUE);
  sublet_services_start (services, NULL, NULL);
  window = GTK_WIDGET (sublet_window_new (NULL, services));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window),
                               gtk_widget_get_width (behind),
                               gtk_widget_get_height (behind));
  gtk_window_present (GTK_WINDOW (window));
  sublet_test_await (is_main, window);
  sublet_test_await (is_filled, window);
  gtk_widget_activate_action (window, "win.show-page", "s", page);
  sublet_ui_test_settle (window);

  return window;
}

static GtkWidget *
show_market (SubletUiFixture *fixture, GtkWidget *behind)
{
  return show (behind, "market");
}

static GtkWidget *
show_instances (SubletUiFixture *fixture, GtkWidget *behind)
{
  return show (behind, "instances");
}

const Shot window_shots[] = {
  { "window-market", make_behind, show_market, false },
  { "window-instances", make_behind, show_instances, false },
  { NULL },
};
