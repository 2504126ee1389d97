/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* ---- the archive ---- */

#define SUBLET_UPLOAD_TAR_END_BYTES 1024

void sublet_upload_tar_begin (GByteArray *out,
                              const char *name,
                              guint32 mode,
                              guint64 size,
                              gint64 changed_s);
void sublet_upload_tar_pad (GByteArray *out, guint64 size);
void sublet_upload_tar_end (GByteArray *out);
guint64 sublet_upload_tar_measure (gsize name_length, guint64 size);

/* ---- the folder ---- */

/* Where in the archive the folder lies, and what comes last and says that nothing is missing. */
#define SUBLET_UPLOAD_TREE_FOLDER "tree"
#define SUBLET_UPLOAD_TREE_WHOLE "whole"

/* Of one folder; more fit no archive that anybody wants to wait for. */
#define SUBLET_UPLOAD_TREE_MOST 1000000

/* A folder of this computer with all that was in it when it was looked at. One thread at a time. */
typedef struct _SubletUploadTree SubletUploadTree;

/* What was wrong with it. */
typedef struct
{
  SubletUploadProblem problem;
  char *place; /* (owned) (nullable): with what in the folder, its path from there in bytes */
} SubletUploadTrouble;

/* Whether somebody still wants it. */
typedef bool (*SubletUploadTakeFunc) (const guint8 *data, gsize length, gpointer user_data);

/* (transfer full): what is there; NULL with an error and its trouble. most: files and folders that
 * may be in it. */
SubletUploadTree *sublet_upload_tree_look (const char *path,
                                           const char *name,
                                           guint most,
                                           GCancellable *cancellable,
                                           SubletUploadTrouble *trouble,
                                           GError **error);
void sublet_upload_tree_free (SubletUploadTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletUploadTree, sublet_upload_tree_free)

/* Of the archive, in bytes. */
guint64 sublet_upload_tree_get_size (SubletUploadTree *self);
/* Of the files alone, in bytes: what they need there, at the least. */
guint64 sublet_upload_tree_get_contents_size (SubletUploadTree *self);
guint sublet_upload_tree_get_n_links (SubletUploadTree *self);
guint sublet_upload_tree_get_n_special (SubletUploadTree *self);
/* Gives the archive piece by piece. false with an error when something in it is not what it was;
 * then its end is missing. */
bool sublet_upload_tree_give (SubletUploadTree *self,
                              SubletUploadTakeFunc take,
                              gpointer user_data,
                              SubletUploadTrouble *trouble,
                              GError **error);

/* ---- for its own files ---- */

/*
 * It is looked at first and read then, so that it is known beforehand how much is to go and what is
 * left out. Each file is opened when it is its turn, never through a link, and has to be the one
 * that was seen. Only the descriptor of the folder itself is kept, so that any number of folders
 * may lie in each other, up to where the path from it is longer than the kernel takes (PATH_MAX):
 * what lies there cannot be read.
 */
typedef struct
{
  const char *path; /* (borrowed) of the tree, from the folder; "" the folder itself */
  /* as it was seen; no more of it, for there may be a million */
  dev_t device;
  ino_t inode;
  mode_t mode;
  off_t size;
  struct timespec changed;
} SubletUploadEntry;

struct _SubletUploadTree
{
  int fd;              /* of the folder */
  char *prefix;        /* (owned) of names in the archive */
  GArray *entries;     /* (owned) (element-type SubletUploadEntry) folders before what is in them */
  GStringChunk *paths; /* (owned) */
  guint64 size;
  guint64 contents_size;
  guint n_links;
  guint n_special;
};

/* Always false. place: (nullable): with what in the folder. */
bool sublet_upload_tree_fail (SubletUploadTrouble *trouble,
                              SubletUploadProblem problem,
                              const char *place,
                              GError **error,
                              const char *words);
/* For errno. */
bool sublet_upload_tree_fail_errno (SubletUploadTrouble *trouble,
                                    const char *place,
                                    GError **error);
/* -1 with an error: what is there is not what was seen, or nothing is. */
int sublet_upload_tree_open (SubletUploadTree *self,
                             const SubletUploadEntry *entry,
                             SubletUploadTrouble *trouble,
                             GError **error);

G_END_DECLS
