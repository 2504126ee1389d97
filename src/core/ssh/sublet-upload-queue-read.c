/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "sublet-ssh"

#include "config.h"

#include "core/ssh/sublet-upload-queue-private.h"

#include <string.h>

/* Before that much a rate says what the buffers took, and not the line. */
#define RATE_US (1 * G_TIME_SPAN_SECOND)

static void
estimate (SubletUploadQueue *self, SubletUploadFacts *facts)
{
  gint64 elapsed_us;

  if (self->state != SUBLET_UPLOAD_QUEUE_RUNNING || self->started_us < 0 || facts->sent == 0)
    return;
  elapsed_us = sublet_clock_get_monotonic_us (self->clock) - self->started_us;
  if (elapsed_us < RATE_US)
    return;

  facts->rate = (guint64) ((double) facts->sent * G_TIME_SPAN_SECOND / (double) elapsed_us);
  facts->left_us =
    (gint64) ((double) (facts->size - facts->sent) / (double) facts->sent * (double) elapsed_us);
}

/**
 * sublet_upload_queue_read:
 * @self: a queue
 * @facts: (out caller-allocates): what it tells now
 */
void
sublet_upload_queue_read (SubletUploadQueue *self, SubletUploadFacts *facts)
{
  g_return_if_fail (SUBLET_IS_UPLOAD_QUEUE (self));
  g_return_if_fail (facts != NULL);

  memset (facts, 0, sizeof *facts);
  facts->state = self->state;
  facts->problem = self->problem;
  facts->left_us = -1;
  if (self->state == SUBLET_UPLOAD_QUEUE_IDLE)
    return;

  facts->name = self->name;
  facts->folder = self->folder;
  facts->position = self->at + 1;
  facts->n_files = self->files->len;
  facts->n_arrived = self->n_arrived;
  facts->n_folders = self->n_folders;
  facts->n_links = self->n_links;
  facts->n_special = self->n_special;
  if (self->upload != NULL)
    {
      facts->looking = sublet_upload_get_looking (self->upload);
      facts->is_folder = sublet_upload_get_is_folder (self->upload);
      facts->place = sublet_upload_get_place (self->upload);
      facts->size = sublet_upload_get_size (self->upload);
      facts->sent = sublet_upload_get_sent (self->upload);
    }
  estimate (self, facts);
}
