/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-test"

#include "config.h"

#include "key-fixture.h"

#include <gio/gio.h>

char *
key_fixture_run (const char *command)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return output;
}

char *
key_fixture_make (const char *folder, const char *name, const char *options)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *command = g_strdup_printf ("ssh-keygen -q %s -f %s", options, path);

  g_free (key_fixture_run (command));

  return path;
}

char *
key_fixture_write (const char *folder, const char *name, const char *contents, gssize length)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, contents, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);

  return path;
}

char *
key_fixture_dup_line (const char *path)
{
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  g_autoptr (GError) error = NULL;
  char *line = NULL;

  g_file_get_contents (public_path, &line, NULL, &error);
  g_assert_no_error (error);

  return g_strchomp (line);
}
