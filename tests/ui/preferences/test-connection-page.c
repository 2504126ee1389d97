/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-preferences-window.h"

#include "core/rental/sublet-rental-engine-private.h"
#include "support/sublet-test-simulator.h"
#include "ui/common/sublet-error-text.h"
#include "ui/preferences/sublet-add-key-dialog.h"
#include "ui/preferences/sublet-ssh-key-row.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* The account's SSH keys in the preferences, with the real session and keys at the simulator. */

#define LINE \
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIO3+R5/jKFwQpzHKm/+tfOIxn2Dla8qMWrbZdJ0dk4fQ ada@desk"
#define PRIVATE "-----BEGIN OPENSSH PRIVATE KEY-----\nplanted\n-----END OPENSSH PRIVATE KEY-----\n"

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
  GtkWidget *dialog; /* weak */
} Fixture;

static void
order (Fixture *fixture, const char *path, const char *json)
{
  g_autoptr (JsonNode) node = sublet_test_simulator_control_post (fixture->simulator, path, json);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletKeyStore) key_store = NULL;
  g_autoptr (SubletIdentityStore) identity_store = NULL;
  g_autoptr (GError) error = NULL;
  const char *server;

  fixture->simulator = sublet_test_simulator_new ("--offers", "50", NULL);
  order (fixture,
         "/_sim/set",
         "[{\"add_key\":{\"account\":\"ada\",\"key\":\"the-teams\",\"team\":true}},"
         "{\"add_key\":{\"account\":\"ada\",\"key\":\"no-read\",\"without\":[\"user_read\"]}}]");
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

static void
tear_down (Fixture *fixture, gconstpointer data)
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

static void
await_quiet (Fixture *fixture)
{
  sublet_test_await (is_quiet, fixture->keys);
  sublet_ui_test_settle (fixture->window);
}

static bool
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_page (Fixture *fixture, const char *key_text)
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
  await_quiet (fixture);
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  sublet_ui_test_settle (fixture->window);
  return sublet_ui_test_find_label (fixture->window, text) != NULL;
}

static GtkWidget *
find_row (Fixture *fixture, const char *text)
{
  GtkWidget *label = sublet_ui_test_find_label (fixture->window, text);

  return label != NULL ? gtk_widget_get_ancestor (label, SUBLET_TYPE_SSH_KEY_ROW) : NULL;
}

static bool
has_two (gpointer data)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (data)) == 2;
}

static bool
has_one (gpointer data)
{
  return g_list_model_get_n_items (sublet_account_keys_get_keys (data)) == 1;
}

static void
add_line (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sublet_account_keys_add_async (fixture->keys, LINE, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  sublet_account_keys_add_finish (fixture->keys, result, &error);
  g_assert_no_error (error);
  sublet_test_await (has_two, fixture->keys);
  await_quiet (fixture);
}

/* ---- the list ---- */

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;
  GtkWidget *row;

  open_page (fixture, "demo-key");
  add_line (fixture);
  g_assert_true (shows (fixture, "Sublet's own key, kept until you quit"));
  /* Its row says it; there is nothing to do about it. */
  g_assert_false (shows (fixture, "Sublet's Own Key"));
  row = find_row (fixture, "ada@desk");
  g_assert_nonnull (row);
  g_assert_nonnull (sublet_ui_test_find_label (row, "ssh-ed25519"));
  g_assert_nonnull (
    sublet_ui_test_find_label (row, "SHA256:WP5UyWQZAChF9re41ozgcn3iI2TZH8HxoPkf+HFYyeU"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (sublet_ui_test_find (row, "fingerprint_label")),
                   ==,
                   "SHA256:WP5UyWQZAChF9re41ozgcn3iI2TZH8HxoPkf+HFYyeU");
  label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "ada@desk, ssh-ed25519, fingerprint "
                                              "SHA256:WP5UyWQZAChF9re41ozgcn3iI2TZH8HxoPkf+HFYyeU");
  g_assert_null (label);
  label =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (sublet_ui_test_find (row, "remove_button")),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        "Remove the key ada@desk");
  g_assert_null (label);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  open_page (fixture, "demo-key");
  add_line (fixture);
  sublet_ui_test_click (sublet_ui_test_find (find_row (fixture, "ada@desk"), "copy_button"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window),
                                 NULL,
                                 sublet_test_on_result,
                                 &result);
  sublet_test_await_result (&result);
  text = gdk_clipboard_read_text_finish (gtk_widget_get_clipboard (fixture->window), result, NULL);
  g_assert_cmpstr (text, ==, LINE);
  g_assert_true (shows (fixture, "Copied the public key"));
}

/* ---- removing ---- */

static bool
offers_undo (gpointer data)
{
  return sublet_ui_test_find_button (data, "Undo") != NULL;
}

