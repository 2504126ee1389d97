/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-shots"

#include "config.h"

#include "shots/shots.h"

#include "core/base/sublet-error.h"
#include "core/rental/sublet-rental-engine-private.h"
#include "core/ssh/sublet-account-keys-private.h"
#include "support/sublet-test.h"
#include "ui/preferences/sublet-preferences-window.h"
#include "ui/sublet-ui-test.h"

/* The account's SSH keys in the preferences, without a session that would ask for them. */

#define ED25519 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ"
#define RSA "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7"
#define LONG_NAME \
  "deploy-key-of-the-render-farm-in-the-cellar@a-host-with-a-very-long-name.example.org"

static GtkWidget *
make_behind (SubletUiFixture *fixture)
{
  return adw_status_page_new ();
}

SubletAccountKeys *
shots_make_keys (SubletUiFixture *fixture)
{
  SubletClient *client = fixture->engine->client;
  const char *server = sublet_client_get_server (client);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (server, TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (client, key_store);
  g_autoptr (SubletIdentityStore) store = sublet_identity_store_new (server, "desk", TRUE);
  g_autoptr (SubletSshIdentity) identity = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  sublet_identity_store_load_async (store, NULL, sublet_test_on_result, &result);
  identity = sublet_identity_store_load_finish (store, sublet_test_await_result (&result), NULL);

  return sublet_account_keys_new (session, store);
}

static void
add (SubletSshKeyListing *listing, const char *line)
{
  SubletSshKeyData data = { .id = (gint64) listing->keys->len + 1, .public_key = g_strdup (line) };

  g_ptr_array_add (listing->keys, sublet_ssh_key_new_take (&data));
}

static void
set_list (SubletUiFixture *fixture, SubletAccountKeys *keys, bool own, bool others)
{
  SubletSshKeyListing *listing = g_new0 (SubletSshKeyListing, 1);

  listing->keys = g_ptr_array_new_with_free_func (g_object_unref);
  listing->known_at_us = sublet_clock_get_service_us (SUBLET_CLOCK (fixture->clock));
  if (own)
    add (listing, sublet_account_keys_get_own_line (keys));
  if (others)
    {
      add (listing, ED25519 " ada@desk");
      add (listing, RSA " " LONG_NAME);
      add (listing, ED25519);
    }
  sublet_account_keys_take_list (keys, listing);
  sublet_ssh_key_listing_free (listing);
}

static GtkWidget *
show_with (SubletUiFixture *fixture,
           GtkWidget *window,
           SubletAccountKeys *keys,
           SubletSettings *settings)
{
  SubletPreferencesWindow *preferences = sublet_preferences_window_new (GTK_WINDOW (window),
                                                                        settings,
                                                                        keys->session,
                                                                        fixture->engine,
                                                                        fixture->profile,
                                                                        keys);

  gtk_window_set_decorated (GTK_WINDOW (preferences), FALSE);
  sublet_preferences_window_show_page (preferences, "connection");
  gtk_window_present (GTK_WINDOW (preferences));
  sublet_test_drain ();
  sublet_ui_test_settle (GTK_WIDGET (preferences));

  return GTK_WIDGET (preferences);
}

static GtkWidget *
show (SubletUiFixture *fixture, GtkWidget *window, SubletAccountKeys *keys)
{
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);

  return show_with (fixture, window, keys, settings);
}

/* What the person's work needs; one has versions that are none. */
static GtkWidget *
show_packages (SubletUiFixture *fixture, GtkWidget *window)
{
  static const char *const packages[] = { "numpy>=1.26,<3", "?scipy", "transformers>=x", NULL };
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);
  g_autoptr (SubletSettings) settings = sublet_settings_new (TRUE);

  g_object_set (settings, "packages", packages, NULL);
  set_list (fixture, keys, true, false);
  return show_with (fixture, window, keys, settings);
}

static GtkWidget *
show_some (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  set_list (fixture, keys, true, true);
  return show (fixture, window, keys);
}

