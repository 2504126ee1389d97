/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "upload-fixture.h"

#include "core/ssh/sublet-upload-private.h"

#include "support/sublet-test.h"

#include <glib/gstdio.h>

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
  /* In the middle of a block. */
  { "cat > /dev/null; echo 'tar: a: Wrote only 8192 of 10240 bytes' >&2; exit 2",
    SUBLET_UPLOAD_PROBLEM_NO_ROOM },
  { "cat > /dev/null; echo 'a: Wrote only 8192 of 10240 bytes' >&2; exit 2",
    SUBLET_UPLOAD_PROBLEM_NO_ROOM },
  /* After more other words than are kept. */
  { "cat > /dev/null; i=0; while [ $i -lt 300 ]; do i=$((i + 1)); "
    "echo \"tar: $i: Cannot change ownership to uid 1000, gid 1000: Invalid argument\" >&2; done; "
    "echo 'tar: a: Cannot write: No space left on device' >&2; exit 2",
    SUBLET_UPLOAD_PROBLEM_NO_ROOM },
  /* A file has such a name. */
  { "/usr/bin/tar -x -o -f - -C \"$6\"; "
    "echo 'tar: No space left on device: time stamp is 1 s in the future' >&2; exit 0",
    SUBLET_UPLOAD_PROBLEM_NONE },
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
      if (tools[i].problem == SUBLET_UPLOAD_PROBLEM_NONE)
        upload_drop (f);
      upload_assert_names (f->there, "");
    }
  terminal_exec (f->world.session, "echo next", "next\n");
}

typedef struct
{
  const char *line;
  bool no_room;
} Line;

static const Line lines[] = {
  { "tar: tree/data/a: Cannot write: No space left on device", true },
  { "tar: tree/data: Cannot mkdir: No space left on device", true },
  { "tar: tree/data/a: Cannot open: Disk quota exceeded", true },
  { "tar: tree/data/a: Wrote only 8192 of 10240 bytes", true },
  { "tar: write error: No space left on device", true },
  /* What else may be said, of files of any name, and by others. */
  { "tar: No space left on device: time stamp is 1 s in the future", false },
  { "tar: tree/a: Wrote only 1 of 2 bytes: Cannot change mode", false },
  { "tar: tree/data/a: Cannot open: Permission denied", false },
  { "bash: cannot create temp file for here-document: No space left on device", false },
  { "", false },
};

static void
test_lines (void)
{
  gsize i;

  for (i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i].line);
      g_assert_true (sublet_upload_script_says_no_room (lines[i].line) == lines[i].no_room);
    }
}

/* What tar takes is paid for, and GNU's takes all of it. */
static void
test_disk_fills (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (GBytes) bytes = upload_make_bytes (2 * UPLOAD_LARGE_BYTES, 1);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");

  upload_make_folder (f->here, "data");
  upload_write (data_here, "model", bytes);
  upload_put_tool (f,
                   "tar",
                   "head -c 100000 > /dev/null\n"
                   "echo 'tar: tree/data/model: Cannot write: No space left on device' >&2\n"
                   "echo 'tar: Skipping to next header' >&2\n"
                   "cat > /dev/null\n"
                   "echo 'tar: Exiting with failure status due to previous errors' >&2\n"
                   "exit 2");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NO_ROOM);
  g_assert_cmpuint (sublet_upload_get_size (upload), >, 2 * UPLOAD_LARGE_BYTES);
  g_test_message ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes",
                  sublet_upload_get_sent (upload),
                  sublet_upload_get_size (upload));
  g_assert_cmpuint (sublet_upload_get_sent (upload), <, UPLOAD_LARGE_BYTES);
  upload_assert_names (f->there, "");
  terminal_exec (f->world.session, "echo next", "next\n");

  /* There is room again. */
  upload_put_tool (f, "tar", "exec /usr/bin/tar \"$@\"");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_file (data_there, "model", bytes);
}

typedef struct
{
  const char *df;
  bool is_asked; /* whether what it says counts, and tells that it is too little */
} Room;

/* Of a folder with 3,000,000 bytes in it, which are 2929 KiB and a part of one. */
static const Room rooms[] = {
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo 'overlay  1000000  997071      2929      100%  /workspace'",
    true },
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo 'overlay 1000000 997070 2930 100% /workspace'",
    false },
  /* What only root may have is in use, too. */
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo 'overlay 1000000 1000100 -100 101% /workspace'",
    true },
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo '//nas/my files 1000000 100 999900 1% /workspace'",
    false },
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo 'none 0 0 0 - /workspace'",
    false },
  { "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
    "echo 'none - - - 0% /workspace'",
    false },
  { "echo 'df: /workspace: Function not implemented' >&2; exit 1", false },
  { "cat", false },
};

static void
test_room_is_asked_for (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *began = g_build_filename (f->tools, "began", NULL);
  g_autofree char *tar = g_strdup_printf ("echo > %s; exec /usr/bin/tar \"$@\"", began);
  g_autoptr (GBytes) bytes = upload_make_bytes (3000000, 1);
  gsize i;

  upload_make_folder (f->here, "data");
  upload_write (data_here, "model", bytes);
  upload_put_tool (f, "tar", tar);
  for (i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (SubletUpload) upload = upload_new (f, "data");

      upload_put_tool (f, "df", rooms[i].df);
      g_test_message ("%s", rooms[i].df);
      g_assert_cmpint (upload_run (upload, FALSE),
                       ==,
                       rooms[i].is_asked ? SUBLET_UPLOAD_PROBLEM_NO_ROOM
                                         : SUBLET_UPLOAD_PROBLEM_NONE);
      g_assert_true (g_file_test (began, G_FILE_TEST_EXISTS) != rooms[i].is_asked);
      if (!rooms[i].is_asked)
        {
          upload_drop (f);
          g_assert_cmpint (g_unlink (began), ==, 0);
        }
      upload_assert_names (f->there, "");
    }
}

static void
test_no_df (UploadFixture *f, gconstpointer data)
{
  g_autofree char *data_here = g_build_filename (f->here, "data", NULL);
  g_autofree char *data_there = g_build_filename (f->there, "data", NULL);
  g_autoptr (SubletUpload) upload = upload_new (f, "data");

  upload_make_folder (f->here, "data");
  upload_write_small (data_here, "file");
  upload_put_tool (f, "tar", "exec /usr/bin/tar \"$@\"");
  g_assert_cmpint (upload_run (upload, FALSE), ==, SUBLET_UPLOAD_PROBLEM_NONE);
  upload_assert_small (data_there, "file");
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
  g_test_add_func ("/core/ssh/upload/folder/lines", test_lines);
  UPLOAD_FIXTURE_ADD ("folder/disk-fills", test_disk_fills);
  UPLOAD_FIXTURE_ADD ("folder/room-is-asked-for", test_room_is_asked_for);
  g_test_add ("/core/ssh/upload/folder/no-df",
              UploadFixture,
              "without df",
              upload_fixture_set_up,
              test_no_df,
              upload_fixture_tear_down);

  return g_test_run ();
}
