/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-upload-queue.h"

G_BEGIN_DECLS

struct _SubletUploadQueue
{
  GObject parent_instance;

  /* construct-only */
  SubletUploadMaker make;
  GObject *owner;     /* (owned) */
  SubletClock *clock; /* (owned) */

  /* state */
  SubletUploadQueueState state;
  GPtrArray *files; /* (owned) (element-type GFile) */
  guint at;         /* of them */
  guint n_arrived;
  guint n_folders; /* of those */
  guint n_links;   /* left out of them */
  guint n_special;
  char *name;           /* (owned) (nullable) */
  char *folder;         /* (owned) (nullable) */
  SubletUpload *upload; /* (owned) (nullable): the latest */
  GCancellable *run;    /* (owned) (nullable): while it runs */
  gulong moved_handler; /* on the upload */
  gint64 started_us;    /* of the clock, monotonic: since when its way is free; -1: it is not yet */
  guint tell_id;
  SubletUploadProblem problem;
};

G_END_DECLS
