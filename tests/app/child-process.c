/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "child-process.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
child_process_read_parent (const char *pid, int *parent, char **name)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  char *start;
  char *end;
  char state = 0;

  g_free (*name);
  *name = NULL;
  if (!g_ascii_isdigit (*pid) || !g_file_get_contents (path, name, NULL, NULL))
    return false;

  start = strchr (*name, '(');
  end = strrchr (*name, ')');
  if (start == NULL || end == NULL || sscanf (end + 1, " %c %d", &state, parent) != 2 ||
      state == 'Z')
    return false;

  *end = '\0';
  memmove (*name, start + 1, (gsize) (end - start));
  return true;
}

pid_t
child_process_find_simulator (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc", 0, NULL);
  g_autofree char *name = NULL;
  const char *entry;

  g_assert_nonnull (folder);
  while ((entry = g_dir_read_name (folder)) != NULL)
    {
      int parent = 0;

      if (child_process_read_parent (entry, &parent, &name) && parent == getpid () &&
          g_str_has_prefix (name, "sublet-simulat"))
        return (pid_t) atoi (entry);
    }

  return 0;
}

bool
child_process_has_no_simulator (void *user_data)
{
  return child_process_find_simulator () == 0;
}
