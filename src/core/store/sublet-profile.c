/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-store"

#include "config.h"

#include "core/store/sublet-profile.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_NAME "lock"
#define INSTALL_ID_NAME "install-id"
#define DEMO_SUFFIX ".Demo"

struct _SubletProfile
{
  GObject parent_instance;

  char *path;       /* (owned) */
  char *install_id; /* (owned) */
  int lock_fd;      /* -1: another process has it */
  int holder_pid;
  bool demo;
};

G_DEFINE_FINAL_TYPE (SubletProfile, sublet_profile, G_TYPE_OBJECT)

static bool
fail (GError **error, const char *what, const char *path)
{
  int saved = errno;

  g_set_error (error,
               SUBLET_ERROR,
               SUBLET_ERROR_STORE,
               "%s %s: %s",
               what,
               path,
               g_strerror (saved));
  return false;
}

/* A lock of the open file ends with the process, however it ends; a lock file left behind means
 * nothing. On NFS the kernel turns it into a lock that other computers respect too. */
static bool
try_lock (int fd, bool *others)
{
  bool locked = flock (fd, LOCK_EX | LOCK_NB) == 0;

  *others = !locked && errno == EWOULDBLOCK;
  return locked;
}

static int
read_pid (int fd)
{
  char text[24] = "";
  ssize_t length = pread (fd, text, sizeof text - 1, 0);
  guint64 pid = 0;

  if (length <= 0)
    return 0;
  g_strchomp (text);

  return g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &pid, NULL) ? (int) pid : 0;
}

static bool
write_pid (int fd)
{
  g_autofree char *text = g_strdup_printf ("%d\n", (int) getpid ());
  ssize_t length = (ssize_t) strlen (text);

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, (size_t) length, 0) == length;
}

static bool
take_lock (SubletProfile *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, LOCK_NAME, NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool others;

  if (fd < 0)
    return fail (error, "opening the lock", path);

  if (try_lock (fd, &others))
    {
      self->lock_fd = fd;
      /* Only a courtesy for the other window's message. */
      if (!write_pid (fd))
        g_info ("the lock does not name its holder: %s", g_strerror (errno));
      return true;
    }

  if (!others)
    g_info ("the profile cannot be locked: %s", g_strerror (errno));
  self->holder_pid = others ? read_pid (fd) : 0;
  close (fd);

  return true;
}

static bool
make_folder (SubletProfile *self, GError **error)
{
  GStatBuf status;

  if (g_mkdir_with_parents (self->path, 0700) != 0)
    return fail (error, "making the folder", self->path);
  if (g_stat (self->path, &status) != 0)
    return fail (error, "reading the folder", self->path);
  /* A folder that was there already may be wider than ours is to be. */
  if ((status.st_mode & 077) != 0 && g_chmod (self->path, 0700) != 0)
    return fail (error, "closing the folder to others", self->path);

  return true;
}

static bool
is_install_id (const char *text)
{
  return strlen (text) == 32 && strspn (text, "0123456789abcdef") == 32;
}

static char *
make_install_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strjoinv (NULL, parts);
}

static bool
load_install_id (SubletProfile *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, INSTALL_ID_NAME, NULL);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) read_error = NULL;

  if (g_file_get_contents (path, &text, NULL, &read_error))
    {
      g_strstrip (text);
      if (is_install_id (text))
        {
          self->install_id = g_steal_pointer (&text);
          return true;
        }
      g_info ("the install id is damaged, a new one is made");
    }
  else if (!g_error_matches (read_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "%s", read_error->message);
      return false;
    }

  self->install_id = make_install_id ();
  /* Who does not hold the lock rents nothing and so needs no id that lasts. */
  if (self->lock_fd < 0)
    return true;

  g_clear_error (&read_error);
  line = g_strconcat (self->install_id, "\n", NULL);
  if (!g_file_set_contents_full (path,
                                 line,
                                 -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 &read_error))
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "%s", read_error->message);
      return false;
    }

  return true;
}

static bool
remove_below (const char *path, bool keep_lock, GError **error)
{
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) read_error = NULL;
  const char *name;

  folder = g_dir_open (path, 0, &read_error);
  if (folder == NULL)
    {
      g_set_error (error, SUBLET_ERROR, SUBLET_ERROR_STORE, "%s", read_error->message);
      return false;
    }

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      GStatBuf status;

      if (keep_lock && strcmp (name, LOCK_NAME) == 0)
        continue;
      /* lstat: a link is removed, never followed out of the demo's folder. */
      if (g_lstat (child, &status) != 0)
        return fail (error, "reading", child);
      if (S_ISDIR (status.st_mode) && !remove_below (child, false, error))
        return false;
      if (g_remove (child) != 0)
        return fail (error, "removing", child);
    }

  return true;
}

