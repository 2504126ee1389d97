/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/rental/sublet-rental-engine-private.h"
#include "core/secrets/sublet-session-private.h"
#include "support/sublet-test.h"
#include "ui/preferences/sublet-preferences-window.h"
#include "ui/sublet-ui-test.h"

#define ALL_SCOPES                                                           \
  (SUBLET_SCOPE_USER_READ | SUBLET_SCOPE_MISC | SUBLET_SCOPE_INSTANCE_READ | \
   SUBLET_SCOPE_INSTANCE_WRITE | SUBLET_SCOPE_USER_WRITE | SUBLET_SCOPE_BILLING_READ)

static GtkWidget *
make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

static SubletSession *
make_session (SubletUiFixture *fixture, SubletScopes scopes)
{
  SubletClient *client = fixture->engine->client;
  g_autoptr (SubletKeyStore) store = sublet_key_store_new (sublet_client_get_server (client), TRUE);
  SubletSession *session = sublet_session_new (client, store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key;
  SubletAccountData data = { 0 };
  SubletKeyCheck check = { 0 };

  if (scopes == SUBLET_SCOPE_NONE)
    {
      sublet_session_start (session, NULL, NULL);
      return session;
    }

  data.id = 7;
  data.username = g_strdup ("ada");
  data.credit_uusd = 41370000;
  check.account =
    sublet_account_new_take (&data, sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock)));
  check.scopes = scopes;
  key = secret_value_new ("not-a-key", -1, "text/plain");
  sublet_key_store_store_async (store, key, TRUE, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_key_store_store_finish (store, result, &error);
  g_assert_no_error (error);
  sublet_session_accept (session, key, SUBLET_KEY_ORIGIN_PASTED, &check);
  secret_value_unref (key);
  g_object_unref (check.account);

  return session;
}

static GtkWidget *
show (SubletUiFixture *fixture, GtkWidget *window, const char *page, SubletScopes scopes)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);
  g_autoptr (SubletSession) session = make_session (fixture, scopes);
  g_autoptr (SubletIdentityStore) identity_store =
    sublet_identity_store_new (sublet_client_get_server (fixture->engine->client), "desk", TRUE);
  g_autoptr (SubletAccountKeys) keys = sublet_account_keys_new (session, identity_store);
  SubletPreferencesWindow *preferences = sublet_preferences_window_new (GTK_WINDOW (window),
                                                                        settings,
                                                                        session,
                                                                        fixture->engine,
                                                                        fixture->profile,
                                                                        keys);

  gtk_window_set_decorated (GTK_WINDOW (preferences), FALSE);
  sublet_preferences_window_show_page (preferences, page);
  gtk_window_present (GTK_WINDOW (preferences));
  sublet_test_drain ();
  sublet_ui_test_settle (GTK_WIDGET (preferences));

  return GTK_WIDGET (preferences);
}

static GtkWidget *
show_account (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture, window, "account", ALL_SCOPES);
}

static GtkWidget *
show_missing (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture,
               window,
               "account",
               ALL_SCOPES & ~(SubletScopes) (SUBLET_SCOPE_BILLING_READ | SUBLET_SCOPE_MISC));
}

static GtkWidget *
show_signed_out (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *preferences = show (fixture, window, "account", SUBLET_SCOPE_NONE);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (preferences, "server")),
                         "http://vast.example");

  return preferences;
}

static GtkWidget *
show_renting (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture, window, "renting", ALL_SCOPES);
}

static GtkWidget *
show_out_of_range (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *preferences = show (fixture, window, "renting", ALL_SCOPES);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (preferences, "disk")), "2");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (preferences, "cap-per-hour")), "two");
  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (preferences, "cap-per-day")), "20");

  return preferences;
}

static GtkWidget *
show_data (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture, window, "data", ALL_SCOPES);
}

static GtkWidget *
show_watching (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture, window, "watching", ALL_SCOPES);
}

static GtkWidget *
show_terminal (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *preferences = show (fixture, window, "terminal", ALL_SCOPES);

  gtk_editable_set_text (GTK_EDITABLE (sublet_ui_test_find (preferences, "scrollback")), "7");

  return preferences;
}

static GtkWidget *
show_notifications (SubletUiFixture *fixture, GtkWidget *window)
{
  return show (fixture, window, "notifications", ALL_SCOPES);
}

const Shot preferences_shots[] = {
  { "preferences-account", make_behind, show_account, false },
  { "preferences-missing", make_behind, show_missing, false },
  { "preferences-signed-out", make_behind, show_signed_out, false },
  { "preferences-renting", make_behind, show_renting, false },
  { "preferences-out-of-range", make_behind, show_out_of_range, false },
  { "preferences-watching", make_behind, show_watching, false },
  { "preferences-terminal", make_behind, show_terminal, false },
  { "preferences-notifications", make_behind, show_notifications, false },
  { "preferences-data", make_behind, show_data, false },
  { NULL },
};
