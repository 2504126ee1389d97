/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <unistd.h>

#include "app/sublet-application.h"
#include "app/sublet-window.h"
#include "support/sublet-test-simulator.h"
#include "ui/sublet-ui-test.h"

/* The window on real services: the demo's, and those of a person against a simulator, with a
 * keyring daemon of its own. */

static bool
is_null (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static SubletServices *
start (gboolean demo)
{
  SubletServices *services = sublet_services_new (demo);

  sublet_services_start (services, NULL, NULL);
  return services;
}

/* Whose profile is locked: what is under way holds the engine a little longer than the services
 * do, and a last write of the database holds the profile longer than the engine. */
static void
end (SubletServices **services)
{
  SubletRentalEngine *engine = NULL;
  SubletProfile *profile = NULL;

  g_set_weak_pointer (&engine, sublet_services_get_engine (*services));
  g_set_weak_pointer (&profile, sublet_services_get_profile (*services));
  g_clear_object (services);
  sublet_test_await (is_null, &engine);
  sublet_test_await (is_null, &profile);
}

static SubletWindow *
present (SubletServices *services)
{
  SubletWindow *window = sublet_window_new (NULL, services);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static const char *
get_root (SubletWindow *window)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (sublet_ui_test_find (GTK_WIDGET (window), "root_stack")));
}

static bool
is_main (gpointer user_data)
{
  return g_strcmp0 (get_root (user_data), "main") == 0;
}

static bool
is_welcome (gpointer user_data)
{
  return g_strcmp0 (get_root (user_data), "welcome") == 0;
}

static bool
is_failed (gpointer user_data)
{
  return g_strcmp0 (get_root (user_data), "failed") == 0;
}

/* Who reads the screen is told of the page that is seen, and of no other. */
static void
assert_told (SubletWindow *window)
{
  GtkWidget *stack = sublet_ui_test_find (GTK_WIDGET (window), "root_stack");
  GtkWidget *seen = gtk_stack_get_visible_child (GTK_STACK (stack));
  GtkWidget *page;

  for (page = gtk_widget_get_first_child (stack); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    gtk_test_accessible_assert_state (GTK_ACCESSIBLE (page),
                                      GTK_ACCESSIBLE_STATE_HIDDEN,
                                      page != seen);
}

static void
destroy (SubletWindow *window)
{
  gpointer weak = NULL;

  g_set_weak_pointer (&weak, window);
  gtk_window_destroy (GTK_WINDOW (window));
  sublet_ui_test_assert_gone (&weak);
}

static bool
shows_bill (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "Credit Added") != NULL;
}

static bool
is_journal (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "Nothing Rented Yet") != NULL;
}

static bool
is_registered (gpointer user_data)
{
  return sublet_account_keys_get_registration (sublet_services_get_account_keys (user_data)) ==
         SUBLET_KEY_REGISTRATION_REGISTERED;
}

static bool
is_kept_in_keyring (gpointer user_data)
{
  SubletIdentityStore *store = sublet_services_get_identity_store (user_data);

  return sublet_identity_store_get_keeping (store) == SUBLET_KEY_KEEPING_KEYRING;
}

static void
test_demo (void)
{
  g_autoptr (SubletServices) services = start (TRUE);
  g_autofree char *page = NULL;
  SubletWindow *window = present (services);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Sublet Demo");
  sublet_test_await (is_main, window);
  g_assert_true (sublet_session_get_origin (sublet_services_get_session (services)) ==
                 SUBLET_KEY_ORIGIN_DEMO);
  sublet_test_await (is_registered, services);
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
  sublet_test_await (shows_bill, window);
  g_assert_true (sublet_billing_get_visible (sublet_services_get_billing (services)));
  g_object_get (sublet_services_get_settings (services), "page", &page, NULL);
  g_assert_cmpstr (page, ==, "billing");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  g_assert_true (sublet_billing_get_refreshing (sublet_services_get_billing (services)));
  /* The journal is a part of it, which asks for no bill. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-journal", NULL);
  sublet_test_await (is_journal, window);
  g_assert_false (sublet_billing_get_visible (sublet_services_get_billing (services)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "instances");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "market");
  sublet_ui_test_settle (GTK_WIDGET (window));
  g_assert_false (sublet_billing_get_visible (sublet_services_get_billing (services)));

  /* Nothing waits unseen: GTK 4.8 would hand it to assistive technologies and crash. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-shortcuts", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 2);

  destroy (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

/* Before anything is ready, and again and again. */
static void
test_destroyed_early (void)
{
  int i;

  for (i = 0; i < 3; i++)
    {
      g_autoptr (SubletServices) services = start (TRUE);
      SubletWindow *window = present (services);

      if (i > 0)
        g_main_context_iteration (NULL, FALSE);
      destroy (window);
    }
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
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;

  if (g_file_test (BINDIR "/sublet-simulator", G_FILE_TEST_EXISTS))
    {
      g_test_message ("a simulator is installed: it goes before the PATH");
      return;
    }

  g_setenv ("PATH", "/nowhere", TRUE);
  services = start (TRUE);
  window = present (services);
  sublet_test_await (is_failed, window);
  sublet_test_await (shows_closed_market, window);

  g_setenv ("PATH", path, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.try-again", NULL);
  sublet_test_await (is_main, window);

  destroy (window);
}

static void
test_wrong_address (void)
{
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;

  g_setenv ("VAST_URL", "http://example.org", TRUE);
  services = start (FALSE);
  window = present (services);
  sublet_test_await (is_failed, window);
  g_unsetenv ("VAST_URL");

  destroy (window);
}

static void
sign_in (SubletWindow *window)
{
  GtkWidget *top = GTK_WIDGET (window);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (top, "key_row")), " demo-key ");
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Check and Keep"));
}

