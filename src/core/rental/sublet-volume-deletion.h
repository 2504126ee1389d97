/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rental/sublet-journal.h"
#include "core/store/sublet-database.h"

G_BEGIN_DECLS

/*
 * Volumes that were ordered away, in rentals.db: a row before the request, and its outcome. What a
 * row without one says is that the volume may be gone: lists tell.
 */

/* Each is final, and a word in the journal. */
#define SUBLET_VOLUME_OUTCOME_GONE "gone"            /* a whole list does not show it */
#define SUBLET_VOLUME_OUTCOME_REFUSED "refused"      /* nothing was deleted */
#define SUBLET_VOLUME_OUTCOME_NOT_SENT "not-sent"    /* nothing was asked for */
#define SUBLET_VOLUME_OUTCOME_STILL_THERE "not-done" /* listed long after it was asked for */
#define SUBLET_VOLUME_OUTCOME_AGAIN "ordered-again"  /* another row has what became of it */

typedef struct
{
  char *id; /* (owned) */
  SubletOwner owner;
  char *key_print; /* (owned) (nullable): of the key that ordered it */
  gint64 volume_id;
  gint64 machine_id;
  gint64 written_us; /* service time */
} SubletVolumeDeletion;

SubletVolumeDeletion *sublet_volume_deletion_new (const SubletOwner *owner,
                                                  const char *key_print,
                                                  gint64 volume_id,
                                                  gint64 machine_id,
                                                  gint64 written_us);
void sublet_volume_deletion_free (SubletVolumeDeletion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SubletVolumeDeletion, sublet_volume_deletion_free)

/* Completes when the row is on the disk: only then may anything be asked for. */
void sublet_volume_deletion_write_async (SubletDatabase *database,
                                         const SubletVolumeDeletion *deletion,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean sublet_volume_deletion_write_finish (SubletDatabase *database,
                                              GAsyncResult *result,
                                              GError **error);

/* Its outcome. Nobody waits for this: a row that could not be closed is settled by the next list.
 * @detail (nullable): the service's words. */
void sublet_volume_deletion_close (SubletDatabase *database,
                                   const char *id,
                                   gint64 closed_us,
                                   const char *outcome,
                                   const char *detail);

/* (element-type SubletVolumeDeletion) of every account at a server, oldest first. */
void sublet_volume_deletion_load_open_async (SubletDatabase *database,
                                             const char *server,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *sublet_volume_deletion_load_open_finish (SubletDatabase *database,
                                                    GAsyncResult *result,
                                                    GError **error);

G_END_DECLS
