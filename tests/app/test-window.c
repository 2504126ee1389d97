/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "core/billing/sublet-outlook-private.h"
#include "core/billing/sublet-payments-private.h"
#include "ui/billing/sublet-bill-view.h"
#include "ui/preferences/sublet-preferences-window.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* The window on the demo. */

#define N_PAST_RENTALS 40

/* What was rented in the month before, which the journal and the quotes show. */
static bool
has_past (gpointer user_data)
{
  return sublet_journal_history_get_total (user_data) == N_PAST_RENTALS;
}

static bool
has_payments (gpointer user_data)
{
  return sublet_payments_get_known_at_us (user_data) > 0 &&
         !sublet_payments_get_refreshing (user_data);
}

static bool
is_spending (gpointer user_data)
{
  /* On the first of a month, nothing. */
  return sublet_ui_test_find_label (user_data, "Spent per Day") != NULL ||
         sublet_ui_test_find_label (user_data, "Nothing Spent") != NULL;
}

/* Asked for while somebody who wants them is seen; one list serves all of them. */
static bool
knows_volumes (gpointer outlook)
{
  g_autoptr (SubletBurn) burn = sublet_outlook_make_burn (outlook);

  return burn->volumes_known;
}

/* How many look at the bill, of which then more is asked for. */
static void
assert_n_looking (SubletServices *services, guint n)
{
  g_assert_cmpuint (sublet_services_get_payments (services)->n_looking, ==, n);
  g_assert_cmpuint (sublet_services_get_outlook (services)->n_watching, ==, n);
}

