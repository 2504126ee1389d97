/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "core/secrets/sublet-session.h"
#include "support/sublet-test-bus.h"
#include "support/sublet-test-simulator.h"
#include "ui/sublet-ui-test.h"
#include "ui/welcome/sublet-key-summary.h"
#include "ui/welcome/sublet-welcome-page.h"

/* The real session, client and simulator, and a real keyring daemon on a bus of our own. */
typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletKeyStore *key_store;
  SubletSession *session;
  GtkWidget *window; /* (nullable) */
  GtkWidget *page;   /* (nullable): the window's */
  guint done;
} Fixture;

static void
on_done (Fixture *fixture)
{
  fixture->done++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (GError) error = NULL;

  fixture->simulator = sublet_test_simulator_new (NULL, NULL);
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), clock, &error);
  g_assert_no_error (error);
  fixture->key_store = sublet_key_store_new (sublet_client_get_server (fixture->client), FALSE);
  fixture->session = sublet_session_new (fixture->client, fixture->key_store);
}

static void
show (Fixture *fixture)
{
  fixture->page = sublet_welcome_page_new (fixture->session);
  g_signal_connect_swapped (fixture->page, "done", G_CALLBACK (on_done), fixture);
  fixture->window = sublet_ui_test_present (fixture->page, 800, 700);
}

static bool
is_idle (gpointer user_data)
{
  return !sublet_key_store_get_busy (user_data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    {
      g_autoptr (GtkWidget) page = NULL;
      gpointer weak = NULL;

      g_set_weak_pointer (&weak, fixture->page);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      sublet_ui_test_assert_gone (&weak);
    }
  sublet_test_await (is_idle, fixture->key_store);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->key_store);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->simulator);
}

static GtkWidget *
get (Fixture *fixture, const char *name)
{
  return sublet_ui_test_find (fixture->page, name);
}

static const char *
get_text (Fixture *fixture, const char *name)
{
  return gtk_label_get_label (GTK_LABEL (get (fixture, name)));
}

static void
enter (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get (fixture, "key_row")), text);
}

static bool
is_signed_out (gpointer user_data)
{
  return sublet_session_get_state (user_data) == SUBLET_SESSION_STATE_SIGNED_OUT;
}

static bool
is_waiting_over (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !gtk_widget_get_visible (get (fixture, "waiting_box"));
}

static void
check (Fixture *fixture)
{
  sublet_ui_test_click (get (fixture, "go_button"));
  sublet_test_await (is_waiting_over, fixture);
}

static bool
is_visible (gpointer user_data)
{
  return gtk_widget_get_visible (user_data);
}

static bool
is_invisible (gpointer user_data)
{
  return !gtk_widget_get_visible (user_data);
}

static void
assert_accepted (Fixture *fixture)
{
  g_assert_true (sublet_welcome_page_get_waiting (SUBLET_WELCOME_PAGE (fixture->page)));
  g_assert_false (gtk_widget_get_visible (get (fixture, "problem_box")));
  g_assert_true (gtk_widget_get_visible (get (fixture, "summary")));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "ada · $41.37"));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Start"));
}

static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  GtkWidget *details;

  sublet_session_start (fixture->session, NULL, NULL);
  sublet_test_await (is_signed_out, fixture->session);
  show (fixture);
  g_assert_false (gtk_widget_get_visible (get (fixture, "environment_row")));
  g_assert_false (gtk_widget_get_visible (get (fixture, "kept_row")));
  g_assert_false (gtk_widget_get_visible (get (fixture, "client_row")));
  gtk_widget_grab_focus (fixture->page);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                         get (fixture, "key_row")));

  /* Nothing to check yet. */
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "go_button")));

  enter (fixture, "two words");
  check (fixture);
  g_assert_true (gtk_widget_get_visible (get (fixture, "problem_box")));
  g_assert_true (gtk_widget_has_css_class (get (fixture, "key_row"), "error"));
  g_assert_true (g_str_has_prefix (get_text (fixture, "problem"), "A key is one word"));

  enter (fixture, "wrong-key");
  g_assert_false (gtk_widget_get_visible (get (fixture, "problem_box")));
  check (fixture);
  g_assert_true (gtk_widget_get_visible (get (fixture, "problem_box")));
  g_assert_true (
    g_str_has_prefix (get_text (fixture, "problem"), "Vast does not accept this key. Paste"));
  g_assert_true (gtk_widget_has_css_class (get (fixture, "key_row"), "error"));
  details = gtk_expander_get_child (GTK_EXPANDER (get (fixture, "details")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (details)), !=, "");
  g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (details)), "wrong-key"));
  g_assert_cmpint (fixture->done, ==, 0);

  enter (fixture, " \tdemo-key \n");
  check (fixture);
  assert_accepted (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get (fixture, "key_row"))), ==, "");
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_cmpstr (get_text (fixture, "keeping"), ==, "The key is kept in the system keyring.");
  g_assert_false (gtk_widget_get_visible (get (fixture, "delete_button")));

  sublet_ui_test_click (get (fixture, "go_button"));
  g_assert_cmpuint (fixture->done, ==, 1);

  sublet_welcome_page_reset (SUBLET_WELCOME_PAGE (fixture->page));
  g_assert_false (sublet_welcome_page_get_waiting (SUBLET_WELCOME_PAGE (fixture->page)));
  g_assert_nonnull (sublet_ui_test_find_button (fixture->page, "Check and Keep"));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  sublet_test_await (is_signed_out, fixture->session);
  row = get (fixture, "key_row");

  /* Enter checks. */
  enter (fixture, "demo-key");
  g_signal_emit_by_name (row, "entry-activated");
  sublet_test_await (is_waiting_over, fixture);
  assert_accepted (fixture);
}

