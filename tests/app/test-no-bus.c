/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/sublet-application.h"
#include "app/sublet-window-private.h"
#include "core/secrets/sublet-key-source.h"
#include "support/sublet-test-simulator.h"
#include "support/sublet-test.h"
#include "ui/sublet-ui-test.h"

/* The whole application where there is no session bus: no keyring, no single instance, no portals,
 * no accessibility. It opens, takes a key for the session and quits. */

static bool
is_welcome (gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  return window != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (
                                        sublet_ui_test_find (GTK_WIDGET (window), "root_stack"))),
                                      "welcome") == 0;
}

static bool
says_no_keyring (gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  return sublet_ui_test_find_label (GTK_WIDGET (window), "The keyring did not answer.") != NULL;
}

static bool
can_start (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Start") != NULL;
}

static gboolean
on_activated (gpointer user_data)
{
  GApplication *application = user_data;
  GtkWidget *window;

  sublet_test_await (is_welcome, application);
  sublet_test_await (says_no_keyring, application);
  window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));

  /* What the environment brought stands first. */
  g_assert_true (gtk_widget_get_visible (sublet_ui_test_find (window, "environment_row")));

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (window, "key_row")), "demo-key");
  sublet_ui_test_click (sublet_ui_test_find_button (window, "Check and Keep"));
  sublet_test_await (can_start, window);
  sublet_ui_test_click (sublet_ui_test_find_button (window, "Start"));

  /* Out of sight it could not be called back. */
  g_assert_false (sublet_window_can_go_to_background (SUBLET_WINDOW (window)));
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
test_run (void)
{
  char *argv[] = { (char *) "sublet", NULL };
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletApplication) application = sublet_application_new ();
  const char *variable = NULL;
  SecretValue *key;

  g_setenv ("VAST_URL", sublet_test_simulator_get_url (simulator), TRUE);
  g_setenv ("VAST_API_KEY", "another-key", TRUE);
  key = sublet_key_source_take_environment (&variable, NULL);
  sublet_application_take_environment_key (application, key, variable);

  g_idle_add (on_activated, application);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, argv), ==, 0);
  g_unsetenv ("VAST_URL");
}

int
main (int argc, char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_unsetenv ("VAST_API_KEY");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/no-bus/run", test_run);

  return g_test_run ();
}
