/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "support/sublet-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that do not arrive: each says why, and leaves nothing behind. */

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
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, cancellable, &result);

  g_cancellable_cancel (cancellable);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CANCELLED);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await (is_empty, f);

  /* And all of it once more. */
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_names (f->there, "model");
}

static void
test_cancelled_before (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (1000, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  g_cancellable_cancel (cancellable);
  sublet_upload_run_async (upload, FALSE, cancellable, sublet_test_on_result, &result);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CANCELLED);
  upload_assert_names (f->there, "");
}

static void
test_link_cut (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);

  ssh_fake_set (&f->world.link, SSH_FAKE_RESET);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_LINK);
  sublet_test_await (is_empty, f);
}

static void
test_session_closed (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);

  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  ssh_close (f->world.session);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CANCELLED);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_LINK);
  sublet_test_await (is_empty, f);
}

/* ---- the file ---- */

static void
test_shrinks (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);
  g_autofree char *path = g_build_filename (f->here, "model", NULL);

  g_assert_cmpint (truncate (path, UPLOAD_LARGE_BYTES - 1000), ==, 0);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CHANGED);
  upload_assert_names (f->there, "");
}

static void
test_grows (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);
  g_autofree char *path = g_build_filename (f->here, "model", NULL);

  g_assert_cmpint (truncate (path, UPLOAD_LARGE_BYTES + 1000), ==, 0);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CHANGED);
  upload_assert_names (f->there, "");
}

/* As long as it was, with another time. */
static void
test_is_written (UploadFixture *f, gconstpointer data)
{
  const struct timespec times[] = { { 1000, 0 }, { 1000, 0 } };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);
  g_autofree char *path = g_build_filename (f->here, "model", NULL);

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_CHANGED);
  upload_assert_names (f->there, "");
}

/* Replaced by another of its name: what was opened is whole. */
static void
test_is_replaced (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) old = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  g_autoptr (GBytes) new = upload_make_bytes (1000, 2);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SubletUpload) upload = upload_begin_and_hold (f, NULL, &result);
  g_autofree char *path = g_build_filename (f->here, "model", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  upload_write (f->here, "model", new);
  ssh_fake_set (&f->world.link, SSH_FAKE_PASS);
  sublet_test_await_result (&result);
  g_assert_cmpint (upload_end (upload, result), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (f->there, "model", old);
}

static void
test_no_files (UploadFixture *f, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (f->here, "pipe", NULL);
  g_autofree char *nobody = g_build_filename (f->here, "secret", NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (10, 0);
  g_autoptr (SubletUpload) of_fifo = upload_new (f, "pipe");
  g_autoptr (SubletUpload) missing = upload_new (f, "missing");
  g_autoptr (SubletUpload) secret = upload_new (f, "secret");

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  upload_write (f->here, "secret", bytes);
  g_assert_cmpint (g_chmod (nobody, 0), ==, 0);
  g_assert_cmpint (upload_run (of_fifo, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NOT_A_FILE);
  g_assert_cmpint (upload_run (missing, FALSE), ==, SUBLET_UPLOAD_PROBLEM_UNREADABLE);
  /* Who may do anything may read it. */
  if (geteuid () != 0)
    {
      g_assert_cmpint (upload_run (secret, FALSE), ==, SUBLET_UPLOAD_PROBLEM_UNREADABLE);
      upload_assert_names (f->there, "");
    }
}

/* ---- the disk there ---- */

/* What cat says where nothing more goes, in its own words. */
static void
test_disk_full (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 0);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_put_tool (f, "cat", "exec /bin/cat > /dev/full");
  upload_write (f->here, "model", bytes);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NO_ROOM);
  upload_assert_names (f->there, "");
  /* The connection is as good as before. */
  terminal_exec (f->world.session, "echo next", "next\n");
}

static void
test_not_allowed (UploadFixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 0);
  g_autoptr (SubletUpload) upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  g_assert_cmpint (g_chmod (f->there, 0500), ==, 0);
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED);
  g_assert_cmpint (upload_run (upload, TRUE), ==, SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED);
  g_assert_cmpint (g_chmod (f->there, 0700), ==, 0);
  upload_assert_names (f->there, "");
}

/* What takes it ends early, or is killed, or there is none. */
static void
test_broken_tools (UploadFixture *f, gconstpointer data)
{
  const char *const tools[] = { "exit 0",
                                "head -c 1000 > /dev/null; exit 0",
                                "exec /no/such/cat",
                                "exec kill -9 $PPID" };
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 0);
  gsize i;

  upload_write (f->here, "model", bytes);
  for (i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autoptr (SubletUpload) upload = upload_new (f, "model");

      upload_put_tool (f, "cat", tools[i]);
      g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_OTHER);
      /* Who is killed cannot tidy up. */
      upload_assert_names (f->there, i == G_N_ELEMENTS (tools) - 1 ? "model.part" : "");
    }
  terminal_exec (f->world.session, "echo next", "next\n");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  UPLOAD_FIXTURE_ADD ("cancelled", test_cancelled);
  UPLOAD_FIXTURE_ADD ("cancelled-before", test_cancelled_before);
  UPLOAD_FIXTURE_ADD ("link-cut", test_link_cut);
  UPLOAD_FIXTURE_ADD ("session-closed", test_session_closed);
  UPLOAD_FIXTURE_ADD ("shrinks", test_shrinks);
  UPLOAD_FIXTURE_ADD ("grows", test_grows);
  UPLOAD_FIXTURE_ADD ("is-written", test_is_written);
  UPLOAD_FIXTURE_ADD ("is-replaced", test_is_replaced);
  UPLOAD_FIXTURE_ADD ("no-files", test_no_files);
  UPLOAD_FIXTURE_ADD ("disk-full", test_disk_full);
  UPLOAD_FIXTURE_ADD ("not-allowed", test_not_allowed);
  UPLOAD_FIXTURE_ADD ("broken-tools", test_broken_tools);

  return g_test_run ();
}
