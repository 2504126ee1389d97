/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-agent-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* One folder in it for each process. */
#define ROOT_NAME "sublet-agent"
#define TEMPLATE "XXXXXX"

static bool
fail (GError **error, const char *what, const char *path, int code)
{
  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_FAILED,
               "%s %s: %s",
               what,
               path,
               g_strerror (code));

  return false;
}

/* ---- what dead processes left ---- */

static bool
is_dead (const char *socket_path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  bool dead;
  int fd;

  if (strlen (socket_path) >= sizeof address.sun_path)
    return false;
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return false;

  strcpy (address.sun_path, socket_path);
  /* There is a socket, and nobody listens at it. Every other outcome proves nothing. */
  dead = connect (fd, (struct sockaddr *) &address, sizeof address) != 0 && errno == ECONNREFUSED;
  close (fd);

  return dead;
}

static void
remove_dead (const char *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      g_autofree char *path = g_build_filename (folder, SUBLET_SSH_AGENT_SOCKET_NAME, NULL);

      if (is_dead (path))
        sublet_ssh_agent_folder_remove (folder);
    }
}

/* ---- a folder ---- */

/* Somebody else could have put something of theirs in its place. */
static bool
secure_root (const char *root, GError **error)
{
  struct stat info;

  if (g_mkdir_with_parents (root, 0700) != 0)
    return fail (error, "cannot make", root, errno);
  if (lstat (root, &info) != 0)
    return fail (error, "cannot look at", root, errno);
  if (!S_ISDIR (info.st_mode))
    return fail (error, "no folder:", root, ENOTDIR);
  if (info.st_uid != getuid ())
    return fail (error, "not this person's:", root, EPERM);
  if ((info.st_mode & 0777) != 0700 && chmod (root, 0700) != 0)
    return fail (error, "cannot close", root, errno);

  return true;
}

/**
 * sublet_ssh_agent_folder_make: (skip)
 * @parent: the runtime folder
 * @error: SUBLET_ERROR_FAILED when there is no place for it
 *
 * A folder of mode 0700 for this process, in one of mode 0700 below @parent; those of processes
 * that died go.
 *
 * Returns: (transfer full) (nullable): its path, NULL on error
 */
char *
sublet_ssh_agent_folder_make (const char *parent, GError **error)
{
  g_autofree char *root = g_build_filename (parent, ROOT_NAME, NULL);
  g_autofree char *folder = g_build_filename (root, TEMPLATE, NULL);

  if (!secure_root (root, error))
    return NULL;

  remove_dead (root);
  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      fail (error, "cannot make a folder in", root, errno);
      return NULL;
    }

  return g_steal_pointer (&folder);
}

/**
 * sublet_ssh_agent_folder_remove: (skip)
 * @folder: one that sublet_ssh_agent_folder_make() made
 *
 * With what is in it.
 */
void
sublet_ssh_agent_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        g_info ("cannot remove %s: %s", path, g_strerror (errno));
    }
  if (g_rmdir (folder) != 0)
    g_info ("cannot remove %s: %s", folder, g_strerror (errno));
}
