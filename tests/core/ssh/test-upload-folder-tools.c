/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "support/sublet-test.h"

/* Folders that go to a server whose tools or disk are not fit for them. */

static void
test_no_tar (UploadFixture *f, gconstpointer data)
{
  g_autoptr (SubletUpload) upload = upload_new (f, "data");

  upload_make_folder (f->here, "data");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NO_TAR);
  upload_assert_names (f->there, "");
}

typedef struct
{
  const char *tar;
  SubletUploadProblem problem;
} Tool;

static const Tool tools[] = {
  { "cat > /dev/null; echo 'tar: a: Cannot write: No space left on device' >&2; exit 2",
    SUBLET_UPLOAD_PROBLEM_NO_ROOM },
  { "cat > /dev/null; exit 0", SUBLET_UPLOAD_PROBLEM_OTHER },
  /* All but the end of it. */
  { "head -c 3000 | /usr/bin/tar -x -o -f - -C \"$6\"; cat > /dev/null; exit 0",
    SUBLET_UPLOAD_PROBLEM_OTHER },
  { "exit 1", SUBLET_UPLOAD_PROBLEM_OTHER },
};

static void
test_broken_tools (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (3000000, 1);
  gsize i;

  upload_make_folder (f->here, "data");
  upload_write (data_here, "model", bytes);
  for (i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autoptr (SubletUpload) upload = upload_new (f, "data");

      upload_put_tool (f, "tar", tools[i].tar);
      g_assert_cmpint (upload_run (upload, FALSE), ==, tools[i].problem);
      upload_assert_names (f->there, "");
    }
  terminal_exec (f->world.session, "echo next", "next\n");
}

int
main (int argc, char *argv[])
{
  sublet_test_init (&argc, &argv);

  g_test_add ("/core/ssh/upload/folder/no-tar",
              UploadFixture,
              "without tar",
              upload_fixture_set_up,
              test_no_tar,
              upload_fixture_tear_down);
  UPLOAD_FIXTURE_ADD ("folder/broken-tools", test_broken_tools);

  return g_test_run ();
}
