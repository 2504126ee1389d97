/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-tree-private.h"

#include <string.h>

/*
 * The one form of an archive that each tar reads that an image may have: GNU's, with its longer
 * names and sizes. Names are bytes in it, as they are to a file system; the newer form of POSIX
 * wants text, and busybox skips what it says.
 * Source: GNU tar, "Basic Tar Format"; busybox, archival/libarchive/get_header_tar.c; bsd's tar(5).
 */
#define BLOCK_BYTES 512
#define NAME_BYTES 100
#define MAX_OCTAL G_GUINT64_CONSTANT (077777777777)
#define LONG_NAME "././@LongLink"

typedef struct
{
  char name[NAME_BYTES];
  char mode[8];
  char uid[8];
  char gid[8];
  char size[12];
  char mtime[12];
  char sum[8];
  char type;
  char link[NAME_BYTES];
  char magic[8];
  char rest[247];
} Header;

G_STATIC_ASSERT (sizeof (Header) == BLOCK_BYTES);

static guint64
round_up (guint64 size)
{
  return (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
}

/* A field's digits fill it but for the zero at its end. */
static void
put_octal (char *field, gsize length, guint64 value)
{
  gsize i;

  for (i = length - 1; i-- > 0; value /= 8)
    field[i] = (char) ('0' + value % 8);
}

/* What has more digits than there is room for is in bytes, the first of which says so. */
static void
put_size (char *field, gsize length, guint64 value)
{
  gsize i;

  if (value <= MAX_OCTAL)
    {
      put_octal (field, length, value);
      return;
    }
  for (i = length; i-- > 1; value /= 256)
    field[i] = (char) (value % 256);
  field[0] = (char) 0x80;
}

static void
put_sum (Header *header)
{
  const guchar *bytes = (const guchar *) header;
  guint sum = 0;
  gsize i;

  memset (header->sum, ' ', sizeof header->sum);
  for (i = 0; i < sizeof *header; i++)
    sum += bytes[i];
  put_octal (header->sum, sizeof header->sum - 1, sum);
  header->sum[sizeof header->sum - 2] = '\0';
}

static void
add_header (GByteArray *out,
            const char *name,
            char type,
            guint32 mode,
            guint64 size,
            gint64 changed_s)
{
  Header header;

  memset (&header, 0, sizeof header);
  memcpy (header.name, name, MIN (strlen (name), sizeof header.name));
  put_octal (header.mode, sizeof header.mode, mode);
  put_octal (header.uid, sizeof header.uid, 0);
  put_octal (header.gid, sizeof header.gid, 0);
  put_size (header.size, sizeof header.size, size);
  put_octal (header.mtime, sizeof header.mtime, (guint64) CLAMP (changed_s, 0, (gint64) MAX_OCTAL));
  header.type = type;
  memcpy (header.magic, "ustar  ", sizeof header.magic);
  put_sum (&header);
  g_byte_array_append (out, (const guint8 *) &header, sizeof header);
}

/**
 * sublet_upload_tar_pad: (skip)
 * @out: an archive, or the end of one
 * @size: of what was given as a file's contents
 */
void
sublet_upload_tar_pad (GByteArray *out, guint64 size)
{
  static const guint8 zeros[BLOCK_BYTES];

  g_byte_array_append (out, zeros, (guint) (round_up (size) - size));
}

/**
 * sublet_upload_tar_begin: (skip)
 * @out: an archive, or the end of one
 * @name: of a file, or with a stroke at its end of a folder
 * @mode: who may do what with it
 * @size: bytes that follow, and then sublet_upload_tar_pad()
 * @changed_s: when it was changed last, in seconds since 1970
 */
void
sublet_upload_tar_begin (GByteArray *out,
                         const char *name,
                         guint32 mode,
                         guint64 size,
                         gint64 changed_s)
{
  const gsize length = strlen (name);

  if (length > NAME_BYTES)
    {
      add_header (out, LONG_NAME, 'L', 0, length + 1, 0);
      g_byte_array_append (out, (const guint8 *) name, (guint) length + 1);
      sublet_upload_tar_pad (out, length + 1);
    }
  add_header (out, name, g_str_has_suffix (name, "/") ? '5' : '0', mode, size, changed_s);
}

/**
 * sublet_upload_tar_end: (skip)
 * @out: the end of an archive
 */
void
sublet_upload_tar_end (GByteArray *out)
{
  static const guint8 zeros[SUBLET_UPLOAD_TAR_END_BYTES];

  g_byte_array_append (out, zeros, sizeof zeros);
}

/**
 * sublet_upload_tar_measure: (skip)
 * @name_length: bytes of a name
 * @size: of its contents
 *
 * Returns: bytes that it takes in an archive
 */
guint64
sublet_upload_tar_measure (gsize name_length, guint64 size)
{
  guint64 bytes = BLOCK_BYTES + round_up (size);

  if (name_length > NAME_BYTES)
    bytes += BLOCK_BYTES + round_up (name_length + 1);

  return bytes;
}