static GtkWidget *
show_empty (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  set_list (fixture, keys, false, false);
  sublet_account_keys_set_registration (keys, SUBLET_KEY_REGISTRATION_MISSING, NULL);
  return show (fixture, window, keys);
}

static GtkWidget *
show_loading (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  sublet_account_keys_set_state (keys, SUBLET_ACCOUNT_KEYS_STATE_LOADING, NULL);
  sublet_account_keys_set_registration (keys, SUBLET_KEY_REGISTRATION_REGISTERING, NULL);
  return show (fixture, window, keys);
}

static GtkWidget *
show_error (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);
  g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_NO_NETWORK, "refused");

  sublet_account_keys_set_state (keys, SUBLET_ACCOUNT_KEYS_STATE_ERROR, error);
  sublet_account_keys_set_registration (keys, SUBLET_KEY_REGISTRATION_FAILED, error);
  return show (fixture, window, keys);
}

/* What was known stays, with its age. */
static GtkWidget *
show_old (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);
  g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_SERVER, "500");

  set_list (fixture, keys, true, true);
  sublet_account_keys_set_state (keys, SUBLET_ACCOUNT_KEYS_STATE_KNOWN, error);
  return show (fixture, window, keys);
}

static GtkWidget *
show_forbidden (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);
  g_autoptr (GError) error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_FORBIDDEN, "403");

  sublet_account_keys_set_state (keys, SUBLET_ACCOUNT_KEYS_STATE_FORBIDDEN, error);
  sublet_account_keys_set_registration (keys, SUBLET_KEY_REGISTRATION_REGISTERED, NULL);
  return show (fixture, window, keys);
}

static GtkWidget *
show_team (SubletUiFixture *fixture, GtkWidget *window)
{
  g_autoptr (SubletAccountKeys) keys = shots_make_keys (fixture);

  set_list (fixture, keys, false, false);
  sublet_account_keys_set_registration (keys, SUBLET_KEY_REGISTRATION_TEAM_REFUSED, NULL);
  return show (fixture, window, keys);
}

static GtkWidget *
find_dialog (GtkWidget *preferences)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (preferences))
        return GTK_WIDGET (dialog);
    }

  g_assert_not_reached ();
}

static GtkWidget *
show_removal (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *preferences = show_some (fixture, window);

  sublet_ui_test_click (sublet_ui_test_find (preferences, "remove_button"));
  sublet_test_drain ();
  return find_dialog (preferences);
}

static GtkWidget *
show_add (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *preferences = show_some (fixture, window);
  GtkWidget *dialog;

  sublet_ui_test_click (sublet_ui_test_find (preferences, "add_button"));
  sublet_test_drain ();
  dialog = find_dialog (preferences);
  gtk_window_set_decorated (GTK_WINDOW (dialog), FALSE);
  return dialog;
}

static GtkWidget *
show_add_private (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = show_add (fixture, window);
  GtkTextView *view = GTK_TEXT_VIEW (sublet_ui_test_find (dialog, "public-key"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                            "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n",
                            -1);
  return dialog;
}

static GtkWidget *
show_add_fine (SubletUiFixture *fixture, GtkWidget *window)
{
  GtkWidget *dialog = show_add (fixture, window);
  GtkTextView *view = GTK_TEXT_VIEW (sublet_ui_test_find (dialog, "public-key"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), ED25519 " ada@desk", -1);
  return dialog;
}

const Shot connection_shots[] = {
  { "connection-some", make_behind, show_some, false },
  { "connection-empty", make_behind, show_empty, false },
  { "connection-loading", make_behind, show_loading, false },
  { "connection-error", make_behind, show_error, false },
  { "connection-old", make_behind, show_old, false },
  { "connection-forbidden", make_behind, show_forbidden, false },
  { "connection-team", make_behind, show_team, false },
  { "connection-removal", make_behind, show_removal, false },
  { "connection-packages", make_behind, show_packages, false },
  { "connection-add", make_behind, show_add, false },
  { "connection-add-fine", make_behind, show_add_fine, false },
  { "connection-add-private", make_behind, show_add_private, false },
  { NULL },
};
