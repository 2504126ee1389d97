/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ssh/sublet-connection.h"

#include <stdbool.h>

G_BEGIN_DECLS

typedef enum
{
  SUBLET_UPLOAD_QUEUE_IDLE,    /* nothing to say */
  SUBLET_UPLOAD_QUEUE_RUNNING, /* a file is on its way */
  SUBLET_UPLOAD_QUEUE_STOPPED, /* a file did not arrive: "problem"; the rest waits */
  SUBLET_UPLOAD_QUEUE_DONE,    /* all that were not left out are there */
} SubletUploadQueueState;

/* What it tells at one moment. All is borrowed, until it changes. */
typedef struct
{
  SubletUploadQueueState state;
  SubletUploadProblem problem; /* STOPPED */
  const char *name;   /* of the file it is at, in no fit state to be shown; DONE: the latest */
  const char *folder; /* (nullable): where it is, or would be, there */
  guint position;     /* of that file, from 1 */
  guint n_files;
  guint n_arrived;
  guint64 size;
  guint64 sent;
  guint64 rate;   /* bytes a second since the first could go; 0: not known yet */
  gint64 left_us; /* at that rate; -1: not known */
  bool looking;   /* at what is in a folder: its size is not known yet */
  bool is_folder;
  const char *place; /* (nullable): what in the folder the problem is with, in no fit state */
  guint n_folders;   /* that have arrived, of n_arrived */
  guint n_links;     /* left out of folders that have arrived */
  guint n_special;
} SubletUploadFacts;

/* (transfer full) (nullable): a file's way to where all go; NULL: there is no connection now. */
typedef SubletUpload *(*SubletUploadMaker) (gpointer owner, GFile *file);

#define SUBLET_TYPE_UPLOAD_QUEUE (sublet_upload_queue_get_type ())

/*
 * Files and folders that are uploaded one after the other, and what is to be decided on the way.
 * Main thread.
 *
 * Signal "changed": what read() tells is another; of what is sent alone, twice a second at most.
 */
G_DECLARE_FINAL_TYPE (SubletUploadQueue, sublet_upload_queue, SUBLET, UPLOAD_QUEUE, GObject)

SubletUploadQueue *sublet_upload_queue_new (SubletConnection *connection);
/* With whoever else makes them; owner is kept. */
SubletUploadQueue *sublet_upload_queue_new_with (SubletUploadMaker make,
                                                 GObject *owner,
                                                 SubletClock *clock);

void sublet_upload_queue_read (SubletUploadQueue *self, SubletUploadFacts *facts);
/* (element-type GFile): behind those that wait. */
void sublet_upload_queue_add (SubletUploadQueue *self, GListModel *files);
/* STOPPED: the same file once more; replace: what has its name there goes. */
void sublet_upload_queue_try_again (SubletUploadQueue *self, gboolean replace);
/* STOPPED: without that file. */
void sublet_upload_queue_skip (SubletUploadQueue *self);
/* All that has not arrived is given up: IDLE. */
void sublet_upload_queue_cancel (SubletUploadQueue *self);

G_END_DECLS
