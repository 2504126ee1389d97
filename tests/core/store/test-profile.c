/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "core/store/sublet-profile.h"

#include "core/base/sublet-error.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static guint
get_mode (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
put (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_new (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "deep", "profile", NULL);
  g_autofree char *id = NULL;
  g_autoptr (SubletProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  profile = sublet_profile_new_for_folder (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_profile_get_path (profile), ==, path);
  g_assert_false (sublet_profile_get_demo (profile));
  g_assert_true (sublet_profile_get_locked (profile));
  g_assert_cmpint (sublet_profile_get_holder_pid (profile), ==, 0);
  g_assert_cmpuint (get_mode (path, "."), ==, 0700);
  g_assert_cmpuint (get_mode (path, "install-id"), ==, 0600);
  g_assert_cmpuint (get_mode (path, "lock"), ==, 0600);

  id = g_strdup (sublet_profile_get_install_id (profile));
  g_assert_cmpuint (strlen (id), ==, 32);
  g_assert_finalize_object (g_steal_pointer (&profile));

  /* The id is made once, the lock ends with its holder. */
  profile = sublet_profile_new_for_folder (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_profile_get_install_id (profile), ==, id);
  g_assert_true (sublet_profile_get_locked (profile));

  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

static void
test_second (void)
{
  char *folder = sublet_test_make_folder ();
  g_autoptr (SubletProfile) first = NULL;
  g_autoptr (SubletProfile) second = NULL;
  g_autoptr (GError) error = NULL;

  first = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  second = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  g_assert_false (sublet_profile_get_locked (second));
  g_assert_cmpint (sublet_profile_get_holder_pid (second), ==, getpid ());
  g_assert_cmpstr (sublet_profile_get_install_id (second),
                   ==,
                   sublet_profile_get_install_id (first));

  g_clear_object (&second);
  g_clear_object (&first);
  sublet_test_remove_folder (folder);
}

static void
test_open_folder_is_closed (void)
{
  char *folder = sublet_test_make_folder ();
  g_autoptr (SubletProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  profile = sublet_profile_new_for_folder (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (folder, "."), ==, 0700);

  g_clear_object (&profile);
  sublet_test_remove_folder (folder);
}

static void
test_damaged_id (void)
{
  static const char *const rows[] = { "", "short", "0123456789abcdef0123456789abcdeX", "\n\n" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *folder = sublet_test_make_folder ();
      g_autoptr (SubletProfile) profile = NULL;
      g_autoptr (GError) error = NULL;

      put (folder, "install-id", rows[i]);
      profile = sublet_profile_new_for_folder (folder, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (strlen (sublet_profile_get_install_id (profile)), ==, 32);
      g_clear_object (&profile);
      sublet_test_remove_folder (folder);
    }
}

static void
test_impossible_folder (void)
{
  char *folder = sublet_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "file", "profile", NULL);
  g_autoptr (SubletProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  put (folder, "file", "not a folder");
  profile = sublet_profile_new_for_folder (path, &error);
  g_assert_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE);
  g_assert_null (profile);
  sublet_test_remove_folder (folder);
}

static void
test_demo (void)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "org.example.Test.Demo", NULL);
  g_autofree char *outside = g_build_filename (g_get_user_data_dir (), "outside", NULL);
  g_autofree char *link = g_build_filename (path, "link", NULL);
  g_autoptr (SubletProfile) demo = NULL;
  g_autoptr (SubletProfile) other = NULL;
  g_autoptr (GError) error = NULL;

  put (path, "rentals.db", "old");
  put (path, "copies/one.db", "old");
  put (outside, "kept", "not the demo's");
  g_assert_cmpint (symlink (outside, link), ==, 0);

  demo = sublet_profile_new_demo ("org.example.Test", &error);
  g_assert_no_error (error);
  g_assert_true (sublet_profile_get_demo (demo));
  g_assert_true (sublet_profile_get_locked (demo));
  g_assert_cmpstr (sublet_profile_get_path (demo), ==, path);
  g_assert_false (has (path, "rentals.db"));
  g_assert_false (has (path, "copies"));
  g_assert_false (has (path, "link"));
  g_assert_true (has (outside, "kept"));

  /* Another demo is running: its data stays. */
  put (path, "rentals.db", "in use");
  other = sublet_profile_new_demo ("org.example.Test", &error);
  g_assert_no_error (error);
  g_assert_false (sublet_profile_get_locked (other));
  g_assert_true (has (path, "rentals.db"));
}

static void
test_default (void)
{
  g_autoptr (SubletProfile) profile = NULL;
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "org.example.Test", NULL);
  g_autoptr (GError) error = NULL;

  profile = sublet_profile_new_default ("org.example.Test", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sublet_profile_get_path (profile), ==, path);
  g_assert_false (sublet_profile_get_demo (profile));
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/store/profile/new", test_new);
  g_test_add_func ("/core/store/profile/second", test_second);
  g_test_add_func ("/core/store/profile/open-folder-is-closed", test_open_folder_is_closed);
  g_test_add_func ("/core/store/profile/damaged-id", test_damaged_id);
  g_test_add_func ("/core/store/profile/impossible-folder", test_impossible_folder);
  g_test_add_func ("/core/store/profile/demo", test_demo);
  g_test_add_func ("/core/store/profile/default", test_default);

  return g_test_run ();
}
