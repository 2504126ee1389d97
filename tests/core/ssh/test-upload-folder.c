/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "support/sublet-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders that go to a real server: with all that is in them, or not at all. */

#define TIME_S 1700000000

static void
look (const char *folder, const char *name, struct stat *found)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (lstat (path, found), ==, 0);
}

/* What names may be to a file system, whatever a terminal makes of them. */
static const char *const odd_names[] = {
  "with blank",  "two\nlines",           "-rf",     "latin\xe9",
  "\x1b[31mred", "it's \"quoted\" $(x)", "back\\n", "100% *?[a].db",
  ".hidden",     "größer\xe2\x80\xa6",   "tree",    "whole",
};

static void
test_structure (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autofree char *deep = g_strnfill (120, 'd');
  g_autofree char *deep_file = g_strdup_printf ("%s/%s/file", deep, deep);
  g_autofree char *deeper = g_strdup_printf ("%s/%s", deep, deep);
  g_autoptr (GBytes) large = upload_make_bytes (700001, 3);
  g_autoptr (GBytes) nothing = upload_make_bytes (0, 0);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");
  struct stat found;
  guint n_links;
  guint n_special;
  gsize i;

  upload_make_folder (f->here, "data");
  upload_make_folder (data_here, "empty");
  upload_make_folder (data_here, "odd");
  upload_make_folder (data_here, deep);
  upload_make_folder (data_here, deeper);
  for (i = 0; i < G_N_ELEMENTS (odd_names); i++)
    {
      g_autofree char *name = g_build_filename ("odd", odd_names[i], NULL);

      upload_write_small (data_here, name);
    }
  upload_write_small (data_here, deep_file);
  upload_write (data_here, "large", large);
  upload_write (data_here, "nothing", nothing);

  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  g_assert_true (sublet_upload_get_is_folder (upload));
  g_assert_cmpuint (sublet_upload_get_sent (upload), ==, sublet_upload_get_size (upload));
  g_assert_cmpstr (sublet_upload_get_path (upload), ==, data_there);
  sublet_upload_get_left_out (upload, &n_links, &n_special);
  g_assert_cmpuint (n_links + n_special, ==, 0);

  upload_assert_names (f->there, "data");
  for (i = 0; i < G_N_ELEMENTS (odd_names); i++)
    {
      g_autofree char *name = g_build_filename ("odd", odd_names[i], NULL);

      upload_assert_small (data_there, name);
    }
  upload_assert_small (data_there, deep_file);
  upload_assert_file (data_there, "large", large);
  upload_assert_file (data_there, "nothing", nothing);
  look (data_there, "empty", &found);
  g_assert_true (S_ISDIR (found.st_mode));
}

