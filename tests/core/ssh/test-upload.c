/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that go to a real server: whole, under their own names, and over nothing. */

static void
count (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_sizes (UploadFixture *f, gconstpointer data)
{
  const gsize sizes[] = { 0, 1, 65536, 262143, 262144, 262145, 5000000 };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("file %zu", sizes[i]);
      g_autofree char *path = g_build_filename (f->there, name, NULL);
      g_autoptr (GBytes) bytes = upload_make_bytes (sizes[i], (guint) i);
      g_autoptr (SubletUpload) upload = upload_new (f, name);
      guint n_moved = 0;

      upload_write (f->here, name, bytes);
      g_signal_connect_swapped (upload, "moved", G_CALLBACK (count), &n_moved);
      g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
      upload_assert_file (f->there, name, bytes);
      g_assert_cmpuint (sublet_upload_get_size (upload), ==, sizes[i]);
      g_assert_cmpuint (sublet_upload_get_sent (upload), ==, sizes[i]);
      /* Once of its size, and once of what is sent. */
      g_assert_cmpuint (n_moved, ==, sizes[i] > 0 ? 2 : 1);
      g_assert_cmpstr (sublet_upload_get_path (upload), ==, path);
    }
  upload_assert_names (f->there,
                       "file 0\nfile 1\nfile 262143\nfile 262144\nfile 262145\nfile 5000000\n"
                       "file 65536");
}

static void
note_looking (SubletUpload *upload, GString *noted)
{
  g_string_append_c (noted, sublet_upload_get_looking (upload) ? 'L' : '-');
}

/* There is nothing to look at but of a folder, and when that is over it is told. */
static void
test_looking (UploadFixture *f, gconstpointer data)
{
  const char *const names[] = { "file", "data", "missing" };
  const char *const told[] = { "--", "L--", "" };
  g_autoptr (GBytes) bytes = upload_make_bytes (1000, 0);
  gsize i;

  upload_write (f->here, "file", bytes);
  upload_make_folder (f->here, "data");
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SubletUpload) upload = upload_new (f, names[i]);
      g_autoptr (GString) noted = g_string_new (NULL);
      g_autoptr (GAsyncResult) result = NULL;

      g_signal_connect (upload, "moved", G_CALLBACK (note_looking), noted);
      sublet_upload_run_async (upload, FALSE, NULL, sublet_test_on_result, &result);
      g_assert_false (sublet_upload_get_looking (upload));
      sublet_test_await_result (&result);
      upload_end (upload, result);
      g_assert_cmpstr (noted->str, ==, told[i]);
      g_assert_false (sublet_upload_get_looking (upload));
    }
}

typedef struct
{
  const char *name;
  bool fit;
} Name;

/* The script gets the name between quotes, and the shell that gets the script puts quotes around
 * it again. */
static const Name names[] = {
  { "-rf", true },
  { "it's \"quoted\"", true },
  { "$(touch hurt) `touch hurt`", true },
  { "a;touch hurt\\", true },
  { "*?[a]", true },
  { "größer\xe2\x80\xa6", true },
  { ".hidden", true },
  { "two\nlines", false },
  { "\x1b[31mred", false },
  { "tab\there", false },
  { "gpj.\xe2\x80\xae"
    "exe",
    false },
  { "zero\xe2\x80\x8bwidth", false },
  { "latin\xe9", false },
};

static void
test_names (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (1000, 0);
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SubletUpload) upload = upload_new (f, names[i].name);

      upload_write (f->here, names[i].name, bytes);
      if (names[i].fit)
        {
          g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
          upload_assert_file (f->there, names[i].name, bytes);
          upload_assert_names (f->there, names[i].name);
          g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
          sublet_test_remove_folder (g_steal_pointer (&f->there));
          f->there = sublet_test_make_folder ();
        }
      else
        {
          g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NAME);
          upload_assert_names (f->there, "");
        }
    }
}

/* As long as a file system allows, in letters of two bytes: the part has room for its own end. */
static void
test_long_name (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new ("x");
  g_autoptr (GBytes) bytes = upload_make_bytes (1000, 0);
  g_autoptr (SubletUpload) upload = NULL;

  while (name->len < 255)
    g_string_append (name, "ü");
  g_assert_cmpuint (name->len, ==, 255);
  upload_write (f->here, "short", bytes);
  {
    g_autofree char *from = g_build_filename (f->here, "short", NULL);
    g_autofree char *to = g_build_filename (f->here, name->str, NULL);

    g_assert_cmpint (g_rename (from, to), ==, 0);
  }
  upload = upload_new (f, name->str);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_names (f->there, name->str);
}

static void
test_never_overwrites (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) mine = upload_make_bytes (70000, 1);
  g_autoptr (GBytes) theirs = upload_make_bytes (50, 2);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", mine);
  upload_write (f->there, "model", theirs);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  g_assert_nonnull (sublet_upload_get_path (upload));
  upload_assert_file (f->there, "model", theirs);
  upload_assert_names (f->there, "model");

  /* When the person has said so. */
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (f->there, "model", mine);
  upload_assert_names (f->there, "model");
}

