/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-tree-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (256 * 1024)

/* Who may do what is kept, but for what would run as somebody else; a folder's owner may fill it.
 */
#define MODE_BITS 0777
#define FOLDER_BITS 0700

/* A file that nobody has written to. */
static bool
is_unchanged (const SubletUploadEntry *seen, const struct stat *now)
{
  return seen->size == now->st_size && seen->changed.tv_sec == now->st_mtim.tv_sec &&
         seen->changed.tv_nsec == now->st_mtim.tv_nsec;
}

typedef struct
{
  SubletUploadTree *self;
  SubletUploadTakeFunc take;
  gpointer user_data;
  GByteArray *piece; /* (owned) what was not yet given */
  bool wanted;
} Giving;

/* Many small files go in one piece. */
static void
give_piece (Giving *giving, gsize least)
{
  if (giving->wanted && giving->piece->len >= least)
    {
      giving->wanted = giving->take (giving->piece->data, giving->piece->len, giving->user_data);
      g_byte_array_set_size (giving->piece, 0);
    }
}

/* As much as was seen, no more and no less. */
static bool
give_contents (Giving *giving,
               const SubletUploadEntry *entry,
               int fd,
               SubletUploadTrouble *trouble,
               GError **error)
{
  guint64 left = (guint64) entry->size;
  struct stat now;

  while (left > 0 && giving->wanted)
    {
      guint length = giving->piece->len;
      guint wanted = (guint) MIN (left, PIECE_BYTES - length % PIECE_BYTES);
      ssize_t n;

      g_byte_array_set_size (giving->piece, length + wanted);
      do
        n = read (fd, giving->piece->data + length, wanted);
      while (n < 0 && errno == EINTR);
      if (n < 0)
        return sublet_upload_tree_fail_errno (trouble, entry->path, error);
      g_byte_array_set_size (giving->piece, length + (guint) n);
      if (n == 0)
        break;
      left -= (guint64) n;
      if (left > 0)
        give_piece (giving, PIECE_BYTES);
    }

  if (giving->wanted && (left > 0 || fstat (fd, &now) != 0 || !is_unchanged (entry, &now)))
    return sublet_upload_tree_fail (trouble,
                                    SUBLET_UPLOAD_PROBLEM_CHANGED,
                                    entry->path,
                                    error,
                                    "it was written to");
  sublet_upload_tar_pad (giving->piece, (guint64) entry->size);
  give_piece (giving, PIECE_BYTES);

  return true;
}

static bool
give_entry (Giving *giving,
            const SubletUploadEntry *entry,
            SubletUploadTrouble *trouble,
            GError **error)
{
  const bool is_folder = S_ISDIR (entry->mode);
  g_autofree char *name = g_strconcat (giving->self->prefix,
                                       *entry->path != '\0' ? "/" : "",
                                       entry->path,
                                       is_folder ? "/" : "",
                                       NULL);
  bool fine;
  int fd;

  if (is_folder)
    {
      sublet_upload_tar_begin (giving->piece,
                               name,
                               (entry->mode & MODE_BITS) | FOLDER_BITS,
                               0,
                               entry->changed.tv_sec);
      return true;
    }

  fd = sublet_upload_tree_open (giving->self, entry, trouble, error);
  if (fd < 0)
    return false;
  sublet_upload_tar_begin (giving->piece,
                           name,
                           entry->mode & MODE_BITS,
                           (guint64) entry->size,
                           entry->changed.tv_sec);
  fine = give_contents (giving, entry, fd, trouble, error);
  close (fd);

  return fine;
}

/**
 * sublet_upload_tree_give: (skip)
 * @self: a folder that was looked at; once
 * @take: takes the archive, piece by piece, and may wait
 * @user_data: for @take
 * @trouble: (out caller-allocates): what is wrong, when there is an error
 * @error: SUBLET_ERROR_INVALID
 *
 * Returns: whether all was given, or nobody wanted it any more; without what comes last when not
 */
bool
sublet_upload_tree_give (SubletUploadTree *self,
                         SubletUploadTakeFunc take,
                         gpointer user_data,
                         SubletUploadTrouble *trouble,
                         GError **error)
{
  g_autoptr (GByteArray) piece = g_byte_array_sized_new (2 * PIECE_BYTES);
  Giving giving = { self, take, user_data, piece, true };
  guint i;

  sublet_upload_tar_begin (piece, SUBLET_UPLOAD_TREE_FOLDER "/", FOLDER_BITS, 0, 0);
  for (i = 0; i < self->entries->len && giving.wanted; i++)
    {
      if (!give_entry (&giving,
                       &g_array_index (self->entries, SubletUploadEntry, i),
                       trouble,
                       error))
        return false;
      give_piece (&giving, PIECE_BYTES);
    }
  sublet_upload_tar_begin (piece, SUBLET_UPLOAD_TREE_WHOLE, 0600, 0, 0);
  sublet_upload_tar_end (piece);
  give_piece (&giving, 0);

  return true;
}