static void
test_modes_and_times (UploadFixture *f, gconstpointer data)
{
  const struct timespec times[] = { { TIME_S, 0 }, { TIME_S, 0 } };
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autofree char *run = g_build_filename (data_here, "run", NULL);
  g_autofree char *locked = g_build_filename (data_here, "locked", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");
  struct stat found;

  upload_make_folder (f->here, "data");
  upload_make_folder (data_here, "locked");
  upload_write_small (data_here, "run");
  upload_write_small (data_here, "secret");
  upload_write_small (data_here, "locked/inside");
  g_assert_cmpint (g_chmod (run, 04755), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, run, times, 0), ==, 0);
  g_assert_cmpint (g_chmod (locked, 0500), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  look (data_there, "run", &found);
  /* What would run as somebody else does not. */
  g_assert_cmpint (found.st_mode & 07777, ==, 0755);
  g_assert_cmpint (found.st_mtime, ==, TIME_S);
  look (data_there, "secret", &found);
  g_assert_cmpint (found.st_mode & 07777, ==, 0600);
  upload_assert_small (data_there, "locked/inside");
  g_assert_cmpint (g_chmod (locked, 0700), ==, 0);
}

/* Links lead anywhere, and so could take along what nobody has chosen. */
static void
test_left_out (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autofree char *pipe = g_build_filename (data_here, "pipe", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");
  guint n_links;
  guint n_special;

  upload_make_folder (f->here, "data");
  upload_write_small (f->here, "elsewhere");
  upload_write_small (data_here, "file");
  upload_link (data_here, "to file", "../elsewhere");
  upload_link (data_here, "to folder", "..");
  upload_link (data_here, "nowhere", "/there/is/none");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  sublet_upload_get_left_out (upload, &n_links, &n_special);
  g_assert_cmpuint (n_links, ==, 3);
  g_assert_cmpuint (n_special, ==, 1);
  upload_assert_names (data_there, "file");
  upload_drop_link (data_here, "to file");
  upload_drop_link (data_here, "to folder");
  upload_drop_link (data_here, "nowhere");
}

/* The one that was chosen is followed, as it is of a file. */
static void
test_link_is_chosen (UploadFixture *f, gconstpointer data)
{
  g_autofree char *real = g_build_filename (f->here, "real", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");

  upload_make_folder (f->here, "real");
  upload_write_small (real, "file");
  upload_link (f->here, "data", "real");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_names (data_there, "file");
  upload_drop_link (f->here, "data");
}

/* Whatever has the name there, even when a file of it would have been replaced. */
static void
test_never_overwrites (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");

  upload_make_folder (f->here, "data");
  upload_write_small (data_here, "mine");

  upload_make_folder (f->there, "data");
  upload_write_small (data_there, "theirs");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_names (data_there, "theirs");
  sublet_test_remove_folder (g_strdup (data_there));

  upload_write_small (f->there, "data");
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_small (f->there, "data");
  g_assert_cmpint (g_unlink (data_there), ==, 0);

  upload_link (f->there, "data", "nowhere");
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_names (f->there, "data");
  upload_drop_link (f->there, "data");
}

/* (transfer full): a folder "data" with a large file "model" in it, of which a part is there. */
static SubletUpload *
begin_and_hold (UploadFixture *f, GCancellable *cancellable, GAsyncResult **result)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  SubletUpload *upload = upload_new (f, "data");

  upload_make_folder (f->here, "data");
  upload_write (data_here, "model", bytes);
  sublet_upload_run_async (upload, FALSE, cancellable, sublet_test_on_result, result);
  upload_await_sent (upload, 1024 * 1024);
  ssh_fake_set (&f->world.link, SSH_FAKE_HOLD);
  g_assert_null (*result);

  return upload;
}

static void
test_appears_meanwhile (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = begin_and_hold (f, NULL, &result);

  upload_make_folder (f->there, "data");
  upload_write_small (data_there, "theirs");
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_names (data_there, "theirs");
  upload_assert_names (f->there, "data");
}

/* The server notices in its own time. */
static bool
is_empty (gpointer user_data)
{
  UploadFixture *f = user_data;
  g_autoptr (GDir) dir = g_dir_open (f->there, 0, NULL);

  return g_dir_read_name (dir) == NULL;
}

static void
test_cancelled (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = begin_and_hold (f, cancellable, &result);

  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CANCELLED);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await (is_empty, f);

  /* And all of it once more. */
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_names (f->there, "data");
}

static void
test_link_cut (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = begin_and_hold (f, NULL, &result);

  ssh_fake_set (&f->world.link, SSH_FAKE_RESET);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_LINK);
  sublet_test_await (is_empty, f);
}

static void
test_changes (UploadFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->here, "data", "model", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = begin_and_hold (f, NULL, &result);

  g_assert_cmpint (truncate (path, UPLOAD_LARGE_BYTES + 1000), ==, 0);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CHANGED);
  g_assert_cmpstr (sublet_upload_get_place (upload), ==, "model");
  upload_assert_names (f->there, "");
}

/* ---- many ---- */

#define N_FILES 2000

/* At once, without waiting for the disk: the server hears nothing of this process meanwhile. */
static void
write_at_once (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (strlen (name), 7);
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)),
                   ==,
                   strlen (name));
  close (fd);
}

static void
test_many (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");
  guint i;

  upload_make_folder (f->here, "data");
  for (i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %u", i);

      write_at_once (data_here, name);
      if (i % 100 == 0)
        sublet_test_drain ();
    }
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  for (i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file %u", i);

      upload_assert_small (data_there, name);
    }
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  UPLOAD_FIXTURE_ADD ("folder/structure", test_structure);
  UPLOAD_FIXTURE_ADD ("folder/modes-and-times", test_modes_and_times);
  UPLOAD_FIXTURE_ADD ("folder/left-out", test_left_out);
  UPLOAD_FIXTURE_ADD ("folder/link-is-chosen", test_link_is_chosen);
  UPLOAD_FIXTURE_ADD ("folder/never-overwrites", test_never_overwrites);
  UPLOAD_FIXTURE_ADD ("folder/appears-meanwhile", test_appears_meanwhile);
  UPLOAD_FIXTURE_ADD ("folder/cancelled", test_cancelled);
  UPLOAD_FIXTURE_ADD ("folder/link-cut", test_link_cut);
  UPLOAD_FIXTURE_ADD ("folder/changes", test_changes);
  UPLOAD_FIXTURE_ADD ("folder/many", test_many);

  return g_test_run ();
}
