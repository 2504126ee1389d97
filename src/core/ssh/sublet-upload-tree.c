/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-tree-private.h"

#include "core/base/sublet-error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
sublet_upload_tree_free (SubletUploadTree *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_array_unref (self->entries);
  g_string_chunk_free (self->paths);
  g_free (self->prefix);
  g_free (self);
}

guint64
sublet_upload_tree_get_size (SubletUploadTree *self)
{
  return self->size;
}

guint64
sublet_upload_tree_get_contents_size (SubletUploadTree *self)
{
  return self->contents_size;
}

guint
sublet_upload_tree_get_n_links (SubletUploadTree *self)
{
  return self->n_links;
}

guint
sublet_upload_tree_get_n_special (SubletUploadTree *self)
{
  return self->n_special;
}

/* Always false. */
bool
sublet_upload_tree_fail (SubletUploadTrouble *trouble,
                         SubletUploadProblem problem,
                         const char *place,
                         GError **error,
                         const char *words)
{
  trouble->problem = problem;
  trouble->place = place != NULL && *place != '\0' ? g_strdup (place) : NULL;
  g_set_error_literal (error, SUBLET_ERROR, SUBLET_ERROR_INVALID, words);

  return false;
}

bool
sublet_upload_tree_fail_errno (SubletUploadTrouble *trouble, const char *place, GError **error)
{
  return sublet_upload_tree_fail (trouble,
                                  SUBLET_UPLOAD_PROBLEM_UNREADABLE,
                                  place,
                                  error,
                                  g_strerror (errno));
}

static bool
is_same (const SubletUploadEntry *seen, const struct stat *now)
{
  return seen->device == now->st_dev && seen->inode == now->st_ino &&
         (seen->mode & S_IFMT) == (now->st_mode & S_IFMT);
}

/* ---- looked at ---- */

static void
add_entry (SubletUploadTree *self, const char *path, const struct stat *seen)
{
  const bool is_folder = S_ISDIR (seen->st_mode);
  const guint64 size = is_folder ? 0 : (guint64) seen->st_size;
  SubletUploadEntry entry = {
    .path = g_string_chunk_insert (self->paths, path),
    .device = seen->st_dev,
    .inode = seen->st_ino,
    .mode = seen->st_mode,
    .size = seen->st_size,
    .changed = seen->st_mtim,
  };

  g_array_append_val (self->entries, entry);
  self->contents_size += size;
  self->size +=
    sublet_upload_tar_measure (strlen (self->prefix) + strlen (path) + (*path != '\0') + is_folder,
                               size);
}

