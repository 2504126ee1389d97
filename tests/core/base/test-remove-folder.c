/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* What the tests themselves clean up with: it may not reach out of its own folder. */

static void
write_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, name, -1, &error);
  g_assert_no_error (error);
}

static void
make_link (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_no_errno (symlink (target, path));
}

static bool
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A link goes; what it points at, a folder or a file, stays, and so does what is in it. */
static void
test_links (void)
{
  char *outside = sublet_test_make_folder ();
  char *folder = sublet_test_make_folder ();
  g_autofree char *gone = g_strdup (folder);
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *file = g_build_filename (outside, "file", NULL);

  write_file (outside, "file");
  g_assert_no_errno (g_mkdir (inner, 0700));
  write_file (inner, "mine");
  make_link (folder, "to-folder", outside);
  make_link (inner, "to-folder", outside);
  make_link (inner, "to-file", file);
  make_link (inner, "to-parent", "..");
  make_link (folder, "to-nothing", "nowhere");

  sublet_test_remove_folder (folder);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_assert_true (has (outside, "file"));

  sublet_test_remove_folder (outside);
}

/* Nor where the folder itself was replaced by one. */
static void
test_link_itself (void)
{
  char *outside = sublet_test_make_folder ();
  char *folder = sublet_test_make_folder ();
  g_autofree char *gone = g_strdup (folder);

  write_file (outside, "file");
  g_assert_no_errno (g_rmdir (folder));
  g_assert_no_errno (symlink (outside, folder));

  sublet_test_remove_folder (folder);
  g_assert_false (g_file_test (gone, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (has (outside, "file"));

  sublet_test_remove_folder (outside);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add_func ("/core/base/remove-folder/links", test_links);
  g_test_add_func ("/core/base/remove-folder/link-itself", test_link_itself);

  return g_test_run ();
}
