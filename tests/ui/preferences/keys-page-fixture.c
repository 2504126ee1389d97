/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/keys-page-fixture.h"

#include "ui/preferences/sublet-ssh-key-row.h"
#include "ui/sublet-ui-test.h"

void
keys_page_order (KeysPageFixture *fixture, const char *path, const char *json)
{
  g_autoptr (JsonNode) node = sublet_test_simulator_control_post (fixture->simulator, path, json);
}

void
keys_page_set_up (KeysPageFixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletKeyStore) key_store = NULL;
  g_autoptr (SubletIdentityStore) identity_store = NULL;
  g_autoptr (GError) error = NULL;
  const char *server;

  fixture->simulator = sublet_test_simulator_new ("--offers", "50", NULL);
  keys_page_order (fixture,
                   "/_sim/set",
                   "[{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}},"
                   "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-read\","
                   "\"without\":[\"user_read\"]}}]");
  fixture->client =
    sublet_client_new (sublet_test_simulator_get_url (fixture->simulator), clock, &error);
  g_assert_no_error (error);
  server = sublet_client_get_server (fixture->client);
  fixture->folder = sublet_test_make_folder ();
  fixture->profile = sublet_profile_new_for_folder (fixture->folder, &error);
  g_assert_no_error (error);
  fixture->engine = sublet_rental_engine_new (fixture->client, fixture->profile);
  fixture->settings = sublet_settings_new (TRUE);
  key_store = sublet_key_store_new (server, TRUE);
  identity_store = sublet_identity_store_new (server, "desk", TRUE);
  fixture->session = sublet_session_new (fixture->client, key_store);
  fixture->keys = sublet_account_keys_new (fixture->session, identity_store);
}

void
keys_page_tear_down (KeysPageFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->window);

  sublet_session_forget_async (fixture->session, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
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

static bool
is_quiet (gpointer data)
{
  SubletAccountKeys *keys = data;

  return sublet_account_keys_get_registration (keys) != SUBLET_KEY_REGISTRATION_UNKNOWN &&
         !sublet_account_keys_get_checking (keys) && !sublet_account_keys_get_refreshing (keys);
}

void
keys_page_await_quiet (KeysPageFixture *fixture)
{
  sublet_test_await (is_quiet, fixture->keys);
  sublet_ui_test_settle (fixture->window);
}

static bool
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

void
keys_page_open (KeysPageFixture *fixture, const char *key_text)
{
  g_autoptr (SecretValue) key = secret_value_new (key_text, -1, "text/plain");
  SubletPreferencesWindow *window = sublet_preferences_window_new (NULL,
                                                                   fixture->settings,
                                                                   fixture->session,
                                                                   fixture->engine,
                                                                   fixture->profile,
                                                                   fixture->keys);

  g_set_weak_pointer (&fixture->window, GTK_WIDGET (window));
  sublet_preferences_window_show_page (window, "connection");
  gtk_window_present (GTK_WINDOW (window));
  sublet_test_await (is_mapped, window);
  sublet_session_start_demo (fixture->session, key);
  keys_page_await_quiet (fixture);
}

gboolean
keys_page_shows (KeysPageFixture *fixture, const char *text)
{
  sublet_ui_test_settle (fixture->window);
  return sublet_ui_test_find_label (fixture->window, text) != NULL;
}

GtkWidget *
keys_page_find_row (KeysPageFixture *fixture, const char *text)
{
  GtkWidget *label = sublet_ui_test_find_label (fixture->window, text);

  return label != NULL ? gtk_widget_get_ancestor (label, SUBLET_TYPE_SSH_KEY_ROW) : NULL;
}

bool
keys_page_has_two (gpointer data)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (data)) == 2;
}

bool
keys_page_has_one (gpointer data)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (data)) == 1;
}

void
keys_page_add_line (KeysPageFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_account_keys_add_async (fixture->keys, KEYS_PAGE_LINE, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_account_keys_add_finish (fixture->keys, result, &error);
  g_assert_no_error (error);
  sublet_test_await (keys_page_has_two, fixture->keys);
  keys_page_await_quiet (fixture);
}
