/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "ui/preferences/sublet-add-key-dialog.h"

#include "support/sublet-test-memory.h"
#include "ui/sublet-ui-test.h"

#include <malloc.h>
#include <string.h>

/* Whoever chooses the private key instead of the public one has it in memory no longer than it
 * takes to say so. */

#define SERVER "http://127.0.0.1:1"
#define HEAD "-----BEGIN OPENSSH PRIVATE KEY-----\n"
#define TAIL "\n-----END OPENSSH PRIVATE KEY-----\n"
/* So many that what is freed is not all used again before it is looked for. */
#define N_COPIES 200

typedef struct
{
  SubletAccountKeys *keys;
  GtkWidget *dialog; /* weak */
  char *folder;
  SubletTestNeedle needle;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SubletClock) clock = sublet_clock_new ();
  g_autoptr (SubletClient) client = sublet_client_new (SERVER, clock, NULL);
  g_autoptr (SubletKeyStore) key_store = sublet_key_store_new (SERVER, TRUE);
  g_autoptr (SubletIdentityStore) identities = sublet_identity_store_new (SERVER, "desk", TRUE);
  g_autoptr (SubletSession) session = sublet_session_new (client, key_store);
  guint8 bytes[SUBLET_TEST_NEEDLE_BYTES];
  gsize i;

  fixture->keys = sublet_account_keys_new (session, identities);
  fixture->dialog = GTK_WIDGET (sublet_add_key_dialog_new (NULL, fixture->keys));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  fixture->folder = sublet_test_make_folder ();

  /* Known to nobody: the program's own file has none of it. */
  for (i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_random_int_range ('a', 'z' + 1);
  sublet_test_needle_set (&fixture->needle, "private half", bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  sublet_ui_test_assert_gone ((gpointer *) &fixture->dialog);
  g_assert_finalize_object (fixture->keys);
  sublet_test_remove_folder (fixture->folder);
}

static guint
count (Fixture *fixture)
{
  guint found = 0;

  sublet_test_memory_search (&fixture->needle, 1, &found);
  return found;
}

/* (transfer full): a private key with nothing but the needle in it; the caller wipes it. */
static char *
make_text (Fixture *fixture)
{
  const gsize head = strlen (HEAD);
  char *text = g_malloc0 (head + N_COPIES * SUBLET_TEST_NEEDLE_BYTES + sizeof TAIL);
  gsize i;

  strcpy (text, HEAD);
  for (i = 0; i < N_COPIES; i++)
    sublet_test_needle_plant (&fixture->needle,
                              (guint8 *) text + head + i * SUBLET_TEST_NEEDLE_BYTES);
  strcat (text, TAIL);

  return text;
}

static void
wipe (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static GFile *
write_key (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "id_ed25519", NULL);
  g_autoptr (GError) error = NULL;
  char *text = make_text (fixture);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture), >=, N_COPIES);
  wipe (text);
  g_assert_cmpuint (count (fixture), ==, 0);

  return g_file_new_for_path (path);
}

static bool
refuses (gpointer data)
{
  return sublet_ui_test_find_label (data, "This is a private key") != NULL;
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_key (fixture);

  sublet_add_key_dialog_take_file (SUBLET_ADD_KEY_DIALOG (fixture->dialog), file);
  sublet_test_await (refuses, fixture->dialog);
  sublet_test_drain ();
  g_assert_cmpuint (count (fixture), ==, 0);
}

/* What is pasted is GTK's and the clipboard's; beside what it was given from, no copy stays. */
static void
test_pasted (Fixture *fixture, gconstpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (sublet_ui_test_find (fixture->dialog, "text_view"));
  char *text = make_text (fixture);

  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (view), text, -1);
  g_assert_true (refuses (fixture->dialog));
  wipe (text);
  g_assert_cmpuint (count (fixture), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/ui/preferences/add-key-memory/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  /* Freed memory stays as it was left, or there would be nothing to find. */
  mallopt (M_PERTURB, 0);
  sublet_ui_test_init (&argc, &argv);

  ADD ("file", test_file);
  ADD ("pasted", test_pasted);

  return g_test_run ();
}
