/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload-tree-private.h"

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* ---- the upload ---- */

struct _SubletUpload
{
  GObject parent_instance;

  /* construct-only */
  SubletSshSession *session; /* (owned) */
  GFile *file;               /* (owned) */
  char *name;                /* (owned) */
  char *folder;              /* (owned) */

  /* of the latest run */
  gboolean running;
  guint64 size;
  SubletSshTraffic *traffic; /* (owned) (nullable) */
  gboolean looking;          /* at what is in a folder */
  gboolean is_folder;
  guint n_links; /* in it, that are left out */
  guint n_special;
  SubletUploadTrouble trouble;
  char *path; /* (owned) (nullable) */
};

/* ---- the file on this computer ---- */

/* A file, or a folder as an archive, that is read from its beginning to its end once, and what came
 * of it. Any thread. */
typedef struct _SubletUploadSource SubletUploadSource;

SubletUploadSource *sublet_upload_source_ref (SubletUploadSource *self);
void sublet_upload_source_unref (SubletUploadSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletUploadSource, sublet_upload_source_unref)

/* Looks at it and opens it. name: what it is to be called there. trouble: why not, with an error;
 * its place is the caller's. */
void sublet_upload_source_open_async (GFile *file,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletUploadSource *sublet_upload_source_open_finish (GAsyncResult *result,
                                                      SubletUploadTrouble *trouble,
                                                      GError **error);
/* Bytes that are sent. */
guint64 sublet_upload_source_get_size (SubletUploadSource *self);
/* (transfer none) (nullable): when it is a folder. */
SubletUploadTree *sublet_upload_source_get_tree (SubletUploadSource *self);
bool sublet_upload_source_get_executable (SubletUploadSource *self);
/* Begins to read it into a socket, whose other end is returned: -1 with an error. */
int sublet_upload_source_start (SubletUploadSource *self, GError **error);
/* (transfer full) (nullable): why it could not be read to its end, as far as is known; the
 * trouble's place is the caller's. */
GError *sublet_upload_source_dup_error (SubletUploadSource *self, SubletUploadTrouble *trouble);

/* ---- what runs there ---- */

/* Whether a file may have this name there: one that can be told from all others when it is shown,
 * and steers no terminal. */
bool sublet_upload_name_is_fit (const char *name);
/* (transfer full): the script for sh, which reads the file from its input. */
char *sublet_upload_script_make (const char *folder,
                                 const char *name,
                                 guint64 size,
                                 bool executable,
                                 bool replace);
/* (transfer full): the same for a folder, which comes as an archive. */
char *sublet_upload_script_make_for_folder (const char *folder,
                                            const char *name,
                                            guint64 contents_size);
/* Whether a line of the tools' errors says that nothing more goes there. Any thread. */
bool sublet_upload_script_says_no_room (const char *line);
/* What either gave. path: (out) (transfer full) (nullable): where the file is, or was to be. */
SubletUploadProblem sublet_upload_script_judge (SubletSshExecResult *result,
                                                const char *name,
                                                char **path,
                                                GError **error);

G_END_DECLS
