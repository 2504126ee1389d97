/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>

#include "child-process.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* The window without a service, or one that ends. */

static bool
is_failed (gpointer user_data)
{
  return g_strcmp0 (window_fixture_get_root (user_data), "failed") == 0;
}

static bool
shows_closed_market (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "The Demo Market Is Closed") != NULL;
}

static void
test_no_simulator (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  SubletServices *services;
  SubletWindow *window;

  if (g_file_test (BINDIR "/sublet-simulator", G_FILE_TEST_EXISTS))
    {
      g_test_message ("a simulator is installed: it goes before the PATH");
      return;
    }

  g_setenv ("PATH", "/nowhere", TRUE);
  services = window_fixture_start (TRUE);
  window = window_fixture_present (services);
  sublet_test_await (is_failed, window);
  sublet_test_await (shows_closed_market, window);

  g_setenv ("PATH", path, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.try-again", NULL);
  sublet_test_await (window_fixture_is_main, window);

  window_fixture_destroy (window);
  window_fixture_end (&services);
}

/* Before it is asked whose the key is, the simulator stops: the question waits. */
static void
on_ready (SubletServices *services, GParamSpec *pspec, pid_t *child)
{
  if (sublet_services_get_state (services) != SUBLET_SERVICES_STATE_READY)
    return;

  *child = child_process_find_simulator ();
  g_assert_cmpint (*child, >, 0);
  g_assert_cmpint (kill (*child, SIGSTOP), ==, 0);
}

static bool
is_asking (gpointer user_data)
{
  SubletSession *session = sublet_services_get_session (user_data);

  return session != NULL && sublet_session_get_state (session) == SUBLET_SESSION_STATE_SIGNED_IN &&
         !sublet_session_get_account_known (session);
}

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* What is still under way when the parts are gone tells nobody. */
static void
test_simulator_ends (void)
{
  SubletServices *services = sublet_services_new (TRUE);
  gpointer session = NULL;
  pid_t child = 0;
  SubletWindow *window;

  sublet_test_await (child_process_has_no_simulator, NULL);
  g_signal_connect (services, "notify::state", G_CALLBACK (on_ready), &child);
  sublet_services_start (services, NULL, NULL);
  window = window_fixture_present (services);
  sublet_test_await (is_asking, services);
  g_set_weak_pointer (&session, sublet_services_get_session (services));
  g_signal_handlers_disconnect_by_func (services, on_ready, &child);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  sublet_test_await (is_failed, window);
  sublet_test_await (is_null, &session);

  /* And a new market opens. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.try-again", NULL);
  sublet_test_await (window_fixture_is_main, window);
  window_fixture_destroy (window);
  window_fixture_end (&services);
}

static void
test_wrong_address (void)
{
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;

  g_setenv ("VAST_URL", "http://example.org", TRUE);
  services = window_fixture_start (FALSE);
  window = window_fixture_present (services);
  sublet_test_await (is_failed, window);
  g_unsetenv ("VAST_URL");

  window_fixture_destroy (window);
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window-failed/no-simulator", test_no_simulator);
  g_test_add_func ("/app/window-failed/simulator-ends", test_simulator_ends);
  g_test_add_func ("/app/window-failed/wrong-address", test_wrong_address);

  return g_test_run ();
}