static void
test_demo (void)
{
  g_autoptr (SubletServices) services = window_fixture_start (TRUE);
  g_autofree char *section = NULL;
  g_autofree char *page = NULL;
  SubletWindow *window = window_fixture_present (services);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Sublet Demo");
  sublet_test_await (window_fixture_is_main, window);
  g_assert_true (sublet_session_get_origin (sublet_services_get_session (services)) ==
                 SUBLET_KEY_ORIGIN_DEMO);
  sublet_test_await (window_fixture_is_registered, services);
  g_assert_cmpint (sublet_identity_store_get_keeping (
                     sublet_services_get_identity_store (services)),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "instances");
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (
                     sublet_ui_test_find_type (GTK_WIDGET (window), ADW_TYPE_VIEW_STACK))),
                   ==,
                   "instances");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  sublet_test_drain ();

  /* The demo has a past, and the page that was left is asked for no more. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "billing");
  sublet_test_await (window_fixture_shows_bill, window);
  sublet_test_await (knows_volumes, sublet_services_get_outlook (services));
  g_object_get (sublet_services_get_settings (services), "page", &page, NULL);
  g_assert_cmpstr (page, ==, "billing");
  assert_n_looking (services, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  g_assert_true (sublet_payments_get_refreshing (sublet_services_get_payments (services)));
  /* The journal is a part of it, which asks for no bill. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-journal", NULL);
  sublet_test_await (has_past, sublet_services_get_journal (services));
  g_object_get (sublet_services_get_settings (services), "billing-section", &section, NULL);
  g_assert_cmpstr (section, ==, "journal");
  assert_n_looking (services, 0);
  sublet_window_show_billing_section (window, "payments");
  sublet_test_await (has_payments, sublet_services_get_payments (services));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  g_assert_true (sublet_payments_get_refreshing (sublet_services_get_payments (services)));
  /* What was spent before is a part of it, too. */
  sublet_window_show_billing_section (window, "spending");
  sublet_test_await (is_spending, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "instances");
  sublet_window_show_billing_section (window, "overview");
  sublet_ui_test_settle (GTK_WIDGET (window));
  assert_n_looking (services, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "market");
  sublet_ui_test_settle (GTK_WIDGET (window));
  assert_n_looking (services, 0);

  /* Nothing waits unseen: GTK 4.8 would hand it to assistive technologies and crash. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-shortcuts", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 2);

  window_fixture_destroy (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

static bool
is_bill (gpointer user_data)
{
  GtkWidget *view = sublet_ui_test_find_type (user_data, SUBLET_TYPE_BILL_VIEW);

  return view != NULL && gtk_widget_get_mapped (view);
}

/* A notification of a bill may start the program: there are no pages yet. */
static void
test_bill (void)
{
  g_autoptr (SubletServices) services = window_fixture_start (TRUE);
  SubletWindow *window = window_fixture_present (services);
  SubletSettings *settings = sublet_services_get_settings (services);

  g_object_set (settings, "page", "market", "billing-section", "overview", NULL);
  sublet_window_show_billing_section (window, "quotes");
  sublet_test_await (is_bill, window);

  /* And when there are. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "market");
  sublet_ui_test_settle (GTK_WIDGET (window));
  g_assert_false (is_bill (window));
  sublet_window_show_billing_section (window, "quotes");
  sublet_test_await (is_bill, window);
  g_object_set (settings, "page", "market", "billing-section", "overview", NULL);
  window_fixture_destroy (window);
}

/* Before anything is ready, and again and again. */
static void
test_destroyed_early (void)
{
  int i;

  for (i = 0; i < 3; i++)
    {
      g_autoptr (SubletServices) services = window_fixture_start (TRUE);
      SubletWindow *window = window_fixture_present (services);

      if (i > 0)
        g_main_context_iteration (NULL, FALSE);
      window_fixture_destroy (window);
    }
}

/* As it was left, within what a screen can show. */
static void
test_size (void)
{
  g_autoptr (SubletServices) services = sublet_services_new (TRUE);
  SubletSettings *settings = sublet_services_get_settings (services);
  g_autoptr (SubletNotifyCounter) counter = sublet_notify_counter_new (settings, "window-width");
  SubletWindow *window;
  int width, height;

  g_object_set (settings, "window-width", 900, "window-height", 700, NULL);
  sublet_notify_counter_take (counter);
  sublet_services_start (services, NULL, NULL);
  window = window_fixture_present (services);
  sublet_test_await (window_fixture_is_main, window);
  sublet_ui_test_settle (GTK_WIDGET (window));
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 700);

  gtk_window_close (GTK_WINDOW (window));
  sublet_test_drain ();
  g_object_get (settings, "window-width", &width, "window-height", &height, NULL);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 700);
  g_assert_cmpuint (sublet_notify_counter_take (counter), ==, 0);
}

static GtkWindow *
find_preferences (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_PREFERENCES_WINDOW (window))
        return window;
    }

  return NULL;
}

/* As the doctor's button wants it, whose page is inside this window. */
static void
test_preferences_page (void)
{
  static const char *const pages[] = { "connection", "data" };
  SubletServices *services = window_fixture_start (TRUE);
  SubletWindow *window = window_fixture_present (services);
  gsize i;

  sublet_test_await (window_fixture_is_main, window);
  for (i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWindow *preferences;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window),
                                                 "win.show-preferences-page",
                                                 "s",
                                                 pages[i]));
      preferences = find_preferences ();
      g_assert_nonnull (preferences);
      g_assert_cmpstr (adw_preferences_window_get_visible_page_name (
                         ADW_PREFERENCES_WINDOW (preferences)),
                       ==,
                       pages[i]);
      gtk_window_close (preferences);
      sublet_test_drain ();
      g_assert_null (find_preferences ());
    }
  window_fixture_destroy (window);
  window_fixture_end (&services);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window/demo", test_demo);
  g_test_add_func ("/app/window/bill", test_bill);
  g_test_add_func ("/app/window/destroyed-early", test_destroyed_early);
  g_test_add_func ("/app/window/preferences-page", test_preferences_page);
  g_test_add_func ("/app/window/size", test_size);

  return g_test_run ();
}
