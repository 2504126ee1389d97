/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload.h"

#include <gio/gio.h>
#include <stdbool.h>

G_BEGIN_DECLS

/* ---- the file on this computer ---- */

/* A file that is read from its beginning to its end once, and what came of it. Any thread. */
typedef struct _SubletUploadSource SubletUploadSource;

SubletUploadSource *sublet_upload_source_ref (SubletUploadSource *self);
void sublet_upload_source_unref (SubletUploadSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletUploadSource, sublet_upload_source_unref)

/* Looks at it and opens it. problem: why not, with an error. */
void sublet_upload_source_open_async (GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
SubletUploadSource *sublet_upload_source_open_finish (GAsyncResult *result,
                                                      SubletUploadProblem *problem,
                                                      GError **error);
guint64 sublet_upload_source_get_size (SubletUploadSource *self);
bool sublet_upload_source_get_executable (SubletUploadSource *self);
/* Begins to read it into a socket, whose other end is returned: -1 with an error. */
int sublet_upload_source_start (SubletUploadSource *self, GError **error);
/* (transfer full) (nullable): why it could not be read to its end, as far as is known. */
GError *sublet_upload_source_dup_error (SubletUploadSource *self, SubletUploadProblem *problem);

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
/* What it gave. path: (out) (transfer full) (nullable): where the file is, or was to be. */
SubletUploadProblem sublet_upload_script_judge (SubletSshExecResult *result,
                                                const char *name,
                                                char **path,
                                                GError **error);

G_END_DECLS
