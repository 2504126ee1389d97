/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/keys-page-fixture.h"

#include "ui/common/sublet-error-text.h"
#include "ui/sublet-ui-test.h"

/* The account's SSH keys in the preferences: the list, what is removed, and the other faces. */

/* ---- the list ---- */

static void
test_list (KeysPageFixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;
  GtkWidget *row;

  keys_page_open (fixture, "demo-key");
  keys_page_add_line (fixture);
  g_assert_true (keys_page_shows (fixture, "Sublet's own key, kept until you quit"));
  /* Its row says it; there is nothing to do about it. */
  g_assert_false (keys_page_shows (fixture, "Sublet's Own Key"));
  row = keys_page_find_row (fixture, "ada@desk");
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
test_copy (KeysPageFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;

  keys_page_open (fixture, "demo-key");
  keys_page_add_line (fixture);
  sublet_ui_test_click (
    sublet_ui_test_find (keys_page_find_row (fixture, "ada@desk"), "copy_button"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window),
                                 NULL,
                                 sublet_test_on_result,
                                 &result);
  sublet_test_await_result (&result);
  text = gdk_clipboard_read_text_finish (gtk_widget_get_clipboard (fixture->window), result, NULL);
  g_assert_cmpstr (text, ==, KEYS_PAGE_LINE);
  g_assert_true (keys_page_shows (fixture, "Copied the public key"));
}

/* ---- removing ---- */

static bool
offers_undo (gpointer data)
{
  return sublet_ui_test_find_button (data, "Undo") != NULL;
}

static void
press_remove (KeysPageFixture *fixture, const char *name)
{
  sublet_ui_test_click (sublet_ui_test_find (keys_page_find_row (fixture, name), "remove_button"));
}

static void
test_remove (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "demo-key");
  keys_page_add_line (fixture);
  press_remove (fixture, "ada@desk");
  g_assert_nonnull (sublet_ui_test_find_label (sublet_ui_test_find_dialog ("Remove ada@desk?"),
                                               "New instances will not accept it."));
  sublet_ui_test_answer ("Remove ada@desk?", "cancel");
  g_assert_true (keys_page_has_two (fixture->keys));

  press_remove (fixture, "ada@desk");
  sublet_ui_test_answer ("Remove ada@desk?", "remove");
  sublet_test_await (keys_page_has_one, fixture->keys);
  sublet_test_await (offers_undo, fixture->window);
  g_assert_null (keys_page_find_row (fixture, "ada@desk"));

  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Undo"));
  sublet_test_await (keys_page_has_two, fixture->keys);
  sublet_ui_test_settle (fixture->window);
  g_assert_nonnull (keys_page_find_row (fixture, "ada@desk"));
}

static bool
is_missing (gpointer data)
{
  return sublet_account_keys_get_registration (data) == SUBLET_KEY_REGISTRATION_MISSING;
}

static void
test_remove_own (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "demo-key");
  press_remove (fixture, "sublet@desk");
  sublet_ui_test_answer ("Remove sublet@desk?", "remove");
  sublet_test_await (is_missing, fixture->keys);
  keys_page_await_quiet (fixture);
  g_assert_true (keys_page_shows (fixture, "Your account does not have it."));
  g_assert_true (keys_page_shows (fixture, "No Key on Your Account"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Register It"));
  sublet_test_await (keys_page_has_one, fixture->keys);
  keys_page_await_quiet (fixture);
  g_assert_true (keys_page_shows (fixture, "Sublet's own key"));
}

static bool
shows_not_removed (gpointer data)
{
  return sublet_ui_test_find_label (data, "ada@desk Was Not Removed") != NULL;
}

static void
test_not_removed (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "demo-key");
  keys_page_add_line (fixture);
  keys_page_order (fixture,
                   "/_sim/faults",
                   "{\"fault\":\"json-error\",\"route\":\"ssh-delete\",\"status\":400,\"error\":"
                   "\"odd\","
                   "\"msg\":\"odd\"}");
  press_remove (fixture, "ada@desk");
  sublet_ui_test_answer ("Remove ada@desk?", "remove");
  sublet_test_await (shows_not_removed, fixture->window);
  g_assert_true (keys_page_has_two (fixture->keys));
  gtk_widget_activate_action (sublet_ui_test_find (fixture->window, "keys_group"),
                              "connection.close-problem",
                              NULL);
  g_assert_false (keys_page_shows (fixture, "Was Not Removed"));
}

/* ---- the other faces ---- */

static void
test_team (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "the-teams");
  g_assert_true (keys_page_shows (fixture, "A team's account takes no keys."));
  g_assert_false (keys_page_shows (fixture, "No Key on Your Account"));
  g_assert_false (gtk_widget_is_sensitive (sublet_ui_test_find (fixture->window, "add_button")));
}

static bool
is_shown (KeysPageFixture *fixture, const char *name)
{
  return gtk_widget_get_visible (sublet_ui_test_find (fixture->window, name));
}

static void
test_forbidden (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "no-read");
  g_assert_true (keys_page_shows (fixture, "Your SSH Keys Are Not Visible"));
  g_assert_true (keys_page_shows (fixture, "This key lacks user_read."));
  g_assert_true (is_shown (fixture, "key_page_row"));
  g_assert_true (keys_page_shows (fixture, "Your account has it."));
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
test_error (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_order (fixture, "/_sim/faults", "{\"fault\":\"json-error\",\"route\":\"ssh-list\"}");
  keys_page_open (fixture, "demo-key");
  sublet_test_await (has_failed, fixture->keys);
  g_assert_true (keys_page_shows (fixture, "Your SSH Keys Are Not Known"));
  sublet_ui_test_click (sublet_ui_test_find_button (fixture->window, "Try Again"));
  sublet_test_await (is_known, fixture->keys);
  g_assert_false (keys_page_shows (fixture, "Your SSH Keys Are Not Known"));
  g_assert_false (is_shown (fixture, "key_page_row"));
}

static bool
is_old (gpointer data)
{
  return sublet_account_keys_get_error (data) != NULL;
}

/* What was known stays; what is wrong is said, and how old it is. */
static void
test_old (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "demo-key");
  sublet_test_await (is_known, fixture->keys);
  keys_page_order (fixture, "/_sim/faults", "{\"fault\":\"json-error\",\"route\":\"ssh-list\"}");
  sublet_account_keys_refresh (fixture->keys);
  sublet_test_await (is_old, fixture->keys);
  g_assert_true (
    keys_page_shows (fixture,
                     sublet_error_text_get_title (sublet_account_keys_get_error (fixture->keys))));
  g_assert_true (keys_page_shows (fixture, "You see what was known at "));
}

#define ADD(name, function)                            \
  g_test_add ("/ui/preferences/connection-page/" name, \
              KeysPageFixture,                         \
              NULL,                                    \
              keys_page_set_up,                        \
              function,                                \
              keys_page_tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("list", test_list);
  ADD ("copy", test_copy);
  ADD ("remove", test_remove);
  ADD ("remove-own", test_remove_own);
  ADD ("not-removed", test_not_removed);
  ADD ("team", test_team);
  ADD ("forbidden", test_forbidden);
  ADD ("error", test_error);
  ADD ("old", test_old);

  return g_test_run ();
}
