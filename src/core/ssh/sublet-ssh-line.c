/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-ssh-line-private.h"

#include <string.h>

/* Room for the longest path, each byte of it as three digits, and what is said of it. */
#define LINE_BYTES (17 * 1024)

/**
 * sublet_ssh_line_find: (skip)
 * @line: the first one's beginning; empty at first
 * @data: what has come, in pieces of any length
 * @length: of @data
 * @is_wanted: asked for each line; of one that is too long it sees the beginning
 *
 * Returns: whether there was one; then the rest of @data was not looked at
 */
bool
sublet_ssh_line_find (GString *line, const char *data, gsize length, SubletSshLineFunc is_wanted)
{
  const char *end;

  while ((end = memchr (data, '\n', length)) != NULL)
    {
      const gsize piece = (gsize) (end - data);

      g_string_append_len (line, data, (gssize) MIN (piece, LINE_BYTES - line->len));
      if (is_wanted (line->str))
        return true;
      g_string_truncate (line, 0);
      data = end + 1;
      length -= piece + 1;
    }
  g_string_append_len (line, data, (gssize) MIN (length, LINE_BYTES - line->len));

  return false;
}
