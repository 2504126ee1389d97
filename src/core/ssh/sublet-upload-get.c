/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-private.h"

const char *
sublet_upload_get_name (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), NULL);

  return self->name;
}

guint64
sublet_upload_get_size (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), 0);

  return self->size;
}

guint64
sublet_upload_get_sent (SubletUpload *self)
{
  guint64 received;
  guint64 sent = 0;

  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), 0);

  if (self->traffic != NULL)
    sublet_ssh_traffic_read (self->traffic, &received, &sent);

  return sent;
}

SubletUploadProblem
sublet_upload_get_problem (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), SUBLET_UPLOAD_PROBLEM_NONE);

  return self->trouble.problem;
}

const char *
sublet_upload_get_path (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), NULL);

  return self->path;
}

const char *
sublet_upload_get_place (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), NULL);

  return self->trouble.place;
}

gboolean
sublet_upload_get_looking (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), FALSE);

  return self->looking;
}

gboolean
sublet_upload_get_is_folder (SubletUpload *self)
{
  g_return_val_if_fail (SUBLET_IS_UPLOAD (self), FALSE);

  return self->is_folder;
}

/**
 * sublet_upload_get_left_out:
 * @self: an upload
 * @n_links: (out): symbolic links, which may lead anywhere and are not followed
 * @n_special: (out): pipes, sockets and devices
 *
 * Of a folder, once it was looked at; of a file there are none.
 */
void
sublet_upload_get_left_out (SubletUpload *self, guint *n_links, guint *n_special)
{
  g_return_if_fail (SUBLET_IS_UPLOAD (self));

  *n_links = self->n_links;
  *n_special = self->n_special;
}