static SubletProfile *
open_profile (char *path, bool demo, GError **error)
{
  g_autoptr (SubletProfile) self = g_object_new (SUBLET_TYPE_PROFILE, NULL);

  self->path = path;
  self->demo = demo;
  if (!make_folder (self, error) || !take_lock (self, error))
    return NULL;
  if (demo && self->lock_fd >= 0 && !remove_below (self->path, true, error))
    return NULL;
  if (!load_install_id (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
sublet_profile_finalize (GObject *object)
{
  SubletProfile *self = SUBLET_PROFILE (object);

  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->path);
  g_free (self->install_id);

  G_OBJECT_CLASS (sublet_profile_parent_class)->finalize (object);
}

static void
sublet_profile_class_init (SubletProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sublet_profile_finalize;
}

static void
sublet_profile_init (SubletProfile *self)
{
  self->lock_fd = -1;
}

/**
 * sublet_profile_new_default:
 * @application_id: the application's id, the name of the folder below XDG_DATA_HOME
 * @error: SUBLET_ERROR_STORE when the folder cannot be made, read or written
 *
 * Opens the person's own profile; makes it when it is missing. That another process holds it is no
 * error.
 *
 * Returns: (transfer full): the profile
 */
SubletProfile *
sublet_profile_new_default (const char *application_id, GError **error)
{
  g_return_val_if_fail (application_id != NULL, NULL);

  return open_profile (g_build_filename (g_get_user_data_dir (), application_id, NULL),
                       false,
                       error);
}

/**
 * sublet_profile_new_demo:
 * @application_id: the application's id; the folder is named after it, with `.Demo` at the end
 * @error: SUBLET_ERROR_STORE when the folder cannot be made, read, emptied or written
 *
 * Opens the demo's profile and empties it, unless another demo holds it.
 *
 * Returns: (transfer full): the profile
 */
SubletProfile *
sublet_profile_new_demo (const char *application_id, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (application_id != NULL, NULL);

  name = g_strconcat (application_id, DEMO_SUFFIX, NULL);
  return open_profile (g_build_filename (g_get_user_data_dir (), name, NULL), true, error);
}

/**
 * sublet_profile_new_for_folder:
 * @path: a folder; made when it is missing
 * @error: SUBLET_ERROR_STORE when it cannot be made, read or written
 *
 * Returns: (transfer full): the profile that lies there
 */
SubletProfile *
sublet_profile_new_for_folder (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_profile (g_strdup (path), false, error);
}

/**
 * sublet_profile_get_path:
 * @self: a profile
 *
 * Returns: (transfer none): its folder
 */
const char *
sublet_profile_get_path (SubletProfile *self)
{
  g_return_val_if_fail (SUBLET_IS_PROFILE (self), NULL);

  return self->path;
}

/**
 * sublet_profile_get_demo:
 * @self: a profile
 *
 * Returns: whether it is the demo's
 */
bool
sublet_profile_get_demo (SubletProfile *self)
{
  g_return_val_if_fail (SUBLET_IS_PROFILE (self), false);

  return self->demo;
}

/**
 * sublet_profile_get_locked:
 * @self: a profile
 *
 * Returns: whether this process holds it; otherwise everything is read-only
 */
bool
sublet_profile_get_locked (SubletProfile *self)
{
  g_return_val_if_fail (SUBLET_IS_PROFILE (self), false);

  return self->lock_fd >= 0;
}

/**
 * sublet_profile_get_holder_pid:
 * @self: a profile
 *
 * Returns: the process that holds it; 0 when that is this one, or when it is not known
 */
int
sublet_profile_get_holder_pid (SubletProfile *self)
{
  g_return_val_if_fail (SUBLET_IS_PROFILE (self), 0);

  return self->holder_pid;
}

/**
 * sublet_profile_get_install_id:
 * @self: a profile
 *
 * Kept outside the databases, so that machines can be recognised by their token when a database is
 * lost.
 *
 * Returns: (transfer none): 32 random hexadecimal digits, made once
 */
const char *
sublet_profile_get_install_id (SubletProfile *self)
{
  g_return_val_if_fail (SUBLET_IS_PROFILE (self), NULL);

  return self->install_id;
}