static void
press_remove (Fixture *fixture, const char *name)
{
  sublet_ui_test_click (sublet_ui_test_find (find_row (fixture, name), "remove_button"));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "demo-key");
  add_line (fixture);
  press_remove (fixture, "ada@desk");
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Remove ada@desk?"),
                                               "New instances will not accept it."));
  sublet_ui_test_answer ("Remove ada@desk?", "cancel");
  g_assert_true (has_two (fixture->keys));

  press_remove (fixture, "ada@desk");
  sublet_ui_test_answer ("Remove ada@desk?", "remove");
  sublet_test_await (has_one, fixture->keys);
  sublet_test_await (offers_undo, fixture->window);
  g_assert_null (find_row (fixture, "ada@desk"));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Undo"));
  sublet_test_await (has_two, fixture->keys);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (find_row (fixture, "ada@desk"));
}

static bool
is_missing (gpointer data)
{
  return sublet_account_keys_get_registration (data) == SUBLET_KEY_REGISTRATION_MISSING;
}

static void
test_remove_own (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "demo-key");
  press_remove (fixture, "sublet@desk");
  sublet_ui_test_answer ("Remove sublet@desk?", "remove");
  sublet_test_await (is_missing, fixture->keys);
  await_quiet (fixture);
  g_assert_true (shows (fixture, "Your account does not have it."));
  g_assert_true (shows (fixture, "No Key on Your Account"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Register It"));
  sublet_test_await (has_one, fixture->keys);
  await_quiet (fixture);
  g_assert_true (shows (fixture, "Sublet's own key"));
}

static bool
shows_not_removed (gpointer data)
{
  return sublet_ui_test_find_label (data, "ada@desk Was Not Removed") != NULL;
}

static void
test_not_removed (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "demo-key");
  add_line (fixture);
  order (fixture,
         "/_sim/faults",
         "{\"fault\":\"json-error\",\"route\":\"ssh-delete\",\"status\":400,\"error\":\"odd\","
         "\"msg\":\"odd\"}");
  press_remove (fixture, "ada@desk");
  sublet_ui_test_answer ("Remove ada@desk?", "remove");
  sublet_test_await (shows_not_removed, fixture->window);
  g_assert_true (has_two (fixture->keys));
  gtk_widget_activate_action (sublet_ui_test_find (fixture->window, "keys_group"),
                              "connection.close-problem",
                              NULL);
  g_assert_false (shows (fixture, "Was Not Removed"));
}

/* ---- adding ---- */

static void
open_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint i;

  sublet_ui_test_click (sublet_ui_test_find (fixture->window, "add_button"));
  for (i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SUBLET_IS_ADD_KEY_DIALOG (window))
        g_set_weak_pointer (&fixture->dialog, window);
    }
  g_assert_nonnull (fixture->dialog);
  sublet_test_await (is_mapped, fixture->dialog);
  sublet_ui_test_settle (fixture->dialog);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (sublet_ui_test_find (fixture->dialog, "public-key")));
}

static char *
dup_text (Fixture *fixture)
{
  char *text = NULL;

  g_object_get (get_buffer (fixture), "text", &text, NULL);
  return text;
}

static gboolean
can_add (Fixture *fixture)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find (fixture->dialog, "add_button"));
}

static bool
shows_there_already (gpointer data)
{
  return sublet_ui_test_find_label (data, "Your account has this key already.") != NULL;
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "demo-key");
  open_dialog (fixture);
  g_assert_false (can_add (fixture));
  gtk_text_buffer_set_text (get_buffer (fixture), "ssh-ed25519 nonsense", -1);
  g_assert_false (can_add (fixture));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Public key: "));
  gtk_text_buffer_set_text (get_buffer (fixture), LINE "\n", -1);
  g_assert_true (can_add (fixture));
  sublet_ui_test_press (fixture->dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  sublet_test_await (has_two, fixture->keys);
  g_assert_true (shows (fixture, "Added the key"));
  g_assert_nonnull (find_row (fixture, "ada@desk"));

  await_quiet (fixture);
  open_dialog (fixture);
  gtk_text_buffer_set_text (get_buffer (fixture), LINE, -1);
  sublet_ui_test_click (sublet_ui_test_find (fixture->dialog, "add_button"));
  sublet_test_await (shows_there_already, fixture->dialog);
  sublet_ui_test_press (fixture->dialog, GDK_KEY_Escape, 0);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
}

static bool
refuses_private (gpointer data)
{
  return sublet_ui_test_find_label (data, "This is a private key") != NULL;
}

