/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-link-private.h"

#include "core/base/sublet-error.h"

#include <errno.h>
#include <string.h>

/* Lines that a server may say before the one that counts. libssh2 reads them without an end, and
 * stops at an empty one. Source: RFC 4253, 4.2. */
#define MAX_BEFORE (32 * 1024)

/* With its end of line. Source: RFC 4253, 4.2. */
#define MAX_LINE 255

#define CHUNK 1024

static ssize_t
refuse (SubletSshLink *self, const char *words)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (SUBLET_ERROR, SUBLET_ERROR_PROTOCOL, words);

  return -EPROTO;
}

static bool
is_identification (const guint8 *line, gsize length)
{
  return length >= 4 && memcmp (line, "SSH-", 4) == 0;
}

static bool
is_version_two (const guint8 *line, gsize length)
{
  return (length > 8 && memcmp (line, "SSH-2.0-", 8) == 0) ||
         (length > 9 && memcmp (line, "SSH-1.99-", 9) == 0);
}

/* Drops whole lines until the one that counts is at the front; 1 when it is there, 0 when more has
 * to be read. */
static ssize_t
find_line (SubletSshLink *self)
{
  for (;;)
    {
      const guint8 *data = self->received->data;
      gsize length = self->received->len;
      const guint8 *end = length > 0 ? memchr (data, '\n', length) : NULL;
      gsize size = end != NULL ? (gsize) (end - data) + 1 : length;

      if (is_identification (data, size))
        {
          if (size > MAX_LINE)
            return refuse (self, "the server's first line is too long");
          if (end == NULL)
            return 0;
          if (memchr (data, '\0', size) != NULL || !is_version_two (data, size))
            return refuse (self, "the server does not speak SSH 2");
          self->banner_done = true;
          return 1;
        }

      if (self->said_before + size > MAX_BEFORE)
        return refuse (self, "the server says too much before it says that it speaks SSH");
      if (end == NULL)
        return 0;
      self->said_before += size;
      g_byte_array_remove_range (self->received, 0, (guint) size);
    }
}

/**
 * sublet_ssh_link_read_banner: (skip)
 * @self: a link
 *
 * Reads until the line with which a server says that it speaks SSH, and leaves that and what came
 * with it in what was received.
 *
 * Returns: 1 when the line is there, 0 at the end, or a negative errno, -EAGAIN when there is
 *   nothing more yet
 */
ssize_t
sublet_ssh_link_read_banner (SubletSshLink *self)
{
  for (;;)
    {
      guint8 chunk[CHUNK];
      ssize_t n = sublet_ssh_link_read_socket (self, chunk, sizeof chunk);

      if (n <= 0)
        return n;
      g_byte_array_append (self->received, chunk, (guint) n);
      n = find_line (self);
      if (n != 0)
        return n;
    }
}
