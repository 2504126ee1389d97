/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "ui/rent/sublet-rent-dialog.h"
#include "ui/sublet-ui-test.h"

SubletServices *
window_fixture_start (gboolean demo)
{
  SubletServices *services = sublet_services_new (demo);

  sublet_services_start (services, NULL, NULL);
  return services;
}

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Whose profile is locked: what is under way holds the engine a little longer than the services
 * do, and a last write of the database holds the profile longer than the engine. */
void
window_fixture_end (SubletServices **services)
{
  SubletRentalEngine *engine = NULL;
  SubletProfile *profile = NULL;

  g_set_weak_pointer (&engine, sublet_services_get_engine (*services));
  g_set_weak_pointer (&profile, sublet_services_get_profile (*services));
  g_clear_object (services);
  sublet_test_await (is_null, &engine);
  sublet_test_await (is_null, &profile);
}

void
window_fixture_choose_days (SubletServices *services, int n_days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start = g_date_time_add_days (now, -n_days);
  g_autofree char *first = g_date_time_format (start, "%F");
  g_autofree char *last = g_date_time_format (now, "%F");
  g_autofree char *days = g_strconcat (first, "/", last, NULL);

  g_object_set (sublet_services_get_settings (services),
                "spending-range",
                "days",
                "spending-days",
                days,
                NULL);
}

SubletWindow *
window_fixture_present (SubletServices *services)
{
  SubletWindow *window = sublet_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

void
window_fixture_destroy (SubletWindow *window)
{
  gpointer weak = NULL;

  g_set_weak_pointer (&weak, window);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone (&weak);
}

/* ---- something rented ---- */

GtkWidget *
window_fixture_find_rent_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (SUBLET_IS_RENT_DIALOG (toplevel))
        return toplevel;
    }

  return NULL;
}

bool
window_fixture_has_rent_dialog (gpointer user_data)
{
  GtkWidget *dialog = window_fixture_find_rent_dialog ();

  return dialog != NULL && gtk_widget_get_mapped (dialog);
}

static bool
has_no_rent_dialog (gpointer user_data)
{
  return window_fixture_find_rent_dialog () == NULL;
}

static bool
knows_market (gpointer user_data)
{
  return sublet_market_get_state (sublet_services_get_market (user_data)) ==
           SUBLET_MARKET_STATE_KNOWN &&
         sublet_rental_engine_get_knowledge (sublet_services_get_engine (user_data)) ==
           SUBLET_KNOWLEDGE_KNOWN;
}

static bool
can_rent (gpointer user_data)
{
  return gtk_widget_is_sensitive (
    sublet_ui_test_find (window_fixture_find_rent_dialog (), "head_button"));
}

/* One alone; an offer that was taken meanwhile is told beside the next one. */
static SubletRental *
ref_rented (GListModel *rentals)
{
  g_autoptr (SubletRental) rented = NULL;
  guint i;

  for (i = 0; i < g_list_model_get_n_items (rentals); i++)
    {
      g_autoptr (SubletRental) rental = g_list_model_get_item (rentals, i);

      if (sublet_rental_get_state (rental) == SUBLET_RENTAL_STATE_REFUSED)
        continue;
      g_assert_null (rented);
      rented = g_steal_pointer (&rental);
    }
  g_assert_nonnull (rented);

  return g_steal_pointer (&rented);
}

SubletRental *
window_fixture_rent (SubletServices *services, SubletWindow *window, const char *image)
{
  GListModel *rentals = sublet_rental_engine_get_rentals (sublet_services_get_engine (services));
  GtkWidget *dialog;

  sublet_test_await (knows_market, services);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-rental", NULL);
  sublet_test_await (window_fixture_has_rent_dialog, NULL);
  dialog = window_fixture_find_rent_dialog ();
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (dialog, "image")), image);
  sublet_test_await (can_rent, NULL);
  sublet_ui_test_click (sublet_ui_test_find (dialog, "head_button"));
  sublet_test_await (has_no_rent_dialog, NULL);

  return ref_rented (rentals);
}

/* ---- what is seen ---- */

const char *
window_fixture_get_root (SubletWindow *window)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (sublet_ui_test_find (GTK_WIDGET (window), "root_stack")));
}

bool
window_fixture_is_main (gpointer user_data)
{
  return g_strcmp0 (window_fixture_get_root (user_data), "main") == 0;
}

bool
window_fixture_shows_bill (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "Credit Added") != NULL;
}

bool
window_fixture_is_registered (gpointer user_data)
{
  return sublet_account_keys_get_registration (sublet_services_get_account_keys (user_data)) ==
         SUBLET_KEY_REGISTRATION_REGISTERED;
}