static bool
can_start (gpointer user_data)
{
  return sublet_ui_test_find_button (user_data, "Start") != NULL;
}

/* Its text is there once they are open. */
static const char *
get_details (gpointer window)
{
  gtk_expander_set_expanded (GTK_EXPANDER (sublet_ui_test_find (GTK_WIDGET (window), "details")),
                             TRUE);
  return gtk_label_get_text (GTK_LABEL (sublet_ui_test_find (GTK_WIDGET (window), "details_text")));
}

static bool
has_details (gpointer user_data)
{
  return strstr (get_details (user_data), "kept in") != NULL;
}

/* A reply that cannot be read is kept in the profile, without who somebody is, and Details say
 * where. */
static void
test_unreadable (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletServices) services = NULL;
  g_autoptr (JsonNode) armed = NULL;
  g_autofree char *kept = NULL;
  const char *path;
  SubletWindow *window;

  g_setenv ("VAST_URL", sublet_test_simulator_get_url (simulator), TRUE);
  armed = sublet_test_simulator_control_post (simulator,
                                              "/_sim/faults",
                                              "{\"fault\": \"cut-json\", \"route\": \"user\", "
                                              "\"how\": \"short\", \"times\": 0}");
  services = start (FALSE);
  window = present (services);
  sublet_test_await (is_welcome, window);
  assert_told (window);
  sign_in (window);
  sublet_test_await (has_details, window);
  path =
    strstr (get_details (window), sublet_profile_get_path (sublet_services_get_profile (services)));
  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_nonnull (strstr (kept, "\"username\""));
  g_assert_null (strstr (kept, "ada"));
  g_unsetenv ("VAST_URL");

  destroy (window);
  end (&services);
}

static bool
is_busy (gpointer user_data)
{
  return sublet_key_store_get_busy (user_data);
}

static bool
is_idle (gpointer user_data)
{
  return !is_busy (user_data);
}

