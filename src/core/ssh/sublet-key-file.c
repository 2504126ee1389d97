/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-key-file.h"

#include "core/model/sublet-ssh-text.h"
#include "core/ssh/sublet-key-cipher-private.h"
#include "core/ssh/sublet-key-container-private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* More than any line of a public key that can be used: nistp521's has 255 and a comment. */
#define PUBLIC_BYTES 1024

/* In bytes; a line that the service takes has room for it. */
#define MAX_COMMENT 100

/* ---- what it is called ---- */

static bool
is_comment (const char *text)
{
  const char *at;

  if (*text == '\0' || strlen (text) > MAX_COMMENT || !g_utf8_validate (text, -1, NULL))
    return false;
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isprint (g_utf8_get_char (at)))
        return false;
    }

  return true;
}

/* The first line of the file beside it, when it is the same key's. */
static char *
read_public_comment (const char *path, const guint8 *blob, gsize length)
{
  g_autofree char *public_path = g_strconcat (path, ".pub", NULL);
  g_autofree char *base64 = g_base64_encode (blob, length);
  g_auto (GStrv) words = NULL;
  char line[PUBLIC_BYTES + 1];
  ssize_t n_read;
  int fd = open (public_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    return NULL;
  n_read = read (fd, line, PUBLIC_BYTES);
  close (fd);
  if (n_read <= 0)
    return NULL;

  line[n_read] = '\0';
  line[strcspn (line, "\r\n")] = '\0';
  words = g_strsplit (line, " ", 3);
  if (g_strv_length (words) < 3 || !g_str_equal (words[1], base64) || !is_comment (words[2]))
    return NULL;

  return g_strdup (words[2]);
}

static char *
dup_comment (const char *path, const guint8 *blob, gsize length)
{
  char *comment = read_public_comment (path, blob, length);

  if (comment == NULL)
    comment = g_path_get_basename (path);
  if (!is_comment (comment))
    {
      g_free (comment);
      comment = g_strdup ("key");
    }

  return comment;
}

/* ---- what it is ---- */

static void
judge (SubletKeyFile *self, const SubletKeyContainer *container, const char *path)
{
  const guint8 *blob = container->public_blob.data;
  gsize length = container->public_blob.length;
  SubletKeyCipher cipher;

  self->problem = sublet_key_problem_of_blob (blob, length, &self->algorithm);
  if (self->problem != SUBLET_KEY_PROBLEM_NONE)
    {
      self->detail = g_strdup (self->algorithm);
      return;
    }

  self->public_blob = g_bytes_new (blob, length);
  self->fingerprint = sublet_ssh_text_make_fingerprint (blob, length);
  self->comment = dup_comment (path, blob, length);
  self->problem = sublet_key_cipher_read (&cipher, container, &self->detail);
  self->encrypted = self->problem == SUBLET_KEY_PROBLEM_NONE && cipher.name != NULL;
}

/**
 * sublet_key_file_read:
 * @path: (type filename): absolute
 *
 * What a person is told of a file before it is used. Nothing private of it stays in memory. Waits
 * for the file system: not for the main thread.
 *
 * Returns: (transfer full): what is known; never NULL
 */
SubletKeyFile *
sublet_key_file_read (const char *path)
{
  g_auto (SubletKeyContainer) container = { NULL };
  SubletKeyFile *self = g_new0 (SubletKeyFile, 1);

  self->problem = sublet_key_container_load (&container, path);
  self->open_to_others = container.open_to_others;
  if (self->problem == SUBLET_KEY_PROBLEM_NONE)
    judge (self, &container, path);
  else
    self->detail = g_steal_pointer (&container.detail);

  return self;
}

void
sublet_key_file_free (SubletKeyFile *self)
{
  g_free (self->detail);
  g_free (self->algorithm);
  g_free (self->comment);
  g_free (self->fingerprint);
  g_clear_pointer (&self->public_blob, g_bytes_unref);
  g_free (self);
}