static bool
has_text (gpointer data)
{
  g_autofree char *text = dup_text (data);

  return *text != '\0';
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* Neither pasted nor from a file does it get on the screen, into what can be undone, or into a log.
 */
static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;
  g_autofree char *pasted = NULL;
  g_autofree char *read = NULL;
  g_autofree char *public = NULL;
  g_autoptr (GFile) private_file = NULL;
  g_autoptr (GFile) public_file = NULL;

  open_page (fixture, "demo-key");
  open_dialog (fixture);
  sublet_test_logs_start ();
  gtk_text_buffer_insert_at_cursor (get_buffer (fixture), PRIVATE, -1);
  g_assert_true (refuses_private (fixture->dialog));
  pasted = dup_text (fixture);
  g_assert_cmpstr (pasted, ==, "");
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (fixture)));
  g_assert_false (can_add (fixture));

  gtk_text_buffer_set_text (get_buffer (fixture), LINE, -1);
  g_assert_false (refuses_private (fixture->dialog));
  private_file = write_file (fixture, "id_ed25519", PRIVATE);
  sublet_add_key_dialog_take_file (SUBLET_ADD_KEY_DIALOG (fixture->dialog), private_file);
  sublet_test_await (refuses_private, fixture->dialog);
  read = dup_text (fixture);
  g_assert_null (strstr (read, "planted"));

  gtk_text_buffer_set_text (get_buffer (fixture), "", -1);
  public_file = write_file (fixture, "id_ed25519.pub", LINE "\n");
  sublet_add_key_dialog_take_file (SUBLET_ADD_KEY_DIALOG (fixture->dialog), public_file);
  sublet_test_await (has_text, fixture);
  public = dup_text (fixture);
  g_assert_cmpstr (public, ==, LINE);
  g_assert_true (can_add (fixture));

  log = sublet_test_logs_stop ();
  g_assert_null (strstr (log, "planted"));
}

/* ---- the other faces ---- */

static void
test_team (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "the-teams");
  g_assert_true (shows (fixture, "A team's account takes no keys."));
  g_assert_false (shows (fixture, "No Key on Your Account"));
  g_assert_false (gtk_widget_is_sensitive (sublet_ui_test_find (fixture->window, "add_button")));
}

static bool
is_shown (Fixture *fixture, const char *name)
{
  return gtk_widget_get_visible (sublet_ui_test_find (fixture->window, name));
}

static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "no-read");
  g_assert_true (shows (fixture, "Your SSH Keys Are Not Visible"));
  g_assert_true (shows (fixture, "This key lacks user_read."));
  g_assert_true (is_shown (fixture, "key_page_row"));
  g_assert_true (shows (fixture, "Your account has it."));
  g_assert_null (sublet_ui_test_find_button (fixture->window, "Try Again"));
}

static bool
has_failed (gpointer data)
{
  return sublet_account_keys_get_state (data) == SUBLET_ACCOUNT_KEYS_STATE_ERROR;
}

static bool
is_known (gpointer data)
{
  return sublet_account_keys_get_state (data) == SUBLET_ACCOUNT_KEYS_STATE_KNOWN;
}

static void
test_error (Fixture *fixture, gconstpointer data)
{
  order (fixture, "/_sim/faults", "{\"fault\":\"json-error\",\"route\":\"ssh-list\"}");
  open_page (fixture, "demo-key");
  sublet_test_await (has_failed, fixture->keys);
  g_assert_true (shows (fixture, "Your SSH Keys Are Not Known"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Try Again"));
  sublet_test_await (is_known, fixture->keys);
  g_assert_false (shows (fixture, "Your SSH Keys Are Not Known"));
  g_assert_false (is_shown (fixture, "key_page_row"));
}

static bool
is_old (gpointer data)
{
  return sublet_account_keys_get_error (data) != NULL;
}

/* What was known stays; what is wrong is said, and how old it is. */
static void
test_old (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, "demo-key");
  sublet_test_await (is_known, fixture->keys);
  order (fixture, "/_sim/faults", "{\"fault\":\"json-error\",\"route\":\"ssh-list\"}");
  sublet_account_keys_refresh (fixture->keys);
  sublet_test_await (is_old, fixture->keys);
  g_assert_true (
    shows (fixture, sublet_error_text_get_title (sublet_account_keys_get_error (fixture->keys))));
  g_assert_true (shows (fixture, "You see what was known at "));
}

#define ADD(name, function) \
  g_test_add ("/ui/preferences/connection-page/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("list", test_list);
  ADD ("copy", test_copy);
  ADD ("remove", test_remove);
  ADD ("remove-own", test_remove_own);
  ADD ("not-removed", test_not_removed);
  ADD ("add", test_add);
  ADD ("private", test_private);
  ADD ("team", test_team);
  ADD ("forbidden", test_forbidden);
  ADD ("error", test_error);
  ADD ("old", test_old);

  return g_test_run ();
}
