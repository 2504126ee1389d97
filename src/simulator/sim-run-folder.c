/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "sublet-simulator"

#include "config.h"

#include "simulator/sim-run-folder.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

#define PREFIX "sublet-simulator-"
#define MAX_OPEN_FOLDERS 16
#define MAX_ATTEMPTS 10

struct _SimRunFolder
{
  char *path; /* (owned) */
  int lock;   /* the folder itself, locked for as long as this process lives */
};

static int
remove_one (const char *path, const struct stat *info, int kind, struct FTW *where)
{
  /* What cannot be removed is left; the next start tries again. */
  (void) remove (path);
  return 0;
}

/**
 * sim_remove_tree:
 * @path: a folder of ours
 *
 * Removes it with all it holds; follows no link.
 */
void
sim_remove_tree (const char *path)
{
  nftw (path, remove_one, MAX_OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

/* Whoever holds the lock is alive: the lock ends with its process, however that ends. */
static int
lock_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat info;

  if (fd < 0)
    return -1;
  if (fstat (fd, &info) == 0 && info.st_uid == geteuid () && flock (fd, LOCK_EX | LOCK_NB) == 0 &&
      fstat (fd, &info) == 0 && info.st_nlink > 0)
    return fd;

  close (fd);
  return -1;
}

static void
remove_stale (const char *base)
{
  g_autoptr (GDir) dir = g_dir_open (base, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      int lock;

      if (!g_str_has_prefix (name, PREFIX))
        continue;

      path = g_build_filename (base, name, NULL);
      lock = lock_folder (path);
      if (lock >= 0)
        {
          sim_remove_tree (path);
          close (lock);
        }
    }
}

/**
 * sim_run_folder_new:
 * @error: what the system says
 *
 * Below XDG_RUNTIME_DIR, or where temporary files go. What simulators that were killed have left
 * there is removed.
 *
 * Returns: (transfer full): a new, empty folder that nobody else may enter
 */
SimRunFolder *
sim_run_folder_new (GError **error)
{
  g_autoptr (SimRunFolder) self = g_new0 (SimRunFolder, 1);
  const char *runtime = g_getenv ("XDG_RUNTIME_DIR");
  const char *base =
    runtime != NULL && g_file_test (runtime, G_FILE_TEST_IS_DIR) ? runtime : g_get_tmp_dir ();
  int i;

  self->lock = -1;
  remove_stale (base);

  /* Between its making and its locking another simulator may take it for a stale one. */
  for (i = 0; i < MAX_ATTEMPTS && self->lock < 0; i++)
    {
      g_free (self->path);
      self->path = g_build_filename (base, PREFIX "XXXXXX", NULL);
      if (g_mkdtemp (self->path) == NULL)
        {
          g_clear_pointer (&self->path, g_free);
          break;
        }
      self->lock = lock_folder (self->path);
    }

  if (self->lock < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no folder could be made in %s", base);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * sim_run_folder_free:
 * @self: (transfer full): a folder; it is removed
 */
void
sim_run_folder_free (SimRunFolder *self)
{
  if (self->path != NULL)
    sim_remove_tree (self->path);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_free (self);
}

/**
 * sim_run_folder_get_path:
 * @self: a folder
 *
 * Returns: where it is
 */
const char *
sim_run_folder_get_path (SimRunFolder *self)
{
  return self->path;
}
