/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "support/sublet-test-simulator.h"
#include "ui/common/sublet-sections.h"
#include "ui/sublet-ui-test.h"
#include "window-fixture.h"

/* The window on the services of a person, against a simulator, with a keyring daemon of its own. */

static bool
is_welcome (gpointer user_data)
{
  return g_strcmp0 (window_fixture_get_root (user_data), "welcome") == 0;
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

static bool
is_kept_in_keyring (gpointer user_data)
{
  SubletIdentityStore *store = sublet_services_get_identity_store (user_data);

  return sublet_identity_store_get_keeping (store) == SUBLET_KEY_KEEPING_KEYRING;
}

static void
sign_in_with (SubletWindow *window, const char *key)
{
  GtkWidget *top = GTK_WIDGET (window);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (top, "key_row")), key);
  sublet_ui_test_click (sublet_ui_test_find_button (top, "Check and Keep"));
}

static void
sign_in (SubletWindow *window)
{
  sign_in_with (window, " demo-key ");
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
  services = window_fixture_start (FALSE);
  window = window_fixture_present (services);
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

  window_fixture_destroy (window);
  window_fixture_end (&services);
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
  services = window_fixture_start (FALSE);
  window = window_fixture_present (services);
  sublet_test_await (is_welcome, window);
  sign_in (window);
  sublet_test_await (can_start, window);
  /* The answer is read before the page goes. */
  g_assert_true (is_welcome (window));
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (window), "Start"));
  g_assert_true (window_fixture_is_main (window));
  assert_told (window);
  sublet_test_await (window_fixture_is_registered, services);
  sublet_test_await (is_kept_in_keyring, services);

  /* Another key, and back. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  g_assert_true (is_welcome (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-rented", NULL);
  g_assert_true (window_fixture_is_main (window));

  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (services)));
  window_fixture_destroy (window);
  window_fixture_end (&services);

  /* The next start goes straight to the market. */
  services = window_fixture_start (FALSE);
  window = window_fixture_present (services);
  sublet_test_await (window_fixture_is_main, window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "billing");
  sublet_test_await (window_fixture_shows_bill, window);

  /* With the key goes what it showed. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.forget-key", NULL);
  sublet_ui_test_answer ("Forget the Key?", "forget");
  sublet_test_await (is_welcome, window);
  g_assert_cmpint (sublet_outlook_get_account (sublet_services_get_outlook (services)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (sublet_services_get_payments (services))),
                    ==,
                    0);
  g_assert_false (window_fixture_is_registered (services));
  sublet_test_await (is_idle,
                     sublet_session_get_key_store (sublet_services_get_session (services)));

  window_fixture_destroy (window);
  window_fixture_end (&services);
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
  *services = window_fixture_start (FALSE);
  *window = window_fixture_present (*services);
  sublet_test_await (is_welcome, *window);
  sign_in (*window);
  sublet_test_await (can_start, *window);
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (*window), "Start"));
  g_assert_true (window_fixture_is_main (*window));
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
  g_assert_true (window_fixture_is_main (window));

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
  g_assert_true (window_fixture_is_main (window));
  sublet_test_await (shows_no_key, window);
  g_assert_cmpuint (g_list_model_get_n_items (
                      sublet_rental_engine_get_rentals (sublet_services_get_engine (services))),
                    ==,
                    1);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  g_assert_true (is_welcome (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-rented", NULL);
  g_assert_true (window_fixture_is_main (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.replace-key", NULL);
  set (simulator, "{\"restore_key\":\"demo-key\"}");
  sign_in (window);
  sublet_test_await (can_start, window);
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (window), "Start"));
  g_assert_true (window_fixture_is_main (window));

  g_set_weak_pointer (&weak, window);
  gtk_window_close (GTK_WINDOW (window));
  sublet_test_await (asks_to_close, NULL);
  sublet_ui_test_answer ("Close Sublet?", "leave");
  sublet_ui_test_assert_gone (&weak);
  window_fixture_end (&services);
  g_unsetenv ("VAST_URL");
}

static bool
says_what_is_missing (gpointer user_data)
{
  GtkWidget *stack = sublet_ui_test_find (user_data, "stack");

  return sublet_ui_test_find_label (gtk_stack_get_visible_child (GTK_STACK (stack)),
                                    "so nothing says whose bill it is") != NULL;
}

/* A key that may see the bill, but not whose it is: each part of billing says which permission is
 * missing. */
static void
test_hidden (void)
{
  static const char *const sections[] = { "overview", "spending", "payments" };
  g_autoptr (SubletTestSimulator) simulator = sublet_test_simulator_new (NULL, NULL);
  g_autoptr (SubletServices) services = NULL;
  SubletWindow *window;
  GtkWidget *parts;
  gsize i;

  g_setenv ("VAST_URL", sublet_test_simulator_get_url (simulator), TRUE);
  set (simulator,
       "{\"add_key\":{\"account\":\"ada\",\"key\":\"narrow\",\"without\":[\"user_read\"]}}");
  services = window_fixture_start (FALSE);
  window = window_fixture_present (services);
  sublet_test_await (is_welcome, window);
  sign_in_with (window, "narrow");
  sublet_test_await (can_start, window);
  sublet_ui_test_click (sublet_ui_test_find_button (GTK_WIDGET (window), "Start"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "billing");
  parts = sublet_ui_test_find_type (GTK_WIDGET (window), SUBLET_TYPE_SECTIONS);
  for (i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      sublet_sections_show (SUBLET_SECTIONS (parts), sections[i]);
      sublet_test_await (says_what_is_missing, parts);
    }

  window_fixture_destroy (window);
  window_fixture_end (&services);
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

  second = window_fixture_start (FALSE);
  other = window_fixture_present (second);
  sublet_test_await (window_fixture_is_main, other);
  g_assert_true (sublet_rental_engine_get_read_only (sublet_services_get_engine (second)));
  sublet_ui_test_settle (GTK_WIDGET (other));
  sentence = g_strdup_printf ("Another Sublet, process %d, has this profile.", getpid ());
  g_assert_nonnull (sublet_ui_test_find_label (GTK_WIDGET (other), sentence));

  window_fixture_destroy (other);
  window_fixture_end (&second);
  window_fixture_destroy (window);
  window_fixture_end (&first);

  /* Once the first is gone, the next has it to itself. */
  second = window_fixture_start (FALSE);
  g_assert_false (sublet_rental_engine_get_read_only (sublet_services_get_engine (second)));
  window_fixture_end (&second);
  g_unsetenv ("VAST_URL");
}

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  g_test_add_func ("/app/window/unreadable", test_unreadable);
  g_test_add_func ("/app/window/sign-in", test_sign_in);
  g_test_add_func ("/app/window/billing", test_billing);
  g_test_add_func ("/app/window/hidden", test_hidden);
  g_test_add_func ("/app/window/second", test_second);

  return g_test_run ();
}