static void
test_environment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new ("demo-key", -1, "text/plain");

  sublet_session_start (fixture->session, key, "VASTAI_API_KEY");
  show (fixture);
  sublet_test_await (is_signed_out, fixture->session);
  g_assert_true (gtk_widget_get_visible (get (fixture, "environment_row")));
  g_assert_cmpstr (adw_preferences_row_get_title (
                     ADW_PREFERENCES_ROW (get (fixture, "environment_row"))),
                   ==,
                   "VASTAI_API_KEY Is Set");
  gtk_widget_grab_focus (fixture->page);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) ==
                 get (fixture, "environment_button"));

  /* Asked, and not used when the person does not want it. */
  sublet_ui_test_click (get (fixture, "environment_button"));
  sublet_ui_test_answer ("Use the Key From VASTAI_API_KEY?", "cancel");
  sublet_test_drain ();
  g_assert_true (is_signed_out (fixture->session));

  sublet_ui_test_click (get (fixture, "environment_button"));
  sublet_ui_test_answer ("Use the Key From VASTAI_API_KEY?", "use");
  sublet_test_await (is_visible, get (fixture, "summary"));
  assert_accepted (fixture);
  g_assert_cmpint (sublet_session_get_origin (fixture->session), ==, SUBLET_KEY_ORIGIN_ENVIRONMENT);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);
  g_assert_cmpstr (get_text (fixture, "keeping"), ==, "The key is kept until you quit.");
}

static void
test_client_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "vastai", NULL);
  g_autofree char *path = g_build_filename (folder, "vast_api_key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, "demo-key\n", -1, &error);
  g_assert_no_error (error);

  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  sublet_test_await (is_visible, get (fixture, "client_row"));
  sublet_ui_test_click (get (fixture, "client_button"));
  sublet_ui_test_answer ("Use the Official Client's Key?", "use");
  sublet_test_await (is_visible, get (fixture, "summary"));
  assert_accepted (fixture);
  g_assert_cmpint (sublet_session_get_origin (fixture->session), ==, SUBLET_KEY_ORIGIN_CLIENT_FILE);

  /* Its copy goes only when it is kept somewhere else, and only when the person says so. */
  sublet_test_await (is_visible, get (fixture, "delete_button"));
  sublet_ui_test_click (get (fixture, "delete_button"));
  sublet_ui_test_answer ("Delete the Official Client's File?", "cancel");
  sublet_test_drain ();
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  sublet_ui_test_click (get (fixture, "delete_button"));
  sublet_ui_test_answer ("Delete the Official Client's File?", "delete");
  sublet_test_await (is_invisible, get (fixture, "delete_button"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (gtk_widget_get_visible (get (fixture, "client_row")));
  assert_accepted (fixture);
}

static void
test_rejected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new ("wrong-key", -1, "text/plain");

  /* A kept key that the service no longer knows. */
  sublet_session_start_demo (fixture->session, key);
  show (fixture);
  sublet_test_await (is_visible, get (fixture, "problem_box"));
  g_assert_cmpint (sublet_session_get_state (fixture->session), ==, SUBLET_SESSION_STATE_REJECTED);
  g_assert_true (
    g_str_has_prefix (get_text (fixture, "problem"), "Vast does not accept this key."));
  g_assert_true (gtk_widget_has_css_class (get (fixture, "key_row"), "error"));
}

static void
test_missing_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  node = sublet_test_simulator_control_post (fixture->simulator,
                                             "/_sim/set",
                                             "{\"add_key\":{\"account\":\"ada\",\"key\":\"narrow\","
                                             "\"without\":[\"user_read\","
                                             "\"billing_read\"]}}");
  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  enter (fixture, "narrow");
  check (fixture);
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "may not say whose it is"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "this key lacks user_read"));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->page, "this key lacks billing_read"));
  g_assert_null (sublet_ui_test_find_label (fixture->page, "lacks misc"));
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  node = sublet_test_simulator_control_post (fixture->simulator,
                                             "/_sim/faults",
                                             "{\"fault\":\"hold\",\"times\":0}");
  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  sublet_test_await (is_signed_out, fixture->session);
  enter (fixture, "demo-key");
  sublet_ui_test_click (get (fixture, "go_button"));
  sublet_test_await (is_visible, get (fixture, "waiting_box"));
  g_assert_cmpstr (get_text (fixture, "waiting"), ==, "Asking Vast who this is…");
  g_assert_false (gtk_widget_is_sensitive (get (fixture, "go_button")));

  sublet_ui_test_click (get (fixture, "stop_button"));
  sublet_test_await (is_waiting_over, fixture);
  /* Stopped on purpose: nothing to complain about, and the key is still there to try again. */
  g_assert_false (gtk_widget_get_visible (get (fixture, "problem_box")));
  g_assert_true (gtk_widget_is_sensitive (get (fixture, "go_button")));
}

