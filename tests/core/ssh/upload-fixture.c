/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* All that a file needs. */
static void
put_few_tools (UploadFixture *f)
{
  const char *const few[] = { "sh", "cat", "chmod", "ln", "mkdir", "mv", "rm", "wc" };
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (few); i++)
    {
      g_autofree char *from = g_build_filename ("/bin", few[i], NULL);
      g_autofree char *to = g_build_filename (f->tools, few[i], NULL);

      g_assert_cmpint (symlink (from, to), ==, 0);
    }
}

void
upload_fixture_set_up (UploadFixture *f, gconstpointer data)
{
  g_autofree char *config = NULL;

  f->tools = sublet_test_make_folder ();
  f->here = sublet_test_make_folder ();
  f->there = sublet_test_make_folder ();
  config = g_strdup_printf ("SetEnv PATH=%s%s\n", f->tools, data == NULL ? ":/usr/bin:/bin" : "");
  if (data != NULL)
    put_few_tools (f);
  shell_world_set_up (&f->world, config);
  ssh_connect_well (f->world.session);
}

void
upload_fixture_tear_down (UploadFixture *f, gconstpointer data)
{
  shell_world_tear_down (&f->world, data);
  sublet_test_remove_folder (f->tools);
  sublet_test_remove_folder (f->here);
  sublet_test_remove_folder (f->there);
}

/* ---- files ---- */

GBytes *
upload_make_bytes (gsize length, guint seed)
{
  guint8 *data = g_malloc (length);
  gsize i;

  for (i = 0; i < length; i++)
    data[i] = (guint8) (i * 31 + i / 251 + seed);

  return g_bytes_new_take (data, length);
}

void
upload_write (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_file_set_contents_full (path,
                            data != NULL ? data : "",
                            (gssize) length,
                            G_FILE_SET_CONTENTS_CONSISTENT,
                            0600,
                            &error);
  g_assert_no_error (error);
}

void
upload_assert_file (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  found = g_bytes_new_take (g_steal_pointer (&contents), length);
  g_assert_true (g_bytes_equal (found, bytes));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
upload_assert_names (const char *folder, const char *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (found, g_strdup (name));
  g_ptr_array_sort (found, compare_names);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv ("\n", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, names);
}

void
upload_put_tool (UploadFixture *f, const char *name, const char *script)
{
  g_autofree char *path = g_build_filename (f->tools, name, NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, &error);
  g_assert_no_error (error);
}

void
upload_make_folder (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

void
upload_link (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Who tidies up after the test would go along it, and not remove it. */
void
upload_drop_link (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

void
upload_write_small (const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (strlen (name), 7);

  upload_write (folder, name, bytes);
}

void
upload_assert_small (const char *folder, const char *name)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (strlen (name), 7);

  upload_assert_file (folder, name, bytes);
}

void
upload_drop (UploadFixture *f)
{
  sublet_test_remove_folder (g_build_filename (f->there, "data", NULL));
}

/* ---- uploads ---- */

SubletUpload *
upload_new (UploadFixture *f, const char *name)
{
  g_autoptr (GFile) file = g_file_new_build_filename (f->here, name, NULL);
  SubletUpload *upload = sublet_upload_new (f->world.session, file);

  sublet_upload_set_folder (upload, f->there);

  return upload;
}

SubletUploadProblem
upload_end (SubletUpload *upload, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean there = sublet_upload_run_finish (upload, result, &error);
  SubletUploadProblem problem = sublet_upload_get_problem (upload);

  if (error != NULL)
    g_test_message ("%s", error->message);
  g_assert_true (there == (error == NULL));
  g_assert_true (there == (problem == SUBLET_UPLOAD_PROBLEM_NONE));
  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ==
                 (problem == SUBLET_UPLOAD_PROBLEM_CANCELLED));

  return problem;
}

SubletUploadProblem
upload_run (SubletUpload *upload, gboolean replace)
{
  g_autoptr (GAsyncResult) result = NULL;

  sublet_upload_run_async (upload, replace, NULL, sublet_test_on_result, &result);
  sublet_test_await_result (&result);

  return upload_end (upload, result);
}

typedef struct
{
  SubletUpload *upload;
  guint64 sent;
} Wanted;

static bool
is_sent (gpointer user_data)
{
  Wanted *wanted = user_data;

  return sublet_upload_get_sent (wanted->upload) >= wanted->sent;
}

void
upload_await_sent (SubletUpload *upload, guint64 sent)
{
  Wanted wanted = { upload, sent };

  sublet_test_await (is_sent, &wanted);
}

static bool
has_part (gpointer user_data)
{
  UploadFixture *f = user_data;
  g_autofree char *path = g_build_filename (f->there, "model.part", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

SubletUpload *
upload_begin_and_hold (UploadFixture *f, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GBytes) bytes = upload_make_bytes (UPLOAD_LARGE_BYTES, 1);
  SubletUpload *upload = upload_new (f, "model");

  upload_write (f->here, "model", bytes);
  sublet_upload_run_async (upload, FALSE, cancellable, sublet_test_on_result, result);
  upload_await_sent (upload, 1024 * 1024);
  ssh_fake_set (&f->world.link, SSH_FAKE_HOLD);
  sublet_test_await (has_part, f);
  upload_assert_names (f->there, "model.part");
  g_assert_null (*result);

  return upload;
}
