/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/keys-page-fixture.h"

#include "ui/preferences/sublet-add-key-dialog.h"
#include "ui/sublet-ui-test.h"

#include <string.h>

/* A key that is added to the account, and one that must not be. */

#define PRIVATE "-----BEGIN OPENSSH PRIVATE KEY-----\nplanted\n-----END OPENSSH PRIVATE KEY-----\n"

static bool
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_dialog (KeysPageFixture *fixture)
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
get_buffer (KeysPageFixture *fixture)
{
  return gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (sublet_ui_test_find (fixture->dialog, "public-key")));
}

static char *
dup_text (KeysPageFixture *fixture)
{
  char *text = NULL;

  g_object_get (get_buffer (fixture), "text", &text, NULL);
  return text;
}

static gboolean
can_add (KeysPageFixture *fixture)
{
  return gtk_widget_is_sensitive (sublet_ui_test_find (fixture->dialog, "add_button"));
}

static bool
shows_there_already (gpointer data)
{
  return sublet_ui_test_find_label (data, "Your account has this key already.") != NULL;
}

static void
test_add (KeysPageFixture *fixture, gconstpointer data)
{
  keys_page_open (fixture, "demo-key");
  open_dialog (fixture);
  g_assert_false (can_add (fixture));
  gtk_text_buffer_set_text (get_buffer (fixture), "ssh-ed25519 nonsense", -1);
  g_assert_false (can_add (fixture));
  g_assert_nonnull (sublet_ui_test_find_label (fixture->dialog, "Public key: "));
  gtk_text_buffer_set_text (get_buffer (fixture), KEYS_PAGE_LINE "\n", -1);
  g_assert_true (can_add (fixture));
  sublet_ui_test_press (fixture->dialog, GDK_KEY_Return, GDK_CONTROL_MASK);
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  sublet_test_await (keys_page_has_two, fixture->keys);
  g_assert_true (keys_page_shows (fixture, "Added the key"));
  g_assert_nonnull (keys_page_find_row (fixture, "ada@desk"));

  keys_page_await_quiet (fixture);
  open_dialog (fixture);
  gtk_text_buffer_set_text (get_buffer (fixture), KEYS_PAGE_LINE, -1);
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
write_file (KeysPageFixture *fixture, const char *name, const char *contents)
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
test_private (KeysPageFixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;
  g_autofree char *pasted = NULL;
  g_autofree char *read = NULL;
  g_autofree char *public = NULL;
  g_autoptr (GFile) private_file = NULL;
  g_autoptr (GFile) public_file = NULL;

  keys_page_open (fixture, "demo-key");
  open_dialog (fixture);
  sublet_test_logs_start ();
  gtk_text_buffer_insert_at_cursor (get_buffer (fixture), PRIVATE, -1);
  g_assert_true (refuses_private (fixture->dialog));
  pasted = dup_text (fixture);
  g_assert_cmpstr (pasted, ==, "");
  g_assert_false (gtk_text_buffer_get_can_undo (get_buffer (fixture)));
  g_assert_false (can_add (fixture));

  gtk_text_buffer_set_text (get_buffer (fixture), KEYS_PAGE_LINE, -1);
  g_assert_false (refuses_private (fixture->dialog));
  private_file = write_file (fixture, "id_ed25519", PRIVATE);
  sublet_add_key_dialog_take_file (SUBLET_ADD_KEY_DIALOG (fixture->dialog), private_file);
  sublet_test_await (refuses_private, fixture->dialog);
  read = dup_text (fixture);
  g_assert_null (strstr (read, "planted"));

  gtk_text_buffer_set_text (get_buffer (fixture), "", -1);
  public_file = write_file (fixture, "id_ed25519.pub", KEYS_PAGE_LINE "\n");
  sublet_add_key_dialog_take_file (SUBLET_ADD_KEY_DIALOG (fixture->dialog), public_file);
  sublet_test_await (has_text, fixture);
  public = dup_text (fixture);
  g_assert_cmpstr (public, ==, KEYS_PAGE_LINE);
  g_assert_true (can_add (fixture));

  log = sublet_test_logs_stop ();
  g_assert_null (strstr (log, "planted"));
}

#define ADD(name, function)                           \
  g_test_add ("/ui/preferences/add-key-dialog/" name, \
              KeysPageFixture,                        \
              NULL,                                   \
              keys_page_set_up,                       \
              function,                               \
              keys_page_tear_down)

int
main (int argc, char *argv[])
{
  sublet_ui_test_init (&argc, &argv);

  ADD ("add", test_add);
  ADD ("private", test_private);

  return g_test_run ();
}
