/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

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