/* A link that leads nowhere is taken as well; what it leads to is never written. */
static void
test_dangling_link (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autofree char *link = g_build_filename (f->there, "model", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  g_assert_cmpint (symlink ("elsewhere", link), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_names (f->there, "model");
  upload_assert_file (f->there, "model", bytes);
}

static void
test_folder_in_the_way (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autofree char *folder = g_build_filename (f->there, "model", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_IS_FOLDER);
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_IS_FOLDER);
  upload_assert_names (folder, "");
}

/* It appears while the file is on its way. */
static void
test_appears_meanwhile (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) theirs = upload_make_bytes (50, 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);

  upload_write (f->there, "model", theirs);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_file (f->there, "model", theirs);
  upload_assert_names (f->there, "model");
}

/* What another run has left is not touched. */
static void
test_old_part (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (3000, 1);
  g_autoptr (GBytes) old = upload_make_bytes (50, 2);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  upload_write (f->there, "model.part", old);
  upload_write (f->there, "model.2.part", old);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (f->there, "model", bytes);
  upload_assert_file (f->there, "model.part", old);
  upload_assert_names (f->there, "model\nmodel.2.part\nmodel.part");
}

/* Two of one name at once: one of them arrives, whole. */
static void
test_twice_at_once (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (3000000, 1);
  g_autoptr (SubletUpload) first = upload_new (f, "model");
  g_autoptr (SubletUpload) second = upload_new (f, "model");
  g_autoptr (GAsyncResult) first_result = NULL;
  g_autoptr (GAsyncResult) second_result = NULL;
  SubletUploadProblem problem;

  upload_write (f->here, "model", bytes);
  sublet_upload_run_async (first, FALSE, NULL, sublet_test_on_result, &first_result);
  sublet_upload_run_async (second, FALSE, NULL, sublet_test_on_result, &second_result);
  sublet_test_await_result (&first_result);
  sublet_test_await_result (&second_result);
  problem = upload_end (first, first_result);
  g_assert_cmpint (problem + upload_end (second, second_result), ==, SUBLET_UPLOAD_PROBLEM_EXISTS);
  upload_assert_file (f->there, "model", bytes);
  upload_assert_names (f->there, "model");
}

static void
test_program (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autofree char *here = g_build_filename (f->here, "run.sh", NULL);
  g_autofree char *there = g_build_filename (f->there, "run.sh", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "run.sh");

  upload_write (f->here, "run.sh", bytes);
  g_assert_cmpint (g_chmod (here, 0700), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  g_assert_true (g_file_test (there, G_FILE_TEST_IS_EXECUTABLE));
  g_assert_cmpint (g_chmod (here, 0600), ==, 0);
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  g_assert_false (g_file_test (there, G_FILE_TEST_IS_EXECUTABLE));
}

/* Without the folder it is the home; a login that talks does not spoil the answer. */
static void
test_home (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autoptr (SubletSshExecResult) home = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  home = ssh_exec (f->world.session, "printf %s \"$HOME\"", NULL, &error);
  g_assert_no_error (error);
  folder = g_strndup (g_bytes_get_data (home->output, NULL), g_bytes_get_size (home->output));
  path = g_build_filename (folder, "model", NULL);
  upload_write (f->here, "model", bytes);
  sublet_upload_set_folder (upload, "/there/is/no such folder");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  g_assert_cmpstr (sublet_upload_get_path (upload), ==, path);
  upload_assert_file (folder, "model", bytes);
}

/* A file system that knows no links, as a stand-in for ln says. */
static void
test_no_links (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_put_tool (f, "ln", "exit 1");
  upload_write (f->here, "model", bytes);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (f->there, "model", bytes);
  upload_assert_names (f->there, "model");
}

/* Commands and shells go on beside it. */
static void
test_beside (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");
  g_autoptr (GAsyncResult) result = NULL;

  upload_write (f->here, "model", bytes);
  sublet_upload_run_async (upload, FALSE, NULL, sublet_test_on_result, &result);
  upload_await_sent (upload, 1024 * 1024);
  g_assert_null (result);
  terminal_exec (f->world.session, "echo beside", "beside\n");
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (f->there, "model", bytes);
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  UPLOAD_FIXTURE_ADD ("sizes", test_sizes);
  UPLOAD_FIXTURE_ADD ("looking", test_looking);
  UPLOAD_FIXTURE_ADD ("names", test_names);
  UPLOAD_FIXTURE_ADD ("long-name", test_long_name);
  UPLOAD_FIXTURE_ADD ("never-overwrites", test_never_overwrites);
  UPLOAD_FIXTURE_ADD ("dangling-link", test_dangling_link);
  UPLOAD_FIXTURE_ADD ("folder-in-the-way", test_folder_in_the_way);
  UPLOAD_FIXTURE_ADD ("appears-meanwhile", test_appears_meanwhile);
  UPLOAD_FIXTURE_ADD ("old-part", test_old_part);
  UPLOAD_FIXTURE_ADD ("twice-at-once", test_twice_at_once);
  UPLOAD_FIXTURE_ADD ("program", test_program);
  UPLOAD_FIXTURE_ADD ("home", test_home);
  UPLOAD_FIXTURE_ADD ("no-links", test_no_links);
  UPLOAD_FIXTURE_ADD ("beside", test_beside);

  return g_test_run ();
}
