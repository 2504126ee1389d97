/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "core/ssh/sublet-upload-tree-private.h"

#include "support/sublet-test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define TIME_S 1700000000

/* What is found in a folder, and the form in which it goes. */

static void
test_too_many (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  SubletUploadTrouble trouble = { 0 };
  g_autoptr (SubletUploadTree) tree = NULL;
  g_autoptr (GError) error = NULL;

  upload_make_folder (f->here, "data");
  upload_write_small (data_here, "a");
  upload_make_folder (data_here, "b");
  /* What is left out does not count, and that is found last. */
  upload_link (data_here, "b/link", "nowhere");
  g_assert_null (sublet_upload_tree_look (data_here, "data", 1, NULL, &trouble, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (trouble.problem, ==, SUBLET_UPLOAD_PROBLEM_TOO_MANY);
  g_clear_error (&error);
  tree = sublet_upload_tree_look (data_here, "data", 2, NULL, &trouble, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sublet_upload_tree_get_n_links (tree), ==, 1);
  upload_drop_link (data_here, "b/link");
}

/* A million of them are to fit on a computer that has other things to do. */
static void
test_entries_are_small (void)
{
  g_assert_cmpuint (sizeof (SubletUploadEntry), <=, 64);
}

/* Longer than a path may be; only who goes into it step by step takes it away again. */
static void
test_too_deep (UploadFixture *f, gconstpointer data)
{
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *name = g_strnfill (250, 'd');
  SubletUploadTrouble trouble = { 0 };
  g_autoptr (GError) error = NULL;
  int fd;
  int i;

  upload_make_folder (f->here, "data");
  fd = open (data_here, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (i = 0; i < 20; i++)
    {
      int deeper;

      g_assert_cmpint (mkdirat (fd, name, 0700), ==, 0);
      deeper = openat (fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      g_assert_cmpint (deeper, >=, 0);
      close (fd);
      fd = deeper;
    }
  close (fd);

  g_assert_null (sublet_upload_tree_look (data_here, "data", 100, NULL, &trouble, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (trouble.problem, ==, SUBLET_UPLOAD_PROBLEM_UNREADABLE);
  g_assert_true (g_str_has_prefix (trouble.place, name));
  g_free (trouble.place);
  g_clear_error (&error);
  remove[2] = data_here;
  g_assert_true (g_spawn_sync (NULL,
                               (char **) remove,
                               NULL,
                               G_SPAWN_SEARCH_PATH,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               NULL,
                               &error));
  g_assert_no_error (error);
}

/* More than 8 GiB, which have no room in digits. */
static void
test_large_size (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  const guint8 size[] = { 0x80, 0, 0, 0, 0, 0, 0, 2, 0x40, 0, 0, 1 };

  sublet_upload_tar_begin (out, "large", 0600, G_GUINT64_CONSTANT (0x240000001), TIME_S);
  g_assert_cmpuint (out->len, ==, 512);
  g_assert_cmpmem (out->data + 124, 12, size, sizeof size);
  g_assert_cmpuint (sublet_upload_tar_measure (5, G_GUINT64_CONSTANT (0x240000001)),
                    ==,
                    512 + G_GUINT64_CONSTANT (0x240000200));
  g_byte_array_set_size (out, 0);
  sublet_upload_tar_begin (out, "large", 0600, G_GUINT64_CONSTANT (077777777777), TIME_S);
  g_assert_cmpstr ((const char *) out->data + 124, ==, "77777777777");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  UPLOAD_FIXTURE_ADD ("folder/too-many", test_too_many);
  g_test_add_func ("/core/ssh/upload/folder/entries-are-small", test_entries_are_small);
  UPLOAD_FIXTURE_ADD ("folder/too-deep", test_too_deep);
  g_test_add_func ("/core/ssh/upload/folder/large-size", test_large_size);

  return g_test_run ();
}
