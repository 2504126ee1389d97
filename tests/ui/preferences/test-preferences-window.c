/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-preferences-window.h"

#include "support/sublet-test-simulator.h"
#include "ui/common/sublet-field-row.h"
#include "ui/sublet-ui-test.h"

/* The preferences with the real session, signed in at the simulator. */

typedef struct
{
  SubletTestSimulator *simulator;
  SubletClient *client;
  SubletProfile *profile;
  SubletRentalEngine *engine;
  SubletSettings *settings;
  SubletSession *session;
  SubletAccountKeys *keys;
  char *folder;
  GtkWidget *window; /* weak */
  guint n_replace;
  guint n_forget;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletKeyStore) store = NULL;
  g_autoptr (SubletIdentityStore) identity_store = NULL;
  g_autoptr (GError) error = NULL;

  fixture->simulator = sublet_test_simulator_new ("--speed", "1000", NULL);
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), clock, &error);
  g_assert_no_error (error);
  fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->engine = sublet_rental_engine_new (fixture->client, fixture->profile);
  fixture->settings = sublet_settings_new (TRUE);
  store = sublet_key_store_new (sublet_client_get_server (fixture->client), TRUE);
  fixture->session = sublet_session_new (fixture->client, store);
  identity_store =
    sublet_identity_store_new (sublet_client_get_server (fixture->client), "desk", TRUE);
  fixture->keys = sublet_account_keys_new (fixture->session, identity_store);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static bool
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_window (Fixture *fixture)
{
  SubletPreferencesWindow *window = sublet_preferences_window_new (NULL,
                                                                   fixture->settings,
                                                                   fixture->session,
                                                                   fixture->engine,
                                                                   fixture->profile,
                                                                   fixture->keys);

  g_set_weak_pointer (&fixture->window, GTK_WIDGET (window));
  g_signal_connect_swapped (window, "replace-key", G_CALLBACK (count), &fixture->n_replace);
  g_signal_connect_swapped (window, "forget-key", G_CALLBACK (count), &fixture->n_forget);
  gtk_window_present (GTK_WINDOW (window));
  sublet_test_await (is_mapped, window);
  sublet_ui_test_settle (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->window);

  g_clear_object (&fixture->keys);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->profile);
  g_clear_object (&fixture->client);
  sublet_test_drain ();
  sublet_test_simulator_stop (fixture->simulator);
  g_clear_object (&fixture->simulator);
  sublet_test_remove_folder (fixture->folder);
}

static void
sign_in (Fixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key = secret_value_new (text, -1, "text/plain");

  sublet_session_start (fixture->session, NULL, NULL);
  sublet_session_sign_in_async (fixture->session,
                                key,
                                SUBLET_KEY_ORIGIN_PASTED,
                                TRUE,
                                NULL,
                                sublet_test_on_result,
                                &result);
  secret_value_unref (key);
  sublet_test_await_result (&result);
  g_assert_true (sublet_session_sign_in_finish (fixture->session, result, &error));
  g_assert_no_error (error);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  sublet_ui_test_settle (fixture->window);

  return sublet_ui_test_find_label (fixture->window, text) != NULL;
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "demo-key");
  open_window (fixture);

  g_assert_true (shows (fixture, "ada"));
  g_assert_true (shows (fixture, "$41.37"));
  g_assert_true (shows (fixture, "Typed or Pasted"));
  g_assert_true (shows (fixture, "Kept until you quit."));
  g_assert_true (shows (fixture, "Rent, Stop and Destroy"));
  g_assert_false (shows (fixture, "is missing"));
  /* The key itself is nowhere. */
  g_assert_false (shows (fixture, "demo-key"));
}

static void
test_missing_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) reply =
    sublet_test_simulator_control_post (fixture->simulator,
                                        "/_sim/set",
                                        "{\"add_key\":{\"account\":\"ada\",\"key\":\"half-key\","
                                        "\"without\":[\"billing_read\"]}}");

  g_assert_nonnull (reply);
  sign_in (fixture, "half-key");
  open_window (fixture);
  g_assert_true (shows (fixture, "billing_read is missing. What was charged stays unknown."));
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  GtkWidget *forget;

  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  g_assert_true (shows (fixture, "Nobody is signed in."));
  g_assert_false (shows (fixture, "What This Key May Do"));
  forget = sublet_ui_test_find (fixture->window, "forget_row");
  g_assert_false (gtk_widget_is_sensitive (forget));
}

/* Both are the main window's: this one closes first. */
static void
test_replace_and_forget (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "demo-key");
  open_window (fixture);
  gtk_widget_activate_action (sublet_ui_test_find (fixture->window, "replace_row"),
                              "account.replace-key",
                              NULL);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->window);
  g_assert_cmpuint (fixture->n_replace, ==, 1);

  open_window (fixture);
  gtk_widget_activate_action (sublet_ui_test_find (fixture->window, "forget_row"),
                              "account.forget-key",
                              NULL);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->window);
  g_assert_cmpuint (fixture->n_forget, ==, 1);
  /* Nothing was asked yet, so nothing was done. */
  g_assert_cmpint (sublet_session_get_state (fixture->session), ==, SUBLET_SESSION_STATE_SIGNED_IN);
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  GtkEditable *entry;
  SubletFieldRow *row;
  GtkWidget *apply;
  g_autofree char *kept = NULL;

  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  entry = GTK_EDITABLE (sublet_ui_test_find (fixture->window, "server"));
  row = SUBLET_FIELD_ROW (gtk_widget_get_ancestor (GTK_WIDGET (entry), SUBLET_TYPE_FIELD_ROW));
  apply = sublet_ui_test_find (fixture->window, "server_button");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "https://console.vast.ai");

  gtk_editable_set_text (entry, "http://vast.example");
  g_assert_cmpstr (sublet_field_row_get_problem (row),
                   ==,
                   "The key travels over HTTPS only, except on this computer.");
  g_assert_false (gtk_widget_get_visible (apply));

  gtk_editable_set_text (entry, "https://vast.example/");
  sublet_ui_test_click (apply);
  g_object_get (fixture->settings, "server-url", &kept, NULL);
  g_assert_cmpstr (kept, ==, "https://vast.example");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "https://vast.example");
  g_assert_cmpstr (sublet_field_row_get_hint (row), ==, "Takes effect at the next start.");
}