static void
test_sign_in (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;

  g_setenv ("VAST_URL", sublet_test_simulator_get_url (simulator), TRUE);
  services = start (FALSE);
  window = present (services);
  sublet_test_await (is_welcome, window);
  sign_in (window);
  sublet_test_await (can_start, window);
  /* The answer is read before the page goes. */
  g_assert_true (is_welcome (window));
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (window), "Start"));
  g_assert_true (is_main (window));
  assert_told (window);
  sublet_test_await (is_registered, services);
  sublet_test_await (is_kept_in_keyring, services);

  /* Another key, and back. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  g_assert_true (is_welcome (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-rented", NULL);
  g_assert_true (is_main (window));

  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (services)));
  destroy (window);
  end (&services);

  /* The next start goes straight to the market. */
  services = start (FALSE);
  window = present (services);
  sublet_test_await (is_main, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "billing");
  sublet_test_await (shows_bill, window);

  /* With the key goes what it showed. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (is_welcome, window);
  g_assert_cmpint (sublet_billing_get_state (sublet_services_get_billing (services)),
                   ==,
                   SUBLET_BILLING_STATE_NEVER);
  g_assert_cmpuint (g_list_model_get_n_items (
                      sublet_billing_get_invoices (sublet_services_get_billing (services))),
                    ==,
                    0);
  g_assert_false (is_registered (services));
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (services)));

  destroy (window);
  end (&services);
  g_unsetenv ("VAST_URL");
}

static void
set (SubletTestSimulator *simulator, const char *json)
{
  g_autoptr (JsonNode) node = sublet_test_simulator_control_post (simulator, "/_sim/set", json);
}

static void
start_signed_in (SubletTestSimulator *simulator, SubletServices **services, SubletWindow **window)
{
  g_setenv ("VAST_URL", sublet_test_simulator_get_url (simulator), TRUE);
  *services = start (FALSE);
  *window = present (*services);
  sublet_test_await (is_welcome, *window);
  sign_in (*window);
  sublet_test_await (can_start, *window);
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (*window), "Start"));
  g_assert_true (is_main (*window));
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (*services)));
}

static bool
is_listed (gpointer user_data)
{
  return sublet_rental_engine_get_known_at_us (sublet_services_get_engine (user_data)) > 0;
}

static bool
runs_one (gpointer user_data)
{
  return sublet_rental_engine_get_running_count (sublet_services_get_engine (user_data)) == 1;
}

static bool
is_rejected (gpointer user_data)
{
  return sublet_session_get_state (sublet_services_get_session (user_data)) ==
         SUBLET_SESSION_STATE_REJECTED;
}

static bool
shows_no_key (gpointer user_data)
{
  return sublet_ui_test_find_label (user_data, "Vast does not accept this key.") != NULL;
}

static bool
asks_to_close (gpointer user_data)
{
  return sublet_ui_test_find_dialog ("Close Sublet?") != NULL;
}

static bool
asks_to_forget (gpointer user_data)
{
  return sublet_ui_test_find_dialog ("Forget the Key?") != NULL;
}

static bool
asks_nothing (gpointer user_data)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1;
}

/* What is rented is asked about before it is left alone, and stays in sight without a key. */
static void
test_billing (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;
  gpointer weak = NULL;

  start_signed_in (simulator, &services, &window);
  /* A list that is on its way would be the refresh, and be older than what is added. */
  sublet_test_await (is_listed, services);
  set (simulator, "{\"add_foreign_instance\":{\"gpu_name\":\"RTX 4090\",\"label\":\"other\"}}");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  sublet_test_await (runs_one, services);

  gtk_window_close (GTK_WINDOW (window));
  sublet_test_await (asks_to_close, NULL);
  sublet_ui_test_answer ("Close Sublet?", "cancel");
  sublet_test_await (asks_nothing, NULL);
  g_assert_true (is_main (window));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.forget-key", NULL);
  sublet_test_await (asks_to_forget, NULL);
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Forget the Key?"),
                                               "no longer see or end 1 instance"));
  sublet_ui_test_answer ("Forget the Key?", "cancel");
  sublet_test_await (asks_nothing, NULL);

  /* In mid-work: the market stays, and the strip says what to do. */
  set (simulator, "{\"revoke_key\":\"demo-key\"}");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.refresh", NULL);
  sublet_test_await (is_rejected, services);
  g_assert_true (is_main (window));
  sublet_test_await (shows_no_key, window);
  g_assert_cmpuint (g_list_model_get_n_items (
                      sublet_rental_engine_get_rentals (sublet_services_get_engine (services))),
                    ==,
                    1);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  g_assert_true (is_welcome (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-rented", NULL);
  g_assert_true (is_main (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  set (simulator, "{\"restore_key\":\"demo-key\"}");
  sign_in (window);
  sublet_test_await (can_start, window);
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (window), "Start"));
  g_assert_true (is_main (window));

  g_set_weak_pointer (&weak, window);
  gtk_window_close (GTK_WINDOW (window));
  sublet_test_await (asks_to_close, NULL);
  sublet_ui_test_answer ("Close Sublet?", "leave");
  sublet_ui_test_assert_gone (&weak);
  end (&services);
  g_unsetenv ("VAST_URL");
}

/* Two at once on one profile: the second only shows, and says who has it. */
static void
test_second (void)
{
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletServices) first = NULL;
  g_autoptr (SubletServices) second = NULL;
  g_autofree char *sentence = NULL;
  SubletWindow *window;
  SubletWindow *other;

  start_signed_in (simulator, &first, &window);
  g_assert_false (sublet_rental_engine_get_read_only (sublet_services_get_engine (first)));

  second = start (FALSE);
  other = present (second);
  sublet_test_await (is_main, other);
  g_assert_true (sublet_rental_engine_get_read_only (sublet_services_get_engine (second)));
  sublet_ui_test_settle (GTK_WIDGET (other));
  sentence = g_strdup_printf ("Another Sublet, process %d, has this profile.", getpid ());
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (other), sentence));

  destroy (other);
  end (&second);
  destroy (window);
  end (&first);

  /* Once the first is gone, the next has it to itself. */
  second = start (FALSE);
  g_assert_false (sublet_rental_engine_get_read_only (sublet_services_get_engine (second)));
  end (&second);
  g_unsetenv ("VAST_URL");
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
  window = present (services);
  sublet_test_await (is_main, window);
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

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window/demo", test_demo);
  g_test_add_func ("/app/window/destroyed-early", test_destroyed_early);
  g_test_add_func ("/app/window/no-simulator", test_no_simulator);
  g_test_add_func ("/app/window/wrong-address", test_wrong_address);
  g_test_add_func ("/app/window/unreadable", test_unreadable);
  g_test_add_func ("/app/window/sign-in", test_sign_in);
  g_test_add_func ("/app/window/billing", test_billing);
  g_test_add_func ("/app/window/second", test_second);
  g_test_add_func ("/app/window/size", test_size);

  return g_test_run ();
}
