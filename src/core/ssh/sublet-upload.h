/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-ssh-session.h"

G_BEGIN_DECLS

/**
 * SubletUploadProblem:
 * @SUBLET_UPLOAD_PROBLEM_NONE: there was none, or it has not ended
 * @SUBLET_UPLOAD_PROBLEM_NAME: the file's name has characters that steer a terminal or are no text
 * @SUBLET_UPLOAD_PROBLEM_NOT_A_FILE: it is neither a file nor a folder
 * @SUBLET_UPLOAD_PROBLEM_UNREADABLE: it cannot be read here, or something in it
 * @SUBLET_UPLOAD_PROBLEM_CHANGED: it became another while it was read, or something in it
 * @SUBLET_UPLOAD_PROBLEM_TOO_MANY: more is in the folder than goes at once
 * @SUBLET_UPLOAD_PROBLEM_EXISTS: there is one of this name there, and it was not to be replaced; of
 *   a folder also when it was
 * @SUBLET_UPLOAD_PROBLEM_IS_FOLDER: a folder there has this name
 * @SUBLET_UPLOAD_PROBLEM_NO_TAR: the image has no tar, which takes folders
 * @SUBLET_UPLOAD_PROBLEM_NO_ROOM: the disk there is full
 * @SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED: nothing may be written there
 * @SUBLET_UPLOAD_PROBLEM_LINK: the connection went away
 * @SUBLET_UPLOAD_PROBLEM_CANCELLED: nobody wants it any more
 * @SUBLET_UPLOAD_PROBLEM_OTHER: the error's words say
 *
 * Why a file or a folder did not arrive. Whatever it is, nothing is left of it there and nothing
 * that was there is harmed; only when the connection goes away together with the instance may a
 * part of it stay, under a name that ends in ".part".
 */
typedef enum
{
  SUBLET_UPLOAD_PROBLEM_NONE,
  SUBLET_UPLOAD_PROBLEM_NAME,
  SUBLET_UPLOAD_PROBLEM_NOT_A_FILE,
  SUBLET_UPLOAD_PROBLEM_UNREADABLE,
  SUBLET_UPLOAD_PROBLEM_CHANGED,
  SUBLET_UPLOAD_PROBLEM_TOO_MANY,
  SUBLET_UPLOAD_PROBLEM_EXISTS,
  SUBLET_UPLOAD_PROBLEM_IS_FOLDER,
  SUBLET_UPLOAD_PROBLEM_NO_TAR,
  SUBLET_UPLOAD_PROBLEM_NO_ROOM,
  SUBLET_UPLOAD_PROBLEM_NOT_ALLOWED,
  SUBLET_UPLOAD_PROBLEM_LINK,
  SUBLET_UPLOAD_PROBLEM_CANCELLED,
  SUBLET_UPLOAD_PROBLEM_OTHER,
} SubletUploadProblem;

/* Where files go unless something else is said; without such a folder, the home. */
#define SUBLET_UPLOAD_FOLDER "/workspace"

#define SUBLET_TYPE_UPLOAD (sublet_upload_get_type ())

/*
 * One file of this computer on its way to an instance, or one folder with all files and folders
 * that are in it, under their names, with their times and modes. Main thread.
 *
 * Signal "moved": it is looked at what is in a folder; it is known how much goes; more of it is
 * sent, of which it tells once for each time that was read, so that whoever looks decides how often
 * that is.
 */
G_DECLARE_FINAL_TYPE (SubletUpload, sublet_upload, SUBLET, UPLOAD, GObject)

SubletUpload *sublet_upload_new (SubletSshSession *session, GFile *file);
/* Where it goes there; before it runs. */
void sublet_upload_set_folder (SubletUpload *self, const char *folder);

/* From the beginning; again after it has failed. replace: what has its name there goes. */
void sublet_upload_run_async (SubletUpload *self,
                              gboolean replace,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean sublet_upload_run_finish (SubletUpload *self, GAsyncResult *result, GError **error);

/* Its name without folders, in UTF-8, as it is to be there; unfit to be shown where that is the
 * problem. */
const char *sublet_upload_get_name (SubletUpload *self);
/* Bytes that are to be sent, of a folder with what holds it together; 0 before it was looked at. */
guint64 sublet_upload_get_size (SubletUpload *self);
/* Bytes that were sent, of the latest run. */
guint64 sublet_upload_get_sent (SubletUpload *self);
/* Of the latest run. */
SubletUploadProblem sublet_upload_get_problem (SubletUpload *self);
/* (nullable): with what in the folder, its path from there, in no fit state to be shown. */
const char *sublet_upload_get_place (SubletUpload *self);
/* Whether it still looks at what is to go. */
gboolean sublet_upload_get_looking (SubletUpload *self);
/* Once it was looked at. */
gboolean sublet_upload_get_is_folder (SubletUpload *self);
void sublet_upload_get_left_out (SubletUpload *self, guint *n_links, guint *n_special);
/* (nullable): where it is there, or would be, once the instance has said so. */
const char *sublet_upload_get_path (SubletUpload *self);

G_END_DECLS