int
sublet_upload_tree_open (SubletUploadTree *self,
                         const SubletUploadEntry *entry,
                         SubletUploadTrouble *trouble,
                         GError **error)
{
  /* A pipe that has taken a file's place keeps nobody waiting. */
  int fd = openat (self->fd,
                   *entry->path != '\0' ? entry->path : ".",
                   O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat now;

  if (fd < 0 && errno != ELOOP && errno != ENOENT && errno != ENOTDIR && errno != ENXIO)
    {
      sublet_upload_tree_fail_errno (trouble, entry->path, error);
      return -1;
    }
  if (fd >= 0 && fstat (fd, &now) == 0 && is_same (entry, &now))
    return fd;

  if (fd >= 0)
    close (fd);
  sublet_upload_tree_fail (trouble,
                           SUBLET_UPLOAD_PROBLEM_CHANGED,
                           entry->path,
                           error,
                           "it is another one now");
  return -1;
}

static bool
look_at (SubletUploadTree *self,
         DIR *folder,
         const char *folder_path,
         const char *name,
         guint most,
         SubletUploadTrouble *trouble,
         GError **error)
{
  g_autofree char *path = *folder_path != '\0' ? g_strconcat (folder_path, "/", name, NULL)
                                               : g_strdup (name);
  struct stat seen;

  if (fstatat (dirfd (folder), name, &seen, AT_SYMLINK_NOFOLLOW) != 0)
    return sublet_upload_tree_fail_errno (trouble, path, error);

  if (S_ISLNK (seen.st_mode))
    self->n_links++;
  else if (!S_ISDIR (seen.st_mode) && !S_ISREG (seen.st_mode))
    self->n_special++;
  /* The first of them is the folder itself. */
  else if (self->entries->len > most)
    return sublet_upload_tree_fail (trouble,
                                    SUBLET_UPLOAD_PROBLEM_TOO_MANY,
                                    NULL,
                                    error,
                                    "there are too many");
  else
    add_entry (self, path, &seen);

  return true;
}

static bool
look_into (SubletUploadTree *self,
           DIR *folder,
           const char *folder_path,
           guint most,
           GCancellable *cancellable,
           SubletUploadTrouble *trouble,
           GError **error)
{
  struct dirent *found;

  while (errno = 0, (found = readdir (folder)) != NULL)
    {
      if (strcmp (found->d_name, ".") == 0 || strcmp (found->d_name, "..") == 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return false;
      if (!look_at (self, folder, folder_path, found->d_name, most, trouble, error))
        return false;
    }

  return errno == 0 || sublet_upload_tree_fail_errno (trouble, folder_path, error);
}

/* The entries are their own queue of what is still to be looked into. */
static bool
look_further (SubletUploadTree *self,
              guint most,
              GCancellable *cancellable,
              SubletUploadTrouble *trouble,
              GError **error)
{
  guint i;
  bool fine = true;

  for (i = 0; i < self->entries->len && fine; i++)
    {
      /* A copy: the array moves while it grows. */
      const SubletUploadEntry entry = g_array_index (self->entries, SubletUploadEntry, i);
      DIR *folder;
      int fd;

      if (!S_ISDIR (entry.mode))
        continue;
      fd = sublet_upload_tree_open (self, &entry, trouble, error);
      if (fd < 0)
        return false;
      folder = fdopendir (fd);
      if (folder == NULL)
        {
          sublet_upload_tree_fail_errno (trouble, entry.path, error);
          close (fd);
          return false;
        }
      fine = look_into (self, folder, entry.path, most, cancellable, trouble, error);
      closedir (folder);
    }

  return fine;
}

/**
 * sublet_upload_tree_look: (skip)
 * @path: a folder, or a link to one
 * @name: what it is to be called there, a fit name
 * @most: how many files and folders may be in it
 * @cancellable: (nullable): looked at before each
 * @trouble: (out caller-allocates): what is wrong, when there is an error
 * @error: SUBLET_ERROR_INVALID, or G_IO_ERROR_CANCELLED
 *
 * May take long: never on the main thread.
 *
 * Returns: (transfer full): the folder with all that is in it but links and what is no file; NULL
 *   with an error
 */
SubletUploadTree *
sublet_upload_tree_look (const char *path,
                         const char *name,
                         guint most,
                         GCancellable *cancellable,
                         SubletUploadTrouble *trouble,
                         GError **error)
{
  g_autoptr (SubletUploadTree) self = g_new0 (SubletUploadTree, 1);
  struct stat seen;

  self->prefix = g_strconcat (SUBLET_UPLOAD_TREE_FOLDER "/", name, NULL);
  self->entries = g_array_new (FALSE, FALSE, sizeof (SubletUploadEntry));
  self->paths = g_string_chunk_new (64 * 1024);
  self->fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &seen) != 0)
    {
      sublet_upload_tree_fail_errno (trouble, NULL, error);
      return NULL;
    }

  self->size = sublet_upload_tar_measure (strlen (SUBLET_UPLOAD_TREE_FOLDER "/"), 0) +
               sublet_upload_tar_measure (strlen (SUBLET_UPLOAD_TREE_WHOLE), 0) +
               SUBLET_UPLOAD_TAR_END_BYTES;
  add_entry (self, "", &seen);
  if (!look_further (self, most, cancellable, trouble, error))
    return NULL;

  return g_steal_pointer (&self);
}