/* What VAST_URL says goes before the setting, and is not changed here. */
static void
test_server_from_environment (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  g_setenv ("VAST_URL", "http://127.0.0.1:9", TRUE);
  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  entry = sublet_ui_test_find (fixture->window, "server");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "http://127.0.0.1:9");
  g_assert_false (gtk_widget_get_sensitive (entry));
  g_unsetenv ("VAST_URL");
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  g_assert_true (shows (fixture, "Server"));
  sublet_preferences_window_show_page (SUBLET_PREFERENCES_WINDOW (fixture->window), "renting");
  while (!shows (fixture, "Spend Cap"))
    ;
  sublet_preferences_window_show_page (SUBLET_PREFERENCES_WINDOW (fixture->window), "data");
  while (!shows (fixture, fixture->folder))
    ;
  g_assert_true (shows (fixture, "Every step of a rental is written here"));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = {
    "server",      "image_entry", "disk",    "ceiling",    "cap-per-hour",
    "cap-per-day", "low-credit",  "give-up", "idle-after", "idle-percent",
  };
  gsize i;

  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  gtk_test_accessible_assert_role (fixture->window, GTK_ACCESSIBLE_ROLE_DIALOG);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (
                                          sublet_ui_test_find (fixture->window, names[i])),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* Both ways, each switch with its own setting. */
static void
test_notifications (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *child;
    const char *setting;
  } switches[] = {
    { "ready", "notify-ready" },
    { "failed", "notify-failed" },
    { "lease", "notify-lease" },
    { "idle", "notify-idle" },
    { "not_destroyed", "notify-not-destroyed" },
    { "outbid", "notify-outbid" },
    { "offline", "notify-offline" },
    { "increase", "notify-increase" },
    { "bill", "notify-bill" },
    { "budget", "notify-budget" },
    { "low_credit", "notify-low-credit" },
  };
  gsize i;

  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  for (i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      GtkSwitch *toggle = GTK_SWITCH (sublet_ui_test_find (fixture->window, switches[i].child));
      gboolean wanted = TRUE;

      g_assert_true (gtk_switch_get_active (toggle));
      gtk_switch_set_active (toggle, FALSE);
      g_object_get (fixture->settings, switches[i].setting, &wanted, NULL);
      g_assert_false (wanted);
      g_object_set (fixture->settings, switches[i].setting, TRUE, NULL);
      g_assert_true (gtk_switch_get_active (toggle));
    }
}

static void
assert_closing (Fixture *fixture, gboolean ask, gboolean watch)
{
  gboolean asks, watches;

  g_object_get (fixture->settings, "ask-before-closing", &asks, "keep-watching", &watches, NULL);
  g_assert_true (asks == ask);
  g_assert_true (watches == watch);
}

/* What happens when the window closes is two settings, and one row. */
static void
test_watching (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *row;
  GtkWidget *credit;
  GtkWidget *give_up;
  GtkWidget *idle;

  sublet_session_start (fixture->session, NULL, NULL);
  open_window (fixture);
  row = ADW_COMBO_ROW (sublet_ui_test_find (fixture->window, "closing_row"));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  assert_closing (fixture, TRUE, FALSE);

  adw_combo_row_set_selected (row, 1);
  assert_closing (fixture, FALSE, TRUE);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);
  adw_combo_row_set_selected (row, 2);
  assert_closing (fixture, FALSE, FALSE);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);

  /* As the question before closing does, when it is not to be asked again. */
  g_object_set (fixture->settings, "ask-before-closing", TRUE, NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_object_set (fixture->settings, "ask-before-closing", FALSE, "keep-watching", TRUE, NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 1);

  credit = sublet_ui_test_find (fixture->window, "low-credit");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (credit), 0);
  g_assert_cmpint (sublet_settings_get_low_credit_hours (fixture->settings), ==, 0);

  give_up = sublet_ui_test_find (fixture->window, "give-up");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (give_up)), ==, 20);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (give_up), 45);
  g_assert_cmpint (sublet_settings_get_give_up_minutes (fixture->settings), ==, 45);

  idle = sublet_ui_test_find (fixture->window, "idle-after");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (idle)), ==, 20);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (idle), 0);
  g_assert_cmpint (sublet_settings_get_idle_minutes (fixture->settings), ==, 0);
  idle = sublet_ui_test_find (fixture->window, "idle-percent");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (idle)), ==, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (idle), 12);
  g_assert_cmpint (sublet_settings_get_idle_percent (fixture->settings), ==, 12);
}

int
main (int argc, char **argv)
{
  sublet_ui_test_init (&argc, &argv);

#define ADD(path, function) \
  g_test_add ("/ui/preferences/window/" path, Fixture, NULL, set_up, function, tear_down)

  ADD ("account", test_account);
  ADD ("missing-permission", test_missing_permission);
  ADD ("signed-out", test_signed_out);
  ADD ("replace-and-forget", test_replace_and_forget);
  ADD ("server", test_server);
  ADD ("server-from-environment", test_server_from_environment);
  ADD ("notifications", test_notifications);
  ADD ("pages", test_pages);
  ADD ("watching", test_watching);
  ADD ("accessible", test_accessible);

  return g_test_run ();
}