static void
test_no_keyring (Fixture *fixture, gconstpointer data)
{
  if (!g_test_subprocess ())
    {
      g_autofree char *bus = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));

      /* GTK connects to the bus at its start, so the process has to begin without one. */
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
      g_test_trap_assert_passed ();
      return;
    }

  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  sublet_test_await (is_signed_out, fixture->session);
  g_assert_true (g_str_has_prefix (get_text (fixture, "keeping"), "The keyring did not answer. A"));
  g_assert_true (gtk_widget_get_visible (get (fixture, "retry_button")));

  enter (fixture, "demo-key");
  check (fixture);
  assert_accepted (fixture);
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_cmpstr (get_text (fixture, "keeping"),
                   ==,
                   "The keyring did not answer. The key is kept until you quit.");
  sublet_ui_test_click (get (fixture, "retry_button"));
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_cmpint (sublet_key_store_get_keeping (fixture->key_store),
                   ==,
                   SUBLET_KEY_KEEPING_SESSION);
}

/* The test again, in a process that begins on a bus where nothing is. */
static void
run_on_empty_bus (void)
{
  /* Ends with this process: to stop it would wait for GTK to let go of the bus that it has. */
  static GTestDBus *volatile bus;
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  if (bus == NULL)
    {
      bus = g_test_dbus_new (G_TEST_DBUS_NONE);
      g_test_dbus_up (bus);
      /* It takes the display away too. */
      g_setenv ("DISPLAY", display, TRUE);
    }
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

static void
test_absent_keyring (Fixture *fixture, gconstpointer data)
{
  if (!g_test_subprocess ())
    {
      run_on_empty_bus ();
      return;
    }

  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  sublet_test_await (is_signed_out, fixture->session);
  g_assert_cmpstr (get_text (fixture, "keeping"),
                   ==,
                   "There is no keyring here. A key that you enter now is kept until you quit.");
  g_assert_true (gtk_widget_get_visible (get (fixture, "retry_button")));
  /* There is no sandbox that keeps it from one. */
  g_assert_false (gtk_widget_get_visible (get (fixture, "way_out")));

  enter (fixture, "demo-key");
  check (fixture);
  assert_accepted (fixture);
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_cmpstr (get_text (fixture, "keeping"),
                   ==,
                   "There is no keyring here. The key is kept until you quit.");
}

/* Takes every call and answers none, as a keyring does that waits for the person. */
static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (incoming && g_dbus_message_get_message_type (message) == G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    g_clear_object (&message);

  return message;
}

static void
test_waiting_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) keyring = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      run_on_empty_bus ();
      return;
    }

  keyring = sublet_test_bus_connect ();
  g_dbus_connection_add_filter (keyring, swallow, NULL, NULL);
  sublet_test_bus_own_name (keyring, "org.freedesktop.secrets");

  sublet_session_start (fixture->session, NULL, NULL);
  show (fixture);
  g_assert_true (gtk_widget_get_visible (get (fixture, "waiting_box")));
  g_assert_cmpstr (get_text (fixture, "waiting"),
                   ==,
                   "The keyring has not answered yet. It may wait for you to unlock it.");
  g_assert_cmpstr (get_text (fixture, "keeping"),
                   ==,
                   "A key that you enter now works at once, and is kept when the keyring opens.");

  enter (fixture, "demo-key");
  check (fixture);
  assert_accepted (fixture);
  g_assert_true (sublet_key_store_get_busy (fixture->key_store));
  g_assert_cmpstr (get_text (fixture, "keeping"),
                   ==,
                   "The key works already. It is kept when the keyring opens.");

  /* It goes without an answer. */
  g_assert_true (g_dbus_connection_close_sync (keyring, NULL, &error));
  g_assert_no_error (error);
  sublet_test_await (is_idle, fixture->key_store);
  g_assert_true (
    g_str_has_suffix (get_text (fixture, "keeping"), "The key is kept until you quit."));
}

#define ADD(path, function) \
  g_test_add ("/ui/welcome/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("pasted", test_pasted);
  ADD ("keys", test_keys);
  ADD ("environment", test_environment);
  ADD ("client-file", test_client_file);
  ADD ("rejected", test_rejected);
  ADD ("missing-permission", test_missing_permission);
  ADD ("stopped", test_stopped);
  ADD ("no-keyring", test_no_keyring);
  ADD ("absent-keyring", test_absent_keyring);
  ADD ("waiting-keyring", test_waiting_keyring);

  return g_test_run ();
}
